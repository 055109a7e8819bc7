//! Dates in words: `yesterday 16:00`, `next tue`, `in 2 weeks`, `12 mar`.
//!
//! Strict on purpose: what is not surely a date is refused with something that can be typed
//! instead, because a day that was guessed wrong is found out weeks later. The rules where people
//! differ:
//!
//! | words | meaning |
//! |---|---|
//! | `fri` | towards the future the coming Friday, towards the past the last one; on a Friday: today |
//! | `this fri` | the Friday of this week, Monday to Sunday |
//! | `next fri` | the Friday of the week after this one |
//! | `last fri` | the latest Friday before today |
//! | `12 mar` | the coming one, or the latest one; today counts |
//! | `in 1 month` | the same day of the month, or that month's last day |
//! | `midnight` | the first minute of the day it is said of |
//! | `16:00` | today at 16:00 |
//! | `04/01` | refused: half the world reads it the other way |

mod calendar;
mod error;
mod reader;
mod relative;
mod spoken;
#[cfg(test)]
mod tests;
mod time;

pub use error::WhenError;
pub use spoken::{ago, due, late, long_ago, said_back, spoken};

use super::Moment;
use crate::clock::Clock;
use chrono::{NaiveDate, NaiveTime};
use std::fmt;

/// The longest text that can be a date: `wednesday 12th september 2026 at 12:30:00 pm` fits twice.
const LONGEST: usize = 96;

/// Which way a day without a year or a week is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// For what has happened: `on fri`, `--since`.
    Past,
    /// For what is to come: `by fri`, `--due`.
    Future,
}

/// A day, with a time where one was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The day.
    pub day: NaiveDate,
    /// The time on the wall that day.
    pub time: Option<NaiveTime>,
}

impl When {
    /// A day without a time.
    pub fn day(day: NaiveDate) -> Self {
        Self { day, time: None }
    }

    /// The instant that is meant. Without a time: now, if the day is today, else noon, which lies
    /// on that day in the writer's eyes whatever summer time does.
    pub fn moment(&self, clock: &Clock) -> Moment {
        match self.time {
            Some(time) => clock.at(self.day, time),
            None if self.day == clock.today() => clock.now(),
            None => clock.at(self.day, time::NOON),
        }
    }

    /// Whether it lies ahead of the clock: a later day, or a later time today.
    pub fn is_ahead(&self, clock: &Clock) -> bool {
        let now = clock.now();
        self.day > now.day() || (self.day == now.day() && self.time.is_some_and(|time| time > now.time()))
    }

    /// Weekday, ISO day and the time if there is one: `Fri 2026-03-13 16:00`.
    pub fn said_back(&self) -> String {
        match self.time {
            Some(time) => format!("{} {}", said_back(self.day), time::short(time)),
            None => said_back(self.day),
        }
    }
}

/// As it can be typed again: `2026-03-13 16:00`.
impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.day)?;
        match self.time {
            Some(time) => write!(out, " {}", time::short(time)),
            None => Ok(()),
        }
    }
}

/// Reads a date in words as the clock's owner means it.
///
/// # Errors
/// A [`WhenError`] that says what is wrong, with a hint that can be typed.
pub fn parse_when(text: &str, clock: &Clock, direction: Direction) -> Result<When, WhenError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(WhenError::Empty);
    }
    if text.len() > LONGEST {
        return Err(WhenError::not_a_date(text));
    }
    reader::Reader::new(clock, direction).read(text)
}
