//! What is said of a noun so that it can be kept: its table, its lists, and how it is listed.
//!
//! A row's fields are columns of the same name; its lists are child tables. [`super::nouns`] says it
//! of each noun, and [`super::codec`] does the work for all of them alike.

use super::search::Search;
use crate::model::{Id, Moment};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What the elements of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Objects whose fields are the child table's columns.
    Object,
    /// Single values, kept in this column.
    Single(&'static str),
}

/// A list of a row, kept in a table of its own.
#[derive(Debug)]
pub struct Child {
    /// The row's field.
    pub field: &'static str,
    /// The table.
    pub table: &'static str,
    /// The column that names the row.
    pub parent: &'static str,
    /// What its elements are.
    pub element: Element,
}

/// What goes into the bin together with a row: a table, and the condition on it (`?1` is the row).
#[derive(Debug)]
pub struct Companion {
    /// The table.
    pub table: &'static str,
    /// The condition.
    pub condition: &'static str,
}

/// Where a noun is kept.
#[derive(Debug)]
pub struct Noun {
    /// The table, which is also the noun's word.
    pub table: &'static str,
    /// The list's name in the interchange format.
    pub plural: &'static str,
    /// Its lists.
    pub children: &'static [Child],
    /// What is binned with it.
    pub companions: &'static [Companion],
    /// The expression that names a row in a sentence.
    pub label: &'static str,
    /// How its lists are ordered and filtered.
    pub listing: Listing,
    /// What of it is found by words; nothing for a noun that is not looked for.
    pub search: Option<Search>,
}

/// One of the ways in which a row has to do with a person.
#[derive(Debug)]
pub enum With {
    /// A condition; `{person}` stands for a person's id, or for a query that finds several.
    Named(&'static str),
    /// The person is a member of the row's relationship.
    Member,
}

/// How a noun's lists are ordered and filtered.
#[derive(Debug)]
pub struct Listing {
    /// The expression lists are ordered by; an index has it.
    pub key: &'static str,
    /// Whether the greatest key comes first (time), or the least (names, due days).
    pub newest_first: bool,
    /// The expression `since` and `until` compare, a day or a moment.
    pub time: &'static str,
    /// How the row can have to do with a person.
    pub with: &'static [With],
    /// The condition for a relationship (`?`), where the noun knows one.
    pub relationship: Option<&'static str>,
    /// The column `state` compares.
    pub state: Option<&'static str>,
}

/// A noun that is kept as a row of its own.
pub trait Record: Serialize + DeserializeOwned + PartialEq {
    /// Where it is kept.
    const NOUN: &'static Noun;

    /// Its identity.
    fn id(&self) -> Id<Self>;

    /// When it was last changed, where that is known.
    fn updated_at(&self) -> Option<Moment>;

    /// The place where that is said.
    fn updated_at_mut(&mut self) -> &mut Option<Moment>;
}
