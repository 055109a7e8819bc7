//! The screen, driven in process: keys in, text out; every size; random keys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod tui {
    mod arc;
    mod choose;
    mod closed;
    mod driver;
    mod events;
    mod feedback;
    mod forms;
    mod health;
    mod insights;
    mod journeys;
    mod long;
    mod lookback;
    mod meanwhile;
    mod pictures;
    mod purge;
    mod screens;
    mod sight;
    mod skills;
    mod succession;
    mod together;
    mod veil;
    mod walk;
    mod words;
}
