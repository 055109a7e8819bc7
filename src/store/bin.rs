//! What was binned, and the one thing that cannot be taken back: the purge.

use super::nouns::NOUNS;
use super::schema::quoted;
use super::search::empty_out;
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

/// What a purge removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// How many entries of the bin.
    pub entries: usize,
    /// Every row that went, as its table and its key in JSON.
    rows: Vec<(String, String)>,
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

    /// Removes everything in the bin for good, with its history and what was being typed about it:
    /// this cannot be undone. Returns what went.
    ///
    /// The bytes go too, as far as this file is concerned: what is deleted is overwritten, and
    /// [`Store::compact`] leaves no free page.
    ///
    /// # Errors
    /// What SQLite says; then nothing is removed.
    pub fn purge(&self) -> Result<Purged, StoreError> {
        let (entries, rows) = self.erase(|| {
            for noun in NOUNS.iter().rev() {
                self.connection
                    .execute(&format!("DELETE FROM {} WHERE binned IS NOT NULL", quoted(noun.table)), [])?;
            }
            Ok(self.connection.execute("DELETE FROM bin", [])?)
        })?;
        Ok(Purged { entries, rows })
    }

    /// Removes rows that another file's purge removed, wherever they are here, with their history.
    pub(super) fn purge_rows(&self, purged: &Purged) -> Result<(), StoreError> {
        self.erase(|| {
            for (table, key) in &purged.rows {
                let columns = self.schema.columns(&self.connection, table)?;
                if !columns.is_empty() {
                    self.delete(&columns, table, &serde_json::from_str(key)?)?;
                }
            }
            Ok(0)
        })?;
        Ok(())
    }

    /// Runs deletions, and removes all history of every row that they reach. Returns what `delete`
    /// does, and those rows: table and key.
    fn erase(
        &self,
        delete: impl FnOnce() -> Result<usize, StoreError>,
    ) -> Result<(usize, Vec<(String, String)>), StoreError> {
        self.transaction(|| {
            // The deletions are logged once to learn every row they reach, cascades included; then
            // all history of those rows goes, this log too.
            let change = self.begin_change("do", None, "purge")?;
            let entries = delete()?;
            self.end_change(change)?;
            let gone = self.deleted_by(change)?;
            self.connection.execute(
                "UPDATE change SET undone = 2 WHERE id IN (SELECT other.change FROM change_row AS gone
                   JOIN change_row AS other ON other.noun = gone.noun AND other.key = gone.key
                 WHERE gone.change = ?1 AND gone.after IS NULL)",
                params![change],
            )?;
            // An undo or a redo of such a step has its label as well.
            self.connection.execute(
                "UPDATE change SET label = 'purged'
                 WHERE undone = 2 OR target IN (SELECT id FROM change WHERE undone = 2)",
                [],
            )?;
            self.connection.execute(
                "DELETE FROM change_row WHERE change = ?1 OR (noun, key) IN
                   (SELECT noun, key FROM change_row WHERE change = ?1 AND after IS NULL)",
                params![change],
            )?;
            self.connection.execute("DELETE FROM change WHERE id = ?1", params![change])?;
            self.forget_drafts_about(&gone)?;
            empty_out(&self.connection, &self.schema)?;
            Ok((entries, gone))
        })
    }

    fn deleted_by(&self, change: i64) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT noun, key FROM change_row WHERE change = ?1 AND after IS NULL")?;
        Ok(statement.query_map([change], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// A draft's place ends with the id of the row that is being changed.
    fn forget_drafts_about(&self, gone: &[(String, String)]) -> Result<(), StoreError> {
        // The veil hides drafts from eyes, not from this.
        for draft in self.every_draft()? {
            let Some(id) = draft.place.rsplit('/').next().and_then(|id| Uuid::parse_str(id).ok()) else {
                continue;
            };
            let id = id.simple().to_string().to_uppercase();
            if gone.iter().any(|(_, key)| key.contains(&id)) {
                self.forget_draft(&draft.place)?;
            }
        }
        Ok(())
    }

    /// Rewrites the file without free pages, and empties the write-ahead log.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another program has the journal open; nothing is lost then.
    pub(super) fn compact(&self) -> Result<(), StoreError> {
        self.connection.execute_batch("VACUUM")?;
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::Busy) }
    }
}
