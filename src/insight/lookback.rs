//! A month of one relationship: how often people met, what was given and got, what was kept, how
//! confidence moved. It counts and compares nobody.

use super::Evidence;
use super::rows::{CommitmentRow, Ledger, days_between};
use crate::model::{CommitmentState, ExchangeKind, Goal, Id, Relationship, Session, SessionState};
use chrono::{Days, Months, NaiveDate};
use std::ops::RangeInclusive;

/// Agreed gaps that pass before somebody has gone quiet.
const QUIET_GAPS: f64 = 2.0;

/// The days looked back at: the month that ends today.
pub fn month(today: NaiveDate) -> RangeInclusive<NaiveDate> {
    let before = today.checked_sub_months(Months::new(1)).unwrap_or(today);
    before.checked_add_days(Days::new(1)).unwrap_or(today)..=today
}

/// A session of the month, in whatever state.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// Identity.
    pub id: Id<Session>,
    /// The day.
    pub day: NaiveDate,
    /// What became of it.
    pub state: SessionState,
    /// How long it was, where that is known.
    pub minutes: Option<u16>,
}

/// Something given or got, counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// By kind.
    pub kinds: Vec<(ExchangeKind, usize)>,
    /// By topic, where one was named.
    pub topics: Vec<(String, usize)>,
    /// The rows.
    pub rows: Vec<Evidence>,
}

/// Promises that came due or were closed in the month.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// How many were kept in time.
    pub kept: usize,
    /// The rows.
    pub rows: Vec<Evidence>,
}

/// How sure somebody was of a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    /// Of which.
    pub goal: Id<Goal>,
    /// Its title.
    pub title: String,
    /// Before the month, 0 to 10.
    pub before: Option<u8>,
    /// At its end.
    pub now: u8,
}

/// A month of one relationship.
#[derive(Debug, Clone, PartialEq)]
pub struct LivedMonth {
    /// Which.
    pub relationship: Id<Relationship>,
    /// Its form's id.
    pub form: String,
    /// Its sessions of the month whose day has come.
    pub meetings: Vec<Meeting>,
    /// What the owner gave.
    pub gave: Given,
    /// What the owner got.
    pub got: Given,
    /// The owner's promises.
    pub mine: Kept,
    /// The others' promises.
    pub theirs: Kept,
    /// How confidence moved.
    pub confidence: Vec<Movement>,
    /// The day of the last session held.
    pub last: Option<NaiveDate>,
    /// Whether it has gone quiet: twice the agreed gap, or the whole month without one, has passed
    /// since the last session, and nothing was exchanged in the month.
    pub quiet: bool,
}

impl LivedMonth {
    /// The sessions that were held.
    pub fn held(&self) -> impl Iterator<Item = &Meeting> {
        self.meetings.iter().filter(|meeting| meeting.state == SessionState::Held)
    }
}

/// A month of a relationship, out of its rows.
pub fn lived_month(
    ledger: &Ledger,
    meetings: Vec<Meeting>,
    goals: &[Goal],
    month: &RangeInclusive<NaiveDate>,
) -> LivedMonth {
    let owner = ledger.owner().map(|owner| owner.person);
    let exchanges = || ledger.exchanges.iter().filter(|row| month.contains(&row.day));
    let gave = given(exchanges().filter(|row| Some(row.from) == owner));
    let got =
        given(exchanges().filter(|row| Some(row.from) != owner && (row.to.is_none() || row.to == owner)));
    let promises = || ledger.commitments.iter().filter(|row| settled(row, month));
    let mine = kept(promises().filter(|row| Some(row.owner) == owner));
    let theirs = kept(promises().filter(|row| Some(row.owner) != owner));
    let last = ledger.sessions.last().map(|session| session.day);
    let silent = match (last, ledger.cadence_days) {
        (Some(last), Some(days)) => days_between(last, *month.end()) > QUIET_GAPS * f64::from(days),
        (Some(last), None) => !month.contains(&last),
        // Who has not met yet has not gone quiet.
        (None, _) => false,
    };
    LivedMonth {
        relationship: ledger.relationship,
        form: ledger.form.clone(),
        quiet: silent && gave.rows.is_empty() && got.rows.is_empty(),
        meetings,
        gave,
        got,
        mine,
        theirs,
        confidence: goals.iter().filter_map(|goal| movement(goal, month)).collect(),
        last,
    }
}

