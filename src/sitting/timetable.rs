//! Which parts a session has, how long each is, whose turn it is and who keeps the frame.

use super::Material;
use crate::forms::{Form, ProtocolStep, Seat, View};
use crate::model::{Id, Moment, Person, Segment, Session};

/// Somebody who keeps a part of the frame for one session: a host, a timekeeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The role's id in the form.
    pub role: String,
    /// Who has it this time.
    pub person: Id<Person>,
}

/// The parts of a session: the form's template for the people who take part, at the agreed length.
/// The seconds add up to that length.
pub fn timetable(form: &Form, material: &Material) -> Vec<Segment> {
    let order = turns(form, material);
    let names: Vec<String> = order.iter().map(ToString::to_string).collect();
    let parts = form.template.expand(&names, Some(material.minutes(form)));
    let person = |name: &Option<String>| {
        let name = name.as_ref()?;
        names.iter().position(|one| one == name).and_then(|at| order.get(at)).copied()
    };
    parts
        .into_iter()
        .map(|part| Segment {
            person: person(&part.person),
            name: part.name,
            planned_seconds: u32::from(part.minutes) * 60,
            used_seconds: None,
            lead: part.lead_role,
        })
        .collect()
}

/// Who takes turns, the one who comes first in front: who waited longest for a seat; of those who
/// waited equally long another one starts each time where the form wants that.
pub fn turns(form: &Form, material: &Material) -> Vec<Id<Person>> {
    let mut people = material.present();
    // A guide accompanies a form of equals and takes no seat in it.
    if form.view == View::Mutual && people.iter().any(|one| material.seat(form, *one) != Seat::Guide) {
        people.retain(|person| material.seat(form, *person) != Seat::Guide);
    }
    if form.template.rotate_start && !people.is_empty() {
        let by = usize::try_from(material.held_count).unwrap_or(0) % people.len();
        people.rotate_left(by);
    }
    people.sort_by_key(|person| {
        let (session, place) = last_turn(&material.held, *person)?;
        Some((session, if form.template.rotate_start { 0 } else { place }))
    });
    people
}

/// When somebody last had a turn, and as which part of that session; never comes before any time.
fn last_turn(held: &[Session], person: Id<Person>) -> Option<(Moment, usize)> {
    held.iter().find_map(|session| {
        let place = session.segments.iter().position(|segment| segment.person == Some(person))?;
        Some((session.starts_at, place))
    })
}

/// Who has the form's rotating duties this time: the session's facilitator the first one, else
/// whoever comes after the last one; the members after them the others.
pub fn duties(form: &Form, material: &Material) -> Vec<Duty> {
    let mut people = material.present();
    people.retain(|person| material.seat(form, *person) != Seat::Guide);
    let roles: Vec<&str> =
        form.roles.iter().filter(|role| role.rotating).map(|role| role.id.as_str()).collect();
    let (Some(first_role), false) = (roles.first(), people.is_empty()) else { return Vec::new() };
    let at = |person: Id<Person>| people.iter().position(|one| *one == person);
    let named = material.session.facilitator.and_then(at);
    let last = material.held.iter().find_map(|session| session.facilitator).and_then(at);
    // Before the first rotation a member may be written down as the host for good.
    let standing = people.iter().position(|person| material.role(*person) == Some(first_role));
    let first = named.or(last.map(|at| at + 1)).or(standing).unwrap_or(0);
    roles
        .iter()
        .zip(people.iter().cycle().skip(first % people.len()))
        .take(people.len())
        .map(|(role, person)| Duty { role: (*role).to_owned(), person: *person })
        .collect()
}

/// Who leads a part: whose turn it is, else the one person in its role.
pub fn leads(segment: &Segment, material: &Material, duties: &[Duty]) -> Option<Id<Person>> {
    if segment.person.is_some() {
        return segment.person;
    }
    let role = segment.lead.as_deref()?;
    if let Some(duty) = duties.iter().find(|duty| duty.role == role) {
        return Some(duty.person);
    }
    let mut holders = material.relationship.members.iter().filter(|member| member.role == role);
    match (holders.next(), holders.next()) {
        (Some(one), None) => Some(one.person),
        _ => None,
    }
}

/// The step a part is in by the time it has used, where the form says how the part runs inside.
/// Its minutes stretch and shrink with the part's.
pub fn step<'a>(form: &'a Form, segment: &Segment) -> Option<&'a ProtocolStep> {
    let protocol = form.protocol(&segment.name)?;
    let used = u64::from(segment.used_seconds.unwrap_or(0)) * u64::from(protocol.minutes);
    let mut ends = 0;
    let on = protocol.steps.iter().find(|step| {
        ends += u64::from(step.minutes) * u64::from(segment.planned_seconds);
        used < ends
    });
    on.or_else(|| protocol.steps.last())
}
