//! Reads the words of a date from left to right: a day, then perhaps a time.

use super::calendar::{four_digits, iso, month_and_day, real};
use super::error::wrong_weekday;
use super::relative::{Unit, before, count, in_week, nearest, shift, unit, weekday};
use super::{Direction, When, WhenError, time};
use crate::clock::Clock;
use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Timelike, Weekday};

/// Years that a journal can speak of; outside them somebody has mistyped.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// What was read at the beginning of the words, and how many of them it took.
type Found<T> = Option<Result<(T, usize), WhenError>>;

/// One reading: all of it sees the same now.
pub(super) struct Reader<'a> {
    clock: &'a Clock,
    direction: Direction,
    today: NaiveDate,
    time: NaiveTime,
}

impl<'a> Reader<'a> {
    pub(super) fn new(clock: &'a Clock, direction: Direction) -> Self {
        let now = clock.now();
        Self { clock, direction, today: now.day(), time: now.time() }
    }

    /// The whole text as a date, or what is wrong with it.
    pub(super) fn read(&self, text: &str) -> Result<When, WhenError> {
        let lower = text.to_lowercase();
        let words = split(&lower);
        if let Some(found) = self.exact(text, &words) {
            return found.and_then(|when| in_years(text, when));
        }
        let Some(found) = self.day(text, &words) else {
            return match time::read(&words) {
                Some(time) => time.map(|time| When { day: self.today, time: Some(time) }),
                None => Err(WhenError::not_a_date(text)),
            };
        };
        // Words behind the day decide first: "on 31 feb road" is no date, so no wrong one either.
        let used = found.as_ref().map_or_else(|_| calendar_length(&words), |(_, used)| *used);
        let time = match words.get(used..).unwrap_or_default() {
            [] => None,
            rest => Some(time::read(rest).ok_or_else(|| leftover(text, rest))??),
        };
        let (day, _) = found?;
        in_years(text, When { day, time })
    }

    /// `now`, `in 2 hours`, `10 minutes ago`: day and time in one.
    fn exact(&self, text: &str, words: &[&str]) -> Option<Result<When, WhenError>> {
        if let ["now"] = words {
            return Some(Ok(When { day: self.today, time: self.time.with_nanosecond(0) }));
        }
        let (many, what, direction) = match words {
            ["in", many, what] => (many, what, Direction::Future),
            [many, what, "ago"] => (many, what, Direction::Past),
            _ => return None,
        };
        let seconds = match unit(what)? {
            Unit::Minutes => 60,
            Unit::Hours => 3600,
            _ => return None,
        };
        let seconds = i64::from(count(many)?) * seconds;
        let span = Duration::seconds(if direction == Direction::Past { -seconds } else { seconds });
        // Through UTC, so that an hour is an hour also when summer time begins.
        let moment = self.clock.now().utc().checked_add_signed(span).map(|utc| self.clock.moment(utc));
        Some(match moment {
            Some(moment) => Ok(When { day: moment.day(), time: Some(moment.time()) }),
            None => Err(too_far(text)),
        })
    }

    /// The day that the words begin with. An error stands for words that are a day gone wrong.
    fn day(&self, text: &str, words: &[&str]) -> Found<NaiveDate> {
        let (first, rest) = words.split_first()?;
        match *first {
            "today" => return Some(Ok((self.today, 1))),
            "tomorrow" => return self.moved(text, 1, Unit::Days, Direction::Future, 1),
            "yesterday" => return self.moved(text, 1, Unit::Days, Direction::Past, 1),
            "in" => {
                let [many, what, ..] = rest else { return None };
                return self.moved(text, count(many)?, unit(what)?, Direction::Future, 3);
            }
            "this" | "next" | "last" => return self.named(text, first, rest.first()?),
            _ => {}
        }
        if let [many, what, "ago", ..] = words {
            return self.moved(text, count(many)?, unit(what)?, Direction::Past, 3);
        }
        match weekday(first) {
            Some(weekday) => self.weekday(text, weekday, rest),
            None => self.calendar(text, words),
        }
    }

    fn moved(&self, text: &str, many: u32, what: Unit, to: Direction, used: usize) -> Found<NaiveDate> {
        if matches!(what, Unit::Minutes | Unit::Hours) {
            return None;
        }
        Some(shift(self.today, many, what, to).map(|day| (day, used)).ok_or_else(|| too_far(text)))
    }

    /// `this fri`, `next tue`, `last week`.
    fn named(&self, text: &str, which: &str, what: &str) -> Found<NaiveDate> {
        if let Some(weekday) = weekday(what) {
            let day = match which {
                "this" => in_week(weekday, self.today, 0),
                "next" => in_week(weekday, self.today, 1),
                _ => before(weekday, self.today),
            };
            return Some(day.map(|day| (day, 2)).ok_or_else(|| too_far(text)));
        }
        let unit = unit(what).filter(|_| matches!(what, "week" | "month" | "year"))?;
        match which {
            "next" => self.moved(text, 1, unit, Direction::Future, 2),
            "last" => self.moved(text, 1, unit, Direction::Past, 2),
            _ => None,
        }
    }

