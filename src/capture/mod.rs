//! The capture grammar: one line of words, and what it means.
//!
//! ```text
//! [word] [names] : text [#topic]... [by WHEN | on WHEN] [(private) | (shared)]
//! ```
//!
//! Two steps, both pure: [`parse`] reads the words and knows nobody, [`resolve`] turns names into
//! ids. [`echo`] says back in one line what was understood. Where the grammar leaves room:
//!
//! - `by` is read in a `todo` only and `on` everywhere but in `later`; elsewhere they are text,
//!   for there is no such day to keep.
//! - `on` is the day something happened. A day to come is refused, not misfiled; in a `todo` so is
//!   one that reads differently forwards and backwards (`on fri`), as `by` may have been meant.
//! - A first word without a colon is refused ("todo buy milk"), while a sign may go without one.
//! - A comma before the words at the end goes with them. A full stop behind them makes them text.
//! - `#42` is a number, not a topic: a topic has a letter in it.

mod echo;
mod error;
mod head;
mod keep;
mod meaning;
mod nearest;
mod resolve;
mod tail;
mod verb;

pub use echo::echo;
pub use error::CaptureError;
pub use keep::{KeepError, KeptRow, Place, keep};
pub use meaning::{Deed, Gift, Meaning, Promise, Sbi};
pub use resolve::{Roster, resolve};
pub use verb::Verb;

use crate::clock::Clock;
use crate::model::Visibility;
use crate::model::text::clean;
use crate::model::when::When;
use std::fmt;
use unicode_width::UnicodeWidthChar;

/// What a line says, with names as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// What sort of thing it is.
    pub verb: Verb,
    /// Whom it names before the colon. In a `todo`: who does it; nobody means me.
    pub names: Vec<String>,
    /// In a `todo`: to whom it is promised, where that was said.
    pub to: Vec<String>,
    /// The text, with the words at its end taken off.
    pub text: String,
    /// Topics in the order they were typed, without `#`.
    pub topics: Vec<String>,
    /// When it is due; only in a `todo`.
    pub by: Option<When>,
    /// When it happened.
    pub on: Option<When>,
    /// Who may see it, where that was said.
    pub visibility: Option<Visibility>,
}

/// Reads one line. `screen`: signs count as words, since no shell has its hands on them.
///
/// # Errors
/// A [`CaptureError`] with a hint that can be typed.
pub fn parse(line: &str, screen: bool, clock: &Clock) -> Result<Capture, CaptureError> {
    let line = clean(line);
    // A file from Windows may begin with a byte order mark.
    let line = line.trim_start_matches('\u{feff}').trim();
    if is_blank(line) {
        return Err(CaptureError::Empty);
    }
    let head = head::read(line, screen)?;
    let tail = tail::read(head.rest, head.verb, clock)?;
    if is_blank(tail.text) {
        return Err(CaptureError::EmptyText { verb: head.verb });
    }
    if head.verb == Verb::Feedback {
        Sbi::split(tail.text)?;
    }
    Ok(Capture {
        verb: head.verb,
        names: head.names,
        to: head.to,
        text: tail.text.to_owned(),
        topics: tail.topics,
        by: tail.by,
        on: tail.on,
        visibility: tail.visibility,
    })
}

/// The same line in its plainest spelling; [`parse`] reads it back as the same capture.
impl fmt::Display for Capture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.verb.word())?;
        if !self.names.is_empty() {
            write!(out, " {}", self.names.join(", "))?;
        }
        if !self.to.is_empty() {
            write!(out, " to {}", self.to.join(", "))?;
        }
        write!(out, ": {}", self.text)?;
        for topic in &self.topics {
            write!(out, " #{topic}")?;
        }
        for (word, when) in [("by", &self.by), ("on", &self.on)] {
            if let Some(when) = when {
                write!(out, " {word} {when}")?;
            }
        }
        match self.visibility {
            Some(visibility) => write!(out, " ({visibility})"),
            None => Ok(()),
        }
    }
}

/// Whether nothing of it can be seen: only spaces and marks without a width.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.width().unwrap_or(0) == 0)
}
