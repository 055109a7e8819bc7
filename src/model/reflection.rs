//! A note of one's own.

use super::{Id, Moment, Person, Relationship, Session, Visibility};
use serde::{Deserialize, Serialize};

/// A note of one's own, private unless said otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    /// Identity.
    pub id: Id<Reflection>,
    /// When.
    pub at: Moment,
    /// About whom.
    #[serde(default)]
    pub about: Vec<Id<Person>>,
    /// About which relationship.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// About which session.
    #[serde(default)]
    pub session: Option<Id<Session>>,
    /// The note.
    pub text: String,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}
