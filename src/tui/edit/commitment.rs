//! The form of a commitment.

use super::{
    again, belongs, needed, owner, person, person_field, place, somebody, standing, text, visibility_field,
    when, when_field,
};
use crate::lint::commitment::{Due, commitment};
use crate::model::when::Direction;
use crate::model::{Commitment, CommitmentState, Feedback, FeedbackState, Id, Person, Visibility};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// What a commitment's form begins from.
struct Begun {
    title: &'static str,
    place: String,
    /// The row that is changed, or a new one with what is known already.
    row: Option<Commitment>,
    /// The answer it is made of: kept, that loop is closed.
    answer: Option<Id<Feedback>>,
}

/// Opens it for a commitment, or for a new one with somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Commitment>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let title = if row.is_some() { "promise" } else { "new promise" };
    let to = if row.is_none() { somebody(target.as_ref(), cx)? } else { String::new() };
    show(Begun { title, place: place("commitment", id), row, answer: None }, &to, cx)
}

/// Opens it to make a promise of what was answered to a feedback: the receiver's, to the giver.
///
/// # Errors
/// What the store says.
pub fn of_answer(id: Id<Feedback>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let feedback = cx.store.need(id)?;
    let Some(answer) = &feedback.response else {
        cx.note("There is no answer yet to make a promise of. Enter takes the next step.");
        return Ok(());
    };
    let row = feedback.promise(answer.as_str(), cx.store.now());
    let place = format!("promise/{id}");
    show(Begun { title: "a promise of this answer", place, row: Some(row), answer: Some(id) }, "", cx)
}

fn show(begun: Begun, to: &str, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let fields = fields(begun.row.as_ref(), to, cx.store)?;
    let Begun { title, place, row, answer } = begun;
    let id = row.as_ref().filter(|_| answer.is_none()).map(|row| row.id);
    let save = move |values: &Values, tx: &Tx<'_>, assets: &Assets| {
        // A promise made of an answer is not in the journal yet: it begins as it was handed in.
        let row = if id.is_some() { standing(id, tx.store())? } else { row.clone() };
        keep((row, answer), values, tx, assets)
    };
    let reads = again(id, |row, store, _| self::fields(Some(row), "", store));
    Form::new(title, place, fields, Box::new(save)).changing(reads).advised(Box::new(advice)).show(cx);
    Ok(())
}

fn fields(row: Option<&Commitment>, to: &str, store: &Store) -> Result<Vec<Field>, StoreError> {
    let owner = store.owner()?;
    let name = |id: Id<Person>| if Some(id) == owner { Ok("me".to_owned()) } else { store.name(id) };
    let who = row.map_or_else(|| Ok("me".to_owned()), |row| name(row.owner))?;
    let to = row.and_then(|row| row.to).map_or_else(|| Ok(to.to_owned()), name)?;
    let of = |part: fn(&Commitment) -> Option<String>| row.and_then(part).unwrap_or_default();
    let states: Vec<&str> = CommitmentState::ALL.iter().map(|state| state.word()).collect();
    Ok(vec![
        Field::line("text", "What", "verb first: send the outline", &of(|row| Some(row.text.clone())))
            .required(),
        person_field("owner", "Who does it", &who),
        Field::line("to", "For", "a name; may stay empty", &to).checked(Check::Person),
        when_field(
            "due",
            "By",
            "e.g. fri",
            &of(|row| row.due_on.map(|day| day.to_string())),
            Direction::Future,
        ),
        Field::choice("state", "State", &states, &of(|row| Some(row.state.word().to_owned()))),
        visibility_field(row.map_or(Visibility::Private, |row| row.visibility)),
    ])
}

fn advice(values: &Values, assets: &Assets) -> Vec<(&'static str, crate::lint::Finding)> {
    let due = if text(values, "due").is_some() { Due::Set } else { Due::Open };
    let text = values.get("text").map_or("", String::as_str);
    let findings = commitment(assets.forms.lint(), text, due);
    findings.into_iter().map(|finding| ("text", finding)).collect()
}

fn keep(
    (row, answer): (Option<Commitment>, Option<Id<Feedback>>),
    values: &Values,
    tx: &Tx<'_>,
    assets: &Assets,
) -> Result<Kept, Wrong> {
    let store = tx.store();
    let known = row.is_some() && answer.is_none();
    let verb = if known { "Changed" } else { "Added" };
    let what = text(values, "text").unwrap_or_default();
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
    if let Some(answer) = answer {
        let now = store.now();
        tx.edit(answer, |row: &mut Feedback| row.reach(FeedbackState::Acted, now))?;
    }
    let kept = tx.put(&commitment)?;
    let closed = if answer.is_some() { "; the loop is closed" } else { "" };
    let step = format!("{} promise: {what}", verb.to_lowercase());
    Ok(Kept::of(step, format!("{verb} promise \"{what}\"{closed}")).made((!known).then_some(kept)))
}
