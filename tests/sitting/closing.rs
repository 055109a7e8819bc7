//! What a closing proposes, and what it makes.

use super::rows::{form, material, moment};
use mentorlog::model::{Commitment, CommitmentState, Exchange, ExchangeKind, Id, SessionState, Visibility};
use mentorlog::sitting::{Clock, Closing, Outcome, next_by_rhythm, timetable};

#[test]
fn the_rhythm_proposes_a_day_to_come() {
    let last = moment("2026-03-12T13:00:00Z+01:00");
    let next = |cadence, today: &str| next_by_rhythm(last, cadence, today.parse().unwrap());
    let said = |found: Option<(chrono::NaiveDate, chrono::NaiveTime)>| {
        found.map(|(day, time)| format!("{day} {time}"))
    };
    assert_eq!(said(next(Some(14), "2026-03-12")).unwrap(), "2026-03-26 14:00:00");
    // Missed twice: the third one.
    assert_eq!(said(next(Some(14), "2026-04-09")).unwrap(), "2026-04-23 14:00:00");
    let late = moment("2026-03-12T13:04:10Z+01:00");
    let by_rhythm = next_by_rhythm(late, Some(7), late.day());
    assert_eq!(said(by_rhythm).unwrap(), "2026-03-19 14:00:00", "it began four minutes late");
    assert_eq!(next(None, "2026-03-12"), None);
    assert_eq!(next(Some(0), "2026-03-12"), None);
}

#[test]
fn accepted_as_it_stands_it_closes_the_hour() {
    let form = form("mutual");
    let mut now = material(&form, 2);
    let [me, other] = [0, 1].map(|at| now.relationship.members[at].person);
    let today = now.session.starts_at.day();
    let before = moment("2026-02-26T13:00:00Z+01:00");
    let promise = |owner: Id<_>, text: &str, at, due: Option<&str>| Commitment {
        due_on: due.map(|day| day.parse().unwrap()),
        ..Commitment::open(owner, text, at)
    };
    let here = Commitment {
        session: Some(now.session.id),
        ..promise(other, "made here", now.session.starts_at, None)
    };
    now.commitments = vec![
        promise(me, "was due", before, Some("2026-03-10")),
        promise(other, "not due yet", before, Some("2026-04-30")),
        here.clone(),
    ];
    now.exchanges = vec![Exchange {
        id: Id::fresh(),
        relationship: Some(now.relationship.id),
        session: Some(now.session.id),
        from: other,
        to: Some(me),
        kind: ExchangeKind::Insight,
        topic: None,
        text: "a thing".to_owned(),
        at: now.session.starts_at,
        landed: None,
        recorded_by: Some(me),
        confirmed_by: None,
        visibility: Visibility::Shared,
        updated_at: None,
    }];
    let mut clock = Clock::start(now.session.starts_at, timetable(&form, &now));
    let end = moment("2026-03-12T13:52:10Z+01:00");
    clock.observe(end);
    let next = moment("2026-03-26T13:00:00Z+01:00");
    let sliders = ["heard".to_owned(), "fair-share".to_owned()];
    let mut closing = Closing::propose(&now, &form, Some(&clock), Some(next), &sliders, today);
    assert_eq!(closing.minutes, 53);
    let due = |one: &mentorlog::sitting::Promised| closing.due(&one.row, one.outcome);
    let said: Vec<_> =
        closing.promises.iter().map(|one| (one.row.text.as_str(), one.outcome, due(one))).collect();
    assert_eq!(
        said,
        [
            ("made here", Outcome::Stands, Some(next.day())),
            ("was due", Outcome::Carry, Some(next.day())),
            ("not due yet", Outcome::Stands, Some("2026-04-30".parse().unwrap())),
        ]
    );
    closing.pulse[0].1 = Some(4);
    closing.landed[0].landed = Some(3);
    closing.learnt = "  I ask too late ".to_owned();
    let closed = closing.apply(&now, &form, Some(&clock), end);
    assert_eq!(closed.session.state, SessionState::Held);
    assert_eq!(closed.session.ended_at, Some(end));
    assert_eq!(closed.session.present, [me, other]);
    assert_eq!(closed.session.rating.len(), 1, "a slider that was not moved says nothing");
    assert_eq!(closed.exchanges[0].landed, Some(3));
    assert_eq!(closed.commitments[1].carried, 1);
    assert_eq!(closed.commitments[1].due_on, Some(next.day()));
    assert!(closed.commitments.iter().all(|row| row.state == CommitmentState::Open));
    let learnt = closed.learnt.unwrap();
    assert_eq!((learnt.text.as_str(), learnt.visibility), ("I ask too late", Visibility::Private));
    assert_eq!(learnt.about, [other]);
    assert_eq!(closed.next.unwrap().starts_at, next);
    assert_eq!(closed.relationship, None, "nothing changed in the parking lot");
}

#[test]
fn kept_and_dropped_promises_are_closed() {
    let form = form("mentor");
    let mut now = material(&form, 2);
    let me = now.relationship.members[0].person;
    let at = moment("2026-02-26T13:00:00Z+01:00");
    now.commitments = vec![Commitment::open(me, "one", at), Commitment::open(me, "two", at)];
    let end = now.session.starts_at;
    let mut closing = Closing::propose(&now, &form, None, None, &[], end.day());
    closing.promises[0].outcome = Outcome::Kept;
    closing.promises[1].outcome = Outcome::Drop;
    let closed = closing.apply(&now, &form, None, end);
    assert_eq!(closed.commitments[0].state, CommitmentState::Kept);
    assert_eq!(closed.commitments[1].state, CommitmentState::Dropped);
    assert!(closed.commitments.iter().all(|row| row.closed_at == Some(end)));
    assert_eq!(closed.next, None);
    // Never timed: the length is the agreed one.
    assert_eq!(closed.session.minutes, Some(60));
    assert_eq!(closed.session.ended_at, Some(end.plus(chrono::Duration::minutes(60))));
}
