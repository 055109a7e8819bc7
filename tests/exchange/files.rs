//! Whole files: what surrounds the rows, how large they are, and who may stop the work.

use super::journals::{empty, export, file, import, undated};
use mentorlog::exchange::{self, ExchangeError, Options, Progress};
use serde_json::json;
use std::io::Read;
use std::ops::ControlFlow;

const ANA: &str = "01a20b52-435a-77d2-ab8e-2bc73fa73e66";

#[test]
fn a_long_text_is_kept_whole() {
    let note = "漢 \"q\"\n".repeat(1 << 17);
    let store = empty();
    import(&store, file(json!({"people": [{"id": ANA, "name": "Ana", "note": note}]}))).unwrap();
    let first = export(&store);
    assert!(first.len() > 1 << 20);
    let again = empty();
    import(&again, &first).unwrap();
    assert_eq!(undated(&export(&again)), undated(&first));
    assert_eq!(again.need(again.person("Ana").unwrap()).unwrap().note.unwrap(), note);
}

#[test]
fn a_byte_order_mark_means_nothing() {
    let text = file(json!({"people": [{"id": ANA, "name": "Ana"}]}));
    assert_eq!(import(&empty(), format!("\u{feff}{text}")).unwrap().added(), 1);
}

#[test]
fn what_turns_the_direction_of_other_characters_is_dropped_and_is_no_text() {
    let named = |name: &str| file(json!({"people": [{"id": ANA, "name": name}]}));
    let store = empty();
    import(&store, named("A\u{202e}na")).unwrap();
    assert_eq!(store.need(store.person("Ana").unwrap()).unwrap().name, "Ana");
    let refused = import(&empty(), named("\u{202e}")).unwrap_err();
    assert_eq!(refused.to_string(), "people[0].name: empty");
}

#[test]
fn a_dry_run_says_the_same_and_keeps_nothing() {
    let text = file(json!({"people": [{"id": ANA, "name": "Ana"}]}));
    let store = empty();
    let before = store.digest().unwrap();
    let options = Options { dry_run: true, ..Options::default() };
    let run =
        |options| exchange::import(&store, text.as_bytes(), options, &mut |_| ControlFlow::Continue(()));
    let tried = run(&options).unwrap();
    assert!(tried.to_string().ends_with("nothing was changed (dry run)"));
    assert_eq!(store.digest().unwrap(), before);
    assert!(store.history(1).unwrap().is_empty());
    let done = run(&Options::default()).unwrap();
    assert_eq!(done.counts, tried.counts);
}

/// A file that never ends: a person after the other.
struct Endless {
    rest: Vec<u8>,
    people: u32,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.rest.is_empty() {
            let comma = if self.people == 0 { "" } else { "," };
            self.people += 1;
            let id = ANA.replace("01a20b52", &format!("{:08x}", self.people));
            self.rest = format!("{comma}{{\"id\":\"{id}\",\"name\":\"Ana\"}}").into_bytes();
        }
        let count = self.rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest.drain(..count);
        Ok(count)
    }
}

#[test]
fn work_that_is_stopped_keeps_nothing() {
    let store = empty();
    let before = store.digest().unwrap();
    let head = b"{\"format\":\"mentorlog\",\"version\":1,\"people\":[".to_vec();
    let mut heard = Vec::new();
    let result =
        exchange::import(&store, Endless { rest: head, people: 0 }, &Options::default(), &mut |done| {
            heard.push(done.rows);
            if done.rows == 50 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    assert!(matches!(result, Err(ExchangeError::ImportStopped)));
    assert_eq!(heard, (1..=50).collect::<Vec<_>>());
    assert_eq!(store.digest().unwrap(), before);
    assert!(store.history(1).unwrap().is_empty());
    // The journal goes on as if nothing had been.
    import(&store, file(json!({"people": [{"id": ANA, "name": "Ana"}]}))).unwrap();
    let mut last = Progress { rows: 0, bytes: 0 };
    let mut out = Vec::new();
    exchange::export(&store, &mut out, &mut |done| {
        last = done;
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(last.rows, 1);
    let stopped = exchange::export(&store, &mut Vec::new(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(ExchangeError::ExportStopped)));
}
