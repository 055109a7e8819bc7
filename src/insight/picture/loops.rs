//! Loop ages: feedback that was asked for and not given, or given and not answered, by its age.

use super::Chronicle;
use crate::insight::{Evidence, FeedbackRow};
use crate::model::{FeedbackState, Id, Person};

/// Bands of age: the name, and the first day that is too old for it.
pub const BANDS: [(&str, i64); 5] =
    [("under 1 week", 7), ("1-2 weeks", 14), ("2-4 weeks", 28), ("1-3 months", 91), ("older", i64::MAX)];

/// A loop that is open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Open {
    /// The feedback.
    pub row: Evidence,
    /// Who has to say something next: the giver of what was asked for, else the receiver.
    pub waits_for: Id<Person>,
    /// Whether that is the owner.
    pub mine: bool,
    /// Days since it was asked for or given.
    pub age: i64,
}

/// Open loops, and how many of the span were closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Loops {
    /// The oldest first.
    pub open: Vec<Open>,
    /// Feedback of the span that was answered or acted on.
    pub closed: Vec<Evidence>,
}

impl Loops {
    /// Reads them from a chronicle.
    pub fn of(chronicle: &Chronicle) -> Self {
        let mut open: Vec<Open> =
            chronicle.feedback.iter().filter_map(|row| waiting(row, chronicle)).collect();
        open.sort_by_key(|one| std::cmp::Reverse(one.age));
        let closed = chronicle
            .feedback
            .iter()
            .filter(|row| matches!(row.state, FeedbackState::Answered | FeedbackState::Acted));
        Self { open, closed: closed.map(|row| Evidence::Feedback(row.id)).collect() }
    }

    /// The open loops of a band.
    pub fn band(&self, band: usize) -> impl Iterator<Item = &Open> {
        let from = band.checked_sub(1).map_or(i64::MIN, |before| BANDS[before].1);
        self.open.iter().filter(move |one| (from..BANDS[band].1).contains(&one.age))
    }
}

fn waiting(row: &FeedbackRow, chronicle: &Chronicle) -> Option<Open> {
    let waits_for = match row.state {
        FeedbackState::Asked => row.from,
        FeedbackState::Given => row.to,
        FeedbackState::Draft | FeedbackState::Answered | FeedbackState::Acted => return None,
    };
    let since = row.given_on.unwrap_or(row.day);
    let age = chronicle.span.today.signed_duration_since(since).num_days();
    let mine = chronicle.owner == Some(waits_for);
    Some(Open { row: Evidence::Feedback(row.id), waits_for, mine, age })
}

#[cfg(test)]
mod tests {
    use super::super::made::{feedback, four_weeks, id};
    use super::*;

    #[test]
    fn a_loop_waits_for_whoever_speaks_next() {
        let mut chronicle = four_weeks();
        chronicle.feedback = vec![
            feedback(1, "2025-06-01", (2, 1), FeedbackState::Asked),
            feedback(2, "2026-03-05", (3, 1), FeedbackState::Given),
            feedback(3, "2026-03-06", (1, 2), FeedbackState::Given),
            feedback(4, "2026-03-06", (1, 2), FeedbackState::Acted),
            feedback(5, "2026-03-06", (1, 2), FeedbackState::Draft),
        ];
        let loops = Loops::of(&chronicle);
        let ages: Vec<_> = loops.open.iter().map(|one| (one.age, one.waits_for, one.mine)).collect();
        assert_eq!(ages, [(284, id(2), false), (7, id(1), true), (6, id(2), false)]);
        let bands: Vec<usize> = (0..BANDS.len()).map(|band| loops.band(band).count()).collect();
        assert_eq!(bands, [1, 1, 0, 0, 1]);
        assert_eq!(loops.closed, [Evidence::Feedback(id(4))]);
    }
}
