//! Schema versions: append-only scripts over `PRAGMA user_version`, each in one transaction.

use super::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// "mlog": what a journal's header says it is.
pub(super) const APPLICATION_ID: i64 = 0x6d6c_6f67;

const SCRIPTS: &[&str] = &[
    include_str!("../../assets/schema/001_journal.sql"),
    include_str!("../../assets/schema/002_windows.sql"),
];

/// The newest schema version this program knows.
pub const KNOWN: i64 = SCRIPTS.len() as i64;

/// Brings a journal to the newest version.
///
/// # Errors
/// [`StoreError::Newer`] for a file of a later program.
pub(super) fn migrate(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let version = version(connection)?;
    if version > KNOWN {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: KNOWN });
    }
    if version == KNOWN {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Another process may have migrated while this one waited for the lock.
    let found = self::version(connection)?;
    for (number, script) in (1..).zip(SCRIPTS) {
        if number > found {
            connection.execute_batch(script)?;
            connection.pragma_update(None, "user_version", number)?;
        }
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

/// Whether a journal is of an earlier version and will be changed.
pub(super) fn is_behind(connection: &Connection) -> Result<bool, StoreError> {
    Ok((1..KNOWN).contains(&version(connection)?))
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
