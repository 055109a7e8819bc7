//! The running program: a journal, the layers on screen, and what was said last.

use super::Assets;
use super::command::{Command, Context};
use super::editor;
use super::field::is_for_text;
use super::frame::{self, Chrome};
use super::global;
use super::layer::{Cx, Effect, Flow, Input, Layer, View, Zone};
use super::said::Said;
use super::screen::welcome;
use super::tabs::Tabs;
use super::target::Target;
use super::theme::Role;
use super::tier::Tier;
use crate::store::{Passphrase, Sight, Store};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Position;
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// What the terminal must do for the app after an input.
pub enum Request {
    /// Open $EDITOR on this text and send back what it says as [`Input::Edited`].
    Editor(String),
    /// Send a text to the terminal's clipboard.
    Copy(String),
    /// Go to the shell.
    Suspend,
    /// Turn the mouse on or off.
    Mouse,
    /// Go on with a throwaway demo journal.
    Demo,
    /// Go from the demo to the person's own journal.
    Own,
    /// Remove what is in the bin for good, once it is said.
    Purge,
    /// Lock the journal.
    Lock,
    /// Give the journal this passphrase, or none.
    Rekey(Option<Passphrase>),
}

/// The running program.
pub struct App {
    store: Store,
    assets: Assets,
    tabs: Tabs,
    layers: Vec<Box<dyn Layer>>,
    said: Said,
    /// How many layouts nearer than the terminal's own.
    zoom: u8,
    running: Running,
}

/// Whether it goes on; the first Ctrl+C only says how to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Running {
    Yes,
    Leaving,
    No,
}

impl App {
    /// The program on an open journal.
    pub fn new(store: Store, assets: Assets) -> Self {
        let mut app = Self {
            store,
            assets,
            tabs: Tabs::new(),
            layers: Vec::new(),
            said: Said::default(),
            zoom: 0,
            running: Running::Yes,
        };
        app.welcome();
        app
    }

    fn welcome(&mut self) {
        let mut cx = Cx::new(&self.store, &self.assets, None);
        welcome::greet(&mut cx);
        let effects = cx.effects;
        self.apply(effects, &mut Vec::new());
    }

    /// Whether it goes on.
    pub fn running(&self) -> bool {
        self.running != Running::No
    }

    /// The journal.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Ends the program and gives the journal back, to be closed.
    pub fn into_store(self) -> Store {
        self.store
    }

    fn top(&self) -> &dyn Layer {
        self.layers.last().map_or(&self.tabs as &dyn Layer, |layer| layer.as_ref())
    }

    /// The contexts of the top layer, then the app's own.
    fn contexts(&self) -> Vec<Context> {
        let top = self.top();
        let mut contexts = top.contexts();
        // The row says what a key means: on a feedback its own commands come first.
        if matches!(top.target(), Some(Target::Feedback(_)))
            && let Some(list) = contexts.iter().position(|context| *context == Context::List)
        {
            contexts.insert(list, Context::Loop);
        }
        if !top.typing() && !top.modal() {
            contexts.push(Context::Tab);
            contexts.push(Context::Global);
        }
        contexts
    }

