//! Blind rounds from the shell: what was revealed is printed, what is sealed never.

use crate::support::Shell;
use mentorlog::clock::Clock;
use mentorlog::model::{RoundKind, RoundState};
use mentorlog::store::Store;

#[test]
fn rounds_are_listed_and_only_revealed_ones_are_shown() {
    let mut shell = Shell::with_ana();
    let store = Store::open(&shell.journal(), Clock::pinned(crate::support::NOW).unwrap()).unwrap();
    let relationship = store.relationship("Ana").unwrap();
    let ana = store.person("Ana").unwrap();
    let entry = r#"{"answers":[{"question":"useful","ask":"How useful was it?","answer":4}]}"#;
    let blind = store.open_round(relationship, RoundKind::Helped).unwrap();
    store.seal(&blind, ana, entry, 1).unwrap();
    let id = blind.round().short();
    let sealed = shell.quietly(&["round", "show", &id]);
    assert!(
        sealed.stdout.contains("sealed: going on, unread") && !sealed.stdout.contains("useful"),
        "{sealed}"
    );
    let json = shell.quietly(&["round", "show", &id, "--json"]);
    assert!(json.stdout.contains("\"entries\": []") || json.stdout.contains("\"entries\":[]"), "{json}");
    store.reveal(&blind).unwrap();
    let revealed = shell.quietly(&["round", "show", &id]);
    assert!(revealed.stdout.contains("How useful was it?  4"), "{revealed}");
    let list = shell.quietly(&["round", "list", "--state", RoundState::Revealed.word()]);
    assert!(list.stdout.contains("helped") && list.stdout.contains("read by all"), "{list}");
    // As after a crash: whoever opens the journal next ends the round.
    let blind = store.open_round(relationship, RoundKind::Pulse).unwrap();
    drop((blind, store));
    let list = shell.quietly(&["round", "list", "--state", "expired"]);
    assert!(list.stdout.contains("ended unread"), "{list}");
}
