//! All or nothing: whatever is wrong with one row of a file, its place is named and nothing is kept.

use super::journals::{any_file, empty, export, file, holding, import, nobody, rows};
use mentorlog::exchange::{ExchangeError, Kind};
use mentorlog::store::Store;
use proptest::prelude::*;
use serde_json::{Value, json};

const ANA: &str = "01a20b52-435a-77d2-ab8e-2bc73fa73e66";

/// A way to spoil a row.
#[derive(Debug, Clone, Copy)]
enum Damage {
    UnknownField,
    MissingId,
    WrongType,
    Dangling,
    Control,
    Twice,
    NotAnObject,
}

fn damage() -> impl Strategy<Value = Damage> {
    use Damage::*;
    prop::sample::select(vec![UnknownField, MissingId, WrongType, Dangling, Control, Twice, NotAnObject])
}

/// Spoils it; the path that the error must begin with.
fn spoil(file: &mut Value, list: &str, index: usize, damage: Damage) -> String {
    let rows = file[list].as_array_mut().unwrap();
    let place = format!("{list}[{index}]");
    let row = &mut rows[index];
    match damage {
        Damage::UnknownField => {
            row["mood"] = json!("good");
            format!("{place}.mood: unknown field")
        }
        Damage::MissingId => {
            row.as_object_mut().unwrap().shift_remove("id");
            format!("{place}.id: missing")
        }
        Damage::WrongType => {
            row["id"] = json!(7);
            format!("{place}.id: expected an id (a UUID), found 7")
        }
        Damage::Dangling => match names(row) {
            Some(field) => {
                row[&field] = json!(nobody());
                format!("{place}.{field}: no ")
            }
            None => spoil(file, list, index, Damage::UnknownField),
        },
        Damage::Control => match said(row) {
            Some(field) => {
                row[&field] = json!("a\u{1b}[31mb");
                format!("{place}.{field}: the control character U+001B stands inside the text")
            }
            None => spoil(file, list, index, Damage::UnknownField),
        },
        Damage::Twice => {
            let mut again = row.clone();
            // A second owner of the journal would be found before the second id.
            if list == "people" {
                again.as_object_mut().unwrap().shift_remove("owner");
            }
            rows.push(again);
            format!("{list}[{}].id: ", rows.len() - 1)
        }
        Damage::NotAnObject => {
            *row = json!([1]);
            format!("{place}: expected an object, found a list")
        }
    }
}

/// A field of the row that names another row and must.
fn names(row: &Value) -> Option<String> {
    ["relationship", "from", "owner"].into_iter().find(|field| row[*field].is_string()).map(str::to_owned)
}

/// A field of the row that is any text.
fn said(row: &Value) -> Option<String> {
    ["name", "title", "text", "notes"].into_iter().find(|field| row[*field].is_string()).map(str::to_owned)
}

fn assert_nothing_kept(store: &Store, before: &[String], steps: usize) {
    assert_eq!(store.digest().unwrap(), before);
    assert_eq!(store.history(99).unwrap().len(), steps);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn one_spoiled_row_and_nothing_is_kept(
        there in any_file(),
        file in any_file(),
        turn in any::<prop::sample::Index>(),
        damage in damage(),
    ) {
        let store = holding(&there.to_string());
        let before = store.digest().unwrap();
        let mut file = file;
        let (list, index) = *turn.get(&rows(&file));
        let expected = spoil(&mut file, list, index, damage);
        let error = import(&store, file.to_string()).unwrap_err();
        prop_assert_eq!(error.kind(), Kind::Invalid);
        prop_assert!(error.hint().unwrap().contains("mentorlog "), "{:?}", error.hint());
        prop_assert!(error.to_string().starts_with(&expected), "{error}\n{expected}");
        assert_nothing_kept(&store, &before, 1);
    }

    #[test]
    fn one_spoiled_byte_and_nothing_is_kept(
        there in any_file(),
        file in any_file(),
        at in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let store = holding(&there.to_string());
        let before = store.digest().unwrap();
        let mut bytes = export(&holding(&file.to_string())).into_bytes();
        let end = bytes.len() - 2;
        let at = at.index(end);
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = 0xff;
        }
        let error = import(&store, &bytes).unwrap_err();
        prop_assert_eq!(error.kind(), Kind::Invalid);
        prop_assert!(error.hint().unwrap().contains("mentorlog "));
        if cut {
            prop_assert!(matches!(error, ExchangeError::Truncated(_) | ExchangeError::Empty), "{error}");
        }
        assert_nothing_kept(&store, &before, 1);
    }
}

/// The words of the error that this file gives; it is of an invalid kind, and nothing is kept.
fn refused(bytes: impl AsRef<[u8]>) -> String {
    let store = holding(&file(json!({"people": [{"id": nobody(), "name": "Ben"}]})));
    let before = store.digest().unwrap();
    let error = import(&store, bytes).unwrap_err();
    assert_eq!(error.kind(), Kind::Invalid, "{error}");
    assert!(error.hint().is_some(), "{error}");
    assert_nothing_kept(&store, &before, 1);
    error.to_string()
}

fn person(extra: &str) -> String {
    format!(
        "{{\"format\":\"mentorlog\",\"version\":1,\"people\":[{{\"id\":\"{ANA}\",\"name\":\"Ana\"{extra}}}]}}"
    )
}

