//! The form of a reflection.

use super::{people, place, somebody, text, visibility_field, when, when_field};
use crate::model::when::Direction;
use crate::model::{Id, Reflection, Visibility};
use crate::store::{Store, StoreError};
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
    let about = match &row {
        Some(row) => row.about.iter().map(|id| cx.store.name(*id)).collect::<Result<Vec<_>, _>>()?.join(", "),
        None => somebody(target.as_ref(), cx)?,
    };
    let of = |part: fn(&Reflection) -> Option<String>| row.as_ref().and_then(part).unwrap_or_default();
    let fields = vec![
        Field::text("text", "Note", "what stays with me", &of(|row| Some(row.text.clone()))).required(),
        Field::line("about", "About", "names with commas; may stay empty", &about).checked(Check::People),
        Field::line(
            "tags",
            "Words",
            "to find it by, with commas",
            &row.as_ref().map_or(String::new(), |row| row.tags.join(", ")),
        ),
        when_field(
            "at",
            "When",
            "empty: now",
            &of(|row| Some(row.at.local().format("%Y-%m-%d %H:%M").to_string())),
            Direction::Past,
        ),
        visibility_field(row.as_ref().map_or(Visibility::Private, |row| row.visibility)),
    ];
    let title = if row.is_some() { "note" } else { "new note" };
    let save = move |values: &Values, store: &Store, _: &Assets| keep(row.clone(), values, store);
    Form::open(cx, title, place("reflection", id), fields, Box::new(save));
    Ok(())
}

fn keep(row: Option<Reflection>, values: &Values, store: &Store) -> Result<Kept, Wrong> {
    let known = row.is_some();
    let verb = if known { "Changed" } else { "Added" };
    let at = when(values, "at", store, Direction::Past)?
        .map_or_else(|| store.now(), |when| when.moment(store.clock()));
    let tags = values.get("tags").map_or("", String::as_str);
    let reflection = Reflection {
        id: row.as_ref().map_or_else(Id::fresh, |row| row.id),
        at,
        about: people(values, "about", store)?,
        relationship: row.as_ref().and_then(|row| row.relationship),
        session: row.as_ref().and_then(|row| row.session),
        text: text(values, "text").unwrap_or_default(),
        visibility: super::word(values, "visibility")?,
        tags: tags.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        updated_at: None,
    };
    let id = store.write(&format!("{} note", verb.to_lowercase()), |tx| tx.put(&reflection))?;
    Ok(Kept::row(format!("{verb} note"), known, id))
}
