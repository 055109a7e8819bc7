//! From the file to the figures: what is gathered, and that it keeps to its window.

use chrono::{Days, Duration};
use mentorlog::clock::Clock;
use mentorlog::forms::Forms;
use mentorlog::insight::picture::{Chronicle, Span, Whom};
use mentorlog::insight::{Grade, health, mirror, window};
use mentorlog::model::{
    Commitment, Exchange, ExchangeKind, Feedback, Id, Member, Moment, Person, Relationship, Round,
    RoundEntry, RoundKind, RoundState, Session, SessionState, Visibility,
};
use mentorlog::store::{Filter, Sight, Store, StoreError, Tx, Window};

fn store() -> Store {
    Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap()
}

/// A mutual pair that met every week for 40 weeks, with one exchange, one promise each time.
fn weekly(tx: &Tx<'_>) -> Result<(Id<Relationship>, Id<Person>), StoreError> {
    let owner = tx.owner("Sam")?;
    let ben = tx.put(&Person::named("Ben"))?;
    let mut pair = Relationship::of_form("mutual");
    let member = |person| Member { person, role: "partner".to_owned(), joined_on: None, left_on: None };
    pair.members = vec![member(owner), member(ben)];
    let id = tx.put(&pair)?;
    let now = tx.store().clock().now();
    for week in 1..=40 {
        let at = now.plus(Duration::weeks(-week));
        let mut session = Session::new(id, SessionState::Held, at);
        session.present = vec![owner, ben];
        tx.put(&session)?;
        exchange(tx, Some(id), Some(session.id), owner, Some(ben), at)?;
        let mut promise = Commitment::open(ben, "send it", at);
        promise.relationship = Some(id);
        promise.due_on = Some(at.day());
        promise.tick(at);
        tx.put(&promise)?;
    }
    Ok((id, ben))
}

fn exchange(
    tx: &Tx<'_>,
    relationship: Option<Id<Relationship>>,
    session: Option<Id<Session>>,
    from: Id<Person>,
    to: Option<Id<Person>>,
    at: Moment,
) -> Result<Id<Exchange>, StoreError> {
    tx.put(&Exchange {
        id: Id::fresh(),
        relationship,
        session,
        from,
        to,
        kind: ExchangeKind::Insight,
        topic: None,
        text: "that it was the meeting, not the people".to_owned(),
        at,
        landed: Some(2),
        recorded_by: None,
        confirmed_by: None,
        visibility: Visibility::Private,
        updated_at: None,
    })
}

#[test]
fn what_lies_before_the_window_is_not_read() {
    let store = store();
    let (id, _) = store.write("fill", weekly).unwrap();
    let ledger = store.ledger_of(id).unwrap();
    let since = ledger.since.unwrap();
    assert_eq!(since, ledger.today - Days::new(window::DAYS));
    assert_eq!((ledger.held, ledger.sessions.len(), ledger.exchanges.len()), (40, 12, 12));
    assert!(ledger.sessions.iter().all(|session| session.day >= since && session.present.len() == 2));
    assert_eq!(ledger.commitments.len(), 12);
    // The beginning is known all the same.
    assert_eq!((ledger.first.len(), ledger.first_commitments.len()), (3, 3));
}

#[test]
fn the_last_contact_of_a_silent_member_is_found_however_old() {
    let store = store();
    let last = store
        .write("fill", |tx| {
            let (id, _) = weekly(tx)?;
            let tom = tx.put(&Person::named("Tom"))?;
            let at = tx.store().clock().now().plus(Duration::weeks(-39));
            exchange(tx, Some(id), None, tom, None, at)?;
            let role = "partner".to_owned();
            tx.edit(id, |row: &mut Relationship| {
                row.members.push(Member { person: tom, role, joined_on: None, left_on: None });
            })?;
            Ok::<_, StoreError>((id, tom, at.day()))
        })
        .unwrap();
    let (id, tom, day) = last;
    let ledger = store.ledger_of(id).unwrap();
    let member = ledger.members.iter().find(|member| member.person == tom).unwrap();
    assert_eq!(member.last_exchange, Some(day));
}

#[test]
fn what_is_binned_does_not_count() {
    let store = store();
    let (id, _) = store.write("fill", weekly).unwrap();
    let before = store.ledger_of(id).unwrap();
    store.write("bin", |tx| tx.bin(before.exchanges[0].id)).unwrap();
    store.write("bin", |tx| tx.bin(before.sessions[0].id)).unwrap();
    let after = store.ledger_of(id).unwrap();
    assert!(after.exchanges.iter().all(|row| row.id != before.exchanges[0].id));
    assert!(after.sessions.iter().all(|row| row.id != before.sessions[0].id));
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(store.ledger_of(id).unwrap(), before);
}

#[test]
fn only_revealed_pulses_are_read() {
    let store = store();
    let (id, ben) = store.write("fill", weekly).unwrap();
    let payload = r#"{"answers": [{"question": "pulse:heard", "ask": "I was heard.", "answer": 4},
        {"question": "keep", "ask": "What do we keep?", "answer": "the pause"}]}"#;
    let round = |state| Round {
        id: Id::fresh(),
        relationship: id,
        kind: RoundKind::Pulse,
        state,
        at: store.clock().now(),
        revealed_at: None,
        entries: vec![RoundEntry { person: ben, payload: payload.to_owned() }],
        updated_at: None,
    };
    store.write("seal", |tx| tx.put(&round(RoundState::Sealed))).unwrap();
    assert!(store.ledger_of(id).unwrap().pulses.is_empty());
    store.write("reveal", |tx| tx.put(&round(RoundState::Revealed))).unwrap();
    assert_eq!(store.ledger_of(id).unwrap().pulses[0].answers, [(ben, "pulse:heard".to_owned(), 4.0)]);
}

