//! Where a row stands in the index: a number that sorts as the noun's list does.

use super::Search;
use crate::model::Moment;
use crate::store::StoreError;
use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use std::ops::Range;

/// What orders a noun's hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Order {
    /// The moment in this field.
    Moment(&'static str),
    /// The day in this field; what has none comes last.
    Day(&'static str),
    /// None: such rows are few, and their lists have an order of their own.
    Arrival,
}

/// Below the noun: 58 bits. A moment takes 39 of them (seconds of ten thousand years), a day 22; the
/// rest tells rows of the same moment apart.
const NOUN_BITS: u32 = 58;
const MOMENT_BITS: u32 = 19;
const DAY_BITS: u32 = 36;
const LAST_SECOND: i64 = (1 << (NOUN_BITS - MOMENT_BITS)) - 1;
const LAST_DAY: i64 = (1 << (NOUN_BITS - DAY_BITS)) - 1;

/// The day that stands for none, as lists order it.
const NO_DAY: &str = "9999-12-31";

impl Search {
    /// The numbers of all rows of the noun.
    pub fn range(&self) -> Range<i64> {
        self.number << NOUN_BITS..(self.number + 1) << NOUN_BITS
    }

    /// The field that says where a row stands.
    pub fn field(&self) -> Option<&'static str> {
        match self.order {
            Order::Moment(field) | Order::Day(field) => Some(field),
            Order::Arrival => None,
        }
    }

    /// The numbers of the rows of a moment or a day, as the field has it; of all rows where there is no
    /// order.
    pub fn span(&self, text: &str) -> Range<i64> {
        let range = self.range();
        let (within, bits) = match self.order {
            Order::Arrival => return range,
            Order::Moment(_) => (seconds(text), MOMENT_BITS),
            Order::Day(_) => (day(if text.is_empty() { NO_DAY } else { text }), DAY_BITS),
        };
        let start = range.start + (within << bits);
        start..start + (1 << bits)
    }

    /// The first free number at or after a span; what is too much for one moment goes on in the next.
    pub fn free(&self, connection: &Connection, span: &Range<i64>) -> Result<i64, StoreError> {
        let length = span.end - span.start;
        let mut span = span.clone();
        loop {
            let last: Option<i64> = connection
                .prepare_cached("SELECT max(id) FROM search_row WHERE id >= ?1 AND id < ?2")?
                .query_row([span.start, span.end], |row| row.get(0))?;
            let next = last.map_or(span.start, |last| last + 1);
            if next < span.end || span.end >= self.range().end {
                return Ok(next);
            }
            span = span.end..span.end + length;
        }
    }
}

/// Seconds since the year 0; what is no moment counts as the first one.
fn seconds(text: &str) -> i64 {
    const BEFORE_1970: i64 = 62_167_219_200;
    text.parse::<Moment>().map_or(0, |at| (at.utc().timestamp() + BEFORE_1970).clamp(0, LAST_SECOND))
}

/// Days since the year 0; what is no day counts as the first one.
fn day(text: &str) -> i64 {
    text.parse::<NaiveDate>().map_or(0, |day| i64::from(day.num_days_from_ce()).clamp(0, LAST_DAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AT: Search = Search { number: 15, order: Order::Moment("at"), name: None, texts: &[], people: &[] };
    const DUE: Search = Search { number: 15, order: Order::Day("due"), name: None, texts: &[], people: &[] };

    proptest! {
        #[test]
        fn places_sort_as_moments_and_days_do(one in 0..253_402_300_799_i64, other in 0..253_402_300_799_i64) {
            let text = |seconds| {
                let utc = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
                Moment::new(utc, chrono::FixedOffset::east_opt(3600).unwrap()).to_string()
            };
            let (left, right) = (AT.span(&text(one)), AT.span(&text(other)));
            prop_assert_eq!(left.start.cmp(&right.start), one.cmp(&other));
            prop_assert!(AT.range().contains(&left.start) && AT.range().end >= left.end);
            let (one, other) = (&text(one)[..10], &text(other)[..10]);
            let (left, right) = (DUE.span(one), DUE.span(other));
            prop_assert_eq!(left.start.cmp(&right.start), one.cmp(other));
            prop_assert!(DUE.range().contains(&left.start) && left.end <= DUE.span("").end);
        }
    }

    #[test]
    fn nothing_lies_outside_of_its_noun() {
        for text in ["", "soon", "-4712-01-01T00:00:00Z+00:00", "+262000-01-01"] {
            assert!(AT.range().contains(&AT.span(text).start), "{text}");
            assert!(DUE.range().contains(&DUE.span(text).start), "{text}");
        }
    }
}
