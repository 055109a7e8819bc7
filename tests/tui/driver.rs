//! A program without a terminal: keys go in, the frame comes out as text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mentorlog::clock::Clock;
use mentorlog::forms::Forms;
use mentorlog::store::Store;
use mentorlog::tui::Assets;
use mentorlog::tui::app::App;
use mentorlog::tui::keymap::Keymap;
use mentorlog::tui::layer::{Hit, Input};
use mentorlog::tui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use std::cell::RefCell;
use std::time::Duration;

/// The pinned "now" of every screen test.
pub const NOW: &str = "2026-03-12T09:00:00+01:00";

pub struct Driver {
    pub app: App,
    size: (u16, u16),
}

pub fn assets() -> Assets {
    Assets {
        forms: Forms::builtin().unwrap(),
        theme: Theme::Mono,
        keymap: Keymap::default(),
        name: "Sam".to_owned(),
        editor: None,
        clipboard: Default::default(),
        mouse: false,
        demo: false,
        lock_after: None,
    }
}

pub fn empty() -> Store {
    Store::in_memory(Clock::pinned(NOW).unwrap()).unwrap()
}

/// A journal with a year of rows.
pub fn demo() -> Store {
    let store = empty();
    mentorlog::exchange::demo::load(&store).unwrap();
    store
}

impl Driver {
    pub fn new(store: Store, width: u16, height: u16) -> Self {
        Self { app: App::new(store, assets()), size: (width, height) }
    }

    /// With a form of one's own beside the others.
    pub fn with_forms(store: Store, forms: Forms, width: u16, height: u16) -> Self {
        Self { app: App::new(store, Assets { forms, ..assets() }), size: (width, height) }
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
    }

    /// Presses keys: letters as they are, names in angle brackets: `nf<Tab>Ana<Ctrl+S>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                self.press(named(name));
                rest = after;
            } else {
                self.press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
                rest = &rest[c.len_utf8()..];
            }
        }
        self
    }

    /// Presses one key; nothing is drawn.
    pub fn tap(&mut self, key: &str) {
        let key = match key.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            Some(name) => named(name),
            None => KeyEvent::new(KeyCode::Char(key.chars().next().unwrap()), KeyModifiers::NONE),
        };
        self.app.key(key);
    }

    pub fn press(&mut self, key: KeyEvent) {
        self.app.key(key);
        self.screen();
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.app.input(Input::Paste(text.to_owned()));
        self
    }

    /// Clicks on a cell.
    pub fn click(&mut self, x: u16, y: u16) -> &mut Self {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        let zones = RefCell::new(Vec::new());
        terminal.draw(|frame| _ = self.app.draw(frame, &zones)).unwrap();
        let at = Position::new(x, y);
        let hit = zones.borrow().iter().rev().find(|zone| zone.area.contains(at)).map(|zone| zone.hit);
        let input = match hit.expect("nothing to click here") {
            Hit::Command(command) => Input::Command(command),
            Hit::Layer(tag) => Input::Click { tag, double: false },
        };
        self.app.input(input);
        self
    }

    /// What is seen.
    pub fn screen(&mut self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        let zones = RefCell::new(Vec::new());
        terminal.draw(|frame| _ = self.app.draw(frame, &zones)).unwrap();
        // What comes after the first frame comes at once.
        if self.app.stays_true() == Some(Duration::ZERO) {
            terminal.draw(|frame| _ = self.app.draw(frame, &zones)).unwrap();
        }
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..self.size.1 {
            let mut line = String::new();
            let mut x = 0;
            while x < self.size.0 {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += (unicode_width::UnicodeWidthStr::width(symbol) as u16).max(1);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "\"{text}\" is not on:\n{screen}");
        self
    }

    pub fn misses(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "\"{text}\" is on:\n{screen}");
        self
    }
}

fn named(name: &str) -> KeyEvent {
    let (control, name) = name.strip_prefix("Ctrl+").map_or((false, name), |rest| (true, rest));
    let code = match name {
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        "End" => KeyCode::End,
        "Home" => KeyCode::Home,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        other => KeyCode::Char(other.chars().next().unwrap().to_ascii_lowercase()),
    };
    KeyEvent::new(code, if control { KeyModifiers::CONTROL } else { KeyModifiers::NONE })
}
