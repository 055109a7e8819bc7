//! Who takes part in a relationship, seen from the owner's seat.

use crate::forms::{Seat, View as Reading};
use crate::model::{Exchange, Feedback, Id, Person, Relationship, RelationshipStatus};
use crate::store::{Called, Filter, Store, StoreError, Window};
use crate::tui::Assets;
use crate::tui::layer::{Basis, View};

/// The relationships that a view lists, at most.
const MOST: usize = 200;

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
