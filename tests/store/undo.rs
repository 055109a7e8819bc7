//! Random histories undo to empty and redo to equal, cascades included.

use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Filter, Record, Store, StoreError, Window};
use proptest::prelude::*;

/// One random user action; numbers pick rows among those that are there.
#[derive(Debug, Clone)]
enum Action {
    Person(String),
    Rename(usize, String),
    Relate(usize, usize),
    Agree(usize, Vec<String>),
    Meet(usize, Vec<String>),
    Park(usize, String),
    Give(usize, usize, String),
    Aim(usize, Option<f64>),
    CheckIn(usize, f64),
    Promise(usize, String),
    Tick(usize),
    Bin(usize, usize),
    Restore(usize),
    Undo,
    Redo,
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zé漢\"'{}$.]{1,12}", "\\PC{1,8}"].prop_map(|text| format!("x{text}"))
}

fn action() -> impl Strategy<Value = Action> {
    let n = 0..40usize;
    let number =
        prop_oneof![any::<f32>().prop_filter("finite", |f| f.is_finite()).prop_map(f64::from), -1e9..1e9f64];
    prop_oneof![
        text().prop_map(Action::Person),
        (n.clone(), text()).prop_map(|(a, t)| Action::Rename(a, t)),
        (n.clone(), n.clone()).prop_map(|(a, b)| Action::Relate(a, b)),
        (n.clone(), prop::collection::vec(text(), 0..4)).prop_map(|(a, t)| Action::Agree(a, t)),
        (n.clone(), prop::collection::vec(text(), 0..4)).prop_map(|(a, t)| Action::Meet(a, t)),
        (n.clone(), text()).prop_map(|(a, t)| Action::Park(a, t)),
        (n.clone(), n.clone(), text()).prop_map(|(a, b, t)| Action::Give(a, b, t)),
        (n.clone(), prop::option::of(number.clone())).prop_map(|(a, v)| Action::Aim(a, v)),
        (n.clone(), number).prop_map(|(a, v)| Action::CheckIn(a, v)),
        (n.clone(), text()).prop_map(|(a, t)| Action::Promise(a, t)),
        n.clone().prop_map(Action::Tick),
        (0..5usize, n.clone()).prop_map(|(a, b)| Action::Bin(a, b)),
        n.prop_map(Action::Restore),
        Just(Action::Undo),
        Just(Action::Redo),
    ]
}

fn pick<T: Record>(store: &Store, number: usize) -> Option<Id<T>> {
    let ids = store.window::<T>(&Filter::default(), &Window::First, 1000).unwrap();
    (!ids.is_empty()).then(|| ids[number % ids.len()])
}

fn bin<T: Record>(store: &Store, number: usize) -> Result<(), StoreError> {
    let Some(id) = pick::<T>(store, number) else { return Ok(()) };
    store.write("bin", |tx| tx.bin(id).map(drop))
}

