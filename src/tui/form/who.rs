//! Whom a field names: who is not known yet is made, and of several one is picked.

use super::Form;
use crate::model::{Id, Person, Relationship};
use crate::store::{Record, StoreError};
use crate::tui::edit::{person, relationship};
use crate::tui::field::check::names;
use crate::tui::field::{Doubt, Field};
use crate::tui::layer::{Cx, Effect};
use crate::tui::modal::pick::{Choice, Pick};

impl Form {
    /// Opens the form of whoever the field in focus names and nobody knows, or a list of those whom it
    /// could mean; after that typing goes on here.
    pub(super) fn who(&self, cx: &mut Cx<'_>) {
        let Some(field) = self.fields.get(self.focus) else { return };
        let opened = field.check.doubt(&field.value(), cx.store).and_then(|doubt| match doubt {
            Some(Doubt::Person(name)) => person::named(&name, cx),
            Some(Doubt::Relationship(name)) => relationship::with(&name, cx),
            Some(several) => pick(field, several, cx),
            None => {
                cx.note("Every name here is known.");
                Ok(())
            }
        });
        if let Err(error) = opened {
            cx.fail(error.to_string());
        }
    }

    /// Whether the field in focus names several at once.
    pub(super) fn names_several(&self, cx: &Cx<'_>) -> bool {
        let doubt = self.fields.get(self.focus).map(|field| field.check.doubt(&field.value(), cx.store));
        matches!(doubt, Some(Ok(Some(Doubt::People(..) | Doubt::Relationships(..)))))
    }
}

/// Lets one of several be picked; the field then names it.
fn pick(field: &Field, several: Doubt, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let (name, choices) = match several {
        Doubt::People(name, ids) => (name, each(ids, cx, somebody)?),
        Doubt::Relationships(name, ids) => (name, each(ids, cx, one)?),
        Doubt::Person(_) | Doubt::Relationship(_) => return Ok(()),
    };
    let title = format!("Who is meant by \"{name}\"?");
    let (key, text) = (field.name.to_owned(), field.value());
    let chosen = move |picked: String, cx: &mut Cx<'_>| {
        // Of a list of names only this one is replaced.
        let all: Vec<&str> =
            names(&text).map(|one| if one == name { picked.as_str() } else { one }).collect();
        let value = if all.contains(&picked.as_str()) { all.join(", ") } else { picked };
        cx.effects.push(Effect::Fill([(key.clone(), value)].into()));
    };
    cx.push(Pick::new("who", title, choices, Box::new(chosen)));
    Ok(())
}

fn each<T>(
    ids: Vec<Id<T>>,
    cx: &Cx<'_>,
    choice: fn(Id<T>, &Cx<'_>) -> Result<Choice<String>, StoreError>,
) -> Result<Vec<Choice<String>>, StoreError> {
    ids.into_iter().map(|id| choice(id, cx)).collect()
}

fn somebody(id: Id<Person>, cx: &Cx<'_>) -> Result<Choice<String>, StoreError> {
    let row = cx.store.need(id)?;
    let told: Vec<String> = [row.title, row.department, row.cohort].into_iter().flatten().collect();
    let sure = cx.store.person(&row.name).is_ok_and(|found| found == id);
    Ok(choice(row.name, told.join(", "), id, sure))
}

fn one(id: Id<Relationship>, cx: &Cx<'_>) -> Result<Choice<String>, StoreError> {
    let row = cx.store.need(id)?;
    let title = cx.store.title(id)?;
    let form = cx.assets.forms.get(&row.form).map_or(row.form.as_str(), |form| form.name.as_str());
    let since = row.started_on.map_or_else(String::new, |day| format!(", since {}", day.format("%-d %b %Y")));
    let sure = cx.store.relationship(&title).is_ok_and(|found| found == id);
    Ok(choice(title, format!("{form}{since}, {}", row.status), id, sure))
}

/// What is filled in names it alone: its name where no other has it, else the end of its id.
fn choice<T: Record>(name: String, detail: String, id: Id<T>, sure: bool) -> Choice<String> {
    Choice {
        value: if sure { name.clone() } else { id.short() },
        label: name,
        subject: String::new(),
        detail,
        key: id.short(),
        synonyms: String::new(),
    }
}
