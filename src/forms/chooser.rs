//! The chooser's questions, and what each answer is worth to a form. Scoring is not done here.

use serde::Deserialize;

use super::form::Aspect;

/// The ten questions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chooser {
    /// The question, counted from 1, whose answer decides which forms are possible.
    pub gate: usize,
    /// In the order they are asked.
    pub questions: Vec<Question>,
}

impl Chooser {
    /// The question of this number, counted from 1.
    pub fn question(&self, number: usize) -> Option<&Question> {
        self.questions.get(number.checked_sub(1)?)
    }

    /// Why this answer to the gate question closes a form to it, as a clause after its name.
    pub fn closed_because(&self, option: usize) -> Option<&str> {
        let question = self.question(self.gate)?;
        question.options.get(option.checked_sub(1)?)?.closed.as_deref()
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Which of the seven aspects it is about.
    pub aspect: Aspect,
    /// The question.
    pub text: String,
    /// The answers, numbered from 1 in this order.
    pub options: Vec<Answer>,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its words.
    pub text: String,
    /// Why a form that is not open to it is greyed ("it is not for two people alone").
    #[serde(default)]
    pub closed: Option<String>,
}

/// What the answers are worth to one form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChooserWeights {
    /// The gate question's options, counted from 1, that keep the form possible.
    pub open_to: Vec<usize>,
    /// One row a question, one figure an option.
    pub points: Vec<Vec<u8>>,
}

impl ChooserWeights {
    /// What an answer adds; question and option are counted from 1.
    pub fn points(&self, question: usize, option: usize) -> u8 {
        let row = question.checked_sub(1).and_then(|at| self.points.get(at));
        row.zip(option.checked_sub(1)).and_then(|(row, at)| row.get(at)).copied().unwrap_or(0)
    }

    /// The most a question can add; a skipped question drops out of the denominator too.
    pub fn most(&self, question: usize) -> u8 {
        let row = question.checked_sub(1).and_then(|at| self.points.get(at));
        row.and_then(|row| row.iter().copied().max()).unwrap_or(0)
    }

    /// Whether this answer to the gate question keeps the form possible.
    pub fn is_open_to(&self, option: usize) -> bool {
        self.open_to.contains(&option)
    }
}
