//! Some weeks that end with this one.

use chrono::{Datelike, Days, NaiveDate};

/// The windows that can be chosen, in weeks.
pub const WINDOWS: [u16; 4] = [4, 13, 26, 52];
/// Stretches that a span is cut into, at most, where something is shown as it went.
const STRETCHES: u16 = 7;

/// Some weeks that end with this one, each from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The Monday of its first week.
    pub since: NaiveDate,
    /// The day it is seen from.
    pub today: NaiveDate,
    /// How many weeks.
    pub weeks: u16,
}

impl Span {
    /// So many weeks up to the week of a day.
    pub fn new(today: NaiveDate, weeks: u16) -> Self {
        let monday = monday(today);
        let before = Days::new(7 * u64::from(weeks.max(1) - 1));
        Self { since: monday.checked_sub_days(before).unwrap_or(monday), today, weeks: weeks.max(1) }
    }

    /// `26 weeks`.
    pub fn said(self) -> String {
        format!("{} weeks", self.weeks)
    }

    /// Which of its weeks a day is in, counted from nought; none outside.
    pub fn week(self, day: NaiveDate) -> Option<usize> {
        let days = usize::try_from(day.signed_duration_since(self.since).num_days()).ok()?;
        (days / 7 < usize::from(self.weeks)).then_some(days / 7)
    }

    /// Whether a day is in it, and not to come.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.since..=self.today).contains(&day)
    }

    /// The Monday of one of its weeks.
    pub fn monday(self, week: usize) -> NaiveDate {
        let days = Days::new(7 * u64::try_from(week).unwrap_or_default());
        self.since.checked_add_days(days).unwrap_or(self.today)
    }

    /// Weeks of a stretch: few stretches, so that each holds enough to be seen.
    pub fn stretch(self) -> usize {
        usize::from(self.weeks.div_ceil(STRETCHES))
    }

    /// How many stretches there are.
    pub fn stretches(self) -> usize {
        usize::from(self.weeks).div_ceil(self.stretch())
    }

    /// Which stretch a day is in. The last one is whole, the first may be short.
    pub fn stretch_of(self, day: NaiveDate) -> Option<usize> {
        let from_end = usize::from(self.weeks) - 1 - self.week(day)?;
        Some(self.stretches() - 1 - from_end / self.stretch())
    }

    /// The Monday a stretch begins with.
    pub fn begins(self, stretch: usize) -> NaiveDate {
        let weeks = (self.stretches() - stretch.min(self.stretches())) * self.stretch();
        self.monday(usize::from(self.weeks).saturating_sub(weeks))
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    let days = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(days).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_begins_on_a_monday_and_ends_with_this_week() {
        let span = Span::new(day("2026-03-12"), 4);
        assert_eq!(span.since, day("2026-02-16"));
        assert_eq!(span.week(day("2026-02-15")), None);
        assert_eq!(span.week(day("2026-02-22")), Some(0));
        assert_eq!(span.week(day("2026-03-15")), Some(3));
        assert_eq!(span.week(day("2026-03-16")), None);
        assert_eq!(span.monday(3), day("2026-03-09"));
    }

    #[test]
    fn stretches_cover_every_week_once() {
        for weeks in WINDOWS {
            let span = Span::new(day("2026-03-12"), weeks);
            let mut seen = Vec::new();
            for week in 0..usize::from(weeks) {
                let stretch = span.stretch_of(span.monday(week)).unwrap();
                assert!(span.begins(stretch) <= span.monday(week), "{weeks}, week {week}");
                seen.push(stretch);
            }
            assert!(seen.is_sorted() && seen.first() == Some(&0), "{seen:?}");
            assert_eq!(seen.last(), Some(&(span.stretches() - 1)));
            assert!(span.stretches() <= usize::from(STRETCHES));
        }
    }
}
