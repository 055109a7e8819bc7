//! Another process that holds the journal's write lock.

use crate::harness::{Desk, PATIENCE, until};
use mentorlog::clock::Clock;
use mentorlog::store::{Store, StoreError};
use std::time::Instant;

#[test]
fn on_screen_the_line_stays_until_the_other_is_done() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]");
    let other = Store::open(&desk.journal(), Clock::system()).unwrap();
    other
        .write::<_, StoreError>("long", |tx| {
            tx.owner("Me")?;
            screen.keys("i").waits_for("capture").keys("! me: water the plant");
            // Typing goes on while the draft waits.
            screen.waits_for("water the plant").waits_for("another mentorlog is writing");
            screen.keys("\r").waits_for("Nothing was changed").waits_for("water the plant");
            Ok(())
        })
        .unwrap();
    screen.keys("\r").waits_without("> capture").keys("q");
    assert!(screen.ends().success());
    assert_eq!(desk.rows("commitment").len(), 1);
}

#[test]
fn whoever_types_does_not_wait_for_the_other() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("ng").waits_for("NEW GOAL");
    let other = Store::open(&desk.journal(), Clock::system()).unwrap();
    other
        .write::<_, StoreError>("long", |tx| {
            tx.owner("Me")?;
            let begun = Instant::now();
            let mut typed = String::new();
            for letter in "Retrospectives".chars() {
                typed.push(letter);
                screen.keys(&letter.to_string()).waits_for(&typed).waits_for("Not on disk yet");
            }
            // Every one of these drafts would have waited five seconds.
            assert!(begun.elapsed() < PATIENCE, "the screen stood still while the other wrote");
            Ok(())
        })
        .unwrap();
    other.close().unwrap();
    until("the draft", || {
        let store = Store::open(&desk.journal(), Clock::system()).unwrap();
        let draft = store.draft("goal/new").unwrap();
        draft.is_some_and(|draft| draft.typed.fields.values().any(|text| text == "Retrospectives"))
    });
    screen.keys("\x13").waits_for("Added goal").keys("q");
    assert!(screen.ends().success());
}
