//! A row that is there is updated only by a newer one.

use super::journals::{empty, export, file, holding, import};
use proptest::prelude::*;
use serde_json::{Value, json};

const ANA: &str = "01a20b52-435a-77d2-ab8e-2bc73fa73e66";

fn person(title: &str, changed: Option<&str>) -> String {
    let mut row = json!({"id": ANA, "name": "Ana", "title": title});
    if let Some(changed) = changed {
        row["updated_at"] = json!(changed);
    }
    file(json!({"people": [row]}))
}

fn title(export: &str) -> String {
    let file: Value = serde_json::from_str(export).unwrap();
    file["people"][0]["title"].as_str().unwrap().to_owned()
}

#[test]
fn older_and_as_old_rows_stay_as_they_are() {
    let there = holding(&person("lead", Some("2026-03-12T08:00:00Z")));
    for (changed, expected) in [
        ("2026-03-12T07:59:59Z", (0, 1)),
        ("2026-03-12T08:00:00Z", (0, 1)),
        // The same instant, seen from elsewhere.
        ("2026-03-12T09:00:00+01:00", (0, 1)),
        ("2026-03-12T10:00:00+03:00", (0, 1)),
        ("2026-03-12T08:00:01Z", (1, 0)),
    ] {
        let summary = import(&there, person("head", Some(changed))).unwrap();
        assert_eq!((summary.updated(), summary.skipped()), expected, "{changed}");
    }
    assert_eq!(title(&export(&there)), "head");
}

#[test]
fn a_row_without_a_date_is_newer_when_it_says_something_else() {
    let there = holding(&person("lead\none", Some("2030-03-12T08:00:00Z")));
    let summary = import(&there, person("lead\r\none", None)).unwrap();
    assert_eq!((summary.updated(), summary.skipped()), (0, 1));
    let summary = import(&there, person("head", None)).unwrap();
    assert_eq!((summary.updated(), summary.skipped()), (1, 0));
    assert!(
        export(&there).contains("\"updated_at\":\"2026-03-12T08:00:00Z\",\"updated_at_offset\":\"+01:00\"")
    );
}

#[test]
fn what_is_in_the_bin_stays_there() {
    let there = holding(&person("lead", None));
    let id = there.person("Ana").unwrap();
    there.write("bin", |tx| tx.bin(id)).unwrap();
    let summary = import(&there, person("head", Some("2030-01-01T00:00:00Z"))).unwrap();
    assert_eq!(summary.binned(), 1);
    assert!(summary.to_string().contains("people: 1 in the bin, left there"));
}

#[test]
fn the_journal_keeps_its_owner() {
    let owner = |id: &str, name: &str| json!({"id": id, "name": name, "owner": true});
    let there = holding(&file(json!({"people": [owner(ANA, "Ana")]})));
    let other = "01a20b52-435a-77d2-ab8e-2bc73fa73e67";
    let summary = import(&there, file(json!({"people": [owner(other, "Ben")]}))).unwrap();
    assert_eq!(summary.other_owner.as_deref(), Some("Ben"));
    assert_eq!(there.owner().unwrap().unwrap().to_string(), ANA);
    let empty = empty();
    let two = file(json!({"people": [owner(ANA, "Ana"), owner(other, "Ben")]}));
    let error = import(&empty, two).unwrap_err();
    assert_eq!(error.to_string(), "people[1].owner: a journal has one owner: people[0] is it already");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_newest_wins_whatever_the_order(days in prop::collection::vec(1..28_u8, 1..6)) {
        let there = empty();
        let mut newest = 0;
        for day in days {
            let changed = format!("2026-02-{day:02}T12:00:00Z");
            let summary = import(&there, person(&format!("title {day}"), Some(&changed))).unwrap();
            prop_assert_eq!(summary.skipped() == 0, day > newest);
            newest = newest.max(day);
            prop_assert_eq!(title(&export(&there)), format!("title {newest}"));
        }
    }
}
