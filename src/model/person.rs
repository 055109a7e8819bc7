//! Somebody in the journal.

use super::{Id, Moment};
use serde::{Deserialize, Serialize};

/// Somebody in the journal; one of them is its owner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Identity.
    pub id: Id<Person>,
    /// How the owner calls them.
    pub name: String,
    /// Whether this is the person who keeps the journal.
    #[serde(default)]
    pub owner: bool,
    /// Job title.
    #[serde(default)]
    pub title: Option<String>,
    /// Department, for forms that cross functions.
    #[serde(default)]
    pub department: Option<String>,
    /// Rank as a number, higher is more senior; separate from any role.
    #[serde(default)]
    pub authority: Option<i64>,
    /// Self-declared age or career band; never inferred.
    #[serde(default)]
    pub cohort: Option<String>,
    /// Organisation.
    #[serde(default)]
    pub organisation: Option<String>,
    /// What they know well.
    #[serde(default)]
    pub expertise: Vec<String>,
    /// A private line about them.
    #[serde(default)]
    pub note: Option<String>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Person {
    /// A person of whom only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            id: Id::fresh(),
            name: name.into(),
            owner: false,
            title: None,
            department: None,
            authority: None,
            cohort: None,
            organisation: None,
            expertise: Vec::new(),
            note: None,
            updated_at: None,
        }
    }
}
