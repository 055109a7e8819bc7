//! A real terminal: what the program writes into it, and how it leaves it behind.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod terminal {
    mod clipboard;
    mod drafts;
    mod editor;
    mod encrypted;
    #[allow(dead_code, reason = "other tests use the rest")]
    mod harness;
    mod journeys;
    mod leaving;
    #[cfg(feature = "encryption")]
    mod locked;
    mod sessions;
    mod sizes;
    mod together;
}
