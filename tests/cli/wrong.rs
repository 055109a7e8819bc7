//! Bad input: each is refused with the thing named, a hint that can be typed, and its exit code.

use crate::support::Shell;

#[test]
fn names() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["person", "add", "Ana Berg"]);
    shell.say(&["person", "show", "Anna Ruis"]);
    shell.say(&["person", "show", "Ana"]);
    shell.say(&["person", "show", "Zacharias"]);
    shell.say(&["person", "add", "ana ruiz"]);
    shell.say(&["person", "add", " \t"]);
    shell.say(&["rel", "show", "Nobody"]);
    shell.say(&["rel", "show", "Ama Ruiz"]);
    shell.say(&["goal", "show", "abcdef"]);
    shell.say(&["session", "show", "x"]);
    shell.say(&["commitment", "done", "0000"]);
    shell.say(&["feedback", "give", "me", "well done"]);
    shell.say(&["session", "list", "--with", "Nobody"]);
    shell.matches("wrong_names");
}

#[test]
fn relationships() {
    let mut shell = Shell::with_ana();
    shell.say(&["rel", "add", "--form", "mentr", "--with", "Ana"]);
    shell.say(&["rel", "add", "--form", "aquarium", "--with", "Ana"]);
    shell.say(&["rel", "add", "--form", "mentor", "--with", "Ana", "--with", "Ben"]);
    shell.say(&["rel", "add", "--form", "distributed", "--with", "Ana"]);
    shell.say(&["rel", "add", "--form", "mentor", "--with", "Ana:host"]);
    shell.say(&["rel", "add", "--form", "mentor", "--with", "Ana", "--role", "sage"]);
    shell.say(&["rel", "add", "--form", "mentor", "--with", "Nobody"]);
    shell.say(&["rel", "add", "--form", "mentor", "--with", "me"]);
    shell.say(&["rel", "add", "--form", "peer", "--with", "Ana", "--with", "ana ruiz"]);
    shell.say(&["rel", "add", "--form", "mentor"]);
    shell.say(&["rel", "add", "--form", "mentor", "--with", "Ben", "--cadence", "0"]);
    shell.say(&["rel", "edit", "Ana", "--started", "2026-03-01", "--ended", "2026-02-01"]);
    shell.say(&["rel", "close", "Ana", "--on", "2026-01-01"]);
    shell.quietly(&["rel", "close", "Ana"]);
    shell.say(&["rel", "close", "Ana"]);
    shell.matches("wrong_relationships");
}

#[test]
fn values() {
    let mut shell = Shell::with_ana();
    let goal = shell.made(&["goal", "add", "speak up"]);
    shell.say(&["goal", "add", ""]);
    shell.say(&["goal", "add", "x", "--target", "nan"]);
    shell.say(&["goal", "edit", &goal, "--title", " "]);
    shell.say(&["goal", "edit", &goal, "--parent", &goal]);
    shell.say(&["goal", "edit", &goal, "--state", "done"]);
    shell.say(&["goal", "checkin", &goal, "--value", "1", "--confidence", "11"]);
    shell.say(&["goal", "checkin", &goal, "--value", "1", "--confidence", "-1"]);
    shell.say(&["goal", "checkin", &goal, "--value", "1", "--on", "tomorrow"]);
    shell.say(&["session", "log", "Ana", "--minutes", "-5"]);
    shell.say(&["session", "log", "Ana", "--on", "2026-03-10 15:00", "--ended", "2026-03-10 14:00"]);
    shell.say(&["session", "log", "Ana", "--on", "tomorrow"]);
    shell.say(&["session", "plan", "Ana"]);
    shell.say(&["session", "plan", "Ana", "--on", "yesterday"]);
    shell.say(&["session", "plan", "Ana", "--on", "04/01"]);
    shell.say(&["session", "plan", "Ana", "--on", "someday"]);
    shell.say(&["session", "plan", "Ana", "--on", "30 feb"]);
    shell.say(&["session", "list", "--state", "over"]);
    shell.say(&["session", "list", "--since", "2026-03-02", "--until", "2026-03-01"]);
    shell.say(&["person", "list", "--state", "open"]);
    shell.say(&["feedback", "give", "Ana"]);
    shell.say(&["feedback", "give", "Ana", "--situation", "only this"]);
    shell.say(&["feedback", "give", "Ana", "well done", "--care", "6"]);
    shell.say(&["feedback", "give", "Ana", "well done", "--style", "sbi"]);
    shell.say(&["feedback", "ask", "Ana", ""]);
    shell.say(&["commitment", "add", ""]);
    shell.say(&["reflection", "add", ""]);
    shell.say(&["goal", "add", "x", "--shared", "--private"]);
    shell.matches("wrong_values");
}

