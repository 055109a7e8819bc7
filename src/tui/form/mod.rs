//! One form for every noun: fields in one column, a visible Keep, a draft on disk while typing.

mod asking;
mod board;
mod draft;
mod draw;
mod focus;
mod keep;
mod meanwhile;
mod terms;
mod who;

pub use board::{Board, Mark, SpotTag, VALUES};
pub use terms::{Advise, Asks, Kept, Reads, Save, Shows, Start, Values, Wrong};

use super::command::{Command, Context};
use super::field::{Entry, Field};
use super::layer::{Cx, Effect, Flow, Input, Layer, View};
use super::leave::Leaving;
use super::theme::Role;
use super::tier::Tier;
use super::widget::text::{cut, right};
use crate::store::{Store, StoreError};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Block, Clear};

/// What keys that change a field say on the button.
const BUTTON: &str = "Enter keeps it, Shift+Tab goes back to the fields.";

/// A form on screen.
pub struct Form {
    title: String,
    place: String,
    fields: Vec<Field>,
    start: Start,
    /// The field in focus; one past the last is the Keep button.
    focus: usize,
    wrong: Option<Wrong>,
    untouched: Values,
    /// What was typed before starting fresh: one key brings it back.
    set_aside: Option<Values>,
    unsaved: bool,
    leaving: Leaving,
    save: Save,
    /// Of a row that is changed: its fields as they stand now.
    reads: Option<Reads>,
    advise: Option<Advise>,
    shows: Shows,
    board: Option<Board>,
    /// How much room there was when it was drawn last.
    tier: Option<Tier>,
    asking: Option<(&'static str, Asks)>,
}

impl Form {
    /// A form with its fields; what `save` refuses stays on screen.
    pub fn new(title: impl Into<String>, place: impl Into<String>, fields: Vec<Field>, save: Save) -> Self {
        Self {
            title: title.into(),
            place: place.into(),
            untouched: values(&fields),
            fields,
            start: Start::Top,
            focus: 0,
            wrong: None,
            set_aside: None,
            unsaved: false,
            leaving: Leaving::default(),
            save,
            reads: None,
            advise: None,
            shows: Box::new(|_, _| true),
            board: None,
            tier: None,
            asking: None,
        }
    }

    /// Says where typing begins.
    #[must_use]
    pub fn starting(mut self, start: Start) -> Self {
        self.start = start;
        self
    }

    /// Compares with the row that is changed before it is kept: what others wrote meanwhile stays.
    #[must_use]
    pub fn changing(mut self, reads: Option<Reads>) -> Self {
        self.reads = reads;
        self
    }

    /// Says what would make a text clearer.
    #[must_use]
    pub fn advised(mut self, advise: Advise) -> Self {
        self.advise = Some(advise);
        self
    }

    /// Leaves out the empty fields that do not belong to what the others say.
    #[must_use]
    pub fn showing(mut self, shows: Shows) -> Self {
        self.shows = shows;
        self
    }

    /// Asks elsewhere what belongs into a field.
    #[must_use]
    pub fn asking(mut self, field: &'static str, asks: Asks) -> Self {
        self.asking = Some((field, asks));
        self
    }

    /// Draws a picture beside the fields, on which some of them are set.
    #[must_use]
    pub fn beside(mut self, board: Board) -> Self {
        self.board = Some(board);
        self
    }

    /// Puts it on screen; what was typed at its place before and not kept is there again.
    pub fn show(mut self, cx: &mut Cx<'_>) {
        self.focus = self.first_stop();
        match cx.store.draft(&self.place) {
            Ok(Some(draft)) => cx.note(self.go_on(draft)),
            Ok(None) => {}
            Err(error) => return cx.fail(format!("This was begun before and waits: {error}.")),
        }
        self.enter();
        cx.push(self);
    }

    /// A plain form, on screen.
    pub fn open(
        cx: &mut Cx<'_>,
        title: impl Into<String>,
        place: impl Into<String>,
        fields: Vec<Field>,
        save: Save,
    ) {
        Self::new(title, place, fields, save).show(cx);
    }

    /// The fields on screen: those that belong to what the others say, and any that holds a text. Two
    /// that are one mark on the board are one of them.
    fn shown(&self) -> Vec<usize> {
        let values = values(&self.fields);
        let marks = self.marks();
        let second =
            |field: &Field| board::mark_of(field.name, marks).is_some_and(|mark| mark.up != field.name);
        let shows = |field: &Field| {
            let belongs = (self.shows)(field.name, &values);
            !second(field) && (belongs || (field.types() && !field.value().trim().is_empty()))
        };
        (0..self.fields.len()).filter(|number| shows(&self.fields[*number])).collect()
    }

