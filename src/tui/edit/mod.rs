//! Each noun's form: its fields from a row, and a row from its fields.

pub mod agreement;
pub mod answer;
mod candour;
pub mod checkin;
pub mod commitment;
pub mod exchange;
pub mod feedback;
pub mod goal;
pub mod person;
pub mod practice;
pub mod reflection;
pub mod relationship;
pub mod review;
pub mod session;
pub mod skill;
pub mod succession;

use super::Assets;
use super::field::check::names;
use super::field::{Check, Field};
use super::form::{Reads, Values, Wrong};
use super::layer::Cx;
use super::target::Target;
use crate::model::when::{Direction, When, parse_when};
use crate::model::{Id, Moment, Person, Relationship, Visibility};
use crate::store::{Record, Store, StoreError, Tx};
use std::str::FromStr;

/// A field's text; nothing when it is blank.
fn text(values: &Values, name: &str) -> Option<String> {
    values.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A field's word, as one of an enumeration's.
fn word<T: FromStr<Err = String>>(values: &Values, name: &'static str) -> Result<T, Wrong> {
    let word = values.get(name).map_or("", String::as_str);
    word.parse().map_err(|message| Wrong { field: Some(name), message })
}

fn when(
    values: &Values,
    name: &'static str,
    store: &Store,
    direction: Direction,
) -> Result<Option<When>, Wrong> {
    let Some(text) = text(values, name) else { return Ok(None) };
    let parsed = parse_when(&text, store.clock(), direction);
    parsed.map(Some).map_err(|error| Wrong { field: Some(name), message: error.to_string() })
}

/// A moment as a form's field has it.
fn written(at: Moment) -> String {
    at.local().format("%Y-%m-%d %H:%M").to_string()
}

/// The moment that a field says. One that it was filled with stays to the second, and at its offset.
fn moment(
    values: &Values,
    name: &'static str,
    had: Option<Moment>,
    (store, direction): (&Store, Direction),
) -> Result<Option<Moment>, Wrong> {
    match had {
        Some(had) if text(values, name) == Some(written(had)) => Ok(Some(had)),
        _ => Ok(when(values, name, store, direction)?.map(|when| when.moment(store.clock()))),
    }
}

fn number<T: FromStr>(values: &Values, name: &'static str) -> Result<Option<T>, Wrong> {
    let Some(text) = text(values, name) else { return Ok(None) };
    let parsed = text.parse();
    parsed
        .map(Some)
        .map_err(|_| Wrong { field: Some(name), message: format!("{text} is no number that fits here") })
}

fn person(values: &Values, name: &'static str, store: &Store) -> Result<Option<Id<Person>>, Wrong> {
    let Some(text) = text(values, name) else { return Ok(None) };
    let found = store.person(&text);
    found.map(Some).map_err(|error| Wrong { field: Some(name), message: error.to_string() })
}

fn needed<T>(value: Option<T>, field: &'static str, message: &str) -> Result<T, Wrong> {
    value.ok_or_else(|| Wrong { field: Some(field), message: message.to_owned() })
}

fn people(values: &Values, name: &'static str, store: &Store) -> Result<Vec<Id<Person>>, Wrong> {
    let text = text(values, name).unwrap_or_default();
    names(&text)
        .map(|one| store.person(one).map_err(|error| Wrong { field: Some(name), message: error.to_string() }))
        .collect()
}

/// The relationship a row belongs to: what it had, else the one active one with the person.
fn belongs(
    store: &Store,
    had: Option<Id<Relationship>>,
    other: Id<Person>,
) -> Result<Option<Id<Relationship>>, StoreError> {
    if had.is_some() {
        return Ok(had);
    }
    Ok(match store.active_with(other)?.as_slice() {
        [one] => Some(*one),
        _ => None,
    })
}

fn visibility_field(value: Visibility) -> Field {
    let options = vec![
        ("private".to_owned(), "private: only me".to_owned()),
        ("shared".to_owned(), "shared: may be shown to them".to_owned()),
    ];
    Field::options("visibility", "Seen by", options, value.word())
}

fn when_field(
    name: &'static str,
    label: &'static str,
    example: &'static str,
    value: &str,
    direction: Direction,
) -> Field {
    Field::line(name, label, example, value).checked(Check::When(direction))
}

fn person_field(name: &'static str, label: &'static str, value: &str) -> Field {
    Field::line(name, label, "a name, or me", value).checked(Check::Person).required()
}

/// The owner, made when this is the first thing the journal keeps.
fn owner(tx: &Tx<'_>, assets: &Assets) -> Result<Id<Person>, StoreError> {
    tx.owner(&assets.name)
}

/// The name a new row is about: somebody selected, or the other one of a selected relationship.
pub(super) fn somebody(target: Option<&Target>, cx: &Cx<'_>) -> Result<String, StoreError> {
    let owner = cx.store.owner()?;
    let of_relationship = |id: Id<Relationship>| -> Result<String, StoreError> {
        let others = cx.store.need(id)?.members.into_iter().find(|member| Some(member.person) != owner);
        others.map_or(Ok(String::new()), |member| cx.store.name(member.person))
    };
    match target {
        Some(Target::Person(id)) if Some(*id) != owner => cx.store.name(*id),
        Some(Target::Relationship(id)) => of_relationship(*id),
        Some(Target::Session(id)) => of_relationship(cx.store.need(*id)?.relationship),
        Some(Target::Goal(id)) => {
            let owners = cx.store.need(*id)?.owners;
            let other = owners.into_iter().find(|person| Some(*person) != owner);
            other.map_or(Ok(String::new()), |person| cx.store.name(person))
        }
        Some(Target::Skill(id)) => {
            let person = cx.store.need(*id)?.person;
            if Some(person) == owner { Ok(String::new()) } else { cx.store.name(person) }
        }
        Some(Target::Feedback(id)) => {
            let row = cx.store.need(*id)?;
            cx.store.name(if Some(row.from) == owner { row.to } else { row.from })
        }
        Some(Target::Commitment(id)) => {
            let row = cx.store.need(*id)?;
            let other = if Some(row.owner) == owner { row.to } else { Some(row.owner) };
            other.map_or(Ok(String::new()), |id| cx.store.name(id))
        }
        _ => Ok(String::new()),
    }
}

/// Opens the form of whatever is selected.
///
/// # Errors
/// What the store says.
pub fn open(target: Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    match target {
        Target::Person(id) => person::open(Some(id), cx),
        Target::Relationship(id) => relationship::open(Some(id), None, cx),
        Target::Session(id) => session::open(Some(id), None, cx),
        Target::Exchange(id) => exchange::open(Some(id), None, cx),
        Target::Feedback(id) => feedback::open(Some(id), None, cx),
        Target::Goal(id) => goal::open(Some(id), None, cx),
        Target::Commitment(id) => commitment::open(Some(id), None, cx),
        Target::Reflection(id) => reflection::open(Some(id), None, cx),
        Target::Skill(id) => skill::open(Some(id), None, cx),
        Target::Review(id) => review::open(Some(id), cx),
        Target::Intention(id) => review::open(Some(cx.store.review_of(id)?), cx),
        Target::Item(_)
        | Target::Round(_)
        | Target::Draft(_)
        | Target::Form(_)
        | Target::Binned(_)
        | Target::Own(_) => {
            cx.note("There is nothing to change here.");
            Ok(())
        }
    }
}

/// A form must not hold `(private)` as if it were the text.
///
/// # Errors
/// [`StoreError::Veiled`] for a row of which only a part is handed out.
pub(super) fn refuse_veiled(target: &Target, store: &Store) -> Result<(), StoreError> {
    match target {
        Target::Person(id) => store.refuse_veiled(*id),
        Target::Session(id) => store.refuse_veiled(*id),
        Target::Exchange(id) => store.refuse_veiled(*id),
        Target::Feedback(id) => store.refuse_veiled(*id),
        Target::Goal(id) => store.refuse_veiled(*id),
        Target::Commitment(id) => store.refuse_veiled(*id),
        Target::Reflection(id) => store.refuse_veiled(*id),
        Target::Skill(id) => store.refuse_veiled(*id),
        Target::Review(id) => store.refuse_veiled(*id),
        Target::Intention(id) => store.refuse_veiled(store.review_of(*id)?),
        Target::Relationship(_)
        | Target::Round(_)
        | Target::Item(_)
        | Target::Draft(_)
        | Target::Form(_)
        | Target::Binned(_)
        | Target::Own(_) => Ok(()),
    }
}

/// Where a form keeps its draft: new rows of a noun share one place, each row has its own.
fn place<T>(noun: &str, id: Option<Id<T>>) -> String {
    id.map_or_else(|| format!("{noun}/new"), |id| format!("{noun}/{id}"))
}

/// The row a form changes, as it stands now.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not in the journal any more, or in the bin.
fn present<T: Record>(id: Id<T>, store: &Store) -> Result<T, StoreError> {
    match store.standing(id)? {
        Some(standing) if !standing.binned => store.need(id),
        _ => Err(StoreError::NotFound { noun: T::NOUN.table, name: id.short() }),
    }
}

/// The row a form changes, as it stands now; nothing for a new one.
fn standing<T: Record>(id: Option<Id<T>>, store: &Store) -> Result<Option<T>, StoreError> {
    id.map(|id| present(id, store)).transpose()
}

/// Fills in the fields of a row again, where there is one: what is kept is compared with them.
fn again<T: Record + 'static>(
    id: Option<Id<T>>,
    fields: impl Fn(&T, &Store, &Assets) -> Result<Vec<Field>, StoreError> + 'static,
) -> Option<Reads> {
    let id = id?;
    Some(Box::new(move |store, assets| fields(&present(id, store)?, store, assets)))
}

/// A number as it is typed.
fn shown(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value}"))
}
