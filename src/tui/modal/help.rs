//! Help: the keys of the place one is at first, searchable, and Enter runs one.

use super::pick::{Choice, Pick};
use crate::tui::act;
use crate::tui::command::{COMMANDS, Command, Context};
use crate::tui::layer::{Cx, Effect};

#[derive(Clone, Copy)]
enum Value {
    /// It works here.
    Run(Command),
    /// It works where its context is.
    Elsewhere(Context),
}

/// Opens help over everything that has a key: what works in these contexts comes first.
pub fn open(here: &[Context], cx: &mut Cx<'_>) {
    let elsewhere = Context::ALL.iter().filter(|context| !here.contains(context));
    let mut choices = Vec::new();
    for context in here.iter().chain(elsewhere) {
        // The second key of the menu of new things works wherever the menu can be opened.
        let menu = *context == Context::New && here.contains(&Context::Global);
        let works = menu || here.contains(context);
        for entry in COMMANDS {
            for (_, keys) in entry.keys.iter().filter(|(at, _)| at == context) {
                let keys = if menu { format!("n {}", keys.join(" ")) } else { keys.join(" ") };
                choices.push(Choice {
                    label: entry.name.to_owned(),
                    subject: if works { act::subject(entry.command, cx) } else { String::new() },
                    detail: if works || menu {
                        entry.sentence.to_owned()
                    } else {
                        format!("{}: {}", context.heading(), entry.sentence)
                    },
                    key: keys,
                    synonyms: entry.synonyms.to_owned(),
                    value: if works { Value::Run(entry.command) } else { Value::Elsewhere(*context) },
                });
            }
        }
    }
    cx.push(Pick::new(
        "help",
        "help: arrows move, Enter runs it, Esc comes back",
        choices,
        Box::new(|value, cx| match value {
            Value::Run(command) => cx.effects.push(Effect::Dispatch(command)),
            Value::Elsewhere(context) => cx.note(format!("That key works {}.", context.heading())),
        }),
    ));
}
