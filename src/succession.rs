//! Changing a relationship's form keeps its history: the old one is closed as it was, and another one
//! takes its people on. What is counted for either counts only its own rows.

use crate::forms::{Form, Role};
use crate::model::{
    Choice, Commitment, CommitmentState, Goal, GoalState, Id, ItemState, Member, Person, Relationship,
    RelationshipStatus, Session, SessionState, Skill,
};
use crate::store::{Filter, Store, StoreError, Tx, Window};
use chrono::NaiveDate;

/// Rows of a kind that go along, at most.
const MOST: usize = 1000;

/// What becomes of what is open: goals, promises, planned sessions, what waits in the parking lot.
/// Skills go where the goals go. Notes always stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It goes along.
    Moves,
    /// It stays with the old relationship.
    Stays,
}

/// A change of form.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The new form's id.
    pub form: String,
    /// Who takes part, in which of its roles.
    pub members: Vec<Member>,
    /// The old one's last day and the new one's first.
    pub on: NaiveDate,
    /// What becomes of what is open.
    pub open: Open,
    /// The answers that led to the new form, where it was found with the chooser.
    pub choices: Vec<Choice>,
}

/// Who is in a relationship today, in the roles of another form: a role of the same name, else one of
/// the same seat, else the form's own for the owner and for the others. `asked` overrules it.
pub fn members(
    row: &Relationship,
    owner: Option<Id<Person>>,
    (from, to): (Option<&Form>, &Form),
    asked: &[(Id<Person>, String)],
    on: NaiveDate,
) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for member in row.members.iter().filter(|member| member.left_on.is_none()) {
        let taken = |role: &Role| members.iter().filter(|other| other.role == role.id).count();
        let free = |role: &&Role| !role.rotating && taken(role) < role.most();
        let seat = from.map(|form| form.seat(&member.role));
        let own = if Some(member.person) == owner { &to.owner_role } else { &to.partner_role };
        let wanted = asked.iter().find(|(person, _)| *person == member.person).map(|(_, role)| role.clone());
        let same = || to.roles.iter().filter(free).find(|role| role.id == member.role);
        let alike = || to.roles.iter().filter(free).find(|role| Some(role.seat) == seat);
        let role = wanted.or_else(|| same().or_else(alike).map(|role| role.id.clone()));
        let role = role.unwrap_or_else(|| own.clone());
        members.push(Member { person: member.person, role, joined_on: Some(on), left_on: None });
    }
    members
}

/// Closes the old relationship and begins the new one. Returns it.
///
/// # Errors
/// What the store says.
pub fn change(tx: &Tx<'_>, id: Id<Relationship>, change: &Change) -> Result<Id<Relationship>, StoreError> {
    let store = tx.store();
    let mut old: Relationship = store.need(id)?;
    let mut new = Relationship {
        title: old.title.clone(),
        purpose: old.purpose.clone(),
        cadence_days: old.cadence_days,
        session_minutes: old.session_minutes,
        started_on: Some(change.on),
        successor_of: Some(id),
        members: change.members.clone(),
        topics: old.topics.clone(),
        choices: change.choices.clone(),
        ..Relationship::of_form(&change.form)
    };
    if change.open == Open::Moves {
        let waits = |state| matches!(state, ItemState::Open | ItemState::Parked);
        let (waiting, rest) = old.parking.into_iter().partition(|item| waits(item.state));
        (new.parking, old.parking) = (waiting, rest);
    }
    old.turn(RelationshipStatus::Closed, change.on);
    tx.put(&new)?;
    if change.open == Open::Moves {
        go_along(tx, id, new.id)?;
    }
    // Last: nothing leaves a relationship that is closed.
    tx.put(&old)?;
    Ok(new.id)
}

fn go_along(tx: &Tx<'_>, old: Id<Relationship>, new: Id<Relationship>) -> Result<(), StoreError> {
    let of = |states: &[&'static str]| Filter {
        relationship: Some(old),
        states: states.to_vec(),
        ..Filter::default()
    };
    let store = tx.store();
    let active = of(&[GoalState::Active.word(), GoalState::Paused.word()]);
    for id in store.window::<Goal>(&active, &Window::First, MOST)? {
        tx.edit(id, |row| row.relationship = Some(new))?;
    }
    for id in store.window::<Commitment>(&of(&[CommitmentState::Open.word()]), &Window::First, MOST)? {
        tx.edit(id, |row| row.relationship = Some(new))?;
    }
    for id in store.window::<Session>(&of(&[SessionState::Planned.word()]), &Window::First, MOST)? {
        // The parts of a plan are those of its form.
        tx.edit(id, |row| {
            row.relationship = new;
            row.segments.clear();
            row.facilitator = None;
        })?;
    }
    for id in store.window::<Skill>(&of(&[]), &Window::First, MOST)? {
        tx.edit(id, |row| row.relationship = Some(new))?;
    }
    Ok(())
}

/// Why a relationship cannot go on in a form; nothing when it can.
///
/// # Errors
/// What the store says.
pub fn refused(store: &Store, row: &Relationship, to: &Form) -> Result<Option<String>, StoreError> {
    let people = row.members.iter().filter(|member| member.left_on.is_none()).count();
    let live =
        Filter { relationship: Some(row.id), states: vec![SessionState::Live.word()], ..Filter::default() };
    Ok(if row.status == RelationshipStatus::Closed {
        Some("it is closed: its rows stay as they are".to_owned())
    } else if row.form == to.id {
        Some(format!("it is of the form {} already", to.name))
    } else if !to.size.admits(people) {
        Some(format!("that form is for {}; here there are {people}", to.size.words()))
    } else if !store.window::<Session>(&live, &Window::First, 1)?.is_empty() {
        Some("a session of it is going on: close that first".to_owned())
    } else {
        None
    })
}
