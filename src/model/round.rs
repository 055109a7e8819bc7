//! Blind entry by turns, revealed together.

use super::{Id, Moment, Person, Relationship};
use serde::{Deserialize, Serialize};

words! {
    /// What a round asks.
    RoundKind {
        /// How the session was.
        Pulse = "pulse",
        /// Feedback to one another.
        Feedback = "feedback",
        /// Skills by self and other.
        Skills = "skills",
        /// How much each goal matters.
        Weights = "weights",
    }
}

words! {
    /// Where a round stands.
    RoundState {
        /// Entries are being made.
        Open = "open",
        /// All entries are in, unread.
        Sealed = "sealed",
        /// Read by all at once.
        Revealed = "revealed",
        /// Ended unread.
        Expired = "expired",
    }
}

/// What one person entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundEntry {
    /// Who.
    pub person: Id<Person>,
    /// What, as JSON text.
    pub payload: String,
}

/// A blind round of a relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Identity.
    pub id: Id<Round>,
    /// Whose round it is.
    pub relationship: Id<Relationship>,
    /// What it asks.
    pub kind: RoundKind,
    /// Where it stands.
    pub state: RoundState,
    /// When it began.
    pub at: Moment,
    /// When it was revealed.
    #[serde(default)]
    pub revealed_at: Option<Moment>,
    /// What was entered.
    #[serde(default)]
    pub entries: Vec<RoundEntry>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}
