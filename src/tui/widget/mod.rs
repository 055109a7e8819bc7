//! Small widgets that every screen shares.

pub mod beyond;
pub mod candour;
mod chips;
pub mod listing;
mod pane;
pub mod panes;
pub mod scale;
pub mod spans;
pub mod text;
pub mod underline;
