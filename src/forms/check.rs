//! Health checks in words, and the thresholds a form sets for them.

use serde::Deserialize;

/// Which way a figure gets worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worse {
    /// Worse above the threshold.
    #[default]
    Above,
    /// Worse below it.
    Below,
    /// Worse from the threshold on (counts).
    AtLeast,
}

impl Worse {
    /// Whether `value` has passed `threshold`.
    pub fn passed(self, value: f64, threshold: f64) -> bool {
        match self {
            Worse::Above => value > threshold,
            Worse::Below => value < threshold,
            Worse::AtLeast => value >= threshold,
        }
    }

    /// The word before a threshold.
    pub fn word(self) -> &'static str {
        match self {
            Worse::Above => "above",
            Worse::Below => "below",
            Worse::AtLeast => "from",
        }
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// 0 to 1, shown in percent.
    Share,
    /// A figure without a unit.
    #[default]
    Score,
    /// A whole number of things.
    Count,
    /// A multiple of something agreed.
    Times,
    /// Days.
    Days,
}

impl Unit {
    /// A threshold or value for reading.
    pub fn show(self, value: f64) -> String {
        match self {
            Unit::Share => format!("{:.0}%", value * 100.0),
            Unit::Score => format!("{value:.2}"),
            Unit::Count => format!("{value:.0}"),
            Unit::Times => format!("{value:.2} times"),
            Unit::Days => format!("{value:.0} days"),
        }
    }
}

/// One figure of a check.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The word a form's file names it by.
    pub id: String,
    /// What it says, as a clause.
    pub words: String,
    /// Which way it gets worse.
    pub worse: Worse,
    /// What it counts.
    pub unit: Unit,
    /// Passing the threshold is good news and offers a next step.
    #[serde(default)]
    pub offer: bool,
}

/// A check in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckWords {
    /// `H1` to `H22`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The question it answers.
    pub question: String,
    /// What to ask each other when it warns.
    pub prompt: String,
    /// Its figures.
    pub measures: Vec<Measure>,
}

/// All checks in words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckBook {
    /// In the order of their ids.
    pub checks: Vec<CheckWords>,
}

impl CheckBook {
    /// The check of this id.
    pub fn get(&self, id: &str) -> Option<&CheckWords> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// One figure of a check.
    pub fn measure(&self, id: &str, measure: &str) -> Option<&Measure> {
        let check = self.get(id)?;
        check.measures.iter().find(|one| one.id == measure)
    }
}

/// Where a form's warnings begin for one figure. The form's first checks are its gravest.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// `H1` to `H22`.
    pub id: String,
    /// The figure of the check.
    pub measure: String,
    /// Where amber begins.
    #[serde(default)]
    pub amber: Option<f64>,
    /// Where red begins.
    #[serde(default)]
    pub red: Option<f64>,
    /// The check's name, filled in from the check book.
    #[serde(skip)]
    pub name: String,
    /// The figure in words, filled in from the check book.
    #[serde(skip)]
    pub meaning: Measure,
}

impl Check {
    /// Whether this value is red.
    pub fn is_red(&self, value: f64) -> bool {
        self.red.is_some_and(|red| self.meaning.worse.passed(value, red))
    }

    /// Whether this value is amber or worse.
    pub fn is_amber(&self, value: f64) -> bool {
        self.is_red(value) || self.amber.is_some_and(|amber| self.meaning.worse.passed(value, amber))
    }

    /// The figure and its thresholds as one sentence.
    pub fn sentence(&self) -> String {
        let how = self.meaning.worse.word();
        let show = |value| self.meaning.unit.show(value);
        let words = &self.meaning.words;
        if let (true, Some(amber)) = (self.meaning.offer, self.amber) {
            return format!("{words}: {how} {} is good news, time to talk about winding down", show(amber));
        }
        match (self.amber, self.red) {
            (Some(amber), Some(red)) => {
                format!("{words}: amber {how} {}, red {how} {}", show(amber), show(red))
            }
            (Some(amber), None) => format!("{words}: amber {how} {}", show(amber)),
            (None, Some(red)) => format!("{words}: red {how} {}", show(red)),
            (None, None) => words.clone(),
        }
    }
}
