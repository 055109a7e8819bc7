//! How results look: help, colour, JSON, a pipe that closes.

use crate::support::Shell;

#[test]
fn help() {
    let mut shell = Shell::new();
    shell.say(&["--help"]);
    shell.say(&["--version"]);
    for command in ["add", "relationship", "session"] {
        shell.say(&[command, "-h"]);
    }
    shell.say(&["rel", "add", "--help"]);
    shell.matches("help");
}

#[test]
fn forms() {
    let mut shell = Shell::new();
    shell.say(&["forms"]);
    shell.say(&["forms", "mentr"]);
    let all = shell.quietly(&["forms", "--json"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&all.stdout).unwrap();
    assert_eq!(all.len(), 12);
    for form in all {
        let page = shell.quietly(&["forms", form["id"].as_str().unwrap()]);
        assert!(page.stdout.contains("Seven aspects"));
    }
    shell.matches("forms");
}

#[test]
fn colour() {
    let mut shell = Shell::with_ana();
    assert!(!shell.quietly(&["person", "list"]).stdout.contains('\u{1b}'));
    assert!(shell.quietly(&["--color", "always", "person", "list"]).stdout.contains('\u{1b}'));
    assert!(!shell.quietly(&["--color", "always", "--plain", "person", "list"]).stdout.contains('\u{1b}'));
    shell.write("config/mentorlog/config.toml", "color = \"always\"\n");
    assert!(shell.quietly(&["person", "list"]).stdout.contains('\u{1b}'));
    assert!(!shell.quietly(&["--color", "never", "person", "list"]).stdout.contains('\u{1b}'));
    let outcome = shell.run(&["person", "list"]).set("NO_COLOR", "1").quiet().go();
    assert!(!outcome.stdout.contains('\u{1b}'));
}

#[test]
fn every_list_is_json_for_programs() {
    let mut shell = Shell::with_ana();
    for noun in ["person", "relationship", "session", "feedback", "goal", "commitment", "reflection"] {
        let outcome = shell.quietly(&[noun, "list", "--json"]);
        let rows: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert!(rows.is_array(), "{noun}");
    }
    let export: serde_json::Value = serde_json::from_str(&shell.quietly(&["export"]).stdout).unwrap();
    let mut listed: Vec<serde_json::Value> =
        serde_json::from_str(&shell.quietly(&["person", "list", "--json"]).stdout).unwrap();
    listed.reverse();
    assert_eq!(export["people"], serde_json::Value::Array(listed));
    shell.say(&["session", "list"]);
    shell.say(&["session", "list", "--json"]);
    shell.say(&["--json", "person", "show", "Nobody"]);
    shell.matches("json");
}

#[test]
fn completions() {
    let mut shell = Shell::new();
    for name in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(shell.quietly(&["completions", name]).stdout.contains("mentorlog"));
    }
    shell.say(&["completions", "cmd"]);
    shell.matches("completions");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_is_no_fault() {
    use std::process::{Command, Stdio};
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    let note = "x".repeat(300_000);
    shell.run(&["reflection", "add", "-"]).input(&note).quiet().go();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mentorlog"))
        .args(["--journal", shell.journal().to_str().unwrap(), "export"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.success());
}

#[test]
fn the_way_back_names_the_journal_that_was_named() {
    let mut shell = Shell::with_ana();
    let outcome =
        shell.run(&["add", "note Ana: hello", "--journal", "my other.db", "--new-people"]).quiet().go();
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("mentorlog --journal \"my other.db\" undo"), "{}", outcome.stdout);
}
