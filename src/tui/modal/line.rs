//! A question that is answered with one line.

use super::pick::panel;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::widget::text::cut;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

type Answered = Box<dyn FnMut(String, &mut Cx<'_>)>;

/// The question.
pub struct Line {
    title: &'static str,
    field: Field,
    answered: Answered,
}

/// Asks; `answered` runs after the question has gone, and not for a blank line.
pub fn ask(cx: &mut Cx<'_>, title: &'static str, example: &'static str, answered: Answered) {
    cx.push(Line { title, field: Field::line("line", title, example, ""), answered });
}

impl Layer for Line {
    fn crumb(&self) -> String {
        self.title.to_owned()
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
        vec![Command::Keep]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Keep) => {
                let text = crate::model::text::one_line(&self.field.value());
                cx.pop();
                if !text.is_empty() {
                    (self.answered)(text, cx);
                }
            }
            Input::Command(Command::Back) => cx.pop(),
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
        let spot = Rect { height: area.height.min(6), ..area };
        let inner = panel(frame, spot, self.title, 64, view);
        self.field.render(frame, Rect { height: 1.min(inner.height), ..inner }, true, view);
        let below = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1).min(1), ..inner };
        let text = cut("Enter keeps it, Esc goes back.", usize::from(below.width));
        frame.render_widget(Span::styled(text, view.style(Role::Muted)), below);
    }
}
