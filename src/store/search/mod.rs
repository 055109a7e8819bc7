//! The words of the journal: every row of every noun that has any, found by the beginnings of them.
//!
//! An FTS5 index without content of its own (`assets/schema/009_search.sql`). [`document`] says what a
//! row gives it, [`place`] where the row stands in it, [`keep`] brings it up at the end of each change
//! by what the change log says, [`question`] says
//! what was typed in its language, [`find`] and [`hit`] ask it, [`check`] compares it with the rows. What the veil
//! covers is in a column of its own: under it that column is not asked.

mod check;
mod document;
mod find;
mod hit;
mod keep;
mod place;
mod question;
mod text;
mod vocabulary;

pub(super) use find::{found_window, holding};
pub use hit::Hit;
pub(super) use keep::{empty_out, fill, settle};
pub(super) use place::Order;

use super::{Store, StoreError};

/// What of a noun's rows is found. Lists are named with a dot: `agenda.text`; a list of single texts by
/// itself.
#[derive(Debug)]
pub struct Search {
    /// The noun in the index. Files hold it: a number is never given twice.
    pub(super) number: i64,
    /// In which order its hits come.
    pub(super) order: Order,
    /// What a row is called, where it has a name: other nouns' rows are found by it as well.
    pub(super) name: Option<&'static str>,
    /// The other texts.
    pub(super) texts: &'static [&'static str],
    /// The people whom a row is about.
    pub(super) people: &'static [&'static str],
}

impl Store {
    /// How the search index differs from the rows, in words; nothing when every row is found by what it
    /// says now, and by nothing else. It reads all of them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search_faults(&self) -> Result<Vec<String>, StoreError> {
        check::stale(&self.connection, &self.schema)
    }

    /// Makes the search index anew out of the rows: where [`super::examine`] says that they differ.
    ///
    /// # Errors
    /// What SQLite says; the index is as it was then.
    pub fn reindex(&self) -> Result<(), StoreError> {
        self.transaction(|| fill(&self.connection, &self.schema))
    }
}
