//! Before, during and after, from whatever is selected: which session is meant, and what to open.

use super::layer::Cx;
use super::modal::pick::{Choice, Pick};
use super::screen::{close, live, prepare};
use super::target::Target;
use crate::forms::Form;
use crate::model::{Id, Relationship, Session, SessionState};
use crate::sitting::{begin, fill, next_by_rhythm};
use crate::store::StoreError;

/// What opening one of the three may run into.
type Opened = Result<(), StoreError>;

/// Opens the preparation of the session that is meant; one is planned by the rhythm if need be.
///
/// # Errors
/// What the store says.
pub fn prepare(target: &Target, cx: &mut Cx<'_>) -> Opened {
    let session = match meant(target, cx)? {
        Meant::Session(session) => *session,
        Meant::Relationship(id) => match plan(id, cx)? {
            Some(session) => session,
            None => return Ok(()),
        },
        Meant::Nothing => return Ok(()),
    };
    match session.state {
        SessionState::Planned => prepare::open(session.id, cx),
        SessionState::Live => live::open(session.id, cx),
        state => {
            cx.note(format!("This session was {state}. p on the relationship prepares the next one."));
            Ok(())
        }
    }
}

/// Starts the session that is meant, or goes back to the one that is going on.
///
/// # Errors
/// What the store says.
pub fn start(target: &Target, cx: &mut Cx<'_>) -> Opened {
    let session = match meant(target, cx)? {
        Meant::Session(session) if is_on(&session, target, cx) => *session,
        Meant::Session(session) => right_now(session.relationship, cx)?,
        Meant::Relationship(id) => right_now(id, cx)?,
        Meant::Nothing => return Ok(()),
    };
    let Some(form) = form_of(session.relationship, cx)? else { return Ok(()) };
    match session.state {
        SessionState::Live => live::open(session.id, cx),
        SessionState::Planned if other_is_live(&session, cx)? => {
            cx.note("Another session of this relationship is going on: s on it goes back, D closes it.");
            Ok(())
        }
        SessionState::Planned => {
            let mut material = cx.store.material_of(session)?;
            if cx.store.get(material.session.id)?.is_none() {
                material.session.agenda = fill(&form, &material);
            }
            let session = cx.store.start_session(&begin(&form, &material, cx.store.now()))?;
            cx.note("It has begun. Esc, then D, closes the session.");
            live::open(session.id, cx)
        }
        state => {
            cx.note(format!("This session was {state}. s on the relationship starts the next one."));
            Ok(())
        }
    }
}

/// A session that was pointed at, one that is going on, or one of today; one of another day is not
/// meant when only its relationship was.
fn is_on(session: &Session, target: &Target, cx: &Cx<'_>) -> bool {
    matches!(target, Target::Session(_))
        || session.state == SessionState::Live
        || session.starts_at.day() == cx.store.clock().today()
}

/// One relationship has one clock.
fn other_is_live(session: &Session, cx: &Cx<'_>) -> Result<bool, StoreError> {
    let going_on = cx.store.upcoming(session.relationship)?;
    Ok(going_on.is_some_and(|one| one.state == SessionState::Live && one.id != session.id))
}

/// A session that nobody planned.
fn right_now(id: Id<Relationship>, cx: &Cx<'_>) -> Result<Session, StoreError> {
    let mut session = Session::new(id, SessionState::Planned, cx.store.now());
    session.minutes = cx.store.need(id)?.session_minutes;
    Ok(session)
}

/// Opens the page that closes the session that is meant.
///
/// # Errors
/// What the store says.
pub fn close(target: &Target, cx: &mut Cx<'_>) -> Opened {
    match meant(target, cx)? {
        Meant::Session(session) if session.state == SessionState::Held => {
            cx.note("It was held already. e changes it; its page keeps what it was before.");
            Ok(())
        }
        Meant::Session(session) if is_ahead(&session, cx) => {
            cx.note("It is still to come. s starts it now; d says that it was called off.");
            Ok(())
        }
        Meant::Session(session) => close::open(session.id, cx),
        Meant::Relationship(_) => {
            cx.note("No session is going on or planned here. s starts one, n s writes one down.");
            Ok(())
        }
        Meant::Nothing => Ok(()),
    }
}

/// A session of a later day cannot have been held.
fn is_ahead(session: &Session, cx: &Cx<'_>) -> bool {
    session.state == SessionState::Planned && session.starts_at.day() > cx.store.clock().today()
}

/// Goes on with what was typed in one of the three and not kept.
pub fn resume(noun: &str, id: &str, cx: &mut Cx<'_>) {
    let Ok(uuid) = id.parse() else { return };
    let target = Target::Session(Id::from_uuid(uuid));
    let opened = match noun {
        "live" => start(&target, cx),
        "prepare" => prepare(&target, cx),
        _ => close(&target, cx),
    };
    if let Err(error) = opened {
        cx.fail(error.to_string());
    }
}

