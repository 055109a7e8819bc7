//! Undo and redo: a step's images put back, in one transaction, checked before anything is touched.
//!
//! History is linear and append-only: an undo is a change of its own. A step can be taken back only
//! while each of its rows still equals what the step left; else it says so and changes nothing.

use super::log::cell;
use super::schema::{Column, Kind, quoted};
use super::{Store, StoreError};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params, params_from_iter};
use serde_json::{Map, Value as Json};

/// A step that was taken back or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its number in the history.
    pub id: i64,
    /// What it was.
    pub label: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Again,
}

struct Image {
    noun: String,
    key: Map<String, Json>,
    /// What the row must be now, nothing when it must not be there.
    expected: Option<Map<String, Json>>,
    /// What it becomes.
    wanted: Option<Map<String, Json>>,
}

const NEXT_UNDO: &str =
    "SELECT id, label FROM change WHERE kind = 'do' AND undone = 0 ORDER BY id DESC LIMIT 1";
const NEXT_REDO: &str = "SELECT id, label FROM change WHERE kind = 'do' AND undone = 1 ORDER BY id LIMIT 1";

impl Store {
    /// Takes the last step back; nothing when there is none.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when a row was changed since by another program.
    pub fn undo(&self) -> Result<Option<Step>, StoreError> {
        self.travel(Direction::Back)
    }

    /// Makes the step that was last taken back again; nothing when there is none.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when a row was changed since by another program.
    pub fn redo(&self) -> Result<Option<Step>, StoreError> {
        self.travel(Direction::Again)
    }

    fn travel(&self, direction: Direction) -> Result<Option<Step>, StoreError> {
        self.transaction(|| {
            let query = if direction == Direction::Back { NEXT_UNDO } else { NEXT_REDO };
            let step = self
                .connection
                .query_row(query, [], |row| Ok(Step { id: row.get(0)?, label: row.get(1)? }))
                .optional()?;
            let Some(step) = step else { return Ok(None) };
            self.connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
            let kind = if direction == Direction::Back { "undo" } else { "redo" };
            let change = self.begin_change(kind, Some(step.id), &step.label)?;
            self.for_each_image(step.id, direction, |image| self.replace(image, &step.label, direction))?;
            self.connection.execute(
                "UPDATE change SET undone = ?2 WHERE id = ?1",
                params![step.id, i64::from(direction == Direction::Back)],
            )?;
            self.end_change(change)?;
            Ok(Some(Step { label: self.label(step.label), ..step }))
        })
    }

    /// Hands the step's images to `action` one after the other: a step may be as large as an import.
    /// What `action` logs belongs to another change, so this walk does not meet it.
    fn for_each_image(
        &self,
        change: i64,
        direction: Direction,
        mut action: impl FnMut(&Image) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let order = if direction == Direction::Back { "DESC" } else { "ASC" };
        let sql =
            format!("SELECT noun, key, before, after FROM change_row WHERE change = ?1 ORDER BY id {order}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([change])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(1)?;
            let before = object(row.get::<_, Option<String>>(2)?)?;
            let after = object(row.get::<_, Option<String>>(3)?)?;
            let (expected, wanted) =
                if direction == Direction::Back { (after, before) } else { (before, after) };
            action(&Image { noun: row.get(0)?, key: serde_json::from_str(&key)?, expected, wanted })?;
        }
        Ok(())
    }

    fn replace(&self, image: &Image, label: &str, direction: Direction) -> Result<(), StoreError> {
        let columns = self.schema.columns(&self.connection, &image.noun)?;
        // An update may have moved the key itself (a child's position): the row then stands under
        // the key of what is expected.
        let mut key = image.key.clone();
        if let Some(expected) = &image.expected {
            for (name, value) in &mut key {
                if let Some(moved) = expected.get(name) {
                    *value = moved.clone();
                }
            }
        }
        if !self.stands(&columns, image, &key)? {
            return Err(StoreError::Stale {
                label: self.label(label.to_owned()),
                direction: if direction == Direction::Back { "back" } else { "again" },
                noun: image.noun.clone(),
            });
        }
        match (&image.expected, &image.wanted) {
            // Nothing to do where it went already.
            (Some(_), None) => self.delete(&columns, &image.noun, &key),
            (None, Some(wanted)) => self.insert(&columns, &image.noun, wanted),
            (Some(_), Some(wanted)) => self.update(&columns, &image.noun, &key, wanted),
            (None, None) => Ok(()),
        }
    }

