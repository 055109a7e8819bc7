//! Who does what, for whom, by when. On screen also called a promise.

use super::{Id, Moment, Person, Relationship, Session, Visibility};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What became of a commitment.
    CommitmentState {
        /// Not done yet.
        Open = "open",
        /// Done in time.
        Kept = "kept",
        /// Done, after its day.
        Late = "late",
        /// Let go.
        Dropped = "dropped",
    }
}

/// Who does what, for whom, by when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Identity.
    pub id: Id<Commitment>,
    /// The relationship it belongs to.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// The session it was made in.
    #[serde(default)]
    pub session: Option<Id<Session>>,
    /// Who does it.
    pub owner: Id<Person>,
    /// To whom it was promised.
    #[serde(default)]
    pub to: Option<Id<Person>>,
    /// Whose idea it was; the owner's own ideas count as independence.
    #[serde(default)]
    pub raised_by: Option<Id<Person>>,
    /// What.
    pub text: String,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// What became of it.
    pub state: CommitmentState,
    /// When it was made.
    pub at: Moment,
    /// When it was kept or dropped.
    #[serde(default)]
    pub closed_at: Option<Moment>,
    /// How often it was carried over.
    #[serde(default)]
    pub carried: u16,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Commitment {
    /// An open commitment of `owner`.
    pub fn open(owner: Id<Person>, text: impl Into<String>, at: Moment) -> Self {
        Self {
            id: Id::fresh(),
            relationship: None,
            session: None,
            owner,
            to: None,
            raised_by: None,
            text: text.into(),
            due_on: None,
            state: CommitmentState::Open,
            at,
            closed_at: None,
            carried: 0,
            visibility: Visibility::Private,
            updated_at: None,
        }
    }

    /// Ticks it at `at`: kept, or late when its day has passed.
    pub fn tick(&mut self, at: Moment) {
        let late = self.due_on.is_some_and(|due| at.day() > due);
        self.state = if late { CommitmentState::Late } else { CommitmentState::Kept };
        self.closed_at = Some(at);
    }

    /// Takes a tick or a drop back.
    pub fn reopen(&mut self) {
        self.state = CommitmentState::Open;
        self.closed_at = None;
    }
}
