//! The form of a ledger row.

use super::{
    again, belongs, moment, needed, number, owner, person, person_field, place, somebody, standing, text,
    visibility_field, when_field, word, written,
};
use crate::model::when::Direction;
use crate::model::{Exchange, ExchangeKind, Id, Visibility};
use crate::store::{Store, StoreError, Tx};
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
    let to = if row.is_none() { somebody(target.as_ref(), cx)? } else { String::new() };
    let fields = fields(row.as_ref(), to, cx.store)?;
    let title = if row.is_some() { "exchange" } else { "new exchange" };
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| keep(id, values, tx, assets);
    let reads = again(id, |row, store, _| self::fields(Some(row), String::new(), store));
    Form::new(title, place("exchange", id), fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

fn fields(row: Option<&Exchange>, to: String, store: &Store) -> Result<Vec<Field>, StoreError> {
    let (from, to) = match row {
        Some(row) => {
            (store.name(row.from)?, row.to.map(|to| store.name(to)).transpose()?.unwrap_or_default())
        }
        None => ("me".to_owned(), to),
    };
    let kinds: Vec<&str> = ExchangeKind::ALL.iter().map(|kind| kind.word()).collect();
    let of = |part: fn(&Exchange) -> Option<String>| row.and_then(part).unwrap_or_default();
    Ok(vec![
        person_field("from", "From", &from),
        Field::line("to", "To", "a name; empty: everybody present", &to).checked(Check::Person),
        Field::choice("kind", "Kind", &kinds, &of(|row| Some(row.kind.word().to_owned()))),
        Field::text("text", "What", "in a sentence", &of(|row| Some(row.text.clone()))).required(),
        Field::line("topic", "Topic", "e.g. hiring", &of(|row| row.topic.clone())),
        when_field("at", "When", "empty: now", &of(|row| Some(written(row.at))), Direction::Past),
        Field::line(
            "landed",
            "Landed",
            "0 to 3, said by the receiver",
            &of(|row| row.landed.map(|n| n.to_string())),
        )
        .checked(Check::Scale(0, 3)),
        visibility_field(row.map_or(Visibility::Private, |row| row.visibility)),
    ])
}

fn keep(id: Option<Id<Exchange>>, values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let row = standing(id, store)?;
    let verb = if row.is_some() { "Changed" } else { "Added" };
    let me = owner(tx, assets)?;
    let from = needed(person(values, "from", store)?, "from", "who gave?")?;
    let to = person(values, "to", store)?;
    let had = row.as_ref().map(|row| row.at);
    let at = moment(values, "at", had, (store, Direction::Past))?.unwrap_or_else(|| store.now());
    let other = if from == me { to.unwrap_or(from) } else { from };
    let exchange = Exchange {
        id: id.unwrap_or_else(Id::fresh),
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
    let kept = tx.put(&exchange)?;
    let step = format!("{} exchange", verb.to_lowercase());
    Ok(Kept::of(step, format!("{verb} exchange")).made(row.is_none().then_some(kept)))
}
