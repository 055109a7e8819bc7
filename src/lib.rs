//! mentorlog: a private mentoring journal in the terminal, on one local SQLite file.
//!
//! Three rings, one direction. Nothing imports outward.
//!
//! | ring | modules | knows |
//! |---|---|---|
//! | plain data and pure functions | [`model`] | nothing but itself |
//! | the file | `store` | the model and SQLite |
//! | the outside | `tui`, `cli`, `exchange` | the rings below |
//!
//! [`clock`] is the one clock.

pub mod clock;
pub mod exchange;
pub mod model;
pub mod store;
