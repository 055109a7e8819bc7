//! What is binned comes back as it was, with all that went along, in any order.

use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Filter, Record, Store, StoreError, Window};
use proptest::prelude::*;

fn demo() -> Store {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    mentorlog::exchange::demo::load(&store).unwrap();
    store
}

/// Bins one of a noun's rows and gives its entry in the bin; nothing when there is no row left.
fn bin<T: Record>(store: &Store, number: usize) -> Option<uuid::Uuid> {
    let ids = store.window::<T>(&Filter::default(), &Window::First, 10_000).unwrap();
    let id = *ids.get(number % ids.len().max(1))?;
    let known: Vec<_> = store.binned().unwrap().iter().map(|entry| entry.id).collect();
    let rows = store.write("bin", |tx| tx.bin(id)).unwrap();
    assert!(rows >= 1);
    let left = store.window::<T>(&Filter::default(), &Window::First, 10_000).unwrap();
    assert!(!left.contains(&id));
    store.binned().unwrap().iter().map(|entry| entry.id).find(|entry| !known.contains(entry))
}

fn bin_any(store: &Store, noun: usize, number: usize) -> Option<uuid::Uuid> {
    match noun {
        0 => bin::<Person>(store, number),
        1 => bin::<Relationship>(store, number),
        2 => bin::<Session>(store, number),
        3 => bin::<Exchange>(store, number),
        4 => bin::<Feedback>(store, number),
        5 => bin::<Goal>(store, number),
        6 => bin::<Commitment>(store, number),
        _ => bin::<Reflection>(store, number),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn a_restored_row_is_what_it_was(
        rows in prop::collection::vec((0..8usize, 0..500usize), 1..5),
        order in any::<prop::sample::Index>(),
        by_undo in any::<bool>(),
    ) {
        let store = demo();
        let before = store.digest().unwrap();
        let mut entries: Vec<_> =
            rows.iter().filter_map(|(noun, number)| bin_any(&store, *noun, *number)).collect();
        prop_assert_ne!(store.digest().unwrap(), before.clone());
        let turn = order.index(entries.len());
        entries.rotate_left(turn);
        for entry in entries {
            if by_undo {
                prop_assert!(store.undo().unwrap().is_some());
            } else {
                store.write("restore", |tx| tx.restore(entry)).unwrap();
            }
        }
        prop_assert_eq!(store.digest().unwrap(), before);
        prop_assert!(store.binned().unwrap().is_empty());
    }

    #[test]
    fn a_purged_row_is_gone_and_no_step_brings_it_back(noun in 0..8usize, number in 0..500usize) {
        let store = demo();
        let entry = bin_any(&store, noun, number);
        prop_assert!(entry.is_some());
        prop_assert_eq!(store.purge().unwrap().entries, 1);
        prop_assert!(store.binned().unwrap().is_empty());
        let purged = store.digest().unwrap();
        // The steps that are left, if any, are others'; the purged rows stay away.
        let back = store.undo();
        if matches!(back, Ok(Some(_))) {
            store.redo().unwrap();
        }
        prop_assert_eq!(store.digest().unwrap(), purged);
    }
}

#[test]
fn labels_are_lines_however_long_the_text_is() {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    let text = "漢字 and more of it\n".repeat(50_000);
    let goal = Goal::titled(text.trim());
    store.write(&format!("add {text}"), |tx| tx.put(&goal)).unwrap();
    store
        .write_named(|tx| {
            Ok::<_, StoreError>((
                format!("again {text}"),
                tx.edit(goal.id, |row: &mut Goal| row.why = Some("x".to_owned()))?,
            ))
        })
        .unwrap();
    store.write("bin", |tx| tx.bin(goal.id)).unwrap();
    let labels = store.history(9).unwrap().into_iter().map(|step| step.label);
    for label in labels.chain(store.binned().unwrap().into_iter().map(|entry| entry.label)) {
        assert!(unicode_width::UnicodeWidthStr::width(label.as_str()) <= 100, "{}", label.len());
        assert!(label == "bin" || label.ends_with(".."), "{label}");
    }
    assert_eq!(store.need(goal.id).unwrap().title, text.trim());
}
