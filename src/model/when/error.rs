//! What can be wrong with a date in words.

use super::said_back;
use crate::model::text::one_line;
use chrono::NaiveDate;

/// Why a text was not taken as a date. The display is the message; [`WhenError::hint`] goes with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// There was nothing to read.
    #[error("no date was given")]
    Empty,
    /// It is no date at all.
    #[error("\"{text}\" is not a date")]
    NotADate {
        /// What was read, shortened.
        text: String,
    },
    /// A day written with slashes or dots, which half the world reads the other way.
    #[error("\"{text}\" can be read {}", match readings.len() { 1 => "in more than one order", _ => "in two ways" })]
    Ambiguous {
        /// What was read.
        text: String,
        /// The days it can be, day first before month first.
        readings: Vec<NaiveDate>,
    },
    /// A day or a time that does not exist.
    #[error("\"{text}\" cannot be: {why}")]
    Impossible {
        /// What was read.
        text: String,
        /// The reason, in words.
        why: String,
        /// Something near that exists.
        instead: String,
    },
    /// A date with a number behind it that is neither a year nor a time.
    #[error("\"{number}\" in \"{text}\" is neither a year nor a time")]
    LooseNumber {
        /// What was read.
        text: String,
        /// The number.
        number: String,
    },
}

impl WhenError {
    pub(super) fn not_a_date(text: &str) -> Self {
        let line = one_line(text);
        let text = match line.char_indices().nth(40) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        };
        Self::NotADate { text }
    }

    pub(super) fn impossible(
        text: impl Into<String>,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        Self::Impossible { text: text.into(), why: why.into(), instead: instead.into() }
    }

    /// Whether the text is no date at all, so that a sentence may well contain it.
    pub fn is_plain_text(&self) -> bool {
        matches!(self, Self::Empty | Self::NotADate { .. })
    }

    /// What to type instead.
    pub fn hint(&self) -> String {
        match self {
            Self::NotADate { text } if is_hour(text) => {
                format!("a time is {text}:00 or 4pm, a day is 12 mar or 2026-03-12")
            }
            Self::Empty | Self::NotADate { .. } => {
                "today, fri, next tue, in 2 weeks, 12 mar, 2026-03-12, yesterday 16:00".to_owned()
            }
            Self::Ambiguous { readings, .. } => {
                let days: Vec<_> =
                    readings.iter().map(|day| format!("{day} ({})", day.format("%a"))).collect();
                days.join(" or ")
            }
            Self::Impossible { instead, .. } => instead.clone(),
            Self::LooseNumber { number, .. } if is_hour(number) => {
                format!("{number}:00 for a time, all four digits for a year")
            }
            Self::LooseNumber { .. } => "all four digits for a year, 16:00 for a time".to_owned(),
        }
    }
}

fn is_hour(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|hour| hour < 24)
}

/// "2026-03-12 is a Thursday" for a weekday that does not go with its date.
pub(super) fn wrong_weekday(text: &str, day: NaiveDate) -> WhenError {
    WhenError::impossible(text, format!("{day} is a {}", day.format("%A")), said_back(day))
}
