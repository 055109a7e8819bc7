//! Flows: who is expected to give whom what. Nothing is forbidden; a journal records what happened.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::rule::{Rule, Standing};

/// How much a form expects a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// What the form is for; its absence is news.
    Core,
    /// Good when it happens.
    Welcome,
    /// Allowed, and counted: it may be a slip into another form.
    Watch,
}

impl Level {
    /// All levels, most expected first.
    pub const ALL: [Level; 3] = [Level::Core, Level::Welcome, Level::Watch];

    /// The word in the file.
    pub fn word(self) -> &'static str {
        match self {
            Level::Core => "core",
            Level::Welcome => "welcome",
            Level::Watch => "watch",
        }
    }

    /// The word in a sentence for readers.
    pub fn meaning(self) -> &'static str {
        match self {
            Level::Core => "what this form is for",
            Level::Welcome => "welcome",
            Level::Watch => "allowed, and watched",
        }
    }
}

/// The kinds of an exchange, and feedback beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Showing how.
    Teach,
    /// Saying what one would do.
    Advise,
    /// Telling what happened to oneself.
    Story,
    /// A question that moved the thinking.
    Ask,
    /// Holding up a harder standard.
    Challenge,
    /// Something seen that the other could not see.
    Insight,
    /// An introduction, sponsorship or visibility.
    Door,
    /// A thing to use.
    Resource,
    /// Standing by.
    Support,
    /// A feedback statement, with its loop.
    Feedback,
}

impl Kind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Kind; 10] = [
        Kind::Teach,
        Kind::Advise,
        Kind::Story,
        Kind::Ask,
        Kind::Challenge,
        Kind::Insight,
        Kind::Door,
        Kind::Resource,
        Kind::Support,
        Kind::Feedback,
    ];

    /// The word in a journal's row and in a form's file.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Teach => "teach",
            Kind::Advise => "advise",
            Kind::Story => "story",
            Kind::Ask => "ask",
            Kind::Challenge => "challenge",
            Kind::Insight => "insight",
            Kind::Door => "door",
            Kind::Resource => "resource",
            Kind::Support => "support",
            Kind::Feedback => "feedback",
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| format!("`{word}` is no kind of exchange"))
    }
}

/// One end of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Endpoint {
    /// Somebody in this role: `mentor` or `role(mentor)`.
    Role(String),
    /// Anybody: `any`, or `all_present` where a whole room is meant.
    Any,
    /// Whoever leads the topic today: `lead(topic)`.
    Lead,
    /// The journal's owner: `ego`.
    Owner,
}

impl From<String> for Endpoint {
    fn from(text: String) -> Self {
        match text.as_str() {
            "any" | "all_present" => Endpoint::Any,
            "lead(topic)" => Endpoint::Lead,
            "ego" => Endpoint::Owner,
            role => Endpoint::Role(
                role.strip_prefix("role(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(role).to_owned(),
            ),
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Endpoint::Role(role) => role,
            Endpoint::Any => "any",
            Endpoint::Lead => "lead(topic)",
            Endpoint::Owner => "ego",
        })
    }
}

impl Endpoint {
    /// Whether this person may stand at this end. What is not known is not held against anybody.
    fn fits(&self, person: &Standing<'_>) -> bool {
        match self {
            Endpoint::Role(role) => role == person.role,
            Endpoint::Any => true,
            Endpoint::Lead => person.leads.unwrap_or(true),
            Endpoint::Owner => person.owner.unwrap_or(true),
        }
    }
}

/// A direction with its kinds and how much it is expected. The first one that fits counts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Who gives.
    pub from: Endpoint,
    /// Who gets.
    pub to: Endpoint,
    /// Which kinds; none named means all of them.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// How much it is expected.
    pub level: Level,
    /// Only between people of whom this holds (their names here are `from` and `to`).
    #[serde(default)]
    pub when: Option<Rule>,
}

impl Flow {
    /// Whether this flow speaks about that exchange. A `when` that cannot be decided holds.
    pub fn covers(&self, from: &Standing<'_>, to: &Standing<'_>, kind: Kind) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && self.from.fits(from)
            && self.to.fits(to)
            && self.when.as_ref().and_then(|rule| rule.holds(from, to)).unwrap_or(true)
    }
}
