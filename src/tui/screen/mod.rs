//! The seven tabs' screens, the lists of every noun, and the page of one row.

pub mod agenda;
mod balance;
pub mod board;
pub mod browse;
pub mod close;
pub mod feedback;
mod flow;
pub mod goals;
pub mod health;
pub mod insights;
mod ladder;
mod lane;
mod lanes;
pub mod line;
pub mod live;
pub mod mentor;
mod mirror;
pub mod mutual;
pub mod page;
pub mod people;
pub mod prepare;
pub mod sessions;
pub mod split;
pub mod today;
pub mod together;
mod week;
pub mod welcome;
