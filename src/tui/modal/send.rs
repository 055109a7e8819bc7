//! The question to send: shown whole once it is asked, ready to be copied or written to a file.

use super::pick::panel;
use crate::model::{Feedback, Id};
use crate::store::{PRIVATE, Store, StoreError};
use crate::tui::act;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::text::{cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use std::io::Write;
use std::path::PathBuf;

/// Cells of the box.
const WIDTH: u16 = 64;

struct Send {
    feedback: Id<Feedback>,
    name: String,
    /// As it may be shown now; nothing once it was taken back.
    question: Option<String>,
}

/// Shows the question of a feedback that was asked for.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Feedback>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = cx.store.need(id)?;
    if row.question.is_some() {
        cx.push(Send { feedback: id, name: cx.store.name(row.from)?, question: row.question });
    }
    Ok(())
}

/// Writes a text to a new file beside the journal that only its owner can read.
fn write(text: &str, store: &Store) -> std::io::Result<PathBuf> {
    let folder = store.path().parent().filter(|folder| folder.is_dir());
    let folder = folder.ok_or_else(|| std::io::Error::other("this journal has no folder"))?;
    // Made with 0600, and never over a file that is there.
    let mut file = tempfile::Builder::new().prefix("question-").suffix(".txt").tempfile_in(folder)?;
    writeln!(file, "{text}")?;
    let (_, path) = file.keep()?;
    Ok(path)
}

impl Send {
    fn lines(&self, width: usize) -> Vec<(String, Role)> {
        let Some(question) = &self.question else {
            let gone = "It was taken back. Esc goes on; U makes it again.".to_owned();
            return vec![(gone, Role::Muted)];
        };
        let mut lines: Vec<(String, Role)> =
            wrap(question, width).into_iter().map(|line| (line, Role::Text)).collect();
        lines.push((String::new(), Role::Text));
        lines.push(("y  copies it".to_owned(), Role::Muted));
        lines.push(("Enter  writes it to a file, where there is no clipboard".to_owned(), Role::Muted));
        lines.push(("Esc  goes on; Feedback (5) has it under asked".to_owned(), Role::Muted));
        lines
    }
}

impl Layer for Send {
    fn crumb(&self) -> String {
        "the question".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn covers(&self) -> bool {
        false
    }

    fn target(&self) -> Option<Target> {
        Some(self.feedback.into())
    }

    fn about(&self) -> Option<Target> {
        self.target()
    }

    fn hints(&self) -> Vec<Command> {
        match self.question {
            Some(_) => vec![Command::Copy, Command::Open, Command::Back],
            None => vec![Command::Back],
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Copy) => act::act(Command::Copy, self.target(), cx),
            Input::Command(Command::Open) => {
                let Some(question) = &self.question else { return Flow::Ignored };
                if cx.store.is_hidden(Some(question)) {
                    cx.fail("Nothing was written: it is private. v lifts the veil.");
                    return Flow::Done;
                }
                match write(question, cx.store) {
                    Ok(path) => {
                        cx.pop();
                        cx.done(format!("Written: {}", path.display()));
                    }
                    Err(error) => cx.fail(format!("No file was written: {error}. The question is kept.")),
                }
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn prepare(&mut self, _area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        // The veil may have come down, and the asking may have been taken back.
        let listed = view.store.cursor(self.feedback)?.is_some();
        let row = if listed { view.store.get(self.feedback)? } else { None };
        self.question = row.map(|row| row.question.unwrap_or_else(|| PRIVATE.to_owned()));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let narrow = view.tier <= Tier::Narrow;
        let inner = if narrow { area.width } else { WIDTH.min(area.width) }.saturating_sub(4);
        let lines = self.lines(usize::from(inner));
        // Two lines of border, and the two rows that a panel keeps clear above and below.
        let height = (lines.len() as u16 + 4).min(area.height);
        let spot =
            if narrow { area } else { Rect { y: area.y + (area.height - height) / 2, height, ..area } };
        let inside = panel(frame, spot, &cut(&format!("to send to {}", self.name), 50), WIDTH, view);
        for ((line, role), y) in lines.iter().zip(inside.y..inside.bottom()) {
            let text = cut(line, usize::from(inside.width));
            frame.render_widget(Span::styled(text, view.style(*role)), Rect { y, height: 1, ..inside });
        }
    }
}
