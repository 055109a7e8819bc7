//! H9 voice: how evenly the talk is shared.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, figure, joined};
use crate::insight::scene::Scene;
use std::collections::BTreeMap;

/// H9: evenness of talk over the sessions in which it was measured, 0 to 1.
pub fn voice(scene: &Scene<'_>) -> Answer {
    // Whoever takes part and said nothing counts.
    let mut talk: BTreeMap<_, f64> = scene.members().map(|member| (member.person, 0.0)).collect();
    let mut rows = Vec::new();
    for session in scene.ledger.sessions.iter().filter(|session| !session.talk.is_empty()) {
        for (person, seconds) in &session.talk {
            *talk.entry(*person).or_insert(0.0) += f64::from(*seconds);
        }
        rows.push(Evidence::Session(session.id));
    }
    let total: f64 = talk.values().sum();
    let shares: Vec<f64> =
        talk.values().map(|seconds| if total > 0.0 { seconds / total } else { 0.0 }).collect();
    let value = measure::evenness(&shares).ok_or_else(|| Unknown::because("no talk time is recorded"))?;
    let squares = joined(&shares, "^2 + ");
    let formula = format!("E = (1 - ({squares}^2)) / (1 - 1/{}) = {}", shares.len(), figure(value));
    Ok(Reading::new(value, formula, rows))
}