fn given<'r>(rows: impl Iterator<Item = &'r super::ExchangeRow>) -> Given {
    let mut given = Given { kinds: Vec::new(), topics: Vec::new(), rows: Vec::new() };
    for row in rows {
        count(&mut given.kinds, row.kind);
        if let Some(topic) = &row.topic {
            count(&mut given.topics, topic.clone());
        }
        given.rows.push(Evidence::Exchange(row.id));
    }
    given
}

fn count<T: PartialEq>(counts: &mut Vec<(T, usize)>, what: T) {
    match counts.iter_mut().find(|(known, _)| *known == what) {
        Some((_, count)) => *count += 1,
        None => counts.push((what, 1)),
    }
}

/// Whether it shows in the month what became of a promise: it was closed, or its day passed.
fn settled(row: &CommitmentRow, month: &RangeInclusive<NaiveDate>) -> bool {
    let passed = row.state == CommitmentState::Open
        && row.due_on.is_some_and(|due| month.contains(&due) && due < *month.end());
    passed || row.closed_on.is_some_and(|day| month.contains(&day))
}

fn kept<'r>(rows: impl Iterator<Item = &'r CommitmentRow>) -> Kept {
    let rows: Vec<&CommitmentRow> = rows.collect();
    let kept = rows.iter().filter(|row| row.state == CommitmentState::Kept).count();
    Kept { kept, rows: rows.iter().map(|row| Evidence::Commitment(row.id)).collect() }
}

/// Nothing for a goal that nobody checked in on in the month.
fn movement(goal: &Goal, month: &RangeInclusive<NaiveDate>) -> Option<Movement> {
    let sure = |within: bool| {
        let rows = goal.checkins.iter().rev();
        rows.filter(move |row| month.contains(&row.at.day()) == within && row.at.day() <= *month.end())
            .find_map(|row| row.confidence)
    };
    Some(Movement { goal: goal.id, title: goal.title.clone(), before: sure(false), now: sure(true)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{ExchangeRow, MemberRow};
    use crate::model::Person;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_ends_today_and_begins_the_day_after_a_month_before() {
        assert_eq!(month(day("2026-03-12")), day("2026-02-13")..=day("2026-03-12"));
        assert_eq!(month(day("2026-03-31")), day("2026-03-01")..=day("2026-03-31"));
    }

    #[test]
    fn what_is_outside_of_the_month_does_not_count() {
        let [me, ana]: [Id<Person>; 2] = [Id::fresh(), Id::fresh()];
        let today = day("2026-03-12");
        let mut ledger = Ledger::empty(Id::fresh(), "mentor", today);
        ledger.members = vec![MemberRow::new(me, "mentor"), MemberRow::new(ana, "mentee")];
        ledger.members[0].owner = true;
        ledger.cadence_days = Some(7);
        let exchange = |from, to, kind, topic: Option<&str>, on| ExchangeRow {
            id: Id::fresh(),
            session: None,
            from,
            to,
            kind,
            topic: topic.map(str::to_owned),
            day: day(on),
            landed: None,
            confirmed: false,
        };
        ledger.exchanges = vec![
            exchange(me, Some(ana), ExchangeKind::Teach, None, "2026-02-12"),
            exchange(me, Some(ana), ExchangeKind::Ask, Some("meetings"), "2026-02-13"),
            exchange(me, None, ExchangeKind::Ask, Some("meetings"), "2026-03-01"),
            exchange(ana, None, ExchangeKind::Insight, None, "2026-03-12"),
        ];
        let month = month(today);
        let lived = lived_month(&ledger, Vec::new(), &[], &month);
        assert_eq!(lived.gave.kinds, [(ExchangeKind::Ask, 2)]);
        assert_eq!(lived.gave.topics, [("meetings".to_owned(), 2)]);
        assert_eq!(lived.got.kinds, [(ExchangeKind::Insight, 1)]);
        assert!(!lived.quiet, "who never met has not gone quiet");
        ledger.exchanges.clear();
        ledger.sessions = vec![crate::insight::SessionRow::new(Id::fresh(), day("2026-02-25"))];
        assert!(super::lived_month(&ledger, Vec::new(), &[], &month).quiet);
        ledger.cadence_days = Some(14);
        assert!(!super::lived_month(&ledger, Vec::new(), &[], &month).quiet);
    }
}
