//! An agenda item: of a session, or of a relationship's parking lot.

use super::{Id, Person, Session, Visibility};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What became of an agenda item.
    ItemState {
        /// Still to be talked about.
        Open = "open",
        /// Talked about.
        Done = "done",
        /// Taken to a later session.
        Carried = "carried",
        /// Put into the parking lot.
        Parked = "parked",
        /// Let go.
        Dropped = "dropped",
    }
}

/// One line of an agenda.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Identity.
    #[serde(default = "Id::fresh")]
    pub id: Id<Item>,
    /// What to talk about.
    pub text: String,
    /// Minutes planned for it.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// What became of it.
    #[serde(default = "open")]
    pub state: ItemState,
    /// Who brought it.
    #[serde(default)]
    pub raised_by: Option<Id<Person>>,
    /// The day it was first brought.
    #[serde(default)]
    pub raised_on: Option<NaiveDate>,
    /// The session it was carried over from.
    #[serde(default)]
    pub carried_from: Option<Id<Session>>,
    /// Its topic.
    #[serde(default)]
    pub topic: Option<String>,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
}

fn open() -> ItemState {
    ItemState::Open
}

impl Item {
    /// An open item with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            id: Id::fresh(),
            text: text.into(),
            minutes: None,
            state: ItemState::Open,
            raised_by: None,
            raised_on: None,
            carried_from: None,
            topic: None,
            visibility: Visibility::Private,
        }
    }
}
