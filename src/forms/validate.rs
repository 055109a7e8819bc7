//! What TOML's types cannot say about a form: that its parts agree with one another.

use std::collections::BTreeSet;

use super::check::{CheckBook, Worse};
use super::chooser::Chooser;
use super::error::Complaint;
use super::feedback::Blind;
use super::flow::Endpoint;
use super::form::{Aspect, Form};
use super::nearest::nearest;
use super::prompt::Stage;
use super::template::{PartPlan, unroll};

/// A form with fewer prompts repeats itself within two sessions.
const FEWEST_PROMPTS: usize = 8;

/// What a form refers to.
pub(super) struct Books<'a> {
    pub chooser: &'a Chooser,
    pub checks: &'a CheckBook,
}

type Verdict = Result<(), Complaint>;

/// The first thing that is wrong with a form.
pub(super) fn validate(form: &Form, books: &Books<'_>) -> Verdict {
    names(form)?;
    roles(form)?;
    constraints(form)?;
    flows(form)?;
    prompts(form)?;
    checks(form, books.checks)?;
    template(form)?;
    protocols(form)?;
    feedback(form)?;
    signature(form)?;
    chooser(form, books.chooser)?;
    words(form)
}

fn wrong(field: impl Into<String>, problem: impl Into<String>, hint: impl Into<String>) -> Verdict {
    Err(Complaint::new(field, problem, hint))
}

fn filled(field: impl Into<String>, text: &str) -> Verdict {
    if text.trim().is_empty() {
        return wrong(field, "is empty", "Write a sentence, or take the built-in one.");
    }
    Ok(())
}

fn names(form: &Form) -> Verdict {
    let plain = |word: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !word.is_empty() && word.chars().all(fits)
    };
    if !plain(&form.id) {
        return wrong(
            "id",
            format!("`{}` cannot be typed on a command line", form.id),
            "Use small letters, digits and hyphens.",
        );
    }
    if !(1..=2).contains(&form.sign.len()) || !form.sign.chars().all(|c| c.is_ascii_graphic()) {
        return wrong(
            "sign",
            format!("`{}` is no sign", form.sign),
            "Use one or two visible ASCII characters.",
        );
    }
    filled("code", &form.code)?;
    filled("name", &form.name)?;
    filled("seed_line", &form.seed_line)?;
    filled("summary", &form.summary)
}

fn roles(form: &Form) -> Verdict {
    let mut seen = BTreeSet::new();
    for (at, role) in form.roles.iter().enumerate() {
        let field = format!("roles[{at}]");
        if !seen.insert(&role.id) {
            return wrong(
                format!("{field}.id"),
                format!("`{}` comes twice", role.id),
                "Give each role its own id.",
            );
        }
        filled(format!("{field}.label"), &role.label)?;
        filled(format!("{field}.label_plural"), &role.label_plural)?;
        let bounded = role.min.is_some() && role.max.is_some();
        if role.count.is_some() == bounded || role.fewest() > role.most() {
            return wrong(
                field,
                "has no clear number of people",
                "Give either `count`, or `min` and `max` with `min` the smaller.",
            );
        }
    }
    for (field, id) in [("owner_role", &form.owner_role), ("partner_role", &form.partner_role)] {
        known_role(form, field, id)?;
    }
    size(form)
}

fn size(form: &Form) -> Verdict {
    let fewest: usize = form.standing_roles().map(|role| role.fewest()).sum();
    let most = form.standing_roles().map(|role| role.most()).fold(0, usize::saturating_add);
    let size = form.size;
    if size.min > size.max || size.min < fewest || size.max > most {
        return wrong(
            "size",
            format!("{} people do not fit roles for {fewest} to {most}", size.words()),
            "Change `size`, or the number of people in the roles.",
        );
    }
    Ok(())
}

fn known_role(form: &Form, field: impl Into<String>, id: &str) -> Verdict {
    if form.role(id).is_some() {
        return Ok(());
    }
    let ids: Vec<&str> = form.roles.iter().map(|role| role.id.as_str()).collect();
    let hint = match nearest(id, ids.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("The roles of this form are {}.", ids.join(", ")),
    };
    wrong(field, format!("there is no role `{id}`"), hint)
}

fn constraints(form: &Form) -> Verdict {
    for (at, constraint) in form.constraints.iter().enumerate() {
        filled(format!("constraints[{at}].text"), &constraint.text)?;
        for role in constraint.rule.roles() {
            known_role(form, format!("constraints[{at}].rule"), role)?;
        }
    }
    Ok(())
}

fn flows(form: &Form) -> Verdict {
    if form.flows.is_empty() {
        return wrong("flows", "says nothing", "Name at least one direction with its level.");
    }
    for (at, flow) in form.flows.iter().enumerate() {
        for (end, point) in [("from", &flow.from), ("to", &flow.to)] {
            if let Endpoint::Role(role) = point {
                known_role(form, format!("flows[{at}].{end}"), role)?;
            }
        }
        for role in flow.when.iter().flat_map(|rule| rule.roles()) {
            known_role(form, format!("flows[{at}].when"), role)?;
        }
    }
    Ok(())
}

