//! What the pictures of Insights show: the rows of some weeks, of everybody or of whoever was asked
//! about, and one file for the figures of each picture.
//!
//! Pure functions over a [`Chronicle`]: no SQL, no clock, no terminal. Nobody is ranked: people stand
//! in the order of their names. Where too little was recorded a figure is unknown, never nought.

pub mod agenda;
pub mod balance;
pub mod candour;
pub mod goal_path;
pub mod growth;
pub mod loops;
pub mod matrix;
pub mod promises;
pub mod rhythm;
pub mod river;
mod span;
pub mod stance;

pub use span::{Span, WINDOWS};

use super::growth::Growth;
use super::measure;
use super::rows::{CommitmentRow, ExchangeRow, FeedbackRow};
use super::window::FEWEST_SESSIONS;
use crate::model::{Goal, Id, Person, Relationship, Session, SessionState};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Whom the pictures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whom {
    /// The whole journal.
    #[default]
    Everybody,
    /// What has to do with one person.
    Person(Id<Person>),
    /// What belongs to one relationship.
    Relationship(Id<Relationship>),
}

/// A session of the span, whatever became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// Identity.
    pub id: Id<Session>,
    /// Whose it was.
    pub relationship: Id<Relationship>,
    /// What became of it.
    pub state: SessionState,
    /// The day.
    pub day: NaiveDate,
    /// Its length in minutes.
    pub minutes: Option<u16>,
    /// The minutes agreed for sessions of its relationship.
    pub agreed: Option<u16>,
}

/// A ledger row with everybody who got it: of something said to all, those who were there.
#[derive(Debug, Clone, PartialEq)]
pub struct Gift {
    /// The row.
    pub row: ExchangeRow,
    /// Who got it, the giver left out.
    pub heard: Vec<Id<Person>>,
}

impl Gift {
    /// What each of those who heard it got: `1 + landed`, shared among them.
    pub fn weight(&self) -> f64 {
        measure::share_among(measure::weight(self.row.landed), self.heard.len())
    }
}

/// A timed part of a session that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The session.
    pub session: Id<Session>,
    /// Its name.
    pub name: String,
    /// Minutes planned.
    pub planned: f64,
    /// Minutes used.
    pub used: f64,
}

/// The rows of some weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Chronicle {
    /// Which weeks.
    pub span: Span,
    /// Who keeps the journal.
    pub owner: Option<Id<Person>>,
    /// Names of the people in the rows, `me` for the owner.
    pub people: HashMap<Id<Person>, String>,
    /// Titles of the relationships of the sessions.
    pub titles: HashMap<Id<Relationship>, String>,
    /// Sessions of the span, oldest first; those planned for its last week, too.
    pub meetings: Vec<Meeting>,
    /// The ledger's rows of the span, oldest first.
    pub gifts: Vec<Gift>,
    /// Feedback of the span, and every loop that is open, oldest first.
    pub feedback: Vec<FeedbackRow>,
    /// Commitments made or due in the span.
    pub commitments: Vec<CommitmentRow>,
    /// Goals that are worked on, and those that were to be reached in the span.
    pub goals: Vec<Goal>,
    /// Skills that were rated, then and now.
    pub skills: Vec<Growth>,
    /// Timed parts of held sessions whose time was measured.
    pub parts: Vec<Part>,
    /// Notes of the span.
    pub notes: usize,
    /// Whether there are more rows than are read: then the newest are.
    pub capped: bool,
    /// Whether only what is shared was handed out.
    pub veiled: bool,
}

impl Chronicle {
    /// Some weeks in which nothing is recorded.
    pub fn empty(span: Span) -> Self {
        Chronicle {
            span,
            owner: None,
            people: HashMap::new(),
            titles: HashMap::new(),
            meetings: Vec::new(),
            gifts: Vec::new(),
            feedback: Vec::new(),
            commitments: Vec::new(),
            goals: Vec::new(),
            skills: Vec::new(),
            parts: Vec::new(),
            notes: 0,
            capped: false,
            veiled: false,
        }
    }

    /// Sessions that were held.
    pub fn held(&self) -> impl Iterator<Item = &Meeting> {
        self.in_state(SessionState::Held)
    }

    /// Sessions in a state.
    pub fn in_state(&self, state: SessionState) -> impl Iterator<Item = &Meeting> {
        self.meetings.iter().filter(move |meeting| meeting.state == state)
    }

