//! A page being written: its rows, and the few shapes they have.

use crate::model::{Commitment, Exchange, Feedback, Goal, Id, Item, Session, Skill};
use crate::store::{Filter, Record, StoreError, Window};
use crate::tui::layer::View;
use crate::tui::screen::line::Pen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{fit, wrap};
use ratatui::text::{Line, Span};

/// Cells of a field's label.
pub(super) const LABEL: usize = 14;

/// A page being written: rows of a width.
pub(super) struct Writer<'a, 'b> {
    pub pen: Pen<'a>,
    pub view: &'b View<'a>,
    pub width: usize,
    pub rows: Vec<Row>,
}

impl Writer<'_, '_> {
    pub(super) fn heading(&mut self, text: &str) {
        if !self.rows.is_empty() {
            self.rows.push(Row::text(""));
        }
        self.rows.push(Row::text(Span::styled(text.to_uppercase(), self.view.style(Role::Heading))));
    }

    pub(super) fn field(&mut self, label: &str, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        for (number, line) in wrap(text, self.width.saturating_sub(LABEL + 1).max(8)).into_iter().enumerate()
        {
            let label = if number == 0 { label } else { "" };
            self.rows.push(Row::text(Line::from(vec![
                Span::styled(fit(label, LABEL), self.view.style(Role::Muted)),
                Span::raw(" "),
                Span::raw(line),
            ])));
        }
    }

    pub(super) fn optional(&mut self, label: &str, text: &Option<String>) {
        self.field(label, text.as_deref().unwrap_or(""));
    }

    pub(super) fn items(&mut self, heading: &str, items: &[Item]) {
        if items.is_empty() {
            return;
        }
        self.heading(heading);
        for item in items {
            let origin = item.raised_on.map_or(String::new(), |day| format!("  first raised {day}"));
            let minutes = item.minutes.map_or(String::new(), |minutes| format!("  {minutes}m"));
            self.field(item.state.word(), &format!("{}{minutes}{origin}", item.text));
        }
    }

    pub(super) fn write(&mut self, target: &Target) -> Result<String, StoreError> {
        let store = self.view.store;
        Ok(match target {
            Target::Session(id) => self.session(&store.need(*id)?)?,
            Target::Relationship(id) => self.relationship(&store.need(*id)?)?,
            Target::Feedback(id) => self.feedback(&store.need(*id)?)?,
            Target::Goal(id) => self.goal(&store.need(*id)?)?,
            Target::Exchange(id) => self.exchange(&store.need(*id)?)?,
            Target::Person(id) => self.person(&store.need(*id)?)?,
            Target::Commitment(id) => self.commitment(&store.need(*id)?)?,
            Target::Reflection(id) => self.reflection(&store.need(*id)?)?,
            Target::Skill(id) => self.skill(&store.need(*id)?)?,
            Target::Review(id) => self.review(&store.need(*id)?)?,
            Target::Intention(id) => self.review(&store.need(store.review_of(*id)?)?)?,
            Target::Form(id) => self.form(id),
            Target::Round(id) => self.round(&store.need(*id)?)?,
            Target::Item(_) | Target::Draft(_) | Target::Binned(_) | Target::Own(_) => String::new(),
        })
    }

    /// The newest of everything that belongs to a person or a relationship.
    pub(super) fn lists(&mut self, filter: &Filter) -> Result<(), StoreError> {
        let width = self.width;
        self.list::<Session>("sessions", filter, |pen, row| pen.session(row, width))?;
        self.list::<Commitment>("promises", filter, |pen, row| pen.commitment(row, width))?;
        self.list::<Feedback>("feedback", filter, |pen, row| pen.feedback(row, width))?;
        self.list::<Goal>("goals", filter, |pen, row| pen.goal(row, width))?;
        self.list::<Skill>("skills", filter, |pen, row| pen.skill(row, width))?;
        self.list::<Exchange>("exchanges", filter, |pen, row| pen.exchange(row, width))
    }

    fn list<T: Record>(
        &mut self,
        heading: &str,
        filter: &Filter,
        line: impl Fn(&Pen<'_>, &T) -> Result<Line<'static>, StoreError>,
    ) -> Result<(), StoreError>
    where
        Target: From<Id<T>>,
    {
        let rows: Vec<T> = self.view.store.list(filter, &Window::First, 12)?;
        if !rows.is_empty() {
            self.heading(heading);
        }
        for row in rows {
            self.rows.push(Row::new(line(&self.pen, &row)?, row.id()));
        }
        Ok(())
    }
}
