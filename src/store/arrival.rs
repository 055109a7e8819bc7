//! Which rows an import has met, and which ones it still waits for.
//!
//! They are kept in the journal's own file while the step lasts, in a table that the step makes and
//! drops again: memory does not grow with the file that is read, and whatever happens, nothing of it
//! is ever committed.

use super::{Noun, Store, StoreError, Tx};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

/// Rows that are taken away by one statement.
const PART: usize = 2_000;

/// The notes of one import.
pub struct Arrivals<'a> {
    store: &'a Store,
}

/// A row that something names and that is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The noun's word.
    pub noun: String,
    /// Its identity.
    pub id: Uuid,
    /// The first place that named it.
    pub place: String,
}

impl Tx<'_> {
    /// Begins to take notes.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn arrivals(&self) -> Result<Arrivals<'_>, StoreError> {
        // `place` is empty once the row has come.
        self.connection().execute_batch(
            "CREATE TABLE arrival (
               noun  TEXT NOT NULL,
               id    BLOB NOT NULL,
               turn  INTEGER,
               place TEXT,
               PRIMARY KEY (noun, id)
             ) STRICT, WITHOUT ROWID",
        )?;
        Ok(Arrivals { store: self.store() })
    }
}

impl Arrivals<'_> {
    fn connection(&self) -> &Connection {
        &self.store.connection
    }

    /// Notes that a row of this table has come. Says whether it is the first time.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn arrive(&self, table: &str, id: Uuid) -> Result<bool, StoreError> {
        let noted = self
            .connection()
            .prepare_cached(
                "INSERT INTO arrival (noun, id) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET place = NULL WHERE place IS NOT NULL",
            )?
            .execute(params![table, id.as_bytes().as_slice()])?;
        Ok(noted > 0)
    }

    /// Notes that the row is named at `place`, the `turn`th one. A row that is in the journal, or that
    /// has come, is not waited for.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn expect(
        &self,
        noun: &Noun,
        id: Uuid,
        turn: u64,
        place: impl FnOnce() -> String,
    ) -> Result<(), StoreError> {
        if !self.store.exists(noun, id)? {
            self.connection()
                .prepare_cached(
                    "INSERT OR IGNORE INTO arrival (noun, id, turn, place) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![noun.table, id.as_bytes().as_slice(), turn.cast_signed(), place()])?;
        }
        Ok(())
    }

    /// Ends the notes: the first row that was waited for and has not come.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn missing(self) -> Result<Option<Missing>, StoreError> {
        let missing = self
            .connection()
            .query_row(
                "SELECT noun, id, place FROM arrival WHERE place IS NOT NULL ORDER BY turn LIMIT 1",
                [],
                |row| {
                    let id = Uuid::from_bytes(row.get(1)?);
                    Ok(Missing { noun: row.get(0)?, id, place: row.get(2)? })
                },
            )
            .optional()?;
        self.clear()?;
        Ok(missing)
    }

    /// Takes the table away, a part after the other: what one statement changes is held in memory until
    /// it ends.
    fn clear(&self) -> Result<(), StoreError> {
        let sql =
            format!("DELETE FROM arrival WHERE (noun, id) IN (SELECT noun, id FROM arrival LIMIT {PART})");
        while self.connection().prepare_cached(&sql)?.execute([])? > 0 {}
        Ok(self.connection().execute_batch("DROP TABLE arrival")?)
    }
}
