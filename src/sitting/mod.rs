//! The arc of a session as plain data: what is prepared before it, how its hour runs, and what
//! closing it does. No file, no screen and no clock: instants and rows are handed in.
//!
//! | part | question it answers |
//! |---|---|
//! | [`material`] | which rows the three below look at |
//! | [`timetable`] | which parts, how long, whose turn, who hosts |
//! | [`agenda`] | in which order the items come |
//! | [`agreement`] | what was agreed, and when to look again |
//! | [`fit`] | when to ask again whether the form fits |
//! | [`question`] | which two questions to ask |
//! | [`phase`] | where the relationship seems to stand |
//! | [`begin`] | what starting does |
//! | [`clock`] | how far the hour is, and who spoke how long |
//! | [`carry`] | what becomes of items that were not reached |
//! | [`closing`] | what a closing proposes, and the rows it makes |

pub mod agenda;
pub mod agreement;
pub mod begin;
pub mod carry;
pub mod clock;
pub mod closing;
pub mod fit;
pub mod material;
pub mod phase;
pub mod question;
pub mod timetable;

pub use agenda::arrange;
pub use begin::{Begun, QUESTIONS, begin, fill};
pub use carry::{Carried, Fate, carry};
pub use clock::{Clock, Pace, Talk};
pub use closing::{Closed, Closing, Outcome, Promised, ROT, next_by_rhythm};
pub use material::{Material, PromptUse};
pub use timetable::{Duty, duties, timetable};
