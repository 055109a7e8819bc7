//! The portfolio: one line a relationship, and the hats the owner wears. No order of people.

use super::finding::Finding;
use super::health::{health, warnings};
use super::rows::{HatRow, Ledger, days_between};
use crate::forms::{Form, Seat};
use crate::model::{CommitmentState, Id, Relationship};
use chrono::NaiveDate;

/// One relationship at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    pub relationship: Id<Relationship>,
    /// The form's glyph.
    pub sign: String,
    /// What the owner is in it.
    pub role: String,
    /// Its phase: the confirmed one, else the suggested one.
    pub phase: String,
    /// Days since the last session.
    pub days_since: Option<f64>,
    /// Agreed days between sessions.
    pub cadence_days: Option<u16>,
    /// The day of the next planned session.
    pub next: Option<NaiveDate>,
    /// Open promises of the owner.
    pub owed_by_me: usize,
    /// Open promises of the others.
    pub owed_to_me: usize,
    /// The worst warning.
    pub worst: Option<Finding>,
}

/// A relationship at a glance.
pub fn line(ledger: &Ledger, form: &Form) -> Line {
    let owner = ledger.owner();
    let open = || ledger.commitments.iter().filter(|row| row.state == CommitmentState::Open);
    let mine = open().filter(|row| owner.is_some_and(|owner| owner.person == row.owner)).count();
    let findings = health(ledger, form);
    Line {
        relationship: ledger.relationship,
        sign: form.sign.clone(),
        role: owner.map_or_else(String::new, |owner| form.role_label(&owner.role).to_owned()),
        phase: ledger.phase.clone().unwrap_or_else(|| super::phase::suggest(ledger).phase.word().to_owned()),
        days_since: ledger.sessions.last().map(|last| days_between(last.day, ledger.today)),
        cadence_days: ledger.cadence_days,
        next: ledger.next,
        owed_by_me: mine,
        owed_to_me: open().count() - mine,
        worst: warnings(&findings).first().map(|finding| (*finding).clone()),
    }
}

/// The owner's minutes by hat: whether all of their development goes one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hats {
    /// Giving direction.
    pub guide: u32,
    /// Being helped to grow.
    pub learner: u32,
    /// Giving and taking alike.
    pub peer: u32,
    /// Keeping the frame.
    pub host: u32,
}

impl Hats {
    /// The hats with their minutes, in the order of the bar.
    pub fn all(&self) -> [(Seat, u32); 4] {
        [
            (Seat::Guide, self.guide),
            (Seat::Learner, self.learner),
            (Seat::Peer, self.peer),
            (Seat::Host, self.host),
        ]
    }
}

/// Minutes by hat. Who led a session of a form with rotating duties was its host.
pub fn hats<'f>(rows: &[HatRow], form: impl Fn(&str) -> Option<&'f Form>) -> Hats {
    let mut hats = Hats::default();
    for row in rows {
        let Some(form) = form(&row.form) else { continue };
        let hosts = form.roles.iter().any(|role| role.rotating && role.seat == Seat::Host);
        let seat = if row.led && hosts { Seat::Host } else { form.seat(&row.role) };
        let minutes = match seat {
            Seat::Guide => &mut hats.guide,
            Seat::Learner => &mut hats.learner,
            Seat::Peer => &mut hats.peer,
            Seat::Host => &mut hats.host,
        };
        *minutes += u32::from(row.minutes);
    }
    hats
}
