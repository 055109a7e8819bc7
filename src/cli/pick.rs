//! Rows by what people call them, with the nearest names when nothing answers.

use super::context::Context;
use crate::error::{Kind, Problem};
use crate::model::{Id, Person, Relationship};
use crate::store::{Record, Store, StoreError};
use std::path::Path;

/// A person by name or id.
///
/// # Errors
/// Exit code 3, with the nearest names.
pub fn person(store: &Store, name: &str) -> Result<Id<Person>, Problem> {
    store.person(name).map_err(|error| match error {
        StoreError::NotFound { .. } => nobody(store, name),
        other => Problem::from(other),
    })
}

/// A person by name or id, where one was named.
///
/// # Errors
/// Exit code 3, with the nearest names.
pub fn person_given(store: &Store, name: Option<&str>) -> Result<Option<Id<Person>>, Problem> {
    name.map(|name| person(store, name)).transpose()
}

/// Nobody answers to a name: the nearest ones are offered.
pub fn nobody(store: &Store, name: &str) -> Problem {
    let problem = Problem::not_found(format!("no person \"{name}\" in the journal"));
    let names: Vec<String> = match store.names() {
        Ok(names) => names.into_iter().map(|(_, name)| name).collect(),
        Err(_) => Vec::new(),
    };
    let near = nearest(name, &names);
    if near.is_empty() {
        problem.hint(format!("mentorlog person add {}", quoted(name)))
    } else {
        let near: Vec<String> = near.into_iter().map(quoted).collect();
        problem.hint(format!("nearest: {}; or mentorlog person add {}", near.join(", "), quoted(name)))
    }
}

/// A relationship by title, by somebody in it or by id.
///
/// # Errors
/// Exit code 3, with the nearest titles.
pub fn relationship(store: &Store, name: &str) -> Result<Id<Relationship>, Problem> {
    store.relationship(name).map_err(|error| {
        let missing = matches!(error, StoreError::NotFound { .. });
        let mut problem = Problem::from(error);
        if missing {
            problem.message = format!("no relationship \"{name}\" in the journal");
            let titles = titles(store);
            let near: Vec<String> = nearest(name, &titles).into_iter().map(quoted).collect();
            if !near.is_empty() {
                problem.hint = Some(format!("nearest: {}; or mentorlog relationship list", near.join(", ")));
            }
        }
        problem
    })
}

fn titles(store: &Store) -> Vec<String> {
    store.titles(usize::MAX).unwrap_or_default().into_iter().map(|(_, title)| title).collect()
}

/// A row of any noun by its id or the end of it, by what it is called or says, or by the beginning of that.
///
/// # Errors
/// Exit code 3, with the candidates where there are several.
pub fn row<T: Record>(store: &Store, text: &str) -> Result<T, Problem> {
    row_first(store, text, &[])
}

/// The same; rows in one of the states `first` are meant before others.
///
/// # Errors
/// As [`row`].
pub fn row_first<T: Record>(store: &Store, text: &str, first: &[&'static str]) -> Result<T, Problem> {
    Ok(store.need(store.row_called(text, first)?)?)
}

/// The relationship a row belongs to: the one that was named, else the one active relationship with
/// that person, else none.
///
/// # Errors
/// Exit code 3 for a name that nothing answers to.
pub fn belonging(
    context: &mut Context<'_>,
    store: &Store,
    named: Option<&str>,
    with: Option<Id<Person>>,
) -> Result<Option<Id<Relationship>>, Problem> {
    if let Some(name) = named {
        return relationship(store, name).map(Some);
    }
    let Some(person) = with.filter(|person| store.owner().ok().flatten() != Some(*person)) else {
        return Ok(None);
    };
    match store.active_with(person)?.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        several => {
            let name = store.name(person)?;
            context.out.say(&format!(
                "{name} is in {} active relationships: --relationship says which is meant",
                several.len()
            ));
            Ok(None)
        }
    }
}

/// The owner, who must be there.
///
/// # Errors
/// When nothing was ever kept.
pub fn owner(store: &Store) -> Result<Id<Person>, Problem> {
    store.owner()?.ok_or_else(|| {
        Problem::new(Kind::NotFound, "the journal has no owner yet").hint("mentorlog person add NAME")
    })
}

/// A name as it can be typed.
pub fn quoted(name: impl AsRef<str>) -> String {
    let name = name.as_ref();
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\\\"")) }
}

/// A path as a shell takes it.
pub fn shown(path: &Path) -> String {
    quoted(path.display().to_string())
}

/// Up to three names that may have been meant, nearest first.
pub fn nearest<'a>(text: &str, names: &'a [String]) -> Vec<&'a str> {
    let wanted = text.to_lowercase();
    let mut found: Vec<(usize, &str)> = names
        .iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let parts = lower.split_whitespace().chain([lower.as_str()]);
            let far = parts.map(|part| distance(part, &wanted)).min()?;
            (far * 2 <= wanted.chars().count().max(2)).then_some((far, name.as_str()))
        })
        .collect();
    found.sort();
    found.into_iter().take(3).map(|(_, name)| name).collect()
}

/// How many letters differ (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&right) {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = *cell;
            *cell = changed.min(before + 1).min(*cell + 1);
            before = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_are_offered() {
        let names: Vec<String> = ["Ana Ruiz", "Ben Okafor", "Chen Wei"].map(str::to_owned).to_vec();
        assert_eq!(nearest("Anna", &names), ["Ana Ruiz"]);
        assert_eq!(nearest("okafr", &names), ["Ben Okafor"]);
        assert!(nearest("Zacharias", &names).is_empty());
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn a_name_is_quoted_where_a_shell_needs_it() {
        assert_eq!(quoted("Ana"), "Ana");
        assert_eq!(quoted("Ana Ruiz"), "\"Ana Ruiz\"");
    }
}
