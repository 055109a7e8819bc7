//! Who takes part in a relationship, seen from the owner's seat.

use super::line::Pen;
use crate::forms::{Seat, View};
use crate::model::{Exchange, Feedback, Id, Person, Relationship, RelationshipStatus};
use crate::store::{Filter, Store, StoreError, Window};
use crate::tui::Assets;
use crate::tui::command::Command;
use crate::tui::layer::Input;
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cells, cut};
use ratatui::text::{Line, Span};

/// Active relationships whose form is read in this view, at most this many.
const MOST: usize = 200;

/// The relationships of a view: active ones first, the closed after them.
///
/// # Errors
/// What the store says.
pub fn relationships(store: &Store, assets: &Assets, view: View) -> Result<Vec<Relationship>, StoreError> {
    let mut rows: Vec<Relationship> = store.list(&Filter::default(), &Window::First, MOST)?;
    rows.retain(|row| assets.forms.get(&row.form).is_some_and(|form| form.view == view));
    rows.sort_by_key(|row| (row.status != RelationshipStatus::Active, row.members.len(), row.id));
    Ok(rows)
}

/// Whether a person guides in a relationship.
pub fn guides(row: &Relationship, person: Id<Person>, assets: &Assets) -> bool {
    let Some(form) = assets.forms.get(&row.form) else { return false };
    row.members.iter().any(|member| member.person == person && form.seat(&member.role) == Seat::Guide)
}

/// The newest rows of a relationship's ledger.
///
/// # Errors
/// What the store says.
pub fn ledger(store: &Store, id: Id<Relationship>, limit: usize) -> Result<Vec<Exchange>, StoreError> {
    store.list(&Filter { relationship: Some(id), ..Filter::default() }, &Window::First, limit)
}

/// The newest feedback of a relationship.
///
/// # Errors
/// What the store says.
pub fn loops(store: &Store, id: Id<Relationship>, limit: usize) -> Result<Vec<Feedback>, StoreError> {
    store.list(&Filter { relationship: Some(id), ..Filter::default() }, &Window::First, limit)
}

/// Relationships as rows: sign, name, and how many promises in it are late.
///
/// # Errors
/// What the store says.
pub fn rows(pen: &Pen<'_>, rows: &[Relationship], width: usize) -> Result<Vec<Row>, StoreError> {
    let late = pen.store.late(pen.store.clock().today())?;
    let row = |row: &Relationship| {
        let (sign, _, role) = pen.form(&row.form);
        let late = late.get(&row.id).map_or(String::new(), |count| format!(" !{count}"));
        let room = width.saturating_sub(cells(&sign) + 1 + cells(&late));
        let title = pen.store.title(row.id)?;
        let title = cut(&title, room);
        let spans = vec![
            Span::styled(format!("{sign} "), pen.assets.theme.style(role)),
            Span::raw(title),
            Span::styled(late, pen.assets.theme.style(Role::Late)),
        ];
        Ok(Row::new(Line::from(spans), row.id))
    };
    rows.iter().map(row).collect()
}

/// In a line of names, left and right go from one to the next.
pub fn along(input: Input, in_a_line: bool) -> Input {
    match input {
        Input::Command(Command::Left) if in_a_line => Input::Command(Command::Up),
        Input::Command(Command::Right) if in_a_line => Input::Command(Command::Down),
        other => other,
    }
}