    /// `fri`, or `fri 13 mar`, where the two have to agree.
    fn weekday(&self, text: &str, weekday: Weekday, rest: &[&str]) -> Found<NaiveDate> {
        match self.calendar(text, rest) {
            Some(Ok((day, _))) if day.weekday() != weekday => Some(Err(wrong_weekday(text, day))),
            Some(Ok((day, used))) => Some(Ok((day, used + 1))),
            Some(Err(error)) => Some(Err(error)),
            None => {
                let day = nearest(weekday, self.today, self.direction);
                Some(day.map(|day| (day, 1)).ok_or_else(|| too_far(text)))
            }
        }
    }

    /// `2026-03-12`, `12 mar`, `mar 12 2026`, and `04/01` to refuse it.
    fn calendar(&self, text: &str, words: &[&str]) -> Found<NaiveDate> {
        let first = words.first()?;
        if let Some((year, month, day)) = iso(first) {
            return Some(real(text, year, month, day).map(|day| (day, 1)));
        }
        if let Some(readings) = self.slashed(first) {
            return Some(Err(WhenError::Ambiguous { text: (*first).to_owned(), readings }));
        }
        let (month, day) = month_and_day(words)?;
        let year = words.get(2).and_then(|word| four_digits(word));
        let used = if year.is_some() { 3 } else { 2 };
        let year = year.unwrap_or_else(|| self.year_of(month, day));
        Some(real(text, year, month, day).map(|day| (day, used)))
    }

    /// The year of a day that is said without one: the nearest in the direction, today included.
    fn year_of(&self, month: u32, day: u32) -> i32 {
        let today = (self.today.month(), self.today.day());
        let year = self.today.year();
        match self.direction {
            Direction::Future if (month, day) < today => year + 1,
            Direction::Past if (month, day) > today => year - 1,
            _ => year,
        }
    }

    /// The days that `04/01`, `4/1/26`, `04.01.2026` or `2026/01/04` can be; `None`: no date.
    fn slashed(&self, word: &str) -> Option<Vec<NaiveDate>> {
        let mark = word.chars().find(|c| !c.is_ascii_digit())?;
        let parts: Option<Vec<u32>> = word.split(mark).map(|part| part.parse().ok()).collect();
        let parts = parts.filter(|_| mark == '/' || mark == '.' || mark == '-')?;
        let orders = match parts[..] {
            [day, month] if mark == '/' => [(None, month, day), (None, day, month)],
            [year, month, day] if year > 31 => [(Some(year), month, day); 2],
            [day, month, year] => [(Some(year), month, day), (Some(year), day, month)],
            _ => return None,
        };
        let mut days: Vec<NaiveDate> = Vec::with_capacity(2);
        for (year, month, day) in orders {
            let year = match year {
                Some(year @ 0..=99) => i32::try_from(year).ok()? + 2000,
                Some(year) => i32::try_from(year).ok()?,
                None => self.year_of(month, day),
            };
            days.extend(NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year)));
        }
        days.dedup();
        (!days.is_empty()).then_some(days)
    }
}

/// Words without the commas between them; `2026-03-12t14:00` is two.
fn split(lower: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in lower.split_whitespace() {
        match word.split_once('t') {
            Some((day, time)) if iso(day).is_some() && !time.is_empty() => words.extend([day, time]),
            _ => words.push(word),
        }
    }
    if let Some((_, front)) = words.split_last_mut() {
        front.iter_mut().for_each(|word| *word = word.strip_suffix(',').unwrap_or(word));
    }
    words
}

/// How many words a calendar date takes whose day does not exist.
fn calendar_length(words: &[&str]) -> usize {
    let named = usize::from(words.first().is_some_and(|word| weekday(word).is_some()));
    let words = words.get(named..).unwrap_or_default();
    let length = match words {
        ["in", ..] | [_, _, "ago", ..] => 3,
        ["next" | "last" | "this", ..] => 2,
        _ if month_and_day(words).is_none() => 1,
        [_, _, year, ..] if four_digits(year).is_some() => 3,
        _ => 2,
    };
    named + length
}

/// What is left behind a day is a sentence, unless it is one bare number: then somebody meant more.
fn leftover(text: &str, rest: &[&str]) -> WhenError {
    match rest {
        [number] if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            WhenError::LooseNumber { text: text.to_owned(), number: (*number).to_owned() }
        }
        _ => WhenError::not_a_date(text),
    }
}

fn in_years(text: &str, when: When) -> Result<When, WhenError> {
    if YEARS.contains(&when.day.year()) { Ok(when) } else { Err(too_far(text)) }
}

fn too_far(text: &str) -> WhenError {
    let years = format!("a journal knows the years {} to {}", YEARS.start(), YEARS.end());
    WhenError::impossible(text, years, "2026-03-12")
}
