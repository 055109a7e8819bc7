//! Who takes part in a relationship, seen from the owner's seat.

use super::line::Pen;
use crate::forms::{Seat, View as Reading};
use crate::model::{Exchange, Feedback, Id, Person, Relationship, RelationshipStatus};
use crate::store::{Called, Filter, Store, StoreError, Window};
use crate::tui::Assets;
use crate::tui::command::Command;
use crate::tui::layer::{Basis, Input, View};
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cells, cut};
use ratatui::text::{Line, Span};

/// The relationships that a view lists, at most.
const MOST: usize = 200;
/// As far as late promises are counted: more are "9+".
const LATE: usize = 10;

/// The relationships of a view: active ones first, the closed after them.
#[derive(Default)]
pub struct Lanes {
    rows: Vec<Called>,
    read: Option<Basis>,
}

impl Lanes {
    /// The relationships.
    pub fn rows(&self) -> &[Called] {
        &self.rows
    }

    /// Reads them where something was written since. The one that is shown is among them, however
    /// many there are.
    ///
    /// # Errors
    /// What the store says.
    pub fn read(
        &mut self,
        view: &View<'_>,
        basis: Basis,
        reading: Reading,
        shown: Option<Id<Relationship>>,
    ) -> Result<(), StoreError> {
        let there = shown.is_none_or(|id| self.rows.iter().any(|row| row.id == id));
        if self.read == Some(basis) && there {
            return Ok(());
        }
        let forms = view.assets.forms.iter().filter(|form| form.view == reading);
        let forms: Vec<&str> = forms.map(|form| form.id.as_str()).collect();
        self.rows = view.store.of_forms(&forms, MOST)?;
        if let Some(id) = shown.filter(|id| self.rows.iter().all(|row| row.id != *id))
            && view.store.cursor(id)?.is_some()
        {
            let called = view.store.called(id)?;
            if forms.contains(&called.form.as_str()) {
                self.rows.push(called);
            }
        }
        self.rows.sort_by_key(|row| (row.status != RelationshipStatus::Active, row.members, row.id));
        self.read = Some(basis);
        Ok(())
    }
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

/// Relationships as rows: sign, name, and how many promises in it are late, up to "9+".
///
/// # Errors
/// What the store says.
pub fn rows(pen: &Pen<'_>, rows: &[Called], width: usize) -> Result<Vec<Row>, StoreError> {
    let today = pen.store.clock().today();
    let row = |row: &Called| {
        let (sign, _, role) = pen.form(&row.form);
        let late = match pen.store.late(row.id, today, LATE)? {
            0 => String::new(),
            LATE => format!(" !{}+", LATE - 1),
            count => format!(" !{count}"),
        };
        let room = width.saturating_sub(cells(&sign) + 1 + cells(&late));
        let title = cut(&row.title, room);
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
