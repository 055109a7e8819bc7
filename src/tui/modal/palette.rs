//! The palette: any command, and anybody and anything in the journal by its name or text.

use super::pick::{Choice, Pick};
use crate::model::when::spoken;
use crate::store::{Store, StoreError};
use crate::tui::act;
use crate::tui::command::{COMMANDS, Command, Context};
use crate::tui::layer::{Cx, Effect};
use crate::tui::screen::page;
use crate::tui::target::{Target, word};

/// The most rows of a noun: `/` in its list shows all of them.
const NEWEST: usize = 8;
/// People and relationships that are looked in.
const NAMES: usize = 2000;
/// Relationships that are looked in.
const TITLES: usize = 500;

#[derive(Clone)]
enum Value {
    Run(Command),
    Go(Target),
}

/// Commands that only make sense inside a form, a picker or a question.
fn is_inner(command: Command) -> bool {
    let keys = command.entry().keys;
    !keys.is_empty()
        && keys.iter().all(|(context, _)| {
            matches!(
                context,
                Context::Form
                    | Context::Line
                    | Context::Text
                    | Context::Picker
                    | Context::Question
                    | Context::Choosing
            )
        })
}

/// Opens the palette.
pub fn open(cx: &mut Cx<'_>) {
    let choices: Vec<Choice<Value>> = COMMANDS
        .iter()
        .filter(|entry| !is_inner(entry.command) && entry.command != Command::Palette)
        .map(|entry| {
            let new = Command::NEW.contains(&entry.command);
            let key = entry.keys.first().and_then(|(_, keys)| keys.first()).copied().unwrap_or("");
            Choice {
                label: if new { format!("new {}", entry.name) } else { entry.name.to_owned() },
                subject: act::subject(entry.command, cx),
                detail: entry.sentence.to_owned(),
                key: if new { format!("n {key}") } else { key.to_owned() },
                synonyms: entry.synonyms.to_owned(),
                value: Value::Run(entry.command),
            }
        })
        .collect();
    let picker = Pick::new(
        "anything",
        "anything: type a command, a name, a word",
        choices,
        Box::new(|value, cx| match value {
            Value::Run(command) => cx.effects.push(Effect::Dispatch(command)),
            Value::Go(target) => page::open(target, cx),
        }),
    );
    cx.push(picker.with_more(Box::new(names)).with_found(Box::new(rows)));
}

fn jump(label: String, detail: String, target: Target) -> Choice<Value> {
    let (subject, key, synonyms) = (String::new(), String::new(), String::new());
    Choice { label, subject, detail, key, synonyms, value: Value::Go(target) }
}

/// Everybody, and every relationship: their names are looked in letter by letter.
fn names(store: &Store) -> Result<Vec<Choice<Value>>, StoreError> {
    let mut found = Vec::new();
    for (id, name) in store.names()?.into_iter().take(NAMES) {
        found.push(jump(name, "person".to_owned(), id.into()));
    }
    for (id, title) in store.titles(TITLES)? {
        found.push(jump(title, "relationship".to_owned(), id.into()));
    }
    Ok(found)
}

/// The newest rows of every other noun that have the words.
fn rows(store: &Store, words: &str) -> Result<Vec<Choice<Value>>, StoreError> {
    let today = store.clock().today();
    let mut found = Vec::new();
    let mut hits = store.find(words, NEWEST)?;
    // What has a name comes first, then the newest.
    let named = |noun: &str| matches!(noun, "goal" | "skill");
    hits.sort_by_key(|hit| (!named(hit.noun), std::cmp::Reverse(hit.day)));
    for hit in hits {
        let Some(target) = Target::of(hit.noun, hit.id) else { continue };
        if matches!(target, Target::Person(_) | Target::Relationship(_)) {
            continue;
        }
        let day = hit.day.map_or(String::new(), |day| format!(", {}", spoken(day, today)));
        found.push(jump(hit.text, format!("{}{day}", word(hit.noun)), target));
    }
    Ok(found)
}
