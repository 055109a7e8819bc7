//! The pictures of Insights: one a file, each drawn from a [`Chronicle`], with the question it
//! answers, the sentence it says and the figures behind it.
//!
//! ASCII, every meaning a sign as well as a colour, and always the same for the same rows and day.
//! Nobody is ranked, nothing is scored; where too little was recorded a picture says so.

mod agenda;
mod axis;
mod balance;
mod candour;
mod counted;
mod goal_paths;
mod growth;
mod loops;
mod matrix;
mod promises;
mod rhythm;
mod river;
mod stance;

use super::panel::{Figure, Sketch};
use crate::insight::picture::Chronicle;

/// What a picture of Insights can do.
pub struct Chart {
    /// Its name, by which it is known.
    pub name: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Where nothing is recorded: one sentence that teaches, with a key.
    pub empty: fn(&Chronicle) -> Option<&'static str>,
    /// Draws it as large as the sheet is; its last row says what the signs mean.
    pub draw: fn(&Chronicle, &mut Sketch),
    /// What it says, in one sentence.
    pub reading: fn(&Chronicle) -> String,
    /// Its figures, with their rows.
    pub figures: fn(&Chronicle) -> Vec<Figure>,
}

impl Chart {
    /// What it says, or what it teaches where there is nothing to say.
    pub fn says(&self, chronicle: &Chronicle) -> String {
        match (self.empty)(chronicle) {
            None => (self.reading)(chronicle),
            Some(_) if chronicle.veiled => VEILED.to_owned(),
            Some(teaches) => teaches.to_owned(),
        }
    }
}

/// What an empty picture says under the veil: there may be more than is handed out.
pub const VEILED: &str = "Nothing shared in these weeks; the rest stays behind the veil. v lifts it.";

/// Every picture, in the order they are shown.
pub const CHARTS: [&Chart; 12] = [
    &rhythm::CHART,
    &balance::CHART,
    &goal_paths::CHART,
    &promises::CHART,
    &stance::CHART,
    &loops::CHART,
    &river::CHART,
    &matrix::CHART,
    &growth::CHART,
    &candour::CHART,
    &agenda::CHART,
    &counted::CHART,
];
