//! Days said back: short in lists, exact where something was understood.

use chrono::{Datelike, NaiveDate};

/// For lists: `today`, `tomorrow`, `yesterday`, `Fri` within six days ahead, else `12 Mar`, with
/// the year if it is another one.
pub fn spoken(day: NaiveDate, today: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..=6 => day.format("%a").to_string(),
        _ if day.year() == today.year() => day.format("%-d %b").to_string(),
        _ => day.format("%-d %b %Y").to_string(),
    }
}

/// Weekday and ISO day: `Fri 2026-03-13`. What was understood from words is said back like this.
pub fn said_back(day: NaiveDate) -> String {
    format!("{} {day}", day.format("%a"))
}

/// `2 days late`; `None` on the day and before it.
pub fn late(due: NaiveDate, today: NaiveDate) -> Option<String> {
    match today.signed_duration_since(due).num_days() {
        ..=0 => None,
        1 => Some("1 day late".to_owned()),
        days => Some(format!("{days} days late")),
    }
}

/// `due today`, `due Fri`, `due 30 Mar`, or how late it is.
pub fn due(due: NaiveDate, today: NaiveDate) -> String {
    late(due, today).unwrap_or_else(|| format!("due {}", spoken(due, today)))
}

/// How long ago, without the word: `today`, `1 day`, `3 days`, `5 weeks`, `4 months`, `2 years`.
/// A day ahead is `in 3 days`.
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    let days = today.signed_duration_since(day).num_days();
    if days == 0 {
        return "today".to_owned();
    }
    let (from, to) = if days > 0 { (day, today) } else { (today, day) };
    let span = span(from, to);
    if days > 0 { span } else { format!("in {span}") }
}

/// How long ago, as a phrase of its own: `today`, `3 days ago`, `in 3 days`.
pub fn long_ago(day: NaiveDate, today: NaiveDate) -> String {
    let span = ago(day, today);
    if day < today { format!("{span} ago") } else { span }
}

/// Exact in days for four weeks, in whole weeks for a quarter, then in whole months and years.
fn span(from: NaiveDate, to: NaiveDate) -> String {
    let days = to.signed_duration_since(from).num_days();
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month())
        - i64::from(from.month())
        - i64::from(to.day() < from.day());
    let (many, unit) = match days {
        ..28 => (days, "day"),
        28..91 => (days / 7, "week"),
        _ if months < 24 => (months, "month"),
        _ => (months / 12, "year"),
    };
    format!("{many} {unit}{}", if many == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn lists_speak_short() {
        let today = day("2026-03-12");
        for (text, said) in [
            ("2026-03-12", "today"),
            ("2026-03-13", "tomorrow"),
            ("2026-03-11", "yesterday"),
            ("2026-03-14", "Sat"),
            ("2026-03-18", "Wed"),
            ("2026-03-19", "19 Mar"),
            ("2026-03-10", "10 Mar"),
            ("2024-03-12", "12 Mar 2024"),
            ("2027-01-01", "1 Jan 2027"),
        ] {
            assert_eq!(spoken(day(text), today), said, "{text}");
        }
        assert_eq!(said_back(day("2026-03-13")), "Fri 2026-03-13");
    }

    #[test]
    fn what_is_due_says_when_or_how_late() {
        let today = day("2026-03-12");
        for (text, said) in [
            ("2026-03-12", "due today"),
            ("2026-03-13", "due tomorrow"),
            ("2026-03-16", "due Mon"),
            ("2026-03-30", "due 30 Mar"),
            ("2026-03-11", "1 day late"),
            ("2026-03-10", "2 days late"),
        ] {
            assert_eq!(due(day(text), today), said, "{text}");
        }
        assert_eq!(late(today, today), None);
    }

    #[test]
    fn ages_grow_from_days_to_years() {
        let today = day("2026-03-12");
        for (text, said) in [
            ("2026-03-12", "today"),
            ("2026-03-11", "1 day"),
            ("2026-03-09", "3 days"),
            ("2026-02-17", "23 days"),
            ("2026-02-05", "5 weeks"),
            ("2025-12-12", "12 weeks"),
            ("2025-12-11", "3 months"),
            ("2025-11-13", "3 months"),
            ("2024-03-13", "23 months"),
            ("2024-03-12", "2 years"),
            ("2026-03-15", "in 3 days"),
        ] {
            assert_eq!(ago(day(text), today), said, "{text}");
        }
    }
}
