//! What somebody wants to reach, and how it goes.

use super::{Id, Moment, Person, Relationship, Visibility};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// Where a goal stands.
    GoalState {
        /// It is worked on.
        Active = "active",
        /// It was reached.
        Reached = "reached",
        /// It rests.
        Paused = "paused",
        /// It was let go.
        Dropped = "dropped",
    }
}

/// A dated record of progress and confidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkin {
    /// Identity.
    #[serde(default = "Id::fresh")]
    pub id: Id<Checkin>,
    /// When.
    pub at: Moment,
    /// Who says so.
    #[serde(default)]
    pub by: Option<Id<Person>>,
    /// The measure's value then.
    pub value: f64,
    /// Confidence to reach it, 0 to 10 (8-10 on track, 4-7 shaky, 0-3 at risk).
    #[serde(default)]
    pub confidence: Option<u8>,
    /// In words.
    #[serde(default)]
    pub note: Option<String>,
}

/// How much a goal matters to one person, 1 to 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// To whom.
    pub person: Id<Person>,
    /// 1 to 5.
    pub weight: u8,
}

/// Something to reach, owned by one or several people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Identity.
    pub id: Id<Goal>,
    /// The relationship it belongs to.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// Whose it is.
    #[serde(default)]
    pub owners: Vec<Id<Person>>,
    /// One sentence both will recognise when it is done.
    pub title: String,
    /// Why it matters.
    #[serde(default)]
    pub why: Option<String>,
    /// What is measured.
    #[serde(default)]
    pub measure: Option<String>,
    /// The measure's unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// The value at the start.
    #[serde(default)]
    pub start: Option<f64>,
    /// The value to reach.
    #[serde(default)]
    pub target: Option<f64>,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// Where it stands.
    pub state: GoalState,
    /// The goal it is a step of.
    #[serde(default)]
    pub parent: Option<Id<Goal>>,
    /// How it went, oldest first.
    #[serde(default)]
    pub checkins: Vec<Checkin>,
    /// How much it matters, to whom.
    #[serde(default)]
    pub weights: Vec<Weight>,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Goal {
    /// How far it has come, 0 to 1: nowhere before the first check-in.
    pub fn share(&self) -> f64 {
        self.checkins.last().map_or(0.0, |last| progress(self.start, self.target, last.value))
    }

    /// An active goal with this title.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            id: Id::fresh(),
            relationship: None,
            owners: Vec::new(),
            title: title.into(),
            why: None,
            measure: None,
            unit: None,
            start: None,
            target: None,
            due_on: None,
            state: GoalState::Active,
            parent: None,
            checkins: Vec::new(),
            weights: Vec::new(),
            visibility: Visibility::Private,
            updated_at: None,
        }
    }
}

/// Progress from `start` (0 when not said) to `target` (100 when not said), 0 to 1.
pub fn progress(start: Option<f64>, target: Option<f64>, value: f64) -> f64 {
    let (start, target) = (start.unwrap_or(0.0), target.unwrap_or(100.0));
    if target == start {
        return if value >= target { 1.0 } else { 0.0 };
    }
    ((value - start) / (target - start)).clamp(0.0, 1.0)
}
