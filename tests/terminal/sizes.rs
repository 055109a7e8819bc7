//! The window is pulled to any size and back while something is being typed: no text is lost.

use super::harness::Desk;

const TYPED: &str = "Lead one review without me";

#[test]
fn a_form_survives_every_size_on_every_tab() {
    let desk = Desk::new();
    let mut screen = desk.screen(&["demo"]);
    screen.waits_for("[1 Today]");
    for (key, tab) in
        [("1", "[1 "), ("2", "[2 "), ("3", "[3 "), ("4", "[4 "), ("5", "[5 "), ("6", "[6 "), ("7", "[7 ")]
    {
        screen.keys(key).waits_for(tab).keys("nn").waits_for("NEW NOTE").keys(TYPED).waits_for(TYPED);
        screen.resize(79, 23).waits_for("[ Keep ]").waits_for(TYPED);
        // Two rows are in sight, those with the cursor; the frame before had no such break.
        screen.resize(30, 8).waits_for("> Note *   review").waits_for("without me");
        screen.resize(5, 2).waits_for("m");
        screen.keys("!");
        screen.resize(100, 30).waits_for("[ Keep ]").waits_for(&format!("{TYPED}!"));
        screen.keys("\x13").waits_without("NEW NOTE");
    }
    screen.keys("q");
    assert!(screen.ends().success());
}

#[test]
fn two_thousand_repeats_of_a_key_are_taken_and_the_program_answers() {
    let desk = Desk::new();
    let mut screen = desk.screen(&["demo"]);
    screen.waits_for("[1 Today]").keys("4").waits_for("[4 Sessions]");
    screen.keys(&"\x1b[B".repeat(2000)).keys("1").waits_for("[1 Today]").keys("q");
    assert!(screen.ends().success());
}
