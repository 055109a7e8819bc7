//! How a form gives feedback and who owns its goals.

use serde::Deserialize;

/// How a feedback statement is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Situation, behaviour, impact (SBI).
    Sbi,
    /// Two ideas for next time, nothing about the past (feedforward).
    Feedforward,
    /// What was good, as exact as criticism.
    Praise,
    /// One thing to do more of, one to do less of.
    MoreLess,
    /// Any words.
    Free,
}

impl Style {
    /// The word in a journal's row.
    pub fn word(self) -> &'static str {
        match self {
            Style::Sbi => "sbi",
            Style::Feedforward => "feedforward",
            Style::Praise => "praise",
            Style::MoreLess => "more-less",
            Style::Free => "free",
        }
    }

    /// The name for readers.
    pub fn name(self) -> &'static str {
        match self {
            Style::Sbi => "situation, behaviour, impact",
            Style::Feedforward => "two ideas for next time",
            Style::Praise => "praise",
            Style::MoreLess => "more of, less of",
            Style::Free => "in free words",
        }
    }
}

/// When both sides write unseen and are revealed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Blind {
    /// Openly each time.
    Never,
    /// In the first sessions ([`Feedback::blind_sessions`]), until trust is there.
    FirstSessions,
    /// Each time.
    EverySession,
    /// Once a month.
    Monthly,
}

/// A feedback direction, in the order they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackDirection {
    /// The giver's role, or `any`.
    pub from: String,
    /// The receiver's role, or `any`.
    pub to: String,
    /// How it is built.
    pub style: Style,
    /// One line that says what to write.
    pub text: String,
}

/// How a form gives feedback.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// The form's usual style.
    pub style: Style,
    /// When it is written unseen.
    pub blind: Blind,
    /// How many sessions, for [`Blind::FirstSessions`].
    #[serde(default)]
    pub blind_sessions: Option<u8>,
    /// Whether giver and receiver also mark care and challenge, 1-5 each (Radical Candor).
    pub gauge: bool,
    /// Whether it should be asked for before it is given.
    pub asked_first: bool,
    /// The practice in one sentence.
    pub practice: String,
    /// Who to whom, the direction to offer first in front.
    pub directions: Vec<FeedbackDirection>,
}

impl Feedback {
    /// What somebody in this role gives, the direction that comes first in this form in front.
    pub fn from_role(&self, role: &str) -> Option<&FeedbackDirection> {
        self.directions.iter().find(|direction| direction.from == role || direction.from == "any")
    }

    /// What somebody in this role receives, likewise.
    pub fn to_role(&self, role: &str) -> Option<&FeedbackDirection> {
        self.directions.iter().find(|direction| direction.to == role || direction.to == "any")
    }

    /// Whether somebody in this role asks before giving: the form asks first, and what comes first
    /// in it comes to them.
    pub fn asks(&self, role: &str) -> bool {
        let first = self.directions.first();
        self.asked_first && first.is_some_and(|first| first.to == role && first.from != role)
    }

    /// After how many days of hearing nothing asking is suggested, in a rhythm of `cadence` days (a
    /// month when there is none): one round where the form asks first, three where it does not.
    pub fn patience(&self, cadence: Option<i64>) -> i64 {
        let rhythm = cadence.unwrap_or(30);
        if self.asked_first { rhythm } else { 3 * rhythm }
    }

    /// Whether the session of this number (1 is the first) has a blind round for its feedback.
    /// A monthly round depends on the calendar, not on the number, so it is not said here.
    pub fn blind_in_session(&self, number: usize) -> bool {
        match self.blind {
            Blind::EverySession => true,
            Blind::FirstSessions => number <= usize::from(self.blind_sessions.unwrap_or(0)),
            Blind::Never | Blind::Monthly => false,
        }
    }
}

/// Whose the goals are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ownership {
    /// The learner's alone.
    Learner,
    /// Each has goals of their own.
    Each,
    /// Each has their own, and there may be shared ones.
    EachAndShared,
    /// At least one is shared; others may follow.
    SharedFirst,
}

/// How a form holds goals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goals {
    /// Whose they are.
    pub ownership: Ownership,
    /// Whether each also says how much the others' goals matter to them, 1-5.
    pub weighed: bool,
    /// The rule in one sentence.
    pub sentence: String,
}
