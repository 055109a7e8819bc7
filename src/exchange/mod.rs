//! The interchange format: a journal as one JSON object that other programs can read and write.
//!
//! The nouns' own fields are the format's fields, with one difference: a moment is two fields, the
//! instant and the writer's offset ([`moments`]). Both directions go row by row, so that a journal
//! of a million rows needs no more memory than its largest row (an import also remembers the ids it
//! has seen, to find duplicates). `assets/schema.json` describes the format to others.

mod check;
pub mod demo;
mod error;
mod fault;
mod json_export;
mod json_import;
mod moments;
mod place;
mod receive;
mod strict;
mod summary;

pub use error::{ExchangeError, Kind};
pub use json_export::{export, row};
pub use json_import::{Options, Progress, import};
pub use summary::{Count, Summary};

/// What the first field of a file says.
pub const FORMAT: &str = "mentorlog";

/// The newest version of the format this program writes and reads.
pub const VERSION: u64 = 1;
