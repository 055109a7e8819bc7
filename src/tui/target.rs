//! What a row on screen stands for: an identity, never a position.

use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Item, Person, Reflection, Relationship, Round, Session,
};
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

targets!(Person, Relationship, Session, Exchange, Feedback, Goal, Commitment, Reflection, Round, Item);
