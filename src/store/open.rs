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
use std::path::Path;
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
            let store = connect(path, clock, false)?;
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
    /// A [`StoreError`] that names the file and what is wrong with it.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, StoreError> {
        inspect(path)?;
        let read_only = !writable(path);
        let store = connect(path, clock, read_only)?;
        let identity: i64 = store
            .connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(|error| unreadable(path, error))?;
        if identity != APPLICATION_ID {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        if !read_only {
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
        let store = connect(path, clock, false)?;
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
        let mut beside = path.as_os_str().to_owned();
        beside.push("-wal");
        return if Path::new(&beside).exists() { Ok(()) } else { Err(StoreError::Empty(path.to_owned())) };
    }
    if header != b"SQLite format 3\0" {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    Ok(())
}

fn writable(path: &Path) -> bool {
    fs::OpenOptions::new().write(true).open(path).is_ok()
}

fn connect(path: &Path, clock: Clock, read_only: bool) -> Result<Store, StoreError> {
    let access = if read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    // Not "create": the file is there, with its mode, or opening fails.
    let memory =
        if path == Path::new(":memory:") { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let connection = Connection::open_with_flags(path, access | memory | OpenFlags::SQLITE_OPEN_NO_MUTEX)
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
