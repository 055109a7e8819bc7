//! What is wrong inside one row, and where: the path grows from the inside out.

use crate::model::text::one_line;
use serde::de::{Error, Expected, Unexpected};
use std::fmt;

/// The longest piece of a file's text that an error repeats, in characters.
const SHOWN: usize = 40;

/// Something wrong at a place inside a row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Innermost first.
    segments: Vec<String>,
    pub message: String,
}

impl Fault {
    pub fn new(message: impl Into<String>) -> Self {
        Self { segments: Vec::new(), message: message.into() }
    }

    /// The same, seen from the object whose field this is.
    pub fn in_field(mut self, name: &str) -> Self {
        self.segments.push(format!(".{}", brief(name)));
        self
    }

    /// The same, seen from the list whose element this is.
    pub fn in_element(mut self, index: usize) -> Self {
        self.segments.push(format!("[{index}]"));
        self
    }

    /// The place below the row, such as `.agenda[2].text`.
    pub fn path(&self) -> String {
        self.segments.iter().rev().map(String::as_str).collect()
    }
}

/// Foreign text as an error may show it: one line, no control sequences, not long.
pub(super) fn brief(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}...", &line[..cut]),
        None => line,
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path(), self.message)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let message = if message.starts_with("UUID parsing failed") {
            "not an id (a UUID)".to_owned()
        } else {
            message
        };
        Self::new(message)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {}, found {}", wanted(expected), shown(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("\"{}\" is none of: {}", brief(found), expected.join(", ")))
    }

    fn unknown_field(field: &str, _expected: &'static [&'static str]) -> Self {
        Self::new("unknown field").in_field(field)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("missing").in_field(field)
    }
}

/// What a field holds, in words rather than in Rust's types.
fn wanted(expected: &dyn Expected) -> String {
    let text = expected.to_string();
    match text.as_str() {
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "i64" => "a whole number".to_owned(),
        "f64" => "a number".to_owned(),
        "a string" => "text".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a formatted UUID string" => "an id (a UUID)".to_owned(),
        _ if text.starts_with("struct ") => "an object".to_owned(),
        _ if text.starts_with("enum ") => "a word".to_owned(),
        _ => text,
    }
}

fn shown(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("\"{}\"", brief(text)),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Unsigned(number) => number.to_string(),
        Unexpected::Signed(number) => number.to_string(),
        Unexpected::Float(number) => number.to_string(),
        Unexpected::Bool(flag) => flag.to_string(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        other => other.to_string(),
    }
}
