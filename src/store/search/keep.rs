//! Keeping the index as the rows are: at the end of each change, within its transaction, by what the
//! change log says was touched. An undo, a redo, an import and a purge come by here like any edit.
//!
//! First the rows' places are settled, then the words follow in the order of the places: the index
//! takes rows that come in order many times as fast, and neither part holds more than a few rows.

use super::Search;
use super::document::Document;
use crate::store::StoreError;
use crate::store::codec::Codec;
use crate::store::nouns::NOUNS;
use crate::store::record::{Child, Noun};
use crate::store::schema::{Schema, quoted};
use crate::store::sight::Sight;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

/// Rows that are read by one statement.
const BATCH: usize = 64;

/// Whether this file has an index: a backup of an earlier version has none.
pub(super) fn is_kept(connection: &Connection, schema: &Schema) -> Result<bool, StoreError> {
    Ok(!schema.columns(connection, "search_row")?.is_empty())
}

/// Brings the index up to what a change touched.
///
/// # Errors
/// What SQLite says; the change is not to be kept then.
pub(in crate::store) fn settle(
    connection: &Connection,
    schema: &Schema,
    change: i64,
) -> Result<(), StoreError> {
    if !is_kept(connection, schema)? {
        return Ok(());
    }
    let keeper = Keeper { connection, schema };
    let mut statement =
        connection.prepare_cached("SELECT id, noun, key FROM change_row WHERE change = ?1 ORDER BY id")?;
    let mut rows = statement.query([change])?;
    let mut last = None;
    while let Some(row) = rows.next()? {
        let table: String = row.get(1)?;
        let key: Map<String, Json> = serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default())?;
        for (noun, id) in keeper.touched(row.get(0)?, &table, &key)? {
            // A row and its lists are written one after the other.
            if last.replace(id) != Some(id) {
                keeper.place(noun, id)?;
            }
        }
    }
    keeper.catch_up()
}

/// Empties out of the index's own pages what was taken out of it: until then a word of a row that is
/// gone stands there, marked as gone.
///
/// # Errors
/// What SQLite says.
pub(in crate::store) fn empty_out(connection: &Connection, schema: &Schema) -> Result<(), StoreError> {
    if is_kept(connection, schema)? {
        connection.execute("INSERT INTO search (search) VALUES ('optimize')", [])?;
    }
    Ok(())
}

/// Makes the index of a file out of its rows.
///
/// # Errors
/// What SQLite says.
pub(in crate::store) fn fill(connection: &Connection, schema: &Schema) -> Result<(), StoreError> {
    connection.execute_batch("INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_row;")?;
    let keeper = Keeper { connection, schema };
    for noun in NOUNS.iter().filter(|noun| noun.search.is_some()) {
        let sql = format!("SELECT id FROM {} WHERE binned IS NULL", quoted(noun.table));
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            keeper.place(noun, Uuid::from_bytes(row.get(0)?))?;
        }
    }
    keeper.catch_up()
}

/// The row of the index and what of it is there.
struct Kept {
    number: i64,
    sum: Option<i64>,
}

struct Keeper<'a> {
    connection: &'a Connection,
    schema: &'a Schema,
}

