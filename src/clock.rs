//! The one clock. Nothing else in the crate asks the system for the time.
//!
//! `MENTORLOG_NOW` pins it. An instant written with an offset (`2026-03-12T09:00:00+01:00`) also
//! pins the local zone to that offset; one written with `Z` keeps the system's zone, whose rules
//! (summer time) then apply.

use crate::model::moment::Moment;
use chrono::{
    DateTime, Duration, FixedOffset, Local, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    TimeZone, Utc,
};

/// Where "now" and the local offset come from.
#[derive(Debug, Clone)]
pub struct Clock {
    now: Source,
    zone: Zone,
}

#[derive(Debug, Clone)]
enum Source {
    System,
    Pinned(DateTime<Utc>),
}

#[derive(Debug, Clone)]
enum Zone {
    System,
    Fixed(FixedOffset),
}

impl Clock {
    /// The system's time and zone.
    pub fn system() -> Self {
        Self { now: Source::System, zone: Zone::System }
    }

    /// A clock that stands at an RFC 3339 instant.
    ///
    /// # Errors
    /// A sentence that names the text, when it is no RFC 3339 instant.
    pub fn pinned(text: &str) -> Result<Self, String> {
        let instant = DateTime::parse_from_rfc3339(text.trim())
            .map_err(|_| format!("MENTORLOG_NOW is not an RFC 3339 instant: {text}"))?;
        let named_zone = text.trim().ends_with(['Z', 'z']);
        let zone = if named_zone { Zone::System } else { Zone::Fixed(*instant.offset()) };
        Ok(Self { now: Source::Pinned(instant.with_timezone(&Utc)), zone })
    }

    /// This instant, with the local offset beside it.
    pub fn now(&self) -> Moment {
        let utc = match &self.now {
            Source::System => Utc::now(),
            Source::Pinned(instant) => *instant,
        };
        self.moment(utc)
    }

    /// How long until a clock that shows seconds shows another one; nothing when it stands.
    pub fn until_next_second(&self) -> Option<std::time::Duration> {
        match &self.now {
            Source::System => {
                let past = u64::from(Utc::now().timestamp_subsec_millis());
                Some(std::time::Duration::from_millis(1000 - past.min(999)))
            }
            Source::Pinned(_) => None,
        }
    }

    /// Today's day, here.
    pub fn today(&self) -> NaiveDate {
        self.now().day()
    }

    /// An instant with the offset this place has (or had, or will have) at that time.
    pub fn moment(&self, utc: DateTime<Utc>) -> Moment {
        let offset = match &self.zone {
            Zone::System => Local.offset_from_utc_datetime(&utc.naive_utc()).fix(),
            Zone::Fixed(offset) => *offset,
        };
        Moment::new(utc, offset)
    }

    /// The instant at which the wall clock here shows `day` and `time`.
    ///
    /// A time that summer time skips is moved on by the skipped hour; of a time that happens
    /// twice the first is meant.
    pub fn at(&self, day: NaiveDate, time: NaiveTime) -> Moment {
        let wall = day.and_time(time);
        match self.resolve(wall) {
            LocalResult::Single(utc) => self.moment(utc),
            // chrono gives the two in either order.
            LocalResult::Ambiguous(one, other) => self.moment(one.min(other)),
            LocalResult::None => match self.resolve(wall + Duration::hours(1)) {
                LocalResult::Single(utc) | LocalResult::Ambiguous(utc, _) => self.moment(utc),
                LocalResult::None => self.moment(wall.and_utc()),
            },
        }
    }

    fn resolve(&self, wall: NaiveDateTime) -> LocalResult<DateTime<Utc>> {
        match &self.zone {
            Zone::System => Local.from_local_datetime(&wall).map(|local| local.with_timezone(&Utc)),
            Zone::Fixed(offset) => offset.from_local_datetime(&wall).map(|local| local.with_timezone(&Utc)),
        }
    }
}

/// Measures a span, as between the first unsaved key and the draft on disk.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    started: std::time::Instant,
}

impl Stopwatch {
    /// Starts to measure.
    pub fn start() -> Self {
        Self { started: std::time::Instant::now() }
    }

    /// How long it has run.
    pub fn elapsed(&self) -> std::time::Duration {
        self.started.elapsed()
    }
}

/// A fresh, time-ordered identity (UUIDv7).
///
/// It reads the system's clock even when "now" is pinned: ids made by two processes one after the
/// other must sort in that order, and a pinned clock would make them equal in time.
pub(crate) fn fresh_identity() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
