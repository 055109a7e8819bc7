//! The end of a session: what a closing proposes, and the rows it makes when it is accepted.

use super::clock::Clock;
use super::timetable::{duties, timetable};
use super::{Fate, Material, arrange, carry};
use crate::forms::Form;
use crate::model::{
    Commitment, CommitmentState, Exchange, Id, Item, ItemState, Moment, Person, Rating, Reflection,
    Relationship, Session, SessionState, Visibility,
};
use chrono::{Days, NaiveDate, NaiveTime, Timelike};

/// A commitment carried so often is rot: it will not be kept as it stands.
pub const ROT: u16 = 3;

/// What is said about a commitment when a session is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It stands, with its day.
    Stands,
    /// It was due and goes on to the next session; that is counted.
    Carry,
    /// It is done.
    Kept,
    /// It is let go.
    Drop,
}

impl Outcome {
    /// All of them, in the order they are offered.
    pub const ALL: [Outcome; 4] = [Outcome::Stands, Outcome::Carry, Outcome::Kept, Outcome::Drop];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Stands => "stands",
            Outcome::Carry => "carry",
            Outcome::Kept => "kept",
            Outcome::Drop => "drop",
        }
    }
}

/// A commitment and what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Promised {
    /// The commitment as it is.
    pub row: Commitment,
    /// What is said about it.
    pub outcome: Outcome,
}

/// What is said at the end of a session. [`Closing::propose`] fills it; a person changes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// The session that is closed.
    pub session: Id<Session>,
    /// Who took part.
    pub present: Vec<Id<Person>>,
    /// How long it was.
    pub minutes: u16,
    /// Both ways, the ones made in this session first.
    pub promises: Vec<Promised>,
    /// Items that were not reached.
    pub items: Vec<(Item, Fate)>,
    /// What was exchanged, with how it landed where that was said (0-3).
    pub landed: Vec<Exchange>,
    /// One's own pulse: slider and 1 to 5, where it was said.
    pub pulse: Vec<(String, Option<i64>)>,
    /// What one learnt, in a line.
    pub learnt: String,
    /// Who may see that line.
    pub learnt_visibility: Visibility,
    /// When the next session is.
    pub next: Option<Moment>,
}

/// The rows an accepted closing makes; one write keeps them all.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// The session, held.
    pub session: Session,
    /// The relationship, where its parking lot changes.
    pub relationship: Option<Relationship>,
    /// The next session, made or changed.
    pub next: Option<Session>,
    /// Commitments with what was said about them.
    pub commitments: Vec<Commitment>,
    /// Exchanges with how they landed.
    pub exchanges: Vec<Exchange>,
    /// What was learnt.
    pub learnt: Option<Reflection>,
}

/// The day and time of the next session by the rhythm: a whole number of rhythms after this one,
/// at the same time of day to the quarter of an hour, in the future. Nothing without a rhythm.
pub fn next_by_rhythm(
    last: Moment,
    cadence_days: Option<u16>,
    today: NaiveDate,
) -> Option<(NaiveDate, NaiveTime)> {
    let days = u64::from(cadence_days.filter(|days| *days > 0)?);
    let mut day = last.day().checked_add_days(Days::new(days))?;
    while day <= today {
        day = day.checked_add_days(Days::new(days))?;
    }
    Some((day, quarter(last.time())))
}

/// The nearest quarter of an hour: sessions begin a little early or late.
fn quarter(time: NaiveTime) -> NaiveTime {
    let quarters = (time.num_seconds_from_midnight() + 450) / 900;
    NaiveTime::from_num_seconds_from_midnight_opt(quarters * 900, 0).unwrap_or(time)
}

impl Closing {
    /// What to propose: everything filled in, so that it can be accepted as it stands.
    ///
    /// `next` is the date the rhythm proposes; `sliders` are the pulse's questions.
    pub fn propose(
        material: &Material,
        form: &Form,
        clock: Option<&Clock>,
        next: Option<Moment>,
        sliders: &[String],
        today: NaiveDate,
    ) -> Self {
        let next = material.next.as_ref().map(|session| session.starts_at).or(next);
        let minutes = match clock {
            Some(clock) => u16::try_from(clock.elapsed().div_ceil(60)).unwrap_or(u16::MAX).max(1),
            None => material.minutes(form),
        };
        let open = material.session.agenda.iter().filter(|item| item.state == ItemState::Open);
        let answered = |slider: &String| {
            let mine = |one: &&Rating| Some(one.person) == material.owner && one.question == *slider;
            material.session.rating.iter().find(mine).map(|one| one.value)
        };
        Self {
            session: material.session.id,
            present: material.present(),
            minutes,
            promises: promises(material, today),
            items: open.map(|item| (item.clone(), Fate::Carry)).collect(),
            landed: material.exchanges.clone(),
            pulse: sliders.iter().map(|slider| (slider.clone(), answered(slider))).collect(),
            learnt: String::new(),
            learnt_visibility: Visibility::Private,
            next,
        }
    }

    /// The rows it makes.
    pub fn apply(&self, material: &Material, form: &Form, clock: Option<&Clock>, now: Moment) -> Closed {
        let carried =
            carry(material.session.id, material.session.starts_at.day(), &self.agenda(material), |item| {
                self.items.iter().find(|(one, _)| one.id == item.id).map_or(Fate::Carry, |(_, fate)| *fate)
            });
        let session = self.held(material, form, clock, carried.agenda, now);
        let (next, relationship) = self.onward(material, form, carried.next, carried.parked);
        Closed {
            commitments: self.commitments(now),
            exchanges: self.changed_exchanges(material),
            learnt: self.reflection(material, now),
            session,
            relationship,
            next,
        }
    }