impl Keeper<'_> {
    /// The nouns' rows whose words a logged row is part of: itself, or what its list belongs to.
    fn touched(
        &self,
        logged: i64,
        table: &str,
        key: &Map<String, Json>,
    ) -> Result<Vec<(&'static Noun, Uuid)>, StoreError> {
        let mut found = Vec::new();
        for noun in NOUNS.iter().filter(|noun| noun.search.is_some()) {
            if noun.table == table {
                found.extend(identity(key.get("id")).map(|id| (*noun, id)));
            }
            for child in noun.children.iter().filter(|child| child.table == table) {
                match key.get(child.parent) {
                    Some(parent) => found.extend(identity(Some(parent)).map(|id| (*noun, id))),
                    None => found.extend(self.parents(logged, child)?.into_iter().map(|id| (*noun, id))),
                }
            }
        }
        Ok(found)
    }

    /// Whose list a logged element was in, and is in: its key does not say it.
    fn parents(&self, logged: i64, child: &Child) -> Result<Vec<Uuid>, StoreError> {
        let sql = format!(
            "SELECT json_extract(before, '$.{parent}') FROM change_row WHERE id = ?1
             UNION SELECT json_extract(after, '$.{parent}') FROM change_row WHERE id = ?1
             UNION SELECT hex({column}) FROM {table} WHERE id =
               (SELECT unhex(json_extract(key, '$.id')) FROM change_row WHERE id = ?1)",
            parent = child.parent,
            column = quoted(child.parent),
            table = quoted(child.table),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([logged], |row| row.get::<_, Option<String>>(0))?;
        let found = found.collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().flatten().filter_map(|hex| Uuid::parse_str(&hex).ok()).collect())
    }

    /// Gives a row its place, where it will be looked at; or takes it out, when it is gone or binned.
    fn place(&self, noun: &Noun, id: Uuid) -> Result<(), StoreError> {
        let Some(search) = &noun.search else { return Ok(()) };
        let kept = self.kept(id)?;
        let Some(span) = self.span(noun, search, id)? else {
            return kept.map_or(Ok(()), |kept| self.remove(&kept));
        };
        if let Some(kept) = &kept {
            if span.contains(&kept.number) {
                self.connection
                    .prepare_cached("UPDATE search_row SET waiting = 1 WHERE id = ?1")?
                    .execute([kept.number])?;
                return Ok(());
            }
            self.remove(kept)?;
        }
        let number = search.free(self.connection, &span)?;
        self.connection
            .prepare_cached("INSERT INTO search_row (id, row, waiting) VALUES (?1, ?2, 1)")?
            .execute(params![number, id.as_bytes()])?;
        Ok(())
    }

    fn kept(&self, id: Uuid) -> Result<Option<Kept>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, sum FROM search_row WHERE row = ?1")?;
        let row = statement
            .query_row([id.as_bytes().as_slice()], |row| Ok(Kept { number: row.get(0)?, sum: row.get(1)? }));
        Ok(row.optional()?)
    }

    /// Where a row belongs; nothing when it is gone or binned.
    fn span(
        &self,
        noun: &Noun,
        search: &Search,
        id: Uuid,
    ) -> Result<Option<std::ops::Range<i64>>, StoreError> {
        let field = search.field().map_or_else(|| "NULL".to_owned(), quoted);
        let sql = format!("SELECT {field} FROM {} WHERE id = ?1 AND binned IS NULL", quoted(noun.table));
        let text = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id.as_bytes().as_slice()], |row| row.get::<_, Option<String>>(0))
            .optional()?;
        Ok(text.map(|text| search.span(text.as_deref().unwrap_or_default())))
    }

    fn remove(&self, kept: &Kept) -> Result<(), StoreError> {
        self.forget(kept)?;
        self.connection.prepare_cached("DELETE FROM search_row WHERE id = ?1")?.execute([kept.number])?;
        Ok(())
    }

    /// Takes a row's words out.
    fn forget(&self, kept: &Kept) -> Result<(), StoreError> {
        if kept.sum.is_some() {
            self.connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([kept.number])?;
        }
        Ok(())
    }

    /// Looks at every row that waits, in the order of the places.
    fn catch_up(&self) -> Result<(), StoreError> {
        loop {
            let mut statement = self.connection.prepare_cached(
                "SELECT id, row, sum FROM search_row WHERE waiting = 1 ORDER BY id LIMIT ?1",
            )?;
            let rows = statement.query_map([BATCH as i64], |row| {
                Ok((Kept { number: row.get(0)?, sum: row.get(2)? }, Uuid::from_bytes(row.get(1)?)))
            })?;
            let waiting = rows.collect::<Result<Vec<_>, _>>()?;
            if waiting.is_empty() {
                return Ok(());
            }
            for noun in NOUNS {
                let Some(search) = &noun.search else { continue };
                let range = search.range();
                let of: Vec<_> = waiting.iter().filter(|(kept, _)| range.contains(&kept.number)).collect();
                self.take(noun, search, &of)?;
            }
            self.connection
                .prepare_cached("UPDATE search_row SET waiting = 0 WHERE waiting = 1 AND id <= ?1")?
                .execute([waiting[waiting.len() - 1].0.number])?;
        }
    }

    /// Takes the words of some rows of a noun.
    fn take(&self, noun: &Noun, search: &Search, rows: &[&(Kept, Uuid)]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = rows.iter().map(|(_, id)| *id).collect();
        for ((kept, _), document) in
            rows.iter().zip(documents(self.connection, self.schema, noun, search, &ids)?)
        {
            let sum = document.sum();
            if kept.sum == Some(sum) {
                continue;
            }
            self.forget(kept)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO search (rowid, name, shown, whole, marks) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    kept.number,
                    document.name,
                    document.shown,
                    document.whole,
                    document.marks
                ])?;
            self.connection
                .prepare_cached("UPDATE search_row SET sum = ?2 WHERE id = ?1")?
                .execute(params![kept.number, sum])?;
        }
        Ok(())
    }
}

/// What some rows of a noun give the index, in the order asked for. All of them must be there.
pub(super) fn documents(
    connection: &Connection,
    schema: &Schema,
    noun: &Noun,
    search: &Search,
    ids: &[Uuid],
) -> Result<Vec<Document>, StoreError> {
    let read = |sight| Codec { connection, schema, sight }.read(noun, ids);
    let (whole, veiled) = (read(Sight::Whole)?, read(Sight::Veiled)?);
    Ok(whole.iter().zip(&veiled).map(|(row, veiled)| Document::of(noun, search, row, veiled)).collect())
}

fn identity(hex: Option<&Json>) -> Option<Uuid> {
    hex.and_then(Json::as_str).and_then(|hex| Uuid::parse_str(hex).ok())
}
