//! The features of a lived exchange that the form mirror compares, each 0 to 1 (domain 4.5).

use super::finding::{Answer, Evidence, Reading, Unknown};
use super::measure::{self, count, figure};
use super::rows::MemberRow;
use super::scene::{Edge, Measure, Scene, evidence, total};
use crate::forms::Feature;
use crate::model::{ExchangeKind, FeedbackStyle, Id, Person};
use std::collections::{BTreeMap, BTreeSet};

/// One feature as it is lived, or why it is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Lived {
    /// Which.
    pub feature: Feature,
    /// Its figure.
    pub answer: Answer,
}

/// Every feature of these rows.
pub fn features(scene: &Scene<'_>) -> Vec<Lived> {
    let table: [(Feature, Measure); 10] = [
        (Feature::Asymmetry, asymmetry),
        (Feature::Downward, downward),
        (Feature::TopicLeads, topic_leads),
        (Feature::Groups, groups),
        (Feature::OnePerson, one_person),
        (Feature::CrossDepartment, cross_department),
        (Feature::CrossCohort, cross_cohort),
        (Feature::Critique, critique),
        (Feature::SharedGoals, shared_goals),
        (Feature::SameAuthority, same_authority),
    ];
    table.into_iter().map(|(feature, measure)| Lived { feature, answer: measure(scene) }).collect()
}

/// a: how little of the giving is returned.
fn asymmetry(scene: &Scene<'_>) -> Answer {
    let rows = evidence(scene.exchanged()?);
    let reciprocity =
        measure::reciprocity(&scene.giving()).ok_or_else(|| Unknown::because("nothing was given"))?;
    Ok(Reading::new(1.0 - reciprocity, format!("1 - r = 1 - {}", figure(reciprocity)), rows))
}

/// A share of the weight between people of whom both attributes are known.
fn share<'a, T>(
    scene: &Scene<'a>,
    attribute: impl Fn(&'a MemberRow) -> Option<T>,
    counts: impl Fn(&T, &T) -> bool,
    holds: impl Fn(&T, &T) -> bool,
    what: &str,
) -> Answer {
    let known =
        |edge: &Edge<'a>| Some((attribute(scene.member(edge.from)?)?, attribute(scene.member(edge.to)?)?));
    let (mut held, mut all, mut rows) = (0.0, 0.0, Vec::new());
    for edge in &scene.edges {
        let Some((from, to)) = known(edge).filter(|(from, to)| counts(from, to)) else { continue };
        all += edge.weight;
        if holds(&from, &to) {
            held += edge.weight;
            rows.push(edge.evidence());
        }
    }
    if all <= 0.0 {
        return Err(Unknown::because(format!("too little is known: no exchange where {what} can be told")));
    }
    Ok(Reading::new(held / all, format!("{} / {} = {}", figure(held), figure(all), figure(held / all)), rows))
}

/// d: the share of what crosses ranks that goes down.
fn downward(scene: &Scene<'_>) -> Answer {
    let rank = |member: &MemberRow| member.authority;
    share(scene, rank, |from, to| from != to, |from, to| from > to, "ranks differ")
}

/// x: the share across departments.
fn cross_department(scene: &Scene<'_>) -> Answer {
    share(scene, |one| one.department.as_deref(), |_, _| true, |from, to| from != to, "departments")
}

/// c: the share across cohorts.
fn cross_cohort(scene: &Scene<'_>) -> Answer {
    share(scene, |one| one.cohort.as_deref(), |_, _| true, |from, to| from != to, "cohorts")
}

/// l: the share between people of about the same rank, at most one step apart: what the forms' own
/// rule `peer(a, b)` calls equal.
fn same_authority(scene: &Scene<'_>) -> Answer {
    let rank = |member: &MemberRow| member.authority;
    share(scene, rank, |_, _| true, |from, to| from.abs_diff(*to) <= 1, "ranks")
}

