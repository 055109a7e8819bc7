//! H12 the perception gap.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure};
use crate::insight::scene::Scene;
use crate::model::{Id, Person};

/// H12: the mean distance between two people's answers to the same question of a pulse. Revealed
/// rounds are read; where there are none, the ratings given with the sessions.
pub fn gap(scene: &Scene<'_>) -> Answer {
    let ledger = scene.ledger;
    let rounds = ledger.pulses.iter().map(|one| (Evidence::Round(one.id), one.answers.as_slice()));
    let ratings = ledger.sessions.iter().map(|one| (Evidence::Session(one.id), one.ratings.as_slice()));
    let sources: Vec<_> = if ledger.pulses.is_empty() { ratings.collect() } else { rounds.collect() };
    let (mut gaps, mut rows) = (Vec::new(), Vec::new());
    for (row, answers) in sources {
        let apart = distances(answers);
        if !apart.is_empty() {
            rows.push(row);
            gaps.extend(apart);
        }
    }
    let value = measure::mean(&gaps)
        .ok_or_else(|| Unknown::because("no pulse was answered by two people and revealed"))?;
    let formula = format!(
        "mean |a - b| = {} / {} = {}",
        figure(gaps.iter().sum()),
        figure(count(gaps.len())),
        figure(value)
    );
    let mut reading = Reading::new(value, formula, rows);
    reading.both_sides = true;
    Ok(reading)
}

/// The distance of every two answers to the same question.
fn distances(answers: &[(Id<Person>, String, f64)]) -> Vec<f64> {
    let mut apart = Vec::new();
    for (at, (who, question, value)) in answers.iter().enumerate() {
        let others = answers.iter().skip(at + 1);
        let same = others.filter(|(other, asked, _)| other != who && asked == question);
        apart.extend(same.map(|(_, _, other)| (value - other).abs()));
    }
    apart
}
