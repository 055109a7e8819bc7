//! A blind round: turn by turn, each entry masked, sealed, handed over; then all at once.
//!
//! What is typed lives in the fields of the turn and nowhere else: no draft, no editor, no mask that
//! grows. The store gets it sealed.

use super::entry::{Entry, Look, Table};
use super::reveal;
use crate::model::{Id, Person, Relationship, RoundKind};
use crate::store::{Blind, StoreError};
use crate::together::{self, Seat};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::modal::question::Question;
use crate::tui::screen::split;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::text::cut;
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};
use std::rc::Rc;

enum Stage {
    /// Somebody enters.
    Turn(Entry),
    /// A blank card, while the keyboard changes hands.
    Card,
    /// Everything is in.
    Sealed,
}

struct Round {
    kind: RoundKind,
    name: String,
    blind: Rc<Blind>,
    /// In the order in which they enter.
    seats: Vec<Seat>,
    /// Whose turn it is; past the last when all are in.
    turn: usize,
    stage: Stage,
}

/// Begins a round.
///
/// # Errors
/// What the store says.
pub fn begin(relationship: Id<Relationship>, kind: RoundKind, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let forms = &cx.assets.forms;
    let seats = together::seats(cx.store, forms, relationship, kind)?;
    let Some(first) = seats.first().filter(|seat| !seat.asked.is_empty()) else {
        cx.note("There is nothing to ask yet.");
        return Ok(());
    };
    let stage = Stage::Turn(Entry::of(&first.asked));
    let blind = Rc::new(cx.store.open_round(relationship, kind)?);
    let name = forms.rounds().words(kind).map_or(kind.word().to_owned(), |words| words.name.clone());
    cx.push(Round { kind, name, blind, seats, turn: 0, stage });
    Ok(())
}

impl Round {
    fn seal(&mut self, cx: &mut Cx<'_>) {
        let (Stage::Turn(entry), Some(seat)) = (&mut self.stage, self.seats.get(self.turn)) else { return };
        let entered = match entry.entered(&seat.asked) {
            Ok(entered) => entered,
            Err((at, message)) => {
                entry.focus = at;
                return cx.fail(format!("{message} Nothing is sealed yet."));
            }
        };
        let sealed = serde_json::to_string(&entered)
            .map_err(StoreError::from)
            .and_then(|payload| cx.store.seal(&self.blind, seat.person, &payload, self.seats.len()));
        if let Err(error) = sealed {
            return cx.fail(format!("Not sealed: {error}"));
        }
        self.turn += 1;
        self.stage = if self.turn < self.seats.len() { Stage::Card } else { Stage::Sealed };
    }

    fn take_over(&mut self) {
        if let Some(seat) = self.seats.get(self.turn) {
            self.stage = Stage::Turn(Entry::of(&seat.asked));
        }
    }

    fn reveal(&mut self, cx: &mut Cx<'_>) {
        let revealed = cx.store.reveal(&self.blind).and_then(|round| {
            cx.store.write("what a round settled", |tx| together::settle(tx, &round))?;
            Ok(round)
        });
        match revealed {
            Ok(round) => {
                cx.pop();
                reveal::open(round, self.name.clone(), cx);
            }
            Err(error) => cx.fail(format!("Not revealed: {error}")),
        }
    }

    fn ask_to_end(&self, cx: &mut Cx<'_>) {
        let blind = Rc::clone(&self.blind);
        Question::ask(
            cx,
            "end the round",
            "End the round? Everything that was entered is destroyed unread, the others' too.",
            "Go on",
            "End it",
            Box::new(move |cx| {
                cx.pop();
                match cx.store.cancel_round(&blind) {
                    Ok(()) => cx.note("The round is over. Nothing that was entered was read."),
                    Err(error) => cx.fail(format!("The round is over and unreadable: {error}")),
                }
            }),
        );
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Flow {
        match (command, &mut self.stage) {
            (Command::Help, _) => return Flow::Ignored,
            (Command::Back, _) => self.ask_to_end(cx),
            (Command::Seal, Stage::Turn(_)) => self.seal(cx),
            (Command::NextField, Stage::Turn(entry)) => entry.go(1),
            (Command::PreviousField, Stage::Turn(entry)) => entry.go(-1),
            (Command::Unmask, Stage::Turn(entry)) => {
                entry.look = if entry.look == Look::Masked { Look::Plain } else { Look::Masked };
            }
            (Command::Open, Stage::Sealed) => self.reveal(cx),
            _ => {}
        }
        Flow::Done
    }
}

impl Layer for Round {
    fn crumb(&self) -> String {
        self.kind.word().to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        match self.stage {
            Stage::Turn(_) => vec![Context::Blind],
            Stage::Card => Vec::new(),
            Stage::Sealed => vec![Context::Question],
        }
    }

    fn typing(&self) -> bool {
        !matches!(self.stage, Stage::Sealed)
    }

    fn modal(&self) -> bool {
        true
    }

    fn ends(&self) -> Option<&'static str> {
        Some("The round would end unread.")
    }

    fn bare(&self) -> bool {
        matches!(self.stage, Stage::Card)
    }

