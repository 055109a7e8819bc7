//! Text that would move the cursor, ring the bell or rename the window, written into the file by
//! another program: nothing of it reaches a terminal.

use crate::harness::Desk;
use rusqlite::Connection;

/// Clears the screen, renames the window, rings, ends the string for C, says it in one byte, and
/// turns the rest of the line round.
const HOSTILE: &str = "a\u{202e}\u{2066}\u{1b}[2J\u{1b}]0;renamed\u{7}\0\u{9b}31mb\rc\u{8}d";

fn poisoned() -> Desk {
    let desk = Desk::with_ana();
    desk.run(&["add", "todo", "me:", "water the plant"]);
    desk.run(&["add", "note", "Ana:", "she waited"]);
    desk.run(&["goal", "add", "speak up"]);
    let connection = Connection::open(desk.journal()).unwrap();
    for (table, column) in [
        ("commitment", "text"),
        ("reflection", "text"),
        ("goal", "title"),
        ("person", "name"),
        ("person", "title"),
    ] {
        connection.execute(&format!("UPDATE {table} SET {column} = ?1"), [HOSTILE]).unwrap();
    }
    desk
}

#[test]
fn nothing_of_it_is_printed() {
    let desk = poisoned();
    let commands: [&[&str]; 8] = [
        &["today"],
        &["person", "list"],
        &["goal", "list"],
        &["commitment", "list"],
        &["reflection", "list"],
        &["relationship", "list"],
        &["history"],
        &["person", "list", "--color", "always"],
    ];
    for command in commands {
        for plain in [false, true] {
            let mut arguments = command.to_vec();
            if plain {
                arguments.push("--plain");
            }
            let printed = desk.run(&arguments).replace("\u{1b}[", "\u{1b}").replace(['\n', '\t'], "");
            // Colours are the program's own.
            let rest = if arguments.contains(&"always") { printed.replace('\u{1b}', "") } else { printed };
            assert!(!rest.contains(char::is_control), "{arguments:?}: {rest:?}");
            assert!(!rest.contains(['\u{202e}', '\u{2066}']), "{arguments:?}: {rest:?}");
        }
    }
}

#[test]
fn nothing_of_it_reaches_the_screen() {
    let desk = poisoned();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]");
    for (key, tab) in [("2", "[2 "), ("3", "[3 "), ("4", "[4 "), ("5", "[5 "), ("6", "[6 "), ("7", "[7 ")] {
        screen.keys(key).waits_for(tab).waits_for("? help");
    }
    for place in ["people", "promises", "notes", "history", "relationships"] {
        screen.keys(":").waits_for("> anything").keys(place).waits_for(place).keys("\r");
        screen.waits_for(&format!("> {place}")).keys("\r").keys("\x1b").keys("\x1b").keys("1");
        screen.waits_without(&format!("> {place}")).waits_for("[1 Today]");
    }
    screen.keys("q");
    assert!(screen.ends().success());
    let raw = String::from_utf8_lossy(screen.written()).into_owned();
    for part in ["\u{1b}[2Jb", "renamed\u{7}", "\u{1b}]0;", "\0", "\u{9b}", "\u{8}", "\u{202e}", "\u{2066}"] {
        assert!(!raw.contains(part), "{part:?} was written to the terminal");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let desk = Desk::with_ana();
    for arguments in [&["add", "-"][..], &["reflection", "add", "-"], &["import", "-"]] {
        let outcome = desk.try_with_input(arguments, b"note Ana: \xff\xfe\n");
        assert!(matches!(outcome.code, 2 | 4), "{arguments:?}: {} {}", outcome.code, outcome.stderr);
        assert!(outcome.stderr.starts_with("error: "), "{}", outcome.stderr);
    }
    assert!(desk.rows("reflection").is_empty());
}
