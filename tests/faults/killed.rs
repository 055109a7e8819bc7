//! A writer killed at any moment: every row that it acknowledged is there, and the file opens.

use crate::harness::Desk;
use mentorlog::clock::Clock;
use mentorlog::model::{Id, Reflection, Visibility};
use mentorlog::store::{Filter, Store, StoreError, Window};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How often a writer is killed.
const KILLS: usize = 36;

fn open(path: &Path) -> Store {
    Store::open_or_create(path, Clock::system()).unwrap()
}

fn note(store: &Store, text: String) -> Result<Id<Reflection>, StoreError> {
    let at = store.now();
    store.write("note", |tx| {
        tx.owner("Me")?;
        tx.put(&Reflection {
            id: Id::fresh(),
            at,
            about: Vec::new(),
            relationship: None,
            session: None,
            text,
            visibility: Visibility::Private,
            tags: vec!["kept".to_owned()],
            updated_at: None,
        })
    })
}

/// What [`what_was_acknowledged_is_there`] runs and kills: this test program itself. Each line that
/// it prints is a row that it promises.
#[test]
#[ignore = "it never ends; another test runs it and kills it"]
fn writes_until_it_is_killed() {
    let store = open(&PathBuf::from(std::env::var_os("MENTORLOG_JOURNAL").unwrap()));
    let mut out = std::io::stdout();
    for number in 0.. {
        let id = note(&store, format!("note {number} {}", "word ".repeat(number % 400))).unwrap();
        writeln!(out, "kept {}", id.uuid()).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn what_was_acknowledged_is_there() {
    let desk = Desk::new();
    let mut acknowledged = Vec::new();
    for round in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "faults::killed::writes_until_it_is_killed", "--ignored", "--nocapture"])
            .env("MENTORLOG_JOURNAL", desk.journal())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // The pipe runs ahead of the reader, so each kill meets the writer in another place.
        let mut left = 1 + (round * 7) % 23;
        for line in lines {
            let Ok(line) = line else { break };
            if let Some(id) = line.strip_prefix("kept ") {
                acknowledged.push(Id::<Reflection>::from_uuid(id.parse().unwrap()));
                left = left.saturating_sub(1);
                if left == 0 {
                    // What was printed until the kill is read, too.
                    let _ = child.kill();
                }
            }
        }
        child.wait().unwrap();
        let store = open(&desk.journal());
        for id in &acknowledged {
            let row = store.get(*id).unwrap();
            assert!(row.is_some_and(|row| row.tags == ["kept"]), "round {round} lost {}", id.uuid());
        }
        let rows = store.count::<Reflection>(&Filter::default()).unwrap();
        // At most the one that was being acknowledged is there beyond the promised ones.
        let beyond = rows as usize - acknowledged.len();
        assert!(beyond <= round + 1, "round {round}: {beyond} rows beyond");
        let steps = store.history(usize::MAX).unwrap().len();
        assert_eq!(steps, rows as usize, "round {round}: half a step");
        store.close().unwrap();
    }
    let store = open(&desk.journal());
    assert!(acknowledged.len() >= KILLS);
    assert!(store.undo().unwrap().is_some());
    assert!(!store.window::<Reflection>(&Filter::default(), &Window::First, 1).unwrap().is_empty());
}