#[test]
fn what_is_no_export() {
    for (file, expected) in [
        ("", "the file is empty"),
        ("[]", "line 1, column 1: expected an object with \"format\":\"mentorlog\""),
        ("{\"people\":{}}", "line 1, column 11: expected the list of people"),
        ("{}", "this is not a mentorlog export: it does not begin with \"format\":\"mentorlog\""),
        (
            "{\"entries\":[]}",
            "this is not a mentorlog export: it does not begin with \"format\":\"mentorlog\"",
        ),
        ("{\"format\":\"jrnl\",\"version\":1}", "this is not a mentorlog export: its format is \"jrnl\""),
        ("{\"format\":\"mentorlog\"}", "version: missing"),
        (
            "{\"format\":\"mentorlog\",\"version\":2}",
            "the file has version 2 of the format; this mentorlog knows up to version 1",
        ),
        ("{\"format\":\"mentorlog\",\"version\":\"1\"}", "version: expected a whole number from 1"),
        ("{\"format\":\"mentorlog\",\"version\":1,\"moods\":[]}", "moods: unknown field"),
        ("{\"format\":\"mentorlog\",\"version\":1,\"people\":[],\"people\":[]}", "people: there twice"),
        ("{\"format\":\"mentorlog\",\"version\":1} x", "line 1, column 36: trailing characters"),
        (
            "{\"format\":\"mentorlog\",\"version\":1,\"exported_at\":\"today\"}",
            "exported_at: \"today\" is not an instant such as 2026-03-12T13:00:00Z",
        ),
    ] {
        assert_eq!(refused(file), expected, "{file}");
    }
}

#[test]
fn what_is_no_text() {
    let nul = person(",\"note\":\"a\\u0000b\"");
    assert_eq!(refused(&nul), "people[0].note: the control character U+0000 stands inside the text");
    let escape = person(",\"note\":\"a\\u009bb\"");
    assert_eq!(refused(&escape), "people[0].note: the control character U+009B stands inside the text");
    let raw = person(",\"note\":\"a\u{1b}[2Jb\"");
    assert_eq!(refused(&raw), "people[0] (line 1, column 112): a control character stands inside a text");
    let mut latin = person(",\"note\":\"caf!\"").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'!').unwrap();
    latin[at] = 0xe9;
    assert_eq!(refused(&latin), "people[0] (line 1, column 114): this is not UTF-8 text");
    let field = person(",\"a\\u001b[31m\\nb\":1");
    assert_eq!(refused(&field), "people[0].a[31m b: unknown field");
}

#[test]
fn what_is_said_of_a_very_long_text_is_short() {
    let long = "x".repeat(1 << 20);
    let error = refused(person(&format!(",\"updated_at\":\"{long}\"")));
    assert!(error.starts_with("people[0].updated_at: \"xxxx") && error.len() < 200, "{}", error.len());
    let error = refused(person(&format!(",\"{long}\":1")));
    assert!(error.ends_with("...: unknown field") && error.len() < 200, "{}", error.len());
    let error = refused(person(&format!(",\"owner\":\"{long}\"")));
    assert!(error.starts_with("people[0].owner: expected true or false, found") && error.len() < 200);
}

#[test]
fn what_no_row_may_say() {
    let goal = |fields: Value| {
        let mut row = json!({"id": ANA, "title": "t", "state": "active"});
        row.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        file(json!({"people": [{"id": nobody(), "name": "Ben"}], "goals": [row]}))
    };
    for (fields, expected) in [
        (json!({"title": ""}), "goals[0].title: empty"),
        (json!({"state": "won"}), "goals[0].state: \"won\" is none of: active, reached, paused, dropped"),
        (json!({"due_on": "04/01"}), "goals[0].due_on: \"04/01\" is not a day such as 2026-03-12"),
        (json!({"parent": ANA}), "goals[0].parent: a goal is no step of itself"),
        (
            json!({"checkins": [{"at": "2026-03-12T08:00:00Z", "value": 1, "confidence": 11}]}),
            "goals[0].checkins[0].confidence: 11 is not from 0 to 10",
        ),
        (
            json!({"weights": [{"person": nobody(), "weight": 3}, {"person": nobody(), "weight": 9}]}),
            "goals[0].weights[1].weight: 9 is not from 1 to 5",
        ),
    ] {
        assert_eq!(refused(goal(fields)), expected);
    }
    let unknown = goal(json!({"owners": [nobody(), ANA]}));
    assert_eq!(refused(unknown), format!("goals[0].owners[1]: no person {ANA}"));
    let early = json!({"id": ANA, "relationship": ANA, "state": "held",
        "starts_at": "2026-03-12T08:00:00Z", "ended_at": "2026-03-12T07:00:00Z"});
    assert_eq!(refused(file(json!({"sessions": [early]}))), "sessions[0].ended_at: before starts_at");
}

#[test]
fn the_first_name_that_leads_nowhere_is_said() {
    let commitment = |id: &str, owner: &str, to: &str| json!({"id": id, "owner": owner, "to": to, "text": "t", "state": "open", "at": "2026-03-12T08:00:00Z"});
    let other = ANA.replace("66", "67");
    // Rows may name rows that come later.
    let forward = json!({"format": "mentorlog", "version": 1,
        "commitments": [commitment(ANA, ANA, ANA)], "people": [{"id": ANA, "name": "Ana"}]});
    assert_eq!(import(&empty(), forward.to_string()).unwrap().added(), 2);
    let dangling = json!({"format": "mentorlog", "version": 1,
        "commitments": [commitment(ANA, ANA, &nobody()), commitment(&other, &other, ANA)],
        "people": [{"id": ANA, "name": "Ana"}]});
    let store = empty();
    let error = import(&store, dangling.to_string()).unwrap_err().to_string();
    assert_eq!(error, format!("commitments[0].to: no person {}", nobody()));
    assert_nothing_kept(&store, &empty().digest().unwrap(), 0);
}
