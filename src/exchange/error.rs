//! What can go wrong with an export or an import, in kinds a caller can match.

use super::VERSION;
use super::fault::Fault;
use crate::store::StoreError;
use std::fmt;
use thiserror::Error;

/// A failed export or import. Of a failed import nothing is kept.
#[derive(Debug, Error)]
pub enum ExchangeError {
    /// The text is not JSON, or not UTF-8.
    #[error("{place}: {message}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong there.
        message: String,
    },
    /// The text ends in the middle.
    #[error("{0}: the file ends too early")]
    Truncated(Place),
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// It is JSON, but not an export of a journal.
    #[error("this is not a mentorlog export: {0}")]
    Foreign(String),
    /// Written by a later version of the program.
    #[error("the file has version {0} of the format; this mentorlog knows up to version {VERSION}")]
    Newer(u64),
    /// A key of the outermost object that the format does not have.
    #[error("{0}: unknown field")]
    UnknownKey(String),
    /// A value that no row may have.
    #[error("{path}: {message}")]
    Row {
        /// Where it is, such as `sessions[3].starts_at`.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// A row that is neither in the file nor in the journal.
    #[error("{path}: no {noun} {id}")]
    Dangling {
        /// The field that names it.
        path: String,
        /// What it should be.
        noun: String,
        /// Its identity.
        id: uuid::Uuid,
    },
    /// Two rows of one file with the same identity.
    #[error("{path}: {id} is in this file twice")]
    Duplicate {
        /// The second one.
        path: String,
        /// The identity.
        id: uuid::Uuid,
    },
    /// The user stopped an import.
    #[error("stopped: nothing was imported")]
    ImportStopped,
    /// The user stopped an export.
    #[error("stopped: the export is not finished")]
    ExportStopped,
    /// An encrypted file that was changed or cut off.
    #[error("the file is encrypted, and damaged")]
    Damaged,
    /// The text cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(std::io::Error),
    /// The text cannot be written.
    #[error("the file cannot be written: {0}")]
    Write(#[source] std::io::Error),
    /// The journal cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where in the file's text something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The row that it is in, such as `sessions[3]`, where it is in one.
    pub row: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.row {
            Some(row) => write!(out, "{row} (line {}, column {})", self.line, self.column),
            None => write!(out, "line {}, column {}", self.line, self.column),
        }
    }
}

/// What sort of failure it is: it decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The file holds what cannot be imported (exit code 4).
    Invalid,
    /// The user stopped it (exit code 130).
    Cancelled,
    /// A file could not be read or written (exit code 1).
    File,
    /// The journal itself (its error knows).
    Journal,
}

impl ExchangeError {
    /// What sort of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::ImportStopped | Self::ExportStopped => Kind::Cancelled,
            Self::Read(_) | Self::Write(_) => Kind::File,
            Self::Store(_) => Kind::Journal,
            _ => Kind::Invalid,
        }
    }

    /// What to type next; the journal's own errors know theirs.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Truncated(_) | Self::Empty | Self::Damaged => {
                "nothing was imported; write the file again: mentorlog export -o FILE"
            }
            Self::Syntax { .. } => "nothing was imported; what a file may hold: mentorlog export --schema",
            Self::Foreign(_) => "a file that can be imported comes from: mentorlog export -o FILE",
            Self::Newer(_) => "nothing was imported; update mentorlog, this one is: mentorlog --version",
            Self::Row { .. } | Self::UnknownKey(_) | Self::Dangling { .. } | Self::Duplicate { .. } => {
                "nothing was imported; correct the file, then: mentorlog import --dry-run FILE"
            }
            Self::ImportStopped => "start again at any time: mentorlog import FILE",
            Self::ExportStopped => "start again at any time: mentorlog export -o FILE",
            Self::Read(_) => "nothing was imported; name a file that can be read: mentorlog import FILE",
            Self::Write(_) => "name a file with room around it: mentorlog export -o FILE",
            Self::Store(_) => return None,
        })
    }

    /// A fault somewhere inside the row at `row`.
    pub(super) fn at(row: &str, fault: Fault) -> Self {
        Self::Row { path: format!("{row}{}", fault.path()), message: fault.message }
    }

    /// What the parser says while this row was being read.
    pub(super) fn from_json(error: serde_json::Error, row: Option<String>) -> Self {
        use serde_json::error::Category;
        let place = Place { row, line: error.line(), column: error.column() };
        match error.classify() {
            Category::Io => match std::io::Error::from(error) {
                damaged if damaged.kind() == std::io::ErrorKind::InvalidData => Self::Damaged,
                error => Self::Read(error),
            },
            Category::Eof if (place.line, place.column) == (1, 0) => Self::Empty,
            Category::Eof => Self::Truncated(place),
            Category::Syntax | Category::Data => {
                let text = error.to_string();
                let end = format!(" at line {} column {}", place.line, place.column);
                let message = in_words(text.strip_suffix(&end).unwrap_or(&text));
                Self::Syntax { place, message }
            }
        }
    }
}

/// The parser's words for what people meet.
fn in_words(message: &str) -> String {
    match message {
        "invalid unicode code point" => "this is not UTF-8 text".to_owned(),
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a control character stands inside a text".to_owned()
        }
        other => match other.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
            Some((_, expected)) => format!("expected {expected}"),
            None => other.to_owned(),
        },
    }
}
