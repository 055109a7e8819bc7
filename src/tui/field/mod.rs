//! The fields a form is made of: one text engine, and what each text must be.

pub mod check;
pub mod entry;
pub mod secret;

pub use check::{Check, Echo, Unknown};
pub use entry::{Entry, Field};
