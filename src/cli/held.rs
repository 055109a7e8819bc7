//! A meeting that is held: `mentorlog session log` and `start`.

use super::context::Context;
use super::describe::{self, kept};
use super::flags::minutes;
use super::member;
use super::pick;
use super::session::Details;
use crate::error::Problem;
use crate::model::when::Direction;
use crate::model::{Id, Moment, Person, Relationship, Session, SessionState};
use crate::sitting::{begin, fill};
use crate::store::{Filter, Store, Window};
use chrono::Duration;
use clap::Args;

/// A meeting that was held.
#[derive(Debug, Args)]
pub struct Log {
    /// A relationship: its title, somebody in it, or the end of its id
    relationship: String,
    /// When it began; now when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// When it ended
    #[arg(long, value_name = "WHEN")]
    ended: Option<String>,
    /// Who took part; all members when nobody is named
    #[arg(long, value_name = "NAME")]
    present: Vec<String>,
    #[command(flatten)]
    details: Details,
}

impl Log {
    /// Writes it down.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let store = context.open()?;
        let relationship: Relationship = store.need(pick::relationship(&store, &self.relationship)?)?;
        let length = minutes(self.details.minutes)?;
        let starts_at = match context.when_given(self.on.as_deref(), Direction::Past)? {
            Some(when) if when.is_ahead(&context.clock) => {
                return Err(Problem::usage(format!("{} is still to come", when.said_back())).hint(format!(
                    "mentorlog session plan {} --on \"{when}\"",
                    pick::quoted(&self.relationship)
                )));
            }
            Some(when) => when.moment(&context.clock),
            None => context.clock.now(),
        };
        let planned = expected(&store, &relationship, starts_at)?;
        let new = || Session::new(relationship.id, SessionState::Held, starts_at);
        let mut session = planned.clone().unwrap_or_else(new);
        session.state = SessionState::Held;
        session.starts_at = starts_at;
        let ended = context.when_given(self.ended.as_deref(), Direction::Past)?;
        session.ended_at = ended.map(|when| when.moment(&context.clock));
        in_order(&mut session, length)?;
        session.present = match self.present.as_slice() {
            [] => relationship
                .members
                .iter()
                .filter(|member| member.left_on.is_none())
                .map(|member| member.person)
                .collect(),
            names => people(&store, names)?,
        };
        self.details.write(context, &store, &mut session)?;
        let title = store.title(relationship.id)?;
        context.write(&store, &format!("log a session with {title}"), |tx, _| {
            Ok(match &planned {
                Some(planned) => tx.amend(planned, &session)?.id,
                None => tx.put(&session)?,
            })
        })?;
        let session: Session = store.need(session.id)?;
        let long = session.minutes.map(|minutes| format!(", {minutes} min")).unwrap_or_default();
        let sentence =
            format!("logged {} {title}: {}{long}", session.id.short(), describe::moment(session.starts_at));
        kept(context, &session, &sentence)
    }
}

/// A session of that day that was planned or begun: logging it says that it was held.
fn expected(store: &Store, row: &Relationship, at: Moment) -> Result<Option<Session>, Problem> {
    let filter = Filter {
        relationship: Some(row.id),
        since: at.day().pred_opt(),
        until: at.day().succ_opt(),
        states: vec![SessionState::Planned.word(), SessionState::Live.word()],
        ..Filter::default()
    };
    let found: Vec<Session> = store.list(&filter, &Window::First, 9)?;
    Ok(found.into_iter().find(|session| session.starts_at.day() == at.day()))
}

/// The end, and the minutes where they follow from it or make it.
pub fn in_order(session: &mut Session, length: Option<u16>) -> Result<(), Problem> {
    match session.ended_at {
        Some(end) if end < session.starts_at => Err(Problem::usage(format!(
            "the end {} is before the start {}",
            describe::moment(end),
            describe::moment(session.starts_at)
        ))
        .hint(format!("--ended \"{} 17:00\", or leave it out", session.starts_at.day()))),
        Some(end) => {
            let span = end.utc().signed_duration_since(session.starts_at.utc()).num_minutes();
            session.minutes = length.or_else(|| u16::try_from(span).ok().filter(|span| *span > 0));
            Ok(())
        }
        None => {
            if let Some(length) = length {
                session.ended_at = Some(session.starts_at.plus(Duration::minutes(i64::from(length))));
            }
            Ok(())
        }
    }
}

/// People by their names.
pub fn people(store: &Store, names: &[String]) -> Result<Vec<Id<Person>>, Problem> {
    names.iter().map(|name| pick::person(store, name)).collect()
}

/// Begins a meeting: a planned one, or one right now.
pub fn start(name: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let store = context.open()?;
    let now = context.clock.now();
    let session: Session = match store.by_id::<Session>(name) {
        Ok(id) => store.need(id)?,
        Err(_) => {
            let relationship: Relationship = store.need(pick::relationship(&store, name)?)?;
            match expected(&store, &relationship, now)? {
                Some(session) => session,
                None => {
                    let mut session = Session::new(relationship.id, SessionState::Planned, now);
                    session.minutes = relationship.session_minutes;
                    let form = member::form(&forms, &relationship.form)?;
                    session.agenda = fill(form, &store.material_of(session.clone())?);
                    session
                }
            }
        }
    };
    if session.state != SessionState::Planned {
        let problem = format!("session {} is {} already", session.id.short(), session.state);
        return Err(Problem::usage(problem).hint(format!("mentorlog session show {}", session.id.short())));
    }
    let title = store.title(session.relationship)?;
    if let Some(live) = store.upcoming(session.relationship)?
        && live.state == SessionState::Live
    {
        let problem = format!("session {} with {title} is going on", live.id.short());
        return Err(Problem::usage(problem).hint(format!("mentorlog session close {}", live.id.short())));
    }
    let material = store.material_of(session)?;
    let form = member::form(&forms, &material.relationship.form)?;
    let session = store.start_session(&begin(form, &material, now))?;
    let sentence = format!("started {} {title}: {}", session.id.short(), describe::moment(session.starts_at));
    kept(context, &session, &sentence)
}
