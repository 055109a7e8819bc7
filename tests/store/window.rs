//! A list read by windows is the list read whole, whatever it is filtered by.

use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Filter, Record, Store, StoreError, Window};

const NOW: &str = "2026-03-12T09:00:00+01:00";

/// Names that differ in case, goals of which many have the same day or none.
fn journal() -> (Store, Id<Person>) {
    let store = Store::in_memory(Clock::pinned(NOW).unwrap()).unwrap();
    let ana = store
        .write("rows", |tx| {
            let me = tx.owner("Sam")?;
            let ana = tx.put(&Person::named("ana"))?;
            for number in 0..40 {
                let name = if number % 2 == 0 { format!("p{number}") } else { format!("P{number}") };
                tx.put(&Person::named(name))?;
                let mut goal = Goal::titled("one");
                goal.due_on = (number % 3 > 0).then(|| store.clock().today());
                goal.state = GoalState::ALL[number % GoalState::ALL.len()];
                goal.owners = vec![if number % 2 == 0 { me } else { ana }];
                tx.put(&goal)?;
                let (from, to) = if number % 4 == 0 { (me, ana) } else { (ana, me) };
                let state = FeedbackState::ALL[number % FeedbackState::ALL.len()];
                tx.put(&Feedback { state, ..Feedback::draft(from, to, store.now()) })?;
            }
            Ok::<_, StoreError>(ana)
        })
        .unwrap();
    (store, ana)
}

/// Walks a list forth and back in windows of seven.
fn walked<T: Record>(store: &Store, filter: &Filter) {
    let whole = store.window::<T>(filter, &Window::First, 1000).unwrap();
    assert!(whole.len() > 7, "a list of {} proves nothing", whole.len());
    let cursor = |id: &Id<T>| store.cursor(*id).unwrap().unwrap();
    let mut forth = store.window::<T>(filter, &Window::First, 7).unwrap();
    while let Some(last) = forth.last() {
        let more = store.window::<T>(filter, &Window::After(cursor(last)), 7).unwrap();
        if more.is_empty() {
            break;
        }
        let from = store.window::<T>(filter, &Window::From(cursor(&more[0])), 7).unwrap();
        assert_eq!(from, more);
        forth.extend(more);
    }
    assert_eq!(forth, whole);
    let mut back = store.window::<T>(filter, &Window::Last, 7).unwrap();
    loop {
        let more = store.window::<T>(filter, &Window::Before(cursor(&back[0])), 7).unwrap();
        if more.is_empty() {
            break;
        }
        back.splice(0..0, more);
    }
    assert_eq!(back, whole);
    assert_eq!(store.count::<T>(filter).unwrap(), whole.len() as u64);
}

#[test]
fn a_list_in_windows_is_the_list_whole() {
    let (store, ana) = journal();
    let all = Filter::default();
    walked::<Person>(&store, &all);
    walked::<Person>(&store, &Filter { text: Some("p".to_owned()), ..all.clone() });
    walked::<Goal>(&store, &all);
    walked::<Goal>(&store, &Filter { with: Some(ana), ..all.clone() });
    walked::<Goal>(&store, &Filter { states: vec!["active", "reached"], ..all.clone() });
    walked::<Feedback>(&store, &Filter { with: Some(ana), states: vec!["asked", "given"], ..all.clone() });
    walked::<Feedback>(&store, &Filter { with: Some(ana), text: Some("an".to_owned()), ..all });
}
