//! Leaving: a question first, then a screen with nothing on it until a key is pressed.

use crate::store::{Sight, StoreError};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::modal::question::Question;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Clear;

/// Asks whether the private journal may come back, with what was handed out before.
pub fn ask(before: Sight, cx: &mut Cx<'_>) {
    Question::ask(
        cx,
        "leave",
        "Go back to the private journal?\nIs the screen still shared?",
        "Stay",
        "Go back",
        Box::new(move |cx| {
            cx.pop();
            cx.push(Blank { before });
        }),
    );
}

/// The passphrase opens it again.
fn lock(cx: &mut Cx<'_>) -> Flow {
    crate::tui::modal::passphrase::lock(cx);
    Flow::Done
}

/// Nothing, so that the screen can be turned away first.
struct Blank {
    before: Sight,
}

impl Layer for Blank {
    fn crumb(&self) -> String {
        String::new()
    }

    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }

    fn typing(&self) -> bool {
        true
    }

    fn bare(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        Vec::new()
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if matches!(input, Input::Key(_) | Input::Click { .. }) {
            cx.pop();
            if cx.store.is_encrypted() {
                // Only its owner comes back into a journal that has a passphrase.
                return lock(cx);
            }
            cx.store.set_sight(self.before);
            cx.note("Back in the private journal.");
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        frame.render_widget(Clear, area);
        let y = area.y + area.height / 2;
        let text = "When the screen is yours alone: any key.";
        let x = area.x + area.width.saturating_sub(text.len() as u16) / 2;
        let spot = Rect { x, y, width: area.right().saturating_sub(x), height: 1 };
        frame.render_widget(Span::styled(text, view.style(crate::tui::theme::Role::Muted)), spot);
    }
}
