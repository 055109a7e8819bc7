//! Dates in words, with the clock pinned to Thursday 12 March 2026, 09:00.

use super::*;
use chrono::{Datelike, Days};
use proptest::prelude::*;

fn thursday() -> Clock {
    Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()
}

fn read(text: &str, direction: Direction) -> String {
    match parse_when(text, &thursday(), direction) {
        Ok(when) => when.to_string(),
        Err(error) => format!("{error} / {}", error.hint()),
    }
}

#[test]
fn words_mean_a_day_in_each_direction() {
    for (text, past, future) in [
        ("today", "2026-03-12", "2026-03-12"),
        ("Tomorrow", "2026-03-13", "2026-03-13"),
        ("yesterday 16:00", "2026-03-11 16:00", "2026-03-11 16:00"),
        ("yesterday 4pm", "2026-03-11 16:00", "2026-03-11 16:00"),
        ("now", "2026-03-12 09:00", "2026-03-12 09:00"),
        ("noon", "2026-03-12 12:00", "2026-03-12 12:00"),
        ("16:00", "2026-03-12 16:00", "2026-03-12 16:00"),
        ("thu", "2026-03-12", "2026-03-12"),
        ("fri", "2026-03-06", "2026-03-13"),
        ("Friday at 9:30", "2026-03-06 09:30", "2026-03-13 09:30"),
        ("wed midnight", "2026-03-11 00:00", "2026-03-18 00:00"),
        ("this mon", "2026-03-09", "2026-03-09"),
        ("next tue", "2026-03-17", "2026-03-17"),
        ("next thu", "2026-03-19", "2026-03-19"),
        ("next sun", "2026-03-22", "2026-03-22"),
        ("last tue", "2026-03-10", "2026-03-10"),
        ("last thu", "2026-03-05", "2026-03-05"),
        ("next week", "2026-03-19", "2026-03-19"),
        ("last month", "2026-02-12", "2026-02-12"),
        ("in 2 weeks", "2026-03-26", "2026-03-26"),
        ("in three days at noon", "2026-03-15 12:00", "2026-03-15 12:00"),
        ("in a month", "2026-04-12", "2026-04-12"),
        ("2 weeks ago", "2026-02-26", "2026-02-26"),
        ("in 2 hours", "2026-03-12 11:00", "2026-03-12 11:00"),
        ("10 minutes ago", "2026-03-12 08:50", "2026-03-12 08:50"),
        ("12 mar", "2026-03-12", "2026-03-12"),
        ("mar 13", "2025-03-13", "2026-03-13"),
        ("11th March", "2026-03-11", "2027-03-11"),
        ("12 march 2024", "2024-03-12", "2024-03-12"),
        ("mar 12, 2024 noon", "2024-03-12 12:00", "2024-03-12 12:00"),
        ("2026-03-12", "2026-03-12", "2026-03-12"),
        ("2026-03-12 14:00", "2026-03-12 14:00", "2026-03-12 14:00"),
        ("2026-03-12T14:00:05", "2026-03-12 14:00:05", "2026-03-12 14:00:05"),
        ("Fri 2026-03-13", "2026-03-13", "2026-03-13"),
    ] {
        assert_eq!(read(text, Direction::Past), past, "past {text}");
        assert_eq!(read(text, Direction::Future), future, "future {text}");
    }
}

#[test]
fn what_is_refused_says_why_and_what_to_type() {
    for (text, said) in [
        ("04/01", "\"04/01\" can be read in two ways / 2027-01-04 (Mon) or 2026-04-01 (Wed)"),
        ("04/01 16:00", "\"04/01\" can be read in two ways / 2027-01-04 (Mon) or 2026-04-01 (Wed)"),
        ("4/1/26", "\"4/1/26\" can be read in two ways / 2026-01-04 (Sun) or 2026-04-01 (Wed)"),
        ("04.01.2026", "\"04.01.2026\" can be read in two ways / 2026-01-04 (Sun) or 2026-04-01 (Wed)"),
        ("24/7", "\"24/7\" can be read in more than one order / 2026-07-24 (Fri)"),
        ("2026/03/12", "\"2026/03/12\" can be read in more than one order / 2026-03-12 (Thu)"),
        ("31 feb", "\"31 feb\" cannot be: February 2027 has 28 days / 2027-02-28"),
        ("2026-02-30", "\"2026-02-30\" cannot be: February 2026 has 28 days / 2026-02-28"),
        ("2026-02-30 16:00", "\"2026-02-30 16:00\" cannot be: February 2026 has 28 days / 2026-02-28"),
        ("29 feb 2026", "\"29 feb 2026\" cannot be: February 2026 has 28 days / 2026-02-28"),
        ("2026-13-01", "\"2026-13-01\" cannot be: months go from 1 to 12 / 2026-12-01"),
        ("0 mar", "\"0 mar\" cannot be: days begin with 1 / 2027-03-01"),
        ("0206-03-12", "\"0206-03-12\" cannot be: a journal knows the years 1900 to 2999 / 2026-03-12"),
        (
            "in 99999999999 weeks",
            "\"in 99999999999 weeks\" cannot be: a journal knows the years 1900 to 2999 / 2026-03-12",
        ),
        ("fri 25:00", "\"25:00\" cannot be: hours go to 23, minutes and seconds to 59 / 16:00 or 4pm"),
        ("fri 12 mar", "\"fri 12 mar\" cannot be: 2026-03-12 is a Thursday / Thu 2026-03-12"),
        (
            "12 mar 26",
            "\"26\" in \"12 mar 26\" is neither a year nor a time / all four digits for a year, 16:00 for a time",
        ),
        ("9", "\"9\" is not a date / a time is 9:00 or 4pm, a day is 12 mar or 2026-03-12"),
        ("", "no date was given / today, fri, next tue, in 2 weeks, 12 mar, 2026-03-12, yesterday 16:00"),
    ] {
        assert_eq!(read(text, Direction::Future), said, "{text}");
    }
}

