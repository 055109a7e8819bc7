//! The form of a reflection.

use super::{again, moment, people, place, somebody, standing, text, visibility_field, when_field, written};
use crate::model::when::Direction;
use crate::model::{Id, Reflection, Visibility};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// Opens it for a reflection, or for a new one about somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Reflection>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let about = if row.is_none() { somebody(target.as_ref(), cx)? } else { String::new() };
    let fields = fields(row.as_ref(), &about, cx.store)?;
    let title = if row.is_some() { "note" } else { "new note" };
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| keep(id, values, tx);
    let reads = again(id, |row, store, _| self::fields(Some(row), "", store));
    Form::new(title, place("reflection", id), fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

fn fields(row: Option<&Reflection>, about: &str, store: &Store) -> Result<Vec<Field>, StoreError> {
    let about = match row {
        Some(row) => row.about.iter().map(|id| store.name(*id)).collect::<Result<Vec<_>, _>>()?.join(", "),
        None => about.to_owned(),
    };
    let of = |part: fn(&Reflection) -> Option<String>| row.and_then(part).unwrap_or_default();
    Ok(vec![
        Field::text("text", "Note", "what stays with me", &of(|row| Some(row.text.clone()))).required(),
        Field::line("about", "About", "names with commas; may stay empty", &about).checked(Check::People),
        Field::line(
            "tags",
            "Words",
            "to find it by, with commas",
            &row.map_or(String::new(), |row| row.tags.join(", ")),
        ),
        when_field("at", "When", "empty: now", &of(|row| Some(written(row.at))), Direction::Past),
        visibility_field(row.map_or(Visibility::Private, |row| row.visibility)),
    ])
}

fn keep(id: Option<Id<Reflection>>, values: &Values, tx: &Tx<'_>) -> Result<Kept, Wrong> {
    let store = tx.store();
    let row = standing(id, store)?;
    let verb = if row.is_some() { "Changed" } else { "Added" };
    let had = row.as_ref().map(|row| row.at);
    let at = moment(values, "at", had, (store, Direction::Past))?.unwrap_or_else(|| store.now());
    let tags = values.get("tags").map_or("", String::as_str);
    let reflection = Reflection {
        id: id.unwrap_or_else(Id::fresh),
        at,
        about: people(values, "about", store)?,
        relationship: row.as_ref().and_then(|row| row.relationship),
        session: row.as_ref().and_then(|row| row.session),
        text: text(values, "text").unwrap_or_default(),
        visibility: super::word(values, "visibility")?,
        tags: tags.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        updated_at: None,
    };
    tx.put(&reflection)?;
    let step = format!("{} note", verb.to_lowercase());
    Ok(Kept::of(step, format!("{verb} note")).made(id.is_none().then_some(reflection.id)))
}
