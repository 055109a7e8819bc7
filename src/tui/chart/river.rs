//! The session river: a lane for each relationship, its sessions along time.

use super::Chart;
use super::axis::{Axis, apart, legend};
use crate::insight::Evidence;
use crate::insight::picture::river::Lane;
use crate::insight::picture::{Chronicle, Meeting};
use crate::model::SessionState;
use crate::tui::panel::{Figure, Sketch, several, spoken};
use crate::tui::theme::Role;
use crate::tui::widget::text::cells;

/// The picture.
pub const CHART: Chart = Chart {
    name: "session river",
    question: "the story of each relationship",
    empty,
    draw,
    reading,
    figures,
};

fn empty(chronicle: &Chronicle) -> Option<&'static str> {
    chronicle.meetings.is_empty().then_some("No session in these weeks: n s writes one down, or plans one.")
}

/// Later ones lie above earlier ones on one cell; what was held above what was not.
fn sign(state: SessionState) -> (&'static str, Role, u8) {
    match state {
        SessionState::Held => ("o", Role::Accent, 3),
        SessionState::Live => ("*", Role::Accent, 4),
        SessionState::Planned => ("+", Role::Text, 2),
        SessionState::Missed | SessionState::Cancelled => ("x", Role::Warn, 1),
    }
}

fn draw(chronicle: &Chronicle, sketch: &mut Sketch) {
    let lanes = Lane::all(chronicle);
    let label = (sketch.width() / 4).clamp(8, 20);
    let axis = Axis::new(chronicle.span, label, sketch);
    let room = sketch.height().saturating_sub(2);
    let shown = if lanes.len() > room { room.saturating_sub(1) } else { lanes.len() };
    let step = apart(shown, room);
    axis.months(sketch, 0);
    for (at, lane) in lanes.iter().take(shown).enumerate() {
        let y = 1 + at * step;
        sketch.within(0, y, label - 1, short(lane, &lanes, label - 1), Role::Text);
        for x in label..axis.end().min(sketch.width()) {
            sketch.text(x, y, "-", Role::Line);
        }
        let mut meetings: Vec<&&Meeting> = lane.meetings.iter().collect();
        meetings.sort_by_key(|meeting| sign(meeting.state).2);
        for meeting in meetings {
            if let Some(x) = axis.at(meeting.day) {
                let (sign, role, _) = sign(meeting.state);
                sketch.text(x, y, sign, role);
            }
        }
    }
    if shown < lanes.len() {
        sketch.text(0, 1 + shown * step, &format!("and {} more", lanes.len() - shown), Role::Muted);
    }
    legend(sketch, "o held  + planned  x missed");
}

/// The first word of a title that has no room, where no other begins alike.
fn short<'a>(lane: &Lane<'a>, lanes: &[Lane<'_>], room: usize) -> &'a str {
    let first = lane.title.split(' ').next().unwrap_or(lane.title);
    let alike = lanes.iter().filter(|other| other.title.starts_with(first)).count();
    if cells(lane.title) > room && first.len() > 2 && alike == 1 { first } else { lane.title }
}

fn reading(chronicle: &Chronicle) -> String {
    if let Some(few) = chronicle.too_few() {
        return few;
    }
    let lanes = Lane::all(chronicle);
    let quiet = lanes.iter().filter(|lane| !lane.meetings.iter().any(held)).count();
    let quiet = if quiet > 0 { format!("; {quiet} without one") } else { String::new() };
    let fallen = chronicle.in_state(SessionState::Missed).count()
        + chronicle.in_state(SessionState::Cancelled).count();
    let fallen = if fallen > 0 { format!("; {fallen} fell through") } else { String::new() };
    let sessions = several(chronicle.held().count(), "session", "sessions");
    format!("{sessions} in {}{fallen}{quiet}.", several(lanes.len(), "relationship", "relationships"))
}

fn held(meeting: &&Meeting) -> bool {
    meeting.state == SessionState::Held
}

fn figures(chronicle: &Chronicle) -> Vec<Figure> {
    let figure = |lane: Lane<'_>| {
        let count = lane.meetings.iter().filter(|meeting| held(meeting)).count();
        let last = lane.meetings.iter().rfind(|meeting| held(meeting));
        let last = last.map_or(String::new(), |last| format!(", the last on {}", spoken(last.day)));
        let rows = lane.meetings.iter().map(|meeting| Evidence::Session(meeting.id));
        Figure::new(lane.title, format!("{count} held{last}"), rows)
    };
    Lane::all(chronicle).into_iter().map(figure).collect()
}
