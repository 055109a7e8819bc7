//! The relationships of a view: all of them in their order, and by name those that can be seen.

use super::health::belonging;
use super::line::Pen;
use crate::forms::View as Reading;
use crate::model::{Id, Relationship, RelationshipStatus};
use crate::store::{Called, Outline, StoreError};
use crate::tui::layer::{Basis, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::spans;
use crate::tui::widget::text::{cells, cut};
use ratatui::text::{Line, Span};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// The relationships that a view lists, at most.
const MOST: usize = 200;
/// As far as late promises are counted: more are "9+".
const LATE: usize = 10;

/// The relationships of a view: active ones first, the closed after them.
#[derive(Default)]
pub struct Lanes {
    all: Vec<Outline>,
    /// What has been in sight since the last write, with how many promises in it are late.
    seen: HashMap<Id<Relationship>, (Called, usize)>,
    read: Option<Basis>,
}

impl Lanes {
    /// The relationship of a row that was just made, where this view is the one that shows it; nothing
    /// where the row is gone again.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(
        row: &Target,
        reading: Reading,
        view: &View<'_>,
    ) -> Result<Option<Id<Relationship>>, StoreError> {
        let id = match belonging(Some(row), view.store) {
            Ok(Some(id)) => id,
            Ok(None) | Err(StoreError::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let form = view.store.called(id)?.form;
        Ok(view.assets.forms.get(&form).filter(|form| form.view == reading).map(|_| id))
    }

    /// The relationship to show: this one, else the first.
    pub fn choose(&self, shown: Option<Id<Relationship>>) -> Option<Outline> {
        self.all.iter().find(|row| Some(row.id) == shown).or(self.all.first()).copied()
    }

    /// Reads which there are where something was written since. The one that is shown is among
    /// them, however many there are.
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
        let there = shown.is_none_or(|id| self.all.iter().any(|row| row.id == id));
        if self.read == Some(basis) && there {
            return Ok(());
        }
        self.seen.clear();
        let forms = view.assets.forms.iter().filter(|form| form.view == reading);
        let forms: Vec<&str> = forms.map(|form| form.id.as_str()).collect();
        self.all = view.store.of_forms(&forms, MOST)?;
        if let Some(id) = shown.filter(|id| self.all.iter().all(|row| row.id != *id))
            && view.store.cursor(id)?.is_some()
            && forms.contains(&view.store.called(id)?.form.as_str())
        {
            self.all.push(view.store.outline(id)?);
        }
        self.all.sort_by_key(|row| (row.status != RelationshipStatus::Active, row.members, row.id));
        self.read = Some(basis);
        Ok(())
    }

    /// Rows for a list of this height whose first row in sight was `top`, the one of `shown`
    /// selected. Rows that cannot come in sight by that have no text.
    ///
    /// # Errors
    /// What the store says.
    pub fn list(
        &mut self,
        pen: &Pen<'_>,
        shown: Id<Relationship>,
        top: usize,
        (width, height): (usize, usize),
    ) -> Result<Vec<Row>, StoreError> {
        let at = self.place(shown);
        let top = top.min(self.all.len().saturating_sub(height));
        let mut rows = self.blank();
        for range in [top..top + height, at.saturating_sub(height)..at + height] {
            self.fill(pen, &mut rows, range, width)?;
        }
        Ok(rows)
    }

    /// Rows for a line of names of so many cells around the one of `shown`, each name cut at `width`.
    /// Rows that find no room in it have no text.
    ///
    /// # Errors
    /// What the store says.
    pub fn line(
        &mut self,
        pen: &Pen<'_>,
        shown: Id<Relationship>,
        width: usize,
        room: usize,
    ) -> Result<Vec<Row>, StoreError> {
        let at = self.place(shown);
        let mut rows = self.blank();
        let (mut left, mut right) = (0, 0);
        for row in at..self.all.len() {
            self.fill(pen, &mut rows, row..row + 1, width)?;
            right += spans::width(&rows[row].line) + 2;
            if right > room {
                break;
            }
        }
        for row in (0..at).rev() {
            self.fill(pen, &mut rows, row..row + 1, width)?;
            left += spans::width(&rows[row].line) + 2;
            if left > room {
                break;
            }
        }
        Ok(rows)
    }

    fn place(&self, shown: Id<Relationship>) -> usize {
        self.all.iter().position(|row| row.id == shown).unwrap_or(0)
    }

    fn blank(&self) -> Vec<Row> {
        self.all.iter().map(|row| Row::new("", row.id)).collect()
    }

    fn fill(
        &mut self,
        pen: &Pen<'_>,
        rows: &mut [Row],
        range: Range<usize>,
        width: usize,
    ) -> Result<(), StoreError> {
        let range = range.start.min(rows.len())..range.end.min(rows.len());
        for (row, outline) in rows[range.clone()].iter_mut().zip(&self.all[range]) {
            if let Entry::Vacant(place) = self.seen.entry(outline.id) {
                let late = pen.store.late(outline.id, pen.store.clock().today(), LATE)?;
                place.insert((pen.store.called(outline.id)?, late));
            }
            if let Some((called, late)) = self.seen.get(&outline.id) {
                row.line = named(pen, called, outline.status, *late, width);
            }
        }
        Ok(())
    }
}

/// Sign, name, and how many promises in it are late, up to "9+"; or that it is over.
fn named(
    pen: &Pen<'_>,
    called: &Called,
    status: RelationshipStatus,
    late: usize,
    width: usize,
) -> Line<'static> {
    let (sign, _, role) = pen.form(&called.form);
    let mark = if late > 0 && status != RelationshipStatus::Closed { Role::Late } else { Role::Muted };
    let late = match late {
        _ if status == RelationshipStatus::Closed => " closed".to_owned(),
        0 => String::new(),
        LATE => format!(" !{}+", LATE - 1),
        count => format!(" !{count}"),
    };
    let room = width.saturating_sub(cells(&sign) + 1 + cells(&late));
    Line::from(vec![
        Span::styled(format!("{sign} "), pen.assets.theme.style(role)),
        Span::raw(cut(&called.title, room)),
        Span::styled(late, pen.assets.theme.style(mark)),
    ])
}
