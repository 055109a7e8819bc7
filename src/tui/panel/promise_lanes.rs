//! Promise lanes: one lane a person on a shared time axis, each promise a dot on the day it was due.

use super::beam::kept_figures;
use super::material::{Material, several};
use super::round_table::{DOTS_MEAN, dot};
use super::{Figure, Panel, Sketch};
use crate::insight::CommitmentRow;
use crate::model::{CommitmentState, Id, Person};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::text::fit;
use chrono::NaiveDate;
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "promise lanes", least: (60, 8), draw, strip, reading, figures };

/// Cells of a name before its lane, and of the count after it.
const LABEL: usize = 16;
const COUNT: usize = 12;

/// The day a promise stands at: due, else closed, else made.
fn day(row: &CommitmentRow) -> NaiveDate {
    row.due_on.or(row.closed_on).unwrap_or(row.day)
}

/// The shared time axis, in cells.
struct Axis {
    from: NaiveDate,
    to: NaiveDate,
    cells: usize,
}

impl Axis {
    fn of(material: &Material<'_>, cells: usize) -> Option<Self> {
        let today = material.ledger().today;
        let days = || material.ledger().commitments.iter().map(day);
        let (from, to) = (days().min()?.min(today), days().max()?.max(today));
        Some(Self { from, to, cells: cells.max(1) })
    }

    fn at(&self, day: NaiveDate) -> usize {
        let days = |day: NaiveDate| day.signed_duration_since(self.from).num_days().max(0) as f64;
        let all = days(self.to).max(1.0);
        ((days(day) / all) * (self.cells - 1) as f64).round() as usize
    }
}

/// How a promise shows: an open one that is late is marked.
fn sign(row: &CommitmentRow, today: NaiveDate) -> (char, Role) {
    match row.state {
        CommitmentState::Open if row.due_on.is_some_and(|due| due < today) => ('!', Role::Late),
        CommitmentState::Kept => ('#', Role::Good),
        CommitmentState::Late => ('%', Role::Warn),
        state => (dot(state), Role::Text),
    }
}

/// One lane as styled cells: the axis dotted, today a bar, the promises on it. Where several fall on
/// one cell the later one in the order of the rows is seen; the count says how many there are.
fn lane(material: &Material<'_>, person: Id<Person>, axis: &Axis) -> Vec<(char, Role)> {
    let today = material.ledger().today;
    let mut lane = vec![('-', Role::Line); axis.cells];
    lane[axis.at(today)] = ('|', Role::Line);
    for row in material.ledger().commitments.iter().filter(|row| row.owner == person) {
        lane[axis.at(day(row))] = sign(row, today);
    }
    lane
}

fn spans(lane: Vec<(char, Role)>, theme: Theme) -> impl Iterator<Item = Span<'static>> {
    lane.into_iter().map(move |(sign, role)| Span::styled(sign.to_string(), theme.style(role)))
}

/// `6 of 7 kept`, of what was due.
fn count(material: &Material<'_>, person: Id<Person>) -> String {
    let (kept, due, _) = material.kept(person);
    if due == 0 { "none due".to_owned() } else { format!("{kept} of {due} kept") }
}

fn row(material: &Material<'_>, person: Id<Person>, axis: &Axis) -> Line<'static> {
    let name = format!(" {} ", fit(material.name(person), LABEL - 2));
    let mut line = vec![Span::styled(name, material.theme.style(Role::Heading))];
    line.extend(spans(lane(material, person, axis), material.theme));
    line.push(Span::raw(format!("  {}", count(material, person))));
    Line::from(line)
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let Some(axis) = Axis::of(material, sketch.width().saturating_sub(LABEL + COUNT + 2)) else {
        sketch.text(1, 0, &reading(material), Role::Muted);
        return;
    };
    let members = material.members();
    let room = sketch.height().saturating_sub(4);
    let step = (room / members.len().max(1)).clamp(1, 3);
    let shown = members.len().min(room / step);
    for (at, member) in members.iter().take(shown).enumerate() {
        sketch.styled(0, at * step, row(material, member.person, &axis));
    }
    if shown < members.len() {
        sketch.text(1, shown * step, &format!("and {} more lanes", members.len() - shown), Role::Muted);
    }
    let y = (shown * step + 1).min(sketch.height().saturating_sub(3));
    scale(material, sketch, &axis, y);
    let legend = format!("{DOTS_MEAN}  ! open and late  | today");
    sketch.text(1, sketch.height() - 1, &legend, Role::Muted);
}

/// The days at both ends of the axis, and today.
fn scale(material: &Material<'_>, sketch: &mut Sketch, axis: &Axis, y: usize) {
    let said = |day: NaiveDate| day.format("%e %b").to_string().trim().to_owned();
    sketch.text(LABEL, y, &said(axis.from), Role::Muted);
    let today = axis.at(material.ledger().today);
    if today > 8 && today + 16 < axis.cells {
        sketch.before(LABEL + axis.cells, y, &said(axis.to), Role::Muted);
    }
    if today > 12 {
        sketch.around(LABEL + today, y, "today", Role::Text);
    }
}

fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    match Axis::of(material, width.saturating_sub(LABEL + COUNT + 2)) {
        Some(axis) => material.members().iter().map(|member| row(material, member.person, &axis)).collect(),
        None => vec![Line::from(format!(" {}", reading(material)))],
    }
}

fn reading(material: &Material<'_>) -> String {
    let all = &material.ledger().commitments;
    if all.is_empty() {
        return "No promise yet: i, then: todo NAME: what by fri".to_owned();
    }
    let of = |state| all.iter().filter(|row| row.state == state).count();
    let today = material.ledger().today;
    let late = all.iter().filter(|row| sign(row, today).0 == '!').count();
    let late = if late > 0 { format!(", {late} past the day") } else { String::new() };
    let (kept, open) = (of(CommitmentState::Kept), of(CommitmentState::Open));
    format!("{kept} of {} kept in time, {open} open{late}.", several(all.len(), "promise", "promises"))
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    kept_figures(material)
}
