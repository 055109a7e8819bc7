//! One meeting.

use super::{Id, Item, Moment, Person, Relationship};
use serde::{Deserialize, Serialize};

words! {
    /// Where a session stands.
    SessionState {
        /// It is to come.
        Planned = "planned",
        /// It is going on.
        Live = "live",
        /// It took place.
        Held = "held",
        /// It was to take place and did not.
        Missed = "missed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// One person's answer to one question about a session, 1 to 5.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// Who answered.
    pub person: Id<Person>,
    /// The question's id (the four sliders of the pulse).
    pub question: String,
    /// 1 to 5.
    pub value: i64,
}

/// A timed part of a session, made by expanding the form's template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// The part's name.
    pub name: String,
    /// Seconds planned.
    pub planned_seconds: u32,
    /// Seconds used so far.
    #[serde(default)]
    pub used_seconds: Option<u32>,
    /// The role that leads it.
    #[serde(default)]
    pub lead: Option<String>,
    /// The person whose seat or turn it is.
    #[serde(default)]
    pub person: Option<Id<Person>>,
}

/// A stretch of talk by one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Who spoke.
    pub person: Id<Person>,
    /// From when.
    pub started_at: Moment,
    /// For how many seconds.
    pub seconds: u32,
}

/// One meeting of a relationship, before, during and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Identity.
    pub id: Id<Session>,
    /// Whose meeting it is.
    pub relationship: Id<Relationship>,
    /// Where it stands.
    pub state: SessionState,
    /// When it starts, or started.
    pub starts_at: Moment,
    /// When it ended.
    #[serde(default)]
    pub ended_at: Option<Moment>,
    /// Its length in minutes, planned or held.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// Who leads it.
    #[serde(default)]
    pub facilitator: Option<Id<Person>>,
    /// Who took part.
    #[serde(default)]
    pub present: Vec<Id<Person>>,
    /// The agenda, in order.
    #[serde(default)]
    pub agenda: Vec<Item>,
    /// Notes that may be shown to the others.
    #[serde(default)]
    pub notes: Option<String>,
    /// Notes of one's own.
    #[serde(default)]
    pub private_notes: Option<String>,
    /// How it was, by person and question.
    #[serde(default)]
    pub rating: Vec<Rating>,
    /// Timed parts.
    #[serde(default)]
    pub segments: Vec<Segment>,
    /// Who spoke when, where it was measured.
    #[serde(default)]
    pub turns: Vec<Turn>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Session {
    /// A session of this relationship that starts then.
    pub fn new(relationship: Id<Relationship>, state: SessionState, starts_at: Moment) -> Self {
        Self {
            id: Id::fresh(),
            relationship,
            state,
            starts_at,
            ended_at: None,
            minutes: None,
            place: None,
            facilitator: None,
            present: Vec::new(),
            agenda: Vec::new(),
            notes: None,
            private_notes: None,
            rating: Vec::new(),
            segments: Vec::new(),
            turns: Vec::new(),
            updated_at: None,
        }
    }
}
