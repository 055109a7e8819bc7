//! Help: the keys of the place one is at, searchable, and Enter runs one.

use super::pick::{Choice, Pick};
use crate::tui::command::{COMMANDS, Context};
use crate::tui::layer::{Cx, Effect};

/// Opens help over everything that has a key.
pub fn open(cx: &mut Cx<'_>) {
    let order = [
        Context::List,
        Context::Tab,
        Context::Global,
        Context::New,
        Context::Line,
        Context::Text,
        Context::Form,
        Context::Picker,
    ];
    let mut choices = Vec::new();
    for context in order {
        for entry in COMMANDS {
            for (_, keys) in entry.keys.iter().filter(|(at, _)| *at == context) {
                choices.push(Choice {
                    label: entry.name.to_owned(),
                    detail: match context {
                        Context::List | Context::Tab | Context::Global => entry.sentence.to_owned(),
                        other => format!("{}: {}", other.heading(), entry.sentence),
                    },
                    key: keys.join(" "),
                    synonyms: entry.synonyms.to_owned(),
                    value: entry.command,
                });
            }
        }
    }
    cx.push(Pick::new(
        "help: arrows move, Enter goes in, Esc comes back",
        choices,
        Box::new(|command, cx| cx.effects.push(Effect::Dispatch(command))),
    ));
}
