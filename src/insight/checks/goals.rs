//! H5 goal alignment and H8 clarity.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure};
use crate::insight::rows::{GoalRow, days_between};
use crate::insight::scene::Scene;
use crate::model::{GoalState, ItemState};

/// A check-in is recent within so many agreed intervals.
const RECENT_CADENCES: f64 = 2.0;

fn active<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = &'a GoalRow> {
    scene.ledger.goals.iter().filter(|goal| goal.state == GoalState::Active)
}

/// The distance between the highest and the lowest weight of a goal that several people weighed.
fn range(goal: &GoalRow) -> Option<f64> {
    let weights = || goal.weights.iter().map(|(_, weight)| *weight);
    (goal.weights.len() > 1).then(|| f64::from(weights().max().unwrap_or(0) - weights().min().unwrap_or(0)))
}

/// H5: how far apart the active goals are weighed, 0 to 1.
pub fn misaligned(scene: &Scene<'_>) -> Answer {
    let weighed: Vec<(&GoalRow, f64)> = active(scene).filter_map(|goal| Some((goal, range(goal)?))).collect();
    let ranges: Vec<f64> = weighed.iter().map(|(_, range)| *range).collect();
    let value = measure::misalignment(&ranges)
        .ok_or_else(|| Unknown::because("no active goal was weighed by two people"))?;
    let formula =
        format!("1 - mean of 1 - range / 4, ranges {} = {}", measure::joined(&ranges, ", "), figure(value));
    let mut reading = Reading::new(value, formula, weighed.iter().map(|(goal, _)| Evidence::Goal(goal.id)));
    reading.both_sides = true;
    Ok(reading)
}

/// H5: the share of the minutes talked about that went to topics with a goal.
pub fn goal_minutes(scene: &Scene<'_>) -> Answer {
    let linked =
        |name: &str| scene.ledger.topics.iter().any(|topic| topic.name == name && topic.goal.is_some());
    let (mut minutes, mut with_goal, mut rows) = (0.0, 0.0, Vec::new());
    for item in scene.ledger.items.iter().filter(|item| item.state == ItemState::Done) {
        let (Some(session), Some(length)) = (item.held_in, item.minutes) else { continue };
        minutes += f64::from(length);
        if item.topic.as_deref().is_some_and(linked) {
            with_goal += f64::from(length);
        }
        rows.push(Evidence::Session(session));
    }
    if minutes <= 0.0 {
        return Err(Unknown::because("no agenda item that was talked about has minutes"));
    }
    let value = with_goal / minutes;
    let formula =
        format!("minutes with a goal {} / {} = {}", figure(with_goal), figure(minutes), figure(value));
    Ok(Reading::new(value, formula, rows))
}

/// H8: the share of active goals with a measure, a date and a check-in within two intervals.
pub fn clear(scene: &Scene<'_>) -> Answer {
    let goals: Vec<&GoalRow> = active(scene).collect();
    if goals.is_empty() {
        return Err(Unknown::because("there is no active goal"));
    }
    let span = RECENT_CADENCES * scene.cadence();
    let recent =
        |goal: &GoalRow| goal.checked_on.is_some_and(|day| days_between(day, scene.ledger.today) <= span);
    let clear = goals.iter().filter(|goal| goal.measured && goal.dated && recent(goal)).count();
    let value = count(clear) / count(goals.len());
    let formula = format!(
        "with measure, date and a check-in in {} days {clear} / active {} = {}",
        figure(span),
        goals.len(),
        figure(value)
    );
    Ok(Reading::new(value, formula, goals.iter().map(|goal| Evidence::Goal(goal.id))))
}
