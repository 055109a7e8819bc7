//! A journal's file looked over without changing anything of it: no table is brought up, nothing
//! left over is cleared, no log is made beside it.

use super::backup::{Backup, backup_folder, backups};
use super::compare::{broken_references, broken_seals, broken_structure, is_of_index};
use super::files::{at, beside};
use super::rebuild::UNFINISHED as REBUILDING;
use super::restore::RESTORING;
use super::{Key, Store, StoreError};
use crate::clock::Clock;
use std::fs;
use std::path::{Path, PathBuf};

/// What was found in a file that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// The version of its tables.
    pub schema: i64,
    /// The engine, with its version.
    pub engine: String,
    /// Damage of pages, tables and indexes, in SQLite's words.
    pub structure: Vec<String>,
    /// Rows that name rows which are not there.
    pub references: Vec<String>,
    /// How the search index differs from the rows. No row is lost with it: it is made of them.
    pub index: Vec<String>,
    /// Pages of an encrypted file whose seal (HMAC) does not fit; nothing for a plain file, which
    /// has none.
    pub seals: Option<Vec<String>>,
}

impl Examination {
    /// Whether nothing of the rows is damaged.
    pub fn is_whole(&self) -> bool {
        self.structure.is_empty()
            && self.references.is_empty()
            && self.seals.as_ref().is_none_or(Vec::is_empty)
    }
}

/// Looks all of a journal over, or of a backup. `key` opens it where it is encrypted. What a disk did
/// not give for a moment is no damage: it counts when it is met twice.
///
/// # Errors
/// As [`Store::open_to_read`]: when it cannot be opened at all.
pub fn examine(path: &Path, clock: Clock, key: Option<Key>) -> Result<Examination, StoreError> {
    match look(path, clock.clone(), key.clone()) {
        Ok(found) if !found.is_whole() => look(path, clock, key),
        looked => looked,
    }
}

fn look(path: &Path, clock: Clock, key: Option<Key>) -> Result<Examination, StoreError> {
    let store = Store::open_at_rest(path, clock, key)?;
    let connection = &store.connection;
    // Each check that itself fails has met the damage. The seals come first: the engine does not go
    // on after a page whose seal is broken.
    let told = |found: Result<Vec<String>, StoreError>| found.unwrap_or_else(|error| vec![error.to_string()]);
    let seals = store.is_encrypted().then(|| told(broken_seals(connection)));
    let (mut index, structure): (Vec<_>, Vec<_>) =
        told(broken_structure(connection)).into_iter().partition(|line| is_of_index(line));
    if structure.is_empty() && index.is_empty() {
        index = told(store.search_faults());
    }
    let references = if structure.is_empty() { told(broken_references(connection)) } else { Vec::new() };
    Ok(Examination {
        schema: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        engine: engine(&store)?,
        structure,
        references,
        index,
        seals,
    })
}

fn engine(store: &Store) -> Result<String, StoreError> {
    let version: String = store.connection.query_row("SELECT sqlite_version()", [], |row| row.get(0))?;
    // The plain engine does not know the pragma and says nothing.
    let cipher = store.connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0));
    Ok(match cipher {
        Ok(cipher) => format!("SQLCipher {cipher} on SQLite {version}"),
        Err(_) => format!("SQLite {version}"),
    })
}

/// The newest backup of a journal that is whole, and how many newer ones are not, or cannot be
/// opened with this key.
///
/// # Errors
/// When the folder of the backups cannot be read.
pub fn newest_whole_backup(
    journal: &Path,
    clock: &Clock,
    key: Option<&Key>,
) -> Result<(Option<Backup>, usize), StoreError> {
    let mut passed = 0;
    for backup in backups(journal, &backup_folder(journal))? {
        if examine(&backup.path, clock.clone(), key.cloned()).is_ok_and(|found| found.is_whole()) {
            return Ok((Some(backup), passed));
        }
        passed += 1;
    }
    Ok((None, passed))
}

/// Files that an interrupted change of the passphrase, a restore or a backup left behind.
///
/// # Errors
/// When the folder of the backups cannot be read.
pub fn leftovers(journal: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut found: Vec<PathBuf> =
        [REBUILDING, RESTORING].iter().map(|suffix| beside(journal, suffix)).filter(|p| p.exists()).collect();
    let folder = backup_folder(journal);
    if folder.is_dir() {
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let path = entry.map_err(at(&folder))?.path();
            if path.extension().is_some_and(|extension| extension == "unfinished") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
