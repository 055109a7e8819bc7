//! A commitment's page.

use super::writer::Writer;
use crate::model::Commitment;
use crate::store::StoreError;

impl Writer<'_, '_> {
    pub(super) fn commitment(&mut self, row: &Commitment) -> Result<String, StoreError> {
        self.field("what", &row.text);
        self.field("who", &self.pen.name(row.owner)?);
        self.field("for", &row.to.map_or(Ok(String::new()), |to| self.pen.name(to))?);
        self.field("by", &row.due_on.map_or(String::new(), crate::model::when::said_back));
        self.field("state", row.state.word());
        self.field("made", &row.at.local().format("%a %Y-%m-%d").to_string());
        self.field("seen by", row.visibility.word());
        Ok(format!("promise of {}", self.pen.name(row.owner)?))
    }
}
