//! The balance beam: what each gave, weighed on one scale, with the fulcrum in the middle; below it
//! who gave on which topic, what was kept, and how each weighs the goals.

use super::material::{Material, total};
use super::{Figure, Panel, Sketch};
use crate::insight::{Evidence, measure};
use crate::model::{Id, Person};
use crate::tui::theme::Role;
use crate::tui::widget::text::{bar, cells, cut, fit, right};
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "balance beam", least: (50, 9), draw, strip, reading, figures };

/// Degrees of tilt below which nobody is said to give more.
const EVEN: f64 = 5.0;
/// Degrees of a beam on which one side gives everything.
const FULL_TILT: f64 = 45.0;
/// Steps between two weights of one goal from which they count as apart.
const APART: u8 = 2;
/// Rows of the tallest column on the beam, and rows an end can sink.
const TALLEST: f64 = 4.0;
const SINKS: f64 = 2.0;
/// Fewer rows than this have both halved.
const LOW: usize = 18;

/// One person with the weight of what was given and got. A ledger row weighs 1 and how well it
/// landed (0 to 3).
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Who.
    pub person: Id<Person>,
    /// The name, `ME` for the owner.
    pub name: String,
    /// Weight given.
    pub gave: f64,
    /// Weight received.
    pub got: f64,
}

/// The people in the order of the columns.
pub fn sides(material: &Material<'_>) -> Vec<Side> {
    let side = |member: &&crate::insight::MemberRow| {
        let (gave, got) = material.gave_and_got(member.person);
        let name = if member.owner { "ME" } else { material.name(member.person) };
        Side { person: member.person, name: name.to_owned(), gave, got }
    };
    material.members().iter().map(side).collect()
}

/// The beam of a pair, or the shares of a group; two lines.
fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    let sides = sides(material);
    let total: f64 = sides.iter().map(|side| side.gave).sum();
    if total == 0.0 {
        return vec![
            middle("Nothing on the beam yet.", width),
            middle("i, then: gave NAME: what, got NAME: what, or swap NAME: what", width),
        ];
    }
    match sides.as_slice() {
        [left, right] => pair(material, left, right, width),
        _ => group(material, &sides, total, width),
    }
}

