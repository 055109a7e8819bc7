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
        let said = error.message().lines().next().unwrap_or("is not TOML");
        let complaint = match DeTable::parse(text) {
            Ok(root) => explain(said, place_of(root.get_ref(), offset).unwrap_or_default()),
            Err(_) => Complaint::new(
                "file",
                format!("is not TOML: {said}"),
                "Close every quote and bracket, and put text in straight double quotes.",
            ),
        };
        wrong(file, line_of(text, offset), complaint)
    })
}

/// Gives a complaint its file and line.
pub(super) fn locate(file: &str, text: &str, complaint: Complaint) -> FormError {
    let offset = DeTable::parse(text).ok().map_or(0, |root| offset_of(root.get_ref(), &complaint.field));
    wrong(file, line_of(text, offset), complaint)
}

fn wrong(file: &str, line: usize, complaint: Complaint) -> FormError {
    FormError::Wrong {
        file: file.to_owned(),
        line,
        field: complaint.field,
        problem: complaint.problem,
        hint: complaint.hint,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() + 1
}

/// What the TOML reader says about a well-formed file, with what to do about it.
fn explain(said: &str, place: String) -> Complaint {
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let (word, expected) = match quoted.split_first() {
        Some((word, expected)) => (*word, expected),
        None => ("", [].as_slice()),
    };
    if said.starts_with("missing field") {
        let inside = if place.is_empty() { String::new() } else { format!("{place}.") };
        let hint = format!("Add a line that begins with `{word} = `.");
        return Complaint::new(format!("{inside}{word}"), "is missing", hint);
    }
    // What is allowed goes into the hint, and only the near part of a long list.
    let (problem, allowed) = said.split_once(", expected ").unwrap_or((said, ""));
    let hint = match nearest(word, expected.iter().copied()) {
        Some(near) if problem.starts_with("unknown") => format!("Did you mean `{near}`?"),
        _ if !allowed.is_empty() => format!("Expected here: {}.", allowed.trim_start_matches("one of ")),
        _ => "Compare this line with the same one of a built-in form.".to_owned(),
    };
    let problem = problem.replace("unknown variant", "unknown word");
    Complaint::new(place, problem, hint)
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
