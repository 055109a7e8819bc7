//! The one thing that cannot be taken back: it says how much goes, and wants its word typed.

use super::pick::panel;
use crate::store::{Store, StoreError};
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Cx, Effect, Flow, Input, Layer, Toast, View};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// What has to be typed.
const WORD: &str = "purge";

/// Asks, where there is something in the bin.
///
/// # Errors
/// What the store says.
pub fn open(cx: &mut Cx<'_>) -> Result<(), StoreError> {
    match cx.store.binned()?.len() {
        0 => cx.note("The bin is empty."),
        entries => {
            let text = format!(
                "{} will be gone for good, with its history, what was being typed about it, and out of the \
                 backups beside the journal. This cannot be taken back. Type {WORD} to do it.",
                if entries == 1 { "1 bin entry".to_owned() } else { format!("{entries} bin entries") }
            );
            cx.push(Purge { text, field: Field::line("word", "word", "Enter leaves it all as it is", "") });
        }
    }
    Ok(())
}

/// Removes it, and says what became of it.
pub fn run(store: &Store) -> Toast {
    match store.purge_everywhere() {
        Ok(erased) => {
            let mut text = format!("Done: {erased}.");
            match erased.backups.remaining.len() {
                0 => {}
                1 => text.push_str(" 1 backup may still hold it: mentorlog backup list."),
                more => text.push_str(&format!(" {more} backups may still hold it: mentorlog backup list.")),
            }
            if erased.kept_space.is_some() {
                text.push_str(" Its space is emptied when nobody else has the journal open.");
            }
            Toast { text, role: if erased.is_complete() { Role::Good } else { Role::Warn } }
        }
        Err(error) => Toast { text: format!("Nothing was removed: {error}"), role: Role::Late },
    }
}

struct Purge {
    text: String,
    field: Field,
}

impl Layer for Purge {
    fn crumb(&self) -> String {
        "purge".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Accept, Context::Line]
    }

    fn typing(&self) -> bool {
        true
    }

    fn covers(&self) -> bool {
        false
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        Vec::new()
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Keep) => {
                cx.pop();
                if self.field.value().trim() == WORD {
                    cx.note("Removing it for good ...");
                    cx.effects.push(Effect::Purge);
                } else {
                    cx.note("Nothing was removed.");
                }
            }
            Input::Command(Command::Back) => {
                cx.pop();
                cx.note("Nothing was removed.");
            }
            Input::Command(_) => return Flow::Ignored,
            Input::Key(key) => drop(self.field.key(key)),
            Input::Paste(text) => self.field.paste(&text),
            _ => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let lines = wrap(&self.text, usize::from(area.width.min(64)).saturating_sub(6).max(1));
        // Border, a panel's two clear rows, the word, a blank line above it and the hint below.
        let height = (lines.len() as u16 + 8).min(area.height);
        let spot = Rect { y: area.y + (area.height - height) / 2, height, ..area };
        let inner = panel(frame, spot, "remove for good", 64, view);
        // What is typed is seen at any height.
        let room = usize::from(inner.height.saturating_sub(2)).min(lines.len());
        for (line, y) in lines.iter().take(room).zip(inner.y..) {
            frame.render_widget(Span::raw(line.as_str()), Rect { y, height: 1, ..inner });
        }
        let below = Rect { y: inner.y + room as u16, height: inner.height - room as u16, ..inner };
        let gap = u16::from(below.height > 2);
        let field = Rect { y: below.y + gap, height: below.height.min(1), ..below };
        self.field.render(frame, field, true, view);
        let hint = Rect { y: field.y + 1 + gap, height: 1, ..below };
        if hint.y < inner.bottom() {
            let text = cut("Enter does it once the word is there, Esc goes back.", usize::from(hint.width));
            frame.render_widget(Span::styled(text, view.style(Role::Muted)), hint);
        }
    }
}
