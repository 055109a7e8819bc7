//! The program on a screen in memory: keys in, frames drawn.

#![allow(dead_code, reason = "each bench uses its part of this")]

use cpu_time::ProcessTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mentorlog::forms::Forms;
use mentorlog::store::Store;
use mentorlog::tui::Assets;
use mentorlog::tui::app::App;
use mentorlog::tui::keymap::Keymap;
use mentorlog::tui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::cell::RefCell;
use std::time::Duration;

/// A large terminal.
pub const LARGE: (u16, u16) = (200, 60);

/// The program with its terminal.
pub struct Screen {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    /// The program as it starts, nothing drawn yet.
    pub fn new(store: Store, (width, height): (u16, u16)) -> Self {
        let assets = Assets {
            forms: Forms::builtin().unwrap(),
            theme: Theme::Terminal,
            keymap: Keymap::default(),
            name: "Sam".to_owned(),
            editor: None,
            clipboard: Default::default(),
            mouse: true,
            demo: false,
            lock_after: None,
        };
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        Self { app: App::new(store, assets), terminal }
    }

    /// A frame.
    pub fn draw(&mut self) {
        let zones = RefCell::new(Vec::new());
        self.terminal.draw(|frame| _ = self.app.draw(frame, &zones)).unwrap();
    }

    /// A key and the frame that answers it.
    pub fn press(&mut self, code: KeyCode) {
        self.app.key(KeyEvent::new(code, KeyModifiers::NONE));
        self.draw();
    }

    /// Letters, each with its frame.
    pub fn write(&mut self, text: &str) {
        for letter in text.chars() {
            self.press(KeyCode::Char(letter));
        }
    }
}

/// The processor's time that the process was given: drawing waits for nothing else.
pub struct ProcessorTime;

impl Measurement for ProcessorTime {
    type Intermediate = ProcessTime;
    type Value = Duration;

    fn start(&self) -> ProcessTime {
        ProcessTime::now()
    }

    fn end(&self, since: ProcessTime) -> Duration {
        since.elapsed()
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}
