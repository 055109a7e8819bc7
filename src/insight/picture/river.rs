//! The session river: each relationship's sessions along time.

use super::{Chronicle, Meeting};
use crate::model::{Id, Relationship};

/// One relationship's sessions.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane<'a> {
    /// The relationship.
    pub relationship: Id<Relationship>,
    /// What it is called.
    pub title: &'a str,
    /// Its sessions, oldest first.
    pub meetings: Vec<&'a Meeting>,
}

impl<'a> Lane<'a> {
    /// The lanes of a chronicle, by title.
    pub fn all(chronicle: &'a Chronicle) -> Vec<Self> {
        let mut lanes: Vec<Self> = Vec::new();
        for meeting in &chronicle.meetings {
            match lanes.iter_mut().find(|lane| lane.relationship == meeting.relationship) {
                Some(lane) => lane.meetings.push(meeting),
                None => lanes.push(Self {
                    relationship: meeting.relationship,
                    title: chronicle.title(meeting.relationship),
                    meetings: vec![meeting],
                }),
            }
        }
        lanes.sort_by_key(|lane| (lane.title.to_lowercase(), lane.relationship));
        lanes
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, id, meeting};
    use super::*;
    use crate::model::SessionState;

    #[test]
    fn lanes_stand_by_title() {
        let mut chronicle = four_weeks();
        chronicle.meetings = vec![
            Meeting { relationship: id(11), ..meeting(1, "2026-02-17", SessionState::Held) },
            meeting(2, "2026-02-18", SessionState::Missed),
            meeting(3, "2026-03-12", SessionState::Planned),
        ];
        let lanes = Lane::all(&chronicle);
        let seen: Vec<_> = lanes.iter().map(|lane| (lane.title, lane.meetings.len())).collect();
        assert_eq!(seen, [("Ana", 2), ("Ben", 1)]);
    }
}
