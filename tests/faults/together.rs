//! Two processes that write into one journal at the same time.

use crate::harness::Desk;
use mentorlog::clock::Clock;
use mentorlog::model::{Id, Reflection, Visibility};
use mentorlog::store::{Filter, Store, StoreError, examine};
use std::process::{Child, Command, Stdio};

/// How often each of them writes.
const WRITES: u64 = 500;

/// What [`two_processes_lose_nothing`] runs twice: this test program itself.
#[test]
#[ignore = "another test runs it"]
fn writes_five_hundred_times() {
    let path = std::path::PathBuf::from(std::env::var_os("MENTORLOG_JOURNAL").unwrap());
    let store = Store::open(&path, Clock::system()).unwrap();
    for number in 0..WRITES {
        store
            .write::<_, StoreError>("note", |tx| {
                tx.put(&Reflection {
                    id: Id::fresh(),
                    at: store.now(),
                    about: Vec::new(),
                    relationship: None,
                    session: None,
                    text: format!("note {number}"),
                    visibility: Visibility::Private,
                    tags: Vec::new(),
                    updated_at: None,
                })
            })
            .unwrap();
    }
    store.close().unwrap();
}

fn writer(desk: &Desk) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::together::writes_five_hundred_times", "--ignored"])
        .env("MENTORLOG_JOURNAL", desk.journal())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn two_processes_lose_nothing() {
    let desk = Desk::with_ana();
    let before = Store::open(&desk.journal(), Clock::system()).unwrap().history(usize::MAX).unwrap().len();
    let both = [writer(&desk), writer(&desk)];
    for mut child in both {
        assert!(child.wait().unwrap().success());
    }
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    assert_eq!(store.count::<Reflection>(&Filter::default()).unwrap(), 2 * WRITES);
    assert_eq!(store.history(usize::MAX).unwrap().len(), before + 2 * WRITES as usize);
    store.close().unwrap();
    assert!(examine(&desk.journal(), Clock::system(), None).unwrap().is_whole());
}
