//! The palette: any command, and anybody and anything in the journal by its name or text.

use super::pick::{Choice, Pick};
use crate::model::when::spoken;
use crate::model::{Commitment, Exchange, Feedback, Goal, Id, Moment, Reflection, Session};
use crate::store::{Filter, Record, Store, StoreError, Window};
use crate::tui::act;
use crate::tui::command::{COMMANDS, Command, Context};
use crate::tui::layer::{Cx, Effect};
use crate::tui::screen::page;
use crate::tui::target::Target;

/// The newest rows of each noun that are looked in: `/` in a list looks in all of them.
const NEWEST: usize = 200;
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
    cx.push(picker.with_more(Box::new(rows)));
}

fn jump(label: String, detail: String, target: Target) -> Choice<Value> {
    let (subject, key, synonyms) = (String::new(), String::new(), String::new());
    Choice { label, subject, detail, key, synonyms, value: Value::Go(target) }
}

/// Everybody, every relationship, and the newest rows by their text.
fn rows(store: &Store) -> Result<Vec<Choice<Value>>, StoreError> {
    let mut found = Vec::new();
    for (id, name) in store.names()?.into_iter().take(NAMES) {
        found.push(jump(name, "person".to_owned(), id.into()));
    }
    for (id, title) in store.titles(TITLES)? {
        found.push(jump(title, "relationship".to_owned(), id.into()));
    }
    newest::<Goal>(store, &mut found, "goal", |row| (vec![row.title.clone()], None))?;
    newest::<Session>(store, &mut found, "session", |row| {
        (
            [&row.notes, &row.private_notes, &row.place].into_iter().flatten().cloned().collect(),
            Some(row.starts_at),
        )
    })?;
    newest::<Reflection>(store, &mut found, "note", |row| (vec![row.text.clone()], Some(row.at)))?;
    newest::<Commitment>(store, &mut found, "promise", |row| (vec![row.text.clone()], Some(row.at)))?;
    newest::<Feedback>(store, &mut found, "feedback", |row| (vec![row.gist().to_owned()], Some(row.at)))?;
    newest::<Exchange>(store, &mut found, "exchange", |row| (vec![row.text.clone()], Some(row.at)))?;
    Ok(found)
}

/// A noun's newest rows: its texts in one line, and its day.
fn newest<T: Record>(
    store: &Store,
    found: &mut Vec<Choice<Value>>,
    noun: &str,
    say: impl Fn(&T) -> (Vec<String>, Option<Moment>),
) -> Result<(), StoreError>
where
    Target: From<Id<T>>,
{
    let today = store.clock().today();
    // A list by due day or by name has its newest rows anywhere: there its first ones are looked in.
    for row in store.list::<T>(&Filter::default(), &Window::First, NEWEST)? {
        let (texts, at) = say(&row);
        let text = crate::model::text::one_line(&texts.join("  "));
        if !text.is_empty() {
            let day = at.map_or(String::new(), |at| format!(", {}", spoken(at.day(), today)));
            found.push(jump(text, format!("{noun}{day}"), row.id().into()));
        }
    }
    Ok(())
}
