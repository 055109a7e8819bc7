//! H9 crossing, H19 one note and H21 silence: what goes from one group to another.

use crate::forms::Career;
use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure};
use crate::insight::scene::{Edge, Scene, evidence, total};
use crate::model::{ExchangeKind, Id, Person};
use std::collections::{BTreeMap, BTreeSet};

fn department<'a>(scene: &Scene<'a>, person: Id<Person>) -> Option<&'a str> {
    scene.member(person).and_then(|member| member.department.as_deref())
}

/// H9: the E-I index on departments, -1 (all within) to 1 (all across).
pub fn crossing(scene: &Scene<'_>) -> Answer {
    let (mut across, mut within, mut rows) = (0.0, 0.0, Vec::new());
    for edge in &scene.edges {
        let (Some(from), Some(to)) = (department(scene, edge.from), department(scene, edge.to)) else {
            continue;
        };
        *(if from == to { &mut within } else { &mut across }) += edge.weight;
        rows.push(edge.evidence());
    }
    let value = measure::ei_index(across, within)
        .ok_or_else(|| Unknown::because("no exchange between people whose departments are known"))?;
    let (across, within) = (figure(across), figure(within));
    let formula = format!("EI = ({across} - {within}) / ({across} + {within}) = {}", figure(value));
    Ok(Reading::new(value, formula, rows))
}

/// H21: the share of ordered pairs of departments with nothing given.
pub fn silence(scene: &Scene<'_>) -> Answer {
    let departments: BTreeSet<&str> =
        scene.members().filter_map(|member| member.department.as_deref()).collect();
    let possible = departments.len() * departments.len().saturating_sub(1);
    if possible == 0 {
        return Err(Unknown::because("fewer than two departments are known"));
    }
    scene.exchanged()?;
    let mut heard: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut rows = Vec::new();
    for edge in &scene.edges {
        let cell = (department(scene, edge.from), department(scene, edge.to));
        if let (Some(from), Some(to)) = cell
            && from != to
            && departments.contains(from)
            && departments.contains(to)
        {
            heard.insert((from, to));
            rows.push(edge.evidence());
        }
    }
    if rows.is_empty() {
        rows = scene.last_three_rows();
    }
    let empty = possible - heard.len();
    let value = count(empty) / count(possible);
    Ok(Reading::new(value, format!("silent cells {empty} / {possible} = {}", figure(value)), rows))
}

/// What goes from one side of a career to the other.
fn between<'s, 'a>(scene: &'s Scene<'a>, from: Career, to: Career) -> Vec<&'s Edge<'a>> {
    let career = |person| scene.member(person).and_then(|one| scene.form.role(&one.role)?.career);
    scene.edges.iter().filter(|edge| career(edge.from) == Some(from) && career(edge.to) == Some(to)).collect()
}

/// H19: the largest topic's share of what the later-career side gives the earlier one.
pub fn one_topic(scene: &Scene<'_>) -> Answer {
    let edges = between(scene, Career::Later, Career::Earlier);
    let mut by_topic: BTreeMap<&str, f64> = BTreeMap::new();
    let mut rows: Vec<Evidence> = Vec::new();
    for edge in &edges {
        if let Some(topic) = edge.row.topic.as_deref() {
            *by_topic.entry(topic).or_insert(0.0) += edge.weight;
            rows.push(edge.evidence());
        }
    }
    let all: f64 = by_topic.values().sum();
    let largest = by_topic.iter().max_by(|one, other| one.1.total_cmp(other.1));
    let (topic, most) =
        largest.ok_or_else(|| Unknown::because("the later-career side gave nothing that has a topic"))?;
    let value = most / all;
    let formula = format!("{topic} {} / {} = {}", figure(*most), figure(all), figure(value));
    Ok(Reading::new(value, formula, rows))
}

/// H19: the share of advice in what the earlier-career side gives the later one.
pub fn only_advice(scene: &Scene<'_>) -> Answer {
    let edges = between(scene, Career::Earlier, Career::Later);
    let advice = || edges.iter().copied().filter(|edge| edge.row.kind == ExchangeKind::Advise);
    let all = total(edges.iter().copied());
    if all <= 0.0 {
        return Err(Unknown::because("the earlier-career side gave nothing"));
    }
    let value = total(advice()) / all;
    let formula = format!("advice {} / given {} = {}", figure(total(advice())), figure(all), figure(value));
    Ok(Reading::new(value, formula, evidence(edges.iter().copied())))
}
