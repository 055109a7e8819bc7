//! A file that lost a part: the end of its log, all of its log, bytes of a page.

use crate::harness::Desk;
use mentorlog::clock::Clock;
use mentorlog::model::Person;
use mentorlog::store::{Filter, Store, StoreError, examine};
use std::fs;
use std::path::{Path, PathBuf};

/// A journal as a killed program leaves it: twenty people in the file and twenty in the log alone.
fn with_log(desk: &Desk) -> (PathBuf, PathBuf) {
    let add = |store: &Store, number: usize| {
        store.write::<_, StoreError>("add", |tx| tx.put(&Person::named(format!("Person {number}")))).unwrap();
    };
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    (0..20).for_each(|number| add(&store, number));
    store.close().unwrap();
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    (20..40).for_each(|number| add(&store, number));
    let (file, log) = (desk.path("k.db"), desk.path("k.db-wal"));
    fs::copy(desk.journal(), &file).unwrap();
    fs::copy(desk.path("j.db-wal"), &log).unwrap();
    (file, log)
}

/// How many of the people are there, in a file that must be whole.
fn people(file: &Path) -> u64 {
    let store = Store::open(file, Clock::system()).unwrap();
    let count = store.count::<Person>(&Filter::default()).unwrap();
    store.close().unwrap();
    assert!(examine(file, Clock::system(), None).unwrap().is_whole());
    count
}

#[test]
fn a_log_that_is_cut_loses_whole_steps_at_its_end_alone() {
    let desk = Desk::with_ana();
    let (file, log) = with_log(&desk);
    let length = fs::metadata(&log).unwrap().len();
    let copy = |name: &str| {
        let place = desk.path(name);
        fs::copy(&file, &place).unwrap();
        place
    };
    let whole = {
        let place = copy("whole.db");
        fs::copy(&log, desk.path("whole.db-wal")).unwrap();
        people(&place)
    };
    assert_eq!(whole, 42);
    let mut last = whole;
    for cut in [2_500, 9_000, 40_000] {
        let place = copy(&format!("cut{cut}.db"));
        let cut_log = desk.path(&format!("cut{cut}.db-wal"));
        fs::copy(&log, &cut_log).unwrap();
        fs::OpenOptions::new().write(true).open(&cut_log).unwrap().set_len(length - cut).unwrap();
        let left = people(&place);
        assert!((22..=last).contains(&left), "{left} of {last} after {cut} bytes");
        last = left;
    }
}

#[test]
fn a_log_that_is_missing_loses_what_was_in_it_alone() {
    let desk = Desk::with_ana();
    let (file, log) = with_log(&desk);
    fs::remove_file(log).unwrap();
    assert_eq!(people(&file), 22);
}

#[test]
fn changed_bytes_inside_a_text_of_a_plain_file_are_not_seen() {
    let desk = Desk::with_ana();
    desk.run(&["add", "note", "Ana:", "quartz lantern"]);
    let mut bytes = fs::read(desk.journal()).unwrap();
    let at = bytes.windows(14).position(|part| part == b"quartz lantern").unwrap();
    bytes[at] = b'Q';
    fs::write(desk.journal(), &bytes).unwrap();
    // A plain file has no seals, which `doctor` and the README say.
    assert!(examine(&desk.journal(), Clock::system(), None).unwrap().is_whole());
}

/// A write into the one file, cut off in the middle: the file and the journal of that write, as a kill
/// leaves them.
fn cut_off(desk: &Desk, pragma: &str) -> PathBuf {
    let journal = desk.journal();
    let writer = rusqlite::Connection::open(&journal).unwrap();
    writer
        .execute_batch(&format!("{pragma} PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN;"))
        .unwrap();
    for number in 0..400 {
        let name = format!("nobody {number} {}", "x".repeat(400));
        let sql = "INSERT INTO person (id, name, updated_at) VALUES (randomblob(16), ?1, '')";
        writer.execute(sql, [name]).unwrap();
    }
    let file = desk.path("cut/j.db");
    fs::create_dir(desk.path("cut")).unwrap();
    fs::copy(&journal, &file).unwrap();
    fs::copy(desk.path("j.db-journal"), desk.path("cut/j.db-journal")).unwrap();
    writer.execute_batch("ROLLBACK").unwrap();
    assert_ne!(fs::read(&file).unwrap(), fs::read(&journal).unwrap(), "nothing was cut off");
    file
}

#[test]
fn a_write_that_was_cut_off_is_undone_by_whoever_reads_first() {
    let desk = Desk::with_ana();
    let file = cut_off(&desk, "");
    let reader = Store::open_to_read(&file, Clock::system(), None).unwrap();
    assert_eq!(reader.count::<Person>(&Filter::default()).unwrap(), 2);
    drop(reader);
    let found = examine(&file, Clock::system(), None).unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(people(&file), 2);
}

#[cfg(feature = "encryption")]
#[test]
fn a_write_that_was_cut_off_does_not_keep_the_passphrase_from_opening() {
    use mentorlog::store::Passphrase;
    let desk = Desk::with_ana();
    let passphrase = Passphrase::first_line("seven herons under the quiet bridge").unwrap();
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    let store = store.with_passphrase(Some(&passphrase)).unwrap();
    let pragma = format!("PRAGMA key = \"{}\";", *store.held_key().unwrap().raw());
    store.close().unwrap();
    let file = cut_off(&desk, &pragma);
    // A wrong one neither opens it nor takes the way back away.
    let wrong = Passphrase::first_line("another").unwrap();
    assert!(matches!(Store::key(&file, &wrong), Err(StoreError::WrongPassphrase(_))));
    let key = Store::key(&file, &passphrase).unwrap();
    let store = Store::unlock(&file, Clock::system(), key.clone()).unwrap();
    assert_eq!(store.count::<Person>(&Filter::default()).unwrap(), 2);
    store.close().unwrap();
    assert!(examine(&file, Clock::system(), Some(key)).unwrap().is_whole());
}
