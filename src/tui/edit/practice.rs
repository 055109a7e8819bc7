//! A form's feedback practice at work: what is offered first, and when asking is suggested.

use crate::forms::{FeedbackDirection, Form};
use crate::model::{Feedback, FeedbackState, FeedbackStyle, Id, Person, Relationship, RelationshipStatus};
use crate::store::Store;
use crate::store::{Filter, StoreError, Window};
use crate::tui::Assets;
use crate::tui::layer::Cx;

/// How many relationships are looked at for a suggestion, and how many feedbacks of each.
const LOOKED_AT: usize = 40;

/// An owner's place in a relationship: its form and the owner's role in it.
struct Place<'a> {
    form: &'a Form,
    role: String,
}

fn place<'a>(row: &Relationship, me: Option<Id<Person>>, assets: &'a Assets) -> Option<Place<'a>> {
    let form = assets.forms.get(&row.form)?;
    let member = row.members.iter().find(|member| Some(member.person) == me)?;
    Some(Place { form, role: member.role.clone() })
}

/// The one active relationship with somebody, if there is just one.
fn only(store: &Store, other: Id<Person>) -> Result<Option<Relationship>, StoreError> {
    match store.active_with(other)?.as_slice() {
        [one] => store.get(*one),
        _ => Ok(None),
    }
}

/// A new feedback with somebody as the form of the relationship begins it: who gives, in which style;
/// and the sentence that says what to write.
///
/// # Errors
/// What the store says.
pub fn begun(name: &str, cx: &Cx<'_>) -> Result<(Feedback, Option<String>), StoreError> {
    let store = cx.store;
    let me = store.owner()?;
    let other = if name.is_empty() { None } else { store.person(name).ok() };
    // Nobody yet: the form asks for the name.
    let (from, to) = (me.unwrap_or_else(Id::fresh), other.unwrap_or_else(Id::fresh));
    let mut row = Feedback { style: FeedbackStyle::Sbi, ..Feedback::draft(from, to, store.now()) };
    let Some(relationship) = other.map(|other| only(store, other)).transpose()?.flatten() else {
        return Ok((row, None));
    };
    row.relationship = Some(relationship.id);
    let Some(place) = place(&relationship, me, cx.assets) else { return Ok((row, None)) };
    let practice = &place.form.feedback;
    let direction = if practice.asks(&place.role) {
        (row.from, row.to) = (to, from);
        row.state = FeedbackState::Asked;
        practice.to_role(&place.role)
    } else {
        practice.from_role(&place.role)
    };
    Ok(match direction {
        Some(FeedbackDirection { style, text, .. }) => {
            row.style = style.word().parse().unwrap_or(FeedbackStyle::Free);
            (row, Some(format!("{}: {text}", place.form.name)))
        }
        None => (row, None),
    })
}

/// The style in which the owner gives a feedback in its relationship, where the form says one.
///
/// # Errors
/// What the store says.
pub fn direction(row: &Feedback, cx: &Cx<'_>) -> Result<Option<FeedbackStyle>, StoreError> {
    let Some(relationship) = row.relationship.map(|id| cx.store.get(id)).transpose()?.flatten() else {
        return Ok(None);
    };
    let place = place(&relationship, cx.store.owner()?, cx.assets);
    let direction = place.as_ref().and_then(|place| place.form.feedback.from_role(&place.role));
    Ok(direction.and_then(|direction| direction.style.word().parse().ok()))
}

/// One calm line: whom to ask, since when nothing came from them, and a line to type. Nothing while
/// a question is out, or inside the form's patience.
///
/// # Errors
/// What the store says.
pub fn suggestion(store: &Store, assets: &Assets) -> Result<Option<String>, StoreError> {
    let mut found: Option<(i64, String)> = None;
    let active = Filter { states: vec![RelationshipStatus::Active.word()], ..Filter::default() };
    for row in store.list::<Relationship>(&active, &Window::First, LOOKED_AT)? {
        if let Some((days, line)) = silence(&row, store, assets)?
            && found.as_ref().is_none_or(|(most, _)| days > *most)
        {
            found = Some((days, line));
        }
    }
    Ok(found.map(|(_, line)| line))
}

/// How long nothing came in a relationship, when that is longer than its form's patience.
///
/// # Errors
/// What the store says.
pub fn silence(
    row: &Relationship,
    store: &Store,
    assets: &Assets,
) -> Result<Option<(i64, String)>, StoreError> {
    let me = store.owner()?;
    let Some(place) = place(row, me, assets).filter(|_| row.status == RelationshipStatus::Active) else {
        return Ok(None);
    };
    let filter = Filter { relationship: Some(row.id), ..Filter::default() };
    let heard: Vec<Feedback> = store.list(&filter, &Window::First, LOOKED_AT)?;
    let mut mine = heard.iter().filter(|feedback| Some(feedback.to) == me);
    if mine.clone().any(|feedback| feedback.state == FeedbackState::Asked) {
        return Ok(None);
    }
    let since = mine.next().map(|feedback| feedback.at.day()).or(row.started_on);
    let Some(since) = since else { return Ok(None) };
    let days = (store.clock().today() - since).num_days();
    let patience = place.form.feedback.patience(row.cadence_days.map(i64::from));
    let other = row.members.iter().find(|member| Some(member.person) != me);
    let Some(other) = other.filter(|_| days > patience) else { return Ok(None) };
    let name = short(store, other.person)?;
    let prompts = place.form.prompts.iter();
    let question =
        prompts.filter(|prompt| prompt.stage == crate::forms::Stage::Feedback).map(|prompt| &prompt.text);
    let question = question.min_by_key(|text| text.len()).map_or("what should I do more of?", String::as_str);
    Ok(Some((days, format!("{name} told you nothing for {days} days. To ask: i ?{name}: {question}"))))
}

/// A name as it is typed: its first word, where that is nobody else's.
fn short(store: &Store, person: Id<Person>) -> Result<String, StoreError> {
    let name = store.name(person)?;
    let first = name.split_whitespace().next().unwrap_or(&name);
    Ok(if store.person(first).is_ok_and(|found| found == person) { first.to_owned() } else { name })
}
