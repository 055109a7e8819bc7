//! H16 the frozen lead and H20 stuck decisions.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure, joined};
use crate::insight::rows::{ItemRow, days_between};
use crate::insight::scene::Scene;
use crate::model::{ItemState, TopicKind};

/// H16: the largest share of topics with the same lead.
pub fn frozen_lead(scene: &Scene<'_>) -> Answer {
    let (leads, rows) = scene.topic_leads();
    if leads.len() < 2 {
        return Err(Unknown::because("fewer than two topics have a lead"));
    }
    let held = scene
        .members()
        .map(|member| leads.values().filter(|lead| **lead == member.person).count())
        .max()
        .unwrap_or(0);
    let value = count(held) / count(leads.len());
    let agreed =
        scene.ledger.leads.iter().filter(|lead| scene.ledger.since.is_none_or(|day| lead.from_on >= day));
    // The first lead of a topic is no hand-over.
    let changes = agreed.filter(|lead| {
        scene.ledger.leads.iter().any(|other| other.topic == lead.topic && other.from_on < lead.from_on)
    });
    let changes = changes.count();
    let sessions = scene.ledger.sessions.len();
    let formula = format!(
        "topics with the same lead {held} / {} = {}; {changes} hand-overs in {sessions} sessions",
        leads.len(),
        figure(value)
    );
    Ok(Reading::new(value, formula, rows))
}

/// Agenda items on a topic of influence: each is a decision to be won.
fn decisions<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = &'a ItemRow> {
    let influence = |name: &str| {
        scene.ledger.topics.iter().any(|topic| topic.name == name && topic.kind == TopicKind::Influence)
    };
    scene.ledger.items.iter().filter(move |item| item.topic.as_deref().is_some_and(influence))
}

fn place(scene: &Scene<'_>, item: &ItemRow) -> Evidence {
    item.place.map_or(Evidence::Relationship(scene.ledger.relationship), Evidence::Session)
}

/// H20: the median of days from the day a decision was brought to the session in which it was made.
pub fn decision_days(scene: &Scene<'_>) -> Answer {
    let made = |item: &ItemRow| {
        let held = scene.ledger.sessions.iter().find(|session| Some(session.id) == item.held_in)?;
        Some((days_between(item.raised_on?, held.day), place(scene, item)))
    };
    let done: Vec<(f64, Evidence)> =
        decisions(scene).filter(|item| item.state == ItemState::Done).filter_map(made).collect();
    let days: Vec<f64> = done.iter().map(|(days, _)| *days).collect();
    let value = measure::median(&days)
        .ok_or_else(|| Unknown::because("no agenda item on a topic of influence was decided"))?;
    let formula = format!("median of {} days = {}", joined(&days, ", "), figure(value));
    Ok(Reading::new(value, formula, done.into_iter().map(|(_, row)| row)))
}

/// H20: the age of the oldest decision that is still open, in days.
pub fn oldest_open(scene: &Scene<'_>) -> Answer {
    let waits =
        |item: &&ItemRow| item.held_in.is_none() && matches!(item.state, ItemState::Open | ItemState::Parked);
    let age = |item: &ItemRow| Some((days_between(item.raised_on?, scene.ledger.today), place(scene, item)));
    let open = decisions(scene).filter(waits).filter_map(age);
    let (value, row) = open
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .ok_or_else(|| Unknown::because("no agenda item on a topic of influence is open"))?;
    Ok(Reading::new(value, format!("oldest open: {} days", figure(value)), [row]))
}
