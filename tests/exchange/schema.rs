//! The published schema says what the program writes and reads, no field more and none less.

use super::journals::{LISTS, PUBLISHED, any_file, export, holding};
use mentorlog::model::*;
use mentorlog::store::NOUNS;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Whether a value breaks a keyword that is about itself alone.
fn breaks(keyword: &str, rule: &Value, value: &Value) -> bool {
    let (text, number) = (value.as_str(), value.as_i64());
    match keyword {
        "const" => value != rule,
        "enum" => !rule.as_array().unwrap().contains(value),
        "oneOf" => !rule.as_array().unwrap().iter().any(|one| one["const"] == *value),
        "type" => !is_of_type(value, rule),
        "minLength" => text == Some(""),
        "minimum" => number.is_some_and(|number| number < rule.as_i64().unwrap()),
        "maximum" => number.is_some_and(|number| number > rule.as_i64().unwrap()),
        "pattern" if rule.as_str().unwrap().starts_with("^(-") => {
            text.is_some_and(|text| text.parse::<Answers>().map(|one| one.to_string()).as_deref() != Ok(text))
        }
        "pattern" => text.is_some_and(|text| !is_kept(text)),
        "format" => text.is_some_and(|text| !is_formed(text, rule)),
        "description" | "$comment" | "$schema" | "$id" | "title" | "$defs" => false,
        other => panic!("the schema uses {other}, which this test does not know"),
    }
}

/// What a value breaks of the schema, with its path; the keywords that the schema uses, no others.
fn faults(schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "required" => {
                for name in rule.as_array().unwrap() {
                    if value.get(name.as_str().unwrap()).is_none() {
                        found.push(format!("{path}.{name}: missing"));
                    }
                }
            }
            "dependentRequired" => {
                for (name, needs) in rule.as_object().unwrap() {
                    let needs = needs.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                    for other in
                        needs.filter(|other| value.get(name).is_some() && value.get(*other).is_none())
                    {
                        found.push(format!("{path}.{name}: without {other}"));
                    }
                }
            }
            "items" => {
                for (index, element) in value.as_array().into_iter().flatten().enumerate() {
                    faults(rule, element, &format!("{path}[{index}]"), found);
                }
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => faults(rule, inner, &format!("{path}.{name}"), found),
                        None => found.push(format!("{path}.{name}: the schema does not know it")),
                    }
                }
            }
            "$ref" => faults(definition(rule.as_str().unwrap()), value, path, found),
            "additionalProperties" => assert_eq!(*rule, json!(false), "{path}"),
            other if breaks(other, rule, value) => {
                found.push(format!("{path}: {value} breaks {other} {rule}"))
            }
            _ => {}
        }
    }
}

fn definition(reference: &str) -> &'static Value {
    PUBLISHED.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("no {reference}"))
}

fn is_of_type(value: &Value, rule: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        other => panic!("the schema has a type {other}"),
    };
    rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
}

