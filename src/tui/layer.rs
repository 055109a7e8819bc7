//! What is on screen: a stack of layers, and what a layer may ask for.
//!
//! If it covers something it is a layer, never a flag. The top layer is asked first; what it
//! ignores goes to the app's own commands. Screens hold ids, never indices, across a refresh.

use super::Assets;
use super::command::{Command, Context};
use super::form::Values;
use super::target::Target;
use super::theme::Role;
use super::tier::Tier;
use crate::clock::Clock;
use crate::store::{Passphrase, Revision, Store, StoreError};
use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// Something a person did.
#[derive(Debug, Clone)]
pub enum Input {
    /// A key with a meaning here.
    Command(Command),
    /// Any other key: only text fields look at it.
    Key(KeyEvent),
    /// Pasted text: never commands.
    Paste(String),
    /// What $EDITOR left in place of the field's text.
    Edited(String),
    /// Values for a form's fields, by their names, that were found on another layer.
    Filled(Values),
    /// A click on a zone the layer drew.
    Click {
        /// The number the layer gave the zone.
        tag: usize,
        /// Whether it is the second of two quick clicks.
        double: bool,
    },
    /// The wheel, by rows; positive is down.
    Wheel(i32),
}

/// Whether an input was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It was.
    Done,
    /// It was not: the app may know it.
    Ignored,
}

/// One level of the screen.
pub trait Layer {
    /// Its name in the breadcrumb.
    fn crumb(&self) -> String;

    /// Where its keys mean something, the closest first.
    fn contexts(&self) -> Vec<Context>;

    /// Whether letters are text here.
    fn typing(&self) -> bool {
        false
    }

    /// Hears which row was just made, and selects it where it has it.
    fn made(&mut self, _row: &Target) {}

    /// Whether it is about one row, and makes no sense without it.
    fn about(&self) -> Option<Target> {
        None
    }

    /// Whether it hides what lies below.
    fn covers(&self) -> bool {
        true
    }

    /// Whether it must be answered before anything else: the app's letter commands are off.
    fn modal(&self) -> bool {
        false
    }

    /// What the top row says in place of the tabs, where the journal's other places are out of reach.
    fn title(&self) -> Option<String> {
        None
    }

    /// What would end if the program were left now: a sentence, where something would.
    fn ends(&self) -> Option<&'static str> {
        None
    }

    /// Whether nothing at all is drawn around it.
    fn bare(&self) -> bool {
        false
    }

    /// Whether it holds text of its own that a veil must take away: it is closed then, and what was
    /// typed waits as a draft. A layer that reads everything it shows from the journal stays.
    fn holds_text(&self) -> bool {
        self.typing() || self.modal()
    }

    /// The row that is selected.
    fn target(&self) -> Option<Target> {
        None
    }

    /// What to offer in the hints, most useful first.
    fn hints(&self) -> Vec<Command>;

    /// What a command does here, in the word its hint shows.
    fn verb(&self, command: Command) -> &'static str {
        command.entry().name
    }

    /// Takes an input, or ignores it.
    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow;

    /// Reads what it is about to show: the only place where a layer reads for drawing.
    ///
    /// # Errors
    /// What the store says.
    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError>;

    /// Draws itself.
    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>);

    /// How long what it shows stays true without an input; nothing means until one comes. Only
    /// the top layer is asked, so nothing ticks that is not seen.
    fn stays_true(&self, _clock: &Clock) -> Option<Duration> {
        None
    }

    /// Whether people talk over it and touch no key: then a while without one means nothing.
    fn is_held(&self) -> bool {
        false
    }

    /// Whether something typed is not in the file yet.
    fn unsaved(&self) -> bool {
        false
    }

    /// The place of the draft that is being typed here.
    fn draft_place(&self) -> Option<&str> {
        None
    }

    /// Writes what was typed into the file, as a draft.
    ///
    /// # Errors
    /// What the store says.
    fn flush(&mut self, _store: &Store) -> Result<(), StoreError> {
        Ok(())
    }
}

/// What a layer draws with.
pub struct View<'a> {
    /// The journal.
    pub store: &'a Store,
    /// Forms, theme, keys.
    pub assets: &'a Assets,
    /// How much room the whole terminal has.
    pub tier: Tier,
    /// Where clicks go, filled while drawing.
    pub zones: &'a RefCell<Vec<Zone>>,
    /// Where the cursor stands, and whether it is seen.
    pub cursor: &'a Cell<Option<(Position, bool)>>,
}

/// What a screen's rows were read from: while it stays the same, so do they, and nothing is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    revision: Revision,
    day: NaiveDate,
    area: Rect,
    tier: Tier,
}

