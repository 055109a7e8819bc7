//! The file: undo and redo, the bin, lists and their filters.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod store {
    mod amend;
    mod bin;
    mod list;
    mod rounds;
    mod search;
    mod undo;
    mod window;
}
