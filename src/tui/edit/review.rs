//! The form of a look back: its questions, and up to three intentions.

use super::{again, place, standing, text};
use crate::forms::LookBackQuestion;
use crate::lookback::{look_back, meant};
use crate::model::review::MOST_INTENTIONS;
use crate::model::{Id, Intention, IntentionState, Review, ReviewAnswer};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;

/// The fields' keys: what is intended, and with whom.
const INTENTIONS: [(&str, &str, &str, &str); MOST_INTENTIONS] = [
    ("intend1", "with1", "I intend", "  with whom"),
    ("intend2", "with2", "and", "  with whom"),
    ("intend3", "with3", "and", "  with whom"),
];
/// The fields' keys of as many questions as a look back can ask.
const QUESTIONS: [&str; 9] =
    ["answer1", "answer2", "answer3", "answer4", "answer5", "answer6", "answer7", "answer8", "answer9"];

/// The questions that are asked now, and those that were asked then and have an answer.
fn asked(row: Option<&Review>, assets: &Assets) -> Vec<LookBackQuestion> {
    let mut asked = assets.forms.look_back().questions.clone();
    for answer in row.map_or(&[][..], |row| &row.answers) {
        if asked.iter().all(|one| one.ask != answer.question) {
            let (name, ask) = (answer.question.clone(), answer.question.clone());
            asked.push(LookBackQuestion { name, ask, example: String::new() });
        }
    }
    asked.truncate(QUESTIONS.len());
    asked
}

/// Opens it for a look back, or for a new one.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Review>>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let fields = fields(row.as_ref(), cx.store, cx.assets)?;
    let title = if row.is_some() { "look back" } else { "new look back" };
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(id, values, tx, assets);
    let reads = again(id, |row, store, assets| self::fields(Some(row), store, assets));
    Form::new(title, place("review", id), fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

fn fields(row: Option<&Review>, store: &Store, assets: &Assets) -> Result<Vec<Field>, StoreError> {
    let mut fields = Vec::new();
    for (key, one) in QUESTIONS.iter().zip(asked(row, assets)) {
        let known = row.iter().flat_map(|row| &row.answers).find(|answer| answer.question == one.ask);
        let text = known.map_or("", |answer| answer.text.as_str());
        fields.push(Field::text(key, one.name, format!("{} {}", one.ask, one.example), text));
    }
    for (at, (intend, with, label, whom)) in INTENTIONS.into_iter().enumerate() {
        let known = row.and_then(|row| row.intentions.get(at));
        let title = known.and_then(|one| one.relationship).map(|id| store.title(id)).transpose()?;
        let text = known.map_or("", |one| one.text.as_str());
        fields.push(Field::line(intend, label, "e.g. ask Ana before I advise", text));
        fields.push(
            Field::line(with, whom, "empty: in every session", &title.unwrap_or_default())
                .checked(Check::Relationship),
        );
    }
    Ok(fields)
}

fn keep(id: Option<Id<Review>>, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let row = standing(id, store)?;
    let mut answers = Vec::new();
    for (key, one) in QUESTIONS.iter().zip(asked(row.as_ref(), assets)) {
        answers.extend(text(values, key).map(|text| ReviewAnswer { question: one.ask, text }));
    }
    let mut intentions = Vec::new();
    for (at, (intend, with, ..)) in INTENTIONS.iter().enumerate() {
        let Some(text) = text(values, intend) else { continue };
        let whom = values.get(*with).map_or("", String::as_str);
        let relationship =
            meant(store, whom).map_err(|error| Wrong { field: Some(with), message: error.to_string() })?;
        let known = row.as_ref().and_then(|row| row.intentions.get(at)).cloned();
        intentions.push(match known {
            Some(known) => Intention { text, relationship, ..known },
            None => Intention {
                id: Id::fresh(),
                text,
                relationship,
                state: IntentionState::Open,
                closed_at: None,
            },
        });
    }
    if answers.is_empty() && intentions.is_empty() {
        let message = "nothing is written yet: one answer or one intention is enough".to_owned();
        return Err(Wrong { field: Some(QUESTIONS[0]), message });
    }
    let verb = if id.is_some() { "Changed" } else { "Kept" };
    let review = match row {
        Some(row) => Review { answers, intentions, ..row },
        None => {
            let seen = look_back(store, &assets.forms)?;
            Review {
                id: Id::fresh(),
                at: store.now(),
                since_on: seen.since,
                figures: Some(seen.text()),
                answers,
                intentions,
                updated_at: None,
            }
        }
    };
    tx.put(&review)?;
    let shown = match review.intentions.len() {
        0 => String::new(),
        _ => "; the next sessions show what you intend".to_owned(),
    };
    let step = format!("{} a look back", verb.to_lowercase());
    let said = format!("{verb} the look back{shown}");
    Ok(Kept::of(step, said).made(id.is_none().then_some(review.id)))
}
