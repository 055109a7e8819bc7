//! The interchange format: a journal as one JSON object that other programs can read and write.
//!
//! The nouns' own fields are the format's fields, with one difference: a moment is two fields, the
//! instant and the writer's offset ([`moments`]). Both directions go row by row, so that a journal
//! of a million rows needs no more memory than its largest row (an export also remembers which rows
//! are in the bin). [`SCHEMA`] describes the format to others.

mod check;
pub mod demo;
mod encrypted;
mod error;
mod fault;
mod json_export;
mod json_import;
mod moments;
mod place;
mod receive;
mod strict;
mod summary;

use std::ops::ControlFlow;

pub use encrypted::{CipherError, Encrypted, Incoming, Receivers, encrypt};
pub use error::{ExchangeError, Kind, Place};
pub use json_export::{export, row};
pub use json_import::{Options, import};
pub use summary::{Count, Summary};

/// What the first field of a file says.
pub const FORMAT: &str = "mentorlog";

/// The newest version of the format this program writes and reads.
pub const VERSION: u64 = 1;

/// The format as a JSON Schema (draft 2020-12).
pub const SCHEMA: &str = include_str!("../../assets/interchange.schema.json");

/// How far an export or an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows written or read.
    pub rows: u64,
    /// Bytes written or read.
    pub bytes: u64,
}

/// Hears of every row and may stop the work.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;
