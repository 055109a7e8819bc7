//! What `doctor` says of a journal that is well, and of one that is not; and what it saves.

use crate::support::{Outcome, Shell};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;

/// What was said about each thing: its state, the sentence and what to do.
fn findings(outcome: &Outcome) -> BTreeMap<String, (String, String, String)> {
    let report: Json = serde_json::from_str(&outcome.stdout).unwrap();
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let rows = report["findings"].as_array().unwrap();
    rows.iter()
        .map(|row| (text(&row["what"]), (text(&row["state"]), text(&row["said"]), text(&row["do"]))))
        .collect()
}

fn filled() -> Shell {
    let mut shell = Shell::with_ana();
    let notes: String = (0..400)
        .map(|number| format!("note Ana: the {number}th thing that was worth a line about listening\n"))
        .collect();
    let outcome = shell.run(&["add", "-"]).input(notes).quiet().go();
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    shell.quietly(&["backup"]);
    shell
}

/// Every file of the folder with what is in it.
fn everything(shell: &Shell) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &std::path::Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.insert(path.display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&shell.path(""), &mut found);
    found
}

#[test]
fn a_journal_that_is_well_has_nothing_to_do_and_is_not_touched() {
    let mut shell = filled();
    let before = everything(&shell);
    let outcome = shell.run(&["doctor", "--json"]).set("LANG", "C.UTF-8").quiet().go();
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let found = findings(&outcome);
    assert!(found.values().all(|(state, _, todo)| state == "ok" && todo.is_empty()), "{found:?}");
    for what in [
        "structure",
        "references",
        "search index",
        "page seals",
        "schema",
        "program",
        "files",
        "folders",
        "backup",
    ] {
        assert!(found.contains_key(what), "nothing about {what}");
    }
    assert!(before == everything(&shell), "doctor changed a file");
    let missing = shell.run(&["doctor", "--journal", "nowhere.db"]).quiet().go();
    assert_eq!(missing.code, 3, "{}", missing.stderr);
}

#[test]
fn a_search_index_that_says_something_else_is_made_anew() {
    let mut shell = filled();
    let found =
        |shell: &mut Shell| findings(&shell.run(&["doctor", "--json"]).quiet().go())["search index"].clone();
    // Another program changed a row, took one out of the index, and left one in it.
    let other = rusqlite::Connection::open(shell.journal()).unwrap();
    other
        .execute_batch(
            "UPDATE reflection SET text = 'otherwise' WHERE rowid = 1;
             DELETE FROM search_row WHERE row = (SELECT id FROM reflection WHERE rowid = 2);
             DELETE FROM reflection WHERE rowid = 3;",
        )
        .unwrap();
    drop(other);
    let (state, said, todo) = found(&mut shell);
    assert_eq!(state, "do");
    for fault in ["1 not in it", "1 with other words in it", "1 still in it"] {
        assert!(said.contains(fault), "{said}");
    }
    assert_eq!(todo, "mentorlog doctor --reindex");
    shell.quietly(&["doctor", "--reindex"]);
    assert_eq!(found(&mut shell).0, "ok");
    // Words that do not fit together any more are no damage of the rows.
    let other = rusqlite::Connection::open(shell.journal()).unwrap();
    other.execute_batch("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10").unwrap();
    drop(other);
    let outcome = shell.run(&["doctor", "--json"]).quiet().go();
    assert_eq!(outcome.code, 0, "{}", outcome.stdout);
    assert_eq!(findings(&outcome)["search index"].0, "do", "{}", outcome.stdout);
    shell.quietly(&["doctor", "--reindex"]);
    assert_eq!(found(&mut shell).0, "ok");
}

