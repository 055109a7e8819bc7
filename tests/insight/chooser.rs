//! The chooser: every form can be reached, gates and twins are said.

use super::ledgers::Dice;
use mentorlog::forms::{Form, Forms};
use mentorlog::insight::{TWINS, choose};
use std::collections::BTreeMap;

/// The option worth most for the form, of each question; nothing where no option is worth anything.
fn ideal(form: &Form, forms: &Forms) -> Vec<Option<usize>> {
    let chooser = forms.chooser();
    let best = |at: usize, options: usize| {
        let open = |option: &usize| at != chooser.gate || form.chooser.is_open_to(*option);
        let worth = |option: &usize| form.chooser.points(at, *option);
        (1..=options).rev().filter(open).max_by_key(worth).filter(|option| worth(option) > 0)
    };
    chooser.questions.iter().enumerate().map(|(at, question)| best(at + 1, question.options.len())).collect()
}

#[test]
fn each_forms_ideal_answers_put_it_first() {
    let forms = Forms::builtin().unwrap();
    for form in forms.iter() {
        let verdict = choose(&forms, &ideal(form, &forms));
        let first = &verdict.candidates[0];
        assert_eq!(first.form, form.id, "{:?}", verdict.candidates);
        assert!((first.score - 1.0).abs() < 1e-9);
        assert_eq!(first.reasons.len(), 3);
        assert!(first.reasons.iter().all(|reason| reason.text.starts_with("you said \"")));
    }
}

#[test]
fn every_form_wins_for_some_answers() {
    let forms = Forms::builtin().unwrap();
    let mut dice = Dice::seeded(1);
    let mut wins: BTreeMap<String, u32> = BTreeMap::new();
    let rounds = 4000;
    for _ in 0..rounds {
        let answers: Vec<Option<usize>> =
            forms.chooser().questions.iter().map(|one| Some(dice.between(1, one.options.len()))).collect();
        *wins.entry(choose(&forms, &answers).candidates[0].form.clone()).or_default() += 1;
    }
    println!("{wins:?}");
    for form in forms.iter() {
        let share = f64::from(wins.get(&form.id).copied().unwrap_or(0)) / f64::from(rounds);
        assert!((0.01..0.35).contains(&share), "{} wins {share}", form.id);
    }
}

#[test]
fn a_closed_form_comes_last_with_the_reason() {
    let forms = Forms::builtin().unwrap();
    let verdict = choose(&forms, &[Some(1)]);
    let closed: Vec<&str> =
        verdict.candidates.iter().filter(|one| one.gated.is_some()).map(|one| one.form.as_str()).collect();
    assert_eq!(closed, ["candor-circle", "distributed", "poly-directional", "pod"]);
    assert_eq!(verdict.candidates[11].gated.as_deref(), Some("it is not for two people alone"));
    assert!(verdict.candidates[..8].iter().all(|one| one.gated.is_none()));
}

#[test]
fn near_twins_are_shown_with_what_separates_them() {
    let forms = Forms::builtin().unwrap();
    let (two, equal, same) = (Some(1), Some(3), Some(2));
    let verdict = choose(&forms, &[two, equal, same]);
    let first: Vec<&str> = verdict.candidates[..2].iter().map(|one| one.form.as_str()).collect();
    assert_eq!(first, ["mutual", "peer"]);
    assert!(verdict.candidates[0].score - verdict.candidates[1].score < TWINS);
    let separated = verdict.separated_by.unwrap();
    assert!(separated.contains("Mutual mentoring") && separated.contains("Peer"), "{separated}");
}

#[test]
fn a_skipped_question_counts_for_nobody_and_against_nobody() {
    let forms = Forms::builtin().unwrap();
    let mentor = forms.get("mentor").unwrap();
    let mut answers = ideal(mentor, &forms);
    answers[6] = None;
    answers[2] = None;
    assert!((choose(&forms, &answers).candidates[0].score - 1.0).abs() < 1e-9);
    assert!(
        choose(&forms, &[None; 10]).candidates.iter().all(|one| one.score == 0.0 && one.reasons.is_empty())
    );
}

#[test]
fn the_answer_that_would_change_it_is_named() {
    let forms = Forms::builtin().unwrap();
    let verdict = choose(&forms, &ideal(forms.get("mentor").unwrap(), &forms));
    let otherwise = verdict.otherwise.unwrap();
    assert!(otherwise.starts_with("if your answer to \""), "{otherwise}");
}
