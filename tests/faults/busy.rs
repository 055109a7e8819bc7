//! Another process that holds the journal's write lock.

use crate::harness::Desk;
use mentorlog::clock::Clock;
use mentorlog::store::{Store, StoreError};

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
    screen.keys("\r").waits_without("capture").keys("q");
    assert!(screen.ends().success());
    assert_eq!(desk.rows("commitment").len(), 1);
}
