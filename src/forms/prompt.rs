//! Questions worth asking, the stages of a talk they belong to, and the blind pulse.

use serde::Deserialize;

use super::form::AgreementSection;

/// The five stages of a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Arrive.
    Open,
    /// Look at it from more sides.
    Explore,
    /// Say what is avoided.
    Challenge,
    /// Tell each other how it goes.
    Feedback,
    /// Decide.
    Close,
}

impl Stage {
    /// All stages, in the order of a talk.
    pub const ALL: [Stage; 5] =
        [Stage::Open, Stage::Explore, Stage::Challenge, Stage::Feedback, Stage::Close];

    /// The word in a form's file.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Explore => "explore",
            Stage::Challenge => "challenge",
            Stage::Feedback => "feedback",
            Stage::Close => "close",
        }
    }

    /// The name for readers.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Open => "Open",
            Stage::Explore => "Explore",
            Stage::Challenge => "Challenge",
            Stage::Feedback => "Feedback",
            Stage::Close => "Close",
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Where in a talk it belongs.
    pub stage: Stage,
    /// The question.
    pub text: String,
}

/// A stage in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageWords {
    /// Which one.
    pub id: Stage,
    /// Its name.
    pub name: String,
    /// What it is for, one sentence.
    pub purpose: String,
}

/// A slider of the blind pulse, 1 to 5 (two of them after the working alliance).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slider {
    /// The word in the journal.
    pub id: String,
    /// Its short name.
    pub name: String,
    /// The statement to agree with.
    pub question: String,
    /// What 1 means.
    pub low: String,
    /// What 5 means.
    pub high: String,
}

/// What all forms share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptBook {
    /// The five stages.
    pub stages: Vec<StageWords>,
    /// Questions that fit any form.
    pub prompts: Vec<Prompt>,
    /// The blind pulse's sliders.
    pub pulse: Vec<Slider>,
    /// The sections of every agreement; the form's own come after them.
    pub agreement: Vec<AgreementSection>,
}