    /// Why nothing is said about how people meet and trade, where too few sessions were held.
    pub fn too_few(&self) -> Option<String> {
        let held = self.held().count();
        (held < FEWEST_SESSIONS).then(|| {
            let sessions = if held == 1 { "1 session".to_owned() } else { format!("{held} sessions") };
            format!("n/a: {sessions} in {}, {FEWEST_SESSIONS} are needed to say more.", self.span.said())
        })
    }

    /// Whether nothing at all is recorded in these weeks.
    pub fn is_blank(&self) -> bool {
        self.meetings.is_empty()
            && self.gifts.is_empty()
            && self.feedback.is_empty()
            && self.commitments.is_empty()
            && self.goals.is_empty()
            && self.skills.is_empty()
            && self.notes == 0
    }

    /// A name, `me` for the owner.
    pub fn name(&self, person: Id<Person>) -> &str {
        self.people.get(&person).map_or("somebody", String::as_str)
    }

    /// The first word of a name, the whole of it where two would be called alike.
    pub fn short(&self, person: Id<Person>) -> &str {
        let first = |name: &str| name.split(' ').next().unwrap_or(name).len();
        let name = self.name(person);
        let short = &name[..first(name)];
        let alike = self.people.values().filter(|other| &other[..first(other)] == short).count();
        if alike > 1 { name } else { short }
    }

    /// A relationship's title.
    pub fn title(&self, relationship: Id<Relationship>) -> &str {
        self.titles.get(&relationship).map_or("(gone)", String::as_str)
    }

    /// People in the order of their names, the owner first.
    pub fn in_order(&self, people: impl IntoIterator<Item = Id<Person>>) -> Vec<Id<Person>> {
        let mut people: Vec<Id<Person>> = people.into_iter().collect();
        people
            .sort_by_key(|person| (self.owner != Some(*person), self.name(*person).to_lowercase(), *person));
        people.dedup();
        people
    }
}

/// Chronicles for tests.
#[cfg(test)]
pub(super) mod made {
    use super::*;
    use crate::model::{ExchangeKind, FeedbackState, FeedbackStyle};
    use uuid::Uuid;

    pub fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub fn id<T>(number: u128) -> Id<T> {
        Id::from_uuid(Uuid::from_u128(number))
    }

    /// Four weeks up to Thursday 12 March 2026, with me (1), Ana (2) and Ben (3).
    pub fn four_weeks() -> Chronicle {
        let mut chronicle = Chronicle::empty(Span::new(day("2026-03-12"), 4));
        chronicle.owner = Some(id(1));
        chronicle.people =
            [(1, "me"), (2, "Ana"), (3, "Ben")].map(|(person, name)| (id(person), name.to_owned())).into();
        chronicle.titles = [(id(10), "Ana".to_owned()), (id(11), "Ben".to_owned())].into();
        chronicle
    }

    /// A goal from one value to another, with check-ins: day, value, confidence.
    pub fn goal(title: &str, (start, target): (f64, f64), checkins: &[(&str, f64, u8)]) -> Goal {
        let clock = crate::clock::Clock::pinned("2026-03-12T09:00:00+01:00").unwrap();
        let mut goal = Goal { id: id(50), ..Goal::titled(title) };
        (goal.start, goal.target) = (Some(start), Some(target));
        goal.checkins.extend(checkins.iter().map(|(on, value, confidence)| crate::model::Checkin {
            id: id(51),
            at: clock.at(day(on), chrono::NaiveTime::MIN),
            by: None,
            value: *value,
            confidence: Some(*confidence),
            note: None,
        }));
        goal
    }

    pub fn meeting(number: u128, on: &str, state: SessionState) -> Meeting {
        let (relationship, minutes, agreed) = (id(10), None, None);
        Meeting { id: id(number), relationship, state, day: day(on), minutes, agreed }
    }

    pub fn gift(number: u128, on: &str, (from, to): (u128, u128), kind: ExchangeKind) -> Gift {
        let row = ExchangeRow {
            id: id(number),
            session: None,
            from: id(from),
            to: Some(id(to)),
            kind,
            topic: None,
            day: day(on),
            landed: None,
            confirmed: false,
        };
        Gift { row, heard: vec![id(to)] }
    }

    pub fn feedback(number: u128, on: &str, (from, to): (u128, u128), state: FeedbackState) -> FeedbackRow {
        FeedbackRow {
            id: id(number),
            session: None,
            from: id(from),
            to: id(to),
            style: FeedbackStyle::Free,
            state,
            day: day(on),
            asked: state == FeedbackState::Asked,
            given_on: None,
            answered_on: None,
            meant: None,
            felt: None,
        }
    }
}
