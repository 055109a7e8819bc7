//! What is not in a program's hands: a kill, a full disk, a file that may not be written, another
//! writer, a damaged file, hostile text. What was acknowledged is there; what fails says so.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "terminal/harness.rs"]
mod harness;

mod faults {
    mod busy;
    mod failing_disk;
    mod full;
    mod hostile;
    mod killed;
    mod kills;
    mod naughty;
    mod read_only;
    mod refused;
    mod together;
    mod worn;
}
