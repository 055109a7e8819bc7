//! A passphrase as it is typed: never drawn, never a draft, wiped when it goes.
//!
//! It is no text field: what is typed blind is only added to, taken from at its end, or cleared.

use crate::tui::layer::View;
use crate::tui::theme::Role;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use zeroize::Zeroizing;

/// Longer ones would be cut off by nobody, but grow the buffer and leave copies behind.
const CAPACITY: usize = 1024;

/// What is being typed.
pub struct Secret {
    text: Zeroizing<String>,
}

impl Default for Secret {
    fn default() -> Self {
        Self { text: Zeroizing::new(String::with_capacity(CAPACITY)) }
    }
}

impl Secret {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('u') if control => self.text.clear(),
            KeyCode::Char(c) if !control => self.add(c),
            KeyCode::Backspace => drop(self.text.pop()),
            _ => {}
        }
    }

    /// Takes pasted text, up to its first line break.
    pub fn paste(&mut self, text: &str) {
        text.chars().take_while(|c| !c.is_control()).for_each(|c| self.add(c));
    }

    fn add(&mut self, c: char) {
        if self.text.len() + c.len_utf8() <= CAPACITY {
            self.text.push(c);
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was typed.
    pub fn text(&self) -> &Zeroizing<String> {
        &self.text
    }

    /// Gives what was typed away and begins anew.
    pub fn take(&mut self) -> Zeroizing<String> {
        std::mem::take(self).text
    }

    /// Draws one sign for each character.
    pub fn render(&self, frame: &mut Frame<'_>, spot: Rect, focused: bool, view: &View<'_>) {
        let shown = self.text.chars().count().min(usize::from(spot.width.saturating_sub(1)));
        frame.render_widget(Span::styled("*".repeat(shown), view.style(Role::Text)), spot);
        if focused {
            view.set_cursor(Position::new(spot.x + shown as u16, spot.y));
        }
    }
}
