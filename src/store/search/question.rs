//! What was typed, in the index's query language: every word is in the row's text, or is the name of
//! somebody whom the row is about. It is understood once, and asked of each noun.

use super::document::{PERSON, RELATIONSHIP, STATE, mark};
use super::text::{NAME, Phrase, phrases};
use super::vocabulary::beginning;
use crate::store::list::Filter;
use crate::store::nouns::{PERSON as PEOPLE, RELATIONSHIP as RELATIONSHIPS};
use crate::store::record::{Noun, With};
use crate::store::{Store, StoreError};
use rusqlite::params;
use uuid::Uuid;

/// The most people, or relationships, that one word is taken for the name of.
const NAMED: usize = 200;

/// One word that was typed.
struct Word {
    /// The words of the index that begin so; nothing where none does.
    text: Option<String>,
    /// The marks of the people who are called so.
    people: Vec<String>,
    /// The marks of the relationships that are called so.
    relationships: Vec<String>,
    /// The marks of the relationships that those people are in.
    memberships: Vec<String>,
}

/// All that was typed.
pub(super) struct Question {
    words: Vec<Word>,
    /// The columns that may be looked in at present.
    columns: &'static str,
}

impl Question {
    /// Of what was typed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of(store: &Store, typed: &str) -> Result<Self, StoreError> {
        let words = phrases(typed).into_iter().map(|phrase| Word::of(store, phrase));
        let words = words.collect::<Result<_, _>>()?;
        let columns = if store.sight().is_veiled() { "{name shown}" } else { "{name shown whole}" };
        Ok(Self { words, columns })
    }

    /// As it is asked of a noun, together with what else of a filter the index knows; nothing when no
    /// row can fit.
    pub fn about(&self, noun: &Noun, filter: &Filter) -> Option<String> {
        if self.words.is_empty() {
            return None;
        }
        let mut all = Vec::new();
        for word in &self.words {
            let mut ways = Vec::new();
            ways.extend(word.text.as_ref().map(|text| format!("{} : {text}", self.columns)));
            ways.extend(any_mark(&word.marks(noun)));
            if ways.is_empty() {
                return None;
            }
            all.push(format!("({})", ways.join(" OR ")));
        }
        let belongs = noun.listing.relationship.is_some() && noun.table != RELATIONSHIPS.table;
        let relationship = filter.relationship.filter(|_| belongs);
        let relationship: Vec<_> =
            relationship.iter().map(|id| mark(RELATIONSHIP, &id.to_string())).collect();
        all.extend(any_mark(&relationship));
        let states = filter.states.iter().filter(|_| noun.listing.state.is_some());
        let states: Vec<_> = states.map(|state| mark(STATE, state)).collect();
        all.extend(any_mark(&states));
        Some(all.join(" AND "))
    }
}

impl Word {
    fn of(store: &Store, phrase: Phrase) -> Result<Self, StoreError> {
        let text = match beginning(store, &phrase.word)? {
            Some(words) if words.is_empty() => None,
            Some(words) => Some(format!("(\"{}\")", words.join("\" OR \""))),
            None => Some(phrase.text),
        };
        let nobody =
            beginning(store, &format!("{NAME}{}", phrase.word))?.is_some_and(|words| words.is_empty());
        if nobody {
            let (people, relationships, memberships) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Self { text, people, relationships, memberships });
        }
        let people = named(store, &PEOPLE, &phrase.name)?;
        let marks = |kind, ids: &[Uuid]| ids.iter().map(|id| mark(kind, &id.to_string())).collect();
        Ok(Self {
            text,
            relationships: marks(RELATIONSHIP, &named(store, &RELATIONSHIPS, &phrase.name)?),
            memberships: marks(RELATIONSHIP, &memberships(store, &people)?),
            people: marks(PERSON, &people),
        })
    }

    /// The marks that make a row of a noun be about somebody who is called so.
    fn marks(&self, noun: &Noun) -> Vec<String> {
        // A person's own list knows the name already, and so does a relationship's its title.
        if noun.table == PEOPLE.table {
            return Vec::new();
        }
        let mut marks = self.people.clone();
        if noun.table != RELATIONSHIPS.table {
            marks.extend_from_slice(&self.relationships);
            if noun.listing.with.iter().any(|way| matches!(way, With::Member)) {
                marks.extend_from_slice(&self.memberships);
            }
        }
        marks
    }
}

fn any_mark(marks: &[String]) -> Option<String> {
    (!marks.is_empty()).then(|| format!("(marks : (\"{}\"))", marks.join("\" OR \"")))
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
