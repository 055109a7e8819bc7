//! The fields a form is made of: one text engine, and what each text must be.

pub mod check;
pub mod entry;
pub mod secret;

pub use check::{Check, Doubt, Echo};
pub use entry::{Entry, Field, is_for_text};
