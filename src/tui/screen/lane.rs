//! The lane of a guided relationship: who guides whom, its sessions, and what flowed down and up
//! around each of them, so that the absence of one direction shows.

use super::line::Pen;
use crate::model::when::spoken;
use crate::model::{Moment, Relationship, Session, SessionState};
use crate::store::{Filter, StoreError, Window};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, fit};
use ratatui::text::{Line, Span};

/// Cells of a label and of one session.
const LABEL: usize = 11;
const SESSION: usize = 4;
/// Cells of the name that a lane begins with.
const NAME: usize = 28;

/// Which way something flowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the guide to the learner.
    Down,
    /// Against the grain.
    Up,
}

/// One sentence about the relationship from the owner's seat.
///
/// # Errors
/// What the store says.
pub fn head(pen: &Pen<'_>, row: &Relationship, seat: &str) -> Result<Line<'static>, StoreError> {
    let (sign, form, role) = pen.form(&row.form);
    let today = pen.store.clock().today();
    let planned = Filter {
        relationship: Some(row.id),
        states: vec![SessionState::Planned.word()],
        since: today.pred_opt(),
        ..Filter::default()
    };
    let next: Vec<Session> = pen.store.list(&planned, &Window::Last, 1)?;
    let mut said = vec![form, seat.to_owned()];
    if let Some(days) = row.cadence_days {
        said.push(format!("every {days} d"));
    }
    match next.first() {
        Some(next) => {
            let time = next.starts_at.local().format("%H:%M");
            said.push(format!("next {} {time}", spoken(next.starts_at.day(), today)));
        }
        None => said.push("nothing planned, n s plans".to_owned()),
    }
    Ok(Line::from(vec![
        Span::styled(format!(" {sign} "), pen.assets.theme.style(role)),
        Span::styled(cut(&pen.store.title(row.id)?, NAME), pen.assets.theme.style(Role::Heading)),
        Span::raw(format!("   {}", said.join(", "))),
    ]))
}

/// The newest sessions from left to right, and how much flowed each way from one to the next.
///
/// # Errors
/// What the store says.
pub fn strip(
    pen: &Pen<'_>,
    row: &Relationship,
    flows: &[(Moment, Way)],
    width: usize,
) -> Result<Vec<Line<'static>>, StoreError> {
    let most = (width.saturating_sub(LABEL + 16) / SESSION).min(24);
    let mut held = pen.store.held(row.id, most)?;
    held.reverse();
    let Some(first) = held.first() else {
        return Ok(vec![Line::from(" No session held yet: n s writes one down, or plans one.")]);
    };
    let count = |way: Way, number: usize| {
        let from = held[number];
        let to = held.get(number + 1);
        let inside = |at: &Moment| at.day() >= from.day() && to.is_none_or(|to| at.day() < to.day());
        flows.iter().filter(|(at, flow)| *flow == way && inside(at)).count()
    };
    let lane = |label: &str, mark: char, way: Way, role: Role| {
        let mut spans = vec![Span::raw(fit(&format!(" {label}"), LABEL))];
        for number in 0..held.len() {
            let text = match count(way, number) {
                0 => ".".to_owned(),
                count => format!("{mark}{count}"),
            };
            let style = if text == "." { Role::Muted } else { role };
            spans.push(Span::styled(fit(&text, SESSION), pen.assets.theme.style(style)));
        }
        Line::from(spans)
    };
    let dots = "o---".repeat(held.len());
    let since = first.local().format("%e %b").to_string();
    let path = format!("{}{}  since {}", fit(" sessions", LABEL), dots.trim_end_matches('-'), since.trim());
    Ok(vec![
        Line::from(path),
        lane("down", 'v', Way::Down, Role::Mentor),
        lane("up", '^', Way::Up, Role::Accent),
    ])
}
