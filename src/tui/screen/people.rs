//! Who takes part in a relationship, seen from the owner's seat.

use crate::forms::Seat;
use crate::model::{Exchange, Feedback, Id, Person, Relationship};
use crate::store::{Filter, Store, StoreError, Window};
use crate::tui::Assets;
use crate::tui::command::Command;
use crate::tui::layer::Input;

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

/// In a line of names, left and right go from one to the next.
pub fn along(input: Input, in_a_line: bool) -> Input {
    match input {
        Input::Command(Command::Left) if in_a_line => Input::Command(Command::Up),
        Input::Command(Command::Right) if in_a_line => Input::Command(Command::Down),
        other => other,
    }
}
