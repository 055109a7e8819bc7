//! The quadrant of candour: every feedback where it was felt, with a faint tail from where it was
//! meant; no names.

use super::material::{Material, several};
use super::{Figure, Panel, Sketch};
use crate::insight::{Evidence, FeedbackRow, measure};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::text::{Line, Span};
use std::collections::BTreeMap;

/// The picture.
pub const PANEL: Panel = Panel { name: "candour quadrant", least: (60, 13), draw, strip, reading, figures };

/// The corners as the picture has them: top left, top right, bottom left, bottom right. Care goes up,
/// challenge to the right.
const CORNERS: [&str; 4] =
    ["Ruinous Empathy", measure::RADICAL_CANDOR, "Manipulative Insincerity", "Obnoxious Aggression"];

/// A tail is this part of the way from what was meant.
const TAIL: usize = 3;

/// Feedback that its receiver placed.
fn felt<'a>(material: &Material<'a>) -> Vec<(&'a FeedbackRow, (u8, u8))> {
    material.ledger().feedback.iter().filter_map(|row| Some((row, row.felt?))).collect()
}

fn count(material: &Material<'_>, corner: &str) -> usize {
    felt(material)
        .iter()
        .filter(|(_, (care, challenge))| measure::corner(*care, *challenge) == Some(corner))
        .count()
}

fn on_a_line(material: &Material<'_>) -> usize {
    felt(material)
        .iter()
        .filter(|(_, (care, challenge))| measure::corner(*care, *challenge).is_none())
        .count()
}

/// The mean distance from what was meant to what was felt.
fn gap(material: &Material<'_>) -> Option<f64> {
    let felt = felt(material);
    let gaps: Vec<f64> =
        felt.iter().filter_map(|(row, felt)| Some(measure::landed_gap(row.meant?, *felt))).collect();
    measure::mean(&gaps)
}

/// The cell of a position, care and challenge from 1 to 5.
fn cell(sketch: &Sketch, (care, challenge): (u8, u8)) -> (usize, usize) {
    let (width, height) = (sketch.width() - 10, sketch.height() - 6);
    let x = 5 + (usize::from(challenge.clamp(1, 5)) - 1) * width / 4;
    let y = 2 + (5 - usize::from(care.clamp(1, 5))) * height / 4;
    (x, y)
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let (cx, cy) = cell(sketch, (3, 3));
    let (left, top) = cell(sketch, (5, 1));
    let (right, bottom) = cell(sketch, (1, 5));
    for x in left - 3..=right + 3 {
        sketch.text(x, cy, "-", Role::Line);
    }
    for y in top - 1..=bottom + 1 {
        sketch.text(cx, y, "|", Role::Line);
    }
    sketch.text(cx, cy, "+", Role::Line);
    dots(material, sketch);
    sketch.around(cx, 0, "care", Role::Muted);
    sketch.before(sketch.width(), cy + 1, "challenge", Role::Muted);
    for (corner, name) in CORNERS.iter().enumerate() {
        let text = format!("{name} {}", count(material, name));
        let y = if corner < 2 { 1 } else { bottom + 2 };
        let role = if *name == measure::RADICAL_CANDOR { Role::Accent } else { Role::Heading };
        if corner % 2 == 0 {
            sketch.within(2, y, cx.saturating_sub(3), &text, role);
        } else {
            sketch.before(sketch.width() - 1, y, &text, role);
        }
    }
    let y = sketch.height().saturating_sub(1);
    sketch.text(0, y, "felt: o one, a figure more; . the way from what was meant; no names", Role::Muted);
}

