//! Whether two databases hold the same rows, and whether a database is whole.

use super::schema::quoted;
use super::{Store, StoreError};
use rusqlite::Connection;

/// Every table with rows of its own, search index included.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
     AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";

/// Checks that `copy` has every row of `original` and no other, value by value.
///
/// # Errors
/// [`StoreError::Damaged`] naming the first table that differs.
pub(super) fn same_rows(original: &Connection, copy: &Connection) -> Result<(), StoreError> {
    let tables = names(original)?;
    if tables != names(copy)? {
        return Err(StoreError::Damaged("the copy has other tables".to_owned()));
    }
    for table in tables {
        if !same_table(original, copy, &table)? {
            return Err(StoreError::Damaged(format!("the copy's {table} differs")));
        }
    }
    Ok(())
}

fn names(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(TABLES)?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn same_table(original: &Connection, copy: &Connection, table: &str) -> Result<bool, StoreError> {
    // By the row's own number, which a copy keeps; a table without one is kept in its key's order.
    let sql = format!("SELECT * FROM {}", quoted(table));
    let (mut left, mut right) = (original.prepare(&sql)?, copy.prepare(&sql)?);
    let columns = left.column_count();
    let (mut left, mut right) = (left.query([])?, right.query([])?);
    loop {
        match (left.next()?, right.next()?) {
            (None, None) => return Ok(true),
            (Some(one), Some(other)) => {
                for column in 0..columns {
                    if one.get_ref(column)? != other.get_ref(column)? {
                        return Ok(false);
                    }
                }
            }
            _ => return Ok(false),
        }
    }
}

impl Store {
    /// What is wrong with the file, in SQLite's words; nothing when it is whole. It reads all of
    /// it: structure, references, and of an encrypted file every page's seal.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn faults(&self) -> Result<Vec<String>, StoreError> {
        faults(&self.connection, self.is_encrypted())
    }
}

/// The same for any connection.
pub(super) fn faults(connection: &Connection, encrypted: bool) -> Result<Vec<String>, StoreError> {
    let mut found = broken_structure(connection)?;
    // It is made of the rows: a copy of them is whole without it.
    found.retain(|fault| !is_of_index(fault));
    if encrypted {
        found.extend(broken_seals(connection)?);
    }
    found.extend(broken_references(connection)?);
    Ok(found)
}

/// Damage of pages, tables and indexes.
pub(super) fn broken_structure(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = match lines(connection, "PRAGMA integrity_check") {
        Ok(found) => found,
        // It stops at a search index that it cannot read: then the tables are looked at one by one.
        Err(error) if is_of_index(&error.to_string()) => {
            let mut found = vec![error.to_string()];
            for table in names(connection)? {
                found.extend(lines(connection, &format!("PRAGMA integrity_check({})", quoted(&table)))?);
            }
            found
        }
        Err(error) => return Err(error),
    };
    found.retain(|line| line != "ok");
    Ok(found)
}

/// Whether a fault is one of the search index: its words do not fit together, and no row is touched.
pub(super) fn is_of_index(fault: &str) -> bool {
    fault.contains("FTS5 table") || fault.contains("fts5:")
}

/// Pages of an encrypted file whose seal (HMAC) does not fit.
pub(super) fn broken_seals(connection: &Connection) -> Result<Vec<String>, StoreError> {
    lines(connection, "PRAGMA cipher_integrity_check")
}

/// Rows that name rows which are not there.
pub(super) fn broken_references(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, target): (String, String) = (row.get(0)?, row.get(2)?);
        found.push(format!("a row of {table} names a row of {target} that is not there"));
    }
    Ok(found)
}

fn lines(connection: &Connection, pragma: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(pragma)?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
