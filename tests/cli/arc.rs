//! A session before, during and after, from the shell.

use crate::support::Shell;

#[test]
fn a_session_is_prepared_held_closed_and_amended() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["session", "log", "Ana", "--on", "26 feb 14:00", "--minutes", "45"]);
    shell.quietly(&["commitment", "add", "Intro to Priya", "--to", "Ana", "--by", "tue"]);
    shell.quietly(&["goal", "add", "Lead one review", "--for", "Ana", "--relationship", "Ana"]);
    shell.quietly(&["add", "later Ana: the roadmap"]);
    shell.say(&["session", "prepare", "Ana"]);
    shell.say(&["relationship", "agree", "Ana", "purpose", "Incidents and rooms", "--review", "tomorrow"]);
    let id = shell.made(&["session", "plan", "Ana", "--on", "today 14:00", "--agenda", "Her talk"]);
    shell.say(&["session", "prepare", &id]);
    shell.say(&["session", "start", "Ana"]);
    let row: serde_json::Value =
        serde_json::from_str(&shell.quietly(&["session", "show", &id, "--json"]).stdout).unwrap();
    let talk = row["agenda"].as_array().unwrap().iter().find(|item| item["text"] == "Her talk").unwrap();
    let talk = talk["id"].as_str().unwrap().to_owned();
    let arguments =
        ["session", "close", &id, "--item", &format!("{}=park", &talk[30..]), "--pulse", "heard=4"];
    shell.say(&[&arguments[..], &["--learnt", "I answer too early", "--minutes", "50"]].concat());
    shell.say(&["session", "edit", &id, "--notes", "She froze when the VP joined"]);
    shell.say(&["session", "show", &id]);
    shell.say(&["session", "list"]);
    shell.say(&["relationship", "show", "Ana"]);
    shell.say(&["reflection", "list"]);
    shell.say(&["session", "close", &id]);
    shell.say(&["undo"]);
    shell.say(&["undo"]);
    shell.say(&["session", "show", &id]);
    shell.matches("arc");
}

#[test]
fn what_closing_does_not_understand_is_told() {
    let mut shell = Shell::with_ana();
    shell.say(&["session", "close", "Ana"]);
    shell.quietly(&["session", "plan", "Ana", "--on", "today 14:00"]);
    for wrong in [
        &["--pulse", "joy=4"][..],
        &["--pulse", "heard=9"],
        &["--pulse", "heard"],
        &["--item", "ffff=park"],
        &["--promise", "ffff=kept"],
        &["--next", "someday"],
        &["--minutes", "0"],
    ] {
        shell.say(&[&["session", "close", "Ana"], wrong].concat());
    }
    shell.say(&["relationship", "agree", "Ana", "Salary", "none"]);
    shell.say(&["relationship", "agree", "Ana", "Purpose", " "]);
    shell.matches("arc_wrong");
}

#[test]
fn preparing_as_json_changes_nothing() {
    let mut shell = Shell::with_ana();
    let before = shell.quietly(&["export"]).stdout;
    let page: serde_json::Value =
        serde_json::from_str(&shell.quietly(&["session", "prepare", "Ana", "--json"]).stdout).unwrap();
    assert_eq!(page["minutes"], 60);
    assert_eq!(page["questions"].as_array().unwrap().len(), 2);
    let minutes: u64 =
        page["parts"].as_array().unwrap().iter().map(|part| part["minutes"].as_u64().unwrap()).sum();
    assert_eq!(minutes, 60);
    assert_eq!(page["phase"]["suggested"], "preparing");
    assert_eq!(shell.quietly(&["export"]).stdout, before);
}
