//! Another passphrase, a first one, or none: always a new file beside the old one.
//!
//! The new file is written, read back and compared row by row before it takes the old one's place
//! by one rename; the old one is then overwritten. A crash at any point leaves the old file or the
//! new one, whole. Nobody else may have the journal open meanwhile: a row that another process
//! wrote into the old file would be lost with it.

use super::backup::{Occasion, backup_folder};
use super::compare::{faults, same_rows};
use super::connect::{Access, connect};
use super::files::{at, beside, make_file_anew, overwrite, put_in_place};
use super::key::{Key, Passphrase};
use super::migrate::APPLICATION_ID;
use super::{Store, StoreError};
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// What the new file is called until it is finished.
pub(super) const UNFINISHED: &str = ".rebuilding";

impl Store {
    /// Gives the journal another passphrase, or none, and opens it again.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another program has it open; [`StoreError::NoCipher`] in a build
    /// without encryption. The journal is then as it was.
    pub fn with_passphrase(self, passphrase: Option<&Passphrase>) -> Result<Self, StoreError> {
        if cfg!(not(feature = "encryption")) {
            return Err(StoreError::NoCipher(self.path));
        }
        self.refuse_read_only()?;
        if self.is_encrypted() {
            // A plain journal gets no backup here: it would be what the passphrase is to prevent.
            self.back_up(&backup_folder(&self.path), Occasion::BeforePassphrase)?;
        }
        let key = passphrase.map(Key::fresh).transpose()?;
        self.hold_alone()?;
        let new = beside(&self.path, UNFINISHED);
        drop(make_file_anew(&new)?);
        let written = self.write_copy(&new, key.as_ref()).and_then(|()| self.check_copy(&new, key.as_ref()));
        if let Err(error) = written {
            // What was written is of no use; the journal is as it was.
            let _ = fs::remove_file(&new);
            return Err(error);
        }
        let (path, clock) = (self.path.clone(), self.clock.clone());
        self.replace_with(&new)?;
        match key {
            Some(key) => Self::unlock(&path, clock, key),
            None => Self::open(&path, clock),
        }
    }

    /// One file at rest, locked against everybody until this connection closes.
    pub(super) fn hold_alone(&self) -> Result<(), StoreError> {
        self.connection.query_row("PRAGMA main.locking_mode = EXCLUSIVE", [], |_| Ok(()))?;
        // Leaving the write-ahead log needs to be alone, and says so otherwise.
        let mode: String =
            self.connection.query_row("PRAGMA main.journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(StoreError::Busy);
        }
        Ok(self.connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")?)
    }

    fn write_copy(&self, new: &Path, key: Option<&Key>) -> Result<(), StoreError> {
        let raw = key.map_or_else(Zeroizing::default, Key::raw);
        self.connection.execute(
            "ATTACH DATABASE ?1 AS copy KEY ?2",
            rusqlite::params![new.to_string_lossy(), raw.as_str()],
        )?;
        let version: i64 = self.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        self.connection.query_row("SELECT sqlcipher_export('copy')", [], |_| Ok(()))?;
        self.connection.execute_batch(&format!(
            "PRAGMA copy.user_version = {version}; PRAGMA copy.application_id = {APPLICATION_ID};
             DETACH DATABASE copy;"
        ))?;
        Ok(())
    }

    fn check_copy(&self, new: &Path, key: Option<&Key>) -> Result<(), StoreError> {
        let copy = connect(new, self.clock.clone(), Access::Read, key)?;
        let faults = faults(&copy.connection, key.is_some())?;
        if let Some(fault) = faults.into_iter().next() {
            return Err(StoreError::Damaged(format!("the new file is not whole: {fault}")));
        }
        same_rows(&self.connection, &copy.connection)
    }

    /// The new file takes this one's place; this one is overwritten while nobody else can get at it.
    fn replace_with(self, new: &Path) -> Result<(), StoreError> {
        let mut old = fs::OpenOptions::new().write(true).open(&self.path).map_err(at(&self.path))?;
        put_in_place(new, &self.path)?;
        // Somebody who waits for the old file finds no database in it, and nothing of it stays
        // readable. When the disk refuses, the new file is in place all the same.
        let overwritten = overwrite(&mut old);
        drop(self.connection);
        drop(old);
        overwritten.map_err(at(&self.path))
    }
}

/// Removes what an interrupted change of the passphrase left behind. A change that is going on
/// holds the journal alone, so whoever has it open can be sure that there is none.
pub(super) fn clear_leftovers(path: &Path) {
    let unfinished = beside(path, UNFINISHED);
    if unfinished.exists() {
        if let Ok(mut file) = fs::OpenOptions::new().write(true).open(&unfinished) {
            let _ = overwrite(&mut file);
        }
        let _ = fs::remove_file(unfinished);
    }
}
