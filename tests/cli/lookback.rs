//! The look back from the shell.

use crate::support::Shell;

#[test]
fn the_month_is_printed_written_down_and_taken_as_done() {
    let mut shell = Shell::with_ana();
    shell.say(&["lookback"]);
    shell.say(&["lookback", "add"]);
    shell.say(&[
        "lookback",
        "add",
        "--answer",
        "",
        "--answer",
        "that I was tired",
        "--intend",
        "ask first@Ana",
    ]);
    shell.say(&["lookback", "list"]);
    let list = shell.quietly(&["lookback", "list", "--json"]).stdout;
    let rows: serde_json::Value = serde_json::from_str(&list).unwrap();
    let (review, intention) = (&rows[0]["id"], &rows[0]["intentions"][0]["id"]);
    let short = |id: &serde_json::Value| id.as_str().unwrap()[30..].to_owned();
    assert!(shell.quietly(&["today"]).stdout.contains("ask first"));
    assert!(shell.quietly(&["session", "prepare", "Ana"]).stdout.contains("ask first"));
    assert_eq!(shell.quietly(&["lookback", "done", &short(intention)]).code, 0);
    assert!(!shell.quietly(&["today"]).stdout.contains("ask first"));
    let shown = shell.quietly(&["lookback", "show", &short(review)]).stdout;
    assert!(
        shown.contains("done: ask first, with Ana Ruiz") && shown.contains("that I was tired"),
        "{shown}"
    );
    shell.say(&["lookback", "add", "--intend", "1", "--intend", "2", "--intend", "3", "--intend", "4"]);
    shell.matches("lookback");
}
