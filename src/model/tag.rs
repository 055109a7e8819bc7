//! A word to find a row by.

use super::{Id, Moment};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A word hung on a row of a noun that has no words of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Identity.
    pub id: Id<Tag>,
    /// The word, without `#`.
    pub name: String,
    /// The row's noun.
    pub noun: String,
    /// The row's identity.
    pub row: Uuid,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}
