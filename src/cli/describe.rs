//! Rows in words, and as interchange JSON.

use super::context::Context;
use super::out::{Mode, Style};
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::model::text::{cut, one_line};
use crate::model::when::said_back;
use crate::model::{Id, Moment, Person, Relationship, Visibility};
use crate::store::{Record, Store};
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::collections::HashMap;

/// A row as the interchange format writes it.
///
/// # Errors
/// What JSON cannot hold.
pub fn json<T: Record>(row: &T) -> Result<Json, Problem> {
    Ok(crate::exchange::row(row)?)
}

/// People's names, read once; the owner is `me`.
pub struct Names {
    names: HashMap<Id<Person>, String>,
}

impl Names {
    /// Reads them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of(store: &Store) -> Result<Self, Problem> {
        let mut names: HashMap<_, _> = store.names()?.into_iter().collect();
        if let Some(owner) = store.owner()? {
            names.insert(owner, "me".to_owned());
        }
        Ok(Self { names })
    }

    /// Somebody's name.
    pub fn name(&self, person: Id<Person>) -> &str {
        self.names.get(&person).map_or("(gone)", String::as_str)
    }

    /// Somebody's name, or what stands for nobody.
    pub fn or(&self, person: Option<Id<Person>>, nobody: &'static str) -> &str {
        person.map_or(nobody, |person| self.name(person))
    }

    /// Several names.
    pub fn all(&self, people: &[Id<Person>]) -> String {
        people.iter().map(|person| self.name(*person)).collect::<Vec<_>>().join(", ")
    }
}

/// The six characters that name a row.
pub fn id<T>(id: Id<T>) -> Cell {
    Cell::styled(id.short(), Style::Accent)
}

/// `private` or `shared`.
pub fn visibility(visibility: Visibility) -> Cell {
    let style = if visibility == Visibility::Private { Style::Private } else { Style::None };
    Cell::styled(visibility.word(), style)
}

/// A day, or nothing.
pub fn day(day: Option<NaiveDate>) -> String {
    day.map(said_back).unwrap_or_default()
}

/// Weekday, day and time.
pub fn moment(moment: Moment) -> String {
    format!("{} {}", said_back(moment.day()), moment.time().format("%H:%M"))
}

/// A number without needless digits.
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A relationship's title, or nothing.
///
/// # Errors
/// What SQLite says.
pub fn title(store: &Store, relationship: Option<Id<Relationship>>) -> Result<String, Problem> {
    Ok(relationship.map(|id| store.title(id)).transpose()?.unwrap_or_default())
}

/// A short piece of a text, for a line that says what was done.
pub fn piece(text: &str) -> String {
    cut(&one_line(text), 48)
}

/// A whole row, one `label  value` line a field that says something.
#[derive(Default)]
pub struct Page {
    fields: Vec<(&'static str, String)>,
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field unless it says nothing.
    #[must_use]
    pub fn field(mut self, label: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.trim().is_empty() {
            self.fields.push((label, value));
        }
        self
    }

    /// Adds a field where there is something.
    #[must_use]
    pub fn given(self, label: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.field(label, value.to_string()),
            None => self,
        }
    }

    /// Adds a field a line for each of these.
    #[must_use]
    pub fn each(mut self, label: &'static str, values: impl IntoIterator<Item = String>) -> Self {
        for (index, value) in values.into_iter().enumerate() {
            self.fields.push((if index == 0 { label } else { "" }, value));
        }
        self
    }

    /// Prints the page under a heading; as JSON the row itself.
    ///
    /// # Errors
    /// What JSON cannot hold.
    pub fn print<T: Record>(self, context: &mut Context<'_>, heading: &str, row: &T) -> Result<(), Problem> {
        if context.is_json() {
            let value = json(row)?;
            context.out.json(&value);
            return Ok(());
        }
        self.print_lines(context, heading);
        Ok(())
    }

    /// Prints the page under a heading, for what is no row.
    pub fn print_lines(self, context: &mut Context<'_>, heading: &str) {
        if context.out.mode() == Mode::Text {
            context.out.heading(&one_line(heading));
        }
        let widest = self.fields.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
        let mut table = Table::new(&[]);
        for (label, value) in self.fields {
            if context.out.mode() == Mode::Plain {
                table.row([Cell::from(label), Cell::from(value)]);
                continue;
            }
            for (index, line) in value.lines().enumerate() {
                let label = if index == 0 { label } else { "" };
                context.out.line(format!("  {label:widest$}  {line}").trim_end());
            }
        }
        context.out.table(&table);
    }
}

/// Says what was made or changed: the row as JSON, or one line with the way back.
///
/// # Errors
/// What JSON cannot hold.
pub fn kept<T: Record>(context: &mut Context<'_>, row: &T, sentence: &str) -> Result<(), Problem> {
    if context.is_json() {
        let value = json(row)?;
        context.out.json(&value);
    }
    context.out.changed(sentence);
    Ok(())
}
