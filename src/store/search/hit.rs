//! Finding in everything at once: the newest rows of each noun that have the words, with the piece of
//! text that says so.

use super::Search;
use super::document::each;
use super::question::Question;
use super::text::around;
use crate::model::{Moment, text::one_line};
use crate::store::list::Filter;
use crate::store::nouns::NOUNS;
use crate::store::record::Noun;
use crate::store::schema::quoted;
use crate::store::{Store, StoreError};
use chrono::NaiveDate;
use rusqlite::params;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

/// A row that has the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The noun's word.
    pub noun: &'static str,
    /// The row.
    pub id: Uuid,
    /// The text that has the words, from a little before the first of them, in one line; else what the
    /// row is called.
    pub text: String,
    /// Its day, where its noun has one.
    pub day: Option<NaiveDate>,
}

/// What hits are told apart by, beside their place: nothing, or how well they fit (the rarer the words are
/// and the shorter the row, the greater: BM25 as FTS5 computes it, a name counting four times). For that
/// every row that has the words is counted.
const ALIKE: &str = "0.0";
const FITTING: &str = "-bm25(search, 4.0, 1.0, 1.0, 0.0)";

impl Store {
    /// Rows of any noun that hold words which begin so, or have to do with somebody who is called so:
    /// noun by noun, the newest first, at most `limit` of each.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        Ok(self.hits(words, limit, ALIKE)?.into_iter().map(|(_, hit)| hit).collect())
    }

    /// The same with the best first, of what fits alike the newest: the best among the `limit` newest of
    /// each noun.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_best(&self, words: &str, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let mut hits = self.hits(words, limit, FITTING)?;
        hits.sort_by(|(one, left), (other, right)| other.total_cmp(one).then(right.day.cmp(&left.day)));
        Ok(hits.into_iter().map(|(_, hit)| hit).collect())
    }

    fn hits(&self, words: &str, limit: usize, rank: &str) -> Result<Vec<(f64, Hit)>, StoreError> {
        let question = Question::of(self, words)?;
        let mut hits = Vec::new();
        for noun in NOUNS {
            let Some(search) = &noun.search else { continue };
            let Some(query) = question.about(noun, &Filter::default()) else { continue };
            let found = self.newest(noun, search, &query, (limit, rank))?;
            let ids: Vec<Uuid> = found.iter().map(|(id, _)| *id).collect();
            let rows = self.codec().read(noun, &ids)?;
            for ((id, rank), row) in found.into_iter().zip(rows) {
                let text = match telling(search, &row, words) {
                    Some(text) => text,
                    None => self.label_of(noun, id)?,
                };
                let day =
                    search.field().and_then(|field| row.get(field)).and_then(Json::as_str).and_then(day);
                hits.push((rank, Hit { noun: noun.table, id, text: one_line(&text), day }));
            }
        }
        Ok(hits)
    }

    fn newest(
        &self,
        noun: &Noun,
        search: &Search,
        query: &str,
        (limit, rank): (usize, &str),
    ) -> Result<Vec<(Uuid, f64)>, StoreError> {
        let range = search.range();
        let seen = self.seen(noun.table).unwrap_or_else(|| "1".to_owned());
        let sql = format!(
            "SELECT place.row, {rank}
             FROM search CROSS JOIN search_row AS place ON place.id = search.rowid
             WHERE search MATCH ?1 AND search.rowid >= ?2 AND search.rowid < ?3
               AND EXISTS (SELECT 1 FROM {table} WHERE {table}.id = place.row AND {seen})
             ORDER BY search.rowid DESC LIMIT {limit}",
            table = quoted(noun.table),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![query, range.start, range.end], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (id, rank) = row?;
            Ok((Uuid::from_bytes(id), rank))
        })
        .collect()
    }
}

/// A text that is said together with the row's first one: a topic, a tag.
const SHORT: usize = 40;

/// The first text of a row that has one of the words, a short one with what the row says; the row's
/// first text where a name was meant.
fn telling(search: &Search, row: &Map<String, Json>, words: &str) -> Option<String> {
    let mut texts = Vec::new();
    for path in search.name.iter().chain(search.texts) {
        each(row, path, &mut |text| texts.push(text));
    }
    texts.retain(|text| !text.trim().is_empty());
    let first = *texts.first()?;
    let told = texts.iter().enumerate().find_map(|(at, text)| Some((at, around(text, words)?)));
    Some(match told {
        Some((at, text)) if at > 0 && text.len() <= SHORT => format!("{text}: {first}"),
        Some((_, text)) => text,
        None => first.to_owned(),
    })
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse::<Moment>().map(|at| at.day()).or_else(|_| text.parse()).ok()
}
