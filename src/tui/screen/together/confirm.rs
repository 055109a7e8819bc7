//! The ledger confirmed: each person presses their own key, then the rows are no longer one-sided.

use super::step::Step;
use crate::model::{Exchange, Id, Person, Relationship};
use crate::store::StoreError;
use crate::together;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, wrap};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

/// The rows, and who has pressed already.
struct Confirm {
    rows: Vec<Exchange>,
    texts: Vec<String>,
    people: Vec<(Id<Person>, String)>,
    pressed: Vec<Id<Person>>,
}

/// Lays the one-sided rows on the table.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Relationship>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let rows = together::one_sided(cx.store, id)?;
    if rows.is_empty() {
        cx.note("Every shared row of the ledger is confirmed.");
        return Ok(());
    }
    let mut texts = Vec::new();
    for row in &rows {
        let called = |person| together::called(cx.store, id, person);
        let to = row.to.map_or(Ok("all".to_owned()), called)?;
        texts.push(format!("{} to {to}: {}", called(row.from)?, row.text));
    }
    // Keys are digits, so nine people can press one.
    let people = together::people(cx.store, id)?.into_iter().take(9).collect();
    cx.push(Confirm { rows, texts, people, pressed: Vec::new() });
    Ok(())
}

impl Confirm {
    fn press(&mut self, number: usize, cx: &mut Cx<'_>) {
        let Some((person, _)) = number.checked_sub(1).and_then(|at| self.people.get(at)) else { return };
        if !self.pressed.contains(person) {
            self.pressed.push(*person);
        }
        if self.pressed.len() < self.people.len() {
            return;
        }
        cx.pop();
        match cx.store.write("confirmed the ledger", |tx| together::confirm(tx, &self.rows)) {
            Ok(1) => cx.done("1 ledger row is confirmed by both sides."),
            Ok(rows) => cx.done(format!("{rows} ledger rows are confirmed by both sides.")),
            Err(error) => cx.fail(format!("Nothing was changed: {error}")),
        }
    }
}

impl Layer for Confirm {
    fn crumb(&self) -> String {
        Step::LookBack.name().to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }

    fn typing(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        Vec::new()
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Key(key) => match key.code {
                KeyCode::Char(c) => {
                    let number = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                    if let Some(number) = number {
                        self.press(number, cx);
                    }
                }
                KeyCode::Esc => {
                    cx.pop();
                    cx.note("Not confirmed: the rows stay one-sided.");
                }
                _ => {}
            },
            Input::Command(Command::Back) => cx.pop(),
            Input::Click { tag, .. } => self.press(tag + 1, cx),
            _ => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        frame.render_widget(Clear, area);
        let width = usize::from(area.width).saturating_sub(2);
        let line = |y: u16| Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: 1 };
        let heading = "IS THIS HOW IT WAS? Each presses their own key; Esc leaves it open.";
        let heading = wrap(heading, width);
        for (text, y) in heading.iter().zip(area.y..area.bottom()) {
            frame.render_widget(Span::styled(text.as_str(), view.style(Role::Heading)), line(y));
        }
        let (keys, top) = (self.people.len() as u16, area.y + heading.len() as u16);
        let room = area.height.saturating_sub(keys + heading.len() as u16 + 1);
        let hidden = self.texts.len().saturating_sub(usize::from(room));
        for (number, y) in (top..top + room).enumerate() {
            let Some(text) = self.texts.get(number) else { break };
            let more = hidden > 0 && number + 1 == usize::from(room);
            let text = if more { format!("and {} more rows like these", hidden + 1) } else { text.clone() };
            frame.render_widget(Span::raw(cut(&format!("  {text}"), width)), line(y));
        }
        let first = area.bottom().saturating_sub(keys);
        for (number, ((person, name), y)) in self.people.iter().zip(first..area.bottom()).enumerate() {
            let pressed = self.pressed.contains(person);
            let (said, role) =
                if pressed { ("ok  confirms", Role::Good) } else { ("presses this key", Role::Text) };
            let spot = line(y);
            frame.render_widget(
                Line::from(vec![
                    Span::styled(format!("[{}] ", number + 1), view.style(Role::Accent)),
                    Span::styled(cut(&format!("{name}  {said}"), width.saturating_sub(4)), view.style(role)),
                ]),
                spot,
            );
            view.zone(spot, number);
        }
    }
}
