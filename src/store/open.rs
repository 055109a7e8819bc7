//! Opening and making a journal's file.
//!
//! The file is made 0600 in a 0700 folder before SQLite opens it (its -wal and -shm take the same
//! mode). A file of zero length and a file of another program are refused, never "repaired".

use super::migrate::{APPLICATION_ID, migrate};
use super::schema::Schema;
use super::{Store, StoreError};
use crate::clock::Clock;
use rusqlite::{Connection, OpenFlags};
use std::cell::Cell;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

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
            let store = connect(path, clock, Access::Write)?;
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
    /// A [`StoreError`] that names the file and what is wrong with it.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        inspect(path)?;
        let access = if writable(path) { Access::Write } else { Access::Read };
        match Self::open_for(access, path, clock.clone()) {
            // What is in a log that is there must not be passed over.
            Err(error) if takes_no_log(&error) && !beside(path, "-wal").exists() => {
                Self::open_for(Access::Frozen, path, clock)
            }
            opened => opened,
        }
    }

    fn open_for(access: Access, path: &Path, clock: Clock) -> Result<Self, StoreError> {
        let store = connect(path, clock, access)?;
        let identity: i64 = store
            .connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(|error| unreadable(path, error))?;
        if identity != APPLICATION_ID {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        if !store.read_only {
            migrate(&store.connection, path)?;
        }
        Ok(store)
    }

    /// A journal in memory, for tests and benches.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory(clock: Clock) -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        let store = connect(path, clock, Access::Write)?;
        migrate(&store.connection, path)?;
        Ok(store)
    }
}

fn create(path: &Path) -> Result<(), StoreError> {
    let wrap = |at: &Path| {
        let at = at.to_owned();
        move |source| StoreError::File { path: at, source }
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(wrap(folder))?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        // Another process was quicker: its file is opened.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(wrap(path)(error)),
    }
}

/// Looks at the first bytes before SQLite does: it would take an empty file for a new database.
fn inspect(path: &Path) -> Result<(), StoreError> {
    let wrap = |source| StoreError::File { path: path.to_owned(), source };
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Err(error) => return Err(wrap(error)),
    };
    let mut header = Vec::new();
    file.by_ref().take(16).read_to_end(&mut header).map_err(wrap)?;
    if header.is_empty() {
        // A zero-length file with a write-ahead log beside it is a journal that another process is
        // making at this moment.
        return if beside(path, "-wal").exists() { Ok(()) } else { Err(StoreError::Empty(path.to_owned())) };
    }
    if header != b"SQLite format 3\0" {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    Ok(())
}

fn writable(path: &Path) -> bool {
    fs::OpenOptions::new().write(true).open(path).is_ok()
}

/// What a file is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Write,
    Read,
    /// Reading alone, in a folder that takes no log: nobody can write the file either.
    Frozen,
}

/// The file that SQLite keeps beside a journal.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether an open failed because the log could not be made.
fn takes_no_log(error: &StoreError) -> bool {
    match error {
        StoreError::ReadOnly(_) => true,
        StoreError::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen),
        _ => false,
    }
}

/// The path as a URI that says the file does not change.
fn frozen(path: &Path) -> PathBuf {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{path}?immutable=1"))
}

fn connect(path: &Path, clock: Clock, access: Access) -> Result<Store, StoreError> {
    let read_only = access != Access::Write;
    let (name, access) = match access {
        Access::Write => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE),
        Access::Read => (path.to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY),
        Access::Frozen => (frozen(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI),
    };
    // Not "create": the file is there, with its mode, or opening fails.
    let memory =
        if path == Path::new(":memory:") { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let connection = Connection::open_with_flags(name, access | memory | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| unreadable(path, error))?;
    // SQLCipher would print a wrong key or a bad page to stderr, over the screen. The plain engine
    // does not know the pragma and ignores it.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.busy_timeout(BUSY)?;
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
