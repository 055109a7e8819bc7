//! The form of a commitment.

use super::{
    belongs, needed, owner, person, person_field, place, somebody, text, visibility_field, when, when_field,
};
use crate::model::when::Direction;
use crate::model::{Commitment, CommitmentState, Id, Visibility};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// Opens it for a commitment, or for a new one with somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Commitment>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let (who, to) = match &row {
        Some(row) => {
            (cx.store.name(row.owner)?, row.to.map(|to| cx.store.name(to)).transpose()?.unwrap_or_default())
        }
        None => ("me".to_owned(), somebody(target.as_ref(), cx)?),
    };
    let of = |part: fn(&Commitment) -> Option<String>| row.as_ref().and_then(part).unwrap_or_default();
    let states: Vec<&str> = CommitmentState::ALL.iter().map(|state| state.word()).collect();
    let fields = vec![
        Field::line("text", "What", "verb first: send the outline", &of(|row| Some(row.text.clone())))
            .required(),
        person_field("owner", "Who does it", &who),
        Field::line("to", "For", "a name; may stay empty", &to).checked(Check::Person),
        when_field("due", "By", "fri", &of(|row| row.due_on.map(|day| day.to_string())), Direction::Future),
        Field::choice("state", "State", &states, &of(|row| Some(row.state.word().to_owned()))),
        visibility_field(row.as_ref().map_or(Visibility::Private, |row| row.visibility)),
    ];
    let title = if row.is_some() { "promise" } else { "new promise" };
    let save =
        move |values: &Values, store: &Store, assets: &Assets| keep(row.clone(), values, store, assets);
    Form::open(cx, title, place("commitment", id), fields, Box::new(save));
    Ok(())
}

fn keep(row: Option<Commitment>, values: &Values, store: &Store, assets: &Assets) -> Result<String, Wrong> {
    let verb = if row.is_some() { "Changed" } else { "Added" };
    let what = text(values, "text").unwrap_or_default();
    store.write(&format!("{} promise: {what}", verb.to_lowercase()), |tx| {
        let me = owner(tx, assets)?;
        let who = needed(person(values, "owner", store)?, "owner", "who does it?")?;
        let mut commitment = row.unwrap_or_else(|| Commitment::open(who, "", store.now()));
        commitment.owner = who;
        commitment.text = what.clone();
        commitment.to = person(values, "to", store)?;
        commitment.due_on = when(values, "due", store, Direction::Future)?.map(|when| when.day);
        let state: CommitmentState = super::word(values, "state")?;
        if state != commitment.state {
            commitment.state = state;
            commitment.closed_at = (state != CommitmentState::Open).then(|| store.now());
        }
        commitment.visibility = super::word(values, "visibility")?;
        let other = if who == me { commitment.to.unwrap_or(who) } else { who };
        commitment.relationship = belongs(store, commitment.relationship, other)?;
        tx.put(&commitment).map_err(Wrong::from)
    })?;
    Ok(format!("{verb} promise \"{what}\""))
}
