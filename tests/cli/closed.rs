//! A closed relationship is read-only, and can be taken up again.

use crate::support::Shell;

/// A journal in which the relationship with Ana was closed, with something of each noun in it; the ids.
fn closed() -> (Shell, Vec<String>) {
    let mut shell = Shell::with_ana();
    let ids = vec![
        shell.made(&["session", "log", "Ana", "--on", "2026-03-02", "--notes", "we spoke"]),
        shell.made(&["session", "plan", "Ana", "--on", "2026-03-20 10:00"]),
        shell.made(&["goal", "add", "speak in every review", "--for", "Ana"]),
        shell.made(&["commitment", "add", "send the outline", "--to", "Ana"]),
        shell.made(&["feedback", "give", "Ana", "you waited"]),
        shell.made(&["skill", "add", "listening", "--for", "Ana"]),
    ];
    shell.quietly(&["add", "gave", "Ana:", "a", "way", "in"]);
    shell.quietly(&["rel", "close", "Ana"]);
    (shell, ids)
}

#[test]
fn what_belongs_to_it_stays_as_it_is() {
    let (mut shell, ids) = closed();
    let before = shell.quietly(&["export"]).stdout;
    let [held, planned, goal, _, feedback, skill] = ids.as_slice() else { panic!("six rows") };
    for line in [
        vec!["session", "log", "Ana", "--on", "2026-03-11"],
        vec!["session", "plan", "Ana", "--on", "2026-03-21 10:00"],
        vec!["session", "start", planned],
        vec!["session", "edit", held, "--notes", "otherwise"],
        vec!["goal", "add", "another", "--relationship", "Ana"],
        vec!["goal", "edit", goal, "--title", "otherwise"],
        vec!["goal", "edit", goal, "--relationship", ""],
        vec!["goal", "checkin", goal, "--value", "3"],
        vec!["commitment", "add", "another", "--relationship", "Ana"],
        vec!["feedback", "give", "Ana", "another", "--relationship", "Ana"],
        vec!["feedback", "answer", feedback, "thank you"],
        vec!["skill", "rate", skill, "4", "--for", "Ana", "--relationship", "Ana"],
        vec!["add", "--relationship", "Ana", "gave", "Ana:", "another"],
        vec!["add", "--relationship", "Ana", "note", "Ana:", "we said it", "(shared)"],
        vec!["relationship", "agree", "Ana", "purpose", "otherwise"],
        vec!["relationship", "edit", "Ana", "--title", "otherwise"],
        vec!["relationship", "change", "Ana", "--form", "mutual"],
    ] {
        let outcome = shell.run(&line).quiet().go();
        assert_eq!(outcome.code, 2, "{line:?}: {}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stderr.contains("closed"), "{line:?}: {}", outcome.stderr);
    }
    let stamp =
        |text: &str| text.lines().filter(|line| !line.contains("exported_at")).collect::<Vec<_>>().join("\n");
    assert_eq!(stamp(&shell.quietly(&["export"]).stdout), stamp(&before));
}

#[test]
fn it_is_not_closed_while_a_session_goes_on() {
    let mut shell = Shell::with_ana();
    let planned = shell.made(&["session", "plan", "Ana", "--on", "2026-03-12 10:00"]);
    shell.quietly(&["session", "start", &planned]);
    let outcome = shell.run(&["rel", "close", "Ana"]).quiet().go();
    assert_eq!((outcome.code, outcome.stderr.contains("going on: close that first")), (2, true));
    shell.quietly(&["session", "close", &planned]);
    shell.quietly(&["rel", "close", "Ana"]);
}

#[test]
fn it_says_how_to_take_it_up_again() {
    let (mut shell, ids) = closed();
    shell.say(&["goal", "checkin", &ids[2], "--value", "3"]);
    shell.say(&["add", "--relationship", "Ana", "gave", "Ana:", "another"]);
    shell.say(&["rel", "edit", "Ana", "--title", "otherwise"]);
    shell.say(&["rel", "edit", "Ana", "--state", "active", "--title", "once more"]);
    shell.say(&["goal", "checkin", &ids[2], "--value", "3"]);
    shell.matches("closed");
}

#[test]
fn reading_undo_import_the_bin_and_a_private_note_go_on() {
    let (mut shell, ids) = closed();
    for line in [
        vec!["session", "show", &ids[0]],
        vec!["health", "Ana"],
        vec!["rel", "show", "Ana"],
        vec!["rel", "edit", "Ana", "--ended", "2026-03-13"],
        vec!["add", "--relationship", "Ana", "note", "Ana:", "what stays with me"],
        vec!["reflection", "add", "what I learnt", "--about", "Ana"],
        // What was left open is ended.
        vec!["session", "edit", &ids[1], "--state", "cancelled"],
        vec!["commitment", "done", &ids[3]],
        vec!["goal", "edit", &ids[2], "--state", "reached"],
        vec!["undo"],
    ] {
        shell.quietly(&line);
    }
    let whole = shell.quietly(&["export"]).stdout;
    let file = shell.write("whole.json", &whole);
    let mut other = Shell::new();
    other.quietly(&["import", file.to_str().unwrap()]);
    assert_eq!(
        other.quietly(&["goal", "list", "--json"]).stdout,
        shell.quietly(&["goal", "list", "--json"]).stdout
    );
    // Closing is taken back like any other step.
    for _ in 0..6 {
        shell.quietly(&["undo"]);
    }
    shell.quietly(&["goal", "checkin", &ids[2], "--value", "3"]);
}
