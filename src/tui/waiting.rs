//! The waiting: one thread, blocked in reading the terminal, that draws when something changed.

use super::app::{App, Request};
use super::clipboard::Clipboard;
use super::editor::Editor;
use super::layer::{Hit, Input, Toast, Zone};
use super::terminal::Screen;
use super::theme::Role;
use super::wake::{self, News, Wake};
use super::whiles::Whiles;
use super::{ScreenError, modal};
use crate::clock::Stopwatch;
use crate::store::{Passphrase, Revision};
use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;
use std::cell::RefCell;
use std::io;
use std::time::Duration;

/// How close two clicks are one double click.
const DOUBLE: Duration = Duration::from_millis(400);
/// The most events that are taken before the next frame.
const BURST: usize = 512;

/// How the waiting ended.
pub enum End {
    Closed,
    Demo,
    Own,
    Locked,
    Rekey(Option<Passphrase>),
}

/// The programs beside this one.
pub struct Outside {
    /// The editor command, where the environment names one.
    pub editor: Option<Editor>,
    /// Where a copied text goes.
    pub clipboard: Clipboard,
}

/// One thread in front of the terminal.
pub struct Waiting<'a> {
    screen: &'a mut Screen,
    wake: Wake,
    whiles: Whiles,
    outside: Outside,
    /// What the mouse can hit in the last frame.
    zones: RefCell<Vec<Zone>>,
    clicked: Option<(Stopwatch, Position)>,
    /// What the last frame shows.
    drawn: Option<Revision>,
    /// Whether something on screen changed since.
    stale: bool,
}

impl<'a> Waiting<'a> {
    /// In front of a screen on which nothing was drawn yet.
    pub fn new(screen: &'a mut Screen, wake: Wake, whiles: Whiles, outside: Outside) -> Self {
        let zones = RefCell::default();
        Self { screen, wake, whiles, outside, zones, clicked: None, drawn: None, stale: true }
    }

    /// Waits and draws until something ends it.
    ///
    /// # Errors
    /// When the terminal or the journal's file fails.
    pub fn run(mut self, app: &mut App) -> Result<End, ScreenError> {
        while app.running() {
            self.draw(app)?;
            let tick = app.stays_true();
            let wait = self.whiles.next(app, tick);
            // Whoever types without a pause is kept up with, too.
            if self.whiles.draft_is_due() {
                app.keep_up();
                // What could not be kept is said, and tried again.
                self.stale |= app.unsaved();
                continue;
            }
            if let Some(wait) = wait
                && !event::poll(wait)?
            {
                self.stale |= tick == Some(wait);
                if let Some(end) = self.passed(app) {
                    return Ok(end);
                }
                continue;
            }
            if let Some(end) = self.events(app)? {
                return Ok(end);
            }
            if let Some(end) = self.news(app)? {
                return Ok(end);
            }
        }
        Ok(End::Closed)
    }

    /// Draws, unless the last frame still shows what is.
    fn draw(&mut self, app: &mut App) -> Result<(), ScreenError> {
        if self.stale || self.drawn != Some(app.store().revision()?) {
            self.screen.draw(|frame| app.draw(frame, &self.zones))?;
            self.drawn = Some(app.store().revision()?);
            self.stale = false;
        }
        Ok(())
    }

    /// A while went by without a key.
    fn passed(&mut self, app: &mut App) -> Option<End> {
        self.whiles.look();
        if self.whiles.lock_is_due() {
            app.flush();
            if !app.unsaved() {
                return Some(End::Locked);
            }
            // A text that could not be kept is not thrown away; it tries again later.
            self.whiles.put_off_lock();
        }
        if self.whiles.veil_is_due(app) {
            app.idle();
            self.stale = true;
        }
        None
    }

    fn events(&mut self, app: &mut App) -> Result<Option<End>, ScreenError> {
        for event in burst()? {
            if let Event::Resize(..) = event {
                // A wake-up looks like a change of size, too.
                self.stale |= self.screen.size_changed();
            } else {
                self.whiles.touch();
                self.stale = true;
            }
            for request in self.take(app, event) {
                if let Some(end) = self.grant(app, request)? {
                    return Ok(Some(end));
                }
                self.stale = true;
            }
        }
        Ok(None)
    }

    fn news(&mut self, app: &mut App) -> Result<Option<End>, ScreenError> {
        for news in self.wake.take() {
            match news {
                News::End => return Ok(Some(End::Closed)),
                News::Stop => {
                    self.grant(app, Request::Suspend)?;
                    self.stale = true;
                }
                News::Written => self.whiles.written(),
            }
        }
        Ok(None)
    }

    fn take(&mut self, app: &mut App, event: Event) -> Vec<Request> {
        match event {
            // Windows also sends releases.
            Event::Key(key) if key.kind != KeyEventKind::Release => app.key(key),
            Event::Paste(text) => app.input(Input::Paste(text)),
            Event::Mouse(mouse) => self.mouse(app, mouse),
            _ => Vec::new(),
        }
    }

    fn mouse(&mut self, app: &mut App, mouse: MouseEvent) -> Vec<Request> {
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::ScrollDown => app.input(Input::Wheel(1)),
            MouseEventKind::ScrollUp => app.input(Input::Wheel(-1)),
            MouseEventKind::Down(MouseButton::Left) => {
                let double =
                    self.clicked.take().is_some_and(|(since, spot)| spot == at && since.elapsed() < DOUBLE);
                self.clicked = (!double).then(|| (Stopwatch::start(), at));
                let hit =
                    self.zones.borrow().iter().rev().find(|zone| zone.area.contains(at)).map(|zone| zone.hit);
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
            Request::Editor(text) => match &self.outside.editor {
                None => {
                    app.say("Neither VISUAL nor EDITOR is set; the text can be written here.", Role::Warn)
                }
                Some(editor) => {
                    let written = self.screen.lend(|| editor.edit(&text))?;
                    match written {
                        Ok(text) => drop(app.input(Input::Edited(text))),
                        Err(error) => app
                            .say(format!("{} did not give a text back: {error}", editor.command), Role::Late),
                    }
                }
            },
            Request::Copy(text) => self.outside.clipboard.send(&text, &mut io::stdout())?,
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

/// Waits for the first event, then takes all that are there: a burst is drawn once.
fn burst() -> io::Result<Vec<Event>> {
    let mut events = vec![event::read()?];
    while events.len() < BURST && event::poll(Duration::ZERO)? {
        events.push(event::read()?);
    }
    Ok(events)
}
