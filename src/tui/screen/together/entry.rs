//! What one person enters in a round: fields behind a mask, and how they are laid out.

use crate::forms::Asked;
use crate::model::{Answer, Answered, Entered};
use crate::together::Seat;
use crate::tui::field::{Check, Field};
use crate::tui::layer::View;
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, wrap};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;

/// What stands for anything that was typed, whatever its length.
const MASK: &str = "* * * * *";

/// How the entry of a turn looks to whoever sees the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Behind a mask of one length.
    Masked,
    /// As typed: by choice.
    Plain,
}

/// What is being entered.
pub struct Entry {
    /// One a question.
    pub fields: Vec<Field>,
    /// The question in focus.
    pub focus: usize,
    /// How it looks.
    pub look: Look,
}

impl Entry {
    /// Nothing entered yet.
    pub fn of(asked: &[Asked]) -> Self {
        let field = |asked: &Asked| {
            let field = Field::line("answer", "", "", "");
            match asked.scale {
                Some((low, high)) => field.checked(Check::Scale(low, high)),
                None => field,
            }
        };
        Self { fields: asked.iter().map(field).collect(), focus: 0, look: Look::Masked }
    }

    /// Goes on by questions, round and round.
    pub fn go(&mut self, by: isize) {
        self.focus = (self.focus as isize + by).rem_euclid(self.fields.len().max(1) as isize) as usize;
    }

    /// The answers, or which question has no answer that fits and why.
    pub fn entered(&self, asked: &[Asked]) -> Result<Entered, (usize, String)> {
        let mut answers = Vec::new();
        for (at, (asked, field)) in asked.iter().zip(&self.fields).enumerate() {
            let text = field.value().trim().to_owned();
            if text.is_empty() {
                continue;
            }
            let answer = match asked.scale {
                None => Answer::Words(text),
                Some((low, high)) => match text.parse::<u8>() {
                    Ok(figure) if (low..=high).contains(&figure) => Answer::Figure(figure),
                    _ => return Err((at, format!("Question {} takes {low} to {high}.", at + 1))),
                },
            };
            answers.push(Answered { question: asked.question.clone(), ask: asked.ask.clone(), answer });
        }
        if answers.is_empty() {
            return Err((0, "Nothing is entered yet.".to_owned()));
        }
        Ok(Entered { answers, responses: Vec::new() })
    }

    /// Draws it, the answers masked or as they are.
    pub fn render(&self, frame: &mut Frame<'_>, others: &str, seat: &Seat, area: Rect, view: &View<'_>) {
        let said = |number: usize| {
            let value = self.fields.get(number).map(Field::value).unwrap_or_default();
            match (self.look, value.is_empty()) {
                (_, true) => String::new(),
                (Look::Masked, false) => format!("{MASK}  hidden as you type"),
                (Look::Plain, false) => value,
            }
        };
        let table = Table::new(&format!("{others}: look away."), Role::Warn, seat, area, said);
        let Some(spot) = table.render(frame, Some(self.focus), view) else { return };
        let marker = Rect { x: area.x, width: 1, ..spot };
        frame.render_widget(Span::styled(">", view.style(Role::Accent)), marker);
        match (self.look, self.fields.get(self.focus)) {
            (Look::Plain, Some(field)) => field.render(frame, spot, true, view),
            // The place of the answer, not of the next letter: that would tell its length.
            _ => view.set_focus(Position::new(spot.x, spot.y)),
        }
    }
}

/// One person's questions with what is said below each.
pub struct Table {
    lines: Vec<(Role, String)>,
    /// The line of each answer.
    places: Vec<usize>,
    area: Rect,
}

impl Table {
    /// A table for an area; `said` is what stands below a question.
    pub fn new(head: &str, role: Role, seat: &Seat, area: Rect, said: impl Fn(usize) -> String) -> Self {
        let width = usize::from(area.width);
        let mut blocks: Vec<(Vec<String>, String)> = Vec::new();
        for (number, asked) in seat.asked.iter().enumerate() {
            let scale = asked.scale.map_or(String::new(), |(low, high)| format!("  {low} to {high}"));
            blocks.push((wrap(&format!("{}{scale}", asked.ask), width), said(number)));
        }
        let head = wrap(head, width);
        let needed = head.len() + blocks.iter().map(|(ask, _)| ask.len() + 2).sum::<usize>();
        let airy = needed <= usize::from(area.height);
        let mut table =
            Self { lines: head.into_iter().map(|line| (role, line)).collect(), places: Vec::new(), area };
        for (ask, said) in blocks {
            if airy {
                table.lines.push((Role::Text, String::new()));
            }
            table.lines.extend(ask.into_iter().map(|line| (Role::Text, line)));
            table.places.push(table.lines.len());
            table.lines.push((Role::Muted, format!("  {}", cut(&said, width.saturating_sub(2)))));
        }
        table
    }

    /// Draws it with the answer in focus in sight; gives back where that one is.
    pub fn render(&self, frame: &mut Frame<'_>, focus: Option<usize>, view: &View<'_>) -> Option<Rect> {
        let place = focus.and_then(|focus| self.places.get(focus).copied());
        let at = place.unwrap_or(0);
        let top = (at + 2).saturating_sub(usize::from(self.area.height)).min(at);
        for ((role, line), y) in self.lines.iter().skip(top).zip(self.area.y..self.area.bottom()) {
            let spot = Rect { y, height: 1, ..self.area };
            frame.render_widget(Span::styled(line.clone(), view.style(*role)), spot);
        }
        let spot = |place: usize| {
            let y = self.area.y + u16::try_from(place.checked_sub(top)?).ok()?;
            let x = self.area.x + 2.min(self.area.width);
            let width = self.area.right().saturating_sub(x);
            (y < self.area.bottom()).then_some(Rect { x, y, width, height: 1 })
        };
        for (number, place) in self.places.iter().enumerate().filter(|_| focus.is_some()) {
            if let Some(spot) = spot(*place) {
                view.zone(spot, number);
            }
        }
        place.and_then(spot)
    }
}
