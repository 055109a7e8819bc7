//! The form of a feedback, in either direction.

use super::{
    belongs, needed, number, owner, person, person_field, place, somebody, text, visibility_field, word,
};
use crate::model::{Feedback, FeedbackState, FeedbackStyle, Id, Person, Visibility};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;

/// Opens it for a feedback, or for a new one to somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Feedback>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let (from, to) = match &row {
        Some(row) => (cx.store.name(row.from)?, cx.store.name(row.to)?),
        None => ("me".to_owned(), somebody(target.as_ref(), cx)?),
    };
    let of = |part: fn(&Feedback) -> Option<String>| row.as_ref().and_then(part).unwrap_or_default();
    let states = [
        ("draft", "draft: not said yet"),
        ("asked", "asked: waiting"),
        ("given", "given: it was said"),
        ("answered", "answered"),
        ("acted", "acted: the loop is closed"),
    ];
    let states = states.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect();
    let styles: Vec<&str> = FeedbackStyle::ALL.iter().map(|style| style.word()).collect();
    let fields = vec![
        person_field("from", "From", &from),
        person_field("to", "To", &to),
        Field::choice("style", "Style", &styles, &of(|row| Some(row.style.word().to_owned()))),
        Field::line(
            "situation",
            "Situation",
            "Tue hiring panel, last ten minutes",
            &of(|row| row.situation.clone()),
        ),
        Field::text("behaviour", "Behaviour", "what a camera would show", &of(|row| row.behaviour.clone())),
        Field::text("impact", "Impact", "what it did to me, others, the work", &of(|row| row.impact.clone())),
        Field::line("intent", "Intent", "What was going on for you?", &of(|row| row.intent.clone())),
        Field::text("text", "In words", "where the style has no parts", &of(|row| row.text.clone())),
        Field::line(
            "question",
            "Asked",
            "the question it was asked for with",
            &of(|row| row.question.clone()),
        ),
        Field::options("state", "State", states, &of(|row| Some(row.state.word().to_owned()))),
        Field::text("response", "Answer", "what the receiver said", &of(|row| row.response.clone())),
        Field::line(
            "care",
            "Care",
            "1 to 5, as the giver meant it",
            &of(|row| row.care.map(|n| n.to_string())),
        )
        .checked(Check::Scale(1, 5)),
        Field::line(
            "challenge",
            "Challenge",
            "1 to 5, as the giver meant it",
            &of(|row| row.challenge.map(|n| n.to_string())),
        )
        .checked(Check::Scale(1, 5)),
        visibility_field(row.as_ref().map_or(Visibility::Private, |row| row.visibility)),
    ];
    let title = if row.is_some() { "feedback" } else { "new feedback" };
    let save =
        move |values: &Values, store: &Store, assets: &Assets| keep(row.clone(), values, store, assets);
    Form::open(cx, title, place("feedback", id), fields, Box::new(save));
    Ok(())
}

fn keep(row: Option<Feedback>, values: &Values, store: &Store, assets: &Assets) -> Result<String, Wrong> {
    let verb = if row.is_some() { "Changed" } else { "Added" };
    store.write(&format!("{} feedback", verb.to_lowercase()), |tx| {
        let me = owner(tx, assets)?;
        let from = needed(person(values, "from", store)?, "from", "who gives it?")?;
        let to = needed(person(values, "to", store)?, "to", "who receives it?")?;
        let feedback = filled(row, values, store, (from, to), me)?;
        tx.put(&feedback).map_err(Wrong::from)
    })?;
    Ok(format!("{verb} feedback"))
}

fn filled(
    row: Option<Feedback>,
    values: &Values,
    store: &Store,
    (from, to): (Id<Person>, Id<Person>),
    me: Id<Person>,
) -> Result<Feedback, Wrong> {
    let mut feedback = row.unwrap_or_else(|| Feedback::draft(from, to, store.now()));
    feedback.from = from;
    feedback.to = to;
    feedback.style = word(values, "style")?;
    feedback.situation = text(values, "situation");
    feedback.behaviour = text(values, "behaviour");
    feedback.impact = text(values, "impact");
    feedback.intent = text(values, "intent");
    feedback.text = text(values, "text");
    feedback.question = text(values, "question");
    feedback.response = text(values, "response");
    feedback.care = number(values, "care")?;
    feedback.challenge = number(values, "challenge")?;
    feedback.visibility = word(values, "visibility")?;
    feedback.relationship = belongs(store, feedback.relationship, if from == me { to } else { from })?;
    if feedback.gist().is_empty() {
        return Err(Wrong {
            field: Some("behaviour"),
            message: "say what was seen, or a few words".to_owned(),
        });
    }
    reach(&mut feedback, word(values, "state")?, store);
    Ok(feedback)
}

/// Moves a feedback to a state; the steps on the way that have no time yet take this one.
pub fn reach(feedback: &mut Feedback, state: FeedbackState, store: &Store) {
    let now = Some(store.now());
    feedback.state = state;
    let steps = [
        (FeedbackState::Given, &mut feedback.given_at),
        (FeedbackState::Answered, &mut feedback.answered_at),
        (FeedbackState::Acted, &mut feedback.acted_at),
    ];
    for (step, at) in steps {
        if state >= step {
            *at = at.or(now);
        }
    }
    if state == FeedbackState::Asked {
        feedback.asked_at = feedback.asked_at.or(now);
    }
}
