//! Rows by what people call them: names, titles, and the last characters of an id.

use super::record::{Noun, Record};
use super::schema::quoted;
use super::sight::PRIVATE;
use super::{Filter, Store, StoreError, Tx, Window};
use crate::model::text::{cut, one_line};
use crate::model::{Id, Person, Relationship};
use rusqlite::OptionalExtension;
use uuid::Uuid;

/// The fewest last characters that name a row.
const SUFFIX: usize = 4;
/// The most rows that are compared with what was typed: more hold its words than begin with them.
const COMPARED: usize = 1000;
/// The most rows that are listed where several are meant, and the cells of each.
const LISTED: usize = 9;
const PIECE: usize = 48;

impl Store {
    /// The person who keeps the journal, once there is one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn owner(&self) -> Result<Option<Id<Person>>, StoreError> {
        let found = self
            .connection
            .prepare_cached("SELECT id FROM person WHERE owner = 1")?
            .query_row([], |row| row.get::<_, [u8; 16]>(0))
            .optional()?;
        Ok(found.map(|bytes| Id::from_uuid(Uuid::from_bytes(bytes))))
    }

    /// Everybody in the journal with their names, the owner included.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn names(&self) -> Result<Vec<(Id<Person>, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, name FROM person WHERE binned IS NULL{} ORDER BY name COLLATE NOCASE",
            self.and_seen("person"),
        ))?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (id, name) = row?;
            Ok((Id::from_uuid(Uuid::from_bytes(id)), name))
        })
        .collect()
    }

    /// A person's name; `(gone)` when the row is, or is not to be seen.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn name(&self, id: Id<Person>) -> Result<String, StoreError> {
        let found = self
            .connection
            .prepare_cached(&format!("SELECT name FROM person WHERE id = ?1{}", self.and_seen("person")))?
            .query_row([id.uuid().as_bytes().as_slice()], |row| row.get(0))
            .optional()?;
        Ok(found.unwrap_or_else(|| "(gone)".to_owned()))
    }

    /// What a relationship is called: its title, else the names of the others in it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn title(&self, id: Id<Relationship>) -> Result<String, StoreError> {
        match self.called(id) {
            Ok(called) => Ok(called.title),
            Err(StoreError::NotFound { .. }) => Ok("(gone)".to_owned()),
            Err(error) => Err(error),
        }
    }

    /// What names a row in a sentence: its name, its title, or its text;
    /// under the veil a private one says so.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there; else what SQLite says.
    pub fn row_label<T: Record>(&self, id: Id<T>) -> Result<String, StoreError> {
        if matches!(self.refuse_veiled(id), Err(StoreError::Veiled { .. })) {
            return Ok(PRIVATE.to_owned());
        }
        self.label_of(T::NOUN, id.uuid())
    }

    pub(super) fn label_of(&self, noun: &Noun, id: Uuid) -> Result<String, StoreError> {
        let sql = format!("SELECT {} FROM {} WHERE id = ?1", noun.label, quoted(noun.table));
        let label = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id.as_bytes().as_slice()], |row| row.get(0))
            .optional()?;
        label.ok_or_else(|| StoreError::NotFound { noun: noun.table, name: id.to_string() })
    }

    /// A row by its id, or by its last four or more characters.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] or [`StoreError::Ambiguous`].
    pub fn by_id<T: Record>(&self, text: &str) -> Result<Id<T>, StoreError> {
        let found = self.ending::<T>(text)?;
        match found.as_slice() {
            [] => Err(StoreError::NotFound { noun: T::NOUN.table, name: text.to_owned() }),
            [one] => Ok(*one),
            several => Err(StoreError::Ambiguous {
                name: text.to_owned(),
                candidates: several.iter().map(|id| id.uuid().simple().to_string()).collect(),
            }),
        }
    }

    fn ending<T: Record>(&self, text: &str) -> Result<Vec<Id<T>>, StoreError> {
        let table = quoted(T::NOUN.table);
        let digits = text.replace('-', "").to_uppercase();
        if digits.len() < SUFFIX || digits.len() > 32 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        // The last two bytes are indexed: they leave a few rows to compare the rest with.
        let sql = format!(
            "SELECT id FROM {table} WHERE substr(id, -2) = unhex(substr(?1, -4)) AND binned IS NULL
             AND substr(hex(id), -length(?1)) = ?1{} LIMIT 9",
            self.and_seen(T::NOUN.table),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([digits], |row| row.get::<_, [u8; 16]>(0))?;
        rows.map(|row| Ok(Id::from_uuid(Uuid::from_bytes(row?)))).collect()
    }

    /// A row by its id, by what it is called or says, or by the beginning of that where it is the only one.
    /// Rows in one of the states `first` are meant before others.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] or [`StoreError::Ambiguous`].
    pub fn row_called<T: Record>(&self, text: &str, first: &[&'static str]) -> Result<Id<T>, StoreError> {
        if !self.ending::<T>(text)?.is_empty() {
            return self.by_id(text);
        }
        let of = |states: &[&'static str]| self.called_among::<T>(text, states);
        match of(first) {
            Err(StoreError::NotFound { .. }) if !first.is_empty() => of(&[]),
            other => other,
        }
    }

    fn called_among<T: Record>(&self, text: &str, states: &[&'static str]) -> Result<Id<T>, StoreError> {
        let filter = Filter { text: Some(text.to_owned()), states: states.to_vec(), ..Filter::default() };
        let ids = self.window::<T>(&filter, &Window::First, COMPARED)?;
        let rows = ids.into_iter().map(|id| Ok((id, one_line(&self.row_label(id)?))));
        by_name(T::NOUN.table, text, rows.collect::<Result<Vec<_>, StoreError>>()?)
    }

    /// A person by name (exact, then unique prefix of the name or of a part of it) or by id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] or [`StoreError::Ambiguous`].
    pub fn person(&self, text: &str) -> Result<Id<Person>, StoreError> {
        if matches!(text.trim().to_lowercase().as_str(), "me" | "i" | "myself")
            && let Some(owner) = self.owner()?
        {
            return Ok(owner);
        }
        only("person", text, &self.people_called(text)?).or_else(|error| self.unless_id(text, error))
    }

    /// Everybody whom a name could mean: those who are called so, else those
    /// whose name, or a part of it, begins so.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn people_called(&self, text: &str) -> Result<Vec<(Id<Person>, String)>, StoreError> {
        let begins = |name: &str, wanted: &str| {
            name.starts_with(wanted) || name.split_whitespace().any(|part| part.starts_with(wanted))
        };
        Ok(nearest(text, self.names()?, begins))
    }

    /// A relationship by its title, by the name of somebody in it, or by id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] or [`StoreError::Ambiguous`].
    pub fn relationship(&self, text: &str) -> Result<Id<Relationship>, StoreError> {
        only("relationship", text, &self.relationships_called(text)?)
            .or_else(|error| self.unless_id(text, error))
    }

    /// Every relationship that a title, or the name of somebody in it, could mean.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn relationships_called(&self, text: &str) -> Result<Vec<(Id<Relationship>, String)>, StoreError> {
        let begins = |title: &str, wanted: &str| {
            let mut parts = title.split([',', ' ']).filter(|part| !part.is_empty());
            title.starts_with(wanted) || parts.any(|part| part.starts_with(wanted))
        };
        let titles = self.titles(usize::MAX)?;
        let found = nearest(text, titles.clone(), begins);
        if found.len() < 2 {
            return Ok(found);
        }
        // Who goes on in another form is called the same: the one that goes on is meant.
        let mut current = Vec::new();
        for (id, title) in titles {
            if self.successor(id)?.is_none() {
                current.push((id, title));
            }
        }
        Ok(nearest(text, current, begins))
    }

    fn unless_id<T: Record>(&self, text: &str, error: StoreError) -> Result<Id<T>, StoreError> {
        match self.by_id(text) {
            Err(StoreError::NotFound { .. }) => Err(error),
            other => other,
        }
    }

    /// The one active relationship in which both the owner and this person are, if it is one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn active_with(&self, person: Id<Person>) -> Result<Vec<Id<Relationship>>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id FROM relationship WHERE id IN (SELECT relationship FROM member WHERE person = ?1)
               AND status = 'active' AND binned IS NULL{} ORDER BY id DESC",
            self.and_seen("relationship"),
        ))?;
        let rows =
            statement.query_map([person.uuid().as_bytes().as_slice()], |row| row.get::<_, [u8; 16]>(0))?;
        rows.map(|row| Ok(Id::from_uuid(Uuid::from_bytes(row?)))).collect()
    }
}

