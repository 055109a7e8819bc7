//! The file: undo and redo, the bin, two writers, drafts, refusals.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod store {
    mod undo;
    mod window;
}