fn apply(store: &Store, action: &Action) -> Result<(), StoreError> {
    let now = store.now();
    match action {
        Action::Person(name) => store.write("add person", |tx| tx.put(&Person::named(name)).map(drop)),
        Action::Rename(a, name) => match pick::<Person>(store, *a) {
            Some(id) => {
                store.write("rename", |tx| tx.edit(id, |person| person.name = name.clone()).map(drop))
            }
            None => Ok(()),
        },
        Action::Relate(a, b) => {
            let (Some(a), Some(b)) = (pick(store, *a), pick(store, *b)) else { return Ok(()) };
            let mut relationship = Relationship::of_form("mutual");
            for person in [a, b] {
                let role = "partner".to_owned();
                relationship.members.push(Member { person, role, joined_on: None, left_on: None });
            }
            store.write("relate", |tx| tx.put(&relationship).map(drop))
        }
        Action::Agree(a, texts) => match pick::<Relationship>(store, *a) {
            Some(id) => store.write("agree", |tx| {
                tx.edit(id, |relationship| {
                    relationship.agreement = texts
                        .iter()
                        .map(|text| AgreementSection {
                            section: "purpose".into(),
                            text: text.clone(),
                            version: 1,
                            agreed_on: None,
                            agreed_by: None,
                            review_on: None,
                        })
                        .collect();
                })
                .map(drop)
            }),
            None => Ok(()),
        },
        Action::Meet(a, items) => match pick::<Relationship>(store, *a) {
            Some(id) => store.write("meet", |tx| {
                let mut session = Session::new(id, SessionState::Held, now);
                session.agenda = items.iter().map(Item::new).collect();
                session.present = tx.store().need(id)?.members.iter().map(|member| member.person).collect();
                tx.put(&session).map(drop)
            }),
            None => Ok(()),
        },
        Action::Park(a, text) => match pick::<Session>(store, *a) {
            Some(id) => store.write("park", |tx| {
                let mut session = tx.store().need(id)?;
                let relationship = session.relationship;
                let moved = session.agenda.pop();
                let arrived = Item::new(text.clone());
                session.agenda.insert(0, arrived);
                tx.put(&session)?;
                tx.edit(relationship, |row| row.parking.extend(moved)).map(drop)
            }),
            None => Ok(()),
        },
        Action::Give(a, b, text) => {
            let (Some(from), Some(to)) = (pick(store, *a), pick(store, *b)) else { return Ok(()) };
            store.write("give", |tx| {
                tx.put(&Exchange {
                    id: Id::fresh(),
                    relationship: pick(store, *a),
                    session: pick(store, *b),
                    from,
                    to: Some(to),
                    kind: ExchangeKind::Teach,
                    topic: None,
                    text: text.clone(),
                    at: now,
                    landed: Some(2),
                    recorded_by: None,
                    confirmed_by: None,
                    visibility: Visibility::Private,
                    updated_at: None,
                })
                .map(drop)
            })
        }
        Action::Aim(a, target) => store.write("aim", |tx| {
            let mut goal = Goal::titled("goal");
            goal.target = *target;
            goal.owners = pick(store, *a).into_iter().collect();
            tx.put(&goal).map(drop)
        }),
        Action::CheckIn(a, value) => match pick::<Goal>(store, *a) {
            Some(id) => store.write("check in", |tx| {
                tx.edit(id, |goal| {
                    let id = Id::fresh();
                    goal.checkins.push(Checkin {
                        id,
                        at: now,
                        by: None,
                        value: *value,
                        confidence: Some(4),
                        note: None,
                    });
                })
                .map(drop)
            }),
            None => Ok(()),
        },
        Action::Promise(a, text) => match pick(store, *a) {
            Some(owner) => {
                store.write("promise", |tx| tx.put(&Commitment::open(owner, text.clone(), now)).map(drop))
            }
            None => Ok(()),
        },
        Action::Tick(a) => match pick::<Commitment>(store, *a) {
            Some(id) => store.write("tick", |tx| tx.edit(id, |row| row.tick(now)).map(drop)),
            None => Ok(()),
        },
        Action::Bin(noun, a) => match noun {
            0 => bin::<Person>(store, *a),
            1 => bin::<Relationship>(store, *a),
            2 => bin::<Session>(store, *a),
            3 => bin::<Goal>(store, *a),
            _ => bin::<Commitment>(store, *a),
        },
        Action::Restore(a) => {
            let entries = store.binned()?;
            match entries.get(a % entries.len().max(1)) {
                Some(entry) => store.write("restore", |tx| tx.restore(entry.id).map(drop)),
                None => Ok(()),
            }
        }
        Action::Undo => store.undo().map(drop),
        Action::Redo => store.redo().map(drop),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn histories_undo_to_empty_and_redo_to_equal(actions in prop::collection::vec(action(), 1..30)) {
        let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
        let empty = store.digest().unwrap();
        for action in &actions {
            apply(&store, action).unwrap();
        }
        let full = store.digest().unwrap();
        prop_assert_eq!(store.search_faults().unwrap(), Vec::<String>::new());
        let mut undone = 0;
        while store.undo().unwrap().is_some() {
            undone += 1;
        }
        prop_assert_eq!(store.digest().unwrap(), empty.clone());
        prop_assert_eq!(store.search_faults().unwrap(), Vec::<String>::new());
        for _ in 0..undone {
            prop_assert!(store.redo().unwrap().is_some());
        }
        prop_assert_eq!(store.digest().unwrap(), full);
        prop_assert_eq!(store.search_faults().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn without_undo_in_between_redo_restores_exactly(
        actions in prop::collection::vec(action().prop_filter("forward", |a| !matches!(a, Action::Undo | Action::Redo)), 1..30)
    ) {
        let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
        for action in &actions {
            apply(&store, action).unwrap();
        }
        let full = store.digest().unwrap();
        while store.undo().unwrap().is_some() {}
        while store.redo().unwrap().is_some() {}
        prop_assert_eq!(store.digest().unwrap(), full);
    }
}
