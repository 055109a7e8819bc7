//! A question with a few answers; the first is the one that does no harm, and what Esc means.

use super::pick::panel;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// What an answer does, after the question has closed.
pub type Answered = Box<dyn FnOnce(&mut Cx<'_>)>;

/// A question.
pub struct Question {
    title: String,
    text: String,
    harmless: &'static str,
    other: &'static str,
    at: Choice,
    answered: Option<Answered>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Harmless,
    Other,
}

impl Question {
    /// Asks; `answered` runs when the answer is `other`.
    pub fn ask(
        cx: &mut Cx<'_>,
        title: impl Into<String>,
        text: impl Into<String>,
        harmless: &'static str,
        other: &'static str,
        answered: Answered,
    ) {
        cx.push(Self {
            title: title.into(),
            text: text.into(),
            harmless,
            other,
            at: Choice::Harmless,
            answered: Some(answered),
        });
    }

    fn answer(&mut self, choice: Choice, cx: &mut Cx<'_>) {
        cx.pop();
        if let (Choice::Other, Some(answered)) = (choice, self.answered.take()) {
            answered(cx);
        }
    }
}

impl Layer for Question {
    fn crumb(&self) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Question]
    }

    fn covers(&self) -> bool {
        false
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Left, Command::Right]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Left | Command::Right | Command::Up | Command::Down) => {
                self.at = if self.at == Choice::Harmless { Choice::Other } else { Choice::Harmless };
            }
            Input::Command(Command::Open) => self.answer(self.at, cx),
            Input::Command(Command::Back | Command::No) => self.answer(Choice::Harmless, cx),
            Input::Command(Command::Yes) => self.answer(Choice::Other, cx),
            Input::Click { tag, .. } => {
                self.answer(if tag == 0 { Choice::Harmless } else { Choice::Other }, cx);
            }
            Input::Command(_) => return Flow::Ignored,
            _ => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let inner_width = usize::from(area.width.min(60)).saturating_sub(6).max(1);
        let lines = wrap(&self.text, inner_width);
        // Border, a panel's two clear rows, the answers and a blank line above them.
        let height = (lines.len() as u16 + 6).min(area.height);
        let spot = Rect { y: area.y + (area.height - height) / 2, height, ..area };
        let inner = panel(frame, spot, &self.title, 60, view);
        for (line, y) in lines.into_iter().zip(inner.y..inner.bottom().saturating_sub(1)) {
            frame.render_widget(Span::raw(line), Rect { y, height: 1, ..inner });
        }
        let Some(y) = inner.bottom().checked_sub(1).filter(|y| *y >= inner.y) else { return };
        let answers = [(Choice::Harmless, self.harmless), (Choice::Other, self.other)];
        let mut x = inner.x;
        for (number, (choice, words)) in answers.into_iter().enumerate() {
            let text = cut(&format!("[ {words} ]"), usize::from(inner.right().saturating_sub(x)));
            let spot = Rect { x, y, width: text.len() as u16, height: 1 };
            let role = if choice == self.at { Role::Selection } else { Role::Accent };
            frame.render_widget(Line::from(Span::styled(text, view.style(role))), spot);
            view.zone(spot, number);
            x = (x + spot.width + 2).min(inner.right());
        }
    }
}
