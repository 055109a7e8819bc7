//! What can still be read of a damaged journal, in a new file; the damaged one is only read.
//!
//! Every table is walked by its rows' own numbers, so that a damaged page costs the rows on it and
//! no other. What was lost with it is then made again from the history, which holds every row that
//! was ever written ([`super::heal`]).

use super::connect::{Access, connect, unreadable};
use super::files::{at, beside, make_file, make_file_anew};
use super::header::PAGE;
use super::open::fitting;
use super::schema::quoted;
use super::{Key, Store, StoreError, search};
use crate::clock::Clock;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A row's number beyond which nobody looks for more.
const LAST: i64 = 1 << 40;
/// How often the length of a file that was cut off is doubled before it is given up.
const DOUBLINGS: u32 = 8;

/// What came of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rescued {
    /// The table.
    pub table: String,
    /// Rows that were read.
    pub read: u64,
    /// Rows that were made again from the history.
    pub rebuilt: u64,
    /// Rows that were read and that the new journal does not take: what they say breaks its rules.
    pub refused: u64,
    /// Row numbers that could not be read, first and last of each stretch; the last stretch of a
    /// table may have no end.
    pub gaps: Vec<(i64, Option<i64>)>,
}

/// What came of all tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvage {
    /// Every table of the journal, in the order of their names.
    pub tables: Vec<Rescued>,
    /// Texts of rows whose place was lost; they stand in the new journal as private notes.
    pub notes: usize,
}

/// Saves what can be read of the journal at `path` into a new one at `new`, encrypted with the same
/// key where it was encrypted.
///
/// # Errors
/// [`StoreError::Damaged`] when nothing can be read; [`StoreError::File`] when `new` is there.
pub fn salvage(path: &Path, new: &Path, clock: &Clock, key: Option<Key>) -> Result<Salvage, StoreError> {
    let key = fitting(path, key)?;
    drop(make_file(new).map_err(at(new))?);
    let copy = beside(new, ".unfinished");
    let result = Source::open(path, &copy, clock, key.as_ref())
        .and_then(|mut source| save(&mut source, new, clock, key.as_ref()));
    for part in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(&copy, part));
        if result.is_err() {
            let _ = fs::remove_file(beside(new, part));
        }
    }
    result
}

fn save(source: &mut Source, new: &Path, clock: &Clock, key: Option<&Key>) -> Result<Salvage, StoreError> {
    let target = connect(new, clock.clone(), Access::Write, key)?;
    let target = Store { key: key.cloned(), ..target };
    super::migrate::migrate(&target.connection, new)?;
    // Parents may be lost, and come after their children.
    target.connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;")?;
    let mut tables = Vec::new();
    for table in names(&target.connection)? {
        tables.push(walk(source, &target, &table)?);
    }
    target.rebuild_from_history(&mut tables)?;
    let notes = target.settle_references()?;
    search::fill(&target.connection, &target.schema)?;
    target.connection.execute_batch("COMMIT; PRAGMA foreign_keys = ON;")?;
    let count = notes.len();
    target.keep_as_notes(notes)?;
    if let Some(fault) = target.faults()?.into_iter().next() {
        return Err(StoreError::Damaged(format!("the new file is not whole: {fault}")));
    }
    target.close()?;
    Ok(Salvage { tables, notes: count })
}

/// Tables with rows of their own; what an index keeps for itself is made anew.
fn names(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite_%' AND name <> 'search_row' ORDER BY name",
    )?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The damaged file. After an error it is opened again: of an encrypted file nothing more is read
/// through a connection that met a broken seal.
struct Source {
    path: PathBuf,
    clock: Clock,
    key: Option<Key>,
    open: Option<Connection>,
}

/// What was found at a row's number or after it.
enum Found {
    Row(i64, Vec<Sql>),
    Nothing,
    Damage,
}

impl Source {
    /// Opens the damaged file; or, where it is cut off, a copy of it that is as long as it says,
    /// since the engine takes nothing of a file that is shorter.
    fn open(path: &Path, copy: &Path, clock: &Clock, key: Option<&Key>) -> Result<Self, StoreError> {
        let mut source = Self { path: path.to_owned(), clock: clock.clone(), key: key.cloned(), open: None };
        let mut result = source.connection().map(drop);
        if matches!(result, Err(StoreError::Damaged(_))) {
            let mut length = lengthened(path, copy)?;
            source.path = copy.to_owned();
            for _ in 0..DOUBLINGS {
                length *= 2;
                let file = OpenOptions::new().write(true).open(copy).map_err(at(copy))?;
                file.set_len(length).map_err(at(copy))?;
                drop(file);
                result = source.connection().map(drop);
                if result.is_ok() {
                    break;
                }
            }
        }
        result.map(|()| source)
    }

