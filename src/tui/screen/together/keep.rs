//! One KEEP and one CHANGE, or an action: commitments that are made before everybody's eyes.

use crate::model::when::{Direction, parse_when};
use crate::model::{Id, Person, Relationship, SessionState};
use crate::store::{Filter, Store, StoreError, Tx, Window};
use crate::together;
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use chrono::{Days, NaiveDate};

/// How far ahead the date is that is offered when no session is planned.
const AHEAD: u64 = 14;

/// Asks somebody for one KEEP and one CHANGE.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Relationship>, person: Id<Person>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let name = together::called(cx.store, id, person)?;
    let fields = vec![
        Field::line("keep", "KEEP", "what goes on as it is: waiting before answering", ""),
        Field::line("change", "CHANGE", "what will be different: the agenda a day before", ""),
        by(id, cx.store)?,
    ];
    let place = format!("together/keep/{person}");
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| kept(id, person, values, tx);
    Form::open(cx, format!("{name}: one keep, one change"), place, fields, Box::new(save));
    Ok(())
}

/// Asks somebody for the action that follows from what was said.
///
/// # Errors
/// What the store says.
pub fn action(id: Id<Relationship>, person: Id<Person>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let name = together::called(cx.store, id, person)?;
    let what = Field::line("what", "Action", "verb first: send the agenda a day before", "").required();
    let fields = vec![what, by(id, cx.store)?];
    let place = format!("together/action/{person}");
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| {
        let text = text(values, "what");
        together::commit(tx, id, person, &text, day(values, tx.store())?)?;
        Ok(Kept::of("an action out of a round", format!("A promise: {text}")))
    };
    Form::open(cx, format!("{name}: an action"), place, fields, Box::new(save));
    Ok(())
}

/// Asks somebody for the question that waits for the next session.
///
/// # Errors
/// What the store says.
pub fn question(id: Id<Relationship>, person: Id<Person>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let name = together::called(cx.store, id, person)?;
    let fields = vec![Field::line("what", "Question", "what did you have in mind?", "").required()];
    let place = format!("together/question/{person}");
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| {
        together::park(tx, id, person, &text(values, "what"))?;
        Ok(Kept::of("a question out of a round", "The question waits in the parking lot"))
    };
    Form::open(cx, format!("{name}: a question"), place, fields, Box::new(save));
    Ok(())
}

/// The day of the next session, or two weeks from now.
fn by(id: Id<Relationship>, store: &Store) -> Result<Field, StoreError> {
    let today = store.clock().today();
    let planned = Filter {
        relationship: Some(id),
        since: Some(today),
        states: vec![SessionState::Planned.word()],
        ..Filter::default()
    };
    let next: Vec<crate::model::Session> = store.list(&planned, &Window::Last, 1)?;
    let day =
        next.first().map(|session| session.starts_at.day()).or(today.checked_add_days(Days::new(AHEAD)));
    let text = day.map_or(String::new(), |day| day.to_string());
    Ok(Field::line("by", "By", "fri", &text).checked(Check::When(Direction::Future)).required())
}

fn text(values: &Values, name: &str) -> String {
    values.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
}

fn day(values: &Values, store: &Store) -> Result<Option<NaiveDate>, Wrong> {
    let wrong = |message: String| Wrong { field: Some("by"), message };
    let when = parse_when(&text(values, "by"), store.clock(), Direction::Future);
    when.map(|when| Some(when.day)).map_err(|error| wrong(error.to_string()))
}

fn kept(id: Id<Relationship>, person: Id<Person>, values: &Values, tx: &Tx<'_>) -> Result<Kept, Wrong> {
    let due_on = day(values, tx.store())?;
    let lines: Vec<String> = ["keep", "change"]
        .into_iter()
        .map(|word| (word, text(values, word)))
        .filter(|(_, text)| !text.is_empty())
        .map(|(word, text)| format!("{word}: {text}"))
        .collect();
    if lines.is_empty() {
        let message = "one keep or one change, please; Esc goes back without".to_owned();
        return Err(Wrong { field: Some("keep"), message });
    }
    lines.iter().try_for_each(|line| together::commit(tx, id, person, line, due_on).map(drop))?;
    let noun = if lines.len() == 1 { "promise" } else { "promises" };
    let said = format!("{} {noun} of {}", lines.len(), together::called(tx.store(), id, person)?);
    Ok(Kept::of("keep and change", said))
}