#[test]
fn commands() {
    let mut shell = Shell::new();
    shell.say(&[]);
    shell.say(&["persn", "list"]);
    shell.say(&["person", "list", "--limt", "3"]);
    shell.say(&["person", "list"]);
    shell.say(&["--json", "person", "list"]);
    shell.run(&["today"]).set("MENTORLOG_NOW", "noon").go();
    shell.run(&["today"]).unset("HOME").unset("XDG_DATA_HOME").unset("XDG_CONFIG_HOME").quiet().go();
    shell.matches("wrong_commands");
}

#[test]
fn text() {
    let mut shell = Shell::with_ana();
    let long = "word ".repeat(210_000);
    let outcome = shell.run(&["--json", "reflection", "add", "-"]).input(&long).quiet().go();
    assert_eq!(outcome.code, 0);
    let row: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(row["text"].as_str().unwrap(), long.trim());
    let outcome = shell.run(&["add", "-"]).input(format!("note: {long}")).quiet().go();
    assert_eq!(outcome.code, 0);
    assert!(outcome.stdout.len() < 400, "{}", outcome.stdout.len());

    shell.run(&["add", "-"]).input("got Ana: a\u{1b}[31m red\0 bell\u{7} end").go();
    shell.say(&["person", "add", "Eve\u{1b}]0;title\u{7}\u{9b}31m", "--title", "a\u{1b}[2Jb"]);
    shell.say(&["person", "show", "Eve"]);
    shell.say(&["person", "show", "\u{1b}[31mNobody"]);
    shell.run(&["add", "-"]).input(b"got Ana: one\ngot Ana: two\ngot Ana: \xff\xfe\n").go();
    shell.run(&["reflection", "add", "-"]).input(b"\xff").go();
    let listed = shell.quietly(&["reflection", "list", "--plain"]);
    assert!(!listed.stdout.contains('\u{1b}'));
    shell.matches("wrong_text");
}

/// A row is named by what it says as well, as people and relationships are.
#[test]
fn rows_are_named_by_what_they_say() {
    let mut shell = Shell::with_ana();
    let goal = shell.made(&["goal", "add", "Speak in every review", "--for", "Ana"]);
    shell.quietly(&["goal", "add", "Speak up early", "--for", "Ana"]);
    shell.quietly(&["commitment", "add", "send the outline", "--to", "Ana"]);
    shell.quietly(&["commitment", "done", "send the outline"]);
    shell.quietly(&["commitment", "add", "send the outline", "--to", "Ana"]);
    shell.quietly(&["commitment", "add", "send flowers", "--to", "Ana"]);
    shell.quietly(&["skill", "add", "listening", "--for", "Ana"]);
    shell.quietly(&["skill", "add", "list making", "--for", "Ana"]);
    shell.quietly(&["reflection", "add", "Wait before answering"]);
    shell.quietly(&["lookback", "add", "--intend", "ask first", "--intend", "ask Ana twice"]);
    shell.say(&["goal", "checkin", "speak in EVERY review", "--value", "3"]);
    shell.say(&["goal", "checkin", "speak in", "--value", "4"]);
    shell.say(&["goal", "checkin", "speak", "--value", "5"]);
    shell.say(&["goal", "checkin", "review", "--value", "5"]);
    shell.say(&["goal", "checkin", "", "--value", "5"]);
    shell.say(&["goal", "edit", "speak up", "--parent", "speak in"]);
    assert!(shell.quietly(&["goal", "show", &goal]).stdout.contains("Speak in every review"));
    shell.say(&["commitment", "done", "send"]);
    // The open one is meant.
    shell.say(&["commitment", "done", "send the outline"]);
    shell.say(&["commitment", "drop", "send the"]);
    shell.say(&["skill", "rate", "listen", "4", "--for", "Ana"]);
    shell.say(&["skill", "rate", "list", "4", "--for", "Ana"]);
    shell.say(&["reflection", "show", "wait before"]);
    shell.say(&["lookback", "done", "ask"]);
    shell.say(&["lookback", "done", "ask f"]);
    shell.say(&["lookback", "done", "ask first"]);
    shell.say(&["lookback", "done", "something else"]);
    shell.matches("called");
}
