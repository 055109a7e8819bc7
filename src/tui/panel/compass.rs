//! The compass: people in layers by rank, what went up, down and sideways between them, and three
//! counters, of which a missing one is named.

use super::material::{Material, total};
use super::{Figure, Panel, Sketch};
use crate::insight::{Edge, Evidence, MemberRow, measure};
use crate::model::{Id, Person};
use crate::tui::theme::Role;
use crate::tui::widget::text::{bar, cells, cut, fit};
use ratatui::text::{Line, Span};
use std::cmp::Ordering;

/// The picture.
pub const PANEL: Panel = Panel { name: "compass", least: (60, 11), draw, strip, reading, figures };

/// Cells of the counters beside the layers.
const COUNTERS: usize = 24;

/// A direction, as it goes across ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
    Side,
}

impl Direction {
    const ALL: [Self; 3] = [Self::Up, Self::Down, Self::Side];

    fn words(self) -> (&'static str, char, Role) {
        match self {
            Self::Up => ("up", '^', Role::Accent),
            Self::Down => ("down", 'v', Role::Mentor),
            Self::Side => ("sideways", '=', Role::Mutual),
        }
    }
}

fn rank(material: &Material<'_>, person: Id<Person>) -> Option<i64> {
    material.scene.member(person).and_then(|member| member.authority)
}

/// Which way something went, where both ranks are known.
fn direction(material: &Material<'_>, edge: &Edge<'_>) -> Option<Direction> {
    let ranks = rank(material, edge.from).zip(rank(material, edge.to))?;
    Some(match ranks.0.cmp(&ranks.1) {
        Ordering::Less => Direction::Up,
        Ordering::Greater => Direction::Down,
        Ordering::Equal => Direction::Side,
    })
}

fn going<'m>(material: &'m Material<'_>, way: Direction) -> impl Iterator<Item = &'m Edge<'m>> {
    material.scene.edges.iter().filter(move |edge| direction(material, edge) == Some(way))
}

fn weight(material: &Material<'_>, way: Direction) -> f64 {
    total(going(material, way))
}

/// The people by rank, the highest first; whose rank is not known come last.
fn layers<'a>(material: &Material<'a>) -> Vec<(Option<i64>, Vec<&'a MemberRow>)> {
    let mut layers: Vec<(Option<i64>, Vec<&MemberRow>)> = Vec::new();
    for member in material.members() {
        match layers.iter_mut().find(|(rank, _)| *rank == member.authority) {
            Some((_, people)) => people.push(member),
            None => layers.push((member.authority, vec![member])),
        }
    }
    layers.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    layers
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let layers = layers(material);
    let width = sketch.width() - COUNTERS;
    let height = sketch.height();
    let step = (height.saturating_sub(1) / layers.len().max(1)).clamp(1, 6);
    for (at, (rank, people)) in layers.iter().enumerate() {
        let y = at * step;
        let label = rank.map_or("rank ?".to_owned(), |rank| format!("rank {rank}"));
        sketch.within(0, y, 8, &label, Role::Muted);
        let side = within(material, people);
        let names: Vec<&str> = people.iter().map(|member| material.short(member.person)).collect();
        let room = (width.saturating_sub(20) / names.len().max(1)).clamp(4, 18);
        let joint = if side > 0.0 { " = " } else { "   " };
        let names: Vec<String> = names.iter().map(|name| cut(name, room - 3)).collect();
        let said = if side > 0.0 { format!("  ={side:.0}") } else { String::new() };
        sketch.within(9, y, width - 10, &format!("{}{said}", names.join(joint)), Role::Heading);
        if at + 1 < layers.len() {
            between(material, sketch, people, &layers[at + 1..], (y, step, width));
        }
    }
    counters(material, sketch, width + 1);
}

/// What stays within a layer.
fn within(material: &Material<'_>, people: &[&MemberRow]) -> f64 {
    let here = |person: Id<Person>| people.iter().any(|member| member.person == person);
    let edges = going(material, Direction::Side);
    total(edges.filter(|edge| here(edge.from) && here(edge.to)))
}

