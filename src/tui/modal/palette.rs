//! The palette: any command, person or relationship by its name.

use super::pick::{Choice, Pick};
use crate::tui::command::{COMMANDS, Command, Context};
use crate::tui::layer::{Cx, Effect};
use crate::tui::screen::page;
use crate::tui::target::Target;

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
                Context::Form | Context::Line | Context::Text | Context::Picker | Context::Question
            )
        })
}

/// Opens the palette.
pub fn open(cx: &mut Cx<'_>) {
    let mut choices: Vec<Choice<Value>> = COMMANDS
        .iter()
        .filter(|entry| !is_inner(entry.command) && entry.command != Command::Palette)
        .map(|entry| {
            let new = Command::NEW.contains(&entry.command);
            let key = entry.keys.first().and_then(|(_, keys)| keys.first()).copied().unwrap_or("");
            Choice {
                label: if new { format!("new {}", entry.name) } else { entry.name.to_owned() },
                detail: entry.sentence.to_owned(),
                key: if new { format!("n {key}") } else { key.to_owned() },
                synonyms: entry.synonyms.to_owned(),
                value: Value::Run(entry.command),
            }
        })
        .collect();
    if let Err(error) = jumps(cx, &mut choices) {
        cx.fail(error.to_string());
    }
    cx.push(Pick::new(
        "anything",
        choices,
        Box::new(|value, cx| match value {
            Value::Run(command) => cx.effects.push(Effect::Dispatch(command)),
            Value::Go(target) => page::open(target, cx),
        }),
    ));
}

fn jumps(cx: &Cx<'_>, choices: &mut Vec<Choice<Value>>) -> Result<(), crate::store::StoreError> {
    let jump = |label: String, detail: &str, target: Target| Choice {
        label,
        detail: detail.to_owned(),
        key: String::new(),
        synonyms: String::new(),
        value: Value::Go(target),
    };
    for (id, title) in cx.store.titles(500)? {
        choices.push(jump(title, "relationship", id.into()));
    }
    for (id, name) in cx.store.names()?.into_iter().take(2000) {
        choices.push(jump(name, "person", id.into()));
    }
    Ok(())
}
