//! The round table: everybody in a ring, with the sessions since they had the seat, the host marked,
//! their promises as dots, and the shared goal in the middle.

use super::beam::kept_figures;
use super::ladder::{climbed, height, rungs};
use super::material::{Material, several};
use super::{Figure, Panel, Sketch};
use crate::insight::{Evidence, MemberRow, SessionRow};
use crate::model::{CommitmentState, Goal, Id, Person};
use crate::tui::theme::Role;
use crate::tui::widget::text::{bar, cells, cut, fit};
use ratatui::text::{Line, Span};

/// The picture.
pub const PANEL: Panel = Panel { name: "round table", least: (60, 13), draw, strip, reading, figures };

/// Promises that are dots; more are counted.
const DOTS: usize = 8;

/// The sign of a promise: kept filled, late half, dropped hollow, open still to come.
pub fn dot(state: CommitmentState) -> char {
    match state {
        CommitmentState::Kept => '#',
        CommitmentState::Late => '%',
        CommitmentState::Dropped => 'o',
        CommitmentState::Open => '.',
    }
}

/// What the dots mean, in a line.
pub const DOTS_MEAN: &str = "promises: # kept  % late  o dropped  . open";

/// The promises of one person as dots, the oldest first.
fn dots(material: &Material<'_>, person: Id<Person>) -> String {
    let promises = material.ledger().commitments.iter().filter(|row| row.owner == person);
    let mut all: Vec<_> = promises.collect();
    all.sort_by_key(|row| (row.day, row.id));
    let skipped = all.len().saturating_sub(DOTS);
    let more = if skipped > 0 { format!("+{skipped}") } else { String::new() };
    format!("{more}{}", all.iter().skip(skipped).map(|row| dot(row.state)).collect::<String>())
}

fn seated(session: &SessionRow, person: Id<Person>) -> bool {
    session.facilitator == Some(person) || session.segments.iter().any(|part| part.person == person)
}

/// Sessions since somebody led or had a seat; none where they never did.
fn waited(material: &Material<'_>, person: Id<Person>) -> Option<usize> {
    material.ledger().sessions.iter().rev().position(|session| seated(session, person))
}

fn seat(material: &Material<'_>, person: Id<Person>) -> String {
    match waited(material, person) {
        _ if material.ledger().sessions.is_empty() => String::new(),
        Some(0) => "seat last time".to_owned(),
        Some(ago) => format!("seat {ago} ago"),
        None => "no seat yet".to_owned(),
    }
}

/// Whoever led last.
fn host(material: &Material<'_>) -> Option<Id<Person>> {
    material.ledger().sessions.iter().rev().find_map(|session| session.facilitator)
}

/// The goal of several, else the first one.
fn shared<'a>(material: &Material<'a>) -> Option<&'a Goal> {
    let rungs = rungs(material);
    rungs.iter().find(|goal| goal.owners.len() > 1).or(rungs.first()).copied()
}

fn draw(material: &Material<'_>, sketch: &mut Sketch) {
    let members = material.members();
    let (width, height) = (sketch.width() as f64, sketch.height() as f64 - 1.0);
    let (cx, cy) = (width / 2.0, height / 2.0);
    let (rx, ry) = ((width / 2.0 - 20.0).clamp(12.0, 30.0), (height / 2.0 - 3.0).max(2.0));
    ring(sketch, (cx, cy), (rx, ry));
    center(material, sketch, (cx as usize, cy as usize), (rx * 1.4) as usize);
    let host = host(material);
    let count = members.len().max(1) as f64;
    // A ring of eight has room for two lines a seat.
    let brief = members.len() > 8;
    for (at, member) in members.iter().enumerate() {
        let angle = std::f64::consts::TAU * (at as f64 / count) - std::f64::consts::FRAC_PI_2;
        let (x, y) = (cx + rx * angle.cos(), cy + ry * angle.sin());
        let mark = if host == Some(member.person) { "* " } else { "" };
        place(material, sketch, member, mark, (x, y, cx, brief));
    }
    let legend = format!("* led last   {DOTS_MEAN}");
    sketch.text(0, sketch.height().saturating_sub(1), &legend, Role::Muted);
}

fn ring(sketch: &mut Sketch, (cx, cy): (f64, f64), (rx, ry): (f64, f64)) {
    let steps = 72;
    for step in 0..steps {
        let angle = std::f64::consts::TAU * f64::from(step) / f64::from(steps);
        let (x, y) = (cx + rx * angle.cos(), cy + ry * angle.sin());
        sketch.text(x.round() as usize, y.round() as usize, ".", Role::Line);
    }
}

