//! The eight first words and their signs.

use std::fmt;

/// What a captured line is about. The word is the name; the sign is a shortcut on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// A reflection, perhaps about somebody.
    Note,
    /// A commitment.
    Todo,
    /// An exchange from me.
    Gave,
    /// An exchange to me.
    Got,
    /// An exchange both ways.
    Swap,
    /// Feedback from me.
    Feedback,
    /// A question for feedback to me.
    Ask,
    /// An agenda item of the next session.
    Later,
}

impl Verb {
    /// Every verb, in the order they are taught.
    pub const ALL: &'static [Self] =
        &[Self::Note, Self::Todo, Self::Gave, Self::Got, Self::Swap, Self::Feedback, Self::Ask, Self::Later];

    /// The word a line begins with.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Todo => "todo",
            Self::Gave => "gave",
            Self::Got => "got",
            Self::Swap => "swap",
            Self::Feedback => "feedback",
            Self::Ask => "ask",
            Self::Later => "later",
        }
    }

    /// The sign that stands for the word on screen.
    pub fn sign(self) -> Option<char> {
        match self {
            Self::Note | Self::Feedback => None,
            Self::Todo => Some('!'),
            Self::Gave => Some('>'),
            Self::Got => Some('<'),
            Self::Swap => Some('='),
            Self::Ask => Some('?'),
            Self::Later => Some('*'),
        }
    }

    /// A whole line to learn from.
    pub fn example(self) -> &'static str {
        match self {
            Self::Note => "note Ana: calmer than last week",
            Self::Todo => "todo Ana: send the outline by fri",
            Self::Gave => "gave Ana: how I prepare a talk #speaking",
            Self::Got => "got Ana: a book on listening",
            Self::Swap => "swap Ana: our first drafts",
            Self::Feedback => "feedback Ana: in the review | you let him finish | he told us why",
            Self::Ask => "ask Ana: do I leave room to disagree?",
            Self::Later => "later Ana: the next role",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.word().eq_ignore_ascii_case(word))
    }

    pub(super) fn of_sign(sign: char) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.sign() == Some(sign))
    }

    /// Whether `by WHEN` is read at the end of its line.
    pub(super) fn has_due_day(self) -> bool {
        self == Self::Todo
    }

    /// Whether `on WHEN` is read at the end of its line.
    pub(super) fn has_day(self) -> bool {
        self != Self::Later
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.word())
    }
}
