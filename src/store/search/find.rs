//! Asking the index: the windows of a list that is narrowed by words.

use super::Search;
use super::document::{PERSON, RELATIONSHIP, STATE, mark};
use super::place::Order;
use super::text::phrases;
use super::vocabulary::beginning;
use crate::model::{Id, Person};
use crate::store::branch::{Part, apart_from_text};
use crate::store::list::{Filter, Window};
use crate::store::nouns::{PERSON as PEOPLE, RELATIONSHIP as RELATIONSHIPS};
use crate::store::record::{Noun, Record, With};
use crate::store::schema::quoted;
use crate::store::{Store, StoreError};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params, params_from_iter};
use std::ops::Range;
use uuid::Uuid;

/// The most people, or relationships, that one word is taken for the name of.
const NAMED: usize = 200;

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
    let Some(query) = question(store, T::NOUN, text, filter)? else { return Ok(Some(Vec::new())) };
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
    let Some(query) = question(store, noun, text, &Filter::default())? else { return Ok(nothing) };
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

/// What was typed, and what else of the filter the index knows, in its query language: every word is
/// in the row's text, or is the name of somebody whom the row is about. Nothing when there is no word.
pub(super) fn question(
    store: &Store,
    noun: &Noun,
    text: &str,
    filter: &Filter,
) -> Result<Option<String>, StoreError> {
    let mut all = Vec::new();
    for phrase in phrases(text) {
        // A beginning with no word is looked for all the same: it finds nothing.
        let words = beginning(store, &phrase.word)?.filter(|words| !words.is_empty());
        let text = words.map_or(phrase.text, |words| format!("(\"{}\")", words.join("\" OR \"")));
        let mut ways = vec![format!("{} : {text}", columns(store))];
        let marks = called(store, noun, &phrase.name)?;
        ways.extend(any_mark(&marks));
        all.push(format!("({})", ways.join(" OR ")));
    }
    if all.is_empty() {
        return Ok(None);
    }
    let relationship =
        filter.relationship.filter(|_| noun.listing.relationship.is_some() && noun.table != "relationship");
    let relationship: Vec<_> = relationship.iter().map(|id| mark(RELATIONSHIP, &id.to_string())).collect();
    all.extend(any_mark(&relationship));
    let states = filter.states.iter().filter(|_| noun.listing.state.is_some());
    let states: Vec<_> = states.map(|state| mark(STATE, state)).collect();
    all.extend(any_mark(&states));
    Ok(Some(all.join(" AND ")))
}

/// The columns that may be looked in at present.
fn columns(store: &Store) -> &'static str {
    if store.sight().is_veiled() { "{name shown}" } else { "{name shown whole}" }
}

fn any_mark(marks: &[String]) -> Option<String> {
    (!marks.is_empty()).then(|| format!("(marks : (\"{}\"))", marks.join("\" OR \"")))
}

/// The marks of the people and relationships that a word is the name of.
fn called(store: &Store, noun: &Noun, phrase: &str) -> Result<Vec<String>, StoreError> {
    // A person's own list knows the name already.
    if noun.table == PEOPLE.table {
        return Ok(Vec::new());
    }
    let people = named(store, &PEOPLE, phrase)?;
    let mut marks: Vec<_> = people.iter().map(|id| mark(PERSON, &id.to_string())).collect();
    if noun.table != RELATIONSHIPS.table {
        let mut relationships = named(store, &RELATIONSHIPS, phrase)?;
        if noun.listing.with.iter().any(|way| matches!(way, With::Member)) {
            relationships.extend(memberships(store, &people)?);
        }
        marks.extend(relationships.iter().map(|id| mark(RELATIONSHIP, &id.to_string())));
    }
    Ok(marks)
}

/// The rows of a noun that are called so.
fn named(store: &Store, noun: &Noun, phrase: &str) -> Result<Vec<Uuid>, StoreError> {
    let Some(search) = &noun.search else { return Ok(Vec::new()) };
    let range = search.range();
    let sql = format!(
        "SELECT place.row FROM search CROSS JOIN search_row AS place ON place.id = search.rowid
         WHERE search MATCH ?1 AND search.rowid >= ?2 AND search.rowid < ?3 LIMIT {NAMED}"
    );
    let mut statement = store.connection.prepare_cached(&sql)?;
    let rows = statement
        .query_map(params![format!("marks : {phrase}"), range.start, range.end], |row| row.get(0))?;
    rows.map(|row| Ok(Uuid::from_bytes(row?))).collect()
}

/// The relationships that somebody of these people is in.
fn memberships(store: &Store, people: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let sql = format!("SELECT DISTINCT relationship FROM member WHERE person = ?1 LIMIT {NAMED}");
    let mut statement = store.connection.prepare_cached(&sql)?;
    let mut found = Vec::new();
    for person in people {
        let rows = statement.query_map([person.as_bytes().as_slice()], |row| row.get(0))?;
        for row in rows {
            found.push(Uuid::from_bytes(row?));
        }
        if found.len() >= NAMED {
            break;
        }
    }
    Ok(found)
}
