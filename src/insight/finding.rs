//! What a check found: a value, a grade, the formula with the figures put in, and the rows.

use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Reflection, Relationship, Round, Session, Skill,
};
use uuid::Uuid;

/// How a figure stands to its form's thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// It cannot be said.
    NotApplicable,
    /// Nothing to do.
    Calm,
    /// Worth a question.
    Amber,
    /// Worth a talk.
    Red,
}

impl Grade {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Grade::NotApplicable => "n/a",
            Grade::Calm => "calm",
            Grade::Amber => "amber",
            Grade::Red => "red",
        }
    }
}

/// A row that a figure was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the noun of that name")]
pub enum Evidence {
    Session(Id<Session>),
    Exchange(Id<Exchange>),
    Feedback(Id<Feedback>),
    Goal(Id<Goal>),
    Commitment(Id<Commitment>),
    Round(Id<Round>),
    Reflection(Id<Reflection>),
    Relationship(Id<Relationship>),
    Skill(Id<Skill>),
}

impl Evidence {
    /// The row's identity.
    pub fn uuid(self) -> Uuid {
        match self {
            Evidence::Session(id) => id.uuid(),
            Evidence::Exchange(id) => id.uuid(),
            Evidence::Feedback(id) => id.uuid(),
            Evidence::Goal(id) => id.uuid(),
            Evidence::Commitment(id) => id.uuid(),
            Evidence::Round(id) => id.uuid(),
            Evidence::Reflection(id) => id.uuid(),
            Evidence::Relationship(id) => id.uuid(),
            Evidence::Skill(id) => id.uuid(),
        }
    }
}

/// What a check measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The figure.
    pub value: f64,
    /// The formula with the figures put in.
    pub formula: String,
    /// The rows it was made from.
    pub rows: Vec<Evidence>,
    /// Both sides wrote these rows themselves, so the figure is never one-sided.
    pub both_sides: bool,
    /// A further condition of the check does not hold: no warning, whatever the figure.
    pub excused: bool,
}

impl Reading {
    /// A figure from these rows.
    pub fn new(value: f64, formula: impl Into<String>, rows: impl IntoIterator<Item = Evidence>) -> Self {
        let mut rows: Vec<Evidence> = rows.into_iter().collect();
        rows.sort_unstable();
        rows.dedup();
        Reading { value, formula: formula.into(), rows, both_sides: false, excused: false }
    }
}

/// Why a figure cannot be said, as a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown(pub String);

impl Unknown {
    /// The reason.
    pub fn because(reason: impl Into<String>) -> Self {
        Unknown(reason.into())
    }
}

/// A figure, or why there is none.
pub type Answer = Result<Reading, Unknown>;

/// One check of a form on one relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The check's id, `H1` to `H22`.
    pub check: String,
    /// Which of the check's figures.
    pub measure: String,
    /// The check's name.
    pub name: String,
    /// The relationship it is about.
    pub relationship: Id<Relationship>,
    /// The figure, where there is one.
    pub value: Option<f64>,
    /// How it stands.
    pub grade: Grade,
    /// The formula with the figures put in; for `n/a` the reason.
    pub formula: String,
    /// The rows it was made from.
    pub rows: Vec<Evidence>,
    /// Fewer than half of the exchanges behind it were confirmed by the other side.
    pub one_sided: bool,
    /// Passing its threshold is good news and offers a next step.
    pub offer: bool,
}
