//! Days said from today: `tomorrow`, `fri`, `next tue`, `in 2 weeks`, `3 days ago`.

use super::Direction;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A span of whole days or months, or one shorter than a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// The weekday this lower-case word names.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// The unit this lower-case word names, one or many.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" => Unit::Minutes,
        "hour" | "hours" => Unit::Hours,
        "day" | "days" => Unit::Days,
        "week" | "weeks" => Unit::Weeks,
        "month" | "months" => Unit::Months,
        "year" | "years" => Unit::Years,
        _ => return None,
    })
}

/// How many: digits, or a small number in words.
pub(super) fn count(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if word == "a" || word == "an" {
        return Some(1);
    }
    if let Some(place) = WORDS.iter().position(|known| *known == word) {
        return u32::try_from(place + 1).ok();
    }
    let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than a number holds are still a number: one too far away to be a day.
    digits.then(|| word.parse().unwrap_or(u32::MAX))
}

/// `day` moved by so many units of a day or more; `None` where no such day can be written.
pub(super) fn shift(day: NaiveDate, count: u32, unit: Unit, direction: Direction) -> Option<NaiveDate> {
    let days = |each: u64| {
        let span = Days::new(u64::from(count) * each);
        match direction {
            Direction::Future => day.checked_add_days(span),
            Direction::Past => day.checked_sub_days(span),
        }
    };
    let months = |each: u32| {
        let span = Months::new(count.checked_mul(each)?);
        match direction {
            Direction::Future => day.checked_add_months(span),
            Direction::Past => day.checked_sub_months(span),
        }
    };
    match unit {
        Unit::Minutes | Unit::Hours => Some(day),
        Unit::Days => days(1),
        Unit::Weeks => days(7),
        Unit::Months => months(1),
        Unit::Years => months(12),
    }
}

/// The nearest such weekday in that direction; today counts.
pub(super) fn nearest(weekday: Weekday, today: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let ahead = u64::from(weekday.days_since(today.weekday()));
    match direction {
        Direction::Future => today.checked_add_days(Days::new(ahead)),
        Direction::Past => today.checked_sub_days(Days::new((7 - ahead) % 7)),
    }
}

/// That weekday in the week, Monday to Sunday, which is `weeks` after this one.
pub(super) fn in_week(weekday: Weekday, today: NaiveDate, weeks: u64) -> Option<NaiveDate> {
    let monday = nearest(Weekday::Mon, today, Direction::Past)?;
    monday.checked_add_days(Days::new(weeks * 7 + u64::from(weekday.num_days_from_monday())))
}

/// The latest such weekday before today.
pub(super) fn before(weekday: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    nearest(weekday, today.pred_opt()?, Direction::Past)
}
