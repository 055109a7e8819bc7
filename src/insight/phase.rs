//! What a ledger says about the phase of its relationship.

use super::rows::Ledger;
use crate::model::{GoalState, PhaseFacts, Suggestion};

/// The phase the rows speak for.
pub fn suggest(ledger: &Ledger) -> Suggestion {
    let closed = |state| matches!(state, GoalState::Reached | GoalState::Dropped);
    PhaseFacts {
        today: ledger.today,
        status: ledger.status,
        ends_on: ledger.ended_on,
        agreed: ledger.agreed,
        met: ledger.held > 0,
        goals: (ledger.goals.iter().filter(|goal| closed(goal.state)).count(), ledger.goals.len()),
        gaps: ledger.gaps(),
        cadence: ledger.cadence_days.map(f64::from),
    }
    .suggest()
}
