//! The seven tabs' screens, the lists of every noun, and the page of one row.

mod balance;
pub mod board;
pub mod browse;
pub mod feedback;
mod flow;
pub mod goals;
pub mod health;
pub mod insights;
mod ladder;
mod lane;
mod lanes;
pub mod line;
pub mod mentor;
mod mirror;
pub mod mutual;
pub mod page;
pub mod people;
pub mod sessions;
mod signs;
pub mod split;
pub mod today;
pub mod together;
mod week;
pub mod welcome;
