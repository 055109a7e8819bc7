//! What the monthly look back asks: data.

use serde::Deserialize;

/// A question of the look back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookBackQuestion {
    /// In a word.
    pub name: String,
    /// The question.
    pub ask: String,
    /// What to write, shown while nothing is.
    pub example: String,
}

/// The look back in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookBackBook {
    /// Minutes it takes.
    pub minutes: u16,
    /// What it asks, in order.
    pub questions: Vec<LookBackQuestion>,
}