#[test]
fn sentences_are_no_dates() {
    for text in [
        "your word",
        "fri the latest",
        "may",
        "march on",
        "the sea",
        "99/99",
        "50/50",
        "1.2",
        "1.2.3.4.5",
        "in weeks",
        "next",
        "next may",
        "in 2 hours 16:00",
        "31 feb road",
        "04/01 road",
        "12",
        "at",
        "at 9",
        "٢٠٢٦-٠٣-١٢",
        "2026-03-12Z",
        "-",
        "/",
        "//",
        "t",
        "2026-03-12t",
        "mar",
        "12 12",
        "fri fri",
    ] {
        let error = parse_when(text, &thursday(), Direction::Future).unwrap_err();
        assert!(error.is_plain_text(), "{text}: {error}");
    }
    let long = parse_when(&"today ".repeat(100_000), &thursday(), Direction::Future).unwrap_err();
    assert!(long.to_string().len() < 80);
}

#[test]
fn a_moment_has_the_time_that_goes_without_saying() {
    let clock = thursday();
    let moment = |text| parse_when(text, &clock, Direction::Past).unwrap().moment(&clock).to_string();
    assert_eq!(moment("yesterday"), "2026-03-11T11:00:00Z+01:00");
    assert_eq!(moment("today"), "2026-03-12T08:00:00Z+01:00");
    assert_eq!(moment("midnight"), "2026-03-11T23:00:00Z+01:00");
    assert!(parse_when("10:00", &clock, Direction::Past).unwrap().is_ahead(&clock));
    assert!(!parse_when("now", &clock, Direction::Past).unwrap().is_ahead(&clock));
}

#[test]
fn the_writers_offset_decides_which_day_it_is() {
    let day = |now: &str, text: &str| {
        parse_when(text, &Clock::pinned(now).unwrap(), Direction::Past).unwrap().to_string()
    };
    assert_eq!(day("2026-03-29T01:30:00+01:00", "today"), "2026-03-29");
    assert_eq!(day("2026-03-29T00:30:00+01:00", "yesterday"), "2026-03-28");
    assert_eq!(day("2026-03-29T01:30:00+01:00", "2 hours ago"), "2026-03-28 23:30");
    assert_eq!(day("2026-01-01T00:00:00+14:00", "yesterday"), "2025-12-31");
    assert_eq!(day("2025-12-31T23:59:59-12:00", "tomorrow"), "2026-01-01");
    assert_eq!(day("2024-02-29T12:00:00+00:00", "last year"), "2023-02-28");
    let clock = Clock::pinned("2026-03-29T01:30:00+01:00").unwrap();
    let noon = parse_when("yesterday", &clock, Direction::Past).unwrap().moment(&clock);
    assert_eq!(noon.to_string(), "2026-03-28T11:00:00Z+01:00");
}

#[test]
fn every_day_around_reads_itself() {
    let clock = thursday();
    for distance in 0..=400 {
        for day in [clock.today() + Days::new(distance), clock.today() - Days::new(distance)] {
            for text in [day.to_string(), said_back(day), day.format("%-d %b %Y").to_string()] {
                for direction in [Direction::Past, Direction::Future] {
                    assert_eq!(parse_when(&text, &clock, direction), Ok(When::day(day)), "{text}");
                }
            }
        }
    }
}

#[test]
fn what_lists_say_can_be_typed_again() {
    let clock = thursday();
    for ahead in 0..=400 {
        let day = clock.today() + Days::new(ahead);
        let text = spoken(day, clock.today());
        let read = parse_when(&text, &clock, Direction::Future).unwrap();
        assert_eq!(
            (read.day.month(), read.day.day(), read.day.year()),
            (day.month(), day.day(), day.year()),
            "{text}"
        );
    }
}

#[test]
fn how_long_ago_is_a_phrase_of_its_own() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let today = day("2026-03-12");
    assert_eq!(super::long_ago(today, today), "today");
    assert_eq!(super::long_ago(day("2026-03-09"), today), "3 days ago");
    assert_eq!(super::long_ago(day("2026-03-15"), today), "in 3 days");
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "\\PC{0,40}") {
        let _ = parse_when(&text, &thursday(), Direction::Past);
    }

    #[test]
    fn words_in_any_order_break_nothing_and_read_themselves(
        words in prop::collection::vec(prop::sample::select(vec![
            "today", "fri", "next", "last", "in", "2", "a", "weeks", "ago", "12", "mar", "2026", "at", "4pm",
            "16:00", "noon", "now", "04/01", "2026-03-12", "hours", "31", "feb", "month", "0", "99999999999",
        ]), 0..6),
    ) {
        for direction in [Direction::Past, Direction::Future] {
            if let Ok(when) = parse_when(&words.join(" "), &thursday(), direction) {
                prop_assert_eq!(parse_when(&when.to_string(), &thursday(), direction), Ok(when));
            }
        }
    }
}
