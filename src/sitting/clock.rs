//! The running hour as a value: how long so far, which part, who speaks.
//!
//! It knows no clock. Every method is handed the present instant and counts what passed since the
//! one before, so that the hour goes on while the screen is elsewhere, the program is gone or the
//! computer sleeps. Instants are UTC, so midnight and summer time change nothing; when the system's
//! clock is set back nothing is counted twice and nothing is taken away.

use crate::model::{Id, Moment, Person, Segment, Turn};
use serde::{Deserialize, Serialize};

/// Whether time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// It is.
    Running,
    /// There is a break.
    Paused,
}

/// How long everybody spoke, in seconds, the longest first.
pub type Talk = Vec<(Id<Person>, u32)>;

/// One session's running hour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// When the session began.
    pub started_at: Moment,
    /// Up to which instant everything is counted.
    seen: Moment,
    pace: Pace,
    /// Seconds so far, breaks left out.
    elapsed: u32,
    /// The parts, with what each has used.
    segments: Vec<Segment>,
    /// Which part is on; as many as there are parts when all are over.
    at: usize,
    speaker: Option<Id<Person>>,
    /// Who spoke when; the last one may still be growing.
    turns: Vec<Turn>,
}

impl Clock {
    /// An hour that begins now.
    pub fn start(now: Moment, segments: Vec<Segment>) -> Self {
        Self {
            started_at: now,
            seen: now,
            pace: Pace::Running,
            elapsed: 0,
            segments,
            at: 0,
            speaker: None,
            turns: Vec::new(),
        }
    }

    /// Counts what passed up to now.
    pub fn observe(&mut self, now: Moment) {
        let passed = now.utc().signed_duration_since(self.seen.utc()).num_seconds();
        let passed = u32::try_from(passed.max(0)).unwrap_or(u32::MAX);
        self.seen = now;
        if self.pace == Pace::Paused || passed == 0 {
            return;
        }
        self.elapsed = self.elapsed.saturating_add(passed);
        if let Some(segment) = self.segments.get_mut(self.at) {
            segment.used_seconds = Some(segment.used_seconds.unwrap_or(0).saturating_add(passed));
        }
        if self.speaker.is_some()
            && let Some(turn) = self.turns.last_mut()
        {
            turn.seconds = turn.seconds.saturating_add(passed);
        }
    }

    /// Goes to another part, as far as there are parts; one past the last is the end.
    pub fn go(&mut self, now: Moment, at: usize) {
        self.observe(now);
        self.at = at.min(self.segments.len());
        // A part that was begun was used, if only for a moment.
        if let Some(segment) = self.segments.get_mut(self.at) {
            segment.used_seconds.get_or_insert(0);
        }
    }

    /// Takes a break, or ends it.
    pub fn toggle(&mut self, now: Moment) {
        self.observe(now);
        self.pace = match self.pace {
            Pace::Running => Pace::Paused,
            Pace::Paused => Pace::Running,
        };
    }

    /// Somebody begins to speak; nobody means that it is no longer measured.
    pub fn speak(&mut self, now: Moment, person: Option<Id<Person>>) {
        self.observe(now);
        if self.speaker == person {
            return;
        }
        self.turns.retain(|turn| turn.seconds > 0);
        self.speaker = person;
        if let Some(person) = person {
            self.turns.push(Turn { person, started_at: now, seconds: 0 });
        }
    }

    /// Who speaks after this one, round and round in the order of the seats.
    pub fn next_speaker(&self, seats: &[Id<Person>]) -> Option<Id<Person>> {
        match self.speaker {
            None => seats.first().copied(),
            Some(now) => {
                let at = seats.iter().position(|person| *person == now)?;
                seats.get((at + 1) % seats.len()).copied()
            }
        }
    }

    /// Gives a part more seconds, or fewer; a part keeps a minute.
    pub fn stretch(&mut self, at: usize, seconds: i32) {
        if let Some(segment) = self.segments.get_mut(at) {
            segment.planned_seconds = segment.planned_seconds.saturating_add_signed(seconds).max(60);
        }
    }

    /// Puts other parts in place of those that have not begun.
    pub fn replan(&mut self, segments: Vec<Segment>) {
        self.segments = segments;
        self.at = self.at.min(self.segments.len());
    }

    /// Whether time is counted.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Seconds since the start, breaks left out.
    pub fn elapsed(&self) -> u32 {
        self.elapsed
    }

    /// Seconds planned in all.
    pub fn planned(&self) -> u32 {
        self.segments.iter().map(|segment| segment.planned_seconds).sum()
    }

    /// The parts.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Which part is on; as many as there are when all are over.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The part that is on.
    pub fn segment(&self) -> Option<&Segment> {
        self.segments.get(self.at)
    }

    /// Who speaks, where it is measured.
    pub fn speaker(&self) -> Option<Id<Person>> {
        self.speaker
    }

    /// Who spoke when: what the session keeps.
    pub fn turns(&self) -> Vec<Turn> {
        self.turns.iter().filter(|turn| turn.seconds > 0).cloned().collect()
    }

    /// How long everybody spoke; nothing when it was not measured, which is not nought.
    pub fn talk(&self) -> Option<Talk> {
        let mut talk = Talk::new();
        for turn in &self.turns {
            match talk.iter_mut().find(|(person, _)| *person == turn.person) {
                Some((_, seconds)) => *seconds += turn.seconds,
                None => talk.push((turn.person, turn.seconds)),
            }
        }
        talk.sort_by_key(|(_, seconds)| std::cmp::Reverse(*seconds));
        (!talk.is_empty()).then_some(talk)
    }
}

/// Seconds left of a part, or seconds over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// So many to go.
    Left(u32),
    /// So many too many.
    Over(u32),
}

impl Left {
    /// Of a part.
    pub fn of(segment: &Segment) -> Self {
        Self::between(segment.used_seconds.unwrap_or(0), segment.planned_seconds)
    }

    /// Of what was used and what was planned.
    pub fn between(used: u32, planned: u32) -> Self {
        match used.checked_sub(planned) {
            Some(over) if over > 0 => Self::Over(over),
            _ => Self::Left(planned - used.min(planned)),
        }
    }
}

/// Minutes and seconds, with hours once there are any: `18:42`, `1:02:05`.
pub fn spell(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
