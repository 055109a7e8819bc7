//! The beginning of a session: a planned one, or one right now.

use super::timetable::{duties, timetable};
use super::{Material, arrange, question};
use crate::forms::Form;
use crate::model::{Item, ItemState, Moment, Session, SessionState};

/// How many questions a session is given.
pub const QUESTIONS: usize = 2;

/// A session that begins, and the questions it is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Begun {
    /// The session, live.
    pub session: Session,
    /// Its questions, as the form has them.
    pub questions: Vec<String>,
}

/// Begins now: the parts are laid out unless they were prepared, and the host is whose turn it is.
pub fn begin(form: &Form, material: &Material, now: Moment) -> Begun {
    let mut session = material.session.clone();
    session.state = SessionState::Live;
    session.starts_at = now;
    if session.segments.is_empty() {
        session.segments = timetable(form, material);
    }
    if session.facilitator.is_none() {
        session.facilitator = duties(form, material).first().map(|duty| duty.person);
    }
    let questions = question::choose(form, &material.prompts, QUESTIONS);
    Begun { session, questions: questions.into_iter().map(|prompt| prompt.text.clone()).collect() }
}

/// The agenda of a session that is being planned: what was dropped in between, and its own lines,
/// in the form's order. What was put aside stays in the parking lot.
pub fn fill(form: &Form, material: &Material) -> Vec<Item> {
    let parked = material.relationship.parking.iter();
    let mut agenda: Vec<Item> = parked.filter(|item| item.state == ItemState::Open).cloned().collect();
    agenda.extend(material.session.agenda.iter().cloned());
    arrange(agenda, form, material)
}
