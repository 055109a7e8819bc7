//! What the rows say: figures, checks, phases, the portfolio, the form mirror and the chooser.
//!
//! Plain rows in ([`Ledger`]), results out. No SQL, no clock, no terminal. Nothing here knows a form
//! by its name: a check sees the roles, flows and thresholds its form's file gives it. Every result
//! carries its formula with the figures put in and the rows it was made from; what cannot be said is
//! said to be unknown, never nought.

mod checks;
mod chooser;
mod features;
mod finding;
mod growth;
mod health;
mod lookback;
mod mirror;
mod phase;
mod portfolio;
mod rows;
mod scene;

pub mod measure;
pub mod picture;
pub mod window;

pub use chooser::{Candidate, Change, Reason, TWINS, Verdict, changes, choose};
pub use features::{Lived, features};
pub use finding::{Answer, Evidence, Finding, Grade, Reading, Unknown};
pub use growth::{Growth, growth};
pub use health::{MOST_WARNINGS, health, warnings};
pub use lookback::{Given, Kept, LivedMonth, Meeting, Movement, lived_month, month};
pub use mirror::{Difference, Fit, Mirror, mirror};
pub use phase::suggest;
pub use portfolio::{Hats, Line, hats, line};
pub use rows::{
    CommitmentRow, ExchangeRow, FeedbackRow, GoalRow, HatRow, ItemRow, Ledger, MemberRow, PulseRow,
    SegmentRow, SessionRow,
};
pub use scene::{Edge, Scene};
