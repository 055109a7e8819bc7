//! Rhythm: a heat map of the days on which sessions were held, weeks from left to right.

use super::Chart;
use super::axis::{Axis, legend};
use crate::insight::picture::Chronicle;
use crate::insight::picture::rhythm::{Cell, Rhythm};
use crate::model::SessionState;
use crate::tui::panel::{Figure, Sketch, several};
use crate::tui::theme::Role;

/// The picture.
pub const CHART: Chart =
    Chart { name: "rhythm", question: "are we actually meeting?", empty, draw, reading, figures };

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// Cells of a day's name.
const LABEL: usize = 3;

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    let any = chronicle.meetings.iter().any(|meeting| meeting.state != SessionState::Planned);
    (!any).then_some("No session in these weeks: n s writes one down, or plans one.")
}

fn sign(cell: &Cell) -> (&'static str, Role) {
    match (cell.held.len(), cell.fallen.len()) {
        (0, 0) => (".", Role::Line),
        (0, _) => ("x", Role::Warn),
        (1, _) => ("o", Role::Accent),
        _ => ("#", Role::Accent),
    }
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let rhythm = Rhythm::of(chronicle);
    let axis = Axis::new(chronicle.span, LABEL, sketch);
    let weekend = rhythm.weeks.iter().any(|week| week[5..].iter().any(|cell| *cell != Cell::default()));
    let days = if weekend { 7 } else { 5 };
    // The months' names give way first.
    let top = usize::from(sketch.height() > days + 1);
    if top > 0 {
        axis.months(sketch, 0);
    }
    let step = if sketch.height() > top + 2 * days { 2 } else { 1 };
    for (day, name) in DAYS.iter().enumerate().take(days) {
        let y = top + day * step;
        sketch.text(0, y, name, Role::Muted);
        for week in axis.weeks() {
            let on = chronicle.span.monday(week) + chrono::Days::new(day as u64);
            if on <= chronicle.span.today {
                let (sign, role) = sign(&rhythm.weeks[week][day]);
                sketch.text(axis.cell(week), y, sign, role);
            }
        }
    }
    legend(sketch, &format!("o one # more x missed{}", axis.older()));
}

fn reading(chronicle: &Chronicle) -> String {
    if let Some(few) = chronicle.too_few() {
        return few;
    }
    let rhythm = Rhythm::of(chronicle);
    let held = several(rhythm.all(|cell| &cell.held).len(), "session", "sessions");
    let gap = match rhythm.gap {
        0 => String::new(),
        weeks => format!("; the longest gap {}", several(weeks, "week", "weeks")),
    };
    format!("{held} in {} of {}{gap}.", rhythm.met(), chronicle.span.said())
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let rhythm = Rhythm::of(chronicle);
    let held = rhythm.all(|cell| &cell.held);
    let fallen = rhythm.all(|cell| &cell.fallen);
    let weeks = format!("{} of {}", rhythm.met(), chronicle.span.weeks);
    let gap = several(rhythm.gap, "week", "weeks");
    vec![
        Figure::new("weeks with a session", weeks, []),
        Figure::new("longest gap", format!("{gap} without one, after the first"), []),
        Figure::new("missed or cancelled", fallen.len().to_string(), fallen),
        Figure::new("sessions held", held.len().to_string(), held),
    ]
}
