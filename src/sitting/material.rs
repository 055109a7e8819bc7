//! What a session is prepared from and closed with: rows, as they were read.

use crate::forms::{Form, Seat, View};
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Intention, Item, ItemState, Person, Relationship, Session,
};
use chrono::NaiveDate;

/// A question that was asked or passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptUse {
    /// The question, as the form has it.
    pub prompt: String,
    /// The session it was asked in, where that is known.
    pub session: Option<Id<Session>>,
    /// When.
    pub used_on: NaiveDate,
    /// Whether it was asked; else it was passed over.
    pub kept: bool,
}

/// The rows around one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Material {
    /// The session.
    pub session: Session,
    /// Whose session it is.
    pub relationship: Relationship,
    /// Who keeps the journal.
    pub owner: Option<Id<Person>>,
    /// Sessions of the relationship that were held before, the newest first, as many as matter.
    pub held: Vec<Session>,
    /// How many were held in all.
    pub held_count: u64,
    /// The next session that is planned already, this one left out.
    pub next: Option<Session>,
    /// Open commitments, those made in this session, and those closed since the last one.
    pub commitments: Vec<Commitment>,
    /// Ledger rows of this session.
    pub exchanges: Vec<Exchange>,
    /// Goals of the relationship that are not dropped.
    pub goals: Vec<Goal>,
    /// Feedback that waits for a next step, the oldest first.
    pub loops: Vec<Feedback>,
    /// Which questions were asked before.
    pub prompts: Vec<PromptUse>,
    /// What the owner's last look back intends here.
    pub intentions: Vec<Intention>,
}

impl Material {
    /// Who takes part: those written down, else the members who did not leave.
    pub fn present(&self) -> Vec<Id<Person>> {
        if self.session.present.is_empty() { self.members() } else { self.session.present.clone() }
    }

    /// Who might take part: the members who did not leave, and guests who are written down.
    pub fn members(&self) -> Vec<Id<Person>> {
        let staying = self.relationship.members.iter().filter(|member| member.left_on.is_none());
        let mut people: Vec<Id<Person>> = staying.map(|member| member.person).collect();
        let guests: Vec<Id<Person>> =
            self.session.present.iter().filter(|person| !people.contains(person)).copied().collect();
        people.extend(guests);
        people
    }

    /// The day up to which promises are looked back at: that of the last session.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.held.first().map(|session| session.starts_at.day())
    }

    /// Items of the parking lot that wait for a session, those put aside included.
    pub fn waiting(&self) -> impl Iterator<Item = &Item> {
        let parked = self.relationship.parking.iter();
        parked.filter(|item| matches!(item.state, ItemState::Open | ItemState::Parked))
    }

    /// The session's length in minutes: agreed for it, else by the relationship, else by the form.
    pub fn minutes(&self, form: &Form) -> u16 {
        let agreed = self.session.minutes.or(self.relationship.session_minutes);
        agreed
            .filter(|minutes| *minutes > 0)
            .unwrap_or_else(|| form.template.default_minutes(self.present().len()))
    }

    /// The role somebody holds; a guest has none.
    pub fn role(&self, person: Id<Person>) -> Option<&str> {
        let member = self.relationship.members.iter().find(|member| member.person == person);
        member.map(|member| member.role.as_str())
    }

    /// Where somebody stands in the form.
    pub fn seat(&self, form: &Form, person: Id<Person>) -> Seat {
        self.role(person).map_or(Seat::Peer, |role| form.seat(role))
    }

    /// The two sides whose time at talk is measured: only in a form of equals.
    pub fn speakers(&self, form: &Form) -> Vec<Id<Person>> {
        if form.view == View::Mutual { self.present() } else { Vec::new() }
    }
}
