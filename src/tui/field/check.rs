//! What a field's text must be, and what is said back about it while it is typed.

use crate::model::when::{Direction, parse_when};
use crate::model::{Id, Person, Relationship};
use crate::store::{Store, StoreError};
use crate::tui::command::{Command, Context};
use crate::tui::theme::Role;

/// What a field's text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Any text.
    Any,
    /// A day, perhaps with a time, in words.
    When(Direction),
    /// A day and a time: what begins then.
    Moment(Direction),
    /// One person of the journal.
    Person,
    /// One relationship, by its title or by a name in it.
    Relationship,
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
            Self::Moment(direction) => Some(match parse_when(text, store.clock(), direction) {
                Ok(when) if when.time.is_some() => (Role::Good, when.said_back()),
                Ok(when) => {
                    let at = when.moment(store.clock()).local().format("%H:%M").to_string();
                    (Role::Good, format!("{} {at}, as no time is said", when.said_back()))
                }
                Err(error) => (Role::Warn, error.to_string()),
            }),
            Self::Person => person(text, store, false),
            Self::Relationship => Some(match store.relationship(text).and_then(|id| store.title(id)) {
                Ok(title) => (Role::Good, title),
                Err(error) => (Role::Warn, offered(&error)),
            }),
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

/// A name that does not say whom it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Nobody is called so who could be put into the journal.
    Person(String),
    /// No relationship is called so; there could be one with them.
    Relationship(String),
    /// Several people are: the name, and who.
    People(String, Vec<Id<Person>>),
    /// Several relationships are: the name, and which.
    Relationships(String, Vec<Id<Relationship>>),
}

impl Check {
    /// The first name of a text that nobody in the journal has, or several.
    ///
    /// # Errors
    /// What the store says.
    pub fn doubt(self, text: &str, store: &Store) -> Result<Option<Doubt>, StoreError> {
        let text = text.trim();
        match self {
            Self::Person | Self::People | Self::NewPeople => {
                for name in names(text) {
                    match store.person(name) {
                        Err(StoreError::NotFound { .. }) if self != Self::NewPeople => {
                            return Ok(Some(Doubt::Person(name.to_owned())));
                        }
                        Err(StoreError::Ambiguous { .. }) => {
                            let people = ids(store.people_called(name)?);
                            return Ok(Some(Doubt::People(name.to_owned(), people)));
                        }
                        _ => {}
                    }
                }
                Ok(None)
            }
            Self::Relationship => match store.relationship(text) {
                Err(StoreError::NotFound { .. }) => Ok(Some(Doubt::Relationship(text.to_owned()))),
                Err(StoreError::Ambiguous { .. }) => {
                    let which = ids(store.relationships_called(text)?);
                    Ok(Some(Doubt::Relationships(text.to_owned(), which)))
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }
}

fn ids<T>(found: Vec<(Id<T>, String)>) -> Vec<Id<T>> {
    found.into_iter().map(|(id, _)| id).collect()
}

/// What went wrong with a name, and the key that says whom it means.
fn offered(error: &StoreError) -> String {
    match (error, Command::Newcomer.key(&[Context::Line])) {
        (StoreError::NotFound { .. }, Some(key)) => format!("{error}; {key} makes it"),
        (StoreError::Ambiguous { name, candidates }, Some(key)) => {
            format!("{name} could be one of {}; {key} picks which", candidates.len())
        }
        _ => error.to_string(),
    }
}

/// The names in a list.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn person(name: &str, store: &Store, may_be_new: bool) -> Echo {
    match store.person(name) {
        Ok(id) => Some((Role::Good, store.name(id).unwrap_or_default())),
        Err(StoreError::NotFound { .. }) if may_be_new => {
            Some((Role::Good, format!("{name} (new, will be added)")))
        }
        Err(error) => Some((Role::Warn, offered(&error))),
    }
}
