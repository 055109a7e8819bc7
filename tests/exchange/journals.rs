//! Journals to import: a store to put them in, and random ones made from the published schema, so
//! that every field it knows is filled with everything it allows.

use chrono::{DateTime, SecondsFormat};
use mentorlog::clock::Clock;
use mentorlog::exchange::{self, ExchangeError, Options, SCHEMA, Summary};
use mentorlog::model::Answers;
use mentorlog::store::Store;
use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use uuid::Uuid;

/// The instant at which the stores stand.
pub const NOW: &str = "2026-03-12T09:00:00+01:00";

/// The published schema.
pub static PUBLISHED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(SCHEMA).unwrap());

/// The lists of the format, in its order.
pub const LISTS: [&str; 12] = [
    "people",
    "relationships",
    "sessions",
    "exchanges",
    "feedback",
    "goals",
    "commitments",
    "reflections",
    "rounds",
    "skills",
    "reviews",
    "tags",
];

/// An empty journal.
pub fn empty() -> Store {
    Store::in_memory(Clock::pinned(NOW).unwrap()).unwrap()
}

/// A journal with this file in it.
pub fn holding(file: &str) -> Store {
    let store = empty();
    import(&store, file).unwrap();
    store
}

/// Imports a file.
pub fn import(store: &Store, file: impl AsRef<[u8]>) -> Result<Summary, ExchangeError> {
    exchange::import(store, file.as_ref(), &Options::default(), &mut |_| ControlFlow::Continue(()))
}

/// What a journal exports.
pub fn export(store: &Store) -> String {
    let mut out = Vec::new();
    exchange::export(store, &mut out, &mut |_| ControlFlow::Continue(())).unwrap();
    String::from_utf8(out).unwrap()
}

/// An export without the line that says when it was made.
pub fn undated(export: &str) -> String {
    export.lines().filter(|line| !line.starts_with("\"exported_at\"")).collect::<Vec<_>>().join("\n")
}

/// The file with these lists.
pub fn file(lists: Value) -> String {
    let mut file = json!({"format": "mentorlog", "version": 1});
    file.as_object_mut().unwrap().extend(lists.as_object().unwrap().clone());
    file.to_string()
}

/// Any file: every list with a few rows, everything they name in it.
pub fn any_file() -> impl Strategy<Value = Value> {
    let lists: Vec<_> = LISTS
        .iter()
        .map(|list| prop::collection::vec(of(&PUBLISHED["properties"][*list]["items"]), 1..4))
        .collect();
    lists.prop_map(|lists| {
        let mut file = json!({"format": "mentorlog", "version": 1, "exported_at": "2026-03-12T09:00:00Z"});
        for (list, rows) in LISTS.iter().zip(lists) {
            file[*list] = Value::Array(rows);
        }
        settle(&mut file);
        file
    })
}

/// Any value that a part of the schema allows. A name of another row is an object still, that
/// [`settle`] turns into an id.
fn of(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(choices) = schema.get("oneOf") {
        let choices = choices.as_array().unwrap().iter().map(|choice| Just(choice["const"].clone()));
        return Union::new(choices).boxed();
    }
    match schema.get("$ref").map(|at| at.as_str().unwrap().trim_start_matches("#/$defs/")) {
        None if schema.get("enum").is_some() => {
            Union::new(schema["enum"].as_array().unwrap().iter().cloned().map(Just)).boxed()
        }
        None => typed(schema),
        Some(name @ ("id" | "maybe_id")) => match schema.get("$comment") {
            None => any::<u128>().prop_map(|bits| json!(fresh(bits))).boxed(),
            Some(names) => {
                let names = names.clone();
                let named = any::<u16>().prop_map(move |turn| json!({"names": names, "turn": turn}));
                maybe(name, named)
            }
        },
        Some(name @ ("instant" | "maybe_instant")) => maybe(name, (0..4_000_000_000_i64).prop_map(instant)),
        Some(name @ ("day" | "maybe_day")) => maybe(
            name,
            (0..40_000_i64).prop_map(|day| json!(instant(day * 86_400).as_str().unwrap()[..10].to_owned())),
        ),
        Some("offset") => prop_oneof![
            Just(Value::Null),
            Just(json!("+00:00")),
            Just(json!("+01:00")),
            Just(json!("-05:30"))
        ]
        .boxed(),
        Some(name @ ("text" | "maybe_text")) => maybe(name, text("{0,12}").prop_map(Value::String)),
        Some("words") => text("{1,12}").prop_map(Value::String).boxed(),
        Some("answers") => prop::collection::vec(prop::option::of(1..=9_usize), 1..11)
            .prop_map(|answers| json!(Answers(answers).to_string()))
            .boxed(),
        Some(name) => of(&PUBLISHED["$defs"][name]),
    }
}

fn typed(schema: &Value) -> BoxedStrategy<Value> {
    let kind = &schema["type"];
    let names: Vec<&str> = match kind {
        Value::String(name) => vec![name],
        other => other.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect(),
    };
    let name = if names.contains(&"null") { "maybe_" } else { "" };
    match names[0] {
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "number" => maybe(name, prop::num::f64::NORMAL.prop_map(Value::from)),
        "integer" => {
            let bound = |name: &str, else_: i64| schema.get(name).map_or(else_, |n| n.as_i64().unwrap());
            let range = bound("minimum", i64::MIN)..=bound("maximum", i64::MAX);
            maybe(name, range.prop_map(Value::from))
        }
        "array" => prop::collection::vec(of(&schema["items"]), 0..3).prop_map(Value::Array).boxed(),
        "object" => object(schema),
        other => panic!("the schema has a {other}"),
    }
}

