//! `mentorlog health R --mirror`: the declared form beside the one that is lived.

use super::context::Context;
use super::describe::Names;
use super::health::{ids, line};
use crate::error::Problem;
use crate::forms::{Feature, Forms};
use crate::insight::{self, Fit, Ledger, Mirror, Unknown};
use crate::store::Store;
use serde_json::{Value as Json, json};

/// Rows shown under a difference.
const ROWS: usize = 3;

/// Prints it.
pub fn print(
    context: &mut Context<'_>,
    store: &Store,
    ledger: &Ledger,
    forms: &Forms,
) -> Result<(), Problem> {
    let answer = insight::mirror(ledger, forms);
    if context.is_json() {
        context.out.json(&as_json(ledger, &answer));
        return Ok(());
    }
    let title = store.title(ledger.relationship)?;
    context.out.heading(&format!("{title}: the declared form and the lived one"));
    let mirror = match answer {
        Ok(mirror) => mirror,
        Err(Unknown(reason)) => {
            context.out.sentence("n/a: ", &reason);
            return Ok(());
        }
    };
    let name = |fit: &Fit| forms.get(&fit.form).map_or(fit.form.clone(), |form| form.name.clone());
    let percent = |fit: &Fit| format!("{:.0}% over {} features", fit.fit * 100.0, fit.counted);
    context.out.line(&format!("  declared    {}: {}", name(&mirror.declared), percent(&mirror.declared)));
    if let Some(other) = &mirror.other {
        context.out.line(&format!("  best other  {}: {}", name(other), percent(other)));
    }
    let names = Names::of(store)?;
    for one in &mirror.differences {
        context.out.line("");
        context.out.heading(&format!("{}: {:.0}%", one.feature.words(), one.lived * 100.0));
        context.out.line(&format!("  typical     {:.0}%", one.declared * 100.0));
        context.out.sentence("  formula     ", &one.formula);
        for (at, row) in one.rows.iter().take(ROWS).enumerate() {
            let label = if at == 0 { "rows" } else { "" };
            context.out.sentence(&format!("  {label:10}  "), &line(store, &names, *row)?);
        }
        if one.rows.len() > ROWS {
            context.out.line(&format!("              and {} more", one.rows.len() - ROWS));
        }
    }
    if !mirror.left_out.is_empty() {
        context.out.line("");
    }
    for (feature, reason) in &mirror.left_out {
        context.out.sentence("left out: ", &format!("{} ({reason})", feature.words()));
    }
    Ok(())
}

fn as_json(ledger: &Ledger, answer: &Result<Mirror, Unknown>) -> Json {
    let fit = |fit: &Fit| json!({"form": fit.form, "fit": fit.fit, "features": fit.counted});
    let word = |feature: Feature| json!(feature);
    match answer {
        Err(Unknown(reason)) => json!({"relationship": ledger.relationship, "unknown": reason}),
        Ok(mirror) => json!({
            "relationship": ledger.relationship,
            "declared": fit(&mirror.declared),
            "other": mirror.other.as_ref().map(fit),
            "differences": mirror.differences.iter().map(|one| json!({
                "feature": word(one.feature),
                "lived": one.lived,
                "declared": one.declared,
                "formula": one.formula,
                "rows": ids(&one.rows),
            })).collect::<Vec<_>>(),
            "left_out": mirror.left_out.iter().map(|(feature, reason)| {
                json!({"feature": word(*feature), "reason": reason})
            }).collect::<Vec<_>>(),
        }),
    }
}
