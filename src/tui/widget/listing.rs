//! A list of any length: only the rows in sight are ever read.

use super::beyond::{Beyond, COUNTED};
use crate::model::Id;
use crate::store::{Filter, Record, Store, StoreError, Window};

/// A window on a noun's list, with a selection by identity.
pub struct Listing<T: Record> {
    /// Which rows it is about.
    pub filter: Filter,
    rows: Vec<T>,
    selected: Option<Id<T>>,
    top: Option<Id<T>>,
    height: usize,
    beyond: Beyond,
    /// Whether what it is about stayed the same since it was read.
    fresh: bool,
}

impl<T: Record> Listing<T> {
    /// A list from its beginning.
    pub fn new(filter: Filter) -> Self {
        Self {
            filter,
            rows: Vec::new(),
            selected: None,
            top: None,
            height: 20,
            beyond: Beyond::default(),
            fresh: false,
        }
    }

    /// The rows in sight.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// How many rows are out of sight, as far as they are counted.
    pub fn beyond(&self) -> Beyond {
        self.beyond
    }

    /// The selected row.
    pub fn selected(&self) -> Option<Id<T>> {
        self.selected
    }

    /// Selects a row, in sight or not.
    pub fn select(&mut self, id: Id<T>) {
        self.selected = Some(id);
    }

    /// Starts again at the top, as after a change of filter.
    pub fn restart(&mut self) {
        self.selected = None;
        self.top = None;
        self.fresh = false;
    }

    /// Begins at a row, with up to `above` rows before it in sight.
    ///
    /// # Errors
    /// What the store says.
    pub fn begin(&mut self, store: &Store, id: Id<T>, above: usize) -> Result<(), StoreError> {
        let Some(cursor) = store.cursor(id)? else { return Ok(()) };
        let before = store.window(&self.filter, &Window::Before(cursor), above)?;
        self.top = Some(before.first().copied().unwrap_or(id));
        self.selected = Some(id);
        Ok(())
    }

    /// Whether the selection is among the rows that were read: while nothing was written, they need
    /// not be read again.
    pub fn in_sight(&self) -> bool {
        let here = self.rows.iter().any(|row| Some(row.id()) == self.selected);
        self.fresh && (here || self.rows.is_empty())
    }

    /// Moves the selection by rows, past the window's edge if need be.
    ///
    /// # Errors
    /// What the store says.
    pub fn step(&mut self, store: &Store, by: i32) -> Result<(), StoreError> {
        let Some(cursor) = self.selected.map(|id| store.cursor(id)).transpose()?.flatten() else {
            return Ok(());
        };
        let limit = by.unsigned_abs() as usize;
        let reached = if by > 0 {
            store.window(&self.filter, &Window::After(cursor), limit)?.last().copied()
        } else {
            store.window(&self.filter, &Window::Before(cursor), limit)?.first().copied()
        };
        self.selected = reached.or(self.selected);
        Ok(())
    }

    /// Moves by almost a page.
    ///
    /// # Errors
    /// What the store says.
    pub fn page(&mut self, store: &Store, direction: i32) -> Result<(), StoreError> {
        let rows = i32::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(10);
        self.step(store, rows * direction)
    }

    /// Goes to the first or the last row.
    ///
    /// # Errors
    /// What the store says.
    pub fn edge(&mut self, store: &Store, last: bool) -> Result<(), StoreError> {
        let window = if last { Window::Last } else { Window::First };
        self.selected = store.window(&self.filter, &window, 1)?.first().copied().or(self.selected);
        Ok(())
    }

    /// Reads the rows in sight again: after a write, a resize, or a step.
    ///
    /// # Errors
    /// What the store says.
    pub fn prepare(&mut self, store: &Store, height: usize) -> Result<(), StoreError> {
        self.height = height.max(1);
        let before = self.rows.iter().map(Record::id).collect::<Vec<_>>();
        let mut ids = self.window(store)?;
        match self.selected {
            None => self.selected = ids.first().copied(),
            Some(selected) if ids.contains(&selected) => {}
            Some(selected) => ids = self.follow(store, selected, &before, ids)?,
        }
        self.beyond.above = self.above(store, &ids)?;
        // Only now that it is known which rows are seen are they read.
        self.rows = store.rows(&ids)?;
        self.fresh = true;
        Ok(())
    }

    /// How many rows come before those in sight.
    fn above(&self, store: &Store, ids: &[Id<T>]) -> Result<usize, StoreError> {
        let Some(cursor) = ids.first().map(|id| store.cursor(*id)).transpose()?.flatten() else {
            return Ok(0);
        };
        Ok(store.window::<T>(&self.filter, &Window::Before(cursor), COUNTED)?.len())
    }

    /// The rows from the top on. Those below them are counted by the same query.
    fn window(&mut self, store: &Store) -> Result<Vec<Id<T>>, StoreError> {
        let cursor = self.top.map(|id| store.cursor(id)).transpose()?.flatten();
        let window = cursor.map_or(Window::First, Window::From);
        let mut ids = store.window(&self.filter, &window, self.height + COUNTED)?;
        if ids.len() < self.height && window != Window::First {
            // Rows went away: the end of the list sinks to the bottom.
            ids = store.window(&self.filter, &Window::Last, self.height)?;
        }
        self.beyond.below = ids.len().saturating_sub(self.height);
        ids.truncate(self.height);
        self.top = ids.first().copied();
        Ok(ids)
    }

    /// The selection left the window, or the list.
    fn follow(
        &mut self,
        store: &Store,
        selected: Id<T>,
        before: &[Id<T>],
        ids: Vec<Id<T>>,
    ) -> Result<Vec<Id<T>>, StoreError> {
        let listed = match store.cursor(selected)? {
            Some(cursor) => {
                let here = store.window(&self.filter, &Window::From(cursor.clone()), 1)?;
                (here.first() == Some(&selected)).then_some(cursor)
            }
            None => None,
        };
        let Some(cursor) = listed else {
            let heir = before.iter().position(|id| *id == selected).and_then(|at| {
                let alive = |id: &&Id<T>| ids.contains(id);
                before[at..].iter().find(alive).or_else(|| before[..at].iter().rev().find(alive)).copied()
            });
            self.selected = heir.or_else(|| ids.first().copied());
            return Ok(ids);
        };
        // Below the window it becomes the last row, above it the first. What lies further away than
        // a page (after a jump) becomes the last row too, so that its context is seen.
        let above = store.window(&self.filter, &Window::Before(cursor.clone()), self.height - 1)?;
        let under = store.window(&self.filter, &Window::After(cursor), self.height)?;
        let seen = |id: Option<&Id<T>>| id.is_some_and(|id| under.contains(id));
        let upward = seen(ids.last()) || seen(ids.first());
        self.top = if upward { Some(selected) } else { above.first().copied().or(Some(selected)) };
        self.window(store)
    }
}
