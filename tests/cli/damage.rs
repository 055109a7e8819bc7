//! Files that are no journal, or may not be written, or are being written.

use crate::support::{NOW, Shell};
use mentorlog::clock::Clock;
use mentorlog::store::{Store, StoreError};
use std::fs;

#[test]
fn what_is_no_journal_is_refused_and_left_as_it_is() {
    let mut shell = Shell::new();
    let empty = shell.write("empty.db", "");
    let foreign = shell.write("foreign.db", "this is a letter, not a database at all");
    shell.run(&["person", "add", "Ana"]).set("MENTORLOG_JOURNAL", "empty.db").go();
    shell.run(&["person", "add", "Ana"]).set("MENTORLOG_JOURNAL", "foreign.db").go();
    shell.run(&["today"]).set("MENTORLOG_JOURNAL", "nowhere.db").go();
    shell.run(&["person", "add", "Ana"]).set("MENTORLOG_JOURNAL", "foreign.db/journal.db").quiet().go();
    assert_eq!(fs::read(empty).unwrap(), b"");
    assert!(fs::read(foreign).unwrap().starts_with(b"this is"));

    shell.quietly(&["person", "add", "Ana"]);
    let mut bytes = fs::read(shell.journal()).unwrap();
    // SQLite keeps the schema's version in bytes 60 to 63.
    bytes[63] = 99;
    shell.write("newer.db", &bytes);
    shell.run(&["today"]).set("MENTORLOG_JOURNAL", "newer.db").go();
    bytes[63] = 1;
    for byte in bytes.iter_mut().skip(4096) {
        *byte = 0xa5;
    }
    shell.write("damaged.db", &bytes);
    shell.run(&["person", "list"]).set("MENTORLOG_JOURNAL", "damaged.db").go();
    shell.matches("damage");
}

#[cfg(unix)]
#[test]
fn a_journal_that_may_not_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    fs::set_permissions(shell.journal(), fs::Permissions::from_mode(0o400)).unwrap();
    if fs::OpenOptions::new().write(true).open(shell.journal()).is_ok() {
        // Nothing is forbidden to root.
        return;
    }
    shell.say(&["person", "list"]);
    shell.say(&["person", "add", "Ben"]);
    shell.say(&["undo"]);
    shell.matches("read_only");
}

#[test]
fn a_second_writer_waits_and_then_says_so() {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    let store = Store::open(&shell.journal(), Clock::pinned(NOW).unwrap()).unwrap();
    store
        .write::<_, StoreError>("long", |tx| {
            tx.owner("Me")?;
            shell.say(&["person", "list"]);
            shell.say(&["person", "add", "Ben"]);
            Ok(())
        })
        .unwrap();
    shell.say(&["person", "add", "Ben"]);
    shell.matches("second_writer");
}