#[cfg(unix)]
#[test]
fn what_is_to_be_done_can_be_typed() {
    use std::os::unix::fs::PermissionsExt;
    let mut shell = filled();
    fs::set_permissions(shell.journal(), fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(shell.journal().with_file_name("journal.db.rebuilding"), "half").unwrap();
    let outcome = shell.run(&["doctor", "--json"]).quiet().go();
    assert_eq!(outcome.code, 0);
    let found = findings(&outcome);
    for (what, begins) in [("files", "chmod 600 "), ("leftovers", "rm "), ("terminal", "LC_ALL=C.UTF-8 ")] {
        let (state, _, todo) = &found[what];
        assert_eq!(state, "do", "{what}");
        assert!(todo.starts_with(begins), "{todo}");
        if what != "terminal" {
            assert!(
                std::process::Command::new("sh").args(["-c", todo]).status().unwrap().success(),
                "{todo}"
            );
        }
    }
    let found = findings(&shell.run(&["doctor", "--json"]).quiet().go());
    assert_eq!((found["files"].0.as_str(), found["leftovers"].0.as_str()), ("ok", "ok"));
}

#[test]
fn a_damaged_page_costs_no_more_than_its_rows_and_those_come_from_the_history() {
    let mut shell = filled();
    let all: Json = serde_json::from_str(&shell.quietly(&["reflection", "list", "--json"]).stdout).unwrap();
    // The pages that hold notes, and none that holds their history.
    let whole = fs::read(shell.journal()).unwrap();
    let is_notes = |page: &[u8]| {
        let holds = |text: &str| page.windows(text.len()).any(|part| part == text.as_bytes());
        holds("worth a line") && !holds("\"text\"") && page[0] == 13
    };
    let mut damaged = whole.clone();
    let page = (1..whole.len() / 4096).find(|page| is_notes(&whole[page * 4096..(page + 1) * 4096])).unwrap();
    damaged[page * 4096..(page + 1) * 4096].fill(0xa5);
    fs::write(shell.journal(), &damaged).unwrap();

    let outcome = shell.run(&["doctor", "--json"]).quiet().go();
    assert_eq!(outcome.code, 4, "{}", outcome.stdout);
    let found = findings(&outcome);
    assert_eq!(found["structure"].0, "damaged");
    assert!(found["structure"].2.starts_with("mentorlog doctor --salvage "), "{:?}", found["structure"]);
    assert!(found["backup"].2.starts_with("mentorlog restore "), "{:?}", found["backup"]);

    let saved = shell.run(&["doctor", "--salvage", "new.db", "--json"]).quiet().go();
    assert_eq!(saved.code, 0, "{}", saved.stderr);
    let report: Json = serde_json::from_str(&saved.stdout).unwrap();
    let of = |table: &str| {
        report["tables"].as_array().unwrap().iter().find(|row| row["table"] == table).unwrap().clone()
    };
    let notes = of("reflection");
    assert_eq!(notes["gaps"].as_array().unwrap().len(), 1, "{notes}");
    assert!(notes["rebuilt"].as_u64().unwrap() > 0, "{notes}");
    assert_eq!(notes["read"].as_u64().unwrap() + notes["rebuilt"].as_u64().unwrap(), 400, "{notes}");
    assert!(fs::read(shell.journal()).unwrap() == damaged, "the damaged file was written to");
    let again = shell.quietly(&["--journal", "new.db", "reflection", "list", "--json"]);
    assert_eq!(serde_json::from_str::<Json>(&again.stdout).unwrap(), all);

    let refused = shell.run(&["doctor", "--salvage", "new.db"]).quiet().go();
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    shell.quietly(&["restore", "new.db"]);
    assert_eq!(shell.quietly(&["reflection", "list", "--plain"]).stdout.lines().count(), 400);
}

#[test]
fn of_a_file_that_is_cut_off_the_rest_is_saved() {
    let mut shell = filled();
    let whole = fs::read(shell.journal()).unwrap();
    fs::write(shell.journal(), &whole[..whole.len() / 4096 * 3 / 4 * 4096]).unwrap();
    let refused = shell.run(&["today"]).quiet().go();
    assert_eq!(refused.code, 4);
    assert!(refused.stderr.contains("mentorlog doctor"), "{}", refused.stderr);
    let saved = shell.run(&["doctor", "--salvage", "new.db"]).quiet().go();
    assert_eq!(saved.code, 0, "{}{}", saved.stdout, saved.stderr);
    let found = findings(&shell.run(&["doctor", "--json", "--journal", "new.db"]).quiet().go());
    assert_eq!(
        (found["structure"].0.as_str(), found["references"].0.as_str()),
        ("ok", "ok"),
        "{}",
        saved.stdout
    );
    let people = shell.quietly(&["--journal", "new.db", "person", "list"]).stdout;
    assert!(people.contains("Ana Ruiz"), "{people}{}", saved.stdout);
}

#[test]
fn what_is_no_journal_is_told_in_a_line() {
    let mut shell = Shell::new();
    for (name, bytes) in [("empty.db", &b""[..]), ("letter.db", b"a letter, no journal at all")] {
        shell.write(name, bytes);
        let outcome = shell.run(&["doctor", "--json", "--journal", name]).quiet().go();
        assert_eq!(outcome.code, 4, "{name}: {}", outcome.stderr);
        let found = findings(&outcome);
        assert_eq!(found["journal"].0, "damaged", "{name}");
        assert!(!found["journal"].2.is_empty(), "{name}");
        let saved = shell.run(&["doctor", "--salvage", "new.db", "--journal", name]).quiet().go();
        assert_eq!(saved.code, 4, "{name}: {}", saved.stderr);
        assert!(!shell.path("new.db").exists());
    }
}

#[cfg(feature = "encryption")]
#[test]
fn the_key_opens_the_journal_for_any_sqlcipher() {
    let mut shell = Shell::with_ana();
    shell.write("first", "seven herons under the quiet bridge\n");
    let plain = shell.run(&["doctor", "--show-key"]).quiet().go();
    assert_eq!((plain.code, plain.stdout.as_str()), (2, ""));
    shell.quietly(&["passphrase", "set", "--new-file", "first"]);
    assert_eq!(shell.run(&["doctor", "--show-key"]).quiet().go().code, 5);
    let shown = shell.run(&["doctor", "--show-key"]).set("MENTORLOG_PASSPHRASE_FILE", "first").quiet().go();
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    // What a person types into the stock shell.
    let connection = rusqlite::Connection::open(shell.journal()).unwrap();
    connection.execute_batch(&shown.stdout).unwrap();
    let people: i64 = connection.query_row("SELECT count(*) FROM person", [], |row| row.get(0)).unwrap();
    assert_eq!(people, 3);
}

#[cfg(feature = "encryption")]
#[test]
fn one_changed_byte_of_an_encrypted_journal_is_seen_and_the_rest_is_saved_encrypted() {
    let mut shell = filled();
    shell.write("first", "seven herons under the quiet bridge\n");
    shell.quietly(&["passphrase", "set", "--new-file", "first"]);
    let mut bytes = fs::read(shell.journal()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(shell.journal(), &bytes).unwrap();
    let outcome = shell.run(&["doctor", "--json"]).set("MENTORLOG_PASSPHRASE_FILE", "first").quiet().go();
    assert_eq!(outcome.code, 4, "{}", outcome.stdout);
    assert_eq!(findings(&outcome)["page seals"].0, "damaged");
    let arguments = ["doctor", "--salvage", "new.db"];
    let saved = shell.run(&arguments).set("MENTORLOG_PASSPHRASE_FILE", "first").quiet().go();
    assert_eq!(saved.code, 0, "{}", saved.stderr);
    assert!(!fs::read(shell.path("new.db")).unwrap().starts_with(b"SQLite"));
    let arguments = ["--journal", "new.db", "reflection", "list", "--limit", "999", "--plain"];
    let listed = shell.run(&arguments).set("MENTORLOG_PASSPHRASE_FILE", "first").quiet().go();
    assert!(listed.stdout.lines().count() > 300, "{}{}", saved.stdout, listed.stderr);
}
