//! What was answered to the chooser, when, and which form was taken: kept, so that a review can ask
//! again and say what has changed.

use super::{Id, Moment};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The answers to the chooser's questions in their order: the option's number counted from 1, none
/// for a skipped question. As text `1,3,-,2`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(pub Vec<Option<usize>>);

impl Answers {
    /// Whether nothing was answered.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The answer to a question, counted from 1.
    pub fn of(&self, question: usize) -> Option<usize> {
        self.0.get(question.checked_sub(1)?).copied().flatten()
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, answer) in self.0.iter().enumerate() {
            if at > 0 {
                out.write_str(",")?;
            }
            match answer {
                Some(number) => write!(out, "{number}")?,
                None => out.write_str("-")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Answers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let answer = |(at, word): (usize, &str)| match word.trim() {
            "" | "-" => Ok(None),
            word => match word.parse() {
                Ok(number @ 1..=99) => Ok(Some(number)),
                _ => Err(format!("\"{word}\" is no answer to question {}", at + 1)),
            },
        };
        text.split(',').enumerate().map(answer).collect::<Result<_, _>>().map(Self)
    }
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// One time that a relationship's form was chosen with the chooser, or looked at again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Identity.
    pub id: Id<Choice>,
    /// When.
    pub at: Moment,
    /// What was answered.
    pub answers: Answers,
    /// The form that was taken, by its id.
    pub form: String,
}

impl Choice {
    /// A choice that is made now.
    pub fn made(at: Moment, answers: Answers, form: impl Into<String>) -> Self {
        Self { id: Id::fresh(), at, answers, form: form.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_a_text_and_back() {
        let answers: Answers = " 1, 3 ,-,,12".parse().unwrap();
        assert_eq!(answers.0, [Some(1), Some(3), None, None, Some(12)]);
        assert_eq!(answers.to_string(), "1,3,-,-,12");
        assert_eq!(answers.to_string().parse(), Ok(answers));
        assert_eq!("1,x".parse::<Answers>().unwrap_err(), "\"x\" is no answer to question 2");
        assert_eq!("0".parse::<Answers>().unwrap_err(), "\"0\" is no answer to question 1");
        assert!("-,-".parse::<Answers>().unwrap().is_blank());
    }
}
