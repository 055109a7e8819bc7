//! The week and the rhythm: how often people meet, in signs that need no colour.

use super::line::Pen;
use crate::model::{Relationship, RelationshipStatus};
use crate::store::{Filter, StoreError, Window};
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::fit;
use chrono::{Datelike, Days, NaiveDate};
use ratatui::text::{Line, Span};

/// Weeks of the rhythm, this one included.
pub const WEEKS: usize = 12;
/// Sessions of a week, or of a relationship's weeks, that are counted.
const COUNTED: usize = 60;
/// Agreed gaps that may pass before a rhythm is said to slip, in halves: one and a half.
const SLIPS_AFTER_HALVES: i64 = 3;

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

/// The weeks of each active relationship, the oldest on the left; `#` is a week with a session.
///
/// # Errors
/// What the store says.
pub fn rhythm(pen: &Pen<'_>, width: usize, limit: usize) -> Result<Vec<Row>, StoreError> {
    let filter = Filter { states: vec![RelationshipStatus::Active.word()], ..Filter::default() };
    let rows: Vec<Relationship> = pen.store.list(&filter, &Window::First, limit)?;
    rows.iter().map(|row| line(pen, row, width)).collect()
}

fn line(pen: &Pen<'_>, row: &Relationship, width: usize) -> Result<Row, StoreError> {
    let today = pen.store.clock().today();
    let held: Vec<NaiveDate> = pen.store.held(row.id, COUNTED)?.iter().map(|moment| moment.day()).collect();
    let first = monday(today) - Days::new(7 * (WEEKS as u64 - 1));
    let weeks = (0..WEEKS as u64).map(|week| {
        let from = first + Days::new(7 * week);
        if held.iter().any(|day| (from..from + Days::new(7)).contains(day)) { "#" } else { "." }
    });
    // Two cells a week where they fit.
    let apart = if width >= 46 { " " } else { "" };
    let weeks = weeks.collect::<Vec<_>>().join(apart);
    let (word, role) = standing(row, held.first().copied(), today);
    let (sign, _, sign_role) = pen.form(&row.form);
    let name = width.saturating_sub(weeks.len() + 17).clamp(6, 20);
    Ok(Row::new(
        Line::from(vec![
            Span::styled(format!("{sign} "), pen.assets.theme.style(sign_role)),
            Span::raw(fit(&pen.store.title(row.id)?, name)),
            Span::raw(format!(" {weeks}  ")),
            Span::styled(word, pen.assets.theme.style(role)),
        ]),
        row.id,
    ))
}

fn standing(row: &Relationship, last: Option<NaiveDate>, today: NaiveDate) -> (String, Role) {
    match (row.cadence_days, last) {
        (_, None) => ("not met yet".to_owned(), Role::Muted),
        (Some(days), Some(last)) if (today - last).num_days() * 2 > i64::from(days) * SLIPS_AFTER_HALVES => {
            ("~ slipping".to_owned(), Role::Warn)
        }
        (Some(days), Some(_)) => (format!("every {days} d"), Role::Muted),
        (None, Some(_)) => (String::new(), Role::Muted),
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}
