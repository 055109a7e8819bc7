//! What somebody can do, and how well they and others say they can.

use super::{Id, Moment, Person, Relationship, Visibility};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The scale of every rating and target: the same for oneself and for others, so that the two compare.
pub const SCALE: RangeInclusive<u8> = 1..=7;

/// A dated rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillRating {
    /// Identity.
    #[serde(default = "Id::fresh")]
    pub id: Id<SkillRating>,
    /// When.
    pub at: Moment,
    /// Who says so.
    pub by: Id<Person>,
    /// 1 to 7.
    pub value: u8,
    /// In words.
    #[serde(default)]
    pub note: Option<String>,
}

/// A skill of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skill {
    /// Identity.
    pub id: Id<Skill>,
    /// The relationship it is worked on in.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// Whose it is.
    pub person: Id<Person>,
    /// Its name, of the list that is offered or one's own.
    pub name: String,
    /// What is to be reached, 1 to 7.
    #[serde(default)]
    pub target: Option<u8>,
    /// How it was rated, oldest first.
    #[serde(default)]
    pub ratings: Vec<SkillRating>,
    /// Who may see it, its ratings included.
    #[serde(default)]
    pub visibility: Visibility,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Skill {
    /// A skill of somebody that nobody has rated yet.
    pub fn named(person: Id<Person>, name: impl Into<String>) -> Self {
        Self {
            id: Id::fresh(),
            relationship: None,
            person,
            name: name.into(),
            target: None,
            ratings: Vec::new(),
            visibility: Visibility::Private,
            updated_at: None,
        }
    }

    /// Adds a rating where it belongs in time.
    pub fn rate(&mut self, rating: SkillRating) {
        self.ratings.push(rating);
        self.ratings.sort_by_key(|rating| rating.at);
    }
}
