//! The ladder: each goal, and each skill, is a rung with its start, where it stands and its target;
//! below it the lane of sessions with what flowed down, and up.

use super::lane::{self, DOWNWARD, Way};
use super::material::{Material, several};
use super::{Figure, Panel, Sketch};
use crate::insight::{Evidence, Growth};
use crate::model::{Goal, GoalState};
use crate::tui::theme::Role;
use crate::tui::widget::scale;
use crate::tui::widget::text::{cells, cut};
use ratatui::text::Line;

/// The picture.
pub const PANEL: Panel = Panel { name: "ladder and lane", least: (50, 9), draw, strip, reading, figures };

/// Rows of the lane.
const LANE: usize = 3;
/// Sessions after which nothing upward is said aloud.
const LATELY: usize = 3;

/// The goals that are rungs: those that are no step of another one, and were not dropped.
pub fn rungs<'a>(material: &Material<'a>) -> Vec<&'a Goal> {
    let goals = material.goals.iter();
    goals.filter(|goal| goal.parent.is_none() && goal.state != GoalState::Dropped).collect()
}

/// How far up a rung stands, 0 to 1.
pub fn height(goal: &Goal) -> f64 {
    if goal.state == GoalState::Reached && goal.checkins.is_empty() { 1.0 } else { goal.share() }
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let room = sketch.height().saturating_sub(LANE + 1);
    let skills = material.skills.len().min(room / 2);
    let goals = climb(material, sketch, 0, room - skills);
    let used = grow(material, sketch, goals, room - goals.min(room));
    for (line, y) in lane::strip(material, &DOWNWARD, sketch.width(), LANE).into_iter().zip(used + 1..) {
        sketch.styled(0, y, line);
    }
}

/// Draws the rungs between two rails, from a row down, and says how many rows they took.
pub fn climb(material: &Material<'_>, sketch: &mut Sketch, top: usize, room: usize) -> usize {
    let rungs = rungs(material);
    if rungs.is_empty() {
        sketch.text(1, top, "No rung yet: a goal is one. n g writes it, with start and target.", Role::Muted);
        return top + 1;
    }
    let steps = |goal: &Goal| material.goals.iter().filter(|step| step.parent == Some(goal.id)).count();
    let roomy = rungs.iter().map(|goal| 1 + steps(goal).max(1)).sum::<usize>() <= room;
    let (label, left, right) = columns(sketch);
    let mut y = top;
    for (at, goal) in rungs.iter().enumerate() {
        if y + 1 >= top + room && at + 1 < rungs.len() {
            sketch.text(1, y, &format!("and {} more goals", rungs.len() - at), Role::Muted);
            return y + 1;
        }
        rung(material, sketch, goal, (label, left, right), y);
        y += 1;
        if !roomy {
            continue;
        }
        let below: Vec<&Goal> = material.goals.iter().filter(|step| step.parent == Some(goal.id)).collect();
        for step in &below {
            let mark = if step.state == GoalState::Reached { 'x' } else { '-' };
            sketch.within(1, y, label, &format!("  {mark} {}", step.title), Role::Text);
            rails(sketch, left, right, y);
            y += 1;
        }
        if below.is_empty() {
            rails(sketch, left, right, y);
            y += 1;
        }
    }
    y
}

/// Draws the skills as rungs from a row down, the last row for how many have no room, and says how many
/// rows were taken.
fn grow(material: &Material<'_>, sketch: &mut Sketch, top: usize, room: usize) -> usize {
    let (label, left, right) = columns(sketch);
    let several = material.skills.iter().any(|one| one.person != material.skills[0].person);
    let mut y = top;
    for (at, growth) in material.skills.iter().enumerate() {
        if y + 1 >= top + room && at + 1 < material.skills.len() {
            let more = material.skills.len() - at;
            sketch.text(1, y, &format!("and {more} more skills"), Role::Muted);
            return y + 1;
        }
        let whose = if several { format!("{}: ", material.short(growth.person)) } else { String::new() };
        sketch.within(1, y, label, &format!("{whose}{}", growth.name), Role::Text);
        let then = growth.start.map_or("-".to_owned(), |start| format!("{start:.1}"));
        sketch.before(left - 1, y, &then, Role::Muted);
        sketch.text(left + 1, y, &scale::bar(growth, right - left - 1), material.role());
        rails(sketch, left, right, y);
        let now = growth.now.map_or("not rated".to_owned(), |now| format!("{now:.1} of 7"));
        sketch.within(right + 2, y, 13, &now, Role::Text);
        sketch.before(sketch.width(), y, &scale::gap(growth), Role::Muted);
        y += 1;
    }
    y
}