fn object(schema: &Value) -> BoxedStrategy<Value> {
    let required = schema["required"].as_array().unwrap();
    let needs = schema["dependentRequired"].clone();
    let fields: Vec<_> = schema["properties"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, schema)| {
            let there = if required.contains(&json!(name)) {
                Just(true).boxed()
            } else {
                prop::bool::weighted(0.8).boxed()
            };
            (Just(name.clone()), there, of(schema))
        })
        .collect();
    fields
        .prop_map(move |fields| {
            let there = fields.into_iter().filter(|(_, there, _)| *there);
            let mut object: Map<String, Value> = there.map(|(name, _, value)| (name, value)).collect();
            for (name, needs) in needs.as_object().into_iter().flatten() {
                if !needs.as_array().unwrap().iter().all(|other| object.contains_key(other.as_str().unwrap()))
                {
                    object.shift_remove(name);
                }
            }
            Value::Object(object)
        })
        .boxed()
}

/// Null now and then, where the definition's name allows it.
fn maybe(name: &str, some: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    if name.starts_with("maybe_") {
        prop_oneof![1 => Just(Value::Null), 4 => some].boxed()
    } else {
        some.boxed()
    }
}

/// Letters, quotes, wide and combining ones, line ends; not what turns the direction of other
/// characters, which is dropped where it comes in.
fn text(times: &str) -> impl Strategy<Value = String> + use<> {
    prop_oneof![
        proptest::string::string_regex(&format!("[a-zé漢🙂\"'\\\\{{}}\n\t ]{times}")).unwrap(),
        proptest::string::string_regex(&format!("[^\\p{{Cc}}\u{202a}-\u{202e}\u{2066}-\u{2069}]{times}"))
            .unwrap(),
    ]
}

fn fresh(bits: u128) -> String {
    uuid::Builder::from_unix_timestamp_millis(
        u64::try_from(bits >> 90).unwrap(),
        &bits.to_le_bytes()[..10].try_into().unwrap(),
    )
    .into_uuid()
    .to_string()
}

fn instant(seconds: i64) -> Value {
    json!(DateTime::from_timestamp(seconds, 0).unwrap().to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// What the schema cannot say: names become ids of rows of the file, nothing ends before it begins,
/// one person at most is the owner.
fn settle(file: &mut Value) {
    let ids: HashMap<&str, Vec<Value>> = LISTS
        .iter()
        .map(|list| (*list, file[*list].as_array().unwrap().iter().map(|row| row["id"].clone()).collect()))
        .collect();
    for list in LISTS {
        for (index, row) in file[list].as_array_mut().unwrap().iter_mut().enumerate() {
            let own = row["id"].clone();
            let noun = row.get("noun").and_then(Value::as_str).map(str::to_owned);
            name(row, noun.as_deref(), &ids);
            let row = row.as_object_mut().unwrap();
            if list == "people" && row.contains_key("owner") && index > 0 {
                row.insert("owner".to_owned(), json!(false));
            }
            if row.get("parent") == Some(&own) {
                row.insert("parent".to_owned(), Value::Null);
            }
            in_order(row, "starts_at", "ended_at");
            in_order(row, "started_on", "ended_on");
            for member in row.get_mut("members").into_iter().flat_map(|list| list.as_array_mut().unwrap()) {
                in_order(member.as_object_mut().unwrap(), "joined_on", "left_on");
            }
        }
    }
}

fn name(value: &mut Value, noun: Option<&str>, ids: &HashMap<&str, Vec<Value>>) {
    match value {
        Value::Object(object) if object.contains_key("names") => {
            let names = object["names"].as_str().unwrap().trim_start_matches("an id of ");
            let list = match (names, noun) {
                ("its noun's list", Some(noun)) => list_of(noun),
                (names, _) => names,
            };
            let turn = usize::try_from(object["turn"].as_u64().unwrap()).unwrap();
            *value = ids[list][turn % ids[list].len()].clone();
        }
        Value::Object(object) => object.values_mut().for_each(|value| name(value, noun, ids)),
        Value::Array(elements) => elements.iter_mut().for_each(|value| name(value, noun, ids)),
        _ => {}
    }
}

/// The list that a noun's rows are in.
fn list_of(noun: &str) -> &'static str {
    let nouns = PUBLISHED["$defs"]["tag"]["properties"]["noun"]["enum"].as_array().unwrap();
    LISTS[nouns.iter().position(|one| one == noun).unwrap()]
}

fn in_order(row: &mut Map<String, Value>, first: &str, last: &str) {
    if let (Some(Value::String(begin)), Some(Value::String(end))) = (row.get(first), row.get(last))
        && end < begin
    {
        row.insert(last.to_owned(), Value::Null);
    }
}

/// The file's rows with the place of each, such as `sessions[3]`.
pub fn rows(file: &Value) -> Vec<(&'static str, usize)> {
    LISTS
        .iter()
        .flat_map(|list| (0..file[*list].as_array().map_or(0, Vec::len)).map(|index| (*list, index)))
        .collect()
}

/// An identity that no file has.
pub fn nobody() -> String {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_dead).to_string()
}