    /// Takes a key press.
    pub fn key(&mut self, key: KeyEvent) -> Vec<Request> {
        if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL) {
            return self.interrupt();
        }
        if self.running == Running::Leaving {
            self.running = Running::Yes;
        }
        match self.assets.keymap.command(&self.contexts(), &key) {
            // The key that leaves at the top goes back where there is a way back.
            Some(Command::Quit) if !self.layers.is_empty() => self.input(Input::Command(Command::Back)),
            Some(command) => self.input(Input::Command(command)),
            None if self.top().typing() && is_for_text(&key) => self.input(Input::Key(key)),
            None => {
                self.said.fade();
                self.said.remark(global::idle(&key, &self.contexts()), Role::Warn);
                Vec::new()
            }
        }
    }

    fn interrupt(&mut self) -> Vec<Request> {
        self.flush();
        if self.running == Running::Leaving {
            self.running = Running::No;
        } else {
            self.running = Running::Leaving;
            if self.typed() {
                self.say("What was typed is not on disk. Ctrl+C again leaves without it.", Role::Late);
            } else {
                let ends = self.layers.iter().rev().find_map(|layer| layer.ends());
                self.say(format!("{} Ctrl+C again leaves.", ends.unwrap_or("All saved.")), Role::Text);
            }
        }
        Vec::new()
    }

    /// Takes any other input: the top layer first, then the app.
    pub fn input(&mut self, input: Input) -> Vec<Request> {
        self.said.fade();
        let contexts = self.contexts();
        let below = self.layers.iter().rev().find_map(|layer| layer.target()).or_else(|| self.tabs.target());
        let mut cx = Cx::new(&self.store, &self.assets, below);
        let top: &mut dyn Layer = match self.layers.last_mut() {
            Some(layer) => layer.as_mut(),
            None => &mut self.tabs,
        };
        let flow = top.update(input.clone(), &mut cx);
        if flow == Flow::Ignored {
            let modal = top.modal() || top.typing();
            global::act(&input, modal, !self.layers.is_empty(), &contexts, &mut cx);
        }
        let effects = cx.effects;
        let mut requests = Vec::new();
        self.apply(effects, &mut requests);
        requests
    }

    fn apply(&mut self, effects: Vec<Effect>, requests: &mut Vec<Request>) {
        for effect in effects {
            match effect {
                Effect::Push(layer) => self.layers.push(layer),
                Effect::Pop => drop(self.layers.pop()),
                Effect::Toast(toast) => self.said.put(toast),
                Effect::Dispatch(command) => requests.extend(self.input(Input::Command(command))),
                Effect::Show(tab, Target::Own(0)) if self.layers.is_empty() && self.tabs.front() == tab => {
                    self.said.say(format!("This is {}.", tab.entry().name), Role::Text);
                }
                Effect::Show(tab, target) => {
                    self.layers.clear();
                    self.tabs.show(tab, &target);
                }
                Effect::Made(row) => {
                    self.tabs.made(&row);
                    self.layers.iter_mut().for_each(|layer| layer.made(&row));
                }
                Effect::Editor(text) if self.store.is_encrypted() => {
                    let mut cx = Cx::new(&self.store, &self.assets, None);
                    editor::ask(&mut cx, text);
                    let effects = cx.effects;
                    self.apply(effects, requests);
                }
                Effect::Editor(text) | Effect::Outside(text) => requests.push(Request::Editor(text)),
                Effect::Fill(values) => requests.extend(self.input(Input::Filled(values))),
                Effect::Copy(text) => requests.push(Request::Copy(text)),
                Effect::Suspend => requests.push(Request::Suspend),
                Effect::Mouse => requests.push(Request::Mouse),
                Effect::Gone => {
                    if self.layers.last().is_some_and(|layer| layer.about().is_some()) {
                        self.layers.pop();
                    }
                }
                Effect::Veil => self.turn_veil(),
                Effect::Demo => requests.push(Request::Demo),
                Effect::Own => requests.push(Request::Own),
                Effect::Purge => requests.push(Request::Purge),
                Effect::Lock => requests.push(Request::Lock),
                Effect::Rekey(passphrase) => requests.push(Request::Rekey(passphrase)),
                Effect::Zoom => self.turn_zoom(),
                Effect::Quit => self.running = Running::No,
            }
        }
    }

    fn turn_zoom(&mut self) {
        self.zoom = (self.zoom + 1) % 3;
        let text = match self.zoom {
            0 => "Everything again.",
            1 => "Zoomed: one layout nearer. z again goes nearer still.",
            _ => "Zoomed: one pane at a time. z shows everything again.",
        };
        self.said.say(text, Role::Text);
    }

    fn turn_veil(&mut self) {
        if self.store.sight() == Sight::Whole {
            self.veil(
                "The veil is on: private text is not shown. It is courtesy, not encryption. v lifts it.",
            );
        } else if self.store.sight() == Sight::Veiled {
            self.store.set_sight(Sight::Whole);
            self.say("The veil is off: private text is shown.", Role::Text);
        }
    }

    /// Whether the veil comes down when nobody touches a key for a while.
    pub fn may_idle(&self) -> bool {
        self.store.sight() == Sight::Whole && !self.top().is_held()
    }

    /// Nobody touched a key for a while.
    pub fn idle(&mut self) {
        if self.may_idle() {
            self.veil("Nobody was here for a while, so the veil is on. v lifts it.");
        }
    }

    /// What was typed is kept first; a text that could not be kept stays on screen.
    fn veil(&mut self, said: &str) {
        self.flush();
        if self.typed() {
            return;
        }
        self.store.set_sight(Sight::Veiled);
        if let Some(first) = self.layers.iter().position(|layer| layer.holds_text()) {
            self.layers.truncate(first);
        }
        self.say(said, Role::Text);
    }

    /// How long the screen stays true without an input; nothing means until one comes.
    pub fn stays_true(&self) -> Option<Duration> {
        self.top().stays_true(self.store.clock())
    }

    /// Whether something typed is not in the file yet, and can come into it.
    pub fn unsaved(&self) -> bool {
        !self.store.is_read_only() && self.typed()
    }

    fn typed(&self) -> bool {
        self.layers.iter().any(|layer| layer.unsaved())
    }

    /// Writes everything that was typed into the file, as drafts.
    pub fn flush(&mut self) {
        keep_drafts(&self.store, &mut self.layers, &mut self.said);
    }

    /// The same while somebody types: where another program is writing it does not wait, and what was
    /// typed stays unsaved until the next time.
    pub fn keep_up(&mut self) {
        let Self { store, layers, said, .. } = self;
        if let Err(error) = store.without_waiting(|| keep_drafts(store, layers, said)) {
            said.mention(error.to_string());
        }
    }

    /// Says something from outside the layers.
    pub fn say(&mut self, text: impl Into<String>, role: Role) {
        self.said.say(text, role);
    }

    /// Draws everything; fills the zones and says where the cursor is.
    pub fn draw(&mut self, frame: &mut Frame<'_>, zones: &RefCell<Vec<Zone>>) -> Option<(Position, bool)> {
        zones.borrow_mut().clear();
        let area = frame.area();
        let tier = Tier::of(area);
        let near = (0..self.zoom).fold(tier, |tier, _| tier.nearer());
        let cursor = Cell::new(None);
        if tier == Tier::Sliver {
            let text =
                super::widget::text::wrap("mentorlog: widen me, nothing is lost", usize::from(area.width));
            frame.render_widget(ratatui::widgets::Paragraph::new(text.join("\n")), area);
            return None;
        }
        let parts = if self.top().bare() { frame::bare(area) } else { frame::parts(area, tier) };
        let standing = self.standing();
        let contexts = self.contexts();
        let view = View { store: &self.store, assets: &self.assets, tier: near, zones, cursor: &cursor };
        let first = self.layers.iter().rposition(|layer| layer.covers());
        let mut trouble = None;
        if first.is_none() {
            trouble = self.tabs.prepare(parts.body, &view).err();
            self.tabs.render(frame, parts.body, &view);
        }
        for layer in self.layers.iter_mut().skip(first.unwrap_or(0)) {
            // A layer hides what lies below: clicks there do nothing.
            zones.borrow_mut().clear();
            trouble = layer.prepare(parts.body, &view).err().or(trouble);
            layer.render(frame, parts.body, &view);
        }
        // After reading: names and hints can depend on what was read.
        let crumbs: Vec<String> = self.layers.iter().map(|layer| layer.crumb()).collect();
        let top = self.top();
        let hints: Vec<_> = top.hints().into_iter().map(|command| (command, top.verb(command))).collect();
        if let Some(error) = trouble {
            self.said.say(format!("The journal could not be read: {error}"), Role::Late);
        }
        if self.top().bare() {
            return cursor.get();
        }
        let title = self.layers.iter().rev().find_map(|layer| layer.title());
        let chrome = Chrome {
            tab: self.tabs.front(),
            title: title.as_deref(),
            crumbs: &crumbs,
            contexts: &contexts,
            hints: &hints,
            toast: self.said.toast(),
            standing: &standing,
            veil: match self.store.sight() {
                Sight::Whole => "",
                Sight::Veiled => "veil on",
                Sight::Together(_) => "veil locked",
            },
            typing: self.top().typing() || self.top().modal(),
        };
        frame::render(frame, parts, &chrome, &View { tier, ..view });
        cursor.get()
    }

    /// What the status line says when nothing just happened.
    fn standing(&self) -> String {
        let mut parts = Vec::new();
        if self.assets.demo {
            parts.push("DEMO: a throwaway journal, :my journal leaves it".to_owned());
        }
        if self.store.sight() == Sight::Veiled {
            parts.push("private text is not shown: courtesy, not encryption".to_owned());
        }
        if self.store.is_read_only() {
            parts.push("this journal may only be read".to_owned());
        }
        let open: Vec<&str> = self.layers.iter().filter_map(|layer| layer.draft_place()).collect();
        match self.store.drafts_waiting(&open).unwrap_or(0) {
            0 => {}
            1 => parts.push("1 draft waits, :drafts".to_owned()),
            more => parts.push(format!("{more} drafts wait, :drafts")),
        }
        parts.join("   ")
    }
}

fn keep_drafts(store: &Store, layers: &mut [Box<dyn Layer>], said: &mut Said) {
    if store.is_read_only() {
        return;
    }
    for layer in layers {
        if let Err(error) = layer.flush(store) {
            said.mention(format!("Not on disk yet, tried again: {error}"));
        }
    }
}
