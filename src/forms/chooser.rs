//! The chooser's questions, and what each answer is worth to a form. Scoring is not done here.

use serde::Deserialize;

use super::form::Aspect;
use crate::model::Answers;

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

    /// The answers in a text such as `1,3,-,2`; questions at the end may be left out.
    ///
    /// # Errors
    /// [`Misread`] for a number that no option has, and for more answers than questions.
    pub fn read(&self, text: &str) -> Result<Answers, Misread> {
        let given: Vec<&str> = text.split(',').map(str::trim).collect();
        if given.len() > self.questions.len() {
            return Err(Misread {
                message: format!("{} answers for {} questions", given.len(), self.questions.len()),
                hint: "numbers with commas, - skips a question".to_owned(),
            });
        }
        let answers = given.iter().zip(&self.questions).enumerate();
        answers
            .map(|(at, (word, question))| question.read(at + 1, word))
            .collect::<Result<_, _>>()
            .map(Answers)
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

impl Question {
    /// An answer to it in a word, nothing for `-`; `number` is the question's own, counted from 1.
    ///
    /// # Errors
    /// [`Misread`] for what is no option's number.
    pub fn read(&self, number: usize, word: &str) -> Result<Option<usize>, Misread> {
        if word.is_empty() || word == "-" {
            return Ok(None);
        }
        match word.parse::<usize>() {
            Ok(option) if (1..=self.options.len()).contains(&option) => Ok(Some(option)),
            _ => Err(Misread {
                message: format!("\"{word}\" is no answer to question {number} ({})", self.text),
                hint: format!("a number from 1 to {}, or - to skip it", self.options.len()),
            }),
        }
    }

    /// The words of an option, counted from 1.
    pub fn option(&self, number: usize) -> Option<&str> {
        self.options.get(number.checked_sub(1)?).map(|option| option.text.as_str())
    }
}

/// Why a text holds no answers, and what would be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub message: String,
    /// What is right.
    pub hint: String,
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
