//! The inverted ladder: whoever is lower in rank stands on top, what they pass up the ranks is bright,
//! and slips back into rank are counted in the margin.

use super::ladder::{climbed, flowed, rungs};
use super::lane::{self, UPWARD, Way};
use super::material::Material;
use super::{Figure, Panel, Sketch};
use crate::forms::Kind;
use crate::insight::{Edge, Evidence};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "inverted ladder", least: (60, 12), draw, strip, reading, figures };

/// Rows of the lane.
const LANE: usize = 3;
/// Cells of the margin.
const MARGIN: usize = 26;

/// What the guide gave of a kind, or what came back.
fn of_kind<'m>(material: &'m Material<'_>, way: Way, kind: Kind) -> impl Iterator<Item = &'m Edge<'m>> {
    material.scene.edges.iter().filter(move |edge| {
        let up = material.guides(edge.from);
        (up == (way == Way::Down)) && edge.row.kind.word() == kind.word()
    })
}

/// What slipped back into rank: what the form watches.
fn slips<'m>(material: &'m Material<'_>) -> impl Iterator<Item = &'m Edge<'m>> {
    material.scene.edges.iter().filter(move |edge| material.watched(edge))
}

fn names(material: &Material<'_>, guides: bool) -> String {
    let members = material.members();
    let these = members.iter().filter(|member| material.guides(member.person) == guides);
    let named = these.map(|member| {
        let role = material.scene.form.role_label(&member.role).to_lowercase();
        format!("{} ({role})", cut(material.name(member.person), 24))
    });
    let names: Vec<String> = named.collect();
    if names.is_empty() { "nobody yet".to_owned() } else { names.join(", ") }
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let width = sketch.width().saturating_sub(MARGIN);
    sketch.within(1, 0, width, &names(material, true), Role::Heading);
    sketch.text(width + 2, 0, "slipped back into rank", Role::Heading);
    let room = sketch.height().saturating_sub(LANE + 5);
    let kinds = Kind::ALL.into_iter().map(|kind| (kind, of_kind(material, Way::Down, kind).count()));
    let given: Vec<(Kind, usize)> = kinds.filter(|(_, count)| *count > 0).collect();
    let mut y = 1;
    for (kind, count) in given.iter().take(room) {
        sketch.text(3, y, "|", Role::Line);
        sketch.text(5, y, &fit(kind.word(), 11), Role::Text);
        let arrows = cut(&"^ ".repeat(*count), width.saturating_sub(26));
        sketch.text(17, y, &format!("{} {count}", arrows.trim_end()), Role::Accent);
        sketch.text(width, y, "|", Role::Line);
        y += 1;
    }
    if given.is_empty() {
        sketch.text(5, y, "nothing passed up yet", Role::Muted);
        y += 1;
    }
    sketch.within(1, y, width, &names(material, false), Role::Heading);
    let back: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, of_kind(material, Way::Up, kind).filter(|edge| !material.watched(edge)).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{} {count}", kind.word()))
        .collect();
    let back = if back.is_empty() { "nothing yet".to_owned() } else { back.join(", ") };
    sketch.within(5, y + 1, width.saturating_sub(6), &format!("in return: {back}"), Role::Text);
    margin(material, sketch, width + 2);
    for (line, y) in lane::strip(material, &UPWARD, sketch.width(), LANE).into_iter().zip(y + 3..) {
        sketch.styled(0, y, line);
    }
}

fn margin(material: &Material<'_>, sketch: &mut Sketch, x: usize) {
    let slips: Vec<&Edge<'_>> = slips(material).collect();
    if slips.is_empty() {
        sketch.text(x, 1, "none", Role::Text);
        return;
    }
    let mut y = 1;
    for kind in Kind::ALL {
        let count = slips.iter().filter(|edge| edge.row.kind.word() == kind.word()).count();
        if count > 0 {
            sketch.text(x, y, &format!("! {} {count}", fit(kind.word(), 10)), Role::Warn);
            y += 1;
        }
    }
}

/// The lane, with the slips counted at the end of its last line.
fn strip(material: &Material<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
    let mut lines = lane::strip(material, &UPWARD, width, rows);
    let slips = slips(material).count();
    if let Some(last) = lines.last_mut().filter(|_| slips > 0) {
        let words = format!("  ! {slips} slips back into rank");
        last.spans.push(Span::styled(words, material.theme.style(Role::Warn)));
    }
    lines
}

fn reading(material: &Material<'_>) -> String {
    let up = material.scene.edges.iter().filter(|edge| material.guides(edge.from)).count();
    let (slips, all) = (slips(material).count(), material.scene.edges.len());
    if all == 0 {
        return "Nothing passed up the ranks yet: i, then: got NAME: what it was".to_owned();
    }
    let slips = match slips {
        0 => "no slip back into rank".to_owned(),
        1 => "1 slip back into rank".to_owned(),
        more => format!("{more} slips back into rank"),
    };
    format!("{up} of {all} exchanges went up the ranks; {slips}.")
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let mut figures = flowed(material, ["up the ranks", "back down"]);
    let rows: Vec<Evidence> = slips(material).map(Edge::evidence).collect();
    figures.push(Figure::new("slips back into rank", rows.len().to_string(), rows));
    figures.extend(rungs(material).into_iter().map(climbed));
    figures
}
