//! A look back over a month, and what it makes one intend.

use super::{Id, Moment, Relationship};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Intentions of one look back, at most: more are none.
pub const MOST_INTENTIONS: usize = 3;

words! {
    /// What became of an intention.
    IntentionState {
        /// It waits for a session.
        Open = "open",
        /// It was done.
        Done = "done",
        /// It was let go.
        Dropped = "dropped",
    }
}

/// A question of a look back, and what was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewAnswer {
    /// The question as it was asked.
    pub question: String,
    /// The answer.
    pub text: String,
}

/// Something to do differently in the sessions that come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intention {
    /// Identity.
    #[serde(default = "Id::fresh")]
    pub id: Id<Intention>,
    /// What.
    pub text: String,
    /// In which relationship; nothing means in all of them.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// What became of it.
    #[serde(default = "open")]
    pub state: IntentionState,
    /// When it was done or let go.
    #[serde(default)]
    pub closed_at: Option<Moment>,
}

fn open() -> IntentionState {
    IntentionState::Open
}

/// A dated look back. It is always the owner's alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Identity.
    pub id: Id<Review>,
    /// When it was written.
    pub at: Moment,
    /// The first day that was looked back at.
    pub since_on: NaiveDate,
    /// What the rows said then, in lines.
    #[serde(default)]
    pub figures: Option<String>,
    /// What was answered.
    #[serde(default)]
    pub answers: Vec<ReviewAnswer>,
    /// What is intended.
    #[serde(default)]
    pub intentions: Vec<Intention>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Intention {
    /// Done, or open again.
    pub fn toggle(&mut self, now: Moment) {
        (self.state, self.closed_at) = match self.state {
            IntentionState::Open => (IntentionState::Done, Some(now)),
            IntentionState::Done | IntentionState::Dropped => (IntentionState::Open, None),
        };
    }
}
