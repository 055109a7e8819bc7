//! How far back a figure looks: the last six sessions or 90 days, whichever holds more.

use chrono::{Days, NaiveDate};

/// So many sessions are looked at, at least, where there are as many.
pub const SESSIONS: usize = 6;
/// So many days are looked at, at least.
pub const DAYS: u64 = 90;
/// Below so many sessions no check says anything.
pub const FEWEST_SESSIONS: usize = 3;

/// The first day of a window of 90 days or `least` sessions, whichever holds more. `held` are the
/// days of the last sessions held, newest first.
///
/// `None` is "from the beginning": there were fewer sessions, so all of it is looked at.
pub fn start(held: &[NaiveDate], least: usize, today: NaiveDate) -> Option<NaiveDate> {
    let oldest = held.get(least.checked_sub(1)?)?;
    let recent = today.checked_sub_days(Days::new(DAYS))?;
    Some(recent.min(*oldest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn every(days: u64, today: NaiveDate) -> Vec<NaiveDate> {
        (0..20).map(|nth| today - Days::new(nth * days)).collect()
    }

    #[test]
    fn whichever_holds_more() {
        let today = day("2026-03-12");
        assert_eq!(
            start(&every(7, today), SESSIONS, today),
            Some(day("2025-12-12")),
            "90 days of weekly meetings"
        );
        assert_eq!(
            start(&every(30, today), SESSIONS, today),
            Some(today - Days::new(150)),
            "six monthly ones"
        );
        assert_eq!(start(&every(30, today)[..5], SESSIONS, today), None, "all there is");
    }
}