fn center(material: &Material<'_>, sketch: &mut Sketch, (x, y): (usize, usize), room: usize) {
    let Some(goal) = shared(material) else {
        sketch.around(x, y, &cut("no shared goal yet", room), Role::Muted);
        return;
    };
    let share = height(goal);
    sketch.around(x, y.saturating_sub(1), &cut(&goal.title, room), Role::Heading);
    sketch.around(x, y, &format!("{} {:.0}%", bar(share, 20.min(room)), share * 100.0), material.role());
}

/// A seat outside the ring: the name, then how long ago the seat was theirs, and their promises.
fn place(
    material: &Material<'_>,
    sketch: &mut Sketch,
    member: &MemberRow,
    mark: &str,
    (x, y, cx, brief): (f64, f64, f64, bool),
) {
    let room = 18;
    let name = format!("{mark}{}", cut(material.name(member.person), room - cells(mark)));
    let dots = dots(material, member.person);
    let (column, row) = (x.round() as usize, y.round() as usize);
    let lines = if brief {
        vec![fit(&format!("{name} {dots}"), cells(&name) + 1 + cells(&dots))]
    } else {
        vec![name, seat(material, member.person), dots]
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    let tall = lines.len();
    let beside = (x - cx).abs() > 2.0;
    // Above the table its lines end at the ring, below they begin there, beside they stand around it.
    let top = match (beside, y < sketch.height() as f64 / 2.0) {
        (true, _) => row.saturating_sub(tall / 2),
        (false, true) => row.saturating_sub(tall.saturating_sub(1)),
        (false, false) => row,
    };
    let top = top.min(sketch.height().saturating_sub(tall + 1));
    for (at, line) in lines.iter().enumerate() {
        let role = if at == 0 { Role::Heading } else { Role::Text };
        if !beside {
            sketch.around(column, top + at, &format!(" {line} "), role);
        } else if x > cx {
            sketch.text(column, top + at, &format!(" {line}"), role);
        } else {
            sketch.before(column + 1, top + at, &format!("{line} "), role);
        }
    }
}

fn strip(material: &Material<'_>, width: usize, _rows: usize) -> Vec<Line<'static>> {
    let members = material.members();
    let host = host(material);
    let room = (width.saturating_sub(1) / members.len().max(1)).max(10);
    let style = |role| material.theme.style(role);
    let mut lines = [Vec::new(), Vec::new()];
    for member in members.iter().take(width.saturating_sub(1) / room) {
        let mark = if host == Some(member.person) { " * " } else { "   " };
        let name = fit(&format!("{mark}{}", material.short(member.person)), room - 1);
        lines[0].push(Span::styled(format!("{name} "), style(Role::Heading)));
        let wait = waited(material, member.person).map_or("-".to_owned(), |ago| ago.to_string());
        let below = format!("   {wait} {}", dots(material, member.person));
        lines[1].push(Span::raw(format!("{} ", fit(&below, room - 1))));
    }
    let goal = shared(material).map_or("no shared goal yet".to_owned(), |goal| {
        let bar = format!("{} {:>3.0}%", bar(height(goal), 22), height(goal) * 100.0);
        format!("{} {bar}", cut(&goal.title, width.saturating_sub(cells(&bar) + 13)))
    });
    let third = Line::from(vec![Span::raw("   shared  "), Span::styled(goal, style(material.role()))]);
    let [first, second] = lines;
    vec![Line::from(first), Line::from(second), third]
}

fn reading(material: &Material<'_>) -> String {
    let sessions = material.ledger().sessions.len();
    if sessions == 0 {
        return "No session held yet: the first host opens the table.".to_owned();
    }
    let members = material.members();
    let without = members.iter().filter(|member| waited(material, member.person).is_none()).count();
    let seats = match without {
        0 => "everybody has had a seat".to_owned(),
        1 => "1 of them had no seat yet".to_owned(),
        more => format!("{more} of them had no seat yet"),
    };
    let open = material.ledger().commitments.iter().filter(|row| row.state == CommitmentState::Open).count();
    let people = members.len();
    let sessions = several(sessions, "session", "sessions");
    format!("{people} people, {sessions}: {seats}; {} open.", several(open, "promise is", "promises are"))
}

fn figures(material: &Material<'_>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = shared(material).map(climbed).into_iter().collect();
    for member in material.members() {
        let sat = material.ledger().sessions.iter().filter(|session| seated(session, member.person));
        let rows: Vec<Evidence> = sat.map(|session| Evidence::Session(session.id)).collect();
        let words = format!("{}: {}", seat(material, member.person), several(rows.len(), "seat", "seats"));
        figures.push(Figure::new(material.name(member.person), words, rows));
    }
    figures.extend(kept_figures(material));
    figures
}
