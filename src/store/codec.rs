//! A row of the file to the JSON of its noun and back: one way for every noun.

use super::StoreError;
use super::nouns::FLAGS;
use super::record::{Child, Element, Noun};
use super::schema::{Column, Kind, Reading, Schema, quoted};
use super::sight::{Privacy, Sight, within};
use crate::model::text::clean;
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;
use uuid::Uuid;

/// The most rows of one statement.
const MARKS: usize = 256;

/// The columns that the file keeps for itself.
const INTERNAL: &[&str] = &["binned", "position"];

/// An item belongs to a session or to a relationship. Neither is said inside the item; moving it
/// to the one takes it out of the other.
pub(super) const ITEM_PARENTS: &[&str] = &["session", "relationship"];

/// The codec's view of one open file.
pub(super) struct Codec<'a> {
    pub connection: &'a Connection,
    pub schema: &'a Schema,
    pub sight: Sight,
}

impl Codec<'_> {
    /// Whole rows as their noun's JSON objects, in the order asked for; what is not there is left
    /// out. One statement reads the rows and one each of their lists, however many rows there are.
    pub fn read(&self, noun: &Noun, ids: &[Uuid]) -> Result<Vec<Map<String, Json>>, StoreError> {
        let mut found: HashMap<Uuid, Map<String, Json>> = HashMap::with_capacity(ids.len());
        let mut veiled = Vec::new();
        self.each(noun.table, "id", ids, |id, row, privacy| {
            veiled.extend(privacy.map(|privacy| (id, privacy)));
            found.insert(id, row);
        })?;
        for child in noun.children {
            let mut lists: HashMap<Uuid, Vec<Json>> = HashMap::new();
            self.each(child.table, child.parent, ids, |parent, mut row, privacy| {
                if let Some(privacy) = privacy {
                    privacy.cover(&mut row);
                }
                lists.entry(parent).or_default().push(element(child, row));
            })?;
            for (id, row) in &mut found {
                row.insert(child.field.to_owned(), Json::Array(lists.remove(id).unwrap_or_default()));
            }
        }
        // With their lists: some of those are private as well.
        for (id, privacy) in veiled {
            if let Some(row) = found.get_mut(&id) {
                privacy.cover(row);
            }
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Hands on every row whose column `by` is one of `ids`, a list's rows in their order, with what
    /// the present sight takes out of it.
    fn each(
        &self,
        table: &'static str,
        by: &'static str,
        ids: &[Uuid],
        mut take: impl FnMut(Uuid, Map<String, Json>, Option<&'static Privacy>),
    ) -> Result<(), StoreError> {
        let reading = self.schema.reading(table, by, || self.reading(table, by))?;
        let privacy = Privacy::of(table).filter(|_| self.sight.is_veiled());
        let seen = self.condition(table, by != "id");
        for ids in ids.chunks(MARKS) {
            // Marks in powers of two, the last id again and again: a few statements serve all.
            let marks = ids.len().next_power_of_two();
            let order = if by == "id" { "" } else { " ORDER BY position" };
            let sql = format!("{} ({}){seen}{order}", reading.sql, vec!["?"; marks].join(", "));
            let mut statement = self.connection.prepare_cached(&sql)?;
            let padded = ids.iter().chain(std::iter::repeat(&ids[ids.len() - 1])).take(marks);
            let mut found = statement.query(params_from_iter(padded.map(|id| id.as_bytes().as_slice())))?;
            while let Some(row) = found.next()? {
                let mut object = Map::with_capacity(reading.shown.len());
                for (index, column) in reading.shown.iter().enumerate() {
                    object.insert(column.name.clone(), to_json(row.get_ref(index)?, table, column)?);
                }
                let private: bool = row.get(reading.shown.len() + 1)?;
                let id = Uuid::from_bytes(row.get(reading.shown.len())?);
                take(id, object, privacy.filter(|_| private));
            }
        }
        Ok(())
    }

    /// What the present sight leaves out: others' rows, and elements that nobody may see.
    fn condition(&self, table: &str, child: bool) -> String {
        // What is sealed is nobody's to read, whoever looks.
        if table == "round_entry" {
            return " AND (SELECT state FROM round WHERE id = round_entry.round) = 'revealed'".to_owned();
        }
        match (self.sight, child, Privacy::of(table)) {
            (Sight::Together(it), false, _) => format!(" AND ({})", within(table, it)),
            (sight, true, Some(privacy)) => {
                privacy.missing(sight).map_or_else(String::new, |missing| format!(" AND NOT ({missing})"))
            }
            _ => String::new(),
        }
    }

    fn reading(&self, table: &str, by: &str) -> Result<Reading, StoreError> {
        let child = by != "id";
        let columns = self.schema.columns(self.connection, table)?;
        let shown: Vec<Column> = columns
            .iter()
            .filter(|column| !(INTERNAL.contains(&column.name.as_str()) || child && column.name == by))
            .filter(|column| !(child && table == "item" && ITEM_PARENTS.contains(&column.name.as_str())))
            .cloned()
            .collect();
        let names: Vec<String> = shown.iter().map(|column| quoted(&column.name)).collect();
        let private = Privacy::of(table).map_or("0", |privacy| privacy.condition);
        let (table, by) = (quoted(table), quoted(by));
        let sql = format!("SELECT {}, {by}, {private} FROM {table} WHERE {by} IN", names.join(", "));
        Ok(Reading { sql, shown })
    }

    /// Writes a noun's JSON object: a new row, or what differs of the one that is there.
    ///
    /// Returns whether anything changed.
    pub fn write(&self, noun: &Noun, id: Uuid, mut object: Map<String, Json>) -> Result<bool, StoreError> {
        let mut lists = Vec::new();
        for child in noun.children {
            lists.push((child, object.shift_remove(child.field)));
        }
        let mut changed = self.write_row(noun.table, object)?;
        for (child, list) in lists {
            if let Some(Json::Array(elements)) = list {
                changed |= self.write_list(child, id, elements)?;
            }
        }
        Ok(changed)
    }

    fn write_list(&self, child: &Child, id: Uuid, elements: Vec<Json>) -> Result<bool, StoreError> {
        let mut rows = Vec::with_capacity(elements.len());
        for (position, value) in elements.into_iter().enumerate() {
            let mut object = match (child.element, value) {
                (Element::Single(column), value) => Map::from_iter([(column.to_owned(), value)]),
                (Element::Object, Json::Object(object)) => object,
                (Element::Object, _) => return Err(StoreError::invalid(child.field, "not an object")),
            };
            if child.table == "item" {
                object.extend(ITEM_PARENTS.iter().map(|parent| ((*parent).to_owned(), Json::Null)));
            }
            object.insert(child.parent.to_owned(), Json::from(id.to_string()));
            object.insert("position".to_owned(), Json::from(position));
            rows.push(object);
        }
        let removed = self.remove_missing(child, id, &rows)?;
        let mut changed = removed;
        for row in rows {
            changed |= self.write_row(child.table, row)?;
        }
        Ok(changed)
    }

    /// Removes the list's rows that are not in `rows` any more.
    fn remove_missing(
        &self,
        child: &Child,
        id: Uuid,
        rows: &[Map<String, Json>],
    ) -> Result<bool, StoreError> {
        let columns = self.schema.columns(self.connection, child.table)?;
        let named = columns.iter().any(|column| column.key && column.name == "id");
        let (table, parent) = (quoted(child.table), quoted(child.parent));
        let parent_id = Sql::Blob(id.as_bytes().to_vec());
        let removed = if named {
            let kept: Vec<Sql> = rows
                .iter()
                .filter_map(|row| row.get("id"))
                .map(|id| identity("id", id))
                .collect::<Result<_, _>>()?;
            let marks = vec!["?"; kept.len()].join(", ");
            // What was not handed out is not missing.
            let seen = self.condition(child.table, true);
            self.refuse_hidden(child, &parent_id, &kept)?;
            let sql = format!("DELETE FROM {table} WHERE {parent} = ? AND id NOT IN ({marks}){seen}");
            let mut values = vec![parent_id];
            values.extend(kept);
            self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?
        } else {
            let sql = format!("DELETE FROM {table} WHERE {parent} = ?1 AND position >= ?2");
            let length = Sql::Integer(i64::try_from(rows.len()).unwrap_or(i64::MAX));
            self.connection.prepare_cached(&sql)?.execute(params_from_iter([parent_id, length]))?
        };
        Ok(removed > 0)
    }

    /// An element of which the text is not handed out is not taken away either.
    fn refuse_hidden(&self, child: &Child, parent: &Sql, kept: &[Sql]) -> Result<(), StoreError> {
        let privacy = Privacy::of(child.table).filter(|_| self.sight == Sight::Veiled);
        let Some(privacy) = privacy else { return Ok(()) };
        let sql = format!(
            "SELECT 1 FROM {} WHERE {} = ? AND id NOT IN ({}) AND ({}){}",
            quoted(child.table),
            quoted(child.parent),
            vec!["?"; kept.len()].join(", "),
            privacy.condition,
            // What is not even listed stays where it is.
            self.condition(child.table, true)
        );
        let values = std::iter::once(parent).chain(kept);
        let lost = self.connection.prepare_cached(&sql)?.exists(params_from_iter(values))?;
        if lost { Err(self.sight.veiled()) } else { Ok(()) }
    }

    fn write_row(&self, table: &str, object: Map<String, Json>) -> Result<bool, StoreError> {
        let columns = self.schema.columns(self.connection, table)?;
        let mut values = Vec::with_capacity(object.len());
        for (name, json) in &object {
            let column = columns
                .iter()
                .find(|column| column.name == *name)
                .ok_or_else(|| StoreError::invalid(name.as_str(), "there is no such field"))?;
            values.push((column, to_sql(column, json)?));
        }
        let (keys, rest): (Vec<_>, Vec<_>) = values.into_iter().partition(|(column, _)| column.key);
        match self.present(table, &keys, &rest)? {
            None => {
                self.refuse_copied(table, &rest)?;
                self.insert(table, keys.into_iter().chain(rest).collect())
            }
            Some(current) => {
                let differing = rest.into_iter().zip(current).filter(|((_, new), old)| new != old);
                let differing = differing.map(|(pair, _)| pair).collect();
                let differing = self.without_hidden(table, &keys, differing)?;
                self.update(table, keys, differing)
            }
        }
    }

    /// What stands for a private text is not a text to keep.
    fn refuse_copied(&self, table: &str, values: &[(&Column, Sql)]) -> Result<(), StoreError> {
        let privacy = Privacy::of(table).filter(|_| self.sight.is_veiled());
        let copied =
            |privacy: &Privacy| values.iter().any(|(column, value)| privacy.is_copied(&column.name, value));
        if privacy.is_some_and(copied) { Err(self.sight.veiled()) } else { Ok(()) }
    }

    /// Of a row that was read without its private text: that text stays as it is, and so does a row
    /// that is private as a whole.
    fn without_hidden<'c>(
        &self,
        table: &str,
        keys: &[(&Column, Sql)],
        mut differing: Vec<(&'c Column, Sql)>,
    ) -> Result<Vec<(&'c Column, Sql)>, StoreError> {
        let Some(privacy) = Privacy::of(table).filter(|_| self.sight.is_veiled()) else {
            return Ok(differing);
        };
        let condition = condition(keys, 1);
        let sql = format!("SELECT 1 FROM {} WHERE {condition} AND ({})", quoted(table), privacy.condition);
        let values = keys.iter().map(|(_, value)| value);
        if !self.connection.prepare_cached(&sql)?.exists(params_from_iter(values))? {
            self.refuse_copied(table, &differing)?;
            return Ok(differing);
        }
        differing.retain(|(column, value)| {
            !(privacy.covers(&column.name) && privacy.stands_for(&column.name, value))
        });
        if !privacy.is_fixed() && differing.iter().all(|(column, _)| privacy.may_change(&column.name)) {
            Ok(differing)
        } else {
            Err(self.sight.veiled())
        }
    }

    fn present(
        &self,
        table: &str,
        keys: &[(&Column, Sql)],
        rest: &[(&Column, Sql)],
    ) -> Result<Option<Vec<Sql>>, StoreError> {
        let names: Vec<String> = keys.iter().chain(rest).map(|(column, _)| quoted(&column.name)).collect();
        let sql = format!("SELECT {} FROM {} WHERE {}", names.join(", "), quoted(table), condition(keys, 1));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(keys.iter().map(|(_, value)| value)))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let current = (keys.len()..names.len()).map(|index| row.get(index)).collect::<Result<_, _>>()?;
        Ok(Some(current))
    }

    fn insert(&self, table: &str, values: Vec<(&Column, Sql)>) -> Result<bool, StoreError> {
        let names: Vec<String> = values.iter().map(|(column, _)| quoted(&column.name)).collect();
        let marks = vec!["?"; values.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(table), names.join(", "));
        self.connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(values.into_iter().map(|(_, value)| value)))?;
        Ok(true)
    }

    fn update(
        &self,
        table: &str,
        keys: Vec<(&Column, Sql)>,
        differing: Vec<(&Column, Sql)>,
    ) -> Result<bool, StoreError> {
        if differing.is_empty() {
            return Ok(false);
        }
        let sets: Vec<String> =
            differing.iter().map(|(column, _)| format!("{} = ?", quoted(&column.name))).collect();
        let wheres: Vec<String> =
            keys.iter().map(|(column, _)| format!("{} = ?", quoted(&column.name))).collect();
        let sql = format!("UPDATE {} SET {} WHERE {}", quoted(table), sets.join(", "), wheres.join(" AND "));
        let values = differing.into_iter().chain(keys).map(|(_, value)| value);
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(true)
    }
}

