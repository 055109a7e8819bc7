//! `mentorlog add`: one line, many lines, all or nothing.

use crate::support::Shell;

const MEDITATIONS: &str = include_str!("../data/meditations-1.txt");

#[test]
fn one_line() {
    let mut shell = Shell::with_ana();
    for line in [
        "note Ana: calmer than last week #calm on yesterday",
        "todo Ana: send the outline by fri",
        "todo me to Ana: an introduction",
        "gave Ana: how I prepare a talk #speaking #nerves (shared)",
        "got Ben: a book on listening",
        "swap Ana: our first drafts",
        "feedback Ana: in the review | you let him finish | he told us why",
        "feedback Ana: well done",
        "ask Ana: do I leave room to disagree?",
        "later Ana: the next role #career",
    ] {
        shell.say(&["add", line]);
    }
    shell.say(&["add", "got", "Commodus:", "nothing", "yet", "--new-people"]);
    shell.say(&["rel", "show", "Ana"]);
    shell.matches("capture");
}

#[test]
fn what_is_printed_as_json_is_the_row() {
    let mut shell = Shell::with_ana();
    let outcome = shell.quietly(&["--json", "add", "gave Ana: a story #one #two"]);
    let row: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(row["topic"], "one");
    assert_eq!(row["at"], "2026-03-12T08:00:00Z");
    assert_eq!(row["at_offset"], "+01:00");
    assert!(row["relationship"].is_string());
    assert!(outcome.stderr.contains("mentorlog undo"), "{}", outcome.stderr);
    let outcome = shell.quietly(&["--json", "add", "swap Ana: our drafts"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(rows.len(), 2);
}

#[test]
fn wrong_lines() {
    let mut shell = Shell::with_ana();
    for line in [
        "todo buy milk",
        "got Anna: a book",
        "got Nobody: a book",
        "todo Ana: the outline by 04/01",
        "got Ana: a book on tomorrow",
        "feedback Ana: only | two",
        "later Ben: the next role",
        "gave me: a book",
        "todo Ana:",
        "> Ana: a book",
    ] {
        shell.say(&["add", line]);
    }
    shell.say(&["add"]);
    shell.run(&["add", "-"]).input("\n \n").go();
    shell.matches("capture_wrong");
}

#[test]
fn many_lines_are_kept_or_none() {
    let mut shell = Shell::with_ana();
    let lines = "got Ana: one\n\ngot Nobody: two\ngot Ana: three\n";
    shell.run(&["add", "-"]).input(lines).go();
    shell.run(&["add", "-"]).input("got Ana: one\nlater Ben: two\n").go();
    assert_eq!(shell.quietly(&["history", "--json"]).stdout.matches("\"kind\": \"do\"").count(), 3);
    shell.run(&["add", "--new-people", "-"]).input(lines).go();
    shell.say(&["undo"]);
    shell.say(&["person", "list"]);
    shell.matches("capture_all_or_nothing");
}

#[test]
fn the_first_book_of_the_meditations() {
    let mut shell = Shell::new();
    shell.say(&[
        "rel",
        "add",
        "--form",
        "distributed",
        "--with",
        "Rusticus",
        "--with",
        "Apollonius",
        "--with",
        "Sextus",
        "--new-people",
    ]);
    shell.run(&["add", "--new-people", "-"]).input(MEDITATIONS).go();
    let first = shell.quietly(&["export"]).stdout;
    let other = shell.path("other/journal.db");
    shell.run(&["import", "-"]).set("MENTORLOG_JOURNAL", &other).input(&first).go();
    let second = shell.run(&["export"]).set("MENTORLOG_JOURNAL", &other).quiet().go().stdout;
    assert_eq!(first, second);
    shell.say(&["rel", "show", "Rusticus"]);
    shell.matches("meditations");
    shell.quietly(&["undo"]);
    shell.quietly(&["undo"]);
    let empty: serde_json::Value = serde_json::from_str(&shell.quietly(&["export"]).stdout).unwrap();
    assert_eq!(empty["people"].as_array().unwrap().len(), 0);
}
