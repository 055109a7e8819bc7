//! H4 the feedback loop, H14 candour, H15 what stays unsaid.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, RADICAL_CANDOR, count, figure};
use crate::insight::rows::{FeedbackRow, days_between};
use crate::insight::scene::Scene;
use crate::model::FeedbackState;

/// Feedback should be answered within so many days.
const ANSWER_DAYS: f64 = 21.0;
/// A draft is old once so many sessions have passed over it.
const OLD_SESSIONS: usize = 2;

fn given<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = (&'a FeedbackRow, chrono::NaiveDate)> {
    scene.ledger.feedback.iter().filter_map(|row| Some((row, row.given_on?)))
}

fn rows<'a>(feedback: impl IntoIterator<Item = &'a FeedbackRow>) -> Vec<Evidence> {
    feedback.into_iter().map(|row| Evidence::Feedback(row.id)).collect()
}

/// H4: the share of feedback answered within 21 days. What is younger and waits does not count yet.
pub fn answered(scene: &Scene<'_>) -> Answer {
    let today = scene.ledger.today;
    let in_time = |row: &FeedbackRow, day| {
        row.answered_on.is_some_and(|answer| days_between(day, answer) <= ANSWER_DAYS)
    };
    let (ripe, waiting): (Vec<_>, Vec<_>) = given(scene)
        .partition(|(row, day)| row.answered_on.is_some() || days_between(*day, today) > ANSWER_DAYS);
    if ripe.is_empty() {
        return Err(Unknown::because("no feedback was given more than 21 days ago, or answered"));
    }
    let done = ripe.iter().filter(|(row, day)| in_time(row, *day)).count();
    let value = count(done) / count(ripe.len());
    let waiting = match waiting.len() {
        0 => String::new(),
        some => format!(" ({some} younger, still waiting)"),
    };
    let formula =
        format!("L = answered in 21 days {done} / given {} = {}{waiting}", ripe.len(), figure(value));
    Ok(Reading::new(value, formula, rows(ripe.iter().map(|(row, _)| *row))))
}

/// H4: how many directions the form expects had nothing in the last three sessions.
pub fn missing_directions(scene: &Scene<'_>) -> Answer {
    let from_day = scene.last_three().ok_or_else(|| Unknown::because("there are no three sessions"))?;
    let recent: Vec<_> = scene.edges.iter().filter(|edge| edge.row.day >= from_day).collect();
    let said: Vec<_> = given(scene).filter(|(_, day)| *day >= from_day).map(|(row, _)| row).collect();
    if scene.is_blank() {
        return Err(Unknown::because("no exchange and no feedback is recorded"));
    }
    let members: Vec<_> = scene.members().collect();
    let expected: Vec<_> = members
        .iter()
        .flat_map(|from| members.iter().map(move |to| (*from, *to)))
        .filter(|(from, to)| from.person != to.person && scene.is_core(from, to))
        .collect();
    let missing = expected.iter().filter(|(from, to)| {
        let exchanged = recent.iter().any(|edge| edge.from == from.person && edge.to == to.person);
        let told = said.iter().any(|row| row.from == from.person && row.to == to.person);
        !exchanged && !told
    });
    let missing = missing.count();
    let formula =
        format!("{missing} of {} expected directions silent in the last 3 sessions", expected.len());
    Ok(Reading::new(count(missing), formula, scene.last_three_rows()))
}

/// H14: the share of felt feedback in the corner that is caring and direct.
pub fn candour(scene: &Scene<'_>) -> Answer {
    let felt: Vec<(&FeedbackRow, (u8, u8))> =
        scene.ledger.feedback.iter().filter_map(|row| Some((row, row.felt?))).collect();
    if felt.is_empty() {
        return Err(Unknown::because("no receiver said how feedback felt"));
    }
    let corner = |(_, (care, challenge)): &&(&FeedbackRow, (u8, u8))| measure::corner(*care, *challenge);
    let caring = felt.iter().filter(|row| corner(row) == Some(RADICAL_CANDOR)).count();
    let value = count(caring) / count(felt.len());
    let formula = format!("{RADICAL_CANDOR} {caring} / felt {} = {}", felt.len(), figure(value));
    Ok(Reading::new(value, formula, rows(felt.iter().map(|(row, _)| *row))))
}

/// H14: the mean distance between what was meant and what was felt.
pub fn landed_gap(scene: &Scene<'_>) -> Answer {
    let both: Vec<(&FeedbackRow, f64)> = scene
        .ledger
        .feedback
        .iter()
        .filter_map(|row| Some((row, measure::landed_gap(row.meant?, row.felt?))))
        .collect();
    let gaps: Vec<f64> = both.iter().map(|(_, gap)| *gap).collect();
    let value = measure::mean(&gaps)
        .ok_or_else(|| Unknown::because("no feedback has both what was meant and what was felt"))?;
    let formula = format!("mean of {} = {}", measure::joined(&gaps, ", "), figure(value));
    Ok(Reading::new(value, formula, rows(both.iter().map(|(row, _)| *row))))
}

/// H14: the share of feedback that was asked for first.
pub fn asked_first(scene: &Scene<'_>) -> Answer {
    let said: Vec<&FeedbackRow> = given(scene).map(|(row, _)| row).collect();
    if said.is_empty() {
        return Err(Unknown::because("no feedback was given"));
    }
    let asked = said.iter().filter(|row| row.asked).count();
    let value = count(asked) / count(said.len());
    let formula = format!("asked first {asked} / given {} = {}", said.len(), figure(value));
    Ok(Reading::new(value, formula, rows(said)))
}

/// H15: drafts that two sessions have passed over.
pub fn unsaid(scene: &Scene<'_>) -> Answer {
    let passed = |row: &FeedbackRow| {
        scene.ledger.sessions.iter().filter(|session| session.day > row.day).count() >= OLD_SESSIONS
    };
    let drafts = scene.ledger.feedback.iter().filter(|row| row.state == FeedbackState::Draft);
    let old: Vec<&FeedbackRow> = drafts.filter(|row| passed(row)).collect();
    let formula = format!("{} drafts older than {OLD_SESSIONS} sessions", old.len());
    Ok(Reading::new(count(old.len()), formula, rows(old)))
}
