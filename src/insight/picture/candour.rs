//! Care x candour: where feedback was felt, and how its middle moved.

use super::Chronicle;
use crate::insight::measure::{self, landed_gap};
use crate::insight::{Evidence, FeedbackRow};
use chrono::NaiveDate;

/// Parts of the span whose middles make the trail.
pub const PARTS: usize = 3;

/// The middle of some placed feedback.
#[derive(Debug, Clone, PartialEq)]
pub struct Middle {
    /// Mean care, 1 to 5.
    pub care: f64,
    /// Mean challenge, 1 to 5.
    pub challenge: f64,
    /// From and to which day.
    pub days: (NaiveDate, NaiveDate),
    /// The rows.
    pub rows: Vec<Evidence>,
}

/// Feedback that its receiver placed on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Each with care and challenge as they were felt, oldest first.
    pub felt: Vec<(Evidence, (u8, u8))>,
    /// The middles of the older, the middle and the newest third; fewer where there are few.
    pub trail: Vec<Middle>,
    /// The mean distance from what was meant to what was felt.
    pub gap: Option<f64>,
}

impl Drift {
    /// Reads it from a chronicle.
    pub fn of(chronicle: &Chronicle) -> Self {
        let placed: Vec<(&FeedbackRow, (u8, u8))> =
            chronicle.feedback.iter().filter_map(|row| Some((row, row.felt?))).collect();
        let size = placed.len().div_ceil(PARTS).max(1);
        let gaps: Vec<f64> =
            placed.iter().filter_map(|(row, felt)| Some(landed_gap(row.meant?, *felt))).collect();
        Self {
            trail: placed.chunks(size).filter_map(middle).collect(),
            felt: placed.iter().map(|(row, felt)| (Evidence::Feedback(row.id), *felt)).collect(),
            gap: measure::mean(&gaps),
        }
    }
}

fn middle(part: &[(&FeedbackRow, (u8, u8))]) -> Option<Middle> {
    let mean = |of: fn(&(u8, u8)) -> u8| {
        measure::mean(&part.iter().map(|(_, felt)| f64::from(of(felt))).collect::<Vec<_>>())
    };
    Some(Middle {
        care: mean(|felt| felt.0)?,
        challenge: mean(|felt| felt.1)?,
        days: (part.first()?.0.day, part.last()?.0.day),
        rows: part.iter().map(|(row, _)| Evidence::Feedback(row.id)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::made::{feedback, four_weeks};
    use super::*;
    use crate::model::FeedbackState;

    #[test]
    fn the_trail_goes_from_the_oldest_third_to_the_newest() {
        let mut chronicle = four_weeks();
        let felt = [(4, 1), (4, 3), (4, 3), (4, 5)];
        chronicle.feedback = felt
            .into_iter()
            .zip(1..)
            .map(|(felt, number)| {
                let mut row = feedback(number, &format!("2026-03-0{number}"), (1, 2), FeedbackState::Given);
                (row.meant, row.felt) = (Some((4, 4)), Some(felt));
                row
            })
            .collect();
        chronicle.feedback.push(feedback(9, "2026-03-09", (1, 2), FeedbackState::Given));
        let drift = Drift::of(&chronicle);
        let trail: Vec<_> = drift.trail.iter().map(|middle| (middle.care, middle.challenge)).collect();
        assert_eq!(trail, [(4.0, 2.0), (4.0, 4.0)]);
        assert_eq!((drift.felt.len(), drift.gap), (4, Some((3.0 + 1.0 + 1.0 + 1.0) / 4.0)));
    }
}
