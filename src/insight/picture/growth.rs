//! Growth: where something stood at the beginning and where it stands now, one scale a row.

use super::Chronicle;
use crate::insight::{Evidence, Growth};
use crate::model::Goal;
use crate::model::skill::SCALE;

/// Confidence goes from 0 to this.
const SURE: f64 = 10.0;
/// What a goal without figures of its own goes from and to, in percent.
const PERCENT: (f64, f64) = (0.0, 100.0);

/// One thing that grew, or did not, on its own scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Dumbbell {
    /// What it is about: the skill with whose it is, or the goal's title.
    pub name: String,
    /// Which of its figures: `skill`, `value`, `confidence`.
    pub what: &'static str,
    /// Where it began.
    pub start: f64,
    /// Where it stands.
    pub now: f64,
    /// Where it is to go, where that was said.
    pub target: Option<f64>,
    /// The scale's two ends. The first is greater where less is better.
    pub scale: (f64, f64),
    /// The rows behind it.
    pub rows: Vec<Evidence>,
}

impl Dumbbell {
    /// Skills of a chronicle that were rated in its span, from each rater's first rating to the last;
    /// then the goals that were looked at in it: their value from the start, and the confidence from
    /// the first check-in of all.
    pub fn all(chronicle: &Chronicle) -> Vec<Self> {
        let seen =
            |goal: &&Goal| goal.checkins.last().is_some_and(|checkin| chronicle.span.holds(checkin.at.day()));
        let rated = chronicle.skills.iter().filter_map(|skill| Self::of_skill(skill, chronicle));
        rated.chain(chronicle.goals.iter().filter(seen).flat_map(Self::of_goal)).collect()
    }

    fn of_skill(skill: &Growth, chronicle: &Chronicle) -> Option<Self> {
        skill.span.filter(|(_, last)| chronicle.span.holds(*last))?;
        Some(Self {
            name: format!("{}: {}", chronicle.short(skill.person), skill.name),
            what: "skill",
            // While nobody rated it again it stands where it began.
            start: skill.start.or(skill.now)?,
            now: skill.now?,
            target: skill.target,
            scale: (f64::from(*SCALE.start()), f64::from(*SCALE.end())),
            rows: skill.rows.iter().map(|id| Evidence::Skill(*id)).collect(),
        })
    }

    fn of_goal(goal: &Goal) -> Vec<Self> {
        let rows = vec![Evidence::Goal(goal.id)];
        let (first, last) = (goal.checkins.first(), goal.checkins.last());
        let value = last.map(|last| {
            let start = goal.start.unwrap_or(PERCENT.0);
            let end = goal.target.unwrap_or(PERCENT.1);
            let (name, what) = (goal.title.clone(), "value");
            Self {
                name,
                what,
                start,
                now: last.value,
                target: Some(end),
                scale: (start, end),
                rows: rows.clone(),
            }
        });
        let sure = first.and_then(|one| one.confidence).zip(last.and_then(|one| one.confidence));
        let confidence = sure.map(|(start, now)| Self {
            name: goal.title.clone(),
            what: "confidence",
            start: f64::from(start),
            now: f64::from(now),
            target: None,
            scale: (0.0, SURE),
            rows: rows.clone(),
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
    use super::super::made::{day, four_weeks, goal, id};
    use super::*;

    #[test]
    fn less_can_be_more() {
        let mut chronicle = four_weeks();
        let checkins = [("2025-09-30", 42.0, 6), ("2026-02-24", 31.0, 4)];
        chronicle.goals = vec![goal("halve the night pages", (42.0, 20.0), &checkins)];
        let grown = Dumbbell::all(&chronicle);
        assert_eq!(grown.iter().map(|one| one.what).collect::<Vec<_>>(), ["value", "confidence"]);
        assert!((grown[0].place(grown[0].now) - 0.5).abs() < 1e-9);
        assert!(grown[0].grew() && !grown[1].grew());
    }

    #[test]
    fn a_skill_goes_from_its_first_ratings_to_its_last() {
        let mut chronicle = four_weeks();
        let mut skill = Growth {
            person: id(2),
            name: "deciding".to_owned(),
            start: Some(2.5),
            now: Some(4.0),
            again: 1,
            once: 0,
            target: Some(6.0),
            own: Some(5.0),
            others: Some(3.0),
            span: Some((day("2025-09-01"), day("2026-03-03"))),
            ratings: 4,
            rows: vec![id(60)],
        };
        chronicle.skills = vec![skill.clone()];
        let grown = Dumbbell::all(&chronicle);
        assert_eq!((grown[0].name.as_str(), grown[0].place(4.0)), ("Ana: deciding", 0.5));
        assert_eq!(grown[0].rows, [Evidence::Skill(id(60))]);
        skill.span = Some((day("2025-09-01"), day("2025-10-03")));
        chronicle.skills = vec![skill];
        assert!(Dumbbell::all(&chronicle).is_empty(), "not rated in these weeks");
    }
}
