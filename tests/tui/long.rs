//! A journal of awkward text: CJK, emoji with variation selectors, Arabic, names of 300 characters.

use super::driver::empty;
use mentorlog::model::{
    Checkin, Commitment, CommitmentState, Exchange, ExchangeKind, Feedback, FeedbackState, Goal, Id, Item,
    Member, Moment, Person, Reflection, Relationship, Session, SessionState, Visibility, Weight,
};
use mentorlog::store::{Store, StoreError};

const CJK: &str = "陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟陈伟";
const ARABIC: &str = "محمد عبد الرحمن الخطيب";
const EMOJI: &str = "Zoë ❤️ 👩‍👩‍👧‍👦 Lindqvist";

fn words(start: &str) -> String {
    format!(
        "{start} 你在我说完之前就回答了，然后 wrote ❤️ three lines and نظرت إلى الساعة مرتين before anybody had an answer"
    )
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

/// Writes it.
pub fn long() -> Store {
    let store = empty();
    store.write("long text", fill).unwrap();
    store
}

fn fill(tx: &mentorlog::store::Tx<'_>) -> Result<(), StoreError> {
    let me = tx.owner("Sam")?;
    let mut people = Vec::new();
    for name in [CJK, ARABIC, EMOJI, &"Maximiliana ".repeat(25)] {
        let person = Person {
            expertise: vec![words("skill")],
            title: Some(words("title")),
            ..Person::named(name.trim())
        };
        people.push(tx.put(&person)?);
    }
    for (form, role, others, theirs) in [
        ("mentor", "mentor", &people[..1], "mentee"),
        ("mentor", "mentee", &people[1..2], "mentor"),
        ("mutual", "partner", &people[2..3], "partner"),
        ("pod", "member", &people[..], "member"),
    ] {
        let mut row = Relationship { cadence_days: Some(14), ..Relationship::of_form(form) };
        row.members.push(member(me, role));
        row.members.extend(others.iter().map(|person| member(*person, theirs)));
        let id = tx.put(&row)?;
        rows(tx, id, me, others[0])?;
    }
    Ok(())
}

fn member(person: Id<Person>, role: &str) -> Member {
    Member { person, role: role.to_owned(), joined_on: None, left_on: None }
}

fn rows(
    tx: &mentorlog::store::Tx<'_>,
    id: Id<Relationship>,
    me: Id<Person>,
    other: Id<Person>,
) -> Result<(), StoreError> {
    let held = at("2026-03-02T14:00:00+01:00");
    let relationship = Some(id);
    let mut item = Item::new(words("item"));
    item.raised_by = Some(other);
    tx.put(&Session {
        notes: Some(words("notes")),
        minutes: Some(45),
        ..Session::new(id, SessionState::Held, held)
    })?;
    let planned = Session::new(id, SessionState::Planned, at("2026-03-16T14:00:00+01:00"));
    tx.put(&Session {
        agenda: vec![item],
        place: Some(words("room")),
        minutes: Some(600),
        facilitator: Some(other),
        ..planned
    })?;
    for (from, to) in [(me, other), (other, me)] {
        tx.put(&Exchange {
            id: Id::fresh(),
            relationship,
            session: None,
            from,
            to: Some(to),
            kind: ExchangeKind::Challenge,
            topic: Some("面试与招聘面试与招聘面试与招聘".to_owned()),
            text: words("gave"),
            at: held,
            landed: Some(3),
            recorded_by: None,
            confirmed_by: None,
            visibility: Visibility::Private,
            updated_at: None,
        })?;
        let said = Feedback {
            relationship,
            text: Some(words("said")),
            state: FeedbackState::Given,
            ..Feedback::draft(from, to, held)
        };
        tx.put(&said)?;
        tx.put(&Feedback {
            text: Some("أنت تجيب قبل أن أنتهي".to_owned()),
            ..Feedback { id: Id::fresh(), ..said }
        })?;
        tx.put(&Commitment {
            id: Id::fresh(),
            relationship,
            session: None,
            owner: from,
            to: Some(to),
            raised_by: None,
            text: words("promise"),
            due_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 9),
            state: CommitmentState::Open,
            at: held,
            closed_at: None,
            carried: 0,
            visibility: Visibility::Shared,
            updated_at: None,
        })?;
        let weights = vec![Weight { person: me, weight: 1 }, Weight { person: other, weight: 5 }];
        let checkin = Checkin {
            id: Id::fresh(),
            at: held,
            by: None,
            value: 123_456.5,
            confidence: Some(10),
            note: Some(words("note")),
        };
        let goal = Goal {
            relationship,
            owners: vec![from],
            weights,
            target: Some(999_999.5),
            checkins: vec![checkin],
            ..Goal::titled(words("goal"))
        };
        tx.put(&goal)?;
    }
    tx.put(&Reflection {
        id: Id::fresh(),
        at: held,
        about: vec![other],
        relationship,
        session: None,
        text: words("reflection"),
        visibility: Visibility::Private,
        tags: Vec::new(),
        updated_at: None,
    })?;
    Ok(())
}
