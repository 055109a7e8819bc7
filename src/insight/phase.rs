//! The phase a relationship seems to be in. Always a suggestion; the owner confirms it.

use super::rows::Ledger;
use crate::model::{GoalState, RelationshipStatus};
use chrono::Days;

words! {
    /// The phases of a mentoring relationship (Zachary).
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
    /// Kram's name for that stretch.
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

/// This share of the goals closed asks whether the work is done.
const MOST_GOALS: f64 = 0.8;
/// A gap is long from so many agreed intervals.
const LONG_GAP: f64 = 2.5;
/// Two long gaps are a pattern.
const LONG_GAPS: usize = 2;
/// An end within so many days is near.
const NEAR_DAYS: u64 = 30;

/// The phase the rows speak for.
pub fn suggest(ledger: &Ledger) -> Suggestion {
    let say = |phase, because: String| Suggestion { phase, because };
    if let Some(because) = ending(ledger) {
        return say(Phase::Closing, because);
    }
    match (ledger.agreed, ledger.held) {
        (false, 0) => say(Phase::Preparing, "nothing is agreed and no session was held".to_owned()),
        (false, _) => say(Phase::Negotiating, "sessions were held and nothing is agreed".to_owned()),
        (true, 0) => say(Phase::Negotiating, "it is agreed and no session was held".to_owned()),
        (true, _) => say(Phase::Enabling, "it is agreed and sessions were held".to_owned()),
    }
}

fn ending(ledger: &Ledger) -> Option<String> {
    if ledger.status == RelationshipStatus::Closed {
        return Some("it was closed".to_owned());
    }
    let near = ledger.today.checked_add_days(Days::new(NEAR_DAYS))?;
    if let Some(end) = ledger.ended_on.filter(|end| *end <= near) {
        return Some(format!("it ends on {end}"));
    }
    let closed = |state| matches!(state, GoalState::Reached | GoalState::Dropped);
    let done = ledger.goals.iter().filter(|goal| closed(goal.state)).count();
    let all = ledger.goals.len();
    if all > 0 && super::measure::count(done) / super::measure::count(all) >= MOST_GOALS {
        return Some(format!("{done} of {all} goals are closed"));
    }
    let cadence = f64::from(ledger.cadence_days?);
    let long = ledger.gaps().iter().filter(|gap| **gap > LONG_GAP * cadence).count();
    (long >= LONG_GAPS).then(|| format!("{long} gaps were longer than {LONG_GAP} agreed intervals"))
}
