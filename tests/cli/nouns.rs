//! Every noun's commands on a good day.

use crate::support::Shell;

#[test]
fn person() {
    let mut shell = Shell::new();
    shell.say(&[
        "person",
        "add",
        "Ana Ruiz",
        "--title",
        "Engineer",
        "--expertise",
        "rust, sql",
        "--note",
        "likes tea",
    ]);
    shell.say(&["person", "add", "李雷", "--department", "数据", "--authority", "3"]);
    shell.say(&["person", "list"]);
    shell.say(&["person", "list", "--plain", "--limit", "1"]);
    shell.say(&["person", "edit", "ana", "--title", "Staff engineer", "--note", ""]);
    shell.say(&["person", "show", "Ana"]);
    shell.say(&["person", "edit", "me", "--name", "Marcus"]);
    shell.say(&["person", "list"]);
    shell.matches("person");
}

#[test]
fn relationship() {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana Ruiz"]);
    shell.say(&[
        "relationship",
        "add",
        "--form",
        "mentor",
        "--with",
        "ana",
        "--cadence",
        "14",
        "--purpose",
        "lead a review",
    ]);
    shell.say(&[
        "rel",
        "add",
        "--form",
        "distributed",
        "--with",
        "Ben",
        "--with",
        "Chen",
        "--new-people",
        "--title",
        "my network",
        "--started",
        "2025-09-01",
    ]);
    shell.say(&["rel", "list"]);
    shell.say(&["rel", "list", "--with", "Chen", "--plain"]);
    shell.say(&["rel", "edit", "my network", "--minutes", "45", "--phase", "enabling"]);
    shell.say(&["rel", "show", "my network"]);
    shell.say(&["rel", "close", "Ana", "--on", "yesterday"]);
    shell.say(&["rel", "edit", "Ana", "--ended", "2026-03-20"]);
    shell.say(&["rel", "list", "--state", "active"]);
    shell.matches("relationship");
}

#[test]
fn session() {
    let mut shell = Shell::with_ana();
    shell.say(&[
        "session",
        "log",
        "Ana",
        "--on",
        "2026-03-05 15:00",
        "--minutes",
        "45",
        "--notes",
        "went well",
        "--private-notes",
        "I talked too much",
    ]);
    shell.quietly(&["add", "later", "Ana:", "the", "next", "role"]);
    shell.say(&["session", "plan", "Ana", "--agenda", "the outline"]);
    shell.say(&[
        "session",
        "plan",
        "Ana",
        "--on",
        "in 4 weeks 14:00",
        "--minutes",
        "30",
        "--place",
        "the park",
    ]);
    shell.say(&["session", "start", "Ana"]);
    shell.say(&["session", "log", "Ana", "--ended", "now"]);
    shell.say(&["session", "log", "Ana"]);
    shell.say(&["session", "list"]);
    shell.say(&["session", "list", "--state", "held", "--since", "2026-03-01", "--until", "2026-03-09"]);
    let planned = shell.made(&[
        "session",
        "plan",
        "Ana",
        "--on",
        "tomorrow 9:30",
        "--agenda",
        "one",
        "--agenda",
        "two",
    ]);
    shell.say(&[
        "session",
        "edit",
        &planned,
        "--state",
        "cancelled",
        "--place",
        "room 4",
        "--facilitator",
        "Ana",
    ]);
    shell.say(&["session", "show", &planned]);
    shell.matches("session");
}

#[test]
fn feedback() {
    let mut shell = Shell::with_ana();
    shell.say(&[
        "feedback",
        "give",
        "Ana",
        "--situation",
        "in the review",
        "--behaviour",
        "you let him finish",
        "--impact",
        "he told us why",
        "--shared",
    ]);
    shell.say(&["feedback", "give", "Ana", "the outline was clear", "--style", "praise", "--care", "4"]);
    shell.say(&["feedback", "record", "Ana", "you answer before I finish", "--on", "mon"]);
    let asked = shell.made(&["feedback", "ask", "Ben", "do I leave room to disagree?"]);
    shell.say(&["feedback", "answer", &asked, "most of the time"]);
    shell.say(&["feedback", "act", &asked]);
    shell.say(&[
        "feedback",
        "answer",
        &asked,
        "I will count to three",
        "--on",
        "today",
        "--felt-care",
        "4",
        "--felt-challenge",
        "3",
    ]);
    shell.say(&["feedback", "answer", &asked, "once more"]);
    shell.say(&["feedback", "act", &asked, "count to three before answering", "--by", "fri"]);
    shell.say(&["commitment", "list"]);
    shell.say(&["feedback", "act", &asked]);
    let session = shell.made(&["session", "log", "Ana", "--on", "mon"]);
    let goal = shell.made(&["goal", "add", "ask before advising", "--for", "Ana"]);
    let about = shell.made(&[
        "feedback",
        "record",
        "Ana",
        "you asked first",
        "--session",
        &session,
        "--goal",
        &goal,
        "--topic",
        "advising",
    ]);
    shell.say(&["feedback", "show", &about]);
    shell.say(&["feedback", "answer", &about, "thank you"]);
    shell.say(&["feedback", "act", &about]);
    shell.say(&["feedback", "ask", "Ana", "where am I unclear?", "--goal", "nothing"]);
    shell.say(&[
        "feedback",
        "give",
        "Ana",
        "--situation",
        "in a meeting",
        "--behaviour",
        "You never read what I send",
        "--impact",
        "Everyone thinks it was bad",
        "--intent",
        "Explain yourself",
    ]);
    shell.say(&["feedback", "give", "Ana", "Great job!", "--style", "praise"]);
    shell.say(&["feedback", "list"]);
    shell.say(&["feedback", "list", "--state", "given", "--with", "Ana", "--plain"]);
    shell.say(&["feedback", "show", &asked]);
    shell.matches("feedback");
}

