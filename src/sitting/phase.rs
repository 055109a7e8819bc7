//! Where a relationship seems to stand. Always a suggestion: the owner confirms it.

use super::Material;
use crate::model::{GoalState, Session};
use chrono::NaiveDate;

/// The phases after Zachary, which the journal keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Getting ready.
    Preparing,
    /// Agreeing on how.
    Negotiating,
    /// Growing.
    Enabling,
    /// Coming to an end.
    Closing,
}

impl Phase {
    /// The word in the journal.
    pub fn word(self) -> &'static str {
        match self {
            Phase::Preparing => "preparing",
            Phase::Negotiating => "negotiating",
            Phase::Enabling => "enabling",
            Phase::Closing => "closing",
        }
    }

    /// What Kram calls the time it lies in.
    pub fn kram(self) -> &'static str {
        match self {
            Phase::Preparing | Phase::Negotiating => "initiation",
            Phase::Enabling => "cultivation",
            Phase::Closing => "separation",
        }
    }
}

/// A phase, and what suggests it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The phase.
    pub phase: Phase,
    /// What suggests it, one clause.
    pub because: &'static str,
}

/// Share of goals from which an end is offered.
const GOALS_CLOSED: f64 = 0.8;
/// A gap of so many rhythms is long.
const LONG_GAP: f64 = 2.5;
/// Days before its last day in which a relationship is coming to an end.
const LAST_DAYS: i64 = 30;

/// What the rows suggest (after Zachary; the rules are this journal's): no agreement yet means
/// preparing or negotiating, an agreement and a session mean enabling; most goals closed, two long
/// gaps or a near last day mean closing.
pub fn suggest(material: &Material, today: NaiveDate) -> Suggestion {
    let because = |phase, because| Suggestion { phase, because };
    let met = !material.held.is_empty();
    if let Some(ends) = material.relationship.ended_on
        && (0..=LAST_DAYS).contains(&ends.signed_duration_since(today).num_days())
    {
        return because(Phase::Closing, "its last day is near");
    }
    if met && goals_are_closed(material) {
        return because(Phase::Closing, "most goals are closed");
    }
    if long_gaps(&material.held, material.relationship.cadence_days) >= 2 {
        return because(Phase::Closing, "two gaps were much longer than the rhythm");
    }
    let agreed = material.relationship.agreement.iter().any(|section| section.agreed_on.is_some());
    match (agreed, met) {
        (true, true) => because(Phase::Enabling, "there is an agreement and you meet"),
        (true, false) => because(Phase::Negotiating, "there is an agreement and no session yet"),
        (false, true) => because(Phase::Negotiating, "you meet and nothing is agreed on paper"),
        (false, false) => because(Phase::Preparing, "there is no agreement and no session yet"),
    }
}

fn goals_are_closed(material: &Material) -> bool {
    let all = material.goals.len();
    let closed = material.goals.iter().filter(|goal| goal.state == GoalState::Reached).count();
    all > 0 && closed as f64 / all as f64 >= GOALS_CLOSED
}

fn long_gaps(held: &[Session], cadence: Option<u16>) -> usize {
    let Some(cadence) = cadence else { return 0 };
    let long = LONG_GAP * f64::from(cadence);
    let gap = |pair: &[Session]| match pair {
        [newer, older] => newer.starts_at.day().signed_duration_since(older.starts_at.day()).num_days(),
        _ => 0,
    };
    // Only what happened lately says where it stands now.
    held.iter().take(6).cloned().collect::<Vec<_>>().windows(2).filter(|pair| gap(pair) as f64 > long).count()
}
