//! The screen: layers of widgets over the store, driven by one command table.
//!
//! [`run`] owns the terminal and the waiting; [`app::App`] is everything else and knows no
//! terminal, so tests drive it with keys and read its frames.

pub mod act;
pub mod app;
pub mod arc;
pub mod capture_line;
pub mod chart;
pub mod clipboard;
pub mod command;
#[cfg(test)]
mod cost;
pub mod edit;
pub mod editor;
pub mod field;
pub mod form;
pub mod frame;
mod global;
pub mod jotting;
pub mod keymap;
pub mod layer;
pub mod leave;
pub mod modal;
pub mod panel;
mod said;
pub mod screen;
pub mod tabs;
pub mod target;
pub mod terminal;
pub mod theme;
pub mod tier;
pub mod unlock;
mod wake;
pub mod widget;

use crate::clock::Stopwatch;
use crate::forms::Forms;
use crate::store::{Passphrase, Store, StoreError};
use app::{App, Request};
use clipboard::Clipboard;
use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use keymap::Keymap;
use layer::{Hit, Input, Toast, Zone};
use ratatui::layout::Position;
use std::cell::RefCell;
use std::io;
use std::time::Duration;
use terminal::Screen;
use theme::{Role, Theme};
use wake::{News, Settling, Wake};

/// How long a typed key may wait for the disk.
const DRAFT: Duration = Duration::from_millis(300);
/// How long nobody touches a key before the veil comes down.
const IDLE: Duration = Duration::from_secs(5 * 60);
/// How close two clicks are one double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// What the screen needs beside the journal.
pub struct Assets {
    /// The twelve forms.
    pub forms: Forms,
    /// How roles look.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: Keymap,
    /// What to call the owner when nobody said.
    pub name: String,
    /// The editor command, where the environment names one.
    pub editor: Option<String>,
    /// Where a copied text goes.
    pub clipboard: Clipboard,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether this is the throwaway demo.
    pub demo: bool,
    /// How long nobody touches a key before an encrypted journal is locked; nothing: never.
    pub lock_after: Option<Duration>,
}

/// A screen that could not be opened or kept.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The terminal.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// The journal.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How the screen was left.
pub enum Outcome {
    /// It was closed.
    Closed,
    /// The demo was asked for.
    Demo,
    /// The person's own journal was asked for.
    Own,
    /// It was locked.
    Locked,
    /// It is to have this passphrase, or none.
    Rekey(Box<Store>, Option<Passphrase>),
}

/// How the waiting ended.
enum End {
    Closed,
    Demo,
    Own,
    Locked,
    Rekey(Option<Passphrase>),
}

/// Opens the journal on screen until it is left; `news` is said first.
///
/// # Errors
/// When the terminal or the journal's file fails.
pub fn run(store: Store, assets: Assets, news: Option<Toast>) -> Result<Outcome, ScreenError> {
    let wake = Wake::start(store.path());
    let mut screen = Screen::enter(assets.mouse)?;
    let (editor, clipboard) = (assets.editor.clone(), assets.clipboard);
    // A plain file would open again for anybody.
    let lock_after = assets.lock_after.filter(|_| store.is_encrypted());
    let mut app = App::new(store, assets);
    if let Some(news) = news {
        app.say(news.text, news.role);
    }
    let end = Session {
        screen: &mut screen,
        wake,
        settling: Settling::default(),
        editor,
        clipboard,
        clicked: None,
        lock_after,
    }
    .run(&mut app);
    // Whatever ended it, a terminal that is gone included: what was typed is kept.
    app.flush();
    drop(screen);
    let store = app.into_store();
    let outcome = match end? {
        End::Rekey(passphrase) => return Ok(Outcome::Rekey(Box::new(store), passphrase)),
        End::Locked => Outcome::Locked,
        End::Demo => Outcome::Demo,
        End::Own => Outcome::Own,
        End::Closed => Outcome::Closed,
    };
    let backup = store.back_up_daily();
    store.close()?;
    backup?;
    Ok(outcome)
}

/// The waiting: one thread, blocked in reading the terminal.
struct Session<'a> {
    screen: &'a mut Screen,
    wake: Wake,
    settling: Settling,
    editor: Option<String>,
    clipboard: Clipboard,
    clicked: Option<(Stopwatch, Position)>,
    lock_after: Option<Duration>,
}

