//! Who takes part in a relationship, seen from the owner's seat.

use crate::forms::{Seat, View};
use crate::model::{Exchange, Feedback, Id, Person, Relationship, RelationshipStatus};
use crate::store::{Filter, Store, StoreError, Window};
use crate::tui::Assets;

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
