//! Blind entry by turns, revealed together.

use super::{Id, Moment, Person, Relationship};
use serde::{Deserialize, Serialize};

words! {
    /// What a round asks.
    RoundKind {
        /// How the session was.
        Pulse = "pulse",
        /// Feedback to one another.
        Feedback = "feedback",
        /// Skills by self and other.
        Skills = "skills",
        /// How much each goal matters.
        Weights = "weights",
        /// What helped most, and what to change.
        Helped = "helped",
    }
}

words! {
    /// Where a round stands.
    RoundState {
        /// Entries are being made.
        Open = "open",
        /// All entries are in, unread.
        Sealed = "sealed",
        /// Read by all at once.
        Revealed = "revealed",
        /// Ended unread.
        Expired = "expired",
    }
}

words! {
    /// How somebody answers what another one entered.
    ResponseKind {
        /// Only thanks.
        Thanks = "thanks",
        /// A question, to be talked about.
        Question = "question",
        /// Something will be done.
        Action = "action",
    }
}

/// What one person entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundEntry {
    /// Who.
    pub person: Id<Person>,
    /// What, as the JSON text of an [`Entered`].
    pub payload: String,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entered {
    /// The answers, in the order of the questions; what was skipped is not there.
    pub answers: Vec<Answered>,
    /// How the others answered, after the reveal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
}

/// One question and its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The question's word.
    pub question: String,
    /// The question as it was asked.
    pub ask: String,
    /// The answer.
    pub answer: Answer,
}

/// An answer: a number on the question's scale, or words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A number on the question's scale.
    Figure(u8),
    /// Words.
    Words(String),
}

impl std::fmt::Display for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Figure(figure) => write!(out, "{figure}"),
            Self::Words(words) => out.write_str(words),
        }
    }
}

/// How somebody answered what another one entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// Who.
    pub by: Id<Person>,
    /// How.
    pub kind: ResponseKind,
}

/// A blind round of a relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Identity.
    pub id: Id<Round>,
    /// Whose round it is.
    pub relationship: Id<Relationship>,
    /// What it asks.
    pub kind: RoundKind,
    /// Where it stands.
    pub state: RoundState,
    /// When it began.
    pub at: Moment,
    /// When it was revealed.
    #[serde(default)]
    pub revealed_at: Option<Moment>,
    /// What was entered; nothing before the reveal.
    #[serde(default)]
    pub entries: Vec<RoundEntry>,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

/// How far apart the answers to one question are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The question's word.
    pub question: String,
    /// The question as it was asked.
    pub ask: String,
    /// The greatest answer less the least one.
    pub width: u8,
    /// Who said what, in the order of the entries.
    pub said: Vec<(Id<Person>, u8)>,
}

impl Round {
    /// What everybody entered, in the order of the entries. An entry of another program that is
    /// not an [`Entered`] says nothing.
    pub fn entered(&self) -> Vec<(Id<Person>, Entered)> {
        let read = |entry: &RoundEntry| serde_json::from_str(&entry.payload).unwrap_or_default();
        self.entries.iter().map(|entry| (entry.person, read(entry))).collect()
    }

    /// The questions that at least two answered with a number, the widest gap first.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        for (person, entered) in self.entered() {
            for Answered { question, ask, answer } in entered.answers {
                let Answer::Figure(figure) = answer else { continue };
                match gaps.iter_mut().find(|gap| gap.question == question) {
                    Some(gap) => gap.said.push((person, figure)),
                    None => gaps.push(Gap { question, ask, width: 0, said: vec![(person, figure)] }),
                }
            }
        }
        gaps.retain(|gap| gap.said.len() > 1);
        for gap in &mut gaps {
            let figures = || gap.said.iter().map(|(_, figure)| *figure);
            gap.width = figures().max().unwrap_or(0) - figures().min().unwrap_or(0);
        }
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.width));
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_gap_comes_first_and_what_one_skipped_is_no_gap() {
        let people = [Id::fresh(), Id::fresh()];
        let answered = |question: &str, figure| Answered {
            question: question.to_owned(),
            ask: format!("{question}?"),
            answer: Answer::Figure(figure),
        };
        let entry = |person, answers| RoundEntry {
            person,
            payload: serde_json::to_string(&Entered { answers, responses: Vec::new() }).unwrap(),
        };
        let round = Round {
            id: Id::fresh(),
            relationship: Id::fresh(),
            kind: RoundKind::Pulse,
            state: RoundState::Revealed,
            at: crate::clock::Clock::pinned("2026-03-12T09:00:00+01:00").unwrap().now(),
            revealed_at: None,
            entries: vec![
                entry(people[0], vec![answered("heard", 4), answered("fair", 5), answered("safe", 1)]),
                entry(people[1], vec![answered("fair", 2), answered("heard", 4)]),
            ],
            updated_at: None,
        };
        let gaps = round.gaps();
        assert_eq!(
            gaps.iter().map(|gap| (gap.question.as_str(), gap.width)).collect::<Vec<_>>(),
            [("fair", 3), ("heard", 0)]
        );
        assert_eq!(gaps[0].said, [(people[0], 5), (people[1], 2)]);
    }
}
