//! Every check of a form on one relationship, and the few that are worth a talk.

use super::checks;
use super::finding::{Answer, Evidence, Finding, Grade, Reading, Unknown};
use super::rows::Ledger;
use super::scene::Scene;
use super::window::FEWEST_SESSIONS;
use crate::forms::{Check, Form};
use std::collections::HashMap;

/// So many warnings are shown at once.
pub const MOST_WARNINGS: usize = 3;

/// What the form's checks find, in the form's order: the gravest first.
pub fn health(ledger: &Ledger, form: &Form) -> Vec<Finding> {
    let scene = Scene::new(ledger, form);
    form.checks.iter().map(|check| finding(check, &scene)).collect()
}

/// The warnings among them, worst first, offers last; no more than [`MOST_WARNINGS`].
pub fn warnings(findings: &[Finding]) -> Vec<&Finding> {
    let mut warnings: Vec<&Finding> =
        findings.iter().filter(|finding| finding.grade >= Grade::Amber).collect();
    // Of one grade the form's order stands: the sort is stable.
    warnings.sort_by_key(|finding| (finding.offer, std::cmp::Reverse(finding.grade)));
    warnings.truncate(MOST_WARNINGS);
    warnings
}

fn finding(check: &Check, scene: &Scene<'_>) -> Finding {
    let answer = answer(check, scene);
    let mut finding = Finding {
        check: check.id.clone(),
        measure: check.measure.clone(),
        name: check.name.clone(),
        relationship: scene.ledger.relationship,
        value: None,
        grade: Grade::NotApplicable,
        formula: String::new(),
        rows: Vec::new(),
        one_sided: false,
        offer: check.meaning.offer,
    };
    match answer {
        Err(Unknown(reason)) => finding.formula = reason,
        Ok(reading) => {
            finding.one_sided = !reading.both_sides && is_one_sided(scene, &reading.rows);
            finding.grade = grade(check, &reading);
            finding.value = Some(reading.value);
            finding.formula = reading.formula;
            finding.rows = reading.rows;
        }
    }
    finding
}

fn answer(check: &Check, scene: &Scene<'_>) -> Answer {
    let sessions = scene.ledger.sessions.len();
    if sessions < FEWEST_SESSIONS {
        return Err(Unknown::because(format!("sessions held: {sessions} of the {FEWEST_SESSIONS} it needs")));
    }
    let measure = checks::measure(&check.id, &check.measure)
        .ok_or_else(|| Unknown::because("this version does not measure it"))?;
    measure(scene)
}

/// A figure that hits its threshold to the last digit has not passed it because of rounding.
const DIGITS: f64 = 1e9;

fn grade(check: &Check, reading: &Reading) -> Grade {
    let value = (reading.value * DIGITS).round() / DIGITS;
    if reading.excused {
        Grade::Calm
    } else if check.is_red(value) {
        Grade::Red
    } else if check.is_amber(value) {
        Grade::Amber
    } else {
        Grade::Calm
    }
}

/// Whether fewer than half of the exchanges behind a figure were confirmed by the other side. For a
/// figure from other rows the whole window's exchanges speak.
fn is_one_sided(scene: &Scene<'_>, rows: &[Evidence]) -> bool {
    let confirmed: HashMap<Evidence, bool> =
        scene.ledger.exchanges.iter().map(|row| (Evidence::Exchange(row.id), row.confirmed)).collect();
    let behind: Vec<bool> = rows.iter().filter_map(|row| confirmed.get(row).copied()).collect();
    let votes = if behind.is_empty() { confirmed.values().copied().collect() } else { behind };
    votes.iter().filter(|vote| **vote).count() * 2 < votes.len().max(1)
}
