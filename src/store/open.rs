//! Opening and making a journal's file.
//!
//! The file is made 0600 in a 0700 folder before SQLite opens it (its -wal and -shm take the same
//! mode). A file of zero length and a file of another program are refused, never "repaired".

use super::backup::{Occasion, backup_folder};
use super::connect::{Access, connect, takes_no_log, twice, unreadable};
use super::files::{at, beside, make_file, make_folder};
use super::header::{Header, inspect};
use super::key::{COSTS, Key, Passphrase};
use super::migrate::{APPLICATION_ID, is_behind, migrate};
use super::rebuild::clear_leftovers;
use super::{Store, StoreError};
use crate::clock::Clock;
use std::fs;
use std::path::Path;

impl Store {
    /// Opens the journal at `path`, making it (and its folder) when it is not there.
    ///
    /// # Errors
    /// A [`StoreError`] that names the file and what is wrong with it.
    pub fn open_or_create(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        if !path.exists() {
            create(path)?;
            let store = connect(path, clock, Access::Write, None)?;
            migrate(&store.connection, path)?;
            return Ok(store);
        }
        Self::open(path, clock)
    }

    /// Opens the journal at `path`, which must be there.
    ///
    /// A file that may not be written, or whose folder takes no log beside it, is opened for
    /// reading: writes then say so.
    ///
    /// # Errors
    /// [`StoreError::Locked`] for an encrypted one; else a [`StoreError`] that names the file and
    /// what is wrong with it.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        match inspect(path)? {
            Header::Plain => Self::enter(path, clock, None),
            Header::Sealed(_) if cfg!(feature = "encryption") => Err(StoreError::Locked(path.to_owned())),
            Header::Sealed(_) => Err(StoreError::NoCipher(path.to_owned())),
        }
    }

    /// The key that opens the encrypted journal at `path`. It takes about 0.2 s; the caller may do
    /// it on a thread of its own.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`] when the passphrase does not open it.
    pub fn key(path: &Path, passphrase: &Passphrase) -> Result<Key, StoreError> {
        let Header::Sealed(salt) = inspect(path)? else {
            return Err(StoreError::Cipher(format!("{} is not encrypted", path.display())));
        };
        for cost in COSTS {
            let key = Key::derive(passphrase, salt, *cost)?;
            match twice(|| connect(path, Clock::system(), Access::Read, Some(&key))) {
                Ok(_) => return Ok(key),
                Err(StoreError::Foreign(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::WrongPassphrase(path.to_owned()))
    }

    /// Opens the encrypted journal at `path` with its key.
    ///
    /// # Errors
    /// A [`StoreError`] that names the file and what is wrong with it.
    pub fn unlock(path: &Path, clock: Clock, key: Key) -> Result<Self, StoreError> {
        match inspect(path)? {
            Header::Sealed(_) => Self::enter(path, clock, Some(key)),
            // Its passphrase was removed meanwhile.
            Header::Plain => Self::enter(path, clock, None),
        }
    }

    /// Opens a journal, or a backup of one, only to read it: nothing is migrated and nothing written.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::WrongPassphrase`] for a key that does not fit.
    pub fn open_to_read(path: &Path, clock: Clock, key: Option<Key>) -> Result<Self, StoreError> {
        Self::look(path, clock, Access::Read, key)
    }

    /// The same so that not even a log is made beside it, unless there is one: what is in it counts.
    pub(super) fn open_at_rest(path: &Path, clock: Clock, key: Option<Key>) -> Result<Self, StoreError> {
        let access = if beside(path, "-wal").exists() { Access::Read } else { Access::Frozen };
        Self::look(path, clock, access, key)
    }

    fn look(path: &Path, clock: Clock, access: Access, key: Option<Key>) -> Result<Self, StoreError> {
        let key = fitting(path, key)?;
        let store = twice(|| {
            let store = connect(path, clock.clone(), access, key.as_ref()).map_err(|error| match error {
                StoreError::Foreign(path) if key.is_some() => StoreError::WrongPassphrase(path),
                error => error,
            })?;
            known(&store, path).map(|()| store)
        })?;
        Ok(Self { key, ..store })
    }

    fn enter(path: &Path, clock: Clock, key: Option<Key>) -> Result<Self, StoreError> {
        let access = if writable(path) { Access::Write } else { Access::Read };
        match twice(|| Self::enter_for(access, path, clock.clone(), key.clone())) {
            // What is in a log that is there must not be passed over.
            Err(error) if takes_no_log(&error) && !beside(path, "-wal").exists() => {
                twice(|| Self::enter_for(Access::Frozen, path, clock.clone(), key.clone()))
            }
            entered => entered,
        }
    }

    fn enter_for(access: Access, path: &Path, clock: Clock, key: Option<Key>) -> Result<Self, StoreError> {
        let store = connect(path, clock, access, key.as_ref())?;
        known(&store, path)?;
        let store = Self { key, ..store };
        if access == Access::Write {
            if is_behind(&store.connection)? {
                store.back_up(&backup_folder(path), Occasion::BeforeMigration)?;
            }
            migrate(&store.connection, path)?;
            clear_leftovers(path);
            store.expire_abandoned()?;
        }
        Ok(store)
    }

    /// A journal in memory, for tests and benches.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory(clock: Clock) -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        let store = connect(path, clock, Access::Write, None)?;
        migrate(&store.connection, path)?;
        Ok(store)
    }
}

/// The key, for a file that needs one.
pub(super) fn fitting(path: &Path, key: Option<Key>) -> Result<Option<Key>, StoreError> {
    match (inspect(path)?, key) {
        (Header::Plain, _) => Ok(None),
        (Header::Sealed(_), _) if cfg!(not(feature = "encryption")) => {
            Err(StoreError::NoCipher(path.to_owned()))
        }
        (Header::Sealed(_), None) => Err(StoreError::Locked(path.to_owned())),
        (Header::Sealed(_), key) => Ok(key),
    }
}

/// Whether an open database is a journal.
pub(super) fn known(store: &Store, path: &Path) -> Result<(), StoreError> {
    let identity: i64 = store
        .connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| unreadable(path, error))?;
    if identity != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    Ok(())
}

/// Makes an empty file that only its owner can read, and its folder.
fn create(path: &Path) -> Result<(), StoreError> {
    make_folder(path.parent().unwrap_or(Path::new("")))?;
    match make_file(path) {
        Ok(_) => Ok(()),
        // Another process was quicker: its file is opened.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(at(path)(error)),
    }
}

fn writable(path: &Path) -> bool {
    fs::OpenOptions::new().write(true).open(path).is_ok()
}
