//! The form of a person.

use super::{again, number, place, standing, text};
use crate::model::{Id, Person};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;

/// Opens it for a person, or for a new one.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Person>>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    show(row, place("person", id), "", cx);
    Ok(())
}

/// Opens it for a new person whose name is typed already.
///
/// # Errors
/// What the store says.
pub fn named(name: &str, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    show(None, format!("person/{name}/new"), name, cx);
    Ok(())
}

fn show(row: Option<Person>, place: String, name: &str, cx: &mut Cx<'_>) {
    if row.as_ref().is_some_and(|row| hides_note(row, cx.store)) {
        cx.note("The private note stays as it is behind the veil.");
    }
    let fields = fields(row.as_ref(), name, cx.store);
    let title = row.as_ref().map_or_else(|| "new person".to_owned(), |row| row.name.clone());
    let id = row.map(|row| row.id);
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| keep(id, values, tx);
    let reads = again(id, |row, store, _| Ok(self::fields(Some(row), "", store)));
    Form::new(title, place, fields, Box::new(save)).changing(reads).show(cx);
}

/// Whether the note is not handed out.
fn hides_note(row: &Person, store: &Store) -> bool {
    store.is_hidden(row.note.as_deref())
}

fn fields(row: Option<&Person>, name: &str, store: &Store) -> Vec<Field> {
    let of = |part: fn(&Person) -> Option<&String>| row.and_then(part).cloned().unwrap_or_default();
    let mut fields = vec![
        Field::line("name", "Name", "e.g. Ana Ruiz", row.map_or(name, |row| row.name.as_str())).required(),
        Field::line("title", "Title", "e.g. team lead", &of(|row| row.title.as_ref())),
        Field::line("department", "Department", "e.g. design", &of(|row| row.department.as_ref())),
        Field::line(
            "expertise",
            "Knows well",
            "e.g. hiring, budgets",
            &row.map_or(String::new(), |row| row.expertise.join(", ")),
        ),
        Field::line(
            "authority",
            "Rank",
            "a number, higher is more senior; may stay empty",
            &row.and_then(|row| row.authority).map_or(String::new(), |rank| rank.to_string()),
        )
        .checked(Check::Number),
        Field::line(
            "cohort",
            "Cohort",
            "as they say it themselves; may stay empty",
            &of(|row| row.cohort.as_ref()),
        ),
    ];
    if !row.is_some_and(|row| hides_note(row, store)) {
        fields.push(Field::text("note", "Note", "a private line about them", &of(|row| row.note.as_ref())));
    }
    fields
}

fn keep(id: Option<Id<Person>>, values: &Values, tx: &Tx<'_>) -> Result<Kept, Wrong> {
    let mut person = standing(id, tx.store())?.unwrap_or_else(|| Person::named(""));
    person.name = crate::model::text::one_line(&text(values, "name").unwrap_or_default());
    person.title = text(values, "title");
    person.department = text(values, "department");
    person.cohort = text(values, "cohort");
    if values.contains_key("note") {
        person.note = text(values, "note");
    }
    person.authority = number(values, "authority")?;
    person.expertise = values
        .get("expertise")
        .map(|text| {
            text.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
        })
        .unwrap_or_default();
    tx.put(&person)?;
    let verb = if id.is_some() { "Changed" } else { "Added" };
    let step = format!("{} person {}", verb.to_lowercase(), person.name);
    Ok(Kept::of(step, format!("{verb} {}", person.name)).made(id.is_none().then_some(person.id)))
}
