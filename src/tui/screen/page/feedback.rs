//! A feedback's page: what was said, how it was meant and felt, and the next step of its loop.

use super::writer::LABEL;
use super::writer::Writer;
use crate::model::{Candour, Feedback, Step};
use crate::store::StoreError;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::fit;

impl Writer<'_, '_> {
    pub(super) fn feedback(&mut self, row: &Feedback) -> Result<String, StoreError> {
        self.field("from", &self.pen.name(row.from)?);
        self.field("to", &self.pen.name(row.to)?);
        self.field("state", row.state.word());
        self.field("style", row.style.word());
        self.field("seen by", row.visibility.word());
        for (label, text) in [
            ("asked", &row.question),
            ("situation", &row.situation),
            ("behaviour", &row.behaviour),
            ("impact", &row.impact),
            ("intent", &row.intent),
            ("in words", &row.text),
            ("answer", &row.response),
        ] {
            self.optional(label, text);
        }
        let pair = |care: Option<u8>, challenge: Option<u8>| {
            Candour::of(care, challenge).map_or(String::new(), |spot| {
                format!("care {}, challenge {}: {}", spot.care, spot.challenge, spot.name())
            })
        };
        if let Some(goal) = row.goal {
            self.rows.push(Row::new(
                format!("{} the goal: {}", fit("about", LABEL), self.view.store.need(goal)?.title),
                goal,
            ));
        }
        if let Some(session) = row.session {
            let day = self.view.store.need(session)?.starts_at.local().format("%a %d %b").to_string();
            self.rows.push(Row::new(format!("{} the session of {day}", fit("about", LABEL)), session));
        }
        self.optional("topic", &row.topic);
        self.field("meant", &pair(row.care, row.challenge));
        self.field("felt", &pair(row.felt_care, row.felt_challenge));
        let next = match row.step(self.pen.owner) {
            Step::Closed => "the loop is closed".to_owned(),
            Step::Act => "d: close it; p: make a promise of the answer".to_owned(),
            step => format!("d: {}", step.words()),
        };
        self.field("next", &next);
        Ok(format!("feedback, {} to {}", self.pen.name(row.from)?, self.pen.name(row.to)?))
    }
}
