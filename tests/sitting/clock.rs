//! The running hour, pinned where clocks usually go wrong.

use super::rows::{form, material, moment};
use mentorlog::model::Segment;
use mentorlog::sitting::clock::{Left, spell};
use mentorlog::sitting::{Clock, Pace, timetable};

fn parts(minutes: &[u32]) -> Vec<Segment> {
    let part = |(at, minutes): (usize, &u32)| Segment {
        name: format!("Part {at}"),
        planned_seconds: minutes * 60,
        used_seconds: None,
        lead: None,
        person: None,
    };
    minutes.iter().enumerate().map(part).collect()
}

/// A clock that was started, then looked at.
fn seen(start: &str, looks: &[&str]) -> Clock {
    let mut clock = Clock::start(moment(start), parts(&[20, 40]));
    for look in looks {
        clock.observe(moment(look));
    }
    clock
}

#[test]
fn across_midnight() {
    assert_eq!(seen("2026-03-12T23:30:00Z+00:00", &["2026-03-13T00:15:30Z+00:00"]).elapsed(), 45 * 60 + 30);
}

#[test]
fn summer_time_begins_and_ends() {
    // Berlin, 29 March 2026: 01:59 CET is followed by 03:00 CEST.
    let spring = seen("2026-03-29T00:30:00Z+01:00", &["2026-03-29T01:30:00Z+02:00"]);
    assert_eq!(spring.elapsed(), 3600, "the wall shows two hours more");
    // 25 October 2026: the hour from two to three comes twice.
    let autumn = seen("2026-10-25T00:30:00Z+02:00", &["2026-10-25T01:30:00Z+01:00"]);
    assert_eq!(autumn.elapsed(), 3600, "the wall shows the same time");
}

#[test]
fn set_back_it_neither_loses_nor_doubles() {
    let clock = seen(
        "2026-03-12T13:00:00Z+01:00",
        &["2026-03-12T13:10:00Z+01:00", "2026-03-12T12:10:00Z+01:00", "2026-03-12T12:15:00Z+01:00"],
    );
    assert_eq!(clock.elapsed(), 15 * 60);
    assert_eq!(clock.segments()[0].used_seconds, Some(15 * 60));
}

#[test]
fn asleep_for_an_hour_it_went_on() {
    let clock = seen(
        "2026-03-12T13:00:00Z+01:00",
        &["2026-03-12T13:05:00Z+01:00", "2026-03-12T14:05:00Z+01:00", "2026-03-12T14:05:01Z+01:00"],
    );
    assert_eq!(clock.elapsed(), 3901);
}

#[test]
fn gone_and_read_again_it_is_where_it_would_be() {
    let mut kept = seen("2026-03-12T13:00:00Z+01:00", &["2026-03-12T13:05:00Z+01:00"]);
    let text = serde_json::to_string(&kept).unwrap();
    let mut read: Clock = serde_json::from_str(&text).unwrap();
    let later = moment("2026-03-12T13:40:00Z+01:00");
    kept.observe(later);
    read.observe(later);
    assert_eq!(read, kept);
    assert_eq!(read.elapsed(), 40 * 60);
}

#[test]
fn a_break_does_not_count() {
    let mut clock = seen("2026-03-12T13:00:00Z+01:00", &[]);
    clock.toggle(moment("2026-03-12T13:10:00Z+01:00"));
    assert_eq!(clock.pace(), Pace::Paused);
    clock.toggle(moment("2026-03-12T13:30:00Z+01:00"));
    clock.observe(moment("2026-03-12T13:31:00Z+01:00"));
    assert_eq!(clock.elapsed(), 11 * 60);
}

#[test]
fn parts_use_their_own_time_and_may_be_entered_again() {
    let mut clock = seen("2026-03-12T13:00:00Z+01:00", &[]);
    clock.go(moment("2026-03-12T13:22:00Z+01:00"), 1);
    clock.go(moment("2026-03-12T13:30:00Z+01:00"), 0);
    clock.go(moment("2026-03-12T13:31:00Z+01:00"), 9);
    assert_eq!(clock.segment(), None, "all are over");
    clock.observe(moment("2026-03-12T13:41:00Z+01:00"));
    let used: Vec<_> = clock.segments().iter().map(|part| part.used_seconds).collect();
    assert_eq!(used, [Some(23 * 60), Some(8 * 60)]);
    assert_eq!(clock.elapsed(), 41 * 60);
    assert_eq!(Left::of(&clock.segments()[0]), Left::Over(3 * 60));
    assert_eq!(Left::of(&clock.segments()[1]), Left::Left(32 * 60));
    clock.stretch(0, 300);
    assert_eq!(Left::of(&clock.segments()[0]), Left::Left(2 * 60));
}

#[test]
fn talk_is_measured_only_when_somebody_says_who_speaks() {
    let form = form("mutual");
    let material = material(&form, 2);
    let seats = material.speakers(&form);
    let mut clock = Clock::start(moment("2026-03-12T13:00:00Z+01:00"), timetable(&form, &material));
    clock.observe(moment("2026-03-12T13:05:00Z+01:00"));
    assert_eq!(clock.talk(), None);
    clock.speak(moment("2026-03-12T13:05:00Z+01:00"), clock.next_speaker(&seats));
    clock.speak(moment("2026-03-12T13:09:00Z+01:00"), clock.next_speaker(&seats));
    clock.observe(moment("2026-03-12T13:10:00Z+01:00"));
    assert_eq!(clock.talk().unwrap(), [(seats[0], 240), (seats[1], 60)]);
    clock.speak(moment("2026-03-12T13:10:00Z+01:00"), None);
    clock.observe(moment("2026-03-12T13:20:00Z+01:00"));
    assert_eq!(clock.talk().unwrap(), [(seats[0], 240), (seats[1], 60)]);
    assert_eq!(clock.turns().len(), 2);
}

#[test]
fn it_is_read_as_text() {
    assert_eq!([spell(5), spell(1122), spell(3725)], ["0:05", "18:42", "1:02:05"]);
}
