//! The menu of new things: the second key acts at once.

use super::pick::panel;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::edit;
use crate::tui::layer::{Cx, Effect, Flow, Input, Layer, View};
use crate::tui::screen::health::belonging;
use crate::tui::theme::Role;
use crate::tui::widget::text::cut;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

struct New;

/// Opens the menu.
pub fn open(cx: &mut Cx<'_>) {
    cx.push(New);
}

/// Opens the form for a new thing; whether the command is about one.
pub fn make(command: Command, cx: &mut Cx<'_>) -> bool {
    let target = cx.target.clone();
    let opened = match command {
        Command::NewPerson => edit::person::open(None, cx),
        Command::NewRelationship => edit::relationship::open(None, target, cx),
        Command::NewSession => edit::session::open(None, target, cx),
        Command::NewExchange => edit::exchange::open(None, target, cx),
        Command::NewFeedback => edit::feedback::open(None, target, cx),
        Command::NewGoal => edit::goal::open(None, target, cx),
        Command::NewCheckIn => edit::checkin::open(target, cx),
        Command::NewPromise => edit::commitment::open(None, target, cx),
        Command::NewReflection => edit::reflection::open(None, target, cx),
        Command::NewSkill => edit::skill::open(None, target, cx),
        Command::Agreement => edit::agreement::of(target.as_ref(), cx),
        Command::ChangeForm => {
            belonging(target.as_ref(), cx.store).and_then(|id| edit::succession::open(id, cx))
        }
        _ => return false,
    };
    if let Err(error) = opened {
        cx.fail(error.to_string());
    }
    true
}

impl Layer for New {
    fn crumb(&self) -> String {
        "new".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::New]
    }

    fn covers(&self) -> bool {
        false
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        vec![]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(command) if Command::NEW.contains(&command) => {
                cx.pop();
                cx.effects.push(Effect::Dispatch(command));
                Flow::Done
            }
            Input::Command(Command::Back) => {
                cx.pop();
                Flow::Done
            }
            Input::Command(_) => Flow::Ignored,
            _ => Flow::Done,
        }
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        // Two lines of border, and the two rows that a panel keeps clear above and below.
        let height = (Command::NEW.len() as u16 + 4).min(area.height);
        let area = if view.tier <= crate::tui::tier::Tier::Narrow {
            area
        } else {
            Rect { y: area.y + (area.height - height) / 2, height, ..area }
        };
        let inner = panel(frame, area, "new: the second key acts at once", 60, view);
        for (command, y) in Command::NEW.into_iter().zip(inner.y..inner.bottom()) {
            let spot = Rect { y, height: 1, ..inner };
            let entry = command.entry();
            let key = command.key(&[Context::New]).unwrap_or("");
            let line = Line::from(vec![
                Span::styled(format!(" {key}  "), view.style(Role::Accent)),
                Span::raw(format!("{:<18}", entry.name)),
                Span::styled(
                    cut(entry.sentence, usize::from(inner.width).saturating_sub(22)),
                    view.style(Role::Muted),
                ),
            ]);
            frame.render_widget(line, spot);
            view.button(spot, command);
        }
    }
}
