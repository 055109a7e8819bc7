//! Rows that the tests look at.

use mentorlog::forms::{Form, Forms};
use mentorlog::model::{Id, Member, Moment, Person, Relationship, Session, SessionState};
use mentorlog::sitting::Material;

pub fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

pub fn form(id: &str) -> Form {
    Forms::builtin().unwrap().get(id).unwrap().clone()
}

/// A relationship of so many people in a form, and its session on 12 March at 14:00.
pub fn material(form: &Form, people: usize) -> Material {
    let ids: Vec<Id<Person>> = (0..people).map(|_| Id::fresh()).collect();
    let mut relationship = Relationship::of_form(&form.id);
    // The owner first; the others in the partner's role, as `relationship add` does it.
    relationship.members = ids
        .iter()
        .enumerate()
        .map(|(at, person)| Member {
            person: *person,
            role: if at == 0 { form.owner_role.clone() } else { form.partner_role.clone() },
            joined_on: None,
            left_on: None,
        })
        .collect();
    let starts_at = moment("2026-03-12T13:00:00Z+01:00");
    Material {
        session: Session::new(relationship.id, SessionState::Planned, starts_at),
        relationship,
        owner: ids.first().copied(),
        held: Vec::new(),
        held_count: 0,
        next: None,
        commitments: Vec::new(),
        exchanges: Vec::new(),
        goals: Vec::new(),
        loops: Vec::new(),
        prompts: Vec::new(),
        intentions: Vec::new(),
    }
}

/// The same relationship after its session was held as the form wants it.
pub fn held(form: &Form, before: &Material, weeks: i64) -> Material {
    let mut after = before.clone();
    let mut session = before.session.clone();
    session.state = SessionState::Held;
    session.segments = mentorlog::sitting::timetable(form, before);
    session.facilitator = mentorlog::sitting::duties(form, before).first().map(|duty| duty.person);
    let starts_at = session.starts_at.plus(chrono::Duration::weeks(weeks));
    after.held.insert(0, session);
    after.held_count += 1;
    after.session = Session::new(after.relationship.id, SessionState::Planned, starts_at);
    after
}