/// `"a" = ?1 AND "b" = ?2`, from the given number on.
fn condition(keys: &[(&Column, Sql)], first: usize) -> String {
    let parts: Vec<String> = keys
        .iter()
        .enumerate()
        .map(|(index, (column, _))| format!("{} = ?{}", quoted(&column.name), first + index))
        .collect();
    parts.join(" AND ")
}

fn element(child: &Child, mut object: Map<String, Json>) -> Json {
    match child.element {
        Element::Object => Json::Object(object),
        Element::Single(column) => object.remove(column).unwrap_or(Json::Null),
    }
}

fn to_json(value: ValueRef<'_>, table: &str, column: &Column) -> Result<Json, StoreError> {
    let wrong = |what: &str| StoreError::Damaged(format!("{table}.{} holds {what}", column.name));
    Ok(match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(number) if FLAGS.contains(&(table, column.name.as_str())) => {
            Json::from(number != 0)
        }
        ValueRef::Integer(number) => Json::from(number),
        ValueRef::Real(number) => Json::from(number),
        ValueRef::Text(text) => {
            Json::from(std::str::from_utf8(text).map_err(|_| wrong("text that is not UTF-8"))?)
        }
        ValueRef::Blob(bytes) => {
            Json::from(Uuid::from_slice(bytes).map_err(|_| wrong("an id that is no UUID"))?.to_string())
        }
    })
}

