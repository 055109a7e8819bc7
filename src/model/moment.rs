//! An instant with the writer's offset beside it.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An instant to the second, and the offset of the place where it was written.
///
/// Its text, in the file and between the rings, is `2026-03-12T13:00:00Z+01:00`: the instant in
/// UTC first, so that text order is time order, then the offset. Interchange JSON keeps the two in
/// two fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    utc: DateTime<Utc>,
    offset: FixedOffset,
}

impl Moment {
    /// An instant as seen from a place with this offset; fractions of a second are dropped.
    pub fn new(utc: DateTime<Utc>, offset: FixedOffset) -> Self {
        Self { utc: utc.trunc_subsecs(0), offset }
    }

    /// The instant itself.
    pub fn utc(&self) -> DateTime<Utc> {
        self.utc
    }

    /// The wall clock where it was written.
    pub fn local(&self) -> NaiveDateTime {
        self.utc.with_timezone(&self.offset).naive_local()
    }

    /// The day on the wall where it was written.
    pub fn day(&self) -> NaiveDate {
        self.local().date()
    }

    /// The time of day on the wall where it was written.
    pub fn time(&self) -> NaiveTime {
        self.local().time()
    }

    /// The offset of the writer's place.
    pub fn offset(&self) -> FixedOffset {
        self.offset
    }

    /// The instant moved by a span; the offset stays.
    pub fn plus(&self, span: chrono::Duration) -> Self {
        Self { utc: self.utc + span, offset: self.offset }
    }

    /// The smallest text that sorts at or after every moment of `day` in UTC.
    pub fn day_floor(day: NaiveDate) -> String {
        format!("{day}T00:00:00Z")
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.utc, self.offset.local_minus_utc()).cmp(&(other.utc, other.offset.local_minus_utc()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.utc.format("%Y-%m-%dT%H:%M:%SZ"), self.offset)
    }
}

impl FromStr for Moment {
    type Err = String;

    /// Reads the text above; any RFC 3339 instant is also taken, with its own offset.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("not an instant: {text}");
        if let Some((instant, offset)) = text.split_once('Z')
            && !offset.is_empty()
        {
            let utc = NaiveDateTime::parse_from_str(instant, "%Y-%m-%dT%H:%M:%S").map_err(|_| wrong())?;
            let offset = FixedOffset::from_str(offset).map_err(|_| wrong())?;
            return Ok(Self::new(utc.and_utc(), offset));
        }
        let instant = DateTime::parse_from_rfc3339(text).map_err(|_| wrong())?;
        Ok(Self::new(instant.with_timezone(&Utc), *instant.offset()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