impl Tx<'_> {
    /// The journal's owner, made with this name when there is none yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn owner(&self, name: &str) -> Result<Id<Person>, StoreError> {
        if let Some(owner) = self.store().owner()? {
            return Ok(owner);
        }
        let name = if name.trim().is_empty() { "Me" } else { name };
        self.put(&Person { owner: true, ..Person::named(name) })
    }
}

/// The rows that are called so, else those whose name begins so.
fn nearest<T>(
    text: &str,
    rows: Vec<(Id<T>, String)>,
    begins: impl Fn(&str, &str) -> bool,
) -> Vec<(Id<T>, String)> {
    let wanted = text.trim().to_lowercase();
    let (called, others): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, name)| name.to_lowercase() == wanted);
    if !called.is_empty() {
        return called;
    }
    others.into_iter().filter(|(_, name)| begins(&name.to_lowercase(), &wanted)).collect()
}

/// The row of this name, or the only one whose name begins so.
///
/// # Errors
/// [`StoreError::NotFound`] or [`StoreError::Ambiguous`].
pub fn by_name<T>(noun: &'static str, text: &str, rows: Vec<(Id<T>, String)>) -> Result<Id<T>, StoreError> {
    let text = one_line(text);
    let begins = |name: &str, wanted: &str| !wanted.is_empty() && name.starts_with(wanted);
    only(noun, &text, &nearest(&text, rows, begins))
}

/// The one that was found.
fn only<T>(noun: &'static str, text: &str, found: &[(Id<T>, String)]) -> Result<Id<T>, StoreError> {
    match found {
        [] => Err(StoreError::NotFound { noun, name: text.to_owned() }),
        [(id, _)] => Ok(*id),
        several => {
            let shown = several.iter().take(LISTED);
            let mut candidates: Vec<_> =
                shown.map(|(id, name)| format!("{} ({})", cut(name, PIECE), id.short())).collect();
            if several.len() > LISTED {
                candidates.push(format!("and {} more", several.len() - LISTED));
            }
            Err(StoreError::Ambiguous { name: text.to_owned(), candidates })
        }
    }
}
