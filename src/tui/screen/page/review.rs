//! The page of a look back.

use super::writer::LABEL;
use super::writer::Writer;
use crate::model::Review;
use crate::model::text::one_line;
use crate::store::StoreError;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{cut, fit, wrap};

impl Writer<'_, '_> {
    pub(super) fn review(&mut self, row: &Review) -> Result<String, StoreError> {
        self.field("when", &row.at.local().format("%a %Y-%m-%d %H:%M").to_string());
        self.field("since", &crate::model::when::said_back(row.since_on));
        self.field("seen by", "private: only me, always");
        if !row.intentions.is_empty() {
            self.heading("intentions");
        }
        for one in &row.intentions {
            let with = one.relationship.map_or(Ok("in all".to_owned()), |id| self.view.store.title(id))?;
            let text = format!("{} {} ({with})", fit(one.state.word(), LABEL), one_line(&one.text));
            self.rows.push(Row::new(cut(&text, self.width), one.id));
        }
        for answer in &row.answers {
            self.heading(&answer.question);
            for line in wrap(&answer.text, self.width.saturating_sub(1).max(8)) {
                self.rows.push(Row::text(line));
            }
        }
        if let Some(figures) = &row.figures {
            self.heading("what the rows said then");
            for line in figures.lines().flat_map(|line| wrap(line, self.width.saturating_sub(1).max(8))) {
                self.rows.push(Row::text(line));
            }
        }
        Ok(format!("look back of {}", row.at.local().format("%e %b %Y").to_string().trim()))
    }
}
