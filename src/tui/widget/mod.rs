//! Small widgets that every screen shares.

mod chips;
pub mod listing;
mod pane;
pub mod panes;
pub mod spans;
pub mod text;
