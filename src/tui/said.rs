//! The line about what just happened, and how long it stays.

use super::layer::Toast;
use super::theme::Role;

/// How many inputs the notice of a change outlives, so that a slip of a finger does not hide the
/// way back.
const OUTLIVES: u8 = 2;

/// What was said last.
#[derive(Debug, Default)]
pub struct Said {
    toast: Option<Toast>,
    /// Inputs that the notice of a change still outlives.
    left: u8,
}

impl Said {
    /// Says something in place of what was said before.
    pub fn say(&mut self, text: impl Into<String>, role: Role) {
        self.put(Toast { text: text.into(), role });
    }

    /// Says something in place of what was said before.
    pub fn put(&mut self, toast: Toast) {
        self.left = if toast.role == Role::Good { OUTLIVES } else { 0 };
        self.toast = Some(toast);
    }

    /// Says something that went wrong by itself: what went wrong at a key, and still stands, is not
    /// overwritten.
    pub fn mention(&mut self, text: impl Into<String>) {
        if self.toast.as_ref().is_none_or(|toast| toast.role != Role::Late) {
            self.say(text, Role::Late);
        }
    }

    /// Says something before the notice of a change, where one still stands, and else alone.
    pub fn remark(&mut self, text: String, role: Role) {
        match &mut self.toast {
            Some(toast) if toast.role == Role::Good => toast.text = format!("{text}  {}", toast.text),
            _ => self.say(text, role),
        }
    }

    /// An input came: what was said goes, the notice of a change a little later.
    pub fn fade(&mut self) {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => self.toast = None,
        }
    }

    /// What is still said.
    pub fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }
}
