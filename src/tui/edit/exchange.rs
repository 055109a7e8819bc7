//! The form of a ledger row.

use super::{
    belongs, needed, number, owner, person, person_field, place, somebody, text, visibility_field, when,
    when_field, word,
};
use crate::model::when::Direction;
use crate::model::{Exchange, ExchangeKind, Id, Visibility};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// Opens it for a row, or for a new one with somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Exchange>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let (from, to) = match &row {
        Some(row) => {
            (cx.store.name(row.from)?, row.to.map(|to| cx.store.name(to)).transpose()?.unwrap_or_default())
        }
        None => ("me".to_owned(), somebody(target.as_ref(), cx)?),
    };
    let kinds: Vec<&str> = ExchangeKind::ALL.iter().map(|kind| kind.word()).collect();
    let of = |part: fn(&Exchange) -> Option<String>| row.as_ref().and_then(part).unwrap_or_default();
    let fields = vec![
        person_field("from", "From", &from),
        Field::line("to", "To", "a name; empty: everybody present", &to).checked(Check::Person),
        Field::choice("kind", "Kind", &kinds, &of(|row| Some(row.kind.word().to_owned()))),
        Field::text("text", "What", "in a sentence", &of(|row| Some(row.text.clone()))).required(),
        Field::line("topic", "Topic", "e.g. hiring", &of(|row| row.topic.clone())),
        when_field(
            "at",
            "When",
            "empty: now",
            &of(|row| Some(row.at.local().format("%Y-%m-%d %H:%M").to_string())),
            Direction::Past,
        ),
        Field::line(
            "landed",
            "Landed",
            "0 to 3, said by the receiver",
            &of(|row| row.landed.map(|n| n.to_string())),
        )
        .checked(Check::Scale(0, 3)),
        visibility_field(row.as_ref().map_or(Visibility::Private, |row| row.visibility)),
    ];
    let title = if row.is_some() { "exchange" } else { "new exchange" };
    let save =
        move |values: &Values, store: &Store, assets: &Assets| keep(row.clone(), values, store, assets);
    Form::open(cx, title, place("exchange", id), fields, Box::new(save));
    Ok(())
}

fn keep(row: Option<Exchange>, values: &Values, store: &Store, assets: &Assets) -> Result<Kept, Wrong> {
    let known = row.is_some();
    let verb = if known { "Changed" } else { "Added" };
    let id = store.write(&format!("{} exchange", verb.to_lowercase()), |tx| {
        let me = owner(tx, assets)?;
        let from = needed(person(values, "from", store)?, "from", "who gave?")?;
        let to = person(values, "to", store)?;
        let at = when(values, "at", store, Direction::Past)?
            .map_or_else(|| store.now(), |when| when.moment(store.clock()));
        let other = if from == me { to.unwrap_or(from) } else { from };
        let exchange = Exchange {
            id: row.as_ref().map_or_else(Id::fresh, |row| row.id),
            relationship: belongs(store, row.as_ref().and_then(|row| row.relationship), other)?,
            session: row.as_ref().and_then(|row| row.session),
            from,
            to,
            kind: word(values, "kind")?,
            topic: text(values, "topic"),
            text: text(values, "text").unwrap_or_default(),
            at,
            landed: number(values, "landed")?,
            recorded_by: row.as_ref().map_or(Some(me), |row| row.recorded_by),
            confirmed_by: row.as_ref().and_then(|row| row.confirmed_by),
            visibility: word(values, "visibility")?,
            updated_at: None,
        };
        tx.put(&exchange).map_err(Wrong::from)
    })?;
    Ok(Kept::row(format!("{verb} exchange"), known, id))
}