    fn connection(&mut self) -> Result<&Connection, StoreError> {
        let connection = match self.open.take() {
            Some(connection) => connection,
            None => Store::open_at_rest(&self.path, self.clock.clone(), self.key.clone())?.connection,
        };
        Ok(self.open.insert(connection))
    }

    /// The columns of a table that both files have.
    fn columns(&mut self, target: &Store, table: &str) -> Result<Vec<String>, StoreError> {
        let mut wanted: Vec<String> =
            target.schema.columns(&target.connection, table)?.iter().map(|c| c.name.clone()).collect();
        let connection = self.connection()?;
        let there = connection
            .prepare("SELECT name FROM pragma_table_info(?1)")
            .and_then(|mut statement| {
                statement.query_map([table], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
            })
            .map_err(|error| unreadable(&self.path, error))?;
        wanted.retain(|name| there.contains(name));
        Ok(wanted)
    }

    /// The first row whose number is not below `from`.
    fn row(&mut self, sql: &str, columns: usize, from: i64) -> Result<Found, StoreError> {
        let found = self.connection()?.prepare_cached(sql).and_then(|mut statement| {
            statement
                .query_row([from], |row| {
                    let values = (1..=columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
                    Ok((row.get(0)?, values))
                })
                .optional()
        });
        Ok(match found {
            Ok(Some((number, values))) => Found::Row(number, values),
            Ok(None) => Found::Nothing,
            Err(_) => {
                self.open = None;
                Found::Damage
            }
        })
    }
}

/// Copies the file with its log, in whole pages; its length.
fn lengthened(path: &Path, copy: &Path) -> Result<u64, StoreError> {
    for part in ["", "-wal"] {
        let (from, to) = (beside(path, part), beside(copy, part));
        if from.exists() {
            let mut file = make_file_anew(&to)?;
            File::open(&from).and_then(|mut from| io::copy(&mut from, &mut file)).map_err(at(&to))?;
        }
    }
    let length = fs::metadata(copy).map_err(at(copy))?.len();
    Ok(length.next_multiple_of(PAGE))
}

/// Copies one table, row after row, past what cannot be read.
fn walk(source: &mut Source, target: &Store, table: &str) -> Result<Rescued, StoreError> {
    let mut rescued = Rescued { table: table.to_owned(), ..Rescued::default() };
    let columns = source.columns(target, table)?;
    if columns.is_empty() {
        return Ok(rescued);
    }
    let list = columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let read = format!(
        "SELECT rowid, {list} FROM {} NOT INDEXED WHERE rowid >= ?1 ORDER BY rowid LIMIT 1",
        quoted(table)
    );
    let marks = vec!["?"; columns.len()].join(", ");
    let write = format!("INSERT INTO {} ({list}) VALUES ({marks})", quoted(table));
    let mut from = 0;
    loop {
        match source.row(&read, columns.len(), from)? {
            Found::Nothing => return Ok(rescued),
            Found::Row(number, values) => {
                rescued.read += 1;
                if !target.takes(&write, values)? {
                    rescued.refused += 1;
                }
                from = number.saturating_add(1);
            }
            Found::Damage => {
                let next = past(source, &read, columns.len(), from)?;
                rescued.gaps.push((from, next.map(|next| next - 1)));
                match next {
                    Some(next) => from = next,
                    None => return Ok(rescued),
                }
            }
        }
    }
}

/// The first number after a damaged place from which on rows can be read; nothing when there is none.
fn past(source: &mut Source, read: &str, columns: usize, from: i64) -> Result<Option<i64>, StoreError> {
    let mut damaged = from;
    let mut step = 1;
    let mut whole = loop {
        if step > LAST {
            return Ok(None);
        }
        match source.row(read, columns, from + step)? {
            Found::Row(number, _) => break number,
            Found::Nothing => return Ok(None),
            Found::Damage => damaged = from + step,
        }
        step *= 2;
    };
    // The place ends somewhere between the two.
    while whole - damaged > 1 {
        let middle = damaged + (whole - damaged) / 2;
        match source.row(read, columns, middle)? {
            Found::Damage => damaged = middle,
            _ => whole = middle,
        }
    }
    Ok(Some(whole))
}

impl Store {
    /// Writes one row; whether the file's rules allow it.
    fn takes(&self, write: &str, values: Vec<Sql>) -> Result<bool, StoreError> {
        match self.connection.prepare_cached(write)?.execute(params_from_iter(values)) {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }
}
