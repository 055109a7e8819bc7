//! A form's page: its handbook.

use super::writer::Writer;
use crate::forms::{HandbookLine, handbook};
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{fit, wrap};
use ratatui::text::{Line, Span};

impl Writer<'_, '_> {
    pub(super) fn form(&mut self, id: &str) -> String {
        let Some(form) = self.view.assets.forms.get(id) else { return id.to_owned() };
        for line in handbook(form) {
            match line {
                HandbookLine::Heading(text) => self.heading(&text),
                HandbookLine::Text(text) => {
                    for line in wrap(&text, self.width) {
                        self.rows.push(Row::text(line));
                    }
                }
                HandbookLine::Item { label, text } => {
                    for (number, line) in
                        wrap(&text, self.width.saturating_sub(25).max(8)).into_iter().enumerate()
                    {
                        let label = if number == 0 { label.as_str() } else { "" };
                        let label = Span::styled(fit(label, 24), self.view.style(Role::Muted));
                        self.rows.push(Row::text(Line::from(vec![label, Span::raw(" "), Span::raw(line)])));
                    }
                }
            }
        }
        form.name.clone()
    }
}
