//! What TOML's types cannot say about a form: that its parts agree with one another.

mod figures;

use std::collections::BTreeSet;

use super::check::CheckBook;
use super::chooser::Chooser;
use super::error::Complaint;
use super::feedback::Blind;
use super::flow::Endpoint;
use super::form::{Aspect, Form};
use super::nearest::nearest;
use super::prompt::Stage;
use super::template::{PartPlan, unroll};
use figures::{checks, chooser, signature};

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
