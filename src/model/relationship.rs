//! People, a form, an agreement and a rhythm.

use super::{Choice, Goal, Id, Item, Moment, Person};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// Where a relationship stands.
    RelationshipStatus {
        /// It goes on.
        Active = "active",
        /// It rests, to be taken up again.
        Paused = "paused",
        /// It has ended; its rows are kept.
        Closed = "closed",
    }
}

words! {
    /// What sort of thing a topic is.
    TopicKind {
        /// Something to be able to do.
        Skill = "skill",
        /// A career question.
        Career = "career",
        /// A leadership problem.
        Problem = "problem",
        /// A point of view.
        Perspective = "perspective",
        /// A decision to win somebody for.
        Influence = "influence",
    }
}

/// A person in a relationship, in a role that its form names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Who.
    pub person: Id<Person>,
    /// The role's id in the form.
    pub role: String,
    /// Since when.
    #[serde(default)]
    pub joined_on: Option<NaiveDate>,
    /// Until when.
    #[serde(default)]
    pub left_on: Option<NaiveDate>,
}

/// One section of one version of the agreement. A change makes a new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementSection {
    /// The section's name, as the form has it.
    pub section: String,
    /// What was agreed.
    pub text: String,
    /// Version, from 1.
    #[serde(default = "first_version")]
    pub version: u32,
    /// The day it was agreed.
    #[serde(default)]
    pub agreed_on: Option<NaiveDate>,
    /// Who agreed, in words.
    #[serde(default)]
    pub agreed_by: Option<String>,
    /// The day to look at it again.
    #[serde(default)]
    pub review_on: Option<NaiveDate>,
}

fn first_version() -> u32 {
    1
}

/// Something a relationship works on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name, as exchanges write it.
    pub name: String,
    /// What sort of thing it is.
    pub kind: TopicKind,
    /// The goal it serves.
    #[serde(default)]
    pub goal: Option<Id<Goal>>,
    /// Whether it is a need that still looks for somebody.
    #[serde(default)]
    pub wanted: bool,
}

/// Who leads on a topic from a day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    /// The topic's name.
    pub topic: String,
    /// Who leads.
    pub person: Id<Person>,
    /// From which day on.
    pub from_on: NaiveDate,
}

/// People with roles in one form of mentoring: a pair or a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relationship {
    /// Identity.
    pub id: Id<Relationship>,
    /// The form's id.
    pub form: String,
    /// A name for it; else the members' names stand for it.
    #[serde(default)]
    pub title: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub purpose: Option<String>,
    /// Its phase, confirmed by the owner (Zachary: preparing, negotiating, enabling, closing).
    #[serde(default)]
    pub phase: Option<String>,
    /// Agreed days between sessions.
    #[serde(default)]
    pub cadence_days: Option<u16>,
    /// Agreed minutes of a session.
    #[serde(default)]
    pub session_minutes: Option<u16>,
    /// First day.
    #[serde(default)]
    pub started_on: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    pub ended_on: Option<NaiveDate>,
    /// Where it stands.
    pub status: RelationshipStatus,
    /// The relationship this one grew out of.
    #[serde(default)]
    pub successor_of: Option<Id<Relationship>>,
    /// Who takes part, in which role.
    #[serde(default)]
    pub members: Vec<Member>,
    /// What was agreed, all versions.
    #[serde(default)]
    pub agreement: Vec<AgreementSection>,
    /// What it works on.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// Who leads on which topic since when.
    #[serde(default)]
    pub leads: Vec<Lead>,
    /// Agenda items that wait for a session: the parking lot.
    #[serde(default)]
    pub parking: Vec<Item>,
    /// How its form was chosen, and looked at again since: the oldest first.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Relationship {
    /// Takes it to a state: one that is closed ended on `day`; one
    /// that goes on again has no last day.
    pub fn turn(&mut self, status: RelationshipStatus, day: NaiveDate) {
        let closes = status == RelationshipStatus::Closed;
        match (self.status == RelationshipStatus::Closed, closes) {
            (false, true) => self.ended_on = Some(day),
            (true, false) => self.ended_on = None,
            _ => {}
        }
        self.status = status;
    }

    /// An active relationship of this form with nobody in it yet.
    pub fn of_form(form: impl Into<String>) -> Self {
        Self {
            id: Id::fresh(),
            form: form.into(),
            title: None,
            purpose: None,
            phase: None,
            cadence_days: None,
            session_minutes: None,
            started_on: None,
            ended_on: None,
            status: RelationshipStatus::Active,
            successor_of: None,
            members: Vec::new(),
            agreement: Vec::new(),
            topics: Vec::new(),
            leads: Vec::new(),
            parking: Vec::new(),
            choices: Vec::new(),
            updated_at: None,
        }
    }
}
