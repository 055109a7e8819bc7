//! mentorlog: a private mentoring journal in the terminal, on one local SQLite file.
//!
//! Three rings, one direction. Nothing imports outward.
//!
//! | ring | modules | knows |
//! |---|---|---|
//! | plain data and pure functions | [`model`], [`forms`], [`insight`], [`sitting`] | nothing but themselves |
//! | the file | `store` | the model and SQLite |
//! | the outside | `tui`, `cli`, `exchange` | the rings below |
//!
//! [`capture`] and [`together`] know how a line, and a round, become rows, [`lookback`] how a month of rows
//! becomes lines, [`succession`] how one relationship follows another; they read and keep through the store.
//! [`clock`] is the one clock. [`environment`] is read once in `main`; [`config`], [`paths`] and
//! [`error`] belong to the outside; [`process`] keeps the system from keeping what is private.

pub mod assets;
pub mod capture;
pub mod clock;
pub mod exchange;
pub mod forms;
#[macro_use]
pub mod model;
pub mod insight;
pub mod lint;
pub mod lookback;
pub mod sitting;
pub mod store;
pub mod succession;
pub mod together;
pub mod tui;

pub mod cli;
pub mod config;
pub mod environment;
pub mod error;
pub mod paths;
pub mod process;

use std::ffi::OsString;
use std::process::ExitCode;

/// One run of the program: arguments and environment to exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: environment::Environment) -> ExitCode {
    process::guard();
    cli::run(arguments, environment)
}
