//! What a row gives the index: made of the row as the codec hands it out, once whole and once under
//! the veil, so that what the veil covers cannot be found under it.

use super::Search;
use super::text::{called, spaced};
use crate::store::record::Noun;
use crate::store::sight::PRIVATE;
use blake2::{Blake2s256, Digest};
use serde_json::{Map, Value as Json};

/// One row in the index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    /// What it is called.
    pub name: String,
    /// What everybody may read.
    pub shown: String,
    /// All of its text, where that is more.
    pub whole: String,
    /// How it stands, whom it is about, and the words of its name.
    pub marks: String,
}

impl Document {
    /// Of a row as it is, and as it is under the veil.
    pub fn of(noun: &Noun, search: &Search, row: &Map<String, Json>, veiled: &Map<String, Json>) -> Self {
        let name = |object| search.name.map_or_else(String::new, |field| joined(object, &[field]));
        let mut shown = joined(veiled, search.texts);
        let named = name(veiled);
        let mut whole = joined(row, search.texts);
        if name(row) != named {
            whole = format!("{}\n{whole}", name(row));
        } else if whole == shown {
            whole.clear();
        }
        for text in [&mut shown, &mut whole] {
            *text = spaced(text).into_owned();
        }
        let marks = format!("{} {}", marks(noun, search, row), called(&named));
        Self { name: spaced(&named).into_owned(), shown, whole, marks }
    }

    /// A number that is another one for other words.
    pub fn sum(&self) -> i64 {
        let mut hash = Blake2s256::new();
        for part in [&self.name, &self.shown, &self.whole, &self.marks] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hash.finalize()[..8]);
        i64::from_le_bytes(first)
    }
}

/// The texts of some fields, a line each.
fn joined(object: &Map<String, Json>, paths: &[&str]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for path in paths {
        each(object, path, &mut |text| lines.push(text));
    }
    lines.retain(|line| !line.is_empty() && *line != PRIVATE);
    lines.join("\n")
}

/// Every text of a field, of a list of texts, or of a field of a list's elements.
pub(super) fn each<'a>(object: &'a Map<String, Json>, path: &str, take: &mut impl FnMut(&'a str)) {
    let (field, inner) = path.split_once('.').map_or((path, None), |(field, inner)| (field, Some(inner)));
    match object.get(field) {
        Some(Json::String(text)) => take(text),
        Some(Json::Array(list)) => {
            for element in list {
                match (element, inner) {
                    (Json::String(text), None) => take(text),
                    (Json::Object(element), Some(inner)) => each(element, inner, take),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// A mark is a word that nobody types: a letter for what it says, and its value without signs.
pub(super) fn mark(kind: char, value: &str) -> String {
    std::iter::once(kind).chain(value.chars().filter(char::is_ascii_alphanumeric)).collect()
}

/// Of a person.
pub(super) const PERSON: char = 'p';
/// Of a relationship.
pub(super) const RELATIONSHIP: char = 'r';
/// Of how a row stands.
pub(super) const STATE: char = 's';

fn marks(noun: &Noun, search: &Search, row: &Map<String, Json>) -> String {
    let mut marks = Vec::new();
    if noun.listing.relationship.is_some() {
        each(row, "relationship", &mut |id| marks.push(mark(RELATIONSHIP, id)));
    }
    if let Some(state) = noun.listing.state {
        each(row, state, &mut |state| marks.push(mark(STATE, state)));
    }
    for path in search.people {
        each(row, path, &mut |id| marks.push(mark(PERSON, id)));
    }
    marks.join(" ")
}
