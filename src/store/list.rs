//! Lists by windows: no list ever reads more rows than it shows.
//!
//! A window is cut by key (keyset), never by counting rows, so its cost is the same at the start and
//! in the middle of a million rows.

use super::branch::{Part, branches, condition};
use super::record::Record;
use super::schema::quoted;
use super::search::found_window;
use super::{Store, StoreError};
use crate::model::{Id, Person, Relationship};
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;
use uuid::Uuid;

/// Which rows a list is about. Everything given must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Rows that have to do with this person.
    pub with: Option<Id<Person>>,
    /// Rows of this relationship.
    pub relationship: Option<Id<Relationship>>,
    /// Rows of this day or later.
    pub since: Option<NaiveDate>,
    /// Rows of this day or earlier.
    pub until: Option<NaiveDate>,
    /// Rows in one of these states; none given means any.
    pub states: Vec<&'static str>,
    /// Rows that hold words which begin so, or have to do with somebody who is called so.
    pub text: Option<String>,
}

/// A place in a list: the key and identity of a row that is, or was, there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(super) key: String,
    pub(super) id: Uuid,
}

/// Which window of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Window {
    /// From the beginning.
    First,
    /// Up to the end.
    Last,
    /// From this place on, itself included.
    From(Cursor),
    /// What follows this place.
    After(Cursor),
    /// What stands before this place.
    Before(Cursor),
}

impl Store {
    /// The identities of a window of a list, in the list's order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn window<T: Record>(
        &self,
        filter: &Filter,
        window: &Window,
        limit: usize,
    ) -> Result<Vec<Id<T>>, StoreError> {
        if let Some(found) = found_window::<T>(self, filter, window, limit)? {
            return Ok(found.into_iter().map(Id::from_uuid).collect());
        }
        let listing = &T::NOUN.listing;
        let backward = matches!(window, Window::Before(_) | Window::Last);
        let descending = listing.newest_first != backward;
        let order = if descending { "DESC" } else { "ASC" };
        let (mut queries, mut values) = (Vec::new(), Vec::new());
        for condition in branches::<T>(self, filter, place::<T>(window, descending))? {
            queries.push(format!(
                "SELECT id, {key} AS place FROM {} WHERE {} ORDER BY {key} {order}, id {order} LIMIT {limit}",
                quoted(T::NOUN.table),
                condition.sql,
                key = listing.key,
            ));
            values.extend(condition.values);
        }
        let sql = match queries.as_slice() {
            [] => return Ok(Vec::new()),
            [only] => only.clone(),
            several => format!(
                "SELECT id, place FROM (SELECT * FROM ({})) ORDER BY place {order}, id {order} LIMIT {limit}",
                several.join(") UNION SELECT * FROM ("),
            ),
        };
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| row.get::<_, [u8; 16]>(0))?;
        let mut ids = rows
            .map(|row| Ok(Id::from_uuid(Uuid::from_bytes(row?))))
            .collect::<Result<Vec<_>, StoreError>>()?;
        if backward {
            ids.reverse();
        }
        Ok(ids)
    }

    /// A window of a list as whole rows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list<T: Record>(
        &self,
        filter: &Filter,
        window: &Window,
        limit: usize,
    ) -> Result<Vec<T>, StoreError> {
        self.rows(&self.window::<T>(filter, window, limit)?)
    }

    /// Where a row stands in its noun's lists; nothing when it is gone or binned.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn cursor<T: Record>(&self, id: Id<T>) -> Result<Option<Cursor>, StoreError> {
        use rusqlite::OptionalExtension;
        let sql = format!(
            "SELECT {} FROM {} WHERE id = ?1 AND binned IS NULL",
            T::NOUN.listing.key,
            quoted(T::NOUN.table)
        );
        let key = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id.uuid().as_bytes().as_slice()], |row| row.get::<_, Sql>(0))
            .optional()?;
        Ok(key.map(|key| Cursor {
            key: if let Sql::Text(text) = key { text } else { String::new() },
            id: id.uuid(),
        }))
    }

    /// How many rows of a noun are in the journal, the bin left out: for totals that are asked for,
    /// not for drawing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count<T: Record>(&self, filter: &Filter) -> Result<u64, StoreError> {
        let condition = condition::<T>(self, filter)?;
        let sql = format!("SELECT count(*) FROM {} WHERE {}", quoted(T::NOUN.table), condition.sql);
        let count: i64 = self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(condition.values), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// Where a window begins: among the rows with the cursor's own key, or beyond them. Said in two
/// parts, because of a pair that is compared whole an index of an expression answers nothing.
fn place<T: Record>(window: &Window, descending: bool) -> Option<Vec<Part>> {
    let (Window::From(cursor) | Window::After(cursor) | Window::Before(cursor)) = window else { return None };
    let beyond = if descending { "<" } else { ">" };
    let itself = if matches!(window, Window::From(_)) { "=" } else { "" };
    let id = Sql::Blob(cursor.id.as_bytes().to_vec());
    let key = T::NOUN.listing.key;
    if key == "id" {
        return Some(vec![Part::new(format!("id {beyond}{itself} ?"), vec![id])]);
    }
    let text = Sql::Text(cursor.key.clone());
    Some(vec![
        Part::new(format!("{key} = ? AND id {beyond}{itself} ?"), vec![text.clone(), id]),
        Part::new(format!("{key} {beyond} ?"), vec![text]),
    ])
}
