//! H6 promises kept, H10 what is carried along, H13 independence.

use crate::forms::Seat;
use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure, kept_share};
use crate::insight::rows::CommitmentRow;
use crate::insight::scene::Scene;
use crate::model::{CommitmentState, Id, ItemState, Person};
use chrono::NaiveDate;

/// A share of fewer promises than this says nothing about a pattern.
const FEWEST_DUE: usize = 3;
/// Two shares are compared from so many promises each.
const FEWEST_DUE_TO_COMPARE: usize = 4;
/// Something carried so often is stuck.
const STUCK: usize = 3;
/// Independence is only offered where promises are kept this well.
const KEPT_WELL: f64 = 0.7;

/// The promises of one person that came due.
struct Record<'a> {
    kept: usize,
    due: Vec<&'a CommitmentRow>,
}

impl Record<'_> {
    fn share(&self) -> f64 {
        kept_share(self.kept, self.due.len())
    }

    fn formula(&self) -> String {
        format!("({} + 1) / ({} + 2) = {}", self.kept, self.due.len(), figure(self.share()))
    }
}

/// What came due in the window: its day has passed, or it was closed. What was let go is not owed.
fn record<'a>(scene: &'a Scene<'_>, owner: Id<Person>) -> Record<'a> {
    let today = scene.ledger.today;
    let since = scene.ledger.since;
    let came_due = |row: &&CommitmentRow| match row.state {
        CommitmentState::Kept | CommitmentState::Late => true,
        CommitmentState::Open => {
            row.due_on.is_some_and(|day| day < today && since.is_none_or(|from| day >= from))
        }
        CommitmentState::Dropped => false,
    };
    let due: Vec<_> =
        scene.ledger.commitments.iter().filter(|row| row.owner == owner).filter(came_due).collect();
    let kept = due.iter().filter(|row| row.state == CommitmentState::Kept).count();
    Record { kept, due }
}

fn records<'a>(scene: &'a Scene<'_>, fewest: usize) -> Vec<Record<'a>> {
    scene.members().map(|member| record(scene, member.person)).filter(|one| one.due.len() >= fewest).collect()
}

fn rows(records: &[Record<'_>]) -> Vec<Evidence> {
    records.iter().flat_map(|one| &one.due).map(|row| Evidence::Commitment(row.id)).collect()
}

/// H6: the lowest share of promises kept.
pub fn kept(scene: &Scene<'_>) -> Answer {
    let records = records(scene, FEWEST_DUE);
    let lowest = records
        .iter()
        .min_by(|one, other| one.share().total_cmp(&other.share()))
        .ok_or_else(|| Unknown::because(format!("nobody has {FEWEST_DUE} promises that came due")))?;
    let formula = format!("lowest K = {}", lowest.formula());
    Ok(Reading::new(lowest.share(), formula, lowest.due.iter().map(|row| Evidence::Commitment(row.id))))
}

/// H6: the gap between who keeps most and who keeps least.
pub fn kept_gap(scene: &Scene<'_>) -> Answer {
    let records = records(scene, FEWEST_DUE_TO_COMPARE);
    let shares: Vec<f64> = records.iter().map(Record::share).collect();
    if shares.len() < 2 {
        let reason = format!("not two people have {FEWEST_DUE_TO_COMPARE} promises each that came due");
        return Err(Unknown::because(reason));
    }
    let most = shares.iter().copied().fold(f64::MIN, f64::max);
    let least = shares.iter().copied().fold(f64::MAX, f64::min);
    let formula =
        format!("largest K - smallest K = {} - {} = {}", figure(most), figure(least), figure(most - least));
    Ok(Reading::new(most - least, formula, rows(&records)))
}

/// H10: items or promises carried three times or more.
pub fn carried(scene: &Scene<'_>) -> Answer {
    let sessions = &scene.ledger.sessions;
    let promises = scene
        .ledger
        .commitments
        .iter()
        .filter(|row| row.state == CommitmentState::Open && usize::from(row.carried) >= STUCK);
    // An item that waits again was carried past every session held since it was first brought.
    let passed = |raised: NaiveDate| sessions.iter().filter(|session| session.day >= raised).count();
    let items = scene.ledger.items.iter().filter(|item| {
        let waits = item.held_in.is_none() && item.state == ItemState::Open && item.carried;
        waits && item.raised_on.is_some_and(|day| passed(day) >= STUCK)
    });
    let mut rows: Vec<Evidence> = promises.map(|row| Evidence::Commitment(row.id)).collect();
    let promised = rows.len();
    let whole = Evidence::Relationship(scene.ledger.relationship);
    rows.extend(items.map(|item| item.place.map_or(whole, Evidence::Session)));
    let formula =
        format!("carried {STUCK} times or more: {promised} promises + {} items", rows.len() - promised);
    Ok(Reading::new(count(rows.len()), formula, rows))
}

/// H13: how much the share of promises that were the learner's own idea has grown, from the first
/// three sessions to the last three. Good news where promises are kept and the gaps lengthen.
pub fn own_ideas(scene: &Scene<'_>) -> Answer {
    let [learner] = scene.seated(Seat::Learner)[..] else {
        return Err(Unknown::because("there is not one learner"));
    };
    let ledger = scene.ledger;
    let from_day = scene.last_three().ok_or_else(|| Unknown::because("there are no three sessions"))?;
    if ledger.first.last().is_none_or(|(_, day)| *day >= from_day) {
        return Err(Unknown::because("there are no six sessions to compare"));
    }
    let theirs = |row: &&CommitmentRow| row.owner == learner && row.raised_by.is_some();
    let before: Vec<_> = ledger.first_commitments.iter().filter(theirs).collect();
    let now: Vec<_> = ledger.commitments.iter().filter(theirs).filter(|row| row.day >= from_day).collect();
    if before.is_empty() || now.is_empty() {
        return Err(Unknown::because("no promise says whose idea it was, then or now"));
    }
    let own = |rows: &[&CommitmentRow]| {
        let own = rows.iter().filter(|row| row.raised_by == Some(row.owner)).count();
        (count(own) / count(rows.len()), format!("{own} / {}", rows.len()))
    };
    let ((now_share, now_words), (then_share, then_words)) = (own(&now), own(&before));
    let value = now_share - then_share;
    let kept = record(scene, learner).share();
    let longer = gaps_lengthen(scene);
    let mut formula = format!("last 3: {now_words} - first 3: {then_words} = {}", figure(value));
    if kept < KEPT_WELL {
        formula.push_str(&format!("; promises kept {} is below {}", figure(kept), figure(KEPT_WELL)));
    }
    if !longer {
        formula.push_str("; the gaps do not lengthen");
    }
    let rows = before.iter().chain(&now).map(|row| Evidence::Commitment(row.id));
    let mut reading = Reading::new(value, formula, rows);
    reading.excused = kept < KEPT_WELL || !longer;
    Ok(reading)
}

/// Whether the last sessions lie further apart than the first three did.
fn gaps_lengthen(scene: &Scene<'_>) -> bool {
    let first: Vec<f64> = scene
        .ledger
        .first
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, one), (_, next)] => Some(crate::insight::rows::days_between(*one, *next)),
            _ => None,
        })
        .collect();
    let gaps = scene.ledger.gaps();
    let last: Vec<f64> = gaps.iter().rev().take(2).copied().collect();
    match (measure::mean(&first), measure::mean(&last)) {
        (Some(then), Some(now)) => now > then,
        _ => false,
    }
}
