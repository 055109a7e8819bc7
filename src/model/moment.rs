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
        if let Some(moment) = as_written(text) {
            return Ok(moment);
        }
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

/// Reads exactly what [`Moment`]'s `Display` writes. Figures read tens of thousands of these; the
/// general reader takes several times as long.
fn as_written(text: &str) -> Option<Moment> {
    let bytes = text.as_bytes();
    if bytes.len() != "2026-03-12T13:00:00Z+01:00".len() {
        return None;
    }
    let signs = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z'), (23, b':')];
    if signs.iter().any(|(at, sign)| bytes.get(*at) != Some(sign)) {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let time = NaiveTime::from_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    let (hours, minutes) = (number(21, 23)?, number(24, 26)?);
    let east = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| minutes < 60)?;
    let offset = match bytes.get(20)? {
        b'+' => FixedOffset::east_opt(east)?,
        b'-' => FixedOffset::west_opt(east)?,
        _ => return None,
    };
    Some(Moment::new(day.and_time(time).and_utc(), offset))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["2026-03-12T13:00:00Z+01:00", "1999-12-31T23:59:59Z-09:30", "2024-02-29T00:00:00Z+00:00"]
        {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
            assert_eq!(as_written(text), text.parse().ok());
        }
        for text in ["2026-02-30T13:00:00Z+01:00", "2026-03-12T13:00:00Z+01:60", "2026-03-12T+3:00:00Z+01:00"]
        {
            assert_eq!(as_written(text), None);
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
        // The general reader still takes any RFC 3339 instant.
        assert!("2026-03-12T13:00:00.5+01:00".parse::<Moment>().is_ok());
    }
}
