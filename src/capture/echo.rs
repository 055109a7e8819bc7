//! What was understood, said back in one line.

use super::{Deed, Meaning, Promise, Roster, Sbi};
use crate::model::text::one_line;
use crate::model::when::said_back;
use crate::model::{Id, Person};
use unicode_segmentation::UnicodeSegmentation;

/// Characters of a text that are said back; the whole of it is kept.
const LONGEST: usize = 160;

/// One line: what will be kept, between whom, when, and who may see it.
pub fn echo(meaning: &Meaning, roster: &Roster) -> String {
    let words = match &meaning.deed {
        Deed::Feedback { parts: Some(parts), .. } => in_parts(parts),
        _ => format!("\"{}\"", cut(&meaning.text)),
    };
    let mut line = format!("{}: {words}", subject(&meaning.deed, roster));
    for topic in &meaning.topics {
        line.push_str(&format!("  #{topic}"));
    }
    if let Deed::Todo { due, .. } = &meaning.deed {
        line.push_str(&match due {
            // A commitment keeps a day; a time that was typed is not dropped in silence.
            Some(due) if due.time.is_some() => format!("  due {} (the day counts)", said_back(due.day)),
            Some(due) => format!("  due {}", said_back(due.day)),
            // A day that was meant as one and could not be read is seen here.
            None => "  no day".to_owned(),
        });
    }
    if let Some(on) = meaning.on {
        line.push_str(&format!("  on {}", on.said_back()));
    }
    line.push_str("  ");
    line.push_str(meaning.visibility.word());
    line
}

fn subject(deed: &Deed, roster: &Roster) -> String {
    match deed {
        Deed::Note { about } if about.is_empty() => "note".to_owned(),
        Deed::Note { about } => format!("note about {}", people(about, roster)),
        Deed::Todo { promises, .. } => commitments(promises, roster),
        Deed::Exchange { gifts } => {
            let rows: Vec<_> = gifts
                .iter()
                .map(|gift| format!("{} -> {}", roster.label(gift.from), roster.label(gift.to)))
                .collect();
            format!("exchange {}", rows.join(", "))
        }
        Deed::Feedback { to, .. } => format!("feedback to {}", people(to, roster)),
        Deed::Ask { of } => format!("feedback asked of {}", people(of, roster)),
        Deed::Later { with } => format!("for the next session with {}", people(with, roster)),
    }
}

fn commitments(promises: &[Promise], roster: &Roster) -> String {
    let rows: Vec<_> = promises
        .iter()
        .map(|promise| match promise.to {
            Some(to) => format!("{} to {}", roster.label(promise.owner), roster.label(to)),
            None => roster.label(promise.owner),
        })
        .collect();
    format!("commitment{} of {}", if rows.len() > 1 { "s" } else { "" }, rows.join("; of "))
}

fn people(ids: &[Id<Person>], roster: &Roster) -> String {
    ids.iter().map(|id| roster.label(*id)).collect::<Vec<_>>().join(", ")
}

fn in_parts(parts: &Sbi) -> String {
    let Sbi { situation, behaviour, impact } = parts;
    format!("situation {} | behaviour {} | impact {}", cut(situation), cut(behaviour), cut(impact))
}

/// The text in one line, cut where a reader would cut it. Of a megabyte only the beginning is looked
/// at, also when it is one letter with a megabyte of accents.
fn cut(text: &str) -> String {
    let beginning = match text.char_indices().nth(8 * LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let end = beginning.grapheme_indices(true).map(|(place, _)| place).nth(LONGEST);
    let shown = &beginning[..end.unwrap_or(beginning.len())];
    let dots = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{dots}", one_line(shown))
}
