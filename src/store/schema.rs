//! The tables as the file describes them: columns read from SQLite, not written down twice.

use super::StoreError;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How a column keeps its values (every table is STRICT).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A UUID.
    Identity,
    Integer,
    Real,
    Text,
}

/// One column of a table.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    /// Whether it is part of the primary key.
    pub key: bool,
}

/// How the rows of a table are read: the statement without its ids, and the columns it gives before
/// the id it goes by.
#[derive(Debug)]
pub(super) struct Reading {
    pub sql: String,
    pub shown: Vec<Column>,
}

/// Columns by table, read once each, and the statements made of them.
#[derive(Debug, Default)]
pub(super) struct Schema {
    tables: RefCell<HashMap<String, Rc<[Column]>>>,
    readings: RefCell<HashMap<(&'static str, &'static str), Rc<Reading>>>,
}

impl Schema {
    /// The columns of a table, in the order of its definition.
    pub fn columns(&self, connection: &Connection, table: &str) -> Result<Rc<[Column]>, StoreError> {
        if let Some(columns) = self.tables.borrow().get(table) {
            return Ok(Rc::clone(columns));
        }
        let mut statement =
            connection.prepare("SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid")?;
        let columns: Rc<[Column]> = statement
            .query_map([table], |row| {
                Ok(Column {
                    name: row.get(0)?,
                    kind: kind(&row.get::<_, String>(1)?),
                    key: row.get::<_, i64>(2)? > 0,
                })
            })?
            .collect::<Result<_, _>>()?;
        self.tables.borrow_mut().insert(table.to_owned(), Rc::clone(&columns));
        Ok(columns)
    }

    /// How the rows of a table are read by one of its columns; `make` says it the first time.
    pub fn reading(
        &self,
        table: &'static str,
        by: &'static str,
        make: impl FnOnce() -> Result<Reading, StoreError>,
    ) -> Result<Rc<Reading>, StoreError> {
        if let Some(reading) = self.readings.borrow().get(&(table, by)) {
            return Ok(Rc::clone(reading));
        }
        let reading = Rc::new(make()?);
        self.readings.borrow_mut().insert((table, by), Rc::clone(&reading));
        Ok(reading)
    }
}

fn kind(declared: &str) -> Kind {
    match declared {
        "BLOB" => Kind::Identity,
        "INTEGER" => Kind::Integer,
        "REAL" => Kind::Real,
        _ => Kind::Text,
    }
}

/// A column or table name as SQL writes it: some are SQL's own words.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