/// Tails first, so that no dot is hidden by one.
fn dots(material: &Material<'_>, sketch: &mut Sketch) {
    let felt = felt(material);
    for (row, position) in &felt {
        if let Some(meant) = row.meant.filter(|meant| meant != position) {
            let (from, to) = (cell(sketch, meant), cell(sketch, *position));
            // The whole way from each would be a thicket: the last part says where it came from.
            let part = |from: usize, to: usize| (from + to * (TAIL - 1)) / TAIL;
            sketch.line((part(from.0, to.0), part(from.1, to.1)), to, '.', Role::Muted);
        }
    }
    let mut places: BTreeMap<(u8, u8), usize> = BTreeMap::new();
    for (_, position) in &felt {
        *places.entry(*position).or_default() += 1;
    }
    for (position, count) in places {
        let (x, y) = cell(sketch, position);
        let text = if count == 1 { "o".to_owned() } else { format!("({count})") };
        sketch.around(x, y, &text, material.role());
    }
}

/// The four corners with a dot for each feedback, on two lines, and the middle between them.
fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    if felt(material).is_empty() {
        return vec![Line::from(format!(" {}", cut(&reading(material), width.saturating_sub(2))))];
    }
    let half = width.saturating_sub(5) / 2;
    let corner = |name: &'static str| {
        let count = count(material, name);
        let label = format!(" {} {count:>2} ", fit(name, 24.min(half / 2 + 4)));
        let dots = cut(&"o".repeat(count), half.saturating_sub(cells(&label)));
        fit(&format!("{label}{dots}"), half)
    };
    let style = |role| material.theme.style(role);
    let row = |left: &'static str, right: &'static str| {
        Line::from(vec![
            Span::styled(corner(left), style(material.role())),
            Span::styled(" | ", style(Role::Line)),
            Span::styled(
                corner(right),
                style(if right == measure::RADICAL_CANDOR { Role::Accent } else { material.role() }),
            ),
        ])
    };
    let said = match gap(material) {
        Some(gap) => format!("meant -> felt gap {gap:.1}"),
        None => String::new(),
    };
    let right = half.saturating_sub(cells(&said) + 3);
    let axis = format!(" {}-+-{}", "-".repeat(half.saturating_sub(1)), "-".repeat(right));
    vec![
        row(CORNERS[0], CORNERS[1]),
        Line::from(vec![Span::styled(axis, style(Role::Line)), Span::raw(format!(" {said}"))]),
        row(CORNERS[2], CORNERS[3]),
    ]
}

fn reading(material: &Material<'_>) -> String {
    let all = felt(material).len();
    if all == 0 {
        return "Nobody has said yet how a feedback landed: e on one sets what was felt.".to_owned();
    }
    let candid = count(material, measure::RADICAL_CANDOR);
    let gap =
        gap(material).map_or(String::new(), |gap| format!(", on average {gap:.1} away from what was meant"));
    let all = several(all, "feedback", "feedbacks");
    format!("{candid} of {all} felt as caring and direct{gap}.")
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let felt = felt(material);
    let mut figures = Vec::new();
    for name in CORNERS {
        let rows =
            felt.iter().filter(|(_, (care, challenge))| measure::corner(*care, *challenge) == Some(name));
        let rows: Vec<Evidence> = rows.map(|(row, _)| Evidence::Feedback(row.id)).collect();
        figures.push(Figure::new(name, format!("{} of {}", rows.len(), felt.len()), rows));
    }
    let value = format!("{} of {}, care or challenge exactly 3", on_a_line(material), felt.len());
    figures.push(Figure::new("on a line", value, []));
    if let Some(gap) = gap(material) {
        let words = format!("mean distance of (care, challenge) = {}", measure::figure(gap));
        figures.push(Figure::new("meant to felt", words, []));
    }
    let asked = material.ledger().feedback.iter().filter(|row| row.asked && row.given_on.is_some());
    let rows: Vec<Evidence> = asked.map(|row| Evidence::Feedback(row.id)).collect();
    let given = material.ledger().feedback.iter().filter(|row| row.given_on.is_some()).count();
    figures.push(Figure::new("asked for first", format!("{} of {given}", rows.len()), rows));
    figures
}
