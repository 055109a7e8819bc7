//! The phase a relationship seems to be in. Always a suggestion: the owner confirms it.

use super::RelationshipStatus;
use chrono::{Days, NaiveDate};

words! {
    /// The phases of a mentoring relationship, after Zachary.
    Phase {
        /// Getting ready: nothing is agreed.
        Preparing = "preparing",
        /// Finding the agreement.
        Negotiating = "negotiating",
        /// The work itself.
        Enabling = "enabling",
        /// Coming to an end.
        Closing = "closing",
    }
}

impl Phase {
    /// Kram's name for that stretch (1983).
    pub fn kram(self) -> &'static str {
        match self {
            Phase::Preparing | Phase::Negotiating => "initiation",
            Phase::Enabling => "cultivation",
            Phase::Closing => "separation",
        }
    }
}

/// A phase and why it is thought to be that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The phase.
    pub phase: Phase,
    /// Why, as a clause.
    pub because: String,
}

/// What a phase is suggested from.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseFacts {
    /// The day it is asked on.
    pub today: NaiveDate,
    /// Whether it goes on.
    pub status: RelationshipStatus,
    /// Its last day, where one is set.
    pub ends_on: Option<NaiveDate>,
    /// Whether there is an agreement.
    pub agreed: bool,
    /// Whether a session was held.
    pub met: bool,
    /// Goals that are reached or dropped, and all of them.
    pub goals: (usize, usize),
    /// Days between one session and the next, of late.
    pub gaps: Vec<f64>,
    /// The rhythm, in days.
    pub cadence: Option<f64>,
}

/// This share of the goals closed asks whether the work is done.
const MOST_GOALS: f64 = 0.8;
/// A gap is long from so many rhythms on.
const LONG_GAP: f64 = 2.5;
/// Two long gaps are a pattern.
const LONG_GAPS: usize = 2;
/// An end within so many days is near.
const NEAR_DAYS: u64 = 30;

impl PhaseFacts {
    /// The phase they speak for: no agreement yet means preparing or negotiating, an agreement and a
    /// session mean enabling; most goals closed, two long gaps or a near last day mean closing.
    pub fn suggest(&self) -> Suggestion {
        let say = |phase, because: &str| Suggestion { phase, because: because.to_owned() };
        if let Some(because) = self.ending() {
            return say(Phase::Closing, &because);
        }
        match (self.agreed, self.met) {
            (false, false) => say(Phase::Preparing, "nothing is agreed and no session was held"),
            (false, true) => say(Phase::Negotiating, "sessions were held and nothing is agreed"),
            (true, false) => say(Phase::Negotiating, "it is agreed and no session was held"),
            (true, true) => say(Phase::Enabling, "it is agreed and sessions were held"),
        }
    }

    fn ending(&self) -> Option<String> {
        if self.status == RelationshipStatus::Closed {
            return Some("it was closed".to_owned());
        }
        let near = self.today.checked_add_days(Days::new(NEAR_DAYS))?;
        if let Some(end) = self.ends_on.filter(|end| *end <= near) {
            return Some(format!("it ends on {end}"));
        }
        let (done, all) = self.goals;
        if all > 0 && done as f64 / all as f64 >= MOST_GOALS {
            return Some(format!("{done} of {all} goals are closed"));
        }
        let cadence = self.cadence?;
        let long = self.gaps.iter().filter(|gap| **gap > LONG_GAP * cadence).count();
        (long >= LONG_GAPS).then(|| format!("{long} gaps were longer than {LONG_GAP} rhythms"))
    }
}
