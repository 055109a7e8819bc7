//! The journal's nouns as plain data: no file, no screen, no clock.
//!
//! Field names are the interchange format's names, the file's column names and the screen's words.

#[macro_use]
pub mod words;

pub mod candour;
pub mod choice;
pub mod commitment;
pub mod exchange;
pub mod feedback;
pub mod goal;
pub mod halves;
pub mod id;
pub mod item;
pub mod moment;
pub mod person;
pub mod phase;
pub mod reflection;
pub mod relationship;
pub mod review;
pub mod round;
pub mod session;
pub mod skill;
pub mod step;
pub mod tag;
pub mod text;
pub mod when;

pub use candour::{Candour, Quarter};
pub use choice::{Answers, Choice};
pub use commitment::{Commitment, CommitmentState};
pub use exchange::{Exchange, ExchangeKind};
pub use feedback::{Feedback, FeedbackState, FeedbackStyle};
pub use goal::{Checkin, Goal, GoalState, Weight};
pub use id::Id;
pub use item::{Item, ItemState};
pub use moment::Moment;
pub use person::Person;
pub use phase::{Phase, PhaseFacts, Suggestion};
pub use reflection::Reflection;
pub use relationship::{AgreementSection, Lead, Member, Relationship, RelationshipStatus, Topic, TopicKind};
pub use review::{Intention, IntentionState, Review, ReviewAnswer};
pub use round::{
    Answer, Answered, Entered, Gap, Response, ResponseKind, Round, RoundEntry, RoundKind, RoundState,
};
pub use session::{Rating, Segment, Session, SessionState, Turn};
pub use skill::{Skill, SkillRating};
pub use step::Step;
pub use tag::Tag;
pub use words::Visibility;
