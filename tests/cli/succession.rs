//! Another form for a relationship, from the shell.

use crate::support::Shell;

#[test]
fn a_relationship_goes_on_in_another_form() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["goal", "add", "speak in every review", "--for", "Ana"]);
    shell.quietly(&["session", "log", "Ana", "--on", "2026-03-02", "--minutes", "45"]);
    shell.say(&["relationship", "change", "Ana", "--form", "pod"]);
    shell.say(&["relationship", "change", "Ana", "--form", "mentor"]);
    shell.say(&["relationship", "change", "Ana", "--form", "reverse", "--as", "Ana:boss"]);
    shell.say(&["relationship", "change", "Ana", "--form", "mutual"]);
    shell.say(&["relationship", "list"]);
    // The name means the one that goes on; the goal went along, the session did not.
    shell.say(&["relationship", "show", "Ana"]);
    assert!(shell.quietly(&["goal", "list", "--json"]).stdout.contains("speak in every review"));
    let rows = shell.quietly(&["relationship", "list", "--json"]).stdout;
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows[0]["successor_of"], rows[1]["id"]);
    shell.say(&["relationship", "change", &rows[1]["id"].as_str().unwrap()[30..], "--form", "peer"]);
    shell.quietly(&["undo"]);
    assert_eq!(shell.quietly(&["relationship", "list", "--plain"]).stdout.lines().count(), 1);
    shell.matches("succession");
}
