//! A session's arc: its hour as a value, what is carried, whose turn it is, what closing makes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod sitting {
    mod carry;
    mod clock;
    mod closing;
    pub mod rows;
    mod timetable;
}
