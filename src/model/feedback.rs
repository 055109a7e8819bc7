//! Directed, styled statements and their loop.

use super::{Commitment, Goal, Id, Moment, Person, Relationship, Session, Visibility};
use serde::{Deserialize, Serialize};

words! {
    /// The shape of a feedback.
    FeedbackStyle {
        /// Situation, behaviour, impact (Center for Creative Leadership), with a question of intent.
        Sbi = "sbi",
        /// Two ideas for next time (Goldsmith).
        Feedforward = "feedforward",
        /// What was good, as exactly as what was not.
        Praise = "praise",
        /// One thing to do more of, one to do less of: short, and made to go upward.
        MoreLess = "more-less",
        /// Plain words.
        Free = "free",
    }
}

words! {
    /// Where a feedback stands in its loop.
    FeedbackState {
        /// Written, not said yet.
        Draft = "draft",
        /// Asked for, not given yet.
        Asked = "asked",
        /// Said.
        Given = "given",
        /// The receiver answered.
        Answered = "answered",
        /// Something was done with it: the loop is closed.
        Acted = "acted",
    }
}

/// A statement from one person to another, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Identity.
    pub id: Id<Feedback>,
    /// The relationship it belongs to.
    #[serde(default)]
    pub relationship: Option<Id<Relationship>>,
    /// The session it is about.
    #[serde(default)]
    pub session: Option<Id<Session>>,
    /// The goal it is about.
    #[serde(default)]
    pub goal: Option<Id<Goal>>,
    /// The topic it is about.
    #[serde(default)]
    pub topic: Option<String>,
    /// Who gives it.
    pub from: Id<Person>,
    /// Who receives it.
    pub to: Id<Person>,
    /// Its shape.
    pub style: FeedbackStyle,
    /// When and where.
    #[serde(default)]
    pub situation: Option<String>,
    /// What was seen or heard.
    #[serde(default)]
    pub behaviour: Option<String>,
    /// What it did to me, others, the work.
    #[serde(default)]
    pub impact: Option<String>,
    /// The question of intent that goes with it.
    #[serde(default)]
    pub intent: Option<String>,
    /// The question it was asked for with.
    #[serde(default)]
    pub question: Option<String>,
    /// The words, where the style has no parts.
    #[serde(default)]
    pub text: Option<String>,
    /// Care as the giver meant it, 1 to 5.
    #[serde(default)]
    pub care: Option<u8>,
    /// Challenge as the giver meant it, 1 to 5.
    #[serde(default)]
    pub challenge: Option<u8>,
    /// Care as the receiver felt it, 1 to 5.
    #[serde(default)]
    pub felt_care: Option<u8>,
    /// Challenge as the receiver felt it, 1 to 5.
    #[serde(default)]
    pub felt_challenge: Option<u8>,
    /// Where it stands.
    pub state: FeedbackState,
    /// When it was asked for.
    #[serde(default)]
    pub asked_at: Option<Moment>,
    /// When it was said.
    #[serde(default)]
    pub given_at: Option<Moment>,
    /// When it was answered.
    #[serde(default)]
    pub answered_at: Option<Moment>,
    /// When something was done with it.
    #[serde(default)]
    pub acted_at: Option<Moment>,
    /// The receiver's answer.
    #[serde(default)]
    pub response: Option<String>,
    /// When it was written down: what lists are ordered by.
    pub at: Moment,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// When the row was last changed.
    #[serde(default)]
    pub updated_at: Option<Moment>,
}

impl Feedback {
    /// An empty draft from one person to another.
    pub fn draft(from: Id<Person>, to: Id<Person>, at: Moment) -> Self {
        Self {
            id: Id::fresh(),
            relationship: None,
            session: None,
            goal: None,
            topic: None,
            from,
            to,
            style: FeedbackStyle::Free,
            situation: None,
            behaviour: None,
            impact: None,
            intent: None,
            question: None,
            text: None,
            care: None,
            challenge: None,
            felt_care: None,
            felt_challenge: None,
            state: FeedbackState::Draft,
            asked_at: None,
            given_at: None,
            answered_at: None,
            acted_at: None,
            response: None,
            at,
            visibility: Visibility::Private,
            updated_at: None,
        }
    }

    /// What the receiver promises the giver because of it, seen by whoever sees the feedback.
    pub fn promise(&self, text: impl Into<String>, at: Moment) -> Commitment {
        Commitment {
            relationship: self.relationship,
            session: self.session,
            to: Some(self.from),
            raised_by: Some(self.to),
            visibility: self.visibility,
            ..Commitment::open(self.to, text, at)
        }
    }

    /// Everything that is to be said, part after part, as it is sent or read out.
    pub fn words(&self) -> String {
        let parts = [&self.situation, &self.behaviour, &self.impact, &self.intent, &self.text];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        if parts.is_empty() { self.gist().to_owned() } else { parts.join("\n") }
    }

    /// The words to show in one line: the behaviour, the text or the question, whichever is there.
    pub fn gist(&self) -> &str {
        [&self.behaviour, &self.text, &self.question, &self.situation, &self.impact]
            .into_iter()
            .find_map(|part| part.as_deref().filter(|text| !text.is_empty()))
            .unwrap_or("")
    }
}
