//! A filter as SQL. What can be so or so becomes a branch for each, because an index gives one
//! branch in the list's order and none gives an OR: a window then reads its own rows from each
//! branch and merges them, however many rows the list has.

use super::list::Filter;
use super::record::{Record, With};
use super::search::holding;
use super::{Store, StoreError};
use crate::model::{Id, Person};
use rusqlite::types::Value as Sql;

/// The most branches of one window: more alternatives are tested row by row, in the list's order.
const MOST: usize = 32;
/// The most relationships that become branches of their own. Whoever is in more of them is soon
/// found in the list's order.
const FEW: usize = 16;

/// A condition with its values, in the order of its marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub sql: String,
    pub values: Vec<Sql>,
}

impl Part {
    pub fn new(sql: impl Into<String>, values: Vec<Sql>) -> Self {
        Self { sql: sql.into(), values }
    }

    fn join(parts: impl IntoIterator<Item = Self>, word: &str) -> Self {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        for part in parts {
            conditions.push(part.sql);
            values.extend(part.values);
        }
        Self { sql: conditions.join(word), values }
    }

    /// All of them hold.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, " AND ")
    }

    /// One of them holds; none of none.
    fn any(parts: Vec<Self>) -> Self {
        if parts.is_empty() {
            return Self::new("0", Vec::new());
        }
        let any = Self::join(parts, " OR ");
        Self { sql: format!("({})", any.sql), values: any.values }
    }
}

/// The branches of a filter, from a place on; a row is listed when it is in one of them, and none is
/// where there are none.
pub(super) fn branches<T: Record>(
    store: &Store,
    filter: &Filter,
    place: Option<Vec<Part>>,
) -> Result<Vec<Part>, StoreError> {
    let shared = shared::<T>(store, filter)?;
    let mut choices = choices::<T>(store, filter)?;
    choices.extend(place);
    let count = choices.iter().map(Vec::len).product::<usize>();
    if count > MOST {
        return Ok(vec![whole(shared, choices)]);
    }
    let mut branches = vec![shared];
    for choice in choices {
        branches = branches
            .iter()
            .flat_map(|branch| choice.iter().map(|part| Part::all([part.clone(), branch.clone()])))
            .collect();
    }
    Ok(branches)
}

/// The filter without its words as one condition.
pub(super) fn apart_from_text<T: Record>(store: &Store, filter: &Filter) -> Result<Part, StoreError> {
    condition::<T>(store, &Filter { text: None, ..filter.clone() })
}

/// The filter as one condition.
pub(super) fn condition<T: Record>(store: &Store, filter: &Filter) -> Result<Part, StoreError> {
    Ok(whole(shared::<T>(store, filter)?, choices::<T>(store, filter)?))
}

fn whole(shared: Part, choices: Vec<Vec<Part>>) -> Part {
    Part::all(std::iter::once(shared).chain(choices.into_iter().map(Part::any)))
}

/// What every row must be.
fn shared<T: Record>(store: &Store, filter: &Filter) -> Result<Part, StoreError> {
    let listing = &T::NOUN.listing;
    let mut parts = vec![Part::new("binned IS NULL", Vec::new())];
    parts.extend(store.seen(T::NOUN.table).map(|seen| Part::new(seen, Vec::new())));
    if let (Some(relationship), Some(condition)) = (filter.relationship, listing.relationship) {
        parts.push(Part::new(condition, vec![Sql::Blob(relationship.uuid().as_bytes().to_vec())]));
    }
    if let Some(since) = filter.since {
        parts.push(Part::new(format!("{} >= ?", listing.time), vec![Sql::Text(since.to_string())]));
    }
    if let Some(next) = filter.until.and_then(|until| until.succ_opt()) {
        parts.push(Part::new(format!("{} < ?", listing.time), vec![Sql::Text(next.to_string())]));
    }
    if let Some(text) = filter.text.as_deref().filter(|text| !text.is_empty()) {
        parts.push(holding(store, T::NOUN, text)?);
    }
    Ok(Part::all(parts))
}

/// What a row can be in several ways.
fn choices<T: Record>(store: &Store, filter: &Filter) -> Result<Vec<Vec<Part>>, StoreError> {
    let listing = &T::NOUN.listing;
    let mut choices = Vec::new();
    if let Some(person) = filter.with {
        let mut ways = Vec::new();
        for way in listing.with {
            match way {
                With::Named(condition) => {
                    let person = Sql::Blob(person.uuid().as_bytes().to_vec());
                    ways.push(Part::new(condition.replace("{person}", "?"), vec![person]));
                }
                With::Member => ways.extend(memberships(store, person)?),
            }
        }
        choices.push(ways);
    }
    if let (Some(column), false) = (listing.state, filter.states.is_empty()) {
        let state = |state: &&str| Part::new(format!("{column} = ?"), vec![Sql::Text((*state).to_owned())]);
        choices.push(filter.states.iter().map(state).collect());
    }
    Ok(choices)
}

fn memberships(store: &Store, person: Id<Person>) -> Result<Vec<Part>, StoreError> {
    let bytes = person.uuid().as_bytes().to_vec();
    let sql = format!("SELECT DISTINCT relationship FROM member WHERE person = ?1 LIMIT {}", FEW + 1);
    let mut statement = store.connection.prepare_cached(&sql)?;
    let found = statement
        .query_map([&bytes], |row| row.get::<_, Vec<u8>>(0))?
        .map(|row| Ok(Part::new("relationship = ?", vec![Sql::Blob(row?)])))
        .collect::<Result<Vec<_>, StoreError>>()?;
    if found.len() <= FEW {
        return Ok(found);
    }
    // The plus sign keeps the list's order: no index by relationship, and no sorting.
    let member = "+relationship IN (SELECT relationship FROM member WHERE person = ?)";
    Ok(vec![Part::new(member, vec![Sql::Blob(bytes)])])
}