    /// Whether the row is now what the log says it should be.
    fn stands(&self, columns: &[Column], image: &Image, key: &Map<String, Json>) -> Result<bool, StoreError> {
        let compared: Vec<&Column> = match &image.expected {
            Some(expected) => columns.iter().filter(|column| expected.contains_key(&column.name)).collect(),
            None => Vec::new(),
        };
        let fields: Vec<String> =
            compared.iter().map(|column| format!("'{}', {}", column.name, cell(column, ""))).collect();
        let (condition, values) = key_condition(columns, key)?;
        let sql = format!(
            "SELECT json_object({}) FROM {} WHERE {condition}",
            fields.join(", "),
            quoted(&image.noun)
        );
        let current: Option<String> = self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| row.get(0))
            .optional()?;
        match (&image.expected, object(current)?) {
            (None, None) => Ok(true),
            // What the step put in goes with what it hangs on, where that was put in after it.
            (Some(_), None) => Ok(image.wanted.is_none()),
            (None, Some(_)) => Ok(false),
            (Some(expected), Some(current)) => {
                self.differ_by_lost_names_only(&image.noun, expected, &current)
            }
        }
    }

    /// Whether two images are the same, but for names of rows that are gone: taking a row back empties
    /// every field that names it, also in rows of the same step that are still to be taken back.
    fn differ_by_lost_names_only(
        &self,
        table: &str,
        expected: &Map<String, Json>,
        current: &Map<String, Json>,
    ) -> Result<bool, StoreError> {
        for (name, value) in expected.iter().filter(|(name, value)| current.get(*name) != Some(value)) {
            let emptied = current.get(name).and_then(Json::as_str) == Some("");
            let named = value.as_str().and_then(|hex| uuid::Uuid::parse_str(hex).ok());
            let keys = self.foreign_keys(table)?;
            let key = keys.iter().find(|key| key.column == *name);
            let (Some(id), Some(key), true) = (named, key, emptied) else { return Ok(false) };
            if self.exists(key.target, id)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn delete(
        &self,
        columns: &[Column],
        table: &str,
        key: &Map<String, Json>,
    ) -> Result<(), StoreError> {
        let (condition, values) = key_condition(columns, key)?;
        let sql = format!("DELETE FROM {} WHERE {condition}", quoted(table));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    pub(super) fn insert(
        &self,
        columns: &[Column],
        table: &str,
        row: &Map<String, Json>,
    ) -> Result<(), StoreError> {
        let (names, values) = cells(columns, row)?;
        let marks = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(table), names.join(", "));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    fn update(
        &self,
        columns: &[Column],
        table: &str,
        key: &Map<String, Json>,
        row: &Map<String, Json>,
    ) -> Result<(), StoreError> {
        let (names, mut values) = cells(columns, row)?;
        if names.is_empty() {
            return Ok(());
        }
        let sets: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
        let (condition, keys) = key_condition(columns, key)?;
        values.extend(keys);
        let sql = format!("UPDATE {} SET {} WHERE {condition}", quoted(table), sets.join(", "));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

fn object(text: Option<String>) -> Result<Option<Map<String, Json>>, StoreError> {
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

fn key_condition(columns: &[Column], key: &Map<String, Json>) -> Result<(String, Vec<Sql>), StoreError> {
    let (names, values) = cells(columns, key)?;
    let parts: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
    Ok((parts.join(" AND "), values))
}

fn cells(columns: &[Column], row: &Map<String, Json>) -> Result<(Vec<String>, Vec<Sql>), StoreError> {
    let mut names = Vec::with_capacity(row.len());
    let mut values = Vec::with_capacity(row.len());
    for column in columns {
        if let Some(value) = row.get(&column.name) {
            names.push(quoted(&column.name));
            values.push(logged(column, value)?);
        }
    }
    Ok((names, values))
}

/// A value out of a logged image.
fn logged(column: &Column, value: &Json) -> Result<Sql, StoreError> {
    let damaged = || StoreError::Damaged(format!("the history of {} cannot be read", column.name));
    Ok(match (column.kind, value) {
        (_, Json::Null) => Sql::Null,
        (Kind::Identity, Json::String(text)) if text.is_empty() => Sql::Null,
        (Kind::Identity, Json::String(text)) => {
            let uuid = uuid::Uuid::parse_str(text).map_err(|_| damaged())?;
            Sql::Blob(uuid.as_bytes().to_vec())
        }
        (Kind::Integer, value) => Sql::Integer(value.as_i64().ok_or_else(damaged)?),
        (Kind::Real, Json::String(text)) => Sql::Real(text.parse().map_err(|_| damaged())?),
        (Kind::Text, Json::String(text)) => Sql::Text(text.clone()),
        _ => return Err(damaged()),
    })
}
