//! The end of a line, read from the right: topics, days and brackets in any order.

use super::{CaptureError, Verb};
use crate::clock::Clock;
use crate::model::Visibility;
use crate::model::when::{Direction, When, parse_when};
use std::collections::HashSet;
use unicode_width::UnicodeWidthChar;

/// A day in words has at most this many of them: `wed 12 march 2026 at 4 pm`.
const MOST_WORDS: usize = 8;

/// Bytes from the end in which a day in words must begin.
const WINDOW: usize = 120;

/// A line's text, and what was said behind it.
#[derive(Default)]
pub(super) struct Tail<'a> {
    pub(super) text: &'a str,
    pub(super) topics: Vec<String>,
    pub(super) by: Option<When>,
    pub(super) on: Option<When>,
    pub(super) visibility: Option<Visibility>,
}

/// Takes piece after piece off the end, until one is text.
pub(super) fn read<'a>(text: &'a str, verb: Verb, clock: &Clock) -> Result<Tail<'a>, CaptureError> {
    let mut tail = Tail { text: text.trim(), ..Tail::default() };
    loop {
        let text = tail.text;
        let start = text.rfind(char::is_whitespace).map_or(0, |place| place + width_at(text, place));
        let last = &text[start..];
        let rest = if let Some(visibility) = bracket(last) {
            put(&mut tail.visibility, visibility, "private or shared")?;
            start
        } else if let Some(topic) = topic(last) {
            tail.topics.push(topic.to_owned());
            start
        } else if let Some(clause) = clause(text, verb, clock)? {
            match clause.word {
                "by" => put(&mut tail.by, clause.when, "\"by\"")?,
                _ => put(&mut tail.on, clause.when, "\"on\"")?,
            }
            clause.start
        } else {
            break;
        };
        let text = text[..rest].trim_end();
        tail.text = text.strip_suffix(',').unwrap_or(text).trim_end();
    }
    tail.topics.reverse();
    let mut seen = HashSet::new();
    tail.topics.retain(|topic| seen.insert(topic.to_lowercase()));
    Ok(tail)
}

fn width_at(text: &str, place: usize) -> usize {
    text[place..].chars().next().map_or(0, char::len_utf8)
}

fn put<T>(place: &mut Option<T>, value: T, word: &'static str) -> Result<(), CaptureError> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(CaptureError::Twice { word }),
    }
}

fn bracket(word: &str) -> Option<Visibility> {
    let inside = word.strip_prefix('(')?.strip_suffix(')')?;
    Visibility::ALL.iter().copied().find(|value| value.word().eq_ignore_ascii_case(inside))
}

/// `#word` of letters, digits, `-` and `_`, with at least one letter: `#42` is a number in a text.
fn topic(word: &str) -> Option<&str> {
    let topic = word.strip_prefix('#')?;
    let letters = topic.chars().any(char::is_alphabetic);
    (letters && topic.chars().all(is_topic)).then_some(topic)
}

/// Marks that sit on a letter count with it (they have no width); what steers the direction of text
/// or joins words unseen does not, or two topics could look the same.
fn is_topic(c: char) -> bool {
    let unseen = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    c.is_alphanumeric() || c == '-' || c == '_' || (!c.is_ascii() && c.width() == Some(0) && !unseen)
}

struct Clause {
    word: &'static str,
    when: When,
    start: usize,
}

/// `by WHEN` or `on WHEN` that ends the text. Before what is no date the two are plain words.
fn clause(text: &str, verb: Verb, clock: &Clock) -> Result<Option<Clause>, CaptureError> {
    let words = last_words(text);
    for (place, (start, word)) in words.iter().enumerate().rev().skip(1).take(MOST_WORDS) {
        let word = match word.to_ascii_lowercase().as_str() {
            "by" if verb.has_due_day() => "by",
            "on" if verb.has_day() => "on",
            _ => continue,
        };
        let Some((date, _)) = words.get(place + 1) else { continue };
        let date = &text[*date..];
        let direction = if word == "by" { Direction::Future } else { Direction::Past };
        let when = match parse_when(date, clock, direction) {
            Ok(when) => when,
            Err(error) if error.is_plain_text() => continue,
            Err(error) => return Err(CaptureError::Date { word, error }),
        };
        if word == "on" {
            happened(date, when, verb, clock)?;
        }
        return Ok(Some(Clause { word, when, start: *start }));
    }
    Ok(None)
}

/// Refuses a day that did not happen yet, and in a todo one that may have been meant as its due day.
fn happened(date: &str, when: When, verb: Verb, clock: &Clock) -> Result<(), CaptureError> {
    if when.is_ahead(clock) {
        return Err(CaptureError::StillToCome { when, verb });
    }
    match parse_when(date, clock, Direction::Future) {
        Ok(due) if verb == Verb::Todo && due != when => {
            Err(CaptureError::MadeOrDue { text: date.to_owned(), made: when, due })
        }
        _ => Ok(()),
    }
}

/// The last words with their places; a word that the window cuts is left out.
fn last_words(text: &str) -> Vec<(usize, &str)> {
    let mut from = text.len().saturating_sub(WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let cut = from > 0;
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut place = from;
    for word in text[from..].split(char::is_whitespace) {
        let is_cut = cut && place == from;
        if !word.is_empty() && !is_cut {
            words.push((place, word));
        }
        place += word.len();
        place += width_at(text, place);
    }
    words
}
