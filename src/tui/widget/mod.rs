//! Small widgets that every screen shares.

pub mod listing;
pub mod panes;
pub mod text;
