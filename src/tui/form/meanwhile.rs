//! A row that was changed while its form was open, by another program or by a step taken back: what only
//! the others changed stays theirs, what only I changed is mine, and what both changed is asked about.

use super::{Form, Values, Wrong, values};
use crate::model::text::one_line;
use crate::tui::field::Field;
use crate::tui::widget::text::cut;

/// Cells of the others' text in the sentence about it.
const QUOTED: usize = 40;

/// What to keep, and which fields it has from the journal.
pub(super) struct Together {
    pub values: Values,
    pub theirs: Vec<String>,
}

/// The fields as they stand in the journal: both sides changed some of them, each to something else.
pub(super) struct Crossed(Vec<Field>);

impl Form {
    /// What was typed, on the row as it stands now.
    pub(super) fn together(&self, now: Vec<Field>) -> Result<Together, Crossed> {
        if now.iter().any(|field| self.crosses(field)) {
            return Err(Crossed(now));
        }
        let mut together = Together { values: values(&self.fields), theirs: Vec::new() };
        for field in now.iter().filter(|field| self.is_theirs(field)) {
            together.theirs.push(field.label.to_string());
            together.values.insert(field.name.to_owned(), field.value());
        }
        Ok(together)
    }

    /// Takes over what only the others changed, and says which field both did. Keeping once more
    /// keeps mine: what it is compared with then is what was shown here.
    pub(super) fn meet(&mut self, Crossed(now): Crossed) -> Wrong {
        let crossed: Vec<(&'static str, String, String)> = now
            .iter()
            .filter(|field| self.crosses(field))
            .map(|field| (field.name, field.label.to_string(), field.words()))
            .collect();
        for field in &now {
            if self.is_theirs(field) {
                for mine in self.fields.iter_mut().filter(|mine| mine.name == field.name) {
                    mine.set(&field.value());
                }
            }
            if self.untouched.contains_key(field.name) {
                self.untouched.insert(field.name.to_owned(), field.value());
            }
        }
        let others: Vec<&str> = crossed.iter().skip(1).map(|(_, label, _)| label.as_str()).collect();
        let first = crossed.first();
        let stands = match first.map(|(_, _, words)| one_line(words)) {
            Some(words) if !words.is_empty() => format!("\"{}\"", cut(&words, QUOTED)),
            _ => "empty".to_owned(),
        };
        let too = match others.as_slice() {
            [] => String::new(),
            others => format!(" ({} changed, too)", others.join(", ")),
        };
        Wrong {
            field: first.map(|(name, ..)| *name),
            message: format!(
                "Changed meanwhile; it is {stands} now{too}. Nothing is written yet: Keep again keeps \
                 yours, Ctrl+R shows what is there"
            ),
        }
    }

    fn mine(&self, name: &str) -> Option<String> {
        self.fields.iter().find(|field| field.name == name).map(Field::value)
    }

    /// Whether both sides changed a field, each to something else.
    fn crosses(&self, now: &Field) -> bool {
        let (before, mine, theirs) = (self.untouched.get(now.name), self.mine(now.name), now.value());
        before.zip(mine).is_some_and(|(before, mine)| {
            !alike(before, &theirs) && !alike(before, &mine) && !alike(&mine, &theirs)
        })
    }

    /// Whether only the others changed a field.
    fn is_theirs(&self, now: &Field) -> bool {
        let (before, mine, theirs) = (self.untouched.get(now.name), self.mine(now.name), now.value());
        before.zip(mine).is_some_and(|(before, mine)| !alike(before, &theirs) && alike(before, &mine))
    }
}

/// Whether two texts are kept as the same one.
fn alike(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}
