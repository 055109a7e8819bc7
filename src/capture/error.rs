//! What can be wrong with a captured line.

use super::Verb;
use super::resolve::can_be_new;
use crate::model::text::one_line;
use crate::model::when::{When, WhenError};

/// Why a line was not understood. The display is the message; [`CaptureError::hint`] goes with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaptureError {
    /// Nothing to read.
    #[error("nothing was written")]
    Empty,
    /// A head without a text.
    #[error("no text stands behind \"{verb}\"")]
    EmptyText {
        /// The line's verb.
        verb: Verb,
    },
    /// A first word that no colon follows.
    #[error("\"{verb}\" is followed by names, a colon and a space")]
    NoColon {
        /// The line's verb.
        verb: Verb,
        /// What follows the word, shortened.
        rest: String,
    },
    /// A sign on the command line.
    #[error("the sign {sign} is for the screen; here it is the word \"{verb}\"")]
    SignInShell {
        /// The sign.
        sign: char,
        /// Its word.
        verb: Verb,
        /// What follows the sign, shortened.
        rest: String,
    },
    /// A comma, `and` or `to` with nobody beside it.
    #[error("a name is missing before the colon")]
    MissingName {
        /// The line's verb.
        verb: Verb,
    },
    /// Feedback with bars, but not two of them or with nothing between them.
    #[error("feedback in parts is situation | behaviour | impact, each with words")]
    Bars,
    /// A date that is none.
    #[error("{word} {error}")]
    Date {
        /// `by` or `on`.
        word: &'static str,
        /// What is wrong with it.
        error: WhenError,
    },
    /// `on` a day to come.
    #[error("{} is still to come, and \"on\" is for what happened", when.said_back())]
    StillToCome {
        /// The day that was read.
        when: When,
        /// The line's verb.
        verb: Verb,
    },
    /// `on fri` in a todo: made then, or due then?
    #[error("\"on {text}\" can be the day it was promised or the day it is due")]
    MadeOrDue {
        /// What was read.
        text: String,
        /// The day, looking back.
        made: When,
        /// The day, looking ahead.
        due: When,
    },
    /// `by`, `on` or a bracket twice.
    #[error("{word} is said twice")]
    Twice {
        /// What is there twice: `by`, `on`, or a bracket.
        word: &'static str,
    },
    /// Nobody in the journal has that name.
    #[error("nobody here is called \"{name}\"")]
    UnknownName {
        /// The name as typed.
        name: String,
        /// People with a name like it, the nearest first.
        nearest: Vec<String>,
        /// The line's verb.
        verb: Verb,
    },
    /// Several people are meant by that name.
    #[error("\"{name}\" can be {}", candidates.join(" or "))]
    AmbiguousName {
        /// The name as typed.
        name: String,
        /// Who it can be.
        candidates: Vec<String>,
    },
    /// A new person cannot be called that.
    #[error("\"{name}\" cannot be the name of a new person")]
    NotAName {
        /// The name as typed.
        name: String,
    },
    /// Nobody is named, and nobody goes without saying.
    #[error("\"{verb}\" needs a name here")]
    WhoIsMeant {
        /// The line's verb.
        verb: Verb,
        /// Who is there to choose from.
        candidates: Vec<String>,
    },
    /// Something between two people that names only me.
    #[error("\"{verb}\" is between you and somebody else")]
    Yourself {
        /// The line's verb.
        verb: Verb,
    },
}

impl CaptureError {
    /// Whether it is about finding people, which the command line answers with another exit code.
    pub fn is_about_names(&self) -> bool {
        matches!(self, Self::UnknownName { .. } | Self::AmbiguousName { .. } | Self::WhoIsMeant { .. })
    }

    /// What to type instead.
    pub fn hint(&self) -> String {
        match self {
            Self::Empty => Verb::Note.example().to_owned(),
            Self::EmptyText { verb } | Self::MissingName { verb } | Self::Yourself { verb } => {
                verb.example().to_owned()
            }
            Self::NoColon { verb, rest } if rest.contains(':') => {
                format!("a space goes behind the colon: {}", verb.example())
            }
            Self::NoColon { verb: Verb::Note, rest } => format!("note: {rest}"),
            Self::NoColon { verb, rest } => format!("{verb}: {rest}, or as a note: note: {verb} {rest}"),
            Self::SignInShell { verb, rest, .. } if rest.contains(':') => format!("{verb} {rest}"),
            Self::SignInShell { verb, rest, .. } => format!("{verb}: {rest}"),
            Self::Bars => Verb::Feedback.example().to_owned(),
            Self::Date { word, error: WhenError::Ambiguous { readings, .. } } => {
                let days: Vec<_> =
                    readings.iter().map(|day| format!("{word} {day} ({})", day.format("%a"))).collect();
                days.join(" or ")
            }
            Self::Date { word, error: WhenError::Impossible { instead, .. } } => format!("{word} {instead}"),
            Self::Date { error, .. } => error.hint(),
            Self::StillToCome { when, verb: Verb::Todo } => format!("by {when}"),
            Self::StillToCome { .. } => {
                "on yesterday, on 2026-03-12; with a full stop at the end the words stay text".to_owned()
            }
            Self::MadeOrDue { made, due, .. } => format!("by {due} if due, on {made} if promised then"),
            Self::Twice { word } => format!("leave {word} at the end of the line once"),
            Self::UnknownName { name, nearest, verb } => unknown(name, nearest, *verb),
            Self::AmbiguousName { candidates, .. } => format!("write {}", candidates.join(" or ")),
            Self::NotAName { .. } => "a name has a letter in it and is no word of the grammar".to_owned(),
            Self::WhoIsMeant { verb, candidates } if candidates.is_empty() => verb.example().to_owned(),
            Self::WhoIsMeant { verb, candidates } => {
                let lines: Vec<_> = candidates.iter().map(|name| format!("{verb} {name}: ...")).collect();
                lines.join(" or ")
            }
        }
    }
}

fn unknown(name: &str, nearest: &[String], verb: Verb) -> String {
    let mut ways = Vec::new();
    if !nearest.is_empty() {
        ways.push(format!("perhaps {}", nearest.join(" or ")));
    }
    if can_be_new(name) {
        ways.push(format!("--new-people adds {name}"));
    }
    if verb == Verb::Note {
        ways.push(format!("as plain text: note: {name}: ..."));
    }
    if ways.is_empty() { verb.example().to_owned() } else { ways.join("; ") }
}

/// The beginning of a text, in one line, short enough for a message.
pub(super) fn shorten(text: &str) -> String {
    let beginning: String = text.chars().take(400).collect();
    let line = one_line(&beginning);
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
