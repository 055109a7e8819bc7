//! A session's page: what was agreed on, what was said, how the hour went, how the row became what it is.

use super::writer::Writer;
use crate::model::Session;
use crate::store::StoreError;
use crate::tui::widget::panes::Row;

impl Writer<'_, '_> {
    pub(super) fn session(&mut self, row: &Session) -> Result<String, StoreError> {
        let store = self.view.store;
        self.field("when", &row.starts_at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("state", row.state.word());
        self.field("minutes", &row.minutes.map_or(String::new(), |minutes| minutes.to_string()));
        self.optional("place", &row.place);
        let present: Vec<_> = row.present.iter().map(|id| self.pen.name(*id)).collect::<Result<_, _>>()?;
        self.field("present", &present.join(", "));
        self.items("agenda", &row.agenda);
        if row.notes.is_some() {
            self.heading("notes");
            self.optional("", &row.notes);
        }
        if row.private_notes.is_some() {
            self.heading("private notes");
            self.optional("(private)", &row.private_notes);
        }
        self.parts(row)?;
        self.amendments(row)?;
        self.heading("relationship");
        self.rows.push(Row::new(store.title(row.relationship)?, row.relationship));
        store.title(row.relationship)
    }

    /// Its timed parts, once it was begun: minutes used, minutes planned.
    fn parts(&mut self, row: &Session) -> Result<(), StoreError> {
        if row.segments.iter().all(|part| part.used_seconds.is_none()) {
            return Ok(());
        }
        self.heading("parts");
        for part in &row.segments {
            let used = part.used_seconds.map_or("-".to_owned(), |seconds| (seconds / 60).to_string());
            let turn = part.person.map_or(Ok(String::new()), |person| self.pen.name(person))?;
            let figures = format!("{used} of {} min", part.planned_seconds / 60);
            self.field(&figures, &format!("{}  {turn}", part.name));
        }
        Ok(())
    }

    /// How it became what it is, once it is more than one change.
    fn amendments(&mut self, row: &Session) -> Result<(), StoreError> {
        // A step's label may tell what was private in it.
        if self.view.store.sight().is_veiled() {
            return Ok(());
        }
        let mut amendments = self.view.store.amendments(row.id)?;
        amendments.retain(|one| !one.undone);
        if amendments.len() < 2 {
            return Ok(());
        }
        self.heading("history");
        for one in amendments {
            let fields =
                if one.fields.is_empty() { String::new() } else { format!(": {}", one.fields.join(", ")) };
            let at = one.at.local().format("%-d %b %H:%M").to_string();
            self.field(&at, &format!("{}{fields}", one.label));
        }
        Ok(())
    }
}
