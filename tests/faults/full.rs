//! No room. A limit on the size of a file stands for a full disk: it holds everywhere, for
//! everybody. The write-ahead log is made longer than the limit by another process, so that nothing
//! can be appended; when that process folds it back into the journal, there is room again.

use crate::harness::{Desk, Terminal};
use mentorlog::clock::Clock;
use mentorlog::store::Store;

/// 800 blocks of 512 bytes.
const LIMITED: &str = "trap '' XFSZ; ulimit -f 800; exec mentorlog";

/// Fills the log of the journal; closing the store makes room again.
fn fill(desk: &Desk) -> Store {
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    store.set("filler", &"x".repeat(1_000_000)).unwrap();
    store
}

fn limited(desk: &Desk) -> Terminal {
    desk.start("sh", &["-c", LIMITED], &[])
}

#[test]
fn in_the_shell_it_is_said_and_nothing_is_half_kept() {
    let desk = Desk::with_ana();
    let before = desk.run(&["export"]);
    let filler = fill(&desk);
    let command = format!("{LIMITED} add todo me: water the plant");
    let output = desk.try_program("sh", &["-c", &command]);
    assert_eq!(output.code, 1, "{}", output.stderr);
    assert!(output.stderr.contains("nothing was changed"), "{}", output.stderr);
    assert!(output.stderr.contains("hint: "), "{}", output.stderr);
    assert_eq!(output.stdout, "");
    filler.close().unwrap();
    let without_the_time =
        |text: &str| text.lines().filter(|l| !l.contains("exported_at")).collect::<String>();
    assert_eq!(without_the_time(&desk.run(&["export"])), without_the_time(&before));
    desk.run(&["add", "todo", "me:", "water the plant"]);
}

#[test]
fn on_screen_the_text_stays_and_is_kept_when_there_is_room() {
    let desk = Desk::with_ana();
    let mut screen = limited(&desk);
    screen.waits_for("[1 Today]");
    let filler = fill(&desk);
    screen.keys("ng").waits_for("NEW GOAL").keys("Lead one review");
    screen.waits_for("Not on disk yet").waits_for("Lead one review");
    screen.keys("\x03").waits_for("Ctrl+C again leaves without it");
    // Keeping fails as well, and says that nothing was changed.
    screen.keys("\x13").waits_for("nothing was changed").waits_for("Lead one review");
    assert!(desk.rows("goal").is_empty());
    // Esc does not lose it in silence.
    screen.keys("\x1b").waits_for("Esc again leaves without the text").waits_for("Lead one review");
    filler.close().unwrap();
    screen.keys("\x13").waits_for("Added goal").keys("q");
    screen.ends();
    screen.assert_given_back();
    assert_eq!(desk.rows("goal")[0]["title"], "Lead one review");
}

#[test]
fn on_screen_the_draft_follows_when_there_is_room() {
    let desk = Desk::with_ana();
    let mut screen = limited(&desk);
    screen.waits_for("[1 Today]");
    let filler = fill(&desk);
    screen.keys("i").waits_for("capture").keys("! me: water the plant").waits_for("Not on disk yet");
    filler.close().unwrap();
    crate::harness::until("the draft", || {
        let store = Store::open(&desk.journal(), Clock::system()).unwrap();
        store
            .draft("capture")
            .unwrap()
            .is_some_and(|draft| draft.typed.fields["line"] == "! me: water the plant")
    });
    screen.keys("\r").waits_without("> capture").keys("q");
    screen.ends();
    assert_eq!(desk.rows("commitment").len(), 1);
}