/// The arrows from a layer to all below it, and back up.
fn between(
    material: &Material<'_>,
    sketch: &mut Sketch,
    upper: &[&MemberRow],
    lower: &[(Option<i64>, Vec<&MemberRow>)],
    (y, step, width): (usize, usize, usize),
) {
    if step < 2 {
        return;
    }
    let above = |person: Id<Person>| upper.iter().any(|member| member.person == person);
    let below =
        |person: Id<Person>| lower.iter().any(|(_, people)| people.iter().any(|m| m.person == person));
    let down = total(going(material, Direction::Down).filter(|edge| above(edge.from) && below(edge.to)));
    let up = total(going(material, Direction::Up).filter(|edge| below(edge.from) && above(edge.to)));
    let scale = Direction::ALL.map(|way| weight(material, way)).into_iter().fold(1.0, f64::max);
    let most = (width.saturating_sub(30) / 2).max(2) as f64;
    for ((way, amount), x) in
        [(Direction::Down, down), (Direction::Up, up)].into_iter().zip([11, 11 + width / 2])
    {
        let (_, mark, role) = way.words();
        let many = if amount > 0.0 { ((amount / scale * most / 2.0).ceil() as usize).max(1) } else { 0 };
        let arrows = vec![mark.to_string(); many].join(" ");
        let text = if many == 0 { ".".to_owned() } else { format!("{arrows} {amount:.0}") };
        let role = if many == 0 { Role::Muted } else { role };
        for row in 1..step {
            // The figure stands once, beside the middle row of its arrows.
            let text = if row == step / 2 || many == 0 { text.as_str() } else { arrows.as_str() };
            if many > 0 || row == step / 2 {
                sketch.within(x, y + row, width / 2 - 4, text, role);
            }
        }
    }
}

fn counters(material: &Material<'_>, sketch: &mut Sketch, x: usize) {
    let all = Direction::ALL.map(|way| weight(material, way));
    let total: f64 = all.iter().sum();
    for (at, (way, amount)) in Direction::ALL.into_iter().zip(all).enumerate() {
        let (name, mark, role) = way.words();
        let y = at * 3;
        sketch.text(x, y, &format!("{mark} {name}"), Role::Heading);
        sketch.before(sketch.width(), y, &format!("{amount:.0}"), Role::Text);
        if amount > 0.0 {
            sketch.text(x, y + 1, &bar(amount / total, COUNTERS - 2), role);
        } else {
            sketch.text(x, y + 1, "! nothing yet", Role::Warn);
        }
    }
}

fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    let all = Direction::ALL.map(|way| weight(material, way));
    let total: f64 = all.iter().sum::<f64>().max(1.0);
    let style = |role| material.theme.style(role);
    let lines = Direction::ALL.into_iter().zip(all).map(|(way, amount)| {
        let (name, mark, role) = way.words();
        let label = Span::styled(fit(&format!(" {mark} {name}"), 13), style(Role::Heading));
        let shown = if amount > 0.0 {
            Span::styled(bar(amount / total, (width / 3).clamp(10, 34)), style(role))
        } else {
            Span::styled("! nothing yet", style(Role::Warn))
        };
        let most = width.saturating_sub(13 + cells(&shown.content) + 8);
        let people = givers(material, way);
        let said =
            if amount > 0.0 { format!(" {amount:>4.0}  {}", cut(&people, most)) } else { String::new() };
        Line::from(vec![label, shown, Span::raw(said)])
    });
    lines.collect()
}

/// Who gave in a direction, by name, in the order of the members.
fn givers(material: &Material<'_>, way: Direction) -> String {
    let gave = |member: &&MemberRow| going(material, way).any(|edge| edge.from == member.person);
    let names: Vec<&str> =
        material.members().into_iter().filter(gave).map(|member| material.short(member.person)).collect();
    names.join(", ")
}

fn reading(material: &Material<'_>) -> String {
    let all = Direction::ALL.map(|way| (way, weight(material, way)));
    let total: f64 = all.iter().map(|(_, amount)| amount).sum();
    if total == 0.0 {
        return "Nothing went between people whose ranks are known: e on a person says theirs.".to_owned();
    }
    let missing: Vec<&str> =
        all.iter().filter(|(_, amount)| *amount == 0.0).map(|(way, _)| way.words().0).collect();
    let shares: Vec<String> =
        all.iter().map(|(way, amount)| format!("{:.0}% {}", amount / total * 100.0, way.words().0)).collect();
    let missing =
        if missing.is_empty() { String::new() } else { format!("; nothing {} yet", missing.join(" or ")) };
    format!("It went {}{missing}.", shares.join(", "))
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let all = Direction::ALL.map(|way| weight(material, way));
    let mut figures: Vec<Figure> = Direction::ALL
        .into_iter()
        .zip(all)
        .map(|(way, amount)| {
            let rows: Vec<Evidence> = going(material, way).map(Edge::evidence).collect();
            Figure::new(way.words().0, format!("weight {}", measure::figure(amount)), rows)
        })
        .collect();
    if let Some(even) = measure::entropy(&all) {
        let words = format!("entropy of the three / ln 3 = {}", measure::figure(even));
        figures.push(Figure::new("spread of directions", words, []));
    }
    figures
}
