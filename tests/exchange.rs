//! The interchange from outside: whatever may be in a file goes in, comes out and goes in again;
//! whatever may not is named, and nothing of it is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod exchange {
    mod files;
    mod journals;
    mod newer;
    mod round_trip;
    mod schema;
    mod wrong;
}
