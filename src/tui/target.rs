//! What a row on screen stands for: an identity, never a position.

use crate::model::text::one_line;
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Intention, Item, Person, Reflection, Relationship, Review,
    Round, Session, Skill,
};
use crate::store::{Store, StoreError};
use uuid::Uuid;

/// What a row on screen stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A person.
    Person(Id<Person>),
    /// A relationship.
    Relationship(Id<Relationship>),
    /// A session.
    Session(Id<Session>),
    /// A ledger row.
    Exchange(Id<Exchange>),
    /// A feedback.
    Feedback(Id<Feedback>),
    /// A goal.
    Goal(Id<Goal>),
    /// A commitment.
    Commitment(Id<Commitment>),
    /// A reflection.
    Reflection(Id<Reflection>),
    /// A blind round that was revealed.
    Round(Id<Round>),
    /// A skill of somebody.
    Skill(Id<Skill>),
    /// A look back.
    Review(Id<Review>),
    /// What a look back intends.
    Intention(Id<Intention>),
    /// An agenda item, of a session or of a parking lot.
    Item(Id<Item>),
    /// A draft, by its place.
    Draft(String),
    /// A form of mentoring, by its id.
    Form(String),
    /// An entry of the bin.
    Binned(Uuid),
    /// Something only the layer that drew it knows.
    Own(u32),
}

macro_rules! targets {
    ($($noun:ident),+) => { $(impl From<Id<$noun>> for Target {
        fn from(id: Id<$noun>) -> Self {
            Self::$noun(id)
        }
    })+ };
}

targets!(
    Person,
    Relationship,
    Session,
    Exchange,
    Feedback,
    Goal,
    Commitment,
    Reflection,
    Round,
    Skill,
    Review,
    Intention,
    Item
);

/// A noun's word on screen, where its word in the file is a longer one.
pub fn word(noun: &str) -> &str {
    match noun {
        "commitment" => "promise",
        "reflection" => "note",
        "review" => "look back",
        noun => noun,
    }
}

impl Target {
    /// The row of a noun, by the noun's word in the file; nothing for a noun that has no page.
    pub fn of(noun: &str, id: Uuid) -> Option<Self> {
        Some(match noun {
            "person" => Self::Person(Id::from_uuid(id)),
            "relationship" => Self::Relationship(Id::from_uuid(id)),
            "session" => Self::Session(Id::from_uuid(id)),
            "exchange" => Self::Exchange(Id::from_uuid(id)),
            "feedback" => Self::Feedback(Id::from_uuid(id)),
            "goal" => Self::Goal(Id::from_uuid(id)),
            "commitment" => Self::Commitment(Id::from_uuid(id)),
            "reflection" => Self::Reflection(Id::from_uuid(id)),
            "skill" => Self::Skill(Id::from_uuid(id)),
            "review" => Self::Review(Id::from_uuid(id)),
            _ => return None,
        })
    }

    /// What names the row in a sentence: its name or its text. Nothing for what is no row of the journal.
    ///
    /// # Errors
    /// When the row is not there, or what the store says.
    pub fn called(&self, store: &Store) -> Result<Option<String>, StoreError> {
        let label = match self {
            Self::Person(id) => store.row_label(*id)?,
            Self::Relationship(id) => store.row_label(*id)?,
            Self::Session(id) => store.row_label(*id)?,
            Self::Exchange(id) => store.row_label(*id)?,
            Self::Feedback(id) => store.row_label(*id)?,
            Self::Goal(id) => store.row_label(*id)?,
            Self::Commitment(id) => store.row_label(*id)?,
            Self::Reflection(id) => store.row_label(*id)?,
            Self::Skill(id) => store.row_label(*id)?,
            Self::Review(id) => store.row_label(*id)?,
            Self::Round(_)
            | Self::Intention(_)
            | Self::Item(_)
            | Self::Draft(_)
            | Self::Form(_)
            | Self::Binned(_)
            | Self::Own(_) => {
                return Ok(None);
            }
        };
        Ok(Some(one_line(&label)))
    }

    /// Its noun's word on screen; nothing for what is no row of the journal.
    pub fn word(&self) -> Option<&'static str> {
        Some(match self {
            Self::Person(_) => "person",
            Self::Relationship(_) => "relationship",
            Self::Session(_) => "session",
            Self::Exchange(_) => "exchange",
            Self::Feedback(_) => "feedback",
            Self::Goal(_) => "goal",
            Self::Commitment(_) => "promise",
            Self::Reflection(_) => "note",
            Self::Round(_) => "round",
            Self::Skill(_) => "skill",
            Self::Review(_) => "look back",
            Self::Intention(_) => "intention",
            Self::Item(_) => "agenda item",
            Self::Draft(_) | Self::Form(_) | Self::Binned(_) | Self::Own(_) => return None,
        })
    }
}
