//! Keys as people write them, and which command a key means where.

use super::command::{COMMANDS, Command, Context};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// One key with its modifiers, in one spelling: a capital letter has no Shift of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    control: bool,
    shift: bool,
}

impl Chord {
    /// The chord of a key press.
    pub fn of(key: &KeyEvent) -> Self {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::BackTab => Self { code: KeyCode::Tab, control, shift: true },
            // With Ctrl, terminals differ in the case they send.
            KeyCode::Char(c) if control => {
                Self { code: KeyCode::Char(c.to_ascii_lowercase()), control, shift: false }
            }
            KeyCode::Char(c) => Self { code: KeyCode::Char(c), control, shift: false },
            code => Self { code, control, shift },
        }
    }
}

impl FromStr for Chord {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut rest = text;
        let (mut control, mut shift) = (false, false);
        while let Some((modifier, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "Ctrl" => control = true,
                "Shift" => shift = true,
                _ => return Err(format!("{text}: {modifier} is no modifier")),
            }
            rest = after;
        }
        let code = match rest {
            "Up" => KeyCode::Up,
            "Down" => KeyCode::Down,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "PageUp" => KeyCode::PageUp,
            "PageDown" => KeyCode::PageDown,
            "Tab" => KeyCode::Tab,
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Delete" => KeyCode::Delete,
            "Backspace" => KeyCode::Backspace,
            "Space" => KeyCode::Char(' '),
            "F1" => KeyCode::F(1),
            "F2" => KeyCode::F(2),
            other => {
                let mut characters = other.chars();
                match (characters.next(), characters.next()) {
                    (Some(c), None) => KeyCode::Char(if control { c.to_ascii_lowercase() } else { c }),
                    _ => return Err(format!("{text} is no key")),
                }
            }
        };
        Ok(Self { code, control, shift })
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.control {
            write!(out, "Ctrl+")?;
        }
        if self.shift {
            write!(out, "Shift+")?;
        }
        match self.code {
            KeyCode::Char(' ') => write!(out, "Space"),
            KeyCode::Char(c) if self.control => write!(out, "{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(out, "{c}"),
            KeyCode::F(number) => write!(out, "F{number}"),
            KeyCode::PageUp => write!(out, "PageUp"),
            KeyCode::PageDown => write!(out, "PageDown"),
            other => write!(out, "{other}"),
        }
    }
}

/// Which command a chord means in which context.
#[derive(Debug)]
pub struct Keymap {
    bindings: HashMap<(Context, Chord), Command>,
}

impl Default for Keymap {
    /// The command table's own keys.
    fn default() -> Self {
        let mut bindings = HashMap::new();
        for entry in COMMANDS {
            for context in Context::ALL {
                for chord in entry.command.chords(*context) {
                    bindings.insert((*context, chord), entry.command);
                }
            }
        }
        Self { bindings }
    }
}

impl Keymap {
    /// What a key means in these contexts, the closest first.
    pub fn command(&self, contexts: &[Context], key: &KeyEvent) -> Option<Command> {
        let chord = Chord::of(key);
        contexts.iter().find_map(|context| self.bindings.get(&(*context, chord)).copied())
    }
}
