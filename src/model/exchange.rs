//! The ledger row: who gave whom what.

use super::{Id, Moment, Person, Relationship, Session, Visibility};
use serde::{Deserialize, Serialize};

words! {
    /// What was given.
    ExchangeKind {
        /// How something is done.
        Teach = "teach",
        /// What I would do.
        Advise = "advise",
        /// What happened to me.
        Story = "story",
        /// A question that moved the thinking.
        Ask = "ask",
        /// A push.
        Challenge = "challenge",
        /// A way to see it.
        Insight = "insight",
        /// An introduction, sponsorship, visibility.
        Door = "door",
        /// Something to read or use.
        Resource = "resource",
        /// Being there.
        Support = "support",
    }
}

/// One directed row of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Identity.
    pub id: Id<Exchange>,
    /// The relationship it belongs to.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// The session it happened in.
    #[serde(default)]
    pub session: Option<Id<Session>>,
    /// Who gave.
    pub from: Id<Person>,
    /// Who received; nobody named means all present.
    #[serde(default)]
    pub to: Option<Id<Person>>,
    /// What sort of thing it was.
    pub kind: ExchangeKind,
    /// On which topic.
    #[serde(default)]
    pub topic: Option<String>,
    /// In words.
    pub text: String,
    /// When.
    pub at: Moment,
    /// How well it landed, 0 to 3, said by the receiver. Its weight is 1 + landed.
    #[serde(default)]
    pub landed: Option<u8>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Id<Person>>,
    /// Who confirmed it from the other side.
    #[serde(default)]
    pub confirmed_by: Option<Id<Person>>,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}
