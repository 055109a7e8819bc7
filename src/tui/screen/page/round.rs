//! A round's page: what was revealed.

use super::writer::Writer;
use crate::model::Round;
use crate::store::StoreError;

impl Writer<'_, '_> {
    pub(super) fn round(&mut self, row: &Round) -> Result<String, StoreError> {
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("state", row.state.word());
        for gap in row.gaps() {
            self.field(&format!("gap {}", gap.width), &gap.ask);
        }
        for (person, entered) in row.entered() {
            let name = self.pen.name(person)?;
            self.heading(&name);
            for line in entered.answers {
                self.field("", &format!("{}  {}", line.ask, line.answer));
            }
            for response in entered.responses {
                let by = self.pen.name(response.by)?;
                self.field(&by, response.kind.word());
            }
        }
        Ok(row.kind.word().to_owned())
    }
}