/// Both arms are equally long and filled from the fulcrum outwards; the tilt is 45 degrees times the
/// difference of the shares.
fn pair(material: &Material<'_>, left: &Side, right_side: &Side, width: usize) -> Vec<Line<'static>> {
    let total = left.gave + right_side.gave;
    let label = (width / 4).clamp(15.min(width / 3), 26);
    let arm = (width.saturating_sub(2 * label + 3)) / 2;
    let fill = |gave: f64| ((gave / total) * 2.0 * arm as f64).round().min(arm as f64) as usize;
    let (a, b) = (fill(left.gave), fill(right_side.gave));
    let (teal, heading) = (material.theme.style(material.role()), material.theme.style(Role::Heading));
    let name = |side: &Side| format!("{} gave {:.0}", cut(&side.name, label.saturating_sub(9)), side.gave);
    let beam = Line::from(vec![
        Span::styled(format!(" {}", fit(&name(left), label.saturating_sub(1))), heading),
        Span::raw(format!(" {}", ".".repeat(arm - a))),
        Span::styled("=".repeat(a), teal),
        Span::raw("|"),
        Span::styled("=".repeat(b), teal),
        Span::raw(format!("{} ", ".".repeat(arm - b))),
        Span::styled(right(&name(right_side), label.saturating_sub(1)), heading),
    ]);
    let shares = format!("{:.0} / {:.0}", 100.0 * left.gave / total, 100.0 * right_side.gave / total);
    vec![beam, middle(&format!("{shares}, {}", tilted(left, right_side)), width)]
}

/// `even enough`, or `tilt 9 deg: Ada gave more`.
fn tilted(left: &Side, right_side: &Side) -> String {
    let tilt = FULL_TILT * (left.gave - right_side.gave) / (left.gave + right_side.gave);
    let more = if tilt > 0.0 { left } else { right_side };
    let more = if more.name == "ME" { "I" } else { more.name.as_str() };
    if tilt.abs() < EVEN {
        "even enough".to_owned()
    } else {
        format!("tilt {:.0} deg: {more} gave more", tilt.abs())
    }
}

fn group(material: &Material<'_>, sides: &[Side], total: f64, width: usize) -> Vec<Line<'static>> {
    let room = (width.saturating_sub(7) / sides.len().max(1)).max(8);
    let mut names = vec![Span::raw(" gave  ")];
    let mut bars = vec![Span::raw("       ")];
    for side in sides {
        let share = side.gave / total;
        let percent = format!("{:>3.0}%", 100.0 * share);
        names.push(Span::styled(fit(&side.name, room - 1), material.theme.style(Role::Heading)));
        names.push(Span::raw(" "));
        let length = room.saturating_sub(6).min(12);
        let drawn = if length > 3 { bar(share, length) } else { String::new() };
        bars.push(Span::styled(drawn.clone(), material.theme.style(material.role())));
        bars.push(Span::raw(fit(&percent, room - cells(&drawn))));
    }
    vec![Line::from(names), Line::from(bars)]
}

fn middle(text: &str, width: usize) -> Line<'static> {
    let text = cut(text, width);
    Line::from(format!("{}{text}", " ".repeat(width.saturating_sub(cells(&text)) / 2)))
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let sides = sides(material);
    let mut y = match sides.as_slice() {
        [left, right] => scales(material, sketch, left, right),
        _ => shares(material, sketch, &sides),
    };
    y = topics(material, sketch, &sides, y + 1);
    y = kept(material, sketch, &sides, y);
    weighed(material, sketch, y);
}

/// Two columns of one scale on a beam that sinks where more was given. Says which row is free.
fn scales(material: &Material<'_>, sketch: &mut Sketch, left: &Side, right_side: &Side) -> usize {
    let (center, total) = (sketch.width() / 2, left.gave + right_side.gave);
    let arm = (center.saturating_sub(2)).min(34);
    let size = if sketch.height() < LOW { 0.5 } else { 1.0 };
    let (tallest, sinks) = (TALLEST * size, SINKS * size);
    let sink = if total > 0.0 { sinks * (left.gave - right_side.gave) / total } else { 0.0 };
    let fulcrum = (tallest + sinks) as usize;
    let row = |x: usize| {
        let lever = (x as f64 - center as f64) / arm as f64;
        (fulcrum as f64 - lever * sink).round() as usize
    };
    for x in center - arm..=center + arm {
        sketch.text(x, row(x), "=", material.role());
    }
    sketch.text(center, fulcrum, "|", Role::Text);
    sketch.around(center, fulcrum + 1, "/_\\", Role::Text);
    let scale = left.gave.max(right_side.gave).max(1.0);
    for (side, x) in [(left, center - arm * 2 / 3), (right_side, center + arm * 2 / 3)] {
        let tall = (tallest * side.gave / scale).ceil() as usize;
        for up in 1..=tall {
            sketch.around(x, row(x).saturating_sub(up), "######", material.role());
        }
        let words = format!("{} gave {:.0}, got {:.0}", side.name, side.gave, side.got);
        let y = fulcrum + 3;
        sketch.around(x, y, &cut(&words, arm), Role::Heading);
    }
    let words = if total > 0.0 { tilted(left, right_side) } else { "nothing on it yet".to_owned() };
    sketch.around(center, fulcrum + 2, &words, Role::Text);
    fulcrum + 4
}

/// A row for each of a group: what was given left of the middle, what was got right of it.
fn shares(material: &Material<'_>, sketch: &mut Sketch, sides: &[Side]) -> usize {
    let (label, center) = (20.min(sketch.width() / 4), sketch.width() / 2 + 8);
    let arm = center.saturating_sub(label + 6).min(sketch.width().saturating_sub(center + 6));
    let scale = sides.iter().flat_map(|side| [side.gave, side.got]).fold(1.0, f64::max);
    let long = |weight: f64| ((weight / scale) * arm as f64).round() as usize;
    sketch.before(center, 0, "gave ", Role::Muted);
    sketch.text(center + 1, 0, " got", Role::Muted);
    for (side, y) in sides.iter().zip(1..) {
        sketch.within(1, y, label, &side.name, Role::Heading);
        let gave = format!("{:.0} {}", side.gave, "#".repeat(long(side.gave)));
        sketch.before(center, y, &gave, material.role());
        sketch.text(center, y, "|", Role::Text);
        sketch.text(center + 1, y, &format!("{} {:.0}", "=".repeat(long(side.got)), side.got), Role::Text);
    }
    sides.len() + 1
}

/// Who gave on which topic: of a pair left and right of the middle, of a group in words.
fn topics(material: &Material<'_>, sketch: &mut Sketch, sides: &[Side], top: usize) -> usize {
    let room = sketch.height().saturating_sub(top + 4).min(8);
    let topics = material.topics();
    let center = sketch.width() / 2;
    let on = |person: Id<Person>, topic: &str| -> f64 {
        let edges = material.scene.edges.iter();
        let theirs = edges.filter(|edge| edge.from == person && edge.row.topic.as_deref() == Some(topic));
        total(theirs)
    };
    let every = sides.iter().flat_map(|side| topics.iter().map(|topic| on(side.person, topic)));
    let scale = every.fold(1.0, f64::max);
    for (topic, y) in topics.iter().take(room).zip(top..) {
        let on = |person: Id<Person>| on(person, topic);
        sketch.within(1, y, 18, topic, Role::Text);
        if let [left, right_side] = sides {
            let arm = center.saturating_sub(24).min(20);
            let long = |weight: f64| ((weight * (arm as f64 / scale).min(1.0)).ceil() as usize).min(arm);
            sketch.before(center, y, &"<".repeat(long(on(left.person))), material.role());
            sketch.text(center, y, "|", Role::Text);
            sketch.text(center + 1, y, &">".repeat(long(on(right_side.person))), material.role());
        } else {
            let gave: Vec<String> = sides
                .iter()
                .filter(|side| on(side.person) > 0.0)
                .map(|side| format!("{} {:.0}", cut(&side.name, 12), on(side.person)))
                .collect();
            sketch.text(21, y, &gave.join("   "), Role::Text);
        }
    }
    top + topics.len().min(room)
}

fn kept(material: &Material<'_>, sketch: &mut Sketch, sides: &[Side], y: usize) -> usize {
    let words: Vec<String> = sides
        .iter()
        .map(|side| {
            let (kept, due, _) = material.kept(side.person);
            format!("{} {kept} of {due}", cut(&side.name, 12))
        })
        .collect();
    sketch.text(1, y + 1, "kept when due", Role::Muted);
    sketch.text(21, y + 1, &words.join("   "), Role::Text);
    y + 2
}

fn weighed(material: &Material<'_>, sketch: &mut Sketch, top: usize) {
    let goals = material.goals.iter().filter(|goal| goal.weights.len() > 1);
    for (goal, y) in goals.zip(top..sketch.height()) {
        if y == top {
            sketch.text(1, y, "matters, of 5", Role::Muted);
        }
        let (words, apart) = weights(material, goal);
        let mark = if apart { "  ! apart" } else { "" };
        let words = format!("{words}{mark}");
        let room = sketch.width().saturating_sub(22 + cells(&words)).min(36);
        sketch.text(21, y, &fit(&goal.title, room), Role::Text);
        sketch.text(22 + room, y, &words, if apart { Role::Warn } else { Role::Text });
    }
}

fn weights(material: &Material<'_>, goal: &crate::model::Goal) -> (String, bool) {
    let of = |weight: &crate::model::Weight| {
        format!("{} {}", cut(material.short(weight.person), 12), weight.weight)
    };
    let words: Vec<String> = goal.weights.iter().map(of).collect();
    let figures = || goal.weights.iter().map(|weight| weight.weight);
    let apart = figures().max().zip(figures().min()).is_some_and(|(most, least)| most - least >= APART);
    (words.join("  "), apart)
}

fn reading(material: &Material<'_>) -> String {
    let sides = sides(material);
    let total: f64 = sides.iter().map(|side| side.gave).sum();
    if total == 0.0 {
        return "Nothing on the beam yet: what you give and get will tilt it.".to_owned();
    }
    let who = |side: &Side| if side.name == "ME" { "I".to_owned() } else { side.name.clone() };
    match sides.as_slice() {
        [left, right_side] => format!(
            "{} gave {:.0} and {} gave {:.0}: {}.",
            who(left),
            left.gave,
            who(right_side),
            right_side.gave,
            tilted(left, right_side)
        ),
        _ => {
            let gave: Vec<f64> = sides.iter().map(|side| side.gave).collect();
            let even = measure::evenness(&gave).map_or("n/a".to_owned(), |even| format!("{even:.2}"));
            format!("{} people gave {total:.0} in all, spread with an evenness of {even} of 1.", sides.len())
        }
    }
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let sides = sides(material);
    let mut figures = Vec::new();
    for side in &sides {
        let value = format!("gave {}, got {}", measure::figure(side.gave), measure::figure(side.got));
        figures.push(Figure::new(side.name.clone(), value, material.given_by(side.person)));
    }
    if let [left, right_side] = sides.as_slice()
        && let Some(tilt) = measure::give_take(left.gave, right_side.gave)
    {
        let (a, b) = (measure::figure(left.gave), measure::figure(right_side.gave));
        let value = format!("45 x ({a} - {b}) / ({a} + {b}) = {:.1} degrees", FULL_TILT * tilt);
        figures.push(Figure::new("tilt", value, []));
    }
    figures.extend(kept_figures(material));
    for goal in material.goals.iter().filter(|goal| goal.weights.len() > 1) {
        let (words, _) = weights(material, goal);
        figures.push(Figure::new(format!("matters: {}", goal.title), words, [Evidence::Goal(goal.id)]));
    }
    figures
}

/// What each kept of what was due.
pub fn kept_figures(material: &Material<'_>) -> Vec<Figure> {
    let figure = |member: &crate::insight::MemberRow| {
        let (kept, due, rows) = material.kept(member.person);
        let label = format!("{}, promises", material.name(member.person));
        Figure::new(label, format!("{kept} of {due} kept in time"), rows)
    };
    material.members().into_iter().map(figure).collect()
}
