//! Layers above a screen that ask for one thing: a choice among many, or what to make.

pub mod help;
pub mod line;
pub mod new;
pub mod palette;
pub mod passphrase;
pub mod pick;
pub mod purge;
pub mod question;
pub mod rank;
pub mod send;
