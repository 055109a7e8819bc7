//! The second half of a salvage: rows made again from the history, and what to do with rows whose
//! place was lost.

use super::salvage::Rescued;
use super::schema::{Kind, quoted};
use super::{Store, StoreError};
use crate::model::{Id, Reflection, Visibility};
use rusqlite::OptionalExtension;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value as Json};

/// What a note made of a homeless row is found by.
const TAG: &str = "salvaged";

/// A row that names a row which is not there.
struct Homeless {
    table: String,
    number: i64,
    column: String,
    /// Whether the row may stay without naming any.
    may_stay: bool,
}

impl Store {
    /// Makes again what the history holds of tables that were not read whole.
    pub(super) fn rebuild_from_history(&self, tables: &mut [Rescued]) -> Result<(), StoreError> {
        for rescued in tables.iter_mut().filter(|rescued| !rescued.gaps.is_empty()) {
            rescued.rebuilt = self.rebuild_table(&rescued.table)?;
        }
        Ok(())
    }

    fn rebuild_table(&self, table: &str) -> Result<u64, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT key, after FROM change_row WHERE noun = ?1 ORDER BY key, id")?;
        let mut rows = statement.query([table])?;
        let mut rebuilt = 0;
        let mut key = String::new();
        let mut image: Option<Map<String, Json>> = None;
        while let Some(row) = rows.next()? {
            let next: String = row.get(0)?;
            if next != key {
                rebuilt += self.put_back(table, image.take())?;
                key = next;
            }
            let after: Option<String> = row.get(1)?;
            image = match (image, after.and_then(|text| serde_json::from_str::<Map<_, _>>(&text).ok())) {
                // Of an update only what changed is there: it needs what stood before.
                (Some(mut image), Some(changed)) => {
                    image.extend(changed);
                    Some(image)
                }
                (None, after) => after,
                (Some(_), None) => None,
            };
        }
        rebuilt += self.put_back(table, image)?;
        Ok(rebuilt)
    }

    /// Writes a row of the history, unless it is there; how many rows were written.
    fn put_back(&self, table: &str, image: Option<Map<String, Json>>) -> Result<u64, StoreError> {
        let Some(image) = image else { return Ok(0) };
        let columns = self.schema.columns(&self.connection, table)?;
        match self.insert(&columns, table, &image) {
            Ok(()) => Ok(1),
            // It is there already, or is not all of a row.
            Err(StoreError::Invalid { .. } | StoreError::Damaged(_)) => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Takes rows out that hang on rows which are lost, and empties names of lost rows where a row
    /// may do without. Returns what the rows that went had to say.
    pub(super) fn settle_references(&self) -> Result<Vec<String>, StoreError> {
        let mut notes = Vec::new();
        loop {
            let homeless = self.homeless()?;
            if homeless.is_empty() {
                return Ok(notes);
            }
            for row in homeless {
                let table = quoted(&row.table);
                if row.may_stay {
                    let sql = format!("UPDATE {table} SET {} = NULL WHERE rowid = ?1", quoted(&row.column));
                    self.connection.execute(&sql, [row.number])?;
                } else {
                    notes.extend(self.said_by(&row)?);
                    self.connection
                        .execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row.number])?;
                }
            }
        }
    }

    fn homeless(&self) -> Result<Vec<Homeless>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT broken.\"table\", broken.rowid, link.\"from\", link.on_delete = 'SET NULL'
             FROM pragma_foreign_key_check AS broken
             JOIN pragma_foreign_key_list(broken.\"table\") AS link ON link.id = broken.fkid",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Homeless {
                table: row.get(0)?,
                number: row.get(1)?,
                column: row.get(2)?,
                may_stay: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The sentences in a row, each with its field's name; nothing for a row that has none, or that
    /// belongs to the history.
    fn said_by(&self, row: &Homeless) -> Result<Option<String>, StoreError> {
        if row.table == "change_row" || row.table == "change" {
            return Ok(None);
        }
        let columns = self.schema.columns(&self.connection, &row.table)?;
        let texts: Vec<&str> = columns
            .iter()
            .filter(|column| column.kind == Kind::Text)
            .map(|column| column.name.as_str())
            .collect();
        if texts.is_empty() {
            return Ok(None);
        }
        let list = texts.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let sql = format!("SELECT {list} FROM {} WHERE rowid = ?1", quoted(&row.table));
        let said = self
            .connection
            .query_row(&sql, [row.number], |found| {
                let mut said = String::new();
                for (position, name) in texts.iter().enumerate() {
                    // Words of the file's own, days and instants have no space in them.
                    if let ValueRef::Text(text) = found.get_ref(position)?
                        && let Ok(text) = std::str::from_utf8(text)
                        && text.trim().contains(char::is_whitespace)
                    {
                        said.push_str(&format!("\n{name}: {text}"));
                    }
                }
                Ok(said)
            })
            .optional()?;
        Ok(said.filter(|said| !said.is_empty()).map(|said| format!("{}{said}", row.table)))
    }

    /// Keeps texts as private notes of now.
    pub(super) fn keep_as_notes(&self, texts: Vec<String>) -> Result<(), StoreError> {
        if texts.is_empty() {
            return Ok(());
        }
        self.write("salvage", |tx| {
            for text in texts {
                tx.put(&Reflection {
                    id: Id::fresh(),
                    at: self.now(),
                    about: Vec::new(),
                    relationship: None,
                    session: None,
                    text,
                    visibility: Visibility::Private,
                    tags: vec![TAG.to_owned()],
                    updated_at: None,
                })?;
            }
            Ok(())
        })
    }
}
