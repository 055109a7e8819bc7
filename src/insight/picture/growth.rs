//! Growth: where something stood at the beginning and where it stands now, one scale a row.

use super::Chronicle;
use crate::insight::Evidence;
use crate::model::Goal;

/// Confidence goes from 0 to this.
const SURE: f64 = 10.0;
/// What a goal without figures of its own goes from and to, in percent.
const PERCENT: (f64, f64) = (0.0, 100.0);

/// One thing that grew, or did not, on its own scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// What it is about: the goal's title.
    pub name: String,
    /// Which of its figures: `value`, `confidence`.
    pub what: &'static str,
    /// Where it began.
    pub start: f64,
    /// Where it stands.
    pub now: f64,
    /// Where it is to go, where that was said.
    pub target: Option<f64>,
    /// The scale's two ends. The first is greater where less is better.
    pub scale: (f64, f64),
    /// The row behind it.
    pub row: Evidence,
}

impl Growth {
    /// The goals of a chronicle that were looked at in its span: their value from the start, and the
    /// confidence from the first check-in of all.
    pub fn all(chronicle: &Chronicle) -> Vec<Self> {
        let seen =
            |goal: &&Goal| goal.checkins.last().is_some_and(|checkin| chronicle.span.holds(checkin.at.day()));
        chronicle.goals.iter().filter(seen).flat_map(Self::of).collect()
    }

    fn of(goal: &Goal) -> Vec<Self> {
        let row = Evidence::Goal(goal.id);
        let (first, last) = (goal.checkins.first(), goal.checkins.last());
        let value = last.map(|last| {
            let start = goal.start.unwrap_or(PERCENT.0);
            let end = goal.target.unwrap_or(PERCENT.1);
            let (name, what) = (goal.title.clone(), "value");
            Self { name, what, start, now: last.value, target: Some(end), scale: (start, end), row }
        });
        let sure = first.and_then(|one| one.confidence).zip(last.and_then(|one| one.confidence));
        let confidence = sure.map(|(start, now)| Self {
            name: goal.title.clone(),
            what: "confidence",
            start: f64::from(start),
            now: f64::from(now),
            target: None,
            scale: (0.0, SURE),
            row,
        });
        value.into_iter().chain(confidence).collect()
    }

    /// Where a figure stands on the scale, 0 to 1.
    pub fn place(&self, figure: f64) -> f64 {
        let (low, high) = self.scale;
        if low == high { 1.0 } else { ((figure - low) / (high - low)).clamp(0.0, 1.0) }
    }

    /// Whether it moved towards the scale's far end.
    pub fn grew(&self) -> bool {
        self.place(self.now) > self.place(self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{day, four_weeks, id};
    use super::*;
    use crate::clock::Clock;
    use crate::model::Checkin;
    use chrono::NaiveTime;

    #[test]
    fn less_can_be_more() {
        let clock = Clock::pinned("2026-03-12T09:00:00+01:00").unwrap();
        let mut chronicle = four_weeks();
        let mut goal = Goal::titled("halve the night pages");
        goal.id = id(50);
        (goal.start, goal.target) = (Some(42.0), Some(20.0));
        goal.checkins = [("2025-09-30", 42.0, 6), ("2026-02-24", 31.0, 4)]
            .map(|(on, value, confidence)| Checkin {
                id: id(51),
                at: clock.at(day(on), NaiveTime::MIN),
                by: None,
                value,
                confidence: Some(confidence),
                note: None,
            })
            .into();
        chronicle.goals = vec![goal];
        let grown = Growth::all(&chronicle);
        assert_eq!(grown.iter().map(|one| one.what).collect::<Vec<_>>(), ["value", "confidence"]);
        assert!((grown[0].place(grown[0].now) - 0.5).abs() < 1e-9);
        assert!(grown[0].grew() && !grown[1].grew());
    }
}
