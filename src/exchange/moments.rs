//! A moment as two fields, and days as ISO writes them.
//!
//! Between the rings a moment is one text, `2026-03-12T13:00:00Z+01:00`. Other programs know
//! RFC 3339 only, so the interchange writes `"at":"2026-03-12T13:00:00Z","at_offset":"+01:00"`: for
//! every field that is `at` or ends in `_at`, however deep it is.

use super::fault::{Fault, brief};
use crate::model::Moment;
use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate};
use serde_json::{Map, Value};

const OFFSET: &str = "_offset";

fn is_instant(name: &str) -> bool {
    name == "at" || name.ends_with("_at")
}

fn is_day(name: &str) -> bool {
    name.ends_with("_on")
}

/// The moment's two fields, `name` and `name_offset`, put into `object`.
pub(super) fn put(object: &mut Map<String, Value>, name: &str, moment: &str) {
    let (instant, offset) = match moment.find('Z') {
        Some(end) => moment.split_at(end + 1),
        None => (moment, ""),
    };
    object.insert(name.to_owned(), Value::from(instant));
    if !offset.is_empty() {
        object.insert(format!("{name}{OFFSET}"), Value::from(offset));
    }
}

/// Every moment split in two, in the order of the fields.
pub(super) fn split(object: Map<String, Value>) -> Map<String, Value> {
    let mut written = Map::with_capacity(object.len() + 2);
    for (name, value) in object {
        match value {
            Value::String(text) if is_instant(&name) => put(&mut written, &name, &text),
            Value::Object(inner) => {
                written.insert(name, Value::Object(split(inner)));
            }
            Value::Array(elements) => {
                let elements = elements.into_iter().map(|element| match element {
                    Value::Object(inner) => Value::Object(split(inner)),
                    other => other,
                });
                written.insert(name, elements.collect());
            }
            other => {
                written.insert(name, other);
            }
        }
    }
    written
}