impl View<'_> {
    /// What rows that are read now depend on.
    ///
    /// # Errors
    /// What the store says.
    pub fn basis(&self, area: Rect) -> Result<Basis, StoreError> {
        let day = self.store.clock().today();
        Ok(Basis { revision: self.store.revision()?, day, area, tier: self.tier })
    }

    /// The look of a role.
    pub fn style(&self, role: Role) -> Style {
        self.assets.theme.style(role)
    }

    /// Makes an area clickable for the layer that draws.
    pub fn zone(&self, area: Rect, tag: usize) {
        self.zones.borrow_mut().push(Zone { area, hit: Hit::Layer(tag) });
    }

    /// Makes an area press a command.
    pub fn button(&self, area: Rect, command: Command) {
        self.zones.borrow_mut().push(Zone { area, hit: Hit::Command(command) });
    }

    /// Puts the visible text cursor somewhere.
    pub fn set_cursor(&self, position: Position) {
        self.cursor.set(Some((position, true)));
    }

    /// Tells screen readers where the selection is; nothing is seen.
    pub fn set_focus(&self, position: Position) {
        self.cursor.set(Some((position, false)));
    }
}

/// A clickable area. Later ones lie above earlier ones.
#[derive(Debug, Clone, Copy)]
pub struct Zone {
    /// Where.
    pub area: Rect,
    /// What a click does.
    pub hit: Hit,
}

/// What a click does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// Presses a command.
    Command(Command),
    /// Tells the top layer.
    Layer(usize),
}

/// One line about what just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The words.
    pub text: String,
    /// What it is: good news, a warning, an error.
    pub role: Role,
}

/// Something that runs after a layer answered.
pub type After = Box<dyn FnOnce(&mut Cx<'_>)>;

/// What a layer asks the app to do.
pub enum Effect {
    /// Put a layer on top.
    Push(Box<dyn Layer>),
    /// Take the top layer away.
    Pop,
    /// Say something.
    Toast(Toast),
    /// Do a command as if its key had been pressed.
    Dispatch(Command),
    /// Go to a tab and select something there.
    Show(Command, Target),
    /// Select a row that was just made wherever it belongs.
    Made(Target),
    /// Let a text be written in $EDITOR; the top layer gets it as [`Input::Edited`].
    Editor(String),
    /// Put values into the form on top, which gets them as [`Input::Filled`].
    Fill(Values),
    /// The same, although the journal is encrypted and the editor's file is not.
    Outside(String),
    /// Send a text to the terminal's clipboard.
    Copy(String),
    /// Go to the shell.
    Suspend,
    /// Turn the mouse on or off.
    Mouse,
    /// Put the veil on, or take it off.
    Veil,
    /// The selected row went away: a page about it closes.
    Gone,
    /// Go on with a throwaway demo journal.
    Demo,
    /// Go from the demo to the person's own journal.
    Own,
    /// Remove what is in the bin for good.
    Purge,
    /// Lock the journal.
    Lock,
    /// Give the journal this passphrase, or none.
    Rekey(Option<Passphrase>),
    /// The next layout: nearer, or everything again.
    Zoom,
    /// Leave.
    Quit,
}

/// What an update can reach: the journal, and effects to ask for.
pub struct Cx<'a> {
    /// The journal.
    pub store: &'a Store,
    /// Forms, theme, keys.
    pub assets: &'a Assets,
    /// The row that is selected on the layer below.
    pub target: Option<Target>,
    /// What was asked for, in order.
    pub effects: Vec<Effect>,
}

impl<'a> Cx<'a> {
    /// A context with nothing asked for.
    pub fn new(store: &'a Store, assets: &'a Assets, target: Option<Target>) -> Self {
        Self { store, assets, target, effects: Vec::new() }
    }

    /// Puts a layer on top.
    pub fn push(&mut self, layer: impl Layer + 'static) {
        self.effects.push(Effect::Push(Box::new(layer)));
    }

    /// Takes the top layer away.
    pub fn pop(&mut self) {
        self.effects.push(Effect::Pop);
    }

    /// Says that something was done, with the way back.
    pub fn done(&mut self, text: impl Into<String>) {
        self.say(text, Role::Good);
    }

    /// Says something plain.
    pub fn note(&mut self, text: impl Into<String>) {
        self.say(text, Role::Text);
    }

    /// Says what went wrong and what is safe.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.say(text, Role::Late);
    }

    fn say(&mut self, text: impl Into<String>, role: Role) {
        self.effects.push(Effect::Toast(Toast { text: text.into(), role }));
    }

    /// Runs a write and says how it went: `message` with the way back, or the error. Returns
    /// whether it was kept.
    pub fn keep(&mut self, message: impl FnOnce() -> String, result: Result<(), StoreError>) -> bool {
        match result {
            Ok(()) => {
                self.done(format!("{}  u takes it back", message()));
                true
            }
            Err(error) => {
                self.fail(format!("Nothing was changed: {error}"));
                false
            }
        }
    }
}