    fn touched(&mut self) {
        self.unsaved = true;
        self.leaving = Leaving::default();
        self.wrong = None;
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Flow {
        let before = values(&self.fields);
        match (command, self.held()) {
            (Command::Up, Some(mark)) => self.push(mark, 1, 0),
            (Command::Down, Some(mark)) => self.push(mark, -1, 0),
            (Command::Left, Some(mark)) => self.push(mark, 0, -1),
            (Command::Right, Some(mark)) => self.push(mark, 0, 1),
            (Command::Clear, Some(mark)) => self.put(mark, None),
            (command, _) => return self.fill_in(command, cx),
        }
        if values(&self.fields) == before {
            cx.note(match command {
                Command::Clear => "No mark is set here yet.",
                _ => "The mark is at the edge. Tab goes to the next field.",
            });
        }
        Flow::Done
    }

    fn fill_in(&mut self, command: Command, cx: &mut Cx<'_>) -> Flow {
        match command {
            Command::NextField | Command::Down => self.go(1),
            Command::PreviousField | Command::Up => self.go(-1),
            Command::Left => self.turn(-1, cx),
            Command::Right => self.turn(1, cx),
            Command::Clear => self.clear(cx),
            Command::PageDown => self.edge(self.fields.len(), "This is the end of the form.", cx),
            Command::PageUp => {
                let first = self.shown().first().copied().unwrap_or(self.fields.len());
                self.edge(first, "This is the first field.", cx);
            }
            Command::Press if self.focus == self.fields.len() => self.keep(cx),
            Command::Press => self.go(1),
            Command::Keep => self.keep(cx),
            Command::Fresh => self.start_fresh(cx),
            Command::Newcomer => self.who(cx),
            Command::FindOut => self.ask(cx),
            Command::Editor => {
                if let Some(field) = self.fields.get(self.focus) {
                    cx.effects.push(Effect::Editor(field.value()));
                }
            }
            Command::Back => self.leave(cx),
            _ => return Flow::Ignored,
        }
        Flow::Done
    }

    /// A choice that may say nothing says nothing again.
    fn clear(&mut self, cx: &mut Cx<'_>) {
        let Some(field) = self.fields.get_mut(self.focus) else { return cx.note(BUTTON) };
        let before = field.value();
        field.set("");
        match field.value() {
            after if after == before && !after.is_empty() => cx.note("One of these it must be."),
            after if after == before => cx.note("Nothing is said here yet."),
            _ => self.touched(),
        }
    }

    fn turn(&mut self, by: isize, cx: &mut Cx<'_>) {
        let Some(field) = self.fields.get_mut(self.focus) else { return cx.note(BUTTON) };
        if !field.is_open() {
            return cx.note("There is nothing else to choose here.");
        }
        field.turn(by);
        self.touched();
    }

    /// Takes a key as text. A key that would leave the text upward or downward says what does.
    fn key(&mut self, key: KeyEvent, cx: &mut Cx<'_>) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        let before = field.cursor();
        if field.key(key) {
            return self.touched();
        }
        match key.code {
            _ if field.cursor() != before => {}
            KeyCode::Up | KeyCode::PageUp => {
                cx.note("The text begins here. Shift+Tab goes to the field before.")
            }
            KeyCode::Down | KeyCode::PageDown => cx.note("The text ends here. Tab goes to the next field."),
            _ => {}
        }
    }
}

fn values(fields: &[Field]) -> Values {
    fields.iter().map(|field| (field.name.to_owned(), field.value())).collect()
}

impl Layer for Form {
    fn crumb(&self) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        match self.fields.get(self.focus).map(|field| &field.entry) {
            Some(Entry::Line(_)) => vec![Context::Line],
            Some(Entry::Text(_)) => vec![Context::Text],
            _ => vec![Context::Form],
        }
    }

    fn typing(&self) -> bool {
        self.fields.get(self.focus).is_some_and(Field::types)
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        let asks = self.asks().map(|_| Command::FindOut);
        let own = match self.fields.get(self.focus) {
            None => return vec![Command::Press, Command::PreviousField],
            Some(field) if !field.types() && field.is_open() => Some(Command::Right),
            Some(_) => None,
        };
        let all = [Command::Keep, Command::NextField, Command::Editor];
        asks.into_iter().chain(own).chain(all).collect()
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::FindOut => "which one fits",
            Command::Right => "next choice",
            Command::Press => "keep",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(command) => return self.command(command, cx),
            Input::Key(key) => self.key(key, cx),
            Input::Paste(text) => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.paste(&text);
                }
                self.touched();
            }
            Input::Edited(text) => {
                if let Some(field) = self.fields.get_mut(self.focus) {
                    field.set(&text);
                }
                self.touched();
            }
            Input::Filled(values) => self.fill(&values),
            Input::Click { tag, .. } if tag == self.fields.len() => self.keep(cx),
            Input::Click { tag, .. } if self.clicked(tag) => {}
            Input::Click { tag, .. } => {
                if self.focus == tag {
                    self.turn(1, cx);
                } else {
                    self.focus_on(tag);
                }
            }
            Input::Wheel(rows) => self.go(rows as isize),
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.tier = Some(view.tier);
        // With more room the field in focus may have become a part of a mark.
        if let Some(at) = self.held().and_then(|mark| self.fields.iter().position(|f| f.name == mark.up)) {
            self.focus = at;
        }
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        frame.render_widget(Clear, area);
        frame.render_widget(Block::new(), area);
        let title =
            Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: 1.min(area.height), ..area };
        let heading = cut(&self.title.to_uppercase(), usize::from(title.width).saturating_sub(12));
        frame.render_widget(Span::styled(heading, view.style(Role::Heading)), title);
        let shown = self.shown();
        let at = shown.iter().position(|number| *number == self.focus).map_or(shown.len(), |at| at + 1);
        let progress = right(&format!("{at} of {}", shown.len()), 10.min(usize::from(title.width)));
        let spot = Rect {
            x: title.right().saturating_sub(progress.len() as u16),
            width: progress.len() as u16,
            ..title
        };
        frame.render_widget(Span::styled(progress, view.style(Role::Muted)), spot);
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.render_fields(frame, below, view);
    }

    fn unsaved(&self) -> bool {
        self.unsaved
    }

    fn draft_place(&self) -> Option<&str> {
        Some(&self.place)
    }

    fn flush(&mut self, store: &Store) -> Result<(), StoreError> {
        if !self.unsaved {
            return Ok(());
        }
        store.save_draft(&self.place, &self.title, &self.typed())?;
        self.unsaved = false;
        Ok(())
    }
}
