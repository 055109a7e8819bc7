//! What was purged is in no file of the folder any more: not in the journal, its history, its log,
//! its free space, its drafts or its backups.

use crate::support::{NOW, Shell};
use mentorlog::clock::Clock;
use mentorlog::store::Store;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What nobody may find again.
const SECRETS: [&str; 4] = ["Heliotrope confides", "quartz lantern", "Zebulon", "vermilion draft"];
/// Words of theirs as the search index has them: without capitals, and without what the word before it
/// begins with.
const INDEXED: [&str; 2] = ["liotrope", "ebulon"];

/// The files under a folder that hold one of the secrets, or a word of theirs, with it.
fn holding(folder: &Path) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let held = |text: &&str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        found.extend(
            SECRETS.into_iter().chain(INDEXED).filter(held).map(|text| (path.display().to_string(), text)),
        );
    }
    found
}

/// A journal in which the secrets were written, changed, undone, backed up and binned.
fn told() -> Shell {
    let mut shell = Shell::with_ana();
    let person = shell.made(&["person", "add", "Zebulon Fane", "--title", "quartz lantern"]);
    let note = shell.made(&["reflection", "add", "Heliotrope confides to nobody", "--about", "Zebulon"]);
    shell.quietly(&["person", "edit", "Zebulon", "--title", "a quartz lantern, again"]);
    shell.quietly(&["undo"]);
    shell.quietly(&["redo"]);
    shell.quietly(&["add", "note", "Ana:", "this one stays"]);
    let store = Store::open(&shell.journal(), Clock::pinned(NOW).unwrap()).unwrap();
    let entry = BTreeMap::from([("text".to_owned(), "a vermilion draft".to_owned())]);
    let id = store.by_id::<mentorlog::model::Reflection>(&note).unwrap();
    store.save_draft(&format!("reflection/{id}"), "a note", &mentorlog::store::Typed::of(entry)).unwrap();
    store.close().unwrap();
    shell.quietly(&["backup"]);
    let store = Store::open(&shell.journal(), Clock::pinned(NOW).unwrap()).unwrap();
    store.write("bin a note", |tx| tx.bin(id)).unwrap();
    let id = store.by_id::<mentorlog::model::Person>(&person).unwrap();
    store.write("bin a person", |tx| tx.bin(id)).unwrap();
    store.close().unwrap();
    shell
}

#[test]
fn a_purge_leaves_no_byte_of_it() {
    let mut shell = told();
    let data = shell.path("data");
    assert!(holding(&data).len() > SECRETS.len(), "{:?}", holding(&data));
    let done = shell.quietly(&["bin", "purge", "--yes"]);
    assert!(done.stdout.contains("backup"), "{}", done.stdout);
    assert_eq!(holding(&data), Vec::new());
    assert!(shell.quietly(&["find", "Heliotrope"]).stdout.is_empty());
    assert!(shell.quietly(&["find", "stays"]).stdout.contains("this one stays"));

    // The rest stands, here and in the backups, and what is left of the history can be undone.
    assert!(shell.quietly(&["reflection", "list"]).stdout.contains("this one stays"));
    let backup = fs::read_dir(shell.path("data/mentorlog/journal.db.backups")).unwrap();
    let backup =
        backup.map(|entry| entry.unwrap().path()).find(|p| p.to_string_lossy().contains("asked")).unwrap();
    let listed = shell.quietly(&["--journal", backup.to_str().unwrap(), "reflection", "list"]);
    assert!(listed.stdout.contains("this one stays"), "{}", listed.stdout);
    shell.quietly(&["undo"]);
    let report = shell.quietly(&["doctor", "--json"]).stdout;
    assert!(report.contains("\"whole\": true"), "{report}");
}

#[test]
fn a_backup_that_cannot_be_cleaned_is_named() {
    let mut shell = told();
    let broken = shell.path("data/mentorlog/journal.db.backups/journal-2026-03-01-090000-daily.db");
    fs::write(&broken, "Heliotrope confides, in a file that is no journal").unwrap();
    let done = shell.quietly(&["bin", "purge", "--yes"]);
    assert!(done.stderr.contains(&format!("rm {}", broken.display())), "{}", done.stderr);
    fs::remove_file(broken).unwrap();
    assert_eq!(holding(&shell.path("data")), Vec::new());
}

#[test]
fn an_import_is_preceded_by_a_backup() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["export", "-o", "out.json"]);
    let backups = |shell: &mut Shell| shell.quietly(&["backup", "list"]).stdout;
    shell.quietly(&["import", "out.json", "--dry-run"]);
    assert!(!backups(&mut shell).contains("before-import"));
    shell.quietly(&["import", "out.json"]);
    assert!(backups(&mut shell).contains("before-import"));
    // Into a new journal there is nothing to keep.
    shell.quietly(&["--journal", "new.db", "import", "out.json"]);
    assert!(!shell.path("new.db.backups").exists());
}
