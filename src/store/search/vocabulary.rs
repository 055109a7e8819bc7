//! Which words of the index begin so: looking for each of them costs the same however often they occur,
//! where looking for the beginning alone goes through every row that has one.

use crate::store::{Store, StoreError};
use rusqlite::OptionalExtension;

/// Beginnings up to this length are in the index themselves.
const INDEXED: usize = 3;
/// The most words that are taken for one beginning; more are looked for by the beginning.
const MOST: usize = 48;

/// The words of the index that begin with what was typed; nothing where there are too many, or where
/// the index may write it another way (it takes accents and capitals away).
///
/// # Errors
/// What SQLite says.
pub(super) fn beginning(store: &Store, typed: &str) -> Result<Option<Vec<String>>, StoreError> {
    let plain = typed.chars().all(|sign| sign.is_ascii_alphanumeric());
    if !plain || typed.len() <= INDEXED {
        return Ok(None);
    }
    store.connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab('main', 'search', 'instance')",
    )?;
    let typed = typed.to_ascii_lowercase();
    // No word has signs below or above these.
    let (mut from, to) = (typed.clone(), format!("{typed}\u{10ffff}"));
    let mut words = Vec::new();
    while words.len() < MOST {
        let next: Option<String> = store
            .connection
            .prepare_cached("SELECT term FROM temp.search_word WHERE term >= ?1 AND term <= ?2 LIMIT 1")?
            .query_row([&from, &to], |row| row.get(0))
            .optional()?;
        let Some(word) = next else { return Ok(Some(words)) };
        from = format!("{word}\u{1}");
        words.push(word);
    }
    Ok(None)
}