/// Asks what became of a session: it is one key to say that it was held, missed or called off.
///
/// # Errors
/// What the store says.
pub fn say_what_became_of(id: Id<Session>, cx: &mut Cx<'_>) -> Opened {
    let session = cx.store.need(id)?;
    if session.state == SessionState::Live {
        return close(&Target::Session(id), cx);
    }
    let choice = |state: SessionState, detail: &str| Choice {
        label: state.word().to_owned(),
        subject: String::new(),
        detail: detail.to_owned(),
        key: String::new(),
        synonyms: String::new(),
        value: state,
    };
    let choices = vec![
        choice(SessionState::Held, "it took place: close it on one page"),
        choice(SessionState::Missed, "it was to take place and did not"),
        choice(SessionState::Cancelled, "it was called off"),
        choice(SessionState::Planned, "it is to come after all"),
    ];
    let title = format!("What became of it? {} now", session.state);
    cx.push(Pick::new("session", title, choices, Box::new(move |state, cx| became(id, state, cx))));
    Ok(())
}

fn became(id: Id<Session>, state: SessionState, cx: &mut Cx<'_>) {
    let result = match state {
        SessionState::Held => close(&Target::Session(id), cx),
        state => cx.store.write(&format!("session {state}"), |tx| {
            tx.edit(id, |row: &mut Session| row.state = state).map(|_| ())
        }),
    };
    match result {
        Ok(()) if state == SessionState::Held => {}
        Ok(()) => cx.done(format!("Now {state}. Its agenda is kept.  u takes it back")),
        Err(error) => cx.fail(format!("Nothing was changed: {error}")),
    }
}

/// The form of a relationship; says so when this installation does not have it.
///
/// # Errors
/// What the store says.
pub fn form_of(id: Id<Relationship>, cx: &mut Cx<'_>) -> Result<Option<Form>, StoreError> {
    let name = cx.store.need(id)?.form;
    let form = cx.assets.forms.get(&name).cloned();
    if form.is_none() {
        cx.fail(format!("There is no form \"{name}\" here, so there is no template. Nothing was changed."));
    }
    Ok(form)
}

enum Meant {
    Session(Box<Session>),
    /// A relationship with nothing planned.
    Relationship(Id<Relationship>),
    /// Said already why not.
    Nothing,
}

fn meant(target: &Target, cx: &mut Cx<'_>) -> Result<Meant, StoreError> {
    if cx.store.sight().is_veiled() {
        // One's own notes and lines would be missing, and what is missing would be written over.
        cx.note("The veil is on, and a session has private sides: v lifts it first.");
        return Ok(Meant::Nothing);
    }
    let relationship = match target {
        Target::Session(id) => return Ok(Meant::Session(Box::new(cx.store.need(*id)?))),
        Target::Relationship(id) => Some(*id),
        Target::Person(id) => match cx.store.active_with(*id)?.as_slice() {
            [one] => Some(*one),
            [] => None,
            _ => {
                cx.note("There are several relationships with them: :relationships, then the same key.");
                return Ok(Meant::Nothing);
            }
        },
        Target::Commitment(id) => cx.store.need(*id)?.relationship,
        Target::Feedback(id) => cx.store.need(*id)?.relationship,
        Target::Goal(id) => cx.store.need(*id)?.relationship,
        Target::Exchange(id) => cx.store.need(*id)?.relationship,
        _ => None,
    };
    let Some(id) = relationship else {
        cx.note("There is no relationship here. n r makes one with somebody.");
        return Ok(Meant::Nothing);
    };
    Ok(cx.store.upcoming(id)?.map_or(Meant::Relationship(id), |session| Meant::Session(Box::new(session))))
}

/// Plans a session one rhythm after the last one.
fn plan(id: Id<Relationship>, cx: &mut Cx<'_>) -> Result<Option<Session>, StoreError> {
    let Some(form) = form_of(id, cx)? else { return Ok(None) };
    let now = cx.store.now();
    let mut session = Session::new(id, SessionState::Planned, now);
    let material = cx.store.material_of(session.clone())?;
    let last = material.held.first().map_or(now, |session| session.starts_at);
    let Some((day, time)) = next_by_rhythm(last, material.relationship.cadence_days, now.day()) else {
        cx.note("Nothing is planned, and there is no rhythm to tell the day. n s plans a session.");
        return Ok(None);
    };
    session.starts_at = cx.store.clock().at(day, time);
    session.minutes = material.relationship.session_minutes;
    session.agenda = fill(&form, &material);
    let title = cx.store.title(id)?;
    cx.store.write(&format!("plan a session with {title}"), |tx| tx.put(&session))?;
    cx.done(format!("Planned {title} on {}, by the rhythm  u takes it back", day.format("%a %Y-%m-%d")));
    Ok(Some(session))
}