/// The other patterns of the schema: an offset has no control characters either.
fn is_kept(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn is_formed(text: &str, format: &Value) -> bool {
    match format.as_str().unwrap() {
        "uuid" => text.parse::<uuid::Uuid>().is_ok(),
        "date-time" => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        "date" => text.parse::<chrono::NaiveDate>().is_ok(),
        other => panic!("the schema has a format {other}"),
    }
}

fn assert_valid(export: &str) {
    let mut found = Vec::new();
    faults(&PUBLISHED, &serde_json::from_str(export).unwrap(), "", &mut found);
    assert_eq!(found, Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_what_the_schema_says(file in any_file()) {
        assert_valid(&export(&holding(&file.to_string())));
    }
}

#[test]
fn the_demo_is_what_the_schema_says() {
    assert_valid(include_str!("../../assets/demo/journal.json"));
    let store = super::journals::empty();
    mentorlog::exchange::demo::load(&store).unwrap();
    assert_valid(&export(&store));
}

/// The fields that reading a noun knows, as its parser names them.
fn fields<T: DeserializeOwned>() -> BTreeSet<String> {
    let error = serde_json::from_value::<T>(json!({"no such field": 1})).err().unwrap().to_string();
    let list =
        error.split("expected one of ").nth(1).unwrap_or_else(|| error.split("expected ").nth(1).unwrap());
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn assert_fields<T: DeserializeOwned>(name: &str) {
    let properties =
        PUBLISHED["$defs"][name]["properties"].as_object().unwrap_or_else(|| panic!("no {name}"));
    let (offsets, published): (BTreeSet<String>, BTreeSet<String>) =
        properties.keys().cloned().partition(|field| field.ends_with("_offset"));
    let known = fields::<T>();
    assert_eq!(published, known, "{name}");
    let moments = known.iter().filter(|field| *field == "at" || field.ends_with("_at"));
    assert_eq!(offsets, moments.map(|field| format!("{field}_offset")).collect(), "{name}");
}

#[test]
fn every_field_of_the_model_is_in_the_schema_and_no_other() {
    assert_fields::<Person>("person");
    assert_fields::<Relationship>("relationship");
    assert_fields::<Member>("member");
    assert_fields::<AgreementSection>("agreement_section");
    assert_fields::<Choice>("choice");
    assert_fields::<Topic>("topic");
    assert_fields::<Lead>("lead");
    assert_fields::<Item>("item");
    assert_fields::<Session>("session");
    assert_fields::<Rating>("rating");
    assert_fields::<Segment>("segment");
    assert_fields::<Turn>("turn");
    assert_fields::<Exchange>("exchange");
    assert_fields::<Feedback>("feedback");
    assert_fields::<Goal>("goal");
    assert_fields::<Checkin>("checkin");
    assert_fields::<Weight>("weight");
    assert_fields::<Commitment>("commitment");
    assert_fields::<Reflection>("reflection");
    assert_fields::<Round>("round");
    assert_fields::<RoundEntry>("round_entry");
    assert_fields::<Skill>("skill");
    assert_fields::<SkillRating>("skill_rating");
    assert_fields::<Review>("review");
    assert_fields::<ReviewAnswer>("review_answer");
    assert_fields::<Intention>("intention");
    assert_fields::<Tag>("tag");
    let objects = PUBLISHED["$defs"].as_object().unwrap().values();
    assert_eq!(
        objects.filter(|schema| schema["type"] == "object").count(),
        27,
        "one of them is not held here"
    );
}

#[test]
fn every_word_of_the_model_is_in_the_schema() {
    macro_rules! assert_words {
        ($($type:ident $name:literal),+) => {
            $(let words = PUBLISHED["$defs"][$name]["oneOf"].as_array().unwrap();
            let published: Vec<_> = words.iter().map(|word| word["const"].as_str().unwrap()).collect();
            let known: Vec<_> = $type::ALL.iter().map(|word| word.word()).collect();
            assert_eq!(published, known, $name);)+
        };
    }
    assert_words!(
        CommitmentState "commitment_state", ExchangeKind "exchange_kind", FeedbackState "feedback_state",
        FeedbackStyle "feedback_style", GoalState "goal_state", IntentionState "intention_state", ItemState "item_state",
        RelationshipStatus "relationship_status", RoundKind "round_kind", RoundState "round_state",
        SessionState "session_state", TopicKind "topic_kind", Visibility "visibility"
    );
    // A tag hangs on anything but a tag.
    let nouns: Vec<&str> = NOUNS.iter().map(|noun| noun.table).filter(|noun| *noun != "tag").collect();
    assert_eq!(PUBLISHED["$defs"]["tag"]["properties"]["noun"]["enum"], json!(nouns));
    let lists: Vec<&str> = NOUNS.iter().map(|noun| noun.plural).collect();
    assert_eq!(LISTS.to_vec(), lists);
    for list in lists {
        assert!(PUBLISHED["properties"].get(list).is_some(), "{list}");
    }
}

#[test]
fn what_the_schema_requires_is_what_reading_misses() {
    macro_rules! assert_required {
        ($($type:ident $name:literal),+) => {
            $(let required: Vec<&str> =
                PUBLISHED["$defs"][$name]["required"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
            let mut misses = Vec::new();
            let mut row = json!({});
            // The parser names one missing field at a time: the next in its order.
            while let Some(name) = missing::<$type>(&row) {
                row[&name] = sample($name, &name);
                misses.push(name);
            }
            assert_eq!(misses, required, $name);)+
        };
    }
    assert_required!(
        Person "person", Relationship "relationship", Member "member", AgreementSection "agreement_section",
        Choice "choice", Topic "topic", Lead "lead", Item "item", Session "session", Rating "rating", Segment "segment",
        Turn "turn", Exchange "exchange", Feedback "feedback", Goal "goal", Checkin "checkin",
        Weight "weight", Commitment "commitment", Reflection "reflection", Round "round",
        RoundEntry "round_entry", Skill "skill", SkillRating "skill_rating",
        Review "review", ReviewAnswer "review_answer", Intention "intention", Tag "tag"
    );
}

fn missing<T: DeserializeOwned>(row: &Value) -> Option<String> {
    let error = serde_json::from_value::<T>(row.clone()).err()?.to_string();
    let name = error.strip_prefix("missing field `").unwrap_or_else(|| panic!("{error}"));
    Some(name.trim_end_matches('`').to_owned())
}

/// Something that the field takes.
fn sample(definition: &str, field: &str) -> Value {
    let schema = &PUBLISHED["$defs"][definition]["properties"][field];
    if let Some(words) = schema.get("enum") {
        return words[0].clone();
    }
    let Some(name) = schema.get("$ref").and_then(Value::as_str) else { return json!(3) };
    match name.trim_start_matches("#/$defs/") {
        "id" => json!("01a20b52-435a-77d2-ab8e-2bc73fa73e66"),
        "instant" => json!("2026-03-12T08:00:00Z"),
        "day" => json!("2026-03-12"),
        "text" | "words" => json!("words"),
        "answers" => json!("1,-,2"),
        name => PUBLISHED["$defs"][name]["oneOf"][0]["const"].clone(),
    }
}