/// Every moment put together again and moved, like every day, by whole days.
pub(super) fn merge(object: &mut Map<String, Value>, shift_days: i64) -> Result<(), Fault> {
    let names: Vec<String> = object.keys().filter(|name| is_instant(name)).cloned().collect();
    for name in names {
        let beside = format!("{name}{OFFSET}");
        let offset = match object.shift_remove(&beside) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(offset(&text).map_err(|fault| fault.in_field(&beside))?),
            Some(_) => return Err(no_offset("").in_field(&beside)),
        };
        // What is no text is left to the struct, which says what it expected.
        if let Some(Value::String(text)) = object.get_mut(&name) {
            *text = moment(text, offset, shift_days).map_err(|fault| fault.in_field(&name))?.to_string();
        }
    }
    for (name, value) in object.iter_mut() {
        match value {
            Value::String(text) if is_day(name) => {
                *text = day(text, shift_days).map_err(|fault| fault.in_field(name))?;
            }
            Value::Object(inner) => merge(inner, shift_days).map_err(|fault| fault.in_field(name))?,
            Value::Array(elements) => {
                for (index, element) in elements.iter_mut().enumerate() {
                    if let Value::Object(inner) = element {
                        merge(inner, shift_days).map_err(|fault| fault.in_element(index).in_field(name))?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// An instant and the writer's offset. Without one beside it, the instant's own stands.
///
/// The wall clock moves by whole days: the offset stays as it was written.
fn moment(text: &str, offset: Option<FixedOffset>, shift_days: i64) -> Result<Moment, Fault> {
    let wrong = || Fault::new(format!("\"{}\" is not an instant such as 2026-03-12T13:00:00Z", brief(text)));
    let instant = DateTime::parse_from_rfc3339(text).map_err(|_| wrong())?;
    let offset = offset.unwrap_or(*instant.offset());
    // Whole seconds: a leap second falls on the one before it.
    let utc = DateTime::from_timestamp(instant.timestamp(), 0).ok_or_else(wrong)?;
    let shift = Duration::try_days(shift_days).ok_or_else(|| out_of_time(text))?;
    let utc = utc.checked_add_signed(shift).ok_or_else(|| out_of_time(text))?;
    let moment = Moment::new(utc, offset);
    if in_time(utc.year()) && in_time(moment.day().year()) { Ok(moment) } else { Err(out_of_time(text)) }
}

fn offset(text: &str) -> Result<FixedOffset, Fault> {
    text.parse().map_err(|_| no_offset(text))
}

fn no_offset(text: &str) -> Fault {
    Fault::new(format!("\"{}\" is not an offset such as +01:00", brief(text)))
}

fn day(text: &str, shift_days: i64) -> Result<String, Fault> {
    let wrong = || Fault::new(format!("\"{}\" is not a day such as 2026-03-12", brief(text)));
    let day: NaiveDate = text.parse().map_err(|_| wrong())?;
    if day.to_string() != text {
        return Err(wrong());
    }
    let shift = Duration::try_days(shift_days).ok_or_else(|| out_of_time(text))?;
    let day = day.checked_add_signed(shift).ok_or_else(|| out_of_time(text))?;
    if in_time(day.year()) { Ok(day.to_string()) } else { Err(out_of_time(text)) }
}

/// Years of four digits: in the file, the order of texts is the order of time.
fn in_time(year: i32) -> bool {
    (1..=9999).contains(&year)
}

fn out_of_time(text: &str) -> Fault {
    Fault::new(format!("\"{}\" is not in the years 1 to 9999", brief(text)))
}

/// The moment that two fields of an outer object say.
pub(super) fn read(instant: &str, beside: Option<&str>) -> Result<Moment, Fault> {
    moment(instant, beside.map(offset).transpose()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn merged(value: Value, shift_days: i64) -> Result<Value, String> {
        let Value::Object(mut object) = value else { panic!("an object") };
        merge(&mut object, shift_days).map_err(|fault| fault.to_string())?;
        Ok(Value::Object(object))
    }

    #[test]
    fn split_and_merge_are_each_others_way_back() {
        let inner = json!({"at": "2026-03-12T13:00:00Z+01:00", "ended_at": null, "due_on": "2026-03-12",
            "turns": [{"started_at": "2026-03-12T23:30:00Z-05:30", "seconds": 3}]});
        let outer = json!({"at": "2026-03-12T13:00:00Z", "at_offset": "+01:00", "ended_at": null,
            "due_on": "2026-03-12",
            "turns": [{"started_at": "2026-03-12T23:30:00Z", "started_at_offset": "-05:30", "seconds": 3}]});
        let Value::Object(object) = inner.clone() else { panic!("an object") };
        assert_eq!(Value::Object(split(object)), outer);
        assert_eq!(merged(outer, 0), Ok(inner));
    }

    #[test]
    fn other_offsets_and_shifts_are_understood() {
        let cases = [
            (json!({"at": "2026-03-12T13:00:00Z"}), 0, "2026-03-12T13:00:00Z+00:00"),
            (json!({"at": "2026-03-12T13:00:00.9+02:00"}), 0, "2026-03-12T11:00:00Z+02:00"),
            (
                json!({"at": "2026-03-12T13:00:00+02:00", "at_offset": "-01:00"}),
                0,
                "2026-03-12T11:00:00Z-01:00",
            ),
            (json!({"at": "2026-03-28T13:00:00Z", "at_offset": "+01:00"}), 2, "2026-03-30T13:00:00Z+01:00"),
            (json!({"at": "2026-03-01T00:00:00Z"}), -1, "2026-02-28T00:00:00Z+00:00"),
        ];
        for (value, shift, expected) in cases {
            assert_eq!(merged(value, shift), Ok(json!({ "at": expected })));
        }
        assert_eq!(merged(json!({"due_on": "2026-02-28"}), 1), Ok(json!({"due_on": "2026-03-01"})));
    }

    #[test]
    fn what_is_no_time_is_named() {
        for (value, path) in [
            (json!({"at": "yesterday"}), ".at"),
            (json!({"at": "2026-03-12T13:00:00Z", "at_offset": "CET"}), ".at_offset"),
            (json!({"turns": [{"started_at": "2026-03-12"}]}), ".turns[0].started_at"),
            (json!({"due_on": "2026-3-1"}), ".due_on"),
            (json!({"due_on": "9999-12-31"}), ".due_on"),
            (json!({"at": "9999-12-31T23:59:59Z"}), ".at"),
        ] {
            let fault = merged(value, 1).expect_err("no time");
            assert!(fault.starts_with(&format!("{path}: ")), "{fault}");
        }
    }
}
