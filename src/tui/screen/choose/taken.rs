//! What becomes of the form that was taken: a new relationship, an answer that is kept, or the way into
//! another form.

use super::Chosen;
use crate::model::{Choice, Id, Relationship};
use crate::store::StoreError;
use crate::succession::refused;
use crate::tui::edit::{relationship, succession};
use crate::tui::layer::{Cx, Effect};

/// A new relationship of the form that was taken.
pub(super) fn begin(chosen: Chosen, cx: &mut Cx<'_>) {
    match relationship::open(None, None, cx) {
        Ok(()) => cx.effects.push(Effect::Fill(relationship::chosen(&chosen))),
        Err(error) => cx.fail(error.to_string()),
    }
}

/// The form still fits, and that is kept; or another one is taken, and the change is left to be kept.
pub(super) fn reviewed(id: Id<Relationship>, chosen: Chosen, cx: &mut Cx<'_>) {
    let row = match cx.store.need(id) {
        Ok(row) => row,
        Err(error) => return cx.fail(error.to_string()),
    };
    if row.form != chosen.form {
        return match change(&row, &chosen, cx) {
            Ok(Changing::GoesOn) => {
                cx.effects.push(Effect::Fill(relationship::chosen(&chosen)));
                // Filling in is an input, and takes away what was said before it.
                let before = cx.assets.forms.get(&row.form).map_or(row.form.as_str(), |form| &form.name);
                let title = cx.store.title(id).unwrap_or_default();
                succession::ahead(&title, before, cx);
            }
            Ok(Changing::Itself) => cx.effects.push(Effect::Fill(relationship::chosen(&chosen))),
            Err(error) => cx.fail(error.to_string()),
        };
    }
    let choice = Choice::made(cx.store.now(), chosen.answers, chosen.form);
    let write = cx.store.write("looked again at the form", |tx| {
        tx.edit(id, |row: &mut Relationship| row.choices.push(choice)).map(drop)
    });
    cx.keep(|| "The form still fits; the answers are kept.".to_owned(), write);
}

/// What becomes of a relationship for which another form was taken.
enum Changing {
    /// It is closed, and another one goes on.
    GoesOn,
    /// It is changed itself.
    Itself,
}

/// Opens what takes the relationship on into another form. One in which nothing was held yet has no history
/// to keep, and one that needs other people is changed first.
fn change(row: &Relationship, chosen: &Chosen, cx: &mut Cx<'_>) -> Result<Changing, StoreError> {
    let goes_on = match cx.assets.forms.get(&chosen.form) {
        Some(form) => !cx.store.held(row.id, 1)?.is_empty() && refused(cx.store, row, form)?.is_none(),
        None => false,
    };
    if goes_on {
        succession::open(Some(row.id), cx)?;
        return Ok(Changing::GoesOn);
    }
    relationship::open(Some(row.id), None, cx)?;
    Ok(Changing::Itself)
}