    fn hints(&self) -> Vec<Command> {
        match self.stage {
            Stage::Turn(_) => vec![Command::Seal, Command::NextField, Command::Unmask],
            Stage::Card => Vec::new(),
            Stage::Sealed => vec![Command::Open],
        }
    }

    fn verb(&self, command: Command) -> &'static str {
        if command == Command::Open { "reveal" } else { command.entry().name }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match (input, &mut self.stage) {
            (Input::Command(command), _) => return self.command(command, cx),
            (Input::Key(key), Stage::Card) if key.code == KeyCode::Esc => self.ask_to_end(cx),
            (Input::Key(_) | Input::Click { .. }, Stage::Card) => self.take_over(),
            (Input::Key(key), Stage::Turn(entry)) => {
                if let Some(field) = entry.fields.get_mut(entry.focus) {
                    field.key(key);
                }
            }
            (Input::Paste(text), Stage::Turn(entry)) => {
                if let Some(field) = entry.fields.get_mut(entry.focus) {
                    field.paste(&text);
                }
            }
            (Input::Click { tag, .. }, Stage::Turn(entry)) if tag < entry.fields.len() => entry.focus = tag,
            (Input::Wheel(rows), Stage::Turn(entry)) => entry.go(rows as isize),
            _ => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        frame.render_widget(Clear, area);
        match &self.stage {
            Stage::Card => self.render_card(frame, area, view),
            Stage::Turn(_) | Stage::Sealed => self.render_table(frame, area, view),
        }
    }
}

impl Round {
    fn others(&self, person: Id<Person>) -> String {
        let others = self.seats.iter().filter(|seat| seat.person != person);
        others.map(|seat| seat.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn render_card(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let Some(seat) = self.seats.get(self.turn) else { return };
        let texts = [
            format!("{}: the keyboard is yours.", seat.name),
            format!("{}: look away.", self.others(seat.person)),
            "Any key, when you are ready.".to_owned(),
        ];
        let top = area.y + area.height.saturating_sub(texts.len() as u16) / 2;
        for (text, y) in texts.into_iter().zip(top..area.bottom()) {
            let text = cut(&text, usize::from(area.width));
            let width = crate::tui::widget::text::cells(&text) as u16;
            let spot = Rect { x: area.x + (area.width - width) / 2, y, width, height: 1 };
            frame.render_widget(Span::styled(text, view.style(Role::Text)), spot);
        }
    }

    /// A box for everybody where there is room, else one, with a line about the others.
    fn render_table(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let all = view.tier >= Tier::Normal && usize::from(area.width) / self.seats.len().max(1) >= 38;
        if all {
            let (line, boxes) = split::above(area, 1);
            let heading = cut(&self.name.to_uppercase(), usize::from(line.width).saturating_sub(2));
            let heading = Line::from(vec![Span::raw(" "), Span::styled(heading, view.style(Role::Heading))]);
            frame.render_widget(heading, line);
            for (number, spot) in split::columns(boxes, self.seats.len() as u16).into_iter().enumerate() {
                self.render_box(frame, number, spot, view);
            }
            return;
        }
        let (line, spot) = split::above(area, 1);
        let standings: Vec<String> = (0..self.seats.len())
            .map(|number| format!("{} {}", self.seats[number].name, self.standing(number)))
            .collect();
        let text = cut(&standings.join("   "), usize::from(line.width).saturating_sub(2));
        frame.render_widget(
            Line::from(vec![Span::raw(" "), Span::styled(text, view.style(Role::Heading))]),
            line,
        );
        self.render_box(frame, self.turn.min(self.seats.len().saturating_sub(1)), spot, view);
    }

    fn standing(&self, number: usize) -> &'static str {
        match number.cmp(&self.turn) {
            std::cmp::Ordering::Less => "sealed",
            std::cmp::Ordering::Equal => "your turn",
            std::cmp::Ordering::Greater => "waits",
        }
    }

    fn render_box(&self, frame: &mut Frame<'_>, number: usize, spot: Rect, view: &View<'_>) {
        let Some(seat) = self.seats.get(number) else { return };
        let mine = number == self.turn;
        let title = format!(" {}, {} ", seat.name.to_uppercase(), self.standing(number));
        let role = if mine { Role::Accent } else { Role::Muted };
        let title = cut(&title, usize::from(spot.width.saturating_sub(4)));
        let block = Block::bordered()
            .border_style(view.style(Role::Line))
            .title(Span::styled(title, view.style(role)));
        let inner = block.inner(spot);
        frame.render_widget(block, spot);
        let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        match &self.stage {
            Stage::Turn(entry) if mine => entry.render(frame, &self.others(seat.person), seat, inner, view),
            stage => {
                let head = match (stage, number < self.turn) {
                    (Stage::Sealed, _) => "Enter reveals all at once.",
                    (_, true) => "sealed",
                    (_, false) => "comes after",
                };
                let said = if number < self.turn { "sealed" } else { "" };
                let table = Table::new(head, Role::Muted, seat, inner, |_| said.to_owned());
                table.render(frame, None, view);
            }
        }
    }
}
