//! A person's page: who they are, and everything with them.

use super::writer::Writer;
use crate::model::Person;
use crate::store::{Filter, StoreError};
use crate::tui::widget::panes::Row;

impl Writer<'_, '_> {
    pub(super) fn person(&mut self, row: &Person) -> Result<String, StoreError> {
        let store = self.view.store;
        self.optional("title", &row.title);
        self.optional("department", &row.department);
        self.optional("organisation", &row.organisation);
        self.field("rank", &row.authority.map_or(String::new(), |rank| rank.to_string()));
        self.optional("cohort", &row.cohort);
        self.field("knows well", &row.expertise.join(", "));
        self.optional("note", &row.note);
        self.heading("relationships");
        for id in store.active_with(row.id)? {
            self.rows.push(Row::new(store.title(id)?, id));
        }
        self.lists(&Filter { with: Some(row.id), ..Filter::default() })?;
        Ok(row.name.clone())
    }
}
