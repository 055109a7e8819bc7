//! The seven tabs' screens, the lists of every noun, and the page of one row.

pub mod browse;
pub mod feedback;
pub mod goals;
pub mod insights;
pub mod line;
pub mod mentor;
pub mod mutual;
pub mod page;
pub mod people;
pub mod sessions;
pub mod split;
pub mod today;
pub mod welcome;
