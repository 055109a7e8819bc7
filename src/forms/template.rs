//! Session templates: the parts of a session, and how they become minutes for the people present.

use serde::Deserialize;

use super::share::{Claim, fold, share};

/// How often a part comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Per {
    /// Once for every person: `member`.
    Member,
    /// For so many people, those who waited longest: `seat(2)`.
    Seat(usize),
    /// For so many topics: `topic`, `topic(3)`.
    Topic(usize),
}

impl TryFrom<String> for Per {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (word, count) = match text.strip_suffix(')').and_then(|open| open.split_once('(')) {
            Some((word, count)) => (word, count.trim().parse().ok()),
            None => (text.as_str(), None),
        };
        match (word, count) {
            ("member", None) if text == "member" => Ok(Per::Member),
            ("seat", Some(count @ 1..)) => Ok(Per::Seat(count)),
            ("topic", Some(count @ 1..)) => Ok(Per::Topic(count)),
            ("topic", None) if text == "topic" => Ok(Per::Topic(1)),
            _ => Err(format!("`{text}` is not understood, expected `member`, `seat(2)` or `topic`")),
        }
    }
}

/// What a topic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicType {
    /// Being able to do something.
    Skill,
    /// Where somebody is going.
    Career,
    /// Something to be solved.
    Problem,
    /// How it looks from elsewhere.
    Perspective,
    /// Getting a yes without authority.
    Influence,
}

/// A part as the form's file states it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartPlan {
    /// Its name.
    pub name: String,
    /// Minutes, each time it comes.
    pub minutes: u16,
    /// How often it comes; once if not said.
    #[serde(default)]
    pub per: Option<Per>,
    /// The role that leads it.
    #[serde(default)]
    pub lead: Option<String>,
    /// What it is about.
    #[serde(default)]
    pub topic: Option<TopicType>,
}

/// Other parts for another number of people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// For so many people at least.
    pub min: usize,
    /// And at most.
    pub max: usize,
    /// The session's length in minutes.
    pub minutes: u16,
    /// The number of people at which the parts add up to that length.
    pub size: usize,
    /// Its parts.
    pub parts: Vec<PartPlan>,
}

/// A form's session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The session's length in minutes.
    pub minutes: u16,
    /// The number of people at which the parts add up to that length.
    pub size: usize,
    /// Whether another person starts each time (the caller turns the list of members round).
    #[serde(default)]
    pub rotate_start: bool,
    /// Its parts.
    pub parts: Vec<PartPlan>,
    /// Other parts for other numbers of people.
    #[serde(default)]
    pub variants: Vec<Variant>,
}

/// A part of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its minutes, at least one.
    pub minutes: u16,
    /// The role that leads it.
    pub lead_role: Option<String>,
    /// Whose turn it is.
    pub person: Option<String>,
}

impl Template {
    /// How long a session with so many people is if nobody says.
    pub fn default_minutes(&self, people: usize) -> u16 {
        self.variant(people).map_or(self.minutes, |variant| variant.minutes)
    }

    /// The parts of a session with these people, in the order their turns come (longest wait
    /// first); with nobody named, turns without a name at the template's own size.
    ///
    /// The minutes always add up to the session's length, every part has at least one, and turns
    /// of equal length stay equal if that is at all possible: trimming is never at one person's
    /// cost. In a session with fewer minutes than parts, turns become one round and small parts
    /// are joined.
    pub fn expand(&self, members: &[String], minutes: Option<u16>) -> Vec<Part> {
        let (parts, size) = match self.variant(members.len()) {
            Some(variant) => (&variant.parts, variant.size),
            None => (&self.parts, self.size),
        };
        let length = minutes.unwrap_or_else(|| self.default_minutes(members.len()));
        let claims = fold(unroll(parts, members, size), usize::from(length));
        let shares = share(&claims, length);
        claims.into_iter().zip(shares).map(|(claim, minutes)| Part { minutes, ..claim.part }).collect()
    }

    fn variant(&self, people: usize) -> Option<&Variant> {
        self.variants.iter().find(|variant| (variant.min..=variant.max).contains(&people))
    }
}

/// Every part as often as it comes, with the minutes it asks for.
pub(super) fn unroll(parts: &[PartPlan], members: &[String], size: usize) -> Vec<Claim> {
    let people = if members.is_empty() { size } else { members.len() };
    let mut claims = Vec::new();
    for (group, plan) in parts.iter().enumerate() {
        let (times, personal) = match plan.per {
            None => (1, false),
            Some(Per::Member) => (people, true),
            Some(Per::Seat(seats)) => (seats.min(people), true),
            Some(Per::Topic(topics)) => (topics, false),
        };
        for turn in 0..times {
            let name = match plan.per {
                Some(Per::Topic(topics)) if topics > 1 => format!("{} {}", plan.name, turn + 1),
                _ => plan.name.clone(),
            };
            claims.push(Claim {
                group,
                part: Part {
                    name,
                    minutes: plan.minutes,
                    lead_role: plan.lead.clone(),
                    person: members.get(turn).filter(|_| personal).cloned(),
                },
            });
        }
    }
    claims
}

/// How a part runs inside (hot seat, GROW, troika, action learning set).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Its name.
    pub name: String,
    /// The name of the part it is for.
    pub part: String,
    /// Its length in minutes at the template's size.
    pub minutes: u16,
    /// Its steps.
    pub steps: Vec<ProtocolStep>,
}

/// One step of a protocol.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtocolStep {
    /// Its name.
    pub name: String,
    /// Its minutes.
    pub minutes: u16,
    /// What happens in it.
    pub text: String,
}
