//! The journal's file: the only ring that knows SQLite.
//!
//! Reads are methods of [`Store`]. Writes exist only on [`Tx`], which only [`Store::write`] makes:
//! one user action is one transaction and one undo step. The triggers of [`log`] write the change
//! log; [`undo`](Store::undo) reads it. [`codec`] turns rows into nouns and back, one way for all.

mod amendment;
mod arrival;
mod backup;
mod bin;
mod branch;
mod called;
mod change;
mod closed;
mod codec;
mod compare;
mod connect;
mod digest;
mod disk;
mod doubt;
mod draft;
mod error;
mod examine;
mod files;
mod gather;
mod header;
mod heal;
mod key;
mod list;
mod log;
mod migrate;
mod name;
pub mod nouns;
mod open;
#[cfg(test)]
mod plans;
mod rebuild;
pub mod record;
mod restore;
mod review;
mod rhythm;
mod round;
mod salvage;
mod schema;
mod scrub;
mod search;
mod sight;
mod sitting;
mod skill;
mod stream;
mod today;
mod tx;
mod undo;

pub use amendment::Amendment;
pub use arrival::{Arrivals, Missing};
pub use backup::{Backup, Occasion, backup_folder, backups};
pub use bin::{Binned, Purged};
pub use called::{Called, Outline};
pub use change::Change;
pub use disk::{Exposed, exposed, free_space, network};
pub use draft::{Draft, Typed};
pub use error::StoreError;
pub use examine::{Examination, examine, leftovers, newest_whole_backup};
pub use key::{COSTS, Cost, Key, Passphrase, Strength};
pub use list::{Cursor, Filter, Window};
pub use migrate::KNOWN as KNOWN_SCHEMA;
pub use name::by_name;
pub use nouns::NOUNS;
pub use record::{Noun, Record};
pub use restore::Aside;
pub use round::Blind;
pub use salvage::{Rescued, Salvage, salvage};
pub use scrub::{Erased, Scrubbed};
pub use search::Hit;
pub use sight::{PRIVATE, Sight};
pub use stream::{Loss, Reference, Standing};
pub use today::{Promises, Today};
pub use tx::Tx;
pub use undo::Step;

use crate::clock::Clock;
use crate::model::{Id, Moment};
use codec::Codec;
use rusqlite::Connection;
use schema::Schema;
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// An open journal.
pub struct Store {
    connection: Connection,
    schema: Schema,
    clock: Clock,
    path: PathBuf,
    /// The key it was opened with; nothing for a plain file.
    key: Option<Key>,
    /// Whether the log's triggers are installed.
    logging: Cell<bool>,
    read_only: bool,
    sight: Cell<Sight>,
}

/// What changes whenever the journal does, whoever wrote, or as much of it as is handed out: caches
/// compare it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Revision {
    other: i64,
    own: u64,
    sight: Sight,
}

impl Store {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.key.is_some()
    }

    /// The key it was opened with, to open it again.
    pub fn held_key(&self) -> Option<Key> {
        self.key.clone()
    }

    /// The clock the journal was opened with.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Whether the file may only be read.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn refuse_read_only(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly(format!("{} may only be read", self.path.display())));
        }
        Ok(())
    }

    /// The present revision: two reads with the same revision see the same rows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn revision(&self) -> Result<Revision, StoreError> {
        let other = self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(Revision { other, own: self.connection.total_changes(), sight: self.sight() })
    }

    /// A row by its identity, binned or not.
    ///
    /// # Errors
    /// What SQLite says; [`StoreError::Shape`] for a row that does not fit its noun.
    pub fn get<T: Record>(&self, id: Id<T>) -> Result<Option<T>, StoreError> {
        Ok(self.rows(&[id])?.pop())
    }

    /// Rows by their identities, binned or not, in that order; what is not there is left out.
    ///
    /// # Errors
    /// What SQLite says; [`StoreError::Shape`] for a row that does not fit its noun.
    pub fn rows<T: Record>(&self, ids: &[Id<T>]) -> Result<Vec<T>, StoreError> {
        let ids: Vec<_> = ids.iter().map(Id::uuid).collect();
        let rows = self.codec().read(T::NOUN, &ids)?.into_iter();
        rows.map(|row| Ok(serde_json::from_value(serde_json::Value::Object(row))?)).collect()
    }

    fn codec(&self) -> Codec<'_> {
        Codec { connection: &self.connection, schema: &self.schema, sight: self.sight() }
    }

    /// A row by its identity, which must be there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not.
    pub fn need<T: Record>(&self, id: Id<T>) -> Result<T, StoreError> {
        self.get(id)?.ok_or_else(|| StoreError::NotFound { noun: T::NOUN.table, name: id.short() })
    }

    /// On close: the write-ahead log goes back into the one file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn close(self) -> Result<(), StoreError> {
        if !self.read_only {
            self.expire_abandoned()?;
            self.connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")?;
        }
        self.connection.close().map_err(|(_, error)| StoreError::from(error))
    }
}

#[cfg(test)]
impl Store {
    /// Counts the steps of SQLite's machine from now on.
    pub(crate) fn count_steps(&mut self) -> std::sync::Arc<std::sync::atomic::AtomicU64> {
        let steps = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
        let counter = std::sync::Arc::clone(&steps);
        let count = move || {
            counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            false
        };
        // Where it cannot be installed nothing is counted, and the tests that count say so.
        let _ = self.connection.progress_handler(1, Some(count));
        steps
    }
}

/// A moment out of a row.
fn moment(text: &str) -> Result<Moment, StoreError> {
    text.parse().map_err(StoreError::Damaged)
}