fn prompts(form: &Form) -> Verdict {
    let count = form.prompts.len();
    if count < FEWEST_PROMPTS {
        return wrong(
            "prompts",
            format!("has {count} questions"),
            format!("Write at least {FEWEST_PROMPTS}."),
        );
    }
    if let Some(stage) = Stage::ALL.into_iter().find(|stage| form.prompts_of(*stage).next().is_none()) {
        return wrong(
            "prompts",
            format!("has no question for the stage `{}`", stage.word()),
            format!("Add one with stage = \"{}\".", stage.word()),
        );
    }
    for (at, prompt) in form.prompts.iter().enumerate() {
        filled(format!("prompts[{at}].text"), &prompt.text)?;
    }
    Ok(())
}

fn checks(form: &Form, book: &CheckBook) -> Verdict {
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

fn template(form: &Form) -> Verdict {
    let template = &form.template;
    // Not `size.admits`: where sessions are pairs within a larger group, the parts add up for two.
    if !(1..=form.size.max).contains(&template.size) {
        return wrong(
            "template.size",
            format!("{} people are not what this form is for", template.size),
            format!("Use a number from 1 to {}.", form.size.max),
        );
    }
    parts(form, "template", &template.parts, template.size, template.minutes)?;
    for (at, variant) in template.variants.iter().enumerate() {
        let field = format!("template.variants[{at}]");
        if !(variant.min..=variant.max).contains(&variant.size) {
            return wrong(
                format!("{field}.size"),
                format!("{} is not from {} to {}", variant.size, variant.min, variant.max),
                "The size at which the parts add up lies between `min` and `max`.",
            );
        }
        parts(form, &field, &variant.parts, variant.size, variant.minutes)?;
    }
    Ok(())
}

fn parts(form: &Form, field: &str, parts: &[PartPlan], size: usize, minutes: u16) -> Verdict {
    for (at, part) in parts.iter().enumerate() {
        let field = format!("{field}.parts[{at}]");
        filled(format!("{field}.name"), &part.name)?;
        if part.minutes == 0 {
            return wrong(format!("{field}.minutes"), "no time at all", "Give it at least one minute.");
        }
        if let Some(lead) = &part.lead {
            known_role(form, format!("{field}.lead"), lead)?;
        }
    }
    let sum: u32 = unroll(parts, &[], size).iter().map(|claim| u32::from(claim.part.minutes)).sum();
    if sum != u32::from(minutes) {
        return wrong(
            format!("{field}.minutes"),
            format!("the parts take {sum} minutes for {size} people, not {minutes}"),
            format!("Change a part, or set minutes = {sum}."),
        );
    }
    Ok(())
}

fn protocols(form: &Form) -> Verdict {
    let template = &form.template;
    let plans = || template.parts.iter().chain(template.variants.iter().flat_map(|one| &one.parts));
    for (at, protocol) in form.protocols.iter().enumerate() {
        let field = format!("protocols[{at}]");
        if !plans().any(|plan| plan.name == protocol.part) {
            let hint = match nearest(&protocol.part, plans().map(|plan| plan.name.as_str())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Use the name of a part of the template.".to_owned(),
            };
            return wrong(format!("{field}.part"), format!("there is no part `{}`", protocol.part), hint);
        }
        let sum: u32 = protocol.steps.iter().map(|step| u32::from(step.minutes)).sum();
        if sum != u32::from(protocol.minutes) {
            return wrong(
                format!("{field}.minutes"),
                format!("the steps take {sum} minutes, not {}", protocol.minutes),
                format!("Change a step, or set minutes = {sum}."),
            );
        }
    }
    Ok(())
}

fn feedback(form: &Form) -> Verdict {
    let feedback = &form.feedback;
    filled("feedback.practice", &feedback.practice)?;
    if (feedback.blind == Blind::FirstSessions) != feedback.blind_sessions.is_some() {
        return wrong(
            "feedback.blind",
            "does not go with `blind_sessions`",
            "Give `blind_sessions` with blind = \"first-sessions\", and only with it.",
        );
    }
    if feedback.directions.is_empty() {
        return wrong("feedback.directions", "names nobody", "Say who gives feedback to whom.");
    }
    for (at, direction) in feedback.directions.iter().enumerate() {
        for (end, role) in [("from", &direction.from), ("to", &direction.to)] {
            if role != "any" {
                known_role(form, format!("feedback.directions[{at}].{end}"), role)?;
            }
        }
    }
    Ok(())
}

fn signature(form: &Form) -> Verdict {
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

fn chooser(form: &Form, chooser: &Chooser) -> Verdict {
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

fn words(form: &Form) -> Verdict {
    let keys = [
        "definition",
        "leadership_development",
        "relationship_dynamics",
        "communication",
        "learning_focus",
        "benefits",
        "best_suited_for",
    ];
    for (aspect, key) in Aspect::ALL.into_iter().zip(keys) {
        filled(format!("aspects.{key}"), form.aspects.get(aspect))?;
    }
    filled("goals.sentence", &form.goals.sentence)?;
    filled("risks.main", &form.risks.main)?;
    for (at, risk) in form.risks.named.iter().enumerate() {
        filled(format!("risks.named[{at}].text"), &risk.text)?;
        if !form.checks.iter().any(|check| check.id == risk.check) {
            return wrong(
                format!("risks.named[{at}].check"),
                format!("{} is not among this form's checks", risk.check),
                "A named risk is watched by a check; add it to `checks` or name another.",
            );
        }
    }
    Ok(())
}
