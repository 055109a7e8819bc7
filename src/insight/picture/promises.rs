//! Promises: kept in time, late or open, by the week they were due.

use super::Chronicle;
use crate::insight::{CommitmentRow, Evidence};
use crate::model::CommitmentState;
use chrono::NaiveDate;
use std::ops::Range;

/// What became of a promise, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Done in time.
    Kept,
    /// Done after its day, or open and past it.
    Late,
    /// Open, its day to come or not said.
    Open,
    /// Let go.
    Dropped,
}

impl Fate {
    /// Every fate, as they are stacked.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Late, Self::Open, Self::Dropped];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Late => "late",
            Self::Open => "open",
            Self::Dropped => "dropped",
        }
    }

    fn of(row: &CommitmentRow, today: NaiveDate) -> Self {
        match row.state {
            CommitmentState::Kept => Self::Kept,
            CommitmentState::Late => Self::Late,
            CommitmentState::Dropped => Self::Dropped,
            CommitmentState::Open if row.due_on.is_some_and(|due| due < today) => Self::Late,
            CommitmentState::Open => Self::Open,
        }
    }
}

/// One promise in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The commitment.
    pub row: Evidence,
    /// Whether it is the owner's.
    pub mine: bool,
    /// The week it was due in; without a day, that it was closed in; else that it was made in.
    pub week: Option<usize>,
    /// What became of it.
    pub fate: Fate,
}

/// The promises of the span.
#[derive(Debug, Clone, PartialEq)]
pub struct Promises(pub Vec<Placed>);

impl Promises {
    /// Reads them from a chronicle. What is due after this week is counted, and in no week.
    pub fn of(chronicle: &Chronicle) -> Self {
        let place = |row: &CommitmentRow| Placed {
            row: Evidence::Commitment(row.id),
            mine: chronicle.owner == Some(row.owner),
            week: chronicle.span.week(row.due_on.or(row.closed_on).unwrap_or(row.day)),
            fate: Fate::of(row, chronicle.span.today),
        };
        Self(chronicle.commitments.iter().map(place).collect())
    }

    /// Those of the owner, or of the others, with one fate.
    pub fn with(&self, mine: bool, fate: Fate) -> impl Iterator<Item = &Placed> {
        self.0.iter().filter(move |one| one.mine == mine && one.fate == fate)
    }

    /// How many of the owner's, or of the others', had which fate in each of some weeks, as they are
    /// stacked.
    pub fn weeks(&self, mine: bool, weeks: Range<usize>) -> Vec<[usize; 4]> {
        let mut counts = vec![[0; 4]; weeks.len()];
        for one in self.0.iter().filter(|one| one.mine == mine) {
            if let Some(week) = one.week.filter(|week| weeks.contains(week)) {
                counts[week - weeks.start][one.fate as usize] += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{day, four_weeks, id};
    use super::*;

    fn promise(number: u128, owner: u128, due: Option<&str>, state: CommitmentState) -> CommitmentRow {
        CommitmentRow {
            id: id(number),
            owner: id(owner),
            to: None,
            raised_by: None,
            day: day("2026-02-17"),
            due_on: due.map(day),
            closed_on: None,
            state,
            carried: 0,
        }
    }

    #[test]
    fn open_and_past_its_day_is_late() {
        let mut chronicle = four_weeks();
        chronicle.commitments = vec![
            promise(1, 1, Some("2026-02-20"), CommitmentState::Kept),
            promise(2, 1, Some("2026-03-11"), CommitmentState::Open),
            promise(3, 1, Some("2026-03-12"), CommitmentState::Open),
            promise(4, 2, Some("2026-04-30"), CommitmentState::Open),
            promise(5, 2, None, CommitmentState::Open),
        ];
        let promises = Promises::of(&chronicle);
        assert_eq!(promises.weeks(true, 0..1), [[1, 0, 0, 0]]);
        assert_eq!(promises.weeks(true, 2..4), [[0; 4], [0, 1, 1, 0]]);
        assert_eq!(promises.weeks(false, 0..1), [[0, 0, 1, 0]]);
        assert_eq!(promises.with(false, Fate::Open).count(), 2, "one is due after this week");
    }
}