impl Session<'_> {
    fn run(&mut self, app: &mut App) -> Result<End, ScreenError> {
        let zones = RefCell::new(Vec::new());
        let mut unsaved: Option<Stopwatch> = None;
        let mut touched = Stopwatch::start();
        // The veil begins its while anew, the lock does not.
        let mut present = Stopwatch::start();
        let mut drawn = None;
        let mut stale = true;
        while app.running() {
            let revision = app.store().revision()?;
            if stale || drawn != Some(revision) {
                self.screen.draw(|frame| app.draw(frame, &zones))?;
                drawn = Some(app.store().revision()?);
                stale = false;
            }
            unsaved = if app.unsaved() { unsaved.or_else(|| Some(Stopwatch::start())) } else { None };
            let draft = unsaved.map(|since| DRAFT.saturating_sub(since.elapsed()));
            // Whoever types without a pause is kept up with, too.
            if draft.is_some_and(|left| left.is_zero()) {
                app.keep_up();
                // What could not be kept is said, and tried again.
                stale |= app.unsaved();
                unsaved = None;
                continue;
            }
            let idle = app.may_idle().then(|| IDLE.saturating_sub(touched.elapsed()));
            let tick = app.stays_true();
            let lock = self.until_locked(present);
            if let Some(wait) = next_deadline([draft, tick, self.settling.wait(), idle, lock])
                && !event::poll(wait)?
            {
                self.settling.look();
                stale |= tick == Some(wait);
                if self.until_locked(present).is_some_and(|left| left.is_zero()) {
                    app.flush();
                    if !app.unsaved() {
                        return Ok(End::Locked);
                    }
                    // A text that could not be kept is not thrown away; it tries again later.
                    present = Stopwatch::start();
                }
                if app.may_idle() && touched.elapsed() >= IDLE {
                    app.idle();
                    // When the veil could not come down, it tries again after the next while.
                    touched = Stopwatch::start();
                    stale = true;
                }
                continue;
            }
            for event in waiting()? {
                if !matches!(event, Event::Resize(..)) {
                    (touched, present) = (Stopwatch::start(), Stopwatch::start());
                }
                stale |= !matches!(event, Event::Resize(..));
                if let Event::Resize(..) = event {
                    stale |= self.resized();
                }
                for request in self.take(app, event, &zones) {
                    if let Some(end) = self.grant(app, request)? {
                        return Ok(end);
                    }
                    stale = true;
                }
            }
            for news in self.wake.take() {
                match news {
                    News::End => return Ok(End::Closed),
                    News::Stop => drop(self.grant(app, Request::Suspend)?),
                    News::Written => self.settling.begin(),
                }
                stale |= news == News::Stop;
            }
        }
        Ok(End::Closed)
    }

    /// How long it is until the journal is locked; nothing where it never is.
    fn until_locked(&self, present: Stopwatch) -> Option<Duration> {
        self.lock_after.map(|after| after.saturating_sub(present.elapsed()))
    }

    /// Whether the terminal really has another size: a wake-up looks like a change of size, too.
    fn resized(&mut self) -> bool {
        self.screen.size_changed()
    }

    fn take(&mut self, app: &mut App, event: Event, zones: &RefCell<Vec<Zone>>) -> Vec<Request> {
        match event {
            // Windows also sends releases.
            Event::Key(key) if key.kind != KeyEventKind::Release => app.key(key),
            Event::Paste(text) => app.input(Input::Paste(text)),
            Event::Mouse(mouse) => self.mouse(app, mouse, zones),
            _ => Vec::new(),
        }
    }

    fn mouse(&mut self, app: &mut App, mouse: MouseEvent, zones: &RefCell<Vec<Zone>>) -> Vec<Request> {
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::ScrollDown => app.input(Input::Wheel(1)),
            MouseEventKind::ScrollUp => app.input(Input::Wheel(-1)),
            MouseEventKind::Down(MouseButton::Left) => {
                let double =
                    self.clicked.take().is_some_and(|(since, spot)| spot == at && since.elapsed() < DOUBLE);
                self.clicked = (!double).then(|| (Stopwatch::start(), at));
                let hit =
                    zones.borrow().iter().rev().find(|zone| zone.area.contains(at)).map(|zone| zone.hit);
                match hit {
                    Some(Hit::Command(command)) => app.input(Input::Command(command)),
                    Some(Hit::Layer(tag)) => app.input(Input::Click { tag, double }),
                    None => Vec::new(),
                }
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                app.say(
                    "To select text, hold Shift (Option on a Mac) while dragging; :mouse turns this off.",
                    Role::Text,
                );
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Does what the app asks for; some of it ends the waiting.
    fn grant(&mut self, app: &mut App, request: Request) -> Result<Option<End>, ScreenError> {
        app.flush();
        match request {
            Request::Suspend => self.screen.lend(wake::stop)?,
            Request::Mouse => {
                let on = self.screen.toggle_mouse()?;
                app.say(if on { "The mouse is on." } else { "The mouse is off." }, Role::Text);
            }
            Request::Editor(text) => match &self.editor {
                None => {
                    app.say("Neither VISUAL nor EDITOR is set; the text can be written here.", Role::Warn)
                }
                Some(editor) => {
                    let written = self.screen.lend(|| editor::edit(editor, &text))?;
                    match written {
                        Ok(text) => drop(app.input(Input::Edited(text))),
                        Err(error) => {
                            app.say(format!("{editor} did not give a text back: {error}"), Role::Late)
                        }
                    }
                }
            },
            Request::Copy(text) => self.clipboard.send(&text, &mut io::stdout())?,
            Request::Own => return Ok(Some(End::Own)),
            Request::Demo => return Ok(Some(End::Demo)),
            Request::Purge => {
                // It rewrites every backup: what goes on is said first.
                self.screen.draw(|frame| app.draw(frame, &RefCell::default()))?;
                let Toast { text, role } = modal::purge::run(app.store());
                app.say(text, role);
            }
            Request::Lock => return Ok(Some(End::Locked)),
            Request::Rekey(passphrase) => return Ok(Some(End::Rekey(passphrase))),
        }
        Ok(None)
    }
}

/// How long the nearest of the things that are waited for is away; nothing means that only an
/// event wakes the screen.
fn next_deadline(waits: impl IntoIterator<Item = Option<Duration>>) -> Option<Duration> {
    waits.into_iter().flatten().min()
}

/// Waits for the first event, then takes all that are there: a burst is drawn once.
fn waiting() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < 512 && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}