/// Cells of a rung's label, and where its two rails stand.
fn columns(sketch: &Sketch) -> (usize, usize, usize) {
    let label = (sketch.width() * 2 / 5).min(36);
    (label, label + 8, sketch.width().saturating_sub(26).max(label + 16))
}

fn rails(sketch: &mut Sketch, left: usize, right: usize, y: usize) {
    sketch.text(left, y, "|", Role::Line);
    sketch.text(right, y, "|", Role::Line);
}

/// `Lead an incident review    0 |==========>.......| 100 %   60%`
fn rung(
    material: &Material<'_>,
    sketch: &mut Sketch,
    goal: &Goal,
    (label, left, right): (usize, usize, usize),
    y: usize,
) {
    sketch.within(1, y, label, &goal.title, Role::Text);
    let start = cut(&goal.start.unwrap_or(0.0).to_string(), 6);
    sketch.before(left - 1, y, &start, Role::Muted);
    let inner = right - left - 1;
    let stands = ((inner - 1) as f64 * height(goal)).round() as usize;
    sketch.text(left + 1, y, &".".repeat(inner), Role::Muted);
    sketch.text(left + 1, y, &"=".repeat(stands), material.role());
    let head = if height(goal) >= 1.0 { "#" } else { ">" };
    sketch.text(left + 1 + stands, y, head, material.role());
    rails(sketch, left, right, y);
    let unit = goal.unit.as_deref().unwrap_or("%");
    let target = format!("{} {}", goal.target.unwrap_or(100.0), cut(unit, 9));
    let sure = goal.checkins.last().and_then(|last| last.confidence);
    let sure = sure.map_or(String::new(), |value| format!(" sure {value}/10"));
    let stands = format!("{:>4.0}%{sure}", height(goal) * 100.0);
    sketch.within(right + 2, y, 25usize.saturating_sub(cells(&stands) + 1), &target, Role::Muted);
    sketch.before(sketch.width(), y, &stands, Role::Text);
}

fn strip(material: &Material<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
    lane::strip(material, &DOWNWARD, width, rows)
}

fn reading(material: &Material<'_>) -> String {
    let goals = match rungs(material).len() {
        0 => "No goal on the ladder yet".to_owned(),
        count => format!("{} on the ladder", several(count, "goal", "goals")),
    };
    let goals = match material.skills.len() {
        0 => goals,
        count => format!("{goals} and {}", several(count, "skill", "skills")),
    };
    let up = lane::counts(material, Way::Up);
    if up.is_empty() {
        return format!("{goals}; no session held yet.");
    }
    let some = up.iter().filter(|count| **count > 0).count();
    let lately = up.iter().rev().take(LATELY).all(|count| *count == 0);
    let lately = if lately && some > 0 { ", none lately" } else { "" };
    let sessions = several(up.len(), "session", "sessions");
    match some {
        0 => format!("{goals}; nothing came back up after {sessions}."),
        some => format!("{goals}; something came back up after {some} of {sessions}{lately}."),
    }
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = rungs(material).into_iter().map(climbed).collect();
    figures.extend(material.skills.iter().map(|growth| grown(material, growth)));
    figures.extend(flowed(material, ["down, from who guides", "up, against the grain"]));
    figures
}

/// How far up a goal is, as a figure.
pub fn climbed(goal: &Goal) -> Figure {
    let (start, target) = (goal.start.unwrap_or(0.0), goal.target.unwrap_or(100.0));
    let now = goal.checkins.last().map_or(start, |last| last.value);
    let value = format!("({now} - {start}) / ({target} - {start}) = {:.0}%", height(goal) * 100.0);
    Figure::new(goal.title.clone(), value, [Evidence::Goal(goal.id)])
}

/// How a skill stands, as a figure.
fn grown(material: &Material<'_>, growth: &Growth) -> Figure {
    let label = format!("{}: {}", material.short(growth.person), growth.name);
    let compared = growth.compared().map_or(String::new(), |who| format!(" ({who})"));
    let value = format!("{}{compared}; {}", scale::figures(growth), growth.formula());
    Figure::new(label, value, growth.rows.iter().map(|id| Evidence::Skill(*id)))
}

/// What flowed each way, as figures.
pub fn flowed(material: &Material<'_>, labels: [&str; 2]) -> Vec<Figure> {
    let flows = lane::flows(material);
    let of = |way| flows.iter().filter(move |(_, flow, _)| *flow == way).map(|(.., row)| *row);
    [Way::Down, Way::Up]
        .into_iter()
        .zip(labels)
        .map(|(way, label)| Figure::new(label, of(way).count().to_string(), of(way)))
        .collect()
}
