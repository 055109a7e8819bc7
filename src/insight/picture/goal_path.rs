//! Goal paths: how far a goal had come, and how sure people were, at each check-in.

use super::Chronicle;
use crate::model::goal::progress;
use crate::model::{Goal, GoalState, Id};
use chrono::NaiveDate;

/// One check-in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The day.
    pub day: NaiveDate,
    /// From start to target, 0 to 1.
    pub progress: f64,
    /// 0 to 10.
    pub confidence: Option<u8>,
}

/// One goal's way through the span.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The goal.
    pub goal: Id<Goal>,
    /// What it is.
    pub title: String,
    /// Whether it was reached.
    pub reached: bool,
    /// Its check-ins of the span, oldest first; never empty.
    pub steps: Vec<Step>,
}

impl Path {
    /// The goals that were looked at in the span, those looked at last first.
    pub fn all(chronicle: &Chronicle) -> Vec<Self> {
        let mut paths: Vec<Self> =
            chronicle.goals.iter().filter_map(|goal| Self::of(goal, chronicle)).collect();
        paths.sort_by_key(|path| std::cmp::Reverse(path.steps.last().map(|step| step.day)));
        paths
    }

    fn of(goal: &Goal, chronicle: &Chronicle) -> Option<Self> {
        let seen = goal.checkins.iter().filter(|checkin| chronicle.span.holds(checkin.at.day()));
        let steps: Vec<Step> = seen
            .map(|checkin| Step {
                day: checkin.at.day(),
                progress: progress(goal.start, goal.target, checkin.value),
                confidence: checkin.confidence,
            })
            .collect();
        let reached = goal.state == GoalState::Reached;
        (!steps.is_empty()).then(|| Self { goal: goal.id, title: goal.title.clone(), reached, steps })
    }

    /// The last check-in.
    pub fn last(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// How far progress and confidence moved from the first check-in to the last.
    pub fn moved(&self) -> (f64, Option<i16>) {
        let (Some(first), Some(last)) = (self.steps.first(), self.steps.last()) else { return (0.0, None) };
        let sure = first.confidence.zip(last.confidence);
        (last.progress - first.progress, sure.map(|(first, last)| i16::from(last) - i16::from(first)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, goal};
    use super::*;

    #[test]
    fn only_check_ins_of_the_span_are_on_the_path() {
        let mut chronicle = four_weeks();
        let checkins = [("2026-01-05", 10.0, 3), ("2026-02-20", 20.0, 5), ("2026-03-07", 35.0, 8)];
        let goal = goal("calmer talks", (10.0, 60.0), &checkins);
        chronicle.goals = vec![goal, Goal::titled("never looked at")];
        let paths = Path::all(&chronicle);
        assert_eq!(paths.len(), 1);
        assert_eq!(paths[0].steps.len(), 2);
        let (progress, confidence) = paths[0].moved();
        assert!((progress - 0.3).abs() < 1e-9);
        assert_eq!((confidence, paths[0].last().unwrap().progress), (Some(3), 0.5));
    }
}
