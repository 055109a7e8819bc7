//! Blind rounds: nothing of an entry before the reveal, and nothing at all when there is none.

use mentorlog::clock::Clock;
use mentorlog::exchange;
use mentorlog::model::*;
use mentorlog::store::{Filter, Store, StoreError, Window};
use std::path::Path;

const NOW: &str = "2026-03-12T09:00:00+01:00";

fn open(path: &Path) -> Store {
    Store::open_or_create(path, Clock::pinned(NOW).unwrap()).unwrap()
}

fn pair(store: &Store) -> (Id<Relationship>, [Id<Person>; 2]) {
    store
        .write::<_, StoreError>("begin", |tx| {
            let people = [tx.owner("Sam")?, tx.put(&Person::named("Ana"))?];
            let mut relationship = Relationship::of_form("mutual");
            relationship.members = people
                .iter()
                .map(|person| Member {
                    person: *person,
                    role: "partner".to_owned(),
                    joined_on: None,
                    left_on: None,
                })
                .collect();
            Ok((tx.put(&relationship)?, people))
        })
        .unwrap()
}

fn payload(words: &str) -> String {
    let answers = vec![Answered {
        question: "helped".to_owned(),
        ask: "What helped most?".to_owned(),
        answer: Answer::Words(words.to_owned()),
    }];
    serde_json::to_string(&Entered { answers, responses: Vec::new() }).unwrap()
}

fn export(store: &Store) -> String {
    let mut out = Vec::new();
    exchange::export(store, &mut out, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every file of the folder, its name and its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn sealed_entries_are_nowhere_and_revealed_ones_are_rows() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("journal.db"));
    let (relationship, people) = pair(&store);
    let steps = store.history(99).unwrap();
    let blind = store.open_round(relationship, RoundKind::Helped).unwrap();
    store.seal(&blind, people[0], &payload("quietlantern"), 2).unwrap();
    store.seal(&blind, people[1], &payload("amberwindow"), 2).unwrap();
    for (name, bytes) in files(folder.path()) {
        assert!(!holds(&bytes, "quietlantern") && !holds(&bytes, "amberwindow"), "{name}");
    }
    let row = store.need(blind.round()).unwrap();
    assert_eq!((row.state, row.entries.len()), (RoundState::Sealed, 0));
    assert_eq!(store.history(99).unwrap(), steps);
    assert!(export(&store).contains("\"rounds\":[]"), "{}", export(&store));

    let round = store.reveal(&blind).unwrap();
    assert_eq!(round.entered().len(), 2);
    assert_eq!(store.need(round.id).unwrap(), Round { updated_at: Some(store.now()), ..round.clone() });
    assert!(export(&store).contains("quietlantern"));
    assert_eq!(store.undo().unwrap().unwrap().label, "revealed a round");
    assert!(store.get(round.id).unwrap().is_none());
    store.redo().unwrap();
    assert_eq!(store.need(round.id).unwrap().entries, round.entries);
}

#[test]
fn two_lengths_leave_files_of_one_length() {
    let sizes = ["no", &"a much longer answer ".repeat(40)].map(|words| {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("journal.db"));
        let (relationship, people) = pair(&store);
        let blind = store.open_round(relationship, RoundKind::Helped).unwrap();
        store.seal(&blind, people[0], &payload(words), 2).unwrap();
        let sizes: Vec<_> =
            files(folder.path()).into_iter().map(|(name, bytes)| (name, bytes.len())).collect();
        sizes
    });
    assert_eq!(sizes[0], sizes[1]);
}

#[test]
fn a_cancelled_or_abandoned_round_expires_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let store = open(&path);
    let (relationship, people) = pair(&store);
    let blind = store.open_round(relationship, RoundKind::Pulse).unwrap();
    let cancelled = blind.round();
    store.seal(&blind, people[0], &payload("quietlantern"), 2).unwrap();
    // Another program that opens the journal lets a living round alone, and cannot begin its own.
    let other = open(&path);
    assert_eq!(other.need(cancelled).unwrap().state, RoundState::Open);
    assert!(matches!(other.open_round(relationship, RoundKind::Pulse), Err(StoreError::Busy)));
    drop(other);
    store.cancel_round(&blind).unwrap();
    assert_eq!(store.need(cancelled).unwrap().state, RoundState::Expired);

    let blind = store.open_round(relationship, RoundKind::Pulse).unwrap();
    let abandoned = blind.round();
    store.seal(&blind, people[0], &payload("quietlantern"), 2).unwrap();
    // As after a crash: the key is gone, the row is there.
    drop((blind, store));
    let store = open(&path);
    assert_eq!(store.need(abandoned).unwrap().state, RoundState::Expired);
    let rounds: Vec<Round> = store.list(&Filter::default(), &Window::First, 9).unwrap();
    assert_eq!(rounds.len(), 2);
    assert!(export(&store).contains("\"rounds\":[]"));
    drop(store);
    assert!(files(folder.path()).iter().all(|(name, _)| !name.ends_with("-round")));
}

#[test]
fn a_round_that_was_ended_from_outside_is_not_read() {
    let store = Store::in_memory(Clock::pinned(NOW).unwrap()).unwrap();
    let (relationship, people) = pair(&store);
    let first = store.open_round(relationship, RoundKind::Pulse).unwrap();
    let second = store.open_round(relationship, RoundKind::Pulse).unwrap();
    assert!(matches!(store.seal(&first, people[0], &payload("x"), 2), Err(StoreError::NotFound { .. })));
    assert!(matches!(store.reveal(&first), Err(StoreError::NotFound { .. })));
    store.seal(&second, people[0], &payload("x"), 2).unwrap();
    assert_eq!(store.reveal(&second).unwrap().entries.len(), 1);
}
