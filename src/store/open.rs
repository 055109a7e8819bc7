//! Opening and making a journal's file.
//!
//! The file is made 0600 in a 0700 folder before SQLite opens it (its -wal and -shm take the same
//! mode). A file of zero length and a file of another program are refused, never "repaired".

use super::backup::{Occasion, backup_folder};
use super::files::{at, beside, make_file, make_folder};
use super::key::{COSTS, Key, Passphrase, SALT};
use super::migrate::{APPLICATION_ID, is_behind, migrate};
use super::rebuild::clear_leftovers;
use super::schema::Schema;
use super::{Store, StoreError};
use crate::clock::Clock;
use rusqlite::{Connection, OpenFlags};
use std::cell::Cell;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// A page of an encrypted file, in bytes: SQLCipher 4's own choice.
const PAGE: u64 = 4096;

/// How long a writer waits for another one.
const BUSY: Duration = Duration::from_secs(5);

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
    /// A file that may not be written is opened for reading: writes then say so.
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
            match connect(path, Clock::system(), Access::Read, Some(&key)) {
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
        let sealed = matches!(inspect(path)?, Header::Sealed(_));
        match (sealed, &key) {
            (true, None) if cfg!(feature = "encryption") => return Err(StoreError::Locked(path.to_owned())),
            (true, _) if cfg!(not(feature = "encryption")) => {
                return Err(StoreError::NoCipher(path.to_owned()));
            }
            _ => {}
        }
        let key = key.filter(|_| sealed);
        let store = connect(path, clock, Access::Read, key.as_ref()).map_err(|error| match error {
            StoreError::Foreign(path) if sealed => StoreError::WrongPassphrase(path),
            error => error,
        })?;
        known(&store, path)?;
        Ok(Self { key, ..store })
    }

    fn enter(path: &Path, clock: Clock, key: Option<Key>) -> Result<Self, StoreError> {
        let access = if writable(path) { Access::Write } else { Access::Read };
        let store = connect(path, clock, access, key.as_ref())?;
        known(&store, path)?;
        let store = Self { key, ..store };
        if access == Access::Write {
            if is_behind(&store.connection)? {
                store.back_up(&backup_folder(path), Occasion::BeforeMigration)?;
            }
            migrate(&store.connection, path)?;
            clear_leftovers(path);
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

/// Whether an open database is a journal.
fn known(store: &Store, path: &Path) -> Result<(), StoreError> {
    let identity: i64 = store
        .connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| unreadable(path, error))?;
    if identity != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    Ok(())
}

/// What the first bytes of a file say.
enum Header {
    /// A database that everybody can read.
    Plain,
    /// No database that can be read without a key: its salt.
    Sealed([u8; SALT]),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
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

/// Looks at the first bytes before SQLite does: it would take an empty file for a new database.
fn inspect(path: &Path) -> Result<Header, StoreError> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Err(error) => return Err(at(path)(error)),
    };
    let mut header = Vec::new();
    file.by_ref().take(SALT as u64).read_to_end(&mut header).map_err(at(path))?;
    if header.is_empty() {
        // A zero-length file with a write-ahead log beside it is a journal that another process is
        // making at this moment.
        let making = beside(path, "-wal").exists();
        return if making { Ok(Header::Plain) } else { Err(StoreError::Empty(path.to_owned())) };
    }
    if header == b"SQLite format 3\0" {
        return Ok(Header::Plain);
    }
    // An encrypted file is random from its first byte on, so "encrypted" can only be guessed: whole
    // pages, and no text.
    let length = file.metadata().map_err(at(path))?.len();
    let text = header.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    match <[u8; SALT]>::try_from(header) {
        Ok(salt) if length > 0 && length.is_multiple_of(PAGE) && !text => Ok(Header::Sealed(salt)),
        _ => Err(StoreError::Foreign(path.to_owned())),
    }
}

fn writable(path: &Path) -> bool {
    fs::OpenOptions::new().write(true).open(path).is_ok()
}

/// A connection as every journal has it; with a key, one that was seen to fit.
pub(super) fn connect(
    path: &Path,
    clock: Clock,
    access: Access,
    key: Option<&Key>,
) -> Result<Store, StoreError> {
    let read_only = access == Access::Read;
    let access = if read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    // Not "create": the file is there, with its mode, or opening fails.
    let memory =
        if path == Path::new(":memory:") { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let connection = Connection::open_with_flags(path, access | memory | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| unreadable(path, error))?;
    // SQLCipher would print a wrong key or a bad page to stderr, over the screen. The plain engine
    // does not know the pragma and ignores it.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    if let Some(key) = key {
        let pragma = Zeroizing::new(format!("PRAGMA key = \"{}\";", *key.raw()));
        connection.execute_batch(&pragma)?;
    }
    connection.busy_timeout(BUSY)?;
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(|error| unreadable(path, error))?;
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")
        .map_err(|error| unreadable(path, error))?;
    if !read_only {
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
            .map_err(|error| unreadable(path, error))?;
    }
    connection.set_prepared_statement_cache_capacity(256);
    Ok(Store {
        connection,
        schema: Schema::default(),
        clock,
        path: path.to_owned(),
        key: None,
        logging: Cell::new(false),
        read_only,
    })
}

fn unreadable(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
        _ => StoreError::from(error),
    }
}
