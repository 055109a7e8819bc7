//! Asking the index: the windows of a list that is narrowed by words.

use super::Search;
use super::document::{PERSON, mark};
use super::place::Order;
use super::question::Question;
use crate::model::{Id, Person};
use crate::store::branch::{Part, apart_from_text};
use crate::store::list::{Filter, Window};
use crate::store::record::{Noun, Record};
use crate::store::schema::quoted;
use crate::store::{Store, StoreError};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params_from_iter};
use std::ops::Range;
use uuid::Uuid;

/// The window of a list of which every row holds the words of the filter, or has to do with somebody
/// who is called so; nothing where the noun's list has an order that the index does not know.
///
/// # Errors
/// What SQLite says.
pub(in crate::store) fn found_window<T: Record>(
    store: &Store,
    filter: &Filter,
    window: &Window,
    limit: usize,
) -> Result<Option<Vec<Uuid>>, StoreError> {
    let Some(text) = filter.text.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
    let Some(search) = &T::NOUN.search else { return Ok(Some(Vec::new())) };
    let question = Question::of(store, text)?;
    let Some(query) = question.about(T::NOUN, filter) else { return Ok(Some(Vec::new())) };
    if search.order == Order::Arrival {
        return Ok(None);
    }
    asked::<T>(store, filter, window, limit, query).map(Some)
}

/// A window of the rows of a noun that a question of the index finds, and that a filter lets through
/// whatever its words.
fn asked<T: Record>(
    store: &Store,
    filter: &Filter,
    window: &Window,
    limit: usize,
    query: String,
) -> Result<Vec<Uuid>, StoreError> {
    let Some(search) = &T::NOUN.search else { return Ok(Vec::new()) };
    let backward = matches!(window, Window::Before(_) | Window::Last);
    let descending = T::NOUN.listing.newest_first != backward;
    let range = within(store, search, window, descending)?;
    let condition = apart_from_text::<T>(store, filter)?;
    let sql = format!(
        "SELECT place.row FROM search CROSS JOIN search_row AS place ON place.id = search.rowid
         WHERE search MATCH ? AND search.rowid >= ? AND search.rowid < ?
           AND EXISTS (SELECT 1 FROM {table} WHERE {table}.id = place.row AND {condition})
         ORDER BY search.rowid {order} LIMIT {limit}",
        table = quoted(T::NOUN.table),
        condition = condition.sql,
        order = if descending { "DESC" } else { "ASC" },
    );
    let mut values = vec![Sql::Text(query), Sql::Integer(range.start), Sql::Integer(range.end)];
    values.extend(condition.values);
    let mut statement = store.connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    let mut ids = rows.map(|row| Ok(Uuid::from_bytes(row?))).collect::<Result<Vec<_>, StoreError>>()?;
    if backward {
        ids.reverse();
    }
    Ok(ids)
}

impl Store {
    /// The first rows of a noun's list that are about somebody, however long it is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn about<T: Record>(&self, person: Id<Person>, limit: usize) -> Result<Vec<T>, StoreError> {
        let query = format!("marks : \"{}\"", mark(PERSON, &person.to_string()));
        let ids = asked::<T>(self, &Filter::default(), &Window::First, limit, query)?;
        self.rows(&ids.into_iter().map(Id::from_uuid).collect::<Vec<_>>())
    }
}

/// The condition that a row of a noun holds the words: for lists with an order of their own, and for
/// counting. Such a row is found first and ordered then.
///
/// # Errors
/// What SQLite says.
pub(in crate::store) fn holding(store: &Store, noun: &Noun, text: &str) -> Result<Part, StoreError> {
    let nothing = Part::new("0", Vec::new());
    let Some(search) = &noun.search else { return Ok(nothing) };
    let question = Question::of(store, text)?;
    let Some(query) = question.about(noun, &Filter::default()) else { return Ok(nothing) };
    let range = search.range();
    Ok(Part::new(
        "id IN (SELECT place.row FROM search CROSS JOIN search_row AS place ON place.id = search.rowid
          WHERE search MATCH ? AND search.rowid >= ? AND search.rowid < ?)",
        vec![Sql::Text(query), Sql::Integer(range.start), Sql::Integer(range.end)],
    ))
}

/// The part of a noun's places that a window looks at.
fn within(
    store: &Store,
    search: &Search,
    window: &Window,
    descending: bool,
) -> Result<Range<i64>, StoreError> {
    let all = search.range();
    let (Window::From(cursor) | Window::After(cursor) | Window::Before(cursor)) = window else {
        return Ok(all);
    };
    let place = store
        .connection
        .prepare_cached("SELECT id FROM search_row WHERE row = ?1")?
        .query_row([cursor.id.as_bytes().as_slice()], |row| row.get(0))
        .optional()?
        .unwrap_or_else(|| search.span(&cursor.key).start);
    let own = i64::from(matches!(window, Window::From(_)));
    Ok(if descending { all.start..place + own } else { place + 1 - own..all.end })
}
