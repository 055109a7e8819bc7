//! The beginning of a line: its first word or sign, and the names before the colon.

use super::error::shorten;
use super::{CaptureError, Verb, is_blank};

/// More characters than this before a colon are a sentence, not names.
const LONGEST_HEAD: usize = 80;

/// A line's beginning, and the text behind it.
pub(super) struct Head<'a> {
    pub(super) verb: Verb,
    pub(super) names: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) rest: &'a str,
}

/// Reads the beginning of a line that is trimmed and not empty.
pub(super) fn read(line: &str, screen: bool) -> Result<Head<'_>, CaptureError> {
    if let Some((sign, verb, after)) = sign(line) {
        if !screen {
            return Err(CaptureError::SignInShell { sign, verb, rest: shorten(after) });
        }
        return match colon(after) {
            Some((names, rest)) => head(verb, names, rest),
            None => head(verb, "", after),
        };
    }
    if let Some((verb, after)) = word(line) {
        return match after.strip_prefix(':').map(|rest| ("", rest)).or_else(|| colon(after)) {
            Some((names, rest)) => head(verb, names, rest),
            None if is_blank(after) => Err(CaptureError::EmptyText { verb }),
            None => Err(CaptureError::NoColon { verb, rest: shorten(after) }),
        };
    }
    match colon(line) {
        Some((names, rest)) if !is_blank(names) => head(Verb::Note, names, rest),
        _ => head(Verb::Note, "", line),
    }
}

/// A sign counts before a space, or right before names that a colon ends: `*wow* it worked` is text.
fn sign(line: &str) -> Option<(char, Verb, &str)> {
    let sign = line.chars().next()?;
    let verb = Verb::of_sign(sign)?;
    let after = line.strip_prefix(sign)?;
    let apart = after.is_empty() || after.starts_with(char::is_whitespace);
    (apart || colon(after).is_some()).then_some((sign, verb, after))
}

fn word(line: &str) -> Option<(Verb, &str)> {
    let end = line.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(line.len());
    let (word, after) = line.split_at(end);
    Some((Verb::of_word(word)?, after))
}

/// What stands before and behind the first colon that a space or the end follows. `16:00` has none.
fn colon(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    for (place, c) in text.char_indices().take(LONGEST_HEAD + 1) {
        if c == '\n' {
            return None;
        }
        if c == ':' {
            let (names, rest) = (&text[..place], &text[place + 1..]);
            if rest.is_empty() || rest.starts_with(char::is_whitespace) {
                return Some((names, rest));
            }
        }
    }
    None
}

fn head<'a>(verb: Verb, before: &str, rest: &'a str) -> Result<Head<'a>, CaptureError> {
    let words: Vec<&str> = before.split_whitespace().collect();
    let bridge = words.iter().position(|word| word.eq_ignore_ascii_case("to")).filter(|_| verb == Verb::Todo);
    let (names, to) = match bridge {
        Some(place) => (&words[..place], &words[place + 1..]),
        None => (&words[..], &[][..]),
    };
    if bridge.is_some() && to.is_empty() {
        return Err(CaptureError::MissingName { verb });
    }
    Ok(Head { verb, names: split(names, verb)?, to: split(to, verb)?, rest })
}

/// Names between commas and `and`s; "Ana, Ben, and Chen" are three.
fn split(words: &[&str], verb: Verb) -> Result<Vec<String>, CaptureError> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for part in words.join(" ").split(',') {
        let words: Vec<&str> = part.split_whitespace().collect();
        let words = match &words[..] {
            [and, rest @ ..] if !names.is_empty() && and.eq_ignore_ascii_case("and") => rest,
            all => all,
        };
        for name in words.split(|word| word.eq_ignore_ascii_case("and")) {
            let name = name.join(" ");
            if is_blank(&name) {
                return Err(CaptureError::MissingName { verb });
            }
            names.push(name);
        }
    }
    Ok(names)
}
