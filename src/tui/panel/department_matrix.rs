//! The department matrix: rows give, columns receive, the shade is the weight; an empty cell is
//! called silence, and what stays within one department is dimmed.

use super::material::{Material, several, total};
use super::{Figure, Panel, Sketch};
use crate::insight::{Edge, Evidence, measure};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "department matrix", least: (60, 9), draw, strip, reading, figures };

/// What stands where nothing was given.
const SILENCE: &str = "silence";
/// Departments that have a column; more are counted.
const MOST: usize = 8;

/// The departments of the people in it, in their order.
fn departments<'a>(material: &Material<'a>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for department in material.members().into_iter().filter_map(|member| member.department.as_deref()) {
        if !found.contains(&department) {
            found.push(department);
        }
    }
    found
}

/// What went from one department to another.
fn between<'m>(material: &'m Material<'_>, from: &'m str, to: &'m str) -> impl Iterator<Item = &'m Edge<'m>> {
    let of = move |person| material.scene.member(person).and_then(|member| member.department.as_deref());
    material.scene.edges.iter().filter(move |edge| of(edge.from) == Some(from) && of(edge.to) == Some(to))
}

fn weight(material: &Material<'_>, from: &str, to: &str) -> f64 {
    total(between(material, from, to))
}

/// Ordered pairs of departments, and those of them with nothing given.
fn silences<'a>(material: &Material<'a>) -> (usize, Vec<(&'a str, &'a str)>) {
    let departments = departments(material);
    let mut silent = Vec::new();
    for from in &departments {
        for to in departments.iter().filter(|to| *to != from) {
            if weight(material, from, to) == 0.0 {
                silent.push((*from, *to));
            }
        }
    }
    (departments.len() * departments.len().saturating_sub(1), silent)
}

/// A shade of up to three cells by the share of the greatest weight, with the weight.
fn cell(weight: f64, greatest: f64) -> String {
    let shade = match weight / greatest.max(1.0) {
        share if share > 0.66 => "###",
        share if share > 0.33 => "##",
        _ => "#",
    };
    format!("{shade} {weight:.0}")
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let all = departments(material);
    if all.len() < 2 {
        sketch.text(1, 0, &reading(material), Role::Muted);
        return;
    }
    let shown = all.len().min(MOST).min((sketch.width() - 18) / 9).max(1);
    let label = 16;
    let room = ((sketch.width() - label - 3) / shown).min(16);
    let tall = if sketch.height() > shown * 3 + 4 {
        3
    } else if sketch.height() > shown * 2 + 4 {
        2
    } else {
        1
    };
    let greatest = greatest(material, &all);
    sketch.text(1, 0, "gives \\ gets", Role::Muted);
    let grid_left = label + 1;
    for (at, to) in all.iter().take(shown).enumerate() {
        sketch.within(grid_left + 2 + at * room, 0, room - 2, to, Role::Heading);
    }
    for (row, from) in all.iter().take(shown).enumerate() {
        let top = 1 + row * tall;
        sketch.text(grid_left, top, &"-".repeat(room * shown), Role::Line);
        let y = if tall == 1 { top } else { top + tall / 2 };
        sketch.within(1, y, label - 1, from, Role::Heading);
        for (column, to) in all.iter().take(shown).enumerate() {
            let x = grid_left + column * room;
            for y in top..top + tall {
                sketch.text(x, y, "|", Role::Line);
            }
            let weight = weight(material, from, to);
            let (text, role) = match (from == to, weight > 0.0) {
                (true, true) => (format!("({weight:.0})"), Role::Muted),
                (true, false) => ("()".to_owned(), Role::Muted),
                (false, true) => (cell(weight, greatest), material.role()),
                (false, false) => (SILENCE.to_owned(), Role::Warn),
            };
            sketch.within(x + 2, y, room - 2, &fit(&text, room - 2), role);
        }
    }
    let more = all.len() - shown;
    let more = if more > 0 { format!("   +{more} departments more") } else { String::new() };
    let legend = format!("# ## ### weight given   ( ) within one department{more}");
    sketch.text(1, sketch.height() - 1, &legend, Role::Muted);
}

fn greatest(material: &Material<'_>, all: &[&str]) -> f64 {
    let pairs = all.iter().flat_map(|from| all.iter().map(move |to| (from, to)));
    pairs.filter(|(from, to)| from != to).map(|(from, to)| weight(material, from, to)).fold(0.0, f64::max)
}

/// One line a department, as far as three go: to whom it gave how much.
fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    let all = departments(material);
    if all.len() < 2 {
        return vec![Line::from(format!(" {}", cut(&reading(material), width.saturating_sub(2))))];
    }
    let shown = all.len().min(5);
    let room = (width.saturating_sub(14) / shown).max(8);
    let style = |role| material.theme.style(role);
    let greatest = greatest(material, &all);
    let mut head = vec![Span::styled(fit(" gives", 14), style(Role::Muted))];
    let name = |text: &str| format!("{} ", fit(text, room - 1));
    head.extend(all.iter().take(shown).map(|to| Span::styled(name(to), style(Role::Heading))));
    let mut lines = vec![Line::from(head)];
    for from in all.iter().take(shown) {
        let mut spans = vec![Span::styled(fit(&format!(" {}", cut(from, 12)), 14), style(Role::Heading))];
        for to in all.iter().take(shown) {
            let weight = weight(material, from, to);
            let (text, role) = match (from == to, weight > 0.0) {
                (true, _) => (format!("({weight:.0})"), Role::Muted),
                (false, true) => (cell(weight, greatest), material.role()),
                (false, false) => (SILENCE.to_owned(), Role::Warn),
            };
            spans.push(Span::styled(name(&text), style(role)));
        }
        lines.push(Line::from(spans));
    }
    lines
}

fn reading(material: &Material<'_>) -> String {
    let (possible, silent) = silences(material);
    if possible == 0 {
        return "Fewer than two departments are known: e on a person says theirs.".to_owned();
    }
    match silent.as_slice() {
        [] => "Every department gave every other one something.".to_owned(),
        [(from, to), rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} others", rest.len()) };
            format!(
                "{} of {} silent: {from} to {to}{more}.",
                silent.len(),
                several(possible, "way is", "ways are")
            )
        }
    }
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let all = departments(material);
    let mut figures = Vec::new();
    let (possible, silent) = silences(material);
    if possible > 0 {
        let value = measure::count(silent.len()) / measure::count(possible);
        let words = format!("{} silent / {possible} ways = {}", silent.len(), measure::figure(value));
        figures.push(Figure::new("silence", words, []));
    }
    for from in &all {
        for to in &all {
            let rows: Vec<Evidence> = between(material, from, to).map(Edge::evidence).collect();
            if !rows.is_empty() {
                let value = format!("weight {}", measure::figure(weight(material, from, to)));
                figures.push(Figure::new(format!("{from} to {to}"), value, rows));
            }
        }
    }
    figures
}
