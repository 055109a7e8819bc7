//! A connection to a file as every journal has it.

use super::disk::network;
use super::files::beside;
use super::key::Key;
use super::schema::Schema;
use super::{Store, StoreError};
use crate::clock::Clock;
use rusqlite::{Connection, OpenFlags};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// How long a writer waits for another one.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// What a file is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Write,
    Read,
    /// Reading alone, in a folder that takes no log: nobody can write the file either.
    Frozen,
}

/// Whether an open failed because the log could not be made.
pub(super) fn takes_no_log(error: &StoreError) -> bool {
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

/// Undoes a write that was cut off in the middle: its journal lies beside the file then, and who only
/// reads could neither use it nor pass it over. Where that cannot be written either, the reading says so.
fn roll_back(path: &Path, key: Option<&Key>) {
    if beside(path, "-journal").metadata().is_ok_and(|journal| journal.len() > 0) {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let _ = Connection::open_with_flags(path, flags).and_then(|connection| {
            enter(&connection, key)?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        });
    }
}

/// Gives the key, where there is one, and has the engine wait for others.
fn enter(connection: &Connection, key: Option<&Key>) -> rusqlite::Result<()> {
    // SQLCipher would print a wrong key or a bad page to stderr, over the screen. The plain engine
    // does not know the pragma and ignores it.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    if let Some(key) = key {
        let pragma = Zeroizing::new(format!("PRAGMA key = \"{}\";", *key.raw()));
        connection.execute_batch(&pragma)?;
    }
    connection.busy_timeout(BUSY)
}

/// Connects; with a key that does not fit, the file is [`StoreError::Foreign`].
pub(super) fn connect(
    path: &Path,
    clock: Clock,
    access: Access,
    key: Option<&Key>,
) -> Result<Store, StoreError> {
    let read_only = access != Access::Write;
    if read_only {
        roll_back(path, key);
    }
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
    enter(&connection, key)?;
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(|error| unreadable(path, error))?;
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;")
        .map_err(|error| unreadable(path, error))?;
    if !read_only {
        // The log's shared memory does not hold between computers.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mode = if network(folder).is_some() { "TRUNCATE" } else { "WAL" };
        // What is deleted is overwritten with zeros: a purge is to leave nothing readable.
        connection
            .execute_batch(&format!(
                "PRAGMA journal_mode = {mode}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
            ))
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
        sight: std::cell::Cell::default(),
    })
}

/// A disk that fails for a moment looks like a damaged file: none is called so before it was opened
/// anew.
pub(super) fn twice<R>(open: impl Fn() -> Result<R, StoreError>) -> Result<R, StoreError> {
    match open() {
        Err(StoreError::Damaged(_) | StoreError::Unread(_)) => open(),
        opened => opened,
    }
}

/// What a file that SQLite does not take is.
pub(super) fn unreadable(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
        _ => StoreError::from(error),
    }
}
