//! The locked screen: nothing of the journal is on it, or was written to the terminal since it came.

use super::harness::{Desk, Terminal};

const PASSPHRASE: &str = "seven herons under the quiet bridge";

fn encrypted() -> Desk {
    let desk = Desk::with_ana();
    std::fs::write(desk.path("first"), format!("{PASSPHRASE}\n")).unwrap();
    desk.run(&["passphrase", "set", "--new-file", desk.path("first").to_str().unwrap()]);
    desk
}

/// That no word of the journal is seen, or was written since the terminal had `before` bytes.
fn holds_nothing(screen: &Terminal, before: usize) {
    let written = String::from_utf8_lossy(&screen.written()[before..]).into_owned();
    let locked = written.rfind("mentorlog is locked").expect("it is locked");
    for word in ["Ana", "Ruiz", "Mentor", "Today", PASSPHRASE] {
        assert!(!written[locked..].contains(word), "{word} was written to the terminal");
        assert!(!screen.seen().contains(word), "{word} is seen:\n{}", screen.seen());
    }
}

fn opened(desk: &Desk) -> Terminal {
    let mut screen = desk.screen(&[]);
    screen.waits_for("mentorlog is locked");
    holds_nothing(&screen, 0);
    screen.keys("nine otters\r").waits_for("does not open it");
    holds_nothing(&screen, 0);
    screen.keys(PASSPHRASE).keys("\r").waits_for("[1 Today]").keys("2").waits_for("Ana Ruiz");
    screen
}

#[test]
fn locked_by_hand_it_shows_nothing_and_opens_again() {
    let desk = encrypted();
    let mut screen = opened(&desk);
    let before = screen.written().len();
    screen.keys(":").waits_for("> anything").keys("lock").waits_for("> lock").keys("\r");
    screen.waits_for("mentorlog is locked");
    holds_nothing(&screen, before);
    screen.keys(PASSPHRASE).keys("\r").waits_for("[1 Today]").keys("q");
    assert!(screen.ends().success());
    screen.assert_given_back();
}

#[test]
fn locked_by_itself_it_keeps_what_was_typed_and_esc_leaves() {
    let desk = encrypted();
    std::fs::create_dir_all(desk.path("mentorlog")).unwrap();
    std::fs::write(desk.path("mentorlog/config.toml"), "lock_minutes = 0.05\n").unwrap();
    let mut screen = opened(&desk);
    screen.keys("ng").waits_for("NEW GOAL").keys("Lead one review").waits_for("Lead one review");
    let before = screen.written().len();
    screen.waits_for("mentorlog is locked").waits_without("Lead one review");
    holds_nothing(&screen, before);
    screen.keys(PASSPHRASE).keys("\r").waits_for("[1 Today]");
    screen.keys("ng").waits_for("NEW GOAL").waits_for("Lead one review");
    screen.waits_for("mentorlog is locked").keys("\x1b");
    assert!(screen.ends().success());
    screen.assert_given_back();
    assert!(!screen.seen().contains("Ana"), "{}", screen.seen());
}

#[test]
fn a_text_leaves_for_the_editor_only_after_a_word_and_its_file_is_emptied() {
    let desk = encrypted();
    // The second name of the file outlives its removal: what is left in it can be looked at.
    let script =
        "ln \"$1\" \"$TMPDIR/left\"; cat \"$1\" > \"$TMPDIR/seen\"; printf '\\nand a line more\\n' >> \"$1\"";
    let editor = format!("sh -c '{}' sh", script.replace('\'', "'\\''"));
    let variables = [("EDITOR", std::ffi::OsStr::new(&editor))];
    let mut screen = desk.start(env!("CARGO_BIN_EXE_mentorlog"), &[], &variables);
    screen.waits_for("mentorlog is locked").keys(PASSPHRASE).keys("\r").waits_for("[1 Today]");
    screen.keys("nn").waits_for("NEW NOTE").keys("Heliotrope").waits_for("Heliotrope");
    screen.keys("\x07").waits_for("This journal is encrypted").keys("\r");
    screen.waits_without("This journal is encrypted").waits_for("Heliotrope");
    assert!(!desk.path("seen").exists());
    screen.keys("\x07").waits_for("This journal is encrypted").keys("y").waits_for("and a line more");
    screen.keys("\x13").waits_for("Added note").keys("q");
    assert!(screen.ends().success());
    assert_eq!(std::fs::read_to_string(desk.path("seen")).unwrap(), "Heliotrope");
    let left = std::fs::read(desk.path("left")).unwrap();
    assert!(left.iter().all(|byte| *byte == 0), "{}", String::from_utf8_lossy(&left));
}