/// The column's value for a JSON value.
pub(super) fn to_sql(column: &Column, json: &Json) -> Result<Sql, StoreError> {
    let wrong = |expected: &str| {
        StoreError::invalid(column.name.as_str(), format!("expected {expected}, found {json}"))
    };
    Ok(match (column.kind, json) {
        (_, Json::Null) => Sql::Null,
        (Kind::Identity, value) => identity(&column.name, value)?,
        (Kind::Integer, Json::Bool(flag)) => Sql::Integer(i64::from(*flag)),
        (Kind::Integer, value) => Sql::Integer(value.as_i64().ok_or_else(|| wrong("a whole number"))?),
        (Kind::Real, value) => Sql::Real(value.as_f64().ok_or_else(|| wrong("a number"))?),
        (Kind::Text, Json::String(text)) => Sql::Text(clean(text).into_owned()),
        (Kind::Text, _) => return Err(wrong("text")),
    })
}

fn identity(field: &str, json: &Json) -> Result<Sql, StoreError> {
    let uuid = json
        .as_str()
        .and_then(|text| Uuid::parse_str(text).ok())
        .ok_or_else(|| StoreError::invalid(field, format!("expected an id, found {json}")))?;
    Ok(Sql::Blob(uuid.as_bytes().to_vec()))
}
