//! The lint's cases: sentences, good and bad, with what is expected of each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

use mentorlog::lint::commitment::{Due, commitment};
use mentorlog::lint::praise::{feedforward, free, praise};
use mentorlog::lint::{Finding, Part, Words, feedback, sbi};
use proptest::prelude::*;

fn words() -> Words {
    Words::builtin().unwrap()
}

fn findings(part: &str, text: &str) -> Vec<Finding> {
    let words = words();
    match part {
        "praise" => praise(&words, text),
        "feedforward" => feedforward(&words, text),
        "free" | "more" | "less" => free(&words, text),
        "commitment" => commitment(&words, text, Due::Open),
        part => sbi::one(&words, part.parse().unwrap(), text),
    }
}

#[test]
fn every_sentence_raises_what_is_expected_and_no_more() {
    let mut wrong = Vec::new();
    let (mut good, mut bad) = (0, 0);
    for line in include_str!("data/lint.txt").lines().filter(|line| !line.starts_with('#')) {
        let [part, expected, text] = line.splitn(3, '|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let text = text.trim();
        let found: Vec<String> = findings(part.trim(), text)
            .iter()
            .map(|finding| match finding.words(text) {
                "" => finding.rule.to_string(),
                words => format!("{}={words}", finding.rule),
            })
            .collect();
        let mut expected: Vec<_> =
            expected.split(';').map(str::trim).filter(|one| !one.is_empty()).map(str::to_lowercase).collect();
        if expected.is_empty() {
            good += 1
        } else {
            bad += 1
        }
        let mut found: Vec<_> = found.iter().map(|one| one.to_lowercase()).collect();
        expected.sort();
        found.sort();
        if found != expected {
            wrong.push(format!("{line}\n    found: {}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(good + bad >= 60 && good * 3 >= good + bad, "{good} good, {bad} bad");
}

#[test]
fn a_part_that_is_too_long_is_pointed_at_from_where_it_is() {
    let text = format!("You moved on, and {}", "then ".repeat(60));
    let found = sbi::one(&words(), Part::Behaviour, &text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].at, 240..text.len());
}

#[test]
fn an_empty_part_is_asked_for_only_when_a_later_one_is_written() {
    let words = words();
    let parts = |impact, intent| {
        let parts = [
            (Part::Situation, "Tue panel"),
            (Part::Behaviour, "You moved on"),
            (Part::Impact, impact),
            (Part::Intent, intent),
        ];
        feedback(&words, &parts).into_iter().map(|(part, _)| part).collect::<Vec<_>>()
    };
    assert_eq!(parts("", ""), []);
    assert_eq!(parts("", "What happened?"), [Part::Impact]);
    assert_eq!(parts("We lost a view", "What happened?"), []);
}

#[test]
fn a_commitment_with_a_day_beside_it_is_not_asked_for_one() {
    assert_eq!(commitment(&words(), "Send the outline to Priya", Due::Set), []);
}

proptest! {
    #[test]
    fn any_text_is_looked_at_and_ranges_are_its_own(text in "\\PC{0,80}") {
        for part in ["situation", "behaviour", "impact", "intent", "praise", "feedforward", "free", "commitment"] {
            for finding in findings(part, &text) {
                prop_assert!(text.get(finding.at.clone()).is_some());
                prop_assert!(!finding.help.is_empty());
            }
        }
    }
}
