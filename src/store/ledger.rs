//! What the ledger adds up to: counted by SQLite, no row is read whole.

use super::{Store, StoreError};
use chrono::NaiveDate;
use rusqlite::params;

/// The exchanges of a span, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ledger {
    /// All of them.
    pub rows: u64,
    /// Those that the owner gave.
    pub gave: u64,
    /// Those that the owner got.
    pub got: u64,
}

impl Store {
    /// The exchanges of a day or later, of every day when none is given.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ledger_since(&self, day: Option<NaiveDate>) -> Result<Ledger, StoreError> {
        let owner = self.owner()?.map(|owner| owner.uuid().as_bytes().to_vec());
        let since = day.map_or_else(String::new, |day| day.to_string());
        let count = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::unsigned_abs);
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*), coalesce(sum(\"from\" = ?1), 0), coalesce(sum(\"to\" = ?1), 0)
                 FROM exchange WHERE at >= ?2 AND binned IS NULL{}",
                self.and_seen("exchange"),
            ))?
            .query_row(params![owner, since], |row| {
                Ok(Ledger { rows: count(row, 0)?, gave: count(row, 1)?, got: count(row, 2)? })
            })?)
    }
}