#[test]
fn drafts_of_any_age_are_read() {
    let store = store();
    let (id, ben) = store.write("fill", weekly).unwrap();
    store
        .write("draft", |tx| {
            let at = tx.store().clock().now().plus(Duration::weeks(-30));
            let owner = tx.owner("Sam")?;
            tx.put(&Feedback { relationship: Some(id), ..Feedback::draft(owner, ben, at) })
        })
        .unwrap();
    assert_eq!(store.ledger_of(id).unwrap().feedback.len(), 1);
}

#[test]
fn the_demo_year_is_judged_whole() {
    let store = store();
    mentorlog::exchange::demo::load(&store).unwrap();
    let forms = Forms::builtin().unwrap();
    let mut seen = 0;
    for row in store.list::<Relationship>(&Filter::default(), &Window::First, 99).unwrap() {
        let ledger = store.ledger_of(row.id).unwrap();
        let findings = health(&ledger, forms.get(&row.form).unwrap());
        seen += findings.iter().filter(|one| one.grade != Grade::NotApplicable).count();
        if let Ok(mirror) = mirror(&ledger, &forms) {
            assert!((0.0..=1.0).contains(&mirror.declared.fit));
        }
    }
    assert!(seen > 25, "{seen} figures could be told");
    let owner = store.owner().unwrap().unwrap();
    let today = store.clock().today();
    let recent =
        Filter { states: vec!["held"], since: Some(today - Days::new(window::DAYS)), ..Filter::default() };
    let held: Vec<Session> = store.list(&recent, &Window::First, 999).unwrap();
    let there = held.iter().filter(|one| one.present.is_empty() || one.present.contains(&owner)).count();
    assert_eq!(store.hat_rows().unwrap().len(), there);
}

fn chronicle(store: &Store, whom: Whom, weeks: u16) -> Chronicle {
    store.chronicle(whom, Span::new(store.clock().today(), weeks)).unwrap()
}

#[test]
fn a_chronicle_keeps_to_its_weeks_and_to_whom_it_is_about() {
    let store = store();
    let (pair, ben, cleo) = store
        .write::<_, StoreError>("begin", |tx| {
            let (pair, ben) = weekly(tx)?;
            let cleo = tx.put(&Person::named("Cleo"))?;
            let now = tx.store().clock().now();
            let owner = tx.owner("Sam")?;
            exchange(tx, None, None, cleo, Some(owner), now.plus(Duration::days(-1)))?;
            // To all who were there: Ben, and whoever speaks is left out.
            let mut session = Session::new(pair, SessionState::Held, now.plus(Duration::days(-2)));
            session.present = vec![owner, ben];
            tx.put(&session)?;
            exchange(tx, Some(pair), Some(session.id), owner, None, session.starts_at)?;
            exchange(tx, Some(pair), None, ben, None, session.starts_at)?;
            Ok((pair, ben, cleo))
        })
        .unwrap();
    let four = chronicle(&store, Whom::Everybody, 4);
    assert_eq!((four.held().count(), four.gifts.len(), four.commitments.len()), (4, 6, 3));
    assert!(four.gifts.iter().all(|gift| gift.heard.len() == 1));
    assert!(four.meetings.iter().all(|meeting| four.span.week(meeting.day).is_some()));
    assert_eq!(chronicle(&store, Whom::Everybody, 52).held().count(), 41);
    let with_ben = chronicle(&store, Whom::Person(ben), 4);
    assert_eq!((with_ben.held().count(), with_ben.gifts.len(), with_ben.commitments.len()), (4, 5, 3));
    let with_cleo = chronicle(&store, Whom::Person(cleo), 4);
    assert_eq!((with_cleo.held().count(), with_cleo.gifts.len(), with_cleo.commitments.len()), (0, 1, 0));
    assert_eq!(chronicle(&store, Whom::Relationship(pair), 4).gifts.len(), 5);
    assert!(!four.capped && !four.is_blank());
}

#[test]
fn under_the_veil_a_chronicle_has_shared_rows_alone() {
    let store = store();
    let (pair, ben) = store.write("begin", weekly).unwrap();
    store
        .write::<_, StoreError>("a shared one", |tx| {
            let owner = tx.owner("Sam")?;
            let id = exchange(tx, Some(pair), None, ben, Some(owner), tx.store().clock().now())?;
            tx.edit(id, |row: &mut Exchange| row.visibility = Visibility::Shared)?;
            let mut said = Feedback::draft(owner, ben, tx.store().clock().now());
            (said.text, said.felt_care, said.felt_challenge) = (Some("clear".to_owned()), Some(4), Some(4));
            said.state = mentorlog::model::FeedbackState::Given;
            said.visibility = Visibility::Shared;
            tx.put(&said)?;
            Ok(())
        })
        .unwrap();
    assert_eq!(chronicle(&store, Whom::Everybody, 26).feedback[0].felt, Some((4, 4)));
    store.set_sight(Sight::Veiled);
    let veiled = chronicle(&store, Whom::Everybody, 26);
    assert_eq!((veiled.gifts.len(), veiled.commitments.len(), veiled.feedback.len()), (1, 0, 1));
    assert_eq!(veiled.feedback[0].felt, None);
    assert!(veiled.veiled);
    store.set_sight(Sight::Together(pair));
    assert_eq!(chronicle(&store, Whom::Everybody, 26).gifts.len(), 1);
}
