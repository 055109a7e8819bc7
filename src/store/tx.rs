//! The one write path: writes exist only here, and only [`Store::write`] makes a `Tx`.

use super::nouns::NOUNS;
use super::record::{Noun, Record};
use super::schema::quoted;
use super::{Store, StoreError};
use crate::model::text::{cut, one_line};
use crate::model::{Id, Moment};
use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

/// The most cells of a label.
const LABEL: usize = 100;

/// One user action being written: one transaction, one undo step.
pub struct Tx<'a> {
    store: &'a Store,
}

impl<'a> Tx<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// The journal, to read what is there, including what this action wrote.
    pub fn store(&self) -> &Store {
        self.store
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.store.connection
    }

    /// Writes a row: a new one, or what differs of the one with its id. Its `updated_at` becomes now,
    /// unless nothing differs.
    ///
    /// # Errors
    /// [`StoreError::Closed`] when it belongs to a relationship that is closed;
    /// [`StoreError::Invalid`] when a value breaks a rule of the file.
    pub fn put<T: Record>(&self, record: &T) -> Result<Id<T>, StoreError> {
        if self.stands(record)? {
            return Ok(record.id());
        }
        let mut object = as_object(record)?;
        self.refuse_in_closed(record.id(), &object)?;
        let now = self.store.clock.now().to_string();
        object.insert("updated_at".to_owned(), Json::from(now));
        self.put_object(T::NOUN, record.id().uuid(), object)?;
        Ok(record.id())
    }

    /// Whether the row is there as it is to be written.
    fn stands<T: Record>(&self, record: &T) -> Result<bool, StoreError> {
        let Some(mut row) = self.store.get(record.id())? else { return Ok(false) };
        *row.updated_at_mut() = record.updated_at();
        Ok(row == *record)
    }

    /// Writes a row as it is, its `updated_at` included, whatever it belongs to: for imports.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] when a value breaks a rule of the file.
    pub fn put_as_is<T: Record>(&self, record: &T) -> Result<(), StoreError> {
        let mut object = as_object(record)?;
        if object.get("updated_at").is_none_or(Json::is_null) {
            object.insert("updated_at".to_owned(), Json::from(self.store.clock.now().to_string()));
        }
        self.put_object(T::NOUN, record.id().uuid(), object)
    }

    fn put_object(&self, noun: &Noun, id: Uuid, object: Map<String, Json>) -> Result<(), StoreError> {
        self.store.codec().write(noun, id, object)?;
        Ok(())
    }

    /// Changes a row that is there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not.
    pub fn edit<T: Record>(&self, id: Id<T>, change: impl FnOnce(&mut T)) -> Result<T, StoreError> {
        let mut record = self.store.need(id)?;
        change(&mut record);
        self.put(&record)?;
        Ok(record)
    }

    /// Changes a row from what was read before this write: what only others changed since stays theirs.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] when a field was changed by both, each to something else;
    /// [`StoreError::NotFound`] when the row is not there any more.
    pub fn amend<T: Record>(&self, before: &T, after: &T) -> Result<T, StoreError> {
        let row = self.over(before, after)?;
        self.put(&row)?;
        Ok(row)
    }

    /// A change of what was read before, on the row as it stands now; nothing is written yet.
    ///
    /// # Errors
    /// As [`Tx::amend`].
    pub fn over<T: Record>(&self, before: &T, after: &T) -> Result<T, StoreError> {
        let (before, mut wanted) = (as_object(before)?, as_object(after)?);
        for (field, theirs) in as_object(&self.store.need(after.id())?)? {
            let (was, mine) = (before.get(&field), wanted.get(&field));
            if mine == was {
                wanted.insert(field, theirs);
            } else if was != Some(&theirs) && mine != Some(&theirs) {
                return Err(StoreError::Overtaken { noun: T::NOUN.table, field });
            }
        }
        Ok(serde_json::from_value(Json::Object(wanted))?)
    }

    /// Puts a row into the bin, with what goes along with it. Returns how many rows went.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there.
    pub fn bin<T: Record>(&self, id: Id<T>) -> Result<usize, StoreError> {
        self.bin_row(T::NOUN, id.uuid())
    }

    fn bin_row(&self, noun: &Noun, id: Uuid) -> Result<usize, StoreError> {
        let row = id.as_bytes().as_slice();
        let table = quoted(noun.table);
        let label = short(&self.store.label_of(noun, id)?);
        let entry = crate::clock::fresh_identity();
        let entry = entry.as_bytes().as_slice();
        self.connection().execute(
            "INSERT INTO bin (id, noun, row, label, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![entry, noun.table, row, label, self.store.clock.now().to_string()],
        )?;
        let mut rows = self.connection().execute(
            &format!("UPDATE {table} SET binned = ?2 WHERE id = ?1 AND binned IS NULL"),
            params![row, entry],
        )?;
        for companion in noun.companions {
            rows += self.connection().execute(
                &format!(
                    "UPDATE {} SET binned = ?2 WHERE ({}) AND binned IS NULL",
                    quoted(companion.table),
                    companion.condition
                ),
                params![row, entry],
            )?;
        }
        Ok(rows)
    }

    /// Takes a bin entry, with everything that went along, out of the bin.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such entry.
    pub fn restore(&self, entry: Uuid) -> Result<usize, StoreError> {
        let entry = entry.as_bytes().as_slice();
        let mut rows = 0;
        for noun in NOUNS {
            rows += self.connection().execute(
                &format!("UPDATE {} SET binned = NULL WHERE binned = ?1", quoted(noun.table)),
                [entry],
            )?;
        }
        if self.connection().execute("DELETE FROM bin WHERE id = ?1", [entry])? == 0 {
            return Err(StoreError::NotFound { noun: "bin entry", name: "with this id".to_owned() });
        }
        Ok(rows)
    }
}

/// A label of the history or the bin: what it quotes may be as long as a text can be, and is kept in
/// its row.
fn short(label: &str) -> String {
    cut(&one_line(label), LABEL)
}

fn as_object<T: Record>(record: &T) -> Result<Map<String, Json>, StoreError> {
    match serde_json::to_value(record)? {
        Json::Object(object) => Ok(object),
        _ => Err(StoreError::invalid(T::NOUN.table, "not an object")),
    }
}

impl Store {
    /// Runs one user action: one transaction, one undo step with one label. When `action` fails,
    /// nothing of it is kept; when it changes nothing, there is no step.
    ///
    /// # Errors
    /// What `action` fails with, or what SQLite says.
    pub fn write<R, E: From<StoreError>>(
        &self,
        label: &str,
        action: impl FnOnce(&Tx<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        self.transaction(|| {
            let change = self.begin_change("do", None, &short(label))?;
            let result = action(&Tx::new(self))?;
            self.settle(change)?;
            Ok(result)
        })
    }

    /// Runs one user action that finds out as what it is written down: it returns the step's label
    /// beside its result.
    ///
    /// # Errors
    /// What `action` fails with, or what SQLite says.
    pub fn write_named<R, E: From<StoreError>>(
        &self,
        action: impl FnOnce(&Tx<'_>) -> Result<(String, R), E>,
    ) -> Result<R, E> {
        self.write("", |tx| {
            let (label, result) = action(tx)?;
            self.connection
                .prepare_cached("UPDATE change SET label = ?1 WHERE id = (SELECT id FROM current_change)")
                .and_then(|mut statement| statement.execute([short(&label)]))
                .map_err(StoreError::from)?;
            Ok(result)
        })
    }

    /// The moment `write` uses for "now".
    pub fn now(&self) -> Moment {
        self.clock.now()
    }
}
