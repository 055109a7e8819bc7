//! What can go wrong with an export or an import, in kinds a caller can match.

use super::VERSION;
use super::fault::Fault;
use crate::store::StoreError;
use thiserror::Error;

/// A failed export or import. Of a failed import nothing is kept.
#[derive(Debug, Error)]
pub enum ExchangeError {
    /// The text is not JSON, not UTF-8, or holds what no text may hold.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// The text ends in the middle.
    #[error("the file ends too early (line {line}, column {column})")]
    Truncated {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
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
        noun: &'static str,
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
    /// The user stopped it.
    #[error("stopped: nothing was imported")]
    Cancelled,
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
            Self::Cancelled => Kind::Cancelled,
            Self::Read(_) | Self::Write(_) => Kind::File,
            Self::Store(_) => Kind::Journal,
            _ => Kind::Invalid,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Truncated { .. } | Self::Empty => "copy the file again: its end is missing",
            Self::Syntax { .. } => "the file must be JSON in UTF-8, as `mentorlog export` writes it",
            Self::Foreign(_) => {
                "other programs' files: `mentorlog import --format jrnl|tui-journal|dayone|csv|ics`"
            }
            Self::Newer(_) => "a newer mentorlog can read it",
            Self::Row { .. } | Self::UnknownKey(_) | Self::Dangling { .. } | Self::Duplicate { .. } => {
                "nothing was imported: correct the file and try `mentorlog import --dry-run` first"
            }
            Self::Cancelled | Self::Read(_) | Self::Write(_) | Self::Store(_) => return None,
        })
    }

    /// A fault somewhere inside the row at `row`.
    pub(super) fn at(row: &str, fault: Fault) -> Self {
        Self::Row { path: format!("{row}{}", fault.path()), message: fault.message }
    }

    /// What the parser says.
    pub(super) fn from_json(error: serde_json::Error) -> Self {
        use serde_json::error::Category;
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            Category::Io => Self::Read(error.into()),
            Category::Eof if (line, column) == (1, 0) => Self::Empty,
            Category::Eof => Self::Truncated { line, column },
            Category::Syntax | Category::Data => {
                let text = error.to_string();
                let place = format!(" at line {line} column {column}");
                let message = text.strip_suffix(&place).unwrap_or(&text);
                Self::Syntax { line, column, message: in_words(message).to_owned() }
            }
        }
    }
}

/// The parser's words for what people meet.
fn in_words(message: &str) -> &str {
    match message {
        "invalid unicode code point" => "this is not UTF-8 text",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a control character stands inside a text"
        }
        other => other,
    }
}
