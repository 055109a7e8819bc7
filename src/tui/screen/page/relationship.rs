//! A relationship's page: its people, what was agreed, and everything in it.

use super::writer::LABEL;
use super::writer::Writer;
use crate::model::when::said_back;
use crate::model::{Relationship, RelationshipStatus};
use crate::sitting::agreement::{latest, review_on};
use crate::sitting::fit::form_is_due;
use crate::store::{Filter, StoreError};
use crate::tui::edit::practice;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cut, fit};

impl Writer<'_, '_> {
    pub(super) fn relationship(&mut self, row: &Relationship) -> Result<String, StoreError> {
        let store = self.view.store;
        let (_, form, _) = self.pen.form(&row.form);
        self.field("form", &form);
        self.choices(row);
        self.optional("purpose", &row.purpose);
        self.field("state", row.status.word());
        self.optional("phase", &row.phase);
        self.field("rhythm", &row.cadence_days.map_or(String::new(), |days| format!("every {days} days")));
        self.field("since", &row.started_on.map_or(String::new(), crate::model::when::said_back));
        self.kin(row)?;
        self.heading("members");
        for member in &row.members {
            let name = self.pen.name(member.person)?;
            self.rows.push(Row::new(format!("{} {}", fit(&name, 24), member.role), member.person));
        }
        if !row.agreement.is_empty() {
            self.heading("agreement");
        }
        for section in row.agreement.iter().filter(|one| latest(row, &one.section) == Some(*one)) {
            let version =
                if section.version > 1 { format!("  (version {})", section.version) } else { String::new() };
            self.field(&section.section, &format!("{}{version}", section.text));
        }
        self.field("look again", &review_on(row).map_or(String::new(), crate::model::when::said_back));
        if let Some(form) = self.view.assets.forms.get(&row.form) {
            self.heading("feedback practice");
            self.field("", &form.feedback.practice);
            let silence = practice::silence(row, store, self.view.assets)?;
            self.field("", &silence.map_or(String::new(), |(_, line)| line));
        }
        self.items("parking lot", &row.parking);
        self.lists(&Filter { relationship: Some(row.id), ..Filter::default() })?;
        store.title(row.id)
    }

    /// How its form was chosen, and whether it is time to ask again.
    fn choices(&mut self, row: &Relationship) {
        for (at, choice) in row.choices.iter().enumerate() {
            let label = if at == 0 { "chosen" } else { "then" };
            let (_, form, _) = self.pen.form(&choice.form);
            self.field(label, &format!("{}: {form}", said_back(choice.at.day())));
        }
        if form_is_due(row, self.view.store.clock().today()) {
            self.field("does it fit?", "It is time to ask again: :choose, ten questions.");
        }
    }

    /// What it grew out of, and what it went on as; Enter goes there.
    fn kin(&mut self, row: &Relationship) -> Result<(), StoreError> {
        let store = self.view.store;
        self.field("until", &row.ended_on.map_or(String::new(), crate::model::when::said_back));
        let next = store.successor(row.id)?;
        for (label, id) in [("grew out of", row.successor_of), ("went on as", next)] {
            let Some(other) = id.map(|id| store.get(id)).transpose()?.flatten() else { continue };
            let (_, form, _) = self.pen.form(&other.form);
            let since = other.started_on.map_or(String::new(), |day| format!(", since {day}"));
            let text = format!("{} {}: {form}{since}", fit(label, LABEL), store.title(other.id)?);
            self.rows.push(Row::new(cut(&text, self.width), other.id));
        }
        if row.status == RelationshipStatus::Closed {
            self.field("read-only", "it is closed; e, then its State, takes it up again");
        } else if next.is_none() {
            self.field("another form", ":change form takes it on; what was stays as it was");
        }
        Ok(())
    }
}
