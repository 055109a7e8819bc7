//! The form of a session, planned or held.

use super::{again, moment, number, place, somebody, standing, text, when, word, written};
use crate::clock::Clock;
use crate::model::when::{Direction, When};
use crate::model::{Id, Item, Session, SessionState};
use crate::store::{Store, StoreError, Tx};
use crate::tui::Assets;
use crate::tui::field::{Check, Field};
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::Cx;
use crate::tui::target::Target;
use chrono::Timelike;

/// Opens it for a session, or for a new one with somebody.
///
/// # Errors
/// What the store says.
pub fn open(id: Option<Id<Session>>, target: Option<Target>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = id.map(|id| cx.store.need(id)).transpose()?;
    let with = match (&row, &target) {
        (Some(row), _) => cx.store.title(row.relationship)?,
        (None, Some(Target::Relationship(id))) => cx.store.title(*id)?,
        (None, _) => somebody(target.as_ref(), cx)?,
    };
    if row.as_ref().is_some_and(|row| cx.store.is_hidden(row.private_notes.as_deref())) {
        cx.note("The private notes stay as they are behind the veil.");
    }
    let fields = fields(row.as_ref(), &with, cx.store);
    let title = if row.is_some() { format!("session with {with}") } else { "new session".to_owned() };
    let save = move |values: &Values, tx: &Tx<'_>, _: &Assets| keep(id, values, tx);
    let reads = again(id, |row: &Session, store, _| {
        Ok(self::fields(Some(row), &store.title(row.relationship)?, store))
    });
    Form::new(title, place("session", id), fields, Box::new(save)).changing(reads).show(cx);
    Ok(())
}

/// What is not handed out stays as it is: its fields are not there.
fn fields(row: Option<&Session>, with: &str, store: &Store) -> Vec<Field> {
    let starts = row.map_or_else(|| next_hour(store.clock()), |row| written(row.starts_at));
    let agenda = row.map_or(String::new(), |row| {
        row.agenda.iter().map(|item| item.text.clone()).collect::<Vec<_>>().join("\n")
    });
    let of = |part: fn(&Session) -> Option<String>| row.and_then(part).unwrap_or_default();
    let mut fields = vec![
        Field::line("relationship", "With", "a relationship, or somebody's name", with)
            .checked(Check::Relationship)
            .required(),
        Field::line("starts", "When", "e.g. fri 14:00", &starts).checked(Check::Moment(Direction::Future)),
        Field::choice(
            "state",
            "State",
            &["planned", "held", "missed", "cancelled", "live"],
            &of(|row| Some(row.state.word().to_owned())),
        ),
        Field::line("minutes", "Minutes", "e.g. 60", &of(|row| row.minutes.map(|m| m.to_string())))
            .checked(Check::Number),
        Field::line("place", "Place", "where", &of(|row| row.place.clone())),
    ];
    if !row.is_some_and(|row| agenda_is_hidden(row, store)) {
        fields.push(Field::text("agenda", "Agenda", "one item a line", &agenda));
    }
    fields.push(Field::text("notes", "Notes", "may be shown to them", &of(|row| row.notes.clone())));
    if !row.is_some_and(|row| store.is_hidden(row.private_notes.as_deref())) {
        let private = of(|row| row.private_notes.clone());
        fields.push(Field::text("private", "Private notes", "only for me", &private));
    }
    fields
}

/// Whether a line of the agenda is not handed out.
fn agenda_is_hidden(row: &Session, store: &Store) -> bool {
    row.agenda.iter().any(|item| store.is_hidden(Some(&item.text)))
}

/// When a session would be planned for, if nothing else is said: the next full hour of today, or
/// tomorrow morning.
fn next_hour(clock: &Clock) -> String {
    match clock.now().time().hour() + 1 {
        hour @ ..=23 => format!("today {hour:02}:00"),
        _ => "tomorrow 09:00".to_owned(),
    }
}

fn keep(id: Option<Id<Session>>, values: &Values, tx: &Tx<'_>) -> Result<Kept, Wrong> {
    let store = tx.store();
    let name = text(values, "relationship").unwrap_or_default();
    let relationship = store
        .relationship(&name)
        .map_err(|error| Wrong { field: Some("relationship"), message: error.to_string() })?;
    let state: SessionState = word(values, "state")?;
    let direction = if state == SessionState::Planned { Direction::Future } else { Direction::Past };
    let row = standing(id, store)?;
    let starts_at = match when(values, "starts", store, direction)? {
        // Without a time it would begin this very minute, and be late the next.
        Some(When { day, time: None }) if state == SessionState::Planned && day == store.clock().today() => {
            let message = "at what time today? e.g. today 14:00".to_owned();
            return Err(Wrong { field: Some("starts"), message });
        }
        _ => {
            let had = row.as_ref().map(|row: &Session| row.starts_at);
            moment(values, "starts", had, (store, direction))?.unwrap_or_else(|| store.now())
        }
    };
    let verb = if id.is_some() { "Changed" } else { "Added" };
    let mut session = row.unwrap_or_else(|| Session::new(relationship, state, starts_at));
    session.relationship = relationship;
    session.state = state;
    session.starts_at = starts_at;
    session.minutes = number(values, "minutes")?;
    session.place = text(values, "place");
    session.notes = text(values, "notes");
    if values.contains_key("private") {
        session.private_notes = text(values, "private");
    }
    if let Some(lines) = values.get("agenda") {
        session.agenda = agenda(&session.agenda, lines, store)?;
    }
    let row = store.need(relationship)?;
    if session.present.is_empty() && state == SessionState::Held {
        session.present = row.members.iter().map(|member| member.person).collect();
    }
    let title = store.title(relationship)?;
    tx.put(&session)?;
    let day = session.starts_at.local().format("%a %Y-%m-%d %H:%M");
    let said = format!("{verb} session with {title}, {day}");
    let step = format!("{} session with {title}", verb.to_lowercase());
    Ok(Kept::of(step, said).made(id.is_none().then_some(session.id)))
}

/// Lines that were there keep their state and origin; new ones are the owner's, raised today.
fn agenda(before: &[Item], text: &str, store: &Store) -> Result<Vec<Item>, StoreError> {
    let mut left: Vec<&Item> = before.iter().collect();
    let (raised_by, raised_on) = (store.owner()?, Some(store.clock().today()));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        match left.iter().position(|item| item.text == line) {
            Some(at) => left.remove(at).clone(),
            None => Item { raised_by, raised_on, ..Item::new(line) },
        }
    });
    Ok(lines.collect())
}