#[test]
fn goal() {
    let mut shell = Shell::with_ana();
    shell.say(&["goal", "add", "ask before advising", "--shared"]);
    let goal = shell.made(&[
        "goal",
        "add",
        "speak in every review",
        "--for",
        "Ana",
        "--measure",
        "talks",
        "--unit",
        "talks",
        "--target",
        "10",
        "--due",
        "in 3 months",
    ]);
    shell.say(&[
        "goal",
        "checkin",
        &goal,
        "--value",
        "2.5",
        "--confidence",
        "7",
        "--note",
        "slow start",
        "--on",
        "2026-03-01",
    ]);
    shell.say(&["goal", "checkin", &goal, "--value", "4"]);
    shell.say(&["goal", "edit", &goal, "--due", "", "--state", "paused", "--why", "to be heard"]);
    shell.say(&["goal", "list"]);
    shell.say(&["goal", "show", &goal]);
    shell.matches("goal");
}

#[test]
fn commitment() {
    let mut shell = Shell::with_ana();
    let mine =
        shell.made(&["commitment", "add", "an introduction to Priya", "--to", "Ana", "--by", "yesterday"]);
    shell.say(&["commitment", "add", "the outline", "--owner", "Ana", "--by", "fri"]);
    shell.say(&["commitment", "add", "say no once a week"]);
    shell.say(&["commitment", "list", "--state", "open"]);
    shell.say(&["commitment", "done", &mine]);
    shell.say(&["commitment", "done", &mine]);
    let other = shell.made(&["commitment", "add", "read his draft", "--to", "Ben"]);
    shell.say(&["commitment", "drop", &other]);
    shell.say(&["commitment", "list"]);
    shell.matches("commitment");
}

#[test]
fn reflection() {
    let mut shell = Shell::with_ana();
    shell.say(&["reflection", "add", "why do I rescue?", "--about", "Ana", "--tags", "rescue,habits"]);
    shell.run(&["reflection", "add", "-", "--shared", "--on", "sun"]).input("first line\nsecond line\n").go();
    shell.say(&["reflection", "list"]);
    let note = shell.made(&["reflection", "add", "two\nlines", "--relationship", "Ana"]);
    shell.say(&["reflection", "show", &note]);
    shell.matches("reflection");
}

#[test]
fn history() {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    shell.say(&["person", "add", "Ben"]);
    shell.say(&["undo"]);
    shell.say(&["person", "list"]);
    shell.say(&["redo"]);
    shell.say(&["redo"]);
    shell.say(&["history"]);
    shell.say(&["history", "--limit", "1", "--json"]);
    shell.say(&["undo"]);
    shell.say(&["undo", "--json"]);
    shell.say(&["undo"]);
    shell.matches("history");
}

#[test]
fn bin() {
    use mentorlog::store::Store;
    let mut shell = Shell::with_ana();
    shell.say(&["bin"]);
    let store =
        Store::open(&shell.journal(), mentorlog::clock::Clock::pinned(crate::support::NOW).unwrap()).unwrap();
    for name in ["Ana", "Ben"] {
        let person = store.person(name).unwrap();
        store.write(&format!("bin {name}"), |tx| tx.bin(person)).unwrap();
    }
    let entries = store.binned().unwrap();
    let ben = entries.iter().find(|entry| entry.label.starts_with("Ben")).unwrap().id.simple().to_string();
    drop(store);
    shell.say(&["bin", "list"]);
    shell.say(&["bin", "restore", &ben[26..]]);
    shell.say(&["bin", "restore", "ffffff"]);
    shell.say(&["bin", "purge"]);
    shell.say(&["bin", "purge", "--yes"]);
    shell.say(&["bin"]);
    shell.say(&["person", "list"]);
    shell.matches("bin");
}

#[test]
fn today() {
    let mut shell = Shell::with_ana();
    shell.say(&["today"]);
    shell.quietly(&["session", "plan", "Ana", "--on", "today 14:00", "--minutes", "45"]);
    shell.quietly(&["session", "plan", "Ana", "--on", "next tue 10:00", "--agenda", "her talk"]);
    shell.quietly(&["commitment", "add", "intro to Priya", "--to", "Ana", "--by", "2026-03-10"]);
    shell.quietly(&["commitment", "add", "talk outline", "--owner", "Ana", "--by", "fri"]);
    shell.quietly(&["feedback", "ask", "Ben", "do I leave room to disagree?", "--on", "2026-03-06"]);
    shell.say(&["today"]);
    shell.say(&["today", "--plain"]);
    shell.run(&["today"]).set("MENTORLOG_NOW", "2026-03-14T08:00:00+01:00").go();
    let outcome = shell.quietly(&["today", "--json"]);
    let today: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(today["mine"]["late"], 1);
    assert_eq!(today["next"].as_array().unwrap().len(), 2);
    shell.matches("today");
}
