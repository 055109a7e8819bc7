//! The figures of a form: thresholds of its checks, the shares of its signature, points of the chooser.

use std::collections::BTreeSet;

use super::{Verdict, wrong};
use crate::forms::check::{CheckBook, Worse};
use crate::forms::chooser::Chooser;
use crate::forms::form::Form;

pub(super) fn checks(form: &Form, book: &CheckBook) -> Verdict {
    let mut seen = BTreeSet::new();
    for (at, check) in form.checks.iter().enumerate() {
        let field = format!("checks[{at}]");
        let Some(words) = book.get(&check.id) else {
            return wrong(
                format!("{field}.id"),
                format!("there is no check `{}`", check.id),
                "The checks are H1 to H22.",
            );
        };
        let Some(measure) = book.measure(&check.id, &check.measure) else {
            let known: Vec<&str> = words.measures.iter().map(|one| one.id.as_str()).collect();
            return wrong(
                format!("{field}.measure"),
                format!("{} does not measure `{}`", check.id, check.measure),
                format!("It measures {}.", known.join(", ")),
            );
        };
        if !seen.insert((&check.id, &check.measure)) {
            return wrong(
                field,
                format!("{} {} comes twice", check.id, check.measure),
                "Keep one of the two.",
            );
        }
        thresholds(&field, check.amber, check.red, measure.worse)?;
    }
    Ok(())
}

fn thresholds(field: &str, amber: Option<f64>, red: Option<f64>, worse: Worse) -> Verdict {
    let finite = |value: Option<f64>| value.is_none_or(f64::is_finite);
    if (amber.is_none() && red.is_none()) || !finite(amber) || !finite(red) {
        return wrong(field, "has no threshold", "Give `amber`, `red` or both as a number.");
    }
    let (Some(amber), Some(red)) = (amber, red) else {
        return Ok(());
    };
    let (in_order, side) = match worse {
        Worse::Below => (red < amber, "below"),
        Worse::Above | Worse::AtLeast => (red > amber, "above"),
    };
    if !in_order {
        return wrong(
            format!("{field}.red"),
            format!("red {red} is reached before amber {amber}"),
            format!("This figure is worse when it moves {side} its threshold, so red belongs {side} amber."),
        );
    }
    Ok(())
}

pub(super) fn signature(form: &Form) -> Verdict {
    if let Some((feature, target)) = form.signature.iter().find(|(_, target)| !(0.0..=1.0).contains(*target))
    {
        // The feature's word in the file is its name in kebab case.
        let mut word = String::new();
        for letter in format!("{feature:?}").chars() {
            if letter.is_ascii_uppercase() && !word.is_empty() {
                word.push('-');
            }
            word.push(letter.to_ascii_lowercase());
        }
        return wrong(
            format!("signature.{word}"),
            format!("{target} is out of range"),
            "Use a share from 0 to 1.",
        );
    }
    Ok(())
}

pub(super) fn chooser(form: &Form, chooser: &Chooser) -> Verdict {
    let (rows, questions) = (form.chooser.points.len(), chooser.questions.len());
    if rows != questions {
        return wrong(
            "chooser.points",
            format!("has {rows} rows for {questions} questions"),
            "Write one row a question.",
        );
    }
    for (at, (row, question)) in form.chooser.points.iter().zip(&chooser.questions).enumerate() {
        if row.len() != question.options.len() {
            return wrong(
                format!("chooser.points[{at}]"),
                format!("has {} figures for {} options", row.len(), question.options.len()),
                "Write one figure an option; nought where the answer says nothing.",
            );
        }
    }
    let options = chooser.question(chooser.gate).map_or(0, |question| question.options.len());
    let strange = form.chooser.open_to.iter().position(|option| !(1..=options).contains(option));
    if let Some(at) = strange {
        return wrong(
            format!("chooser.open_to[{at}]"),
            "there is no such option",
            format!("The options are 1 to {options}."),
        );
    }
    if form.chooser.points.iter().flatten().all(|points| *points == 0) {
        return wrong("chooser.points", "no answer leads here", "Give at least one answer a point.");
    }
    Ok(())
}
