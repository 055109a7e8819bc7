//! The pure ring from outside: checks, the chooser and the form mirror on plain rows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod insight {
    mod chooser;
    mod gather;
    mod ledgers;
    mod mirror;
    mod scenes;
}
