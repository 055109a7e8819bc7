//! What is typed is in the file within half a second, whatever happens to the program.

use super::harness::{Desk, until, until_gone};
use mentorlog::clock::Clock;
use mentorlog::store::Store;

/// The text of a draft's field, as a second connection sees it.
fn drafted(desk: &Desk, place: &str, field: &str) -> Option<String> {
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    store.draft(place).unwrap()?.typed.fields.get(field).cloned()
}

#[test]
fn a_killed_form_is_offered_again() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("ng").waits_for("NEW GOAL").keys("Lead one review");
    until("the draft", || drafted(&desk, "goal/new", "title").as_deref() == Some("Lead one review"));
    screen.signal("KILL");
    assert!(!screen.ends().success());

    let mut again = desk.screen(&[]);
    again.waits_for("1 draft waits").keys("ng").waits_for("Continued from");
    again.waits_for("Lead one review").keys("\x13").waits_for("Added goal").keys("q");
    assert!(again.ends().success());
    assert_eq!(desk.rows("goal")[0]["title"], "Lead one review");
    assert_eq!(drafted(&desk, "goal/new", "title"), None);
}

#[test]
fn a_killed_capture_line_is_offered_again() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("i").waits_for("Enter keep").keys("! Ana: send the outline");
    until("the draft", || drafted(&desk, "capture", "line").as_deref() == Some("! Ana: send the outline"));
    screen.signal("KILL");
    screen.ends();

    let mut again = desk.screen(&[]);
    again.waits_for("1 draft waits").keys("i").waits_for("! Ana: send the outline").keys("\r");
    again.waits_without("Enter keep").keys("q");
    assert!(again.ends().success());
    assert_eq!(desk.rows("commitment").len(), 1);
}

#[test]
fn a_signal_that_ends_the_program_keeps_the_last_key() {
    for name in ["TERM", "HUP", "INT"] {
        let desk = Desk::with_ana();
        let mut screen = desk.screen(&[]);
        screen.waits_for("[1 Today]").keys("ng").waits_for("NEW GOAL").keys("Lead one review");
        screen.waits_for("Lead one review").signal(name);
        screen.ends();
        screen.assert_given_back();
        assert_eq!(drafted(&desk, "goal/new", "title").as_deref(), Some("Lead one review"), "SIG{name}");
    }
}

#[test]
fn a_closed_window_ends_the_program_and_keeps_the_last_key() {
    let desk = Desk::with_ana();
    let (mut shell, process) = desk.shell_with_program();
    shell.keys("ng").waits_for("NEW GOAL").keys("Lead one review").waits_for("Lead one review");
    // The shell holds the terminal: with its end the terminal is gone.
    shell.signal("KILL");
    until_gone(&process);
    assert_eq!(drafted(&desk, "goal/new", "title").as_deref(), Some("Lead one review"));
}
