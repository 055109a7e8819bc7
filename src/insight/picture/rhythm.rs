//! Rhythm: on which days of which weeks sessions were held.

use super::Chronicle;
use crate::insight::Evidence;
use crate::model::SessionState;
use chrono::Datelike;

/// One day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Sessions held.
    pub held: Vec<Evidence>,
    /// Sessions missed or cancelled.
    pub fallen: Vec<Evidence>,
}

/// Days by week, and what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Rhythm {
    /// The weeks, oldest first, each with its days from Monday on.
    pub weeks: Vec<[Cell; 7]>,
    /// The most weeks in a row without a session, between the first session held and today.
    pub gap: usize,
}

impl Rhythm {
    /// Reads it from a chronicle.
    pub fn of(chronicle: &Chronicle) -> Self {
        let mut weeks = vec![<[Cell; 7]>::default(); usize::from(chronicle.span.weeks)];
        for meeting in &chronicle.meetings {
            let day = meeting.day.weekday().num_days_from_monday() as usize;
            let Some(cell) = chronicle.span.week(meeting.day).map(|week| &mut weeks[week][day]) else {
                continue;
            };
            match meeting.state {
                SessionState::Held => cell.held.push(Evidence::Session(meeting.id)),
                SessionState::Missed | SessionState::Cancelled => {
                    cell.fallen.push(Evidence::Session(meeting.id));
                }
                SessionState::Planned | SessionState::Live => {}
            }
        }
        let gap = gap(&weeks);
        Self { weeks, gap }
    }

    /// How many weeks had a session.
    pub fn met(&self) -> usize {
        self.weeks.iter().filter(|week| met(week)).count()
    }

    /// All that was held, or all that fell through.
    pub fn all(&self, which: fn(&Cell) -> &Vec<Evidence>) -> Vec<Evidence> {
        self.weeks.iter().flatten().flat_map(|cell| which(cell).iter().copied()).collect()
    }
}

fn met(week: &[Cell; 7]) -> bool {
    week.iter().any(|cell| !cell.held.is_empty())
}

fn gap(weeks: &[[Cell; 7]]) -> usize {
    let mut since_last = None;
    let mut gap = 0;
    for week in weeks {
        since_last = if met(week) { Some(0) } else { since_last.map(|weeks: usize| weeks + 1) };
        gap = gap.max(since_last.unwrap_or(0));
    }
    gap
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, id, meeting};
    use super::*;

    #[test]
    fn sessions_stand_on_their_days() {
        let mut chronicle = four_weeks();
        chronicle.meetings = vec![
            meeting(1, "2026-02-17", SessionState::Held),
            meeting(2, "2026-02-17", SessionState::Held),
            meeting(3, "2026-02-24", SessionState::Missed),
            meeting(4, "2026-03-12", SessionState::Held),
        ];
        let rhythm = Rhythm::of(&chronicle);
        assert_eq!(rhythm.weeks[0][1].held, [Evidence::Session(id(1)), Evidence::Session(id(2))]);
        assert_eq!(rhythm.weeks[1][1].fallen, [Evidence::Session(id(3))]);
        assert_eq!((rhythm.met(), rhythm.gap), (2, 2));
        assert_eq!(rhythm.all(|cell| &cell.held).len(), 3);
    }
}