    /// The agenda with the visibility that was chosen for its lines.
    fn agenda(&self, material: &Material) -> Vec<Item> {
        let chosen = |item: &Item| self.items.iter().find(|(one, _)| one.id == item.id).map(|(one, _)| one);
        let lines = material.session.agenda.iter();
        lines.map(|item| chosen(item).unwrap_or(item).clone()).collect()
    }

    fn held(
        &self,
        material: &Material,
        form: &Form,
        clock: Option<&Clock>,
        agenda: Vec<Item>,
        now: Moment,
    ) -> Session {
        let mut session = material.session.clone();
        session.state = SessionState::Held;
        session.agenda = agenda;
        session.present = self.present.clone();
        session.minutes = Some(self.minutes);
        session.facilitator =
            session.facilitator.or_else(|| duties(form, material).first().map(|duty| duty.person));
        match clock {
            Some(clock) => {
                session.ended_at = Some(now);
                session.segments = clock.segments().to_vec();
                session.turns = clock.turns();
            }
            None => {
                let length = chrono::Duration::minutes(i64::from(self.minutes));
                session.ended_at = Some(session.starts_at.plus(length));
                if session.segments.is_empty() {
                    session.segments = timetable(form, material);
                }
            }
        }
        if let Some(owner) = material.owner {
            session.rating.retain(|one| one.person != owner);
            session.rating.extend(self.pulse.iter().filter_map(|(question, value)| {
                Some(Rating { person: owner, question: question.clone(), value: (*value)? })
            }));
        }
        session
    }

    /// Where what goes on goes to: the next session, or the parking lot while there is none.
    fn onward(
        &self,
        material: &Material,
        form: &Form,
        carried: Vec<Item>,
        parked: Vec<Item>,
    ) -> (Option<Session>, Option<Relationship>) {
        let mut relationship = material.relationship.clone();
        let next = match (material.next.clone(), self.next) {
            (Some(planned), starts_at) => {
                Some(Session { starts_at: starts_at.unwrap_or(planned.starts_at), ..planned })
            }
            (None, Some(starts_at)) => Some(Session {
                minutes: relationship.session_minutes,
                place: material.session.place.clone(),
                ..Session::new(relationship.id, SessionState::Planned, starts_at)
            }),
            (None, None) => None,
        };
        relationship.parking.extend(parked);
        let next = match next {
            Some(mut next) => {
                // What was dropped in between goes on the agenda; what was put aside stays aside.
                let (later, aside): (Vec<Item>, Vec<Item>) =
                    relationship.parking.into_iter().partition(|item| item.state == ItemState::Open);
                relationship.parking = aside;
                let mut agenda = carried;
                agenda.append(&mut next.agenda);
                agenda.extend(later);
                next.agenda = arrange(agenda, form, &after(material));
                Some(next)
            }
            None => {
                relationship.parking.extend(carried);
                None
            }
        };
        let changed = relationship.parking != material.relationship.parking;
        (next, changed.then_some(relationship))
    }

    /// The day a commitment is due once this is said about it: what is carried goes on to the next
    /// session, and so does what was made here without a day.
    pub fn due(&self, row: &Commitment, outcome: Outcome) -> Option<NaiveDate> {
        let next = self.next.map(|next| next.day());
        match outcome {
            Outcome::Carry => next.or(row.due_on),
            Outcome::Stands if row.session == Some(self.session) => row.due_on.or(next),
            Outcome::Stands | Outcome::Kept | Outcome::Drop => row.due_on,
        }
    }

    fn commitments(&self, now: Moment) -> Vec<Commitment> {
        let said = |promised: &Promised| {
            let mut row = promised.row.clone();
            row.due_on = self.due(&row, promised.outcome);
            match promised.outcome {
                Outcome::Stands => {}
                Outcome::Carry => row.carried = row.carried.saturating_add(1),
                Outcome::Kept => row.tick(now),
                Outcome::Drop => {
                    row.state = CommitmentState::Dropped;
                    row.closed_at = Some(now);
                }
            }
            row
        };
        self.promises.iter().map(said).collect()
    }

    fn changed_exchanges(&self, material: &Material) -> Vec<Exchange> {
        self.landed.iter().filter(|row| !material.exchanges.contains(row)).cloned().collect()
    }

    fn reflection(&self, material: &Material, now: Moment) -> Option<Reflection> {
        let text = self.learnt.trim();
        let others: Vec<Id<Person>> =
            self.present.iter().filter(|person| Some(**person) != material.owner).copied().collect();
        (!text.is_empty()).then(|| Reflection {
            id: Id::fresh(),
            at: now,
            about: others,
            relationship: Some(material.relationship.id),
            session: Some(material.session.id),
            text: text.to_owned(),
            visibility: self.learnt_visibility,
            tags: Vec::new(),
            updated_at: None,
        })
    }
}

/// The same rows once this session is one of those that were held: another one starts then.
fn after(material: &Material) -> Material {
    let mut after = material.clone();
    after.held.insert(0, material.session.clone());
    after.held_count += 1;
    after
}

/// Those made in this session first, then the older ones; what was due is carried.
fn promises(material: &Material, today: NaiveDate) -> Vec<Promised> {
    let mut open: Vec<&Commitment> =
        material.commitments.iter().filter(|row| row.state == CommitmentState::Open).collect();
    open.sort_by_key(|row| (row.session != Some(material.session.id), row.at));
    let proposed = |row: &Commitment| {
        let was_due = row.due_on.is_some_and(|day| day <= today);
        let made_here = row.session == Some(material.session.id);
        let outcome = if was_due && !made_here { Outcome::Carry } else { Outcome::Stands };
        Promised { row: row.clone(), outcome }
    };
    open.into_iter().map(proposed).collect()
}
