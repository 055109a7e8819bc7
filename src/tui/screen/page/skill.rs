//! A skill's page: its ratings, then and now.

use super::writer::Writer;
use crate::insight::growth;
use crate::model::Skill;
use crate::store::StoreError;
use crate::tui::widget::scale;

impl Writer<'_, '_> {
    pub(super) fn skill(&mut self, row: &Skill) -> Result<String, StoreError> {
        self.field("whose", &self.pen.name(row.person)?);
        self.field("skill", &row.name);
        self.optional("what it is", &self.view.assets.forms.skills().about(&row.name).map(str::to_owned));
        if let Some(growth) = growth(std::slice::from_ref(row)).first() {
            self.field("then and now", &scale::line(growth, scale::CELLS));
            self.optional("of", &growth.compared());
            self.field("gap", &growth.formula());
        }
        self.field("with", &row.relationship.map_or(Ok(String::new()), |id| self.view.store.title(id))?);
        self.field("seen by", row.visibility.word());
        if !row.ratings.is_empty() {
            self.heading("ratings, newest first");
        }
        for rating in row.ratings.iter().rev() {
            let by = self.pen.name(rating.by)?;
            let note = rating.note.as_deref().map_or(String::new(), |note| format!("  {note}"));
            let day = rating.at.local().format("%a %Y-%m-%d").to_string();
            self.field(&day, &format!("{} of 7, says {by}{note}", rating.value));
        }
        Ok(format!("{}, {}", row.name, self.pen.name(row.person)?))
    }
}
