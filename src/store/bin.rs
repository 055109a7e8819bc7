//! What was binned, and the one thing that cannot be taken back: the purge.

use super::record::NOUNS;
use super::schema::quoted;
use super::{PRIVATE, Sight, Store, StoreError, moment};
use crate::model::Moment;
use rusqlite::params;
use uuid::Uuid;

/// An entry of the bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// The entry.
    pub id: Uuid,
    /// The noun of the row that was binned.
    pub noun: String,
    /// What the row says.
    pub label: String,
    /// When it was binned.
    pub at: Moment,
}

impl Store {
    /// What is in the bin, newest first. Under the veil nobody sees what it was; while others look
    /// along it is empty.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn binned(&self) -> Result<Vec<Binned>, StoreError> {
        if let Sight::Together(_) = self.sight() {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, noun, label, at FROM bin ORDER BY at DESC, id DESC")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?))
        })?;
        rows.map(|row| {
            let (id, noun, mut label, at) = row?;
            if self.sight().is_veiled() {
                label = PRIVATE.to_owned();
            }
            Ok(Binned { id: Uuid::from_bytes(id), noun, label, at: moment(&at)? })
        })
        .collect()
    }

    /// Removes everything in the bin for good, with its history: this cannot be undone. Returns how
    /// many entries went.
    ///
    /// # Errors
    /// What SQLite says; then nothing is removed.
    pub fn purge(&self) -> Result<usize, StoreError> {
        self.transaction(|| {
            // The deletions are logged once to learn every row they reach, cascades included; then
            // all history of those rows goes, this log too.
            let change = self.begin_change("do", None, "purge")?;
            for noun in NOUNS.iter().rev() {
                self.connection
                    .execute(&format!("DELETE FROM {} WHERE binned IS NOT NULL", quoted(noun.table)), [])?;
            }
            let entries = self.connection.execute("DELETE FROM bin", [])?;
            self.end_change()?;
            self.connection.execute(
                "UPDATE change SET undone = 2 WHERE id IN (SELECT other.change FROM change_row AS gone
                   JOIN change_row AS other ON other.noun = gone.noun AND other.key = gone.key
                 WHERE gone.change = ?1 AND gone.after IS NULL)",
                params![change],
            )?;
            self.connection.execute("UPDATE change SET label = 'purged' WHERE undone = 2", [])?;
            self.connection.execute(
                "DELETE FROM change_row WHERE change = ?1 OR (noun, key) IN
                   (SELECT noun, key FROM change_row WHERE change = ?1 AND after IS NULL)",
                params![change],
            )?;
            self.connection.execute("DELETE FROM change WHERE id = ?1", params![change])?;
            Ok(entries)
        })
    }
}
