//! Times of day: `16:00`, `4pm`, `4:30 pm`, `noon`, `midnight`.

use super::WhenError;
use chrono::{NaiveTime, Timelike};

/// Where a day without a time is put.
pub(super) const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// `16:00`, or with seconds where there are some.
pub(super) fn short(time: NaiveTime) -> String {
    let form = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.format(form).to_string()
}

/// Reads lower-case words that are nothing but a time. `None`: they are no time.
pub(super) fn read(words: &[&str]) -> Option<Result<NaiveTime, WhenError>> {
    let words = match words {
        ["at", rest @ ..] => rest,
        all => all,
    };
    match words {
        ["noon"] => Some(Ok(NOON)),
        ["midnight"] => Some(Ok(NaiveTime::MIN)),
        [clock, half @ ("am" | "pm")] => figures(clock, Some(half)),
        [word] => match word.strip_suffix("am").map(|clock| (clock, "am")) {
            Some((clock, half)) => figures(clock, Some(half)),
            None => match word.strip_suffix("pm") {
                Some(clock) => figures(clock, Some("pm")),
                None => figures(word, None),
            },
        },
        _ => None,
    }
}

/// `4`, `4:30` or `16:00:05`; a bare number is a time only with `am` or `pm`.
fn figures(clock: &str, half: Option<&str>) -> Option<Result<NaiveTime, WhenError>> {
    let parts: Vec<&str> = clock.split(':').collect();
    let few_digits = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(few_digits) || parts.len() > 3 || (parts.len() == 1 && half.is_none()) {
        return None;
    }
    if parts.iter().skip(1).any(|part| part.len() != 2) {
        return None;
    }
    let mut numbers = parts.iter().map(|part| part.parse::<u32>().unwrap_or(u32::MAX));
    let hour = numbers.next().unwrap_or(0);
    let (minute, second) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let text = || format!("{clock}{}", half.unwrap_or(""));
    let hour = match (half, hour) {
        (None, 24) => {
            return Some(Err(WhenError::impossible(
                text(),
                "a day ends at 23:59",
                "midnight of the next day",
            )));
        }
        (None, hour) => hour,
        (Some("am"), 12) => 0,
        (Some(_), 0 | 13..) => {
            return Some(Err(WhenError::impossible(text(), "am and pm go with 1 to 12", "16:00 or 4pm")));
        }
        (Some("pm"), hour) if hour < 12 => hour + 12,
        (Some(_), hour) => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second);
    Some(time.ok_or_else(|| {
        WhenError::impossible(text(), "hours go to 23, minutes and seconds to 59", "16:00 or 4pm")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        match read(&words) {
            Some(Ok(time)) => short(time),
            Some(Err(error)) => error.to_string(),
            None => "no time".to_owned(),
        }
    }

    #[test]
    fn times_are_read() {
        for (text, time) in [
            ("16:00", "16:00"),
            ("9:05", "09:05"),
            ("16:00:05", "16:00:05"),
            ("4pm", "16:00"),
            ("4 pm", "16:00"),
            ("at 4:30pm", "16:30"),
            ("12am", "00:00"),
            ("12pm", "12:00"),
            ("noon", "12:00"),
            ("midnight", "00:00"),
        ] {
            assert_eq!(said(text), time, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_not_guessed() {
        for text in ["9", "pm", "at", "at noon today", "16:0", "1:2:3:4", "٤pm", "-1:00", ":", "123:00"] {
            assert_eq!(said(text), "no time", "{text}");
        }
        for text in ["25:00", "16:75", "13pm", "0am", "24:00"] {
            assert!(said(text).contains("cannot be"), "{text}");
        }
    }
}
