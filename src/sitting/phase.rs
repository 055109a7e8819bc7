//! What is at hand for a session says where the relationship seems to stand, too.

use super::Material;
use crate::model::{GoalState, PhaseFacts, Session, Suggestion};
use chrono::NaiveDate;

/// Sessions whose gaps say where it stands now.
const LATELY: usize = 6;

/// The phase the material speaks for.
pub fn suggest(material: &Material, today: NaiveDate) -> Suggestion {
    let relationship = &material.relationship;
    let closed = |state| matches!(state, GoalState::Reached | GoalState::Dropped);
    let gap = |pair: &[Session]| match pair {
        [newer, older] => {
            newer.starts_at.day().signed_duration_since(older.starts_at.day()).num_days() as f64
        }
        _ => 0.0,
    };
    PhaseFacts {
        today,
        status: relationship.status,
        ends_on: relationship.ended_on,
        agreed: relationship.agreement.iter().any(|section| section.agreed_on.is_some()),
        met: !material.held.is_empty(),
        goals: (material.goals.iter().filter(|goal| closed(goal.state)).count(), material.goals.len()),
        gaps: material
            .held
            .get(..material.held.len().min(LATELY))
            .unwrap_or_default()
            .windows(2)
            .map(gap)
            .collect(),
        cadence: relationship.cadence_days.map(f64::from),
    }
    .suggest()
}
