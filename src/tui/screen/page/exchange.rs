//! The page of something given.

use super::writer::Writer;
use crate::model::Exchange;
use crate::store::StoreError;

impl Writer<'_, '_> {
    pub(super) fn exchange(&mut self, row: &Exchange) -> Result<String, StoreError> {
        self.field("from", &self.pen.name(row.from)?);
        self.field("to", &row.to.map_or_else(|| Ok("all present".to_owned()), |to| self.pen.name(to))?);
        self.field("kind", row.kind.word());
        self.field("what", &row.text);
        self.optional("topic", &row.topic);
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("landed", &row.landed.map_or(String::new(), |landed| format!("{landed} of 3")));
        self.field("seen by", row.visibility.word());
        let to = row.to.map_or_else(|| Ok("all".to_owned()), |to| self.pen.name(to))?;
        Ok(format!("exchange, {} to {to}", self.pen.name(row.from)?))
    }
}
