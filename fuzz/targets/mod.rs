//! What is done with bytes from outside, as the fuzzer and the replay in `tests/corpus.rs` do it:
//! nothing may panic, and what is refused says so in text that is safe to print.

use mentorlog::capture;
use mentorlog::clock::Clock;
use mentorlog::exchange::{self, Options};
use mentorlog::forms::Forms;
use mentorlog::model::when::{Direction, parse_when};
use mentorlog::store::Store;
use std::cell::OnceCell;
use std::ops::ControlFlow;

fn clock() -> Clock {
    Clock::pinned("2026-03-12T09:00:00+01:00").expect("an instant")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A line, as it is typed in the shell and on screen.
pub fn capture(bytes: &[u8]) {
    let line = text(bytes);
    for screen in [false, true] {
        if let Err(error) = capture::parse(&line, screen, &clock()) {
            assert!(!error.to_string().is_empty());
        }
    }
}

/// A date in words, looking back and ahead.
pub fn dates(bytes: &[u8]) {
    let words = text(bytes);
    for direction in [Direction::Past, Direction::Future] {
        match parse_when(&words, &clock(), direction) {
            // What was understood is said back, and means the same again.
            Ok(when) => assert!(!when.said_back().is_empty()),
            Err(error) => assert!(!error.hint().is_empty()),
        }
    }
}

/// A file to be imported: all of it or nothing.
pub fn import(bytes: &[u8]) {
    let store = Store::in_memory(clock()).expect("a journal in memory");
    let before = store.history(usize::MAX).expect("its history").len();
    if exchange::import(&store, bytes, &Options::default(), &mut |_| ControlFlow::Continue(())).is_err() {
        assert_eq!(store.history(usize::MAX).expect("its history").len(), before);
    }
    assert_eq!(store.faults().expect("a look at it"), Vec::<String>::new());
}

/// A form's file, put beside the twelve.
pub fn forms(bytes: &[u8]) {
    thread_local! {
        static BUILTIN: OnceCell<Forms> = const { OnceCell::new() };
    }
    BUILTIN.with(|builtin| {
        let mut forms = builtin.get_or_init(|| Forms::builtin().expect("the twelve forms")).clone();
        if let Err(error) = forms.add("form.toml", &text(bytes)) {
            assert!(!error.to_string().is_empty());
        }
    });
}
