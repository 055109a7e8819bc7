//! Whether the index is what the rows say.

use super::keep::{documents, is_kept};
use crate::store::StoreError;
use crate::store::nouns::NOUNS;
use crate::store::record::Noun;
use crate::store::schema::{Schema, quoted};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

/// Rows that are read by one statement.
const BATCH: usize = 256;

/// How the index differs from the rows, a line for each noun and fault; nothing when it does not.
///
/// # Errors
/// What SQLite says.
pub(in crate::store) fn stale(connection: &Connection, schema: &Schema) -> Result<Vec<String>, StoreError> {
    if !is_kept(connection, schema)? {
        return Ok(Vec::new());
    }
    let mut told = Vec::new();
    for noun in NOUNS.iter().filter(|noun| noun.search.is_some()) {
        let (missing, other) = differing(connection, schema, noun)?;
        let gone = left_over(connection, noun)?;
        let faults = [(missing, "not in it"), (other, "with other words in it"), (gone, "still in it")];
        for (count, fault) in faults.iter().filter(|(count, _)| *count > 0) {
            told.push(format!("{}: {count} {fault}", noun.plural));
        }
    }
    Ok(told)
}

/// How many rows the index has not, and how many it has otherwise.
fn differing(connection: &Connection, schema: &Schema, noun: &Noun) -> Result<(usize, usize), StoreError> {
    let Some(search) = &noun.search else { return Ok((0, 0)) };
    let sql = format!(
        "SELECT id FROM {} WHERE binned IS NULL AND id > ?1 ORDER BY id LIMIT {BATCH}",
        quoted(noun.table)
    );
    let (mut missing, mut other) = (0, 0);
    let mut after = Uuid::nil();
    loop {
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map([after.as_bytes().as_slice()], |row| row.get(0))?;
        let ids = rows.map(|row| Ok(Uuid::from_bytes(row?))).collect::<Result<Vec<_>, StoreError>>()?;
        let Some(last) = ids.last() else { return Ok((missing, other)) };
        after = *last;
        for (id, document) in ids.iter().zip(documents(connection, schema, noun, search, &ids)?) {
            match sum(connection, *id)? {
                None => missing += 1,
                Some(sum) => other += usize::from(sum != document.sum()),
            }
        }
    }
}

/// Of which words the index has a row; nothing when it is not really there.
fn sum(connection: &Connection, id: Uuid) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT sum FROM search_row WHERE row = ?1 AND sum IS NOT NULL
               AND EXISTS (SELECT 1 FROM search_docsize WHERE search_docsize.id = search_row.id)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.as_bytes().as_slice()], |row| row.get(0)).optional()?)
}

/// How many rows of a noun are in the index and should not be.
fn left_over(connection: &Connection, noun: &Noun) -> Result<usize, StoreError> {
    let Some(search) = &noun.search else { return Ok(0) };
    let range = search.range();
    let sql = format!(
        "SELECT count(*) FROM search_row WHERE id >= ?1 AND id < ?2
         AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = search_row.row AND binned IS NULL)",
        table = quoted(noun.table)
    );
    let count: i64 =
        connection.prepare_cached(&sql)?.query_row(params![range.start, range.end], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}
