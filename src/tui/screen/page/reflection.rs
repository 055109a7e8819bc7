//! A note's page.

use super::writer::Writer;
use crate::model::Reflection;
use crate::store::StoreError;

impl Writer<'_, '_> {
    pub(super) fn reflection(&mut self, row: &Reflection) -> Result<String, StoreError> {
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        let about: Vec<_> = row.about.iter().map(|id| self.pen.name(*id)).collect::<Result<_, _>>()?;
        self.field("about", &about.join(", "));
        self.field("seen by", row.visibility.word());
        self.field("words", &row.tags.join(", "));
        self.heading("note");
        self.field("", &row.text);
        Ok(format!("note of {}", row.at.local().format("%e %b %Y").to_string().trim()))
    }
}
