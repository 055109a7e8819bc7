//! Care x candour: where feedback was felt, and the way its middle went; no names.

use super::Chart;
use super::axis::legend;
use crate::insight::measure;
use crate::insight::picture::Chronicle;
use crate::insight::picture::candour::{Drift, Middle};
use crate::insight::window::FEWEST_SESSIONS;
use crate::tui::panel::{Figure, Sketch, several, spoken};
use crate::tui::theme::Role;
use std::collections::BTreeMap;

/// The picture.
pub const CHART: Chart =
    Chart { name: "care x candour", question: "am I avoiding?", empty, draw, reading, figures };

/// Names of the middles, the oldest first.
const TRAIL: [&str; 3] = ["A", "B", "C"];
/// As close as this a mean is to the line at 3.
const NEAR: f64 = 0.25;
/// Cells left of the map: the word for its height.
const LEFT: usize = 5;
/// Values of care and of challenge.
const VALUES: usize = 5;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    Drift::of(chronicle)
        .felt
        .is_empty()
        .then_some("Nobody said yet how feedback landed: e on one (tab 5) sets what was felt.")
}

/// The cell of a place on the map, care and challenge from 1 to 5.
fn cell(sketch: &Sketch, care: f64, challenge: f64) -> (usize, usize) {
    let (width, height) = (sketch.width().saturating_sub(LEFT + 1), sketch.height().saturating_sub(3));
    let share = |value: f64| (value.clamp(1.0, 5.0) - 1.0) / (VALUES - 1) as f64;
    let x = LEFT + (share(challenge) * width.saturating_sub(1) as f64).round() as usize;
    let y = ((1.0 - share(care)) * height.saturating_sub(1) as f64).round() as usize;
    (x, y)
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let drift = Drift::of(chronicle);
    let ((left, top), (right, bottom)) = (cell(sketch, 5.0, 1.0), cell(sketch, 1.0, 5.0));
    let (cx, cy) = cell(sketch, 3.0, 3.0);
    sketch.text(left, cy, &"-".repeat(right + 1 - left), Role::Line);
    for y in top..=bottom {
        sketch.text(cx, y, if y == cy { "+" } else { "|" }, Role::Line);
    }
    sketch.text(0, top, "care", Role::Muted);
    sketch.before(sketch.width(), bottom + 1, "challenge", Role::Muted);
    let mut places: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    for (_, felt) in &drift.felt {
        *places.entry(*felt).or_default() += 1;
    }
    for ((care, challenge), count) in places {
        let (x, y) = cell(sketch, f64::from(care), f64::from(challenge));
        let text = if count == 1 { "o".to_owned() } else { count.to_string() };
        sketch.around(x, y, &text, Role::Text);
    }
    for (middle, name) in drift.trail.iter().zip(TRAIL) {
        let (x, y) = cell(sketch, middle.care, middle.challenge);
        sketch.text(x, y, name, Role::Accent);
    }
    let trail = TRAIL[..drift.trail.len()].join(" > ");
    legend(sketch, &format!("o felt  {trail} its middle"));
}

/// Where a middle lies. Close to a line it lies in no corner.
fn corner(middle: &Middle) -> &'static str {
    if [middle.care, middle.challenge].into_iter().any(|mean| (mean - 3.0).abs() < NEAR) {
        return "near the line";
    }
    match (middle.care > 3.0, middle.challenge > 3.0) {
        (true, true) => measure::RADICAL_CANDOR,
        (true, false) => "care without challenge",
        (false, true) => "challenge without care",
        (false, false) => "neither care nor challenge",
    }
}

fn reading(chronicle: &Chronicle) -> String {
    let drift = Drift::of(chronicle);
    let felt = drift.felt.len();
    let (Some(first), Some(last)) = (drift.trail.first(), drift.trail.last()) else { return String::new() };
    if felt < FEWEST_SESSIONS {
        return format!("n/a: {felt} placed, {FEWEST_SESSIONS} are needed to say which way it moves.");
    }
    let (care, challenge) = (last.care - first.care, last.challenge - first.challenge);
    format!("{felt} placed: care {care:+.1}, challenge {challenge:+.1}; of late {}.", corner(last))
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let drift = Drift::of(chronicle);
    let mut figures: Vec<Figure> = drift
        .trail
        .iter()
        .zip(TRAIL)
        .map(|(middle, name)| {
            let (care, challenge) = (measure::figure(middle.care), measure::figure(middle.challenge));
            let days = format!("{} to {}", spoken(middle.days.0), spoken(middle.days.1));
            let rows = several(middle.rows.len(), "feedback", "feedbacks");
            let value = format!("mean care {care}, challenge {challenge} of {rows}, {days}");
            Figure::new(format!("middle {name}"), value, middle.rows.iter().copied())
        })
        .collect();
    if let Some(gap) = drift.gap {
        let value = format!("mean distance of (care, challenge) = {}", measure::figure(gap));
        figures.push(Figure::new("meant to felt", value, []));
    }
    figures
}
