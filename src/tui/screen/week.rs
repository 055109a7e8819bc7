//! The week and the rhythm: how often people meet, in signs that need no colour.

use super::line::Pen;
use crate::model::Relationship;
use crate::store::StoreError;
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use chrono::{Datelike, Days, NaiveDate};
use ratatui::text::{Line, Span};

/// Weeks of the rhythm, this one included.
pub const WEEKS: usize = 12;
/// Sessions of a week, or of a relationship's weeks, that are counted.
const COUNTED: usize = 60;

/// This week's days with how many sessions each has.
///
/// # Errors
/// What the store says.
pub fn week(pen: &Pen<'_>) -> Result<Vec<Row>, StoreError> {
    let today = pen.store.clock().today();
    let monday = monday(today);
    let sunday = monday + Days::new(6);
    let meetings = pen.store.meetings(monday, sunday, COUNTED)?;
    let mut names = vec![];
    let mut counts = vec![];
    for day in (0..7).map(|day| monday + Days::new(day)) {
        let count = meetings.iter().filter(|meeting| meeting.day() == day).count();
        let (open, close) = if day == today { ("[", "]") } else { (" ", " ") };
        let role = if day == today { Role::Heading } else { Role::Muted };
        let name = day.format("%a").to_string();
        names
            .push(Span::styled(format!(" {:<3}", name.get(..2).unwrap_or("")), pen.assets.theme.style(role)));
        let count = if count == 0 { ".".to_owned() } else { count.to_string() };
        counts.push(Span::styled(format!("{open}{count}{close} "), pen.assets.theme.style(role)));
    }
    counts.push(Span::raw(match meetings.len() {
        1 => "  1 session".to_owned(),
        count => format!("  {count} sessions"),
    }));
    Ok(vec![Row::text(Line::from(names)), Row::text(Line::from(counts))])
}

/// The weeks of a relationship, the oldest on the left; `#` is a week with a session.
///
/// # Errors
/// What the store says.
pub fn rhythm(pen: &Pen<'_>, row: &Relationship) -> Result<String, StoreError> {
    let today = pen.store.clock().today();
    let held: Vec<NaiveDate> = pen.store.held(row.id, COUNTED)?.iter().map(|moment| moment.day()).collect();
    let first = monday(today) - Days::new(7 * (WEEKS as u64 - 1));
    let week = |week: u64| {
        let from = first + Days::new(7 * week);
        if held.iter().any(|day| (from..from + Days::new(7)).contains(day)) { '#' } else { '.' }
    };
    Ok((0..WEEKS as u64).map(week).collect())
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}
