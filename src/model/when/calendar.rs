//! Days by number and month: what is written like one, and whether it exists.

use super::WhenError;
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Year, month and day of a word that is written like `2026-03-12`, whether or not that day exists.
pub(super) fn iso(word: &str) -> Option<(i32, u32, u32)> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !short(month) || !short(day) {
        return None;
    }
    Some((four_digits(year)?, month.parse().ok()?, day.parse().ok()?))
}

/// A year.
pub(super) fn four_digits(word: &str) -> Option<i32> {
    let year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    year.then(|| word.parse().ok()).flatten()
}

/// `12 mar`, `12th march`, `mar 12`.
pub(super) fn month_and_day(words: &[&str]) -> Option<(u32, u32)> {
    let [first, second, ..] = words else { return None };
    match (month(first), month(second)) {
        (Some(month), None) => Some((month, day_number(second)?)),
        (None, Some(month)) => Some((month, day_number(first)?)),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    let known =
        |name: &str| name == word || name.get(..3) == Some(word) || (word == "sept" && name == "september");
    let place = MONTHS.iter().position(|name| known(name))?;
    u32::try_from(place + 1).ok()
}

fn day_number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| digits.parse().ok()).flatten()
}

/// The day, or the reason why there is none.
pub(super) fn real(text: &str, year: i32, month: u32, day: u32) -> Result<NaiveDate, WhenError> {
    if let Some(day) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(day);
    }
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        let instead = format!("{year}-12-{:02}", day.clamp(1, 31));
        return Err(WhenError::impossible(text, "months go from 1 to 12", instead));
    };
    let last = last_of(first);
    let (why, instead) = match day {
        0 => ("days begin with 1".to_owned(), first),
        _ => (format!("{} has {} days", first.format("%B %Y"), last.day()), last),
    };
    Err(WhenError::impossible(text, why, instead.to_string()))
}

fn last_of(first: NaiveDate) -> NaiveDate {
    (28..=31).rev().find_map(|day| first.with_day(day)).unwrap_or(first)
}