/// t: how evenly the lead is spread over topics: evenness of the topics led, times the share of
/// topics that anybody leads. Where several give alike on every topic, the lead belongs to no topic.
fn topic_leads(scene: &Scene<'_>) -> Answer {
    let (leads, rows) = scene.topic_leads();
    let talked: BTreeSet<&str> = scene.edges.iter().filter_map(|edge| edge.row.topic.as_deref()).collect();
    let topics = talked.union(&leads.keys().copied().collect()).count();
    if topics == 0 {
        return Err(Unknown::because("no exchange and no lead names a topic"));
    }
    let led: Vec<f64> = scene
        .members()
        .map(|member| count(leads.values().filter(|lead| **lead == member.person).count()))
        .collect();
    let evenness = measure::evenness(&led).unwrap_or(0.0);
    let value = evenness * count(leads.len()) / count(topics);
    let formula = format!(
        "evenness of topics led {} = {} x {} led / {topics} topics = {}",
        measure::joined(&led, ", "),
        figure(evenness),
        leads.len(),
        figure(value)
    );
    Ok(Reading::new(value, formula, rows))
}

/// q: the share of sessions with three or more present.
fn groups(scene: &Scene<'_>) -> Answer {
    let told: Vec<_> = scene.ledger.sessions.iter().filter(|one| !one.present.is_empty()).collect();
    if told.is_empty() {
        return Err(Unknown::because("no session says who was present"));
    }
    let groups: Vec<_> = told.iter().filter(|one| one.present.len() >= 3).collect();
    let value = count(groups.len()) / count(told.len());
    let formula = format!("{} / {} sessions = {}", groups.len(), told.len(), figure(value));
    Ok(Reading::new(value, formula, groups.iter().map(|one| Evidence::Session(one.id))))
}

/// e: the largest share of the weight that touches one person.
fn one_person(scene: &Scene<'_>) -> Answer {
    let all = total(scene.exchanged()?);
    let mut touched: BTreeMap<Id<Person>, f64> = BTreeMap::new();
    for edge in &scene.edges {
        for person in [edge.from, edge.to] {
            *touched.entry(person).or_insert(0.0) += edge.weight;
        }
    }
    let (who, most) = touched
        .into_iter()
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .ok_or_else(|| Unknown::because("nothing was given"))?;
    let rows = evidence(scene.edges.iter().filter(|edge| edge.from == who || edge.to == who));
    let formula = format!("{} / {} = {}", figure(most), figure(all), figure(most / all));
    Ok(Reading::new(most / all, formula, rows))
}

/// k: the share of critique in all rows: challenges, and feedback that is not praise.
fn critique(scene: &Scene<'_>) -> Answer {
    let exchanges = &scene.ledger.exchanges;
    let challenges = exchanges.iter().filter(|row| row.kind == ExchangeKind::Challenge);
    let given = || scene.ledger.feedback.iter().filter(|row| row.given_on.is_some());
    let critical = given().filter(|row| matches!(row.style, FeedbackStyle::Sbi | FeedbackStyle::Free));
    let mut rows: Vec<Evidence> = challenges.map(|row| Evidence::Exchange(row.id)).collect();
    rows.extend(critical.map(|row| Evidence::Feedback(row.id)));
    let all = exchanges.len() + given().count();
    if all == 0 {
        return Err(Unknown::because("nothing is recorded"));
    }
    let value = count(rows.len()) / count(all);
    Ok(Reading::new(value, format!("{} / {all} rows = {}", rows.len(), figure(value)), rows))
}

/// s: the share of goals that several people own.
fn shared_goals(scene: &Scene<'_>) -> Answer {
    let goals = &scene.ledger.goals;
    if goals.is_empty() {
        return Err(Unknown::because("no goal is written down"));
    }
    let shared: Vec<_> = goals.iter().filter(|goal| goal.owners.len() > 1).collect();
    let value = count(shared.len()) / count(goals.len());
    let formula = format!("{} / {} goals = {}", shared.len(), goals.len(), figure(value));
    Ok(Reading::new(value, formula, shared.iter().map(|goal| Evidence::Goal(goal.id))))
}
