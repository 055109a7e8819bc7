//! Agenda, plan against use: minutes planned for each part, and minutes it took.

use super::Chronicle;
use crate::insight::{Evidence, measure};

/// What minutes are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Whole sessions of one relationship, against the length agreed.
    Sessions,
    /// One part of the agenda.
    Part,
}

/// Minutes planned and used, on average.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// What they are of.
    pub of: Of,
    /// The relationship's title, or the part's name.
    pub name: String,
    /// Minutes planned, on average.
    pub planned: f64,
    /// Minutes used, on average.
    pub used: f64,
    /// The sessions.
    pub rows: Vec<Evidence>,
}

impl Use {
    /// Whole sessions by title, then the parts whose time was measured, in the order they came up.
    pub fn all(chronicle: &Chronicle) -> Vec<Self> {
        let whole = chronicle.held().filter_map(|meeting| {
            let (minutes, agreed) = (f64::from(meeting.minutes?), f64::from(meeting.agreed?));
            Some((Of::Sessions, chronicle.title(meeting.relationship), meeting.id, agreed, minutes))
        });
        let parts = chronicle.parts.iter();
        let parts = parts.map(|part| (Of::Part, part.name.as_str(), part.session, part.planned, part.used));
        let mut all: Vec<Self> = Vec::new();
        for (of, name, session, planned, used) in whole.chain(parts) {
            let at = all.iter().position(|one| one.of == of && one.name == name).unwrap_or_else(|| {
                all.push(Self { of, name: name.to_owned(), planned: 0.0, used: 0.0, rows: Vec::new() });
                all.len() - 1
            });
            all[at].planned += planned;
            all[at].used += used;
            all[at].rows.push(Evidence::Session(session));
        }
        for one in &mut all {
            let times = measure::count(one.rows.len());
            (one.planned, one.used) = (one.planned / times, one.used / times);
            // A part can come twice in a session.
            one.rows.dedup();
        }
        let parts = all.iter().position(|one| one.of == Of::Part).unwrap_or(all.len());
        all[..parts].sort_by_key(|one| one.name.to_lowercase());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, id, meeting};
    use super::super::{Meeting, Part};
    use super::*;
    use crate::model::SessionState;

    #[test]
    fn means_of_whole_sessions_and_of_parts() {
        let mut chronicle = four_weeks();
        let held = |number, minutes| Meeting {
            minutes: Some(minutes),
            agreed: Some(45),
            ..meeting(number, "2026-03-03", SessionState::Held)
        };
        chronicle.meetings = vec![held(1, 45), held(2, 60)];
        let part =
            |session, used| Part { session: id(session), name: "check-in".to_owned(), planned: 5.0, used };
        chronicle.parts = vec![part(1, 6.0), part(2, 8.0)];
        let uses = Use::all(&chronicle);
        let seen: Vec<_> = uses.iter().map(|one| (one.name.as_str(), one.planned, one.used)).collect();
        assert_eq!(seen, [("Ana", 45.0, 52.5), ("check-in", 5.0, 7.0)]);
        assert_eq!(uses[1].rows.len(), 2);
    }
}
