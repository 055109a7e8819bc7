//! A passphrase set, changed and taken away; what of the journal can then be read, and by whom.

use crate::support::{Outcome, Shell};
use std::fs;
use std::path::Path;

const SECRET: &str = "Heliotrope confides";

fn with_secret() -> Shell {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    shell.quietly(&["reflection", "add", SECRET, "--about", "Ana"]);
    shell.write("first", "seven herons under the quiet bridge\n");
    shell.write("second", "nine otters over a loud river\n");
    shell
}

fn with(shell: &mut Shell, passphrase: &str, arguments: &[&str]) -> Outcome {
    shell.run(arguments).set("MENTORLOG_PASSPHRASE_FILE", passphrase).quiet().go()
}

fn holds(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holds(&path, text));
        } else if fs::read(&path).unwrap().windows(text.len()).any(|part| part == text.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn an_encrypted_journal_opens_with_its_passphrase_and_shows_nothing_without() {
    let mut shell = with_secret();
    let plain = shell.quietly(&["export"]).stdout;
    shell.quietly(&["passphrase", "set", "--new-file", "first"]);
    // The plain backup of before is the only place that still holds it, and that was said.
    fs::remove_dir_all(shell.path("data/mentorlog/journal.db.backups")).unwrap();
    assert_eq!(holds(&shell.path("data"), SECRET), Vec::<String>::new());
    assert_eq!(holds(&shell.path("data"), "CREATE TABLE"), Vec::<String>::new());

    let locked = shell.run(&["today"]).quiet().go();
    assert_eq!(locked.code, 5, "{}", locked.stderr);
    assert_eq!(with(&mut shell, "second", &["today"]).code, 5);
    let export = with(&mut shell, "first", &["export"]);
    let without_time =
        |text: &str| text.lines().filter(|line| !line.contains("exported_at")).collect::<String>();
    assert_eq!(without_time(&export.stdout), without_time(&plain));

    // Its write-ahead log and its backups are as unreadable.
    assert_eq!(with(&mut shell, "first", &["reflection", "add", SECRET]).code, 0);
    assert_eq!(with(&mut shell, "first", &["backup"]).code, 0);
    assert_eq!(holds(&shell.path("data"), SECRET), Vec::<String>::new());
}

#[test]
fn a_passphrase_is_changed_and_taken_away() {
    let mut shell = with_secret();
    shell.quietly(&["passphrase", "set", "--new-file", "first"]);
    assert_eq!(with(&mut shell, "second", &["passphrase", "change", "--new-file", "second"]).code, 5);
    assert_eq!(with(&mut shell, "first", &["passphrase", "change", "--new-file", "second"]).code, 0);
    assert_eq!(with(&mut shell, "first", &["today"]).code, 5);
    assert_eq!(with(&mut shell, "second", &["passphrase", "remove"]).code, 0);
    assert!(shell.quietly(&["reflection", "list"]).stdout.contains("Heliotrope"));
    assert!(fs::read(shell.journal()).unwrap().starts_with(b"SQLite format 3\0"));
}

#[test]
fn what_is_said_about_passphrases() {
    let mut shell = with_secret();
    shell.write("weak", "password\n");
    shell.write("nothing", "\nsecond line\n");
    shell.say(&["passphrase", "change", "--new-file", "first"]);
    shell.say(&["passphrase", "remove"]);
    shell.say(&["passphrase", "set"]);
    shell.say(&["passphrase", "set", "--new-file", "nothing"]);
    shell.say(&["passphrase", "set", "--new-file", "nowhere"]);
    shell.say(&["passphrase", "set", "--new-file", "weak"]);
    shell.say(&["today"]);
    shell.run(&["today"]).set("MENTORLOG_PASSPHRASE_FILE", "first").go();
    shell.run(&["today"]).set("MENTORLOG_PASSPHRASE_FILE", "nowhere").go();
    shell.run(&["passphrase", "set"]).set("MENTORLOG_PASSPHRASE_FILE", "weak").go();
    shell.write("config/mentorlog/config.toml", "passphrase_command = \"head -1 weak\"\n");
    shell.say(&["reflection", "list"]);
    shell.write("config/mentorlog/config.toml", "passphrase_command = \"false\"\n");
    shell.say(&["reflection", "list"]);
    shell.matches("passphrase");
}

#[test]
fn a_journal_that_is_open_elsewhere_keeps_its_passphrase() {
    let mut shell = with_secret();
    let clock = mentorlog::clock::Clock::pinned(crate::support::NOW).unwrap();
    let store = mentorlog::store::Store::open(&shell.journal(), clock).unwrap();
    let refused = shell.run(&["passphrase", "set", "--new-file", "first"]).quiet().go();
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    drop(store);
    assert!(shell.quietly(&["reflection", "list"]).stdout.contains("Heliotrope"));
    shell.quietly(&["passphrase", "set", "--new-file", "first"]);
}

#[test]
fn before_it_leaves_in_clear_that_is_said() {
    let mut shell = with_secret();
    assert_eq!(shell.quietly(&["export", "-o", "plain.json"]).stderr.lines().count(), 1);
    shell.quietly(&["passphrase", "set", "--new-file", "first"]);
    for arguments in [&["export"][..], &["export", "--no-input"], &["export", "-o", "out.json"]] {
        let outcome = with(&mut shell, "first", arguments);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        assert!(outcome.stderr.contains("can be read by whoever gets it"), "{}", outcome.stderr);
    }
    let encrypted = ["export", "--encrypt", "--passphrase-file", "second", "-o", "out.age"];
    let outcome = with(&mut shell, "first", &encrypted);
    assert!(!outcome.stderr.contains("can be read"), "{}", outcome.stderr);
    assert_eq!(holds(&shell.path("out.age").parent().unwrap().join("data"), SECRET), Vec::<String>::new());
    assert!(!holds(&shell.path(""), SECRET).contains(&shell.path("out.age").display().to_string()));
}
