//! Lists by windows: no list ever reads more rows than it shows.
//!
//! A window is cut by key (keyset), never by counting rows, so its cost is the same at the start and
//! in the middle of a million rows.

use super::record::Record;
use super::schema::quoted;
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
    /// Rows that hold this text, or name somebody whose name does.
    pub text: Option<String>,
}

/// A place in a list: the key and identity of a row that is, or was, there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    key: String,
    id: Uuid,
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
        let listing = &T::NOUN.listing;
        let mut conditions = vec!["binned IS NULL".to_owned()];
        let mut values = Vec::new();
        filter_conditions::<T>(filter, &mut conditions, &mut values);
        let backward = matches!(window, Window::Before(_) | Window::Last);
        let descending = listing.newest_first != backward;
        if let Window::From(cursor) | Window::After(cursor) | Window::Before(cursor) = window {
            let comparison = match (descending, matches!(window, Window::From(_))) {
                (true, false) => "<",
                (true, true) => "<=",
                (false, false) => ">",
                (false, true) => ">=",
            };
            conditions.push(format!("({}, id) {comparison} (?, ?)", listing.key));
            values.push(cursor_key::<T>(cursor));
            values.push(Sql::Blob(cursor.id.as_bytes().to_vec()));
        }
        let order = if descending { "DESC" } else { "ASC" };
        let sql = format!(
            "SELECT id FROM {} WHERE {} ORDER BY {} {order}, id {order} LIMIT {limit}",
            quoted(T::NOUN.table),
            conditions.join(" AND "),
            listing.key,
        );
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
        let ids = self.window::<T>(filter, window, limit)?;
        ids.into_iter().map(|id| self.need(id)).collect()
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
        let mut conditions = vec!["binned IS NULL".to_owned()];
        let mut values = Vec::new();
        filter_conditions::<T>(filter, &mut conditions, &mut values);
        let sql =
            format!("SELECT count(*) FROM {} WHERE {}", quoted(T::NOUN.table), conditions.join(" AND "));
        let count: i64 =
            self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// A key that is the identity itself has no text.
fn cursor_key<T: Record>(cursor: &Cursor) -> Sql {
    if T::NOUN.listing.key == "id" {
        Sql::Blob(cursor.id.as_bytes().to_vec())
    } else {
        Sql::Text(cursor.key.clone())
    }
}

fn filter_conditions<T: Record>(filter: &Filter, conditions: &mut Vec<String>, values: &mut Vec<Sql>) {
    let listing = &T::NOUN.listing;
    if let Some(person) = filter.with {
        for _ in 0..listing.with.matches("{person}").count() {
            values.push(Sql::Blob(person.uuid().as_bytes().to_vec()));
        }
        conditions.push(format!("({})", listing.with.replace("{person}", "?")));
    }
    if let (Some(relationship), Some(condition)) = (filter.relationship, listing.relationship) {
        conditions.push(condition.to_owned());
        values.push(Sql::Blob(relationship.uuid().as_bytes().to_vec()));
    }
    if let Some(since) = filter.since {
        conditions.push(format!("{} >= ?", listing.time));
        values.push(Sql::Text(since.to_string()));
    }
    if let Some(next) = filter.until.and_then(|until| until.succ_opt()) {
        conditions.push(format!("{} < ?", listing.time));
        values.push(Sql::Text(next.to_string()));
    }
    if let (Some(column), false) = (listing.state, filter.states.is_empty()) {
        conditions.push(format!("{column} IN ({})", vec!["?"; filter.states.len()].join(", ")));
        values.extend(filter.states.iter().map(|state| Sql::Text((*state).to_owned())));
    }
    if let Some(text) = filter.text.as_deref().filter(|text| !text.is_empty()) {
        text_condition::<T>(text, conditions, values);
    }
}

fn text_condition<T: Record>(text: &str, conditions: &mut Vec<String>, values: &mut Vec<Sql>) {
    let listing = &T::NOUN.listing;
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = Sql::Text(format!("%{escaped}%"));
    let mut parts: Vec<String> =
        listing.searched.iter().map(|column| format!("{column} LIKE ? ESCAPE '\\'")).collect();
    values.extend(listing.searched.iter().map(|_| pattern.clone()));
    // A person's own list looks at the name already.
    if listing.with != "id = {person}" {
        parts.push(format!(
            "EXISTS (SELECT 1 FROM person AS named WHERE named.name LIKE ? ESCAPE '\\' AND ({}))",
            listing.with.replace("{person}", "named.id")
        ));
        values.push(pattern);
    }
    conditions.push(format!("({})", parts.join(" OR ")));
}
