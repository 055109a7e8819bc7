//! What would make a feedback or a commitment clearer, found offline while it is typed.
//!
//! The lint points at words and says what would help; it never blocks and never judges the writer.
//! Word lists are data (`assets/lint.toml`); the rules are this program's own, after the
//! situation-behaviour-impact practice of the Center for Creative Leadership.

pub mod commitment;
pub mod finding;
pub mod praise;
pub mod sbi;
pub mod words;

pub use finding::{Finding, Rule};
pub use sbi::{Part, feedback};
pub use words::Words;
