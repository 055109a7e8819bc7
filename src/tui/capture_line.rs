//! The capture line: one line typed anywhere, said back before it is kept.

use super::command::{Command, Context};
use super::jotting::{self, Jotted, Jotting};
use super::layer::{Cx, Flow, Input, Layer, View};
use super::leave::Leaving;
use super::theme::Role;
use super::widget::text::cut;
use crate::store::{Store, StoreError, Typed};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Clear;
use std::collections::BTreeMap;

const PLACE: &str = "capture";

/// The line, as a layer over whatever is on screen.
pub struct CaptureLine {
    jotting: Jotting,
    unsaved: bool,
    leaving: Leaving,
}

impl CaptureLine {
    /// Opens a line with a text in it, or with what was typed and not kept before.
    pub fn open(cx: &mut Cx<'_>, text: &str) {
        let draft = match cx.store.draft(PLACE) {
            Ok(draft) => draft.and_then(|draft| draft.typed.fields.get("line").cloned()),
            Err(error) => return cx.fail(format!("A line was begun before and waits: {error}.")),
        };
        let text = if text.is_empty() { draft.unwrap_or_default() } else { text.to_owned() };
        cx.push(Self { jotting: Jotting::new(&text), unsaved: false, leaving: Leaving::default() });
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        match self.jotting.keep(cx) {
            Jotted::Blank => cx.pop(),
            Jotted::Kept(echo, rows) => {
                self.unsaved = false;
                let _ = cx.store.forget_draft(PLACE);
                cx.pop();
                cx.done(format!("{echo}  u takes it back"));
                jotting::send(&rows, cx);
            }
            Jotted::NewPeople(text) => cx.note(format!("{text} Esc leaves the line.")),
            Jotted::Refused(text) => cx.fail(text),
        }
    }
}

impl Layer for CaptureLine {
    fn crumb(&self) -> String {
        "capture".to_owned()
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

    fn hints(&self) -> Vec<Command> {
        vec![Command::Keep]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Keep | Command::NextField) => self.keep(cx),
            Input::Command(Command::Back) => {
                let kept = self.flush(cx.store);
                if self.leaving.now(kept, cx) {
                    cx.pop();
                }
            }
            Input::Command(_) => return Flow::Ignored,
            Input::Key(key) => {
                self.unsaved |= self.jotting.field.key(key);
                self.jotting.touched();
                self.leaving = Leaving::default();
            }
            Input::Paste(text) | Input::Edited(text) => {
                self.jotting.paste(&text);
                self.unsaved = true;
            }
            Input::Click { .. } | Input::Wheel(_) | Input::Filled(_) => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.jotting.understand(view.store, view.assets.forms.lint())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let width = usize::from(area.width.saturating_sub(2));
        let typed = self.jotting.rows();
        let said = self.jotting.said(width.saturating_sub(9).max(10), usize::from(area.height / 2).max(3));
        let height = (said.len() as u16 + 1 + typed).min(area.height);
        let spot = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, spot);
        let rule = "─".repeat(usize::from(spot.width));
        frame.render_widget(Span::styled(rule, view.style(Role::Line)), Rect { height: 1, ..spot });
        let line = Rect { y: spot.y + 1, height: 1.min(height.saturating_sub(1)), ..spot };
        frame.render_widget(Span::styled(" capture", view.style(Role::Accent)), line);
        let input = Rect { x: line.x + 10, width: line.width.saturating_sub(11), height: typed, ..line };
        let input = input.intersection(spot);
        self.jotting.field.render(frame, input, true, view);
        for ((text, role), y) in said.iter().zip(spot.y + 1 + typed..spot.bottom()) {
            let place = Rect { x: spot.x + 10, y, width: spot.width.saturating_sub(11), height: 1 };
            frame.render_widget(Span::styled(cut(text, usize::from(place.width)), view.style(*role)), place);
        }
    }

    fn unsaved(&self) -> bool {
        self.unsaved
    }

    fn draft_place(&self) -> Option<&str> {
        Some(PLACE)
    }

    fn flush(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.unsaved {
            let fields = BTreeMap::from([("line".to_owned(), self.jotting.field.value())]);
            store.save_draft(PLACE, "a line", &Typed::of(fields))?;
            self.unsaved = false;
        }
        Ok(())
    }
}
