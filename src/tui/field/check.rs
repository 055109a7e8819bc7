//! What a field's text must be, and what is said back about it while it is typed.

use crate::model::when::{Direction, parse_when};
use crate::store::Store;
use crate::tui::theme::Role;

/// What a field's text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Any text.
    Any,
    /// A day, perhaps with a time, in words.
    When(Direction),
    /// One person of the journal.
    Person,
    /// People of the journal, with commas between.
    People,
    /// People; unknown names are added.
    NewPeople,
    /// A number.
    Number,
    /// A whole number from the first to the second.
    Scale(u8, u8),
}

/// What is said back.
pub type Echo = Option<(Role, String)>;

impl Check {
    /// Says back what was understood, or what is wrong.
    pub fn echo(self, text: &str, store: &Store) -> Echo {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match self {
            Self::Any => None,
            Self::When(direction) => Some(match parse_when(text, store.clock(), direction) {
                Ok(when) => (Role::Good, when.said_back()),
                Err(error) => (Role::Warn, error.to_string()),
            }),
            Self::Person => person(text, store, false),
            Self::People | Self::NewPeople => {
                let echoes: Vec<_> =
                    names(text).filter_map(|name| person(name, store, self == Self::NewPeople)).collect();
                let role = echoes
                    .iter()
                    .map(|(role, _)| *role)
                    .find(|role| *role != Role::Good)
                    .unwrap_or(Role::Good);
                Some((role, echoes.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(", ")))
            }
            Self::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => None,
                _ => Some((Role::Warn, "a number, please".to_owned())),
            },
            Self::Scale(low, high) => match text.parse::<u8>() {
                Ok(number) if (low..=high).contains(&number) => None,
                _ => Some((Role::Warn, format!("{low} to {high}"))),
            },
        }
    }

    /// What keeps the text from being kept.
    pub fn problem(self, text: &str, store: &Store) -> Option<String> {
        self.echo(text, store).filter(|(role, _)| *role == Role::Warn).map(|(_, text)| text)
    }
}

/// The names in a list.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn person(name: &str, store: &Store, may_be_new: bool) -> Echo {
    match store.person(name) {
        Ok(id) => Some((Role::Good, store.name(id).unwrap_or_default())),
        Err(crate::store::StoreError::NotFound { .. }) if may_be_new => {
            Some((Role::Good, format!("{name} (new, will be added)")))
        }
        Err(error) => Some((Role::Warn, error.to_string())),
    }
}
