//! From text to data: TOML faults said with line, field and a hint that can be acted upon.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Complaint, FormError};
use super::nearest::nearest;

/// Reads one file's text.
pub(super) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, FormError> {
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let problem = error.message().lines().next().unwrap_or("not TOML");
        let place = DeTable::parse(text).ok().and_then(|root| place_of(root.get_ref(), offset));
        let (field, hint) = explain(problem, place.unwrap_or_default());
        FormError::Wrong {
            file: file.to_owned(),
            line: line_of(text, offset),
            field,
            // The list of all that is allowed is too long to read; the hint has the near ones.
            problem: problem.split(", expected one of").next().unwrap_or(problem).to_owned(),
            hint,
        }
    })
}

/// Gives a complaint its file and line.
pub(super) fn locate(file: &str, text: &str, complaint: Complaint) -> FormError {
    let offset = DeTable::parse(text).ok().map_or(0, |root| offset_of(root.get_ref(), &complaint.field));
    FormError::Wrong {
        file: file.to_owned(),
        line: line_of(text, offset),
        field: complaint.field,
        problem: complaint.problem,
        hint: complaint.hint,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() + 1
}

/// The field's name and what to do, from what the TOML reader says.
fn explain(problem: &str, place: String) -> (String, String) {
    let quoted: Vec<&str> = problem.split('`').skip(1).step_by(2).collect();
    let (word, expected) = match quoted.split_first() {
        Some((word, expected)) => (*word, expected),
        None => ("", [].as_slice()),
    };
    if problem.starts_with("missing field") {
        let field = if place.is_empty() { word.to_owned() } else { format!("{place}.{word}") };
        return (field, format!("Add a line that begins with `{word} = `."));
    }
    let place = if place.is_empty() { "file".to_owned() } else { place };
    if problem.starts_with("unknown") {
        let hint = match nearest(word, expected.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None if expected.is_empty() => format!("Take `{word}` out."),
            None => format!("Use one of {}.", expected.join(", ")),
        };
        return (place, hint);
    }
    let hint = "Compare this line with the built-in form: `mentorlog forms` lists them.";
    (place, hint.to_owned())
}

/// The deepest field at this offset, such as `flows[2].from`.
fn place_of(table: &DeTable<'_>, offset: usize) -> Option<String> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref().to_string();
        match place_in(value, offset) {
            Some(inner) => Some(format!("{name}{inner}")),
            None => key.span().contains(&offset).then_some(name),
        }
    })
}

fn place_in(value: &Spanned<DeValue<'_>>, offset: usize) -> Option<String> {
    let inner = match value.get_ref() {
        DeValue::Table(table) => place_of(table, offset).map(|inner| format!(".{inner}")),
        DeValue::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(at, item)| place_in(item, offset).map(|inner| format!("[{at}]{inner}"))),
        _ => None,
    };
    inner.or_else(|| value.span().contains(&offset).then(String::new))
}

/// Where a field begins; as deep as it can be followed.
fn offset_of(root: &DeTable<'_>, field: &str) -> usize {
    let mut offset = 0;
    let mut steps = field.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    let Some(mut value) = steps.next().and_then(|first| root.get(first)) else {
        return offset;
    };
    offset = value.span().start;
    for step in steps {
        let next = match value.get_ref() {
            DeValue::Table(table) => table.get(step),
            DeValue::Array(items) => step.parse().ok().and_then(|at: usize| items.get(at)),
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
        offset = value.span().start;
    }
    offset
}
