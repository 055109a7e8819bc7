//! `mentorlog undo`, `redo` and `history`.

use super::context::Context;
use super::describe;
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::store::Step;
use clap::Args;
use serde_json::{Value as Json, json};

/// What was done, newest first.
#[derive(Debug, Args)]
pub struct History {
    /// No more than so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

impl History {
    /// Prints it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let changes = context.open()?.history(self.limit)?;
        if context.is_json() {
            let rows = changes.iter().map(|change| {
                json!({"id": change.id, "kind": change.kind, "label": change.label,
                       "at": change.at.utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                       "undone": change.undone})
            });
            context.out.json(&Json::Array(rows.collect()));
            return Ok(());
        }
        let mut table = Table::new(&["WHEN", "", "WHAT", ""]);
        for change in changes {
            let kind = if change.kind == "do" { "" } else { change.kind.as_str() };
            let undone = if change.undone { "(taken back)" } else { "" };
            table.row([
                Cell::from(describe::moment(change.at)),
                Cell::from(kind),
                Cell::from(&change.label),
                Cell::from(undone),
            ]);
        }
        if table.is_empty() {
            context.out.say("nothing was done yet");
        } else {
            context.out.table(&table);
        }
        Ok(())
    }
}

/// Takes the last step back.
pub fn undo(context: &mut Context<'_>) -> Result<(), Problem> {
    let step = context.open()?.undo()?;
    let way = format!("to make it again: {}", context.out.command("redo"));
    report(context, step, "took back", &way, "nothing to take back")
}

/// Makes the step that was taken back again.
pub fn redo(context: &mut Context<'_>) -> Result<(), Problem> {
    let step = context.open()?.redo()?;
    let way = format!("undo: {}", context.out.command("undo"));
    report(context, step, "made again", &way, "nothing to make again")
}

fn report(
    context: &mut Context<'_>,
    step: Option<Step>,
    done: &str,
    way: &str,
    nothing: &str,
) -> Result<(), Problem> {
    if context.is_json() {
        let value = step.as_ref().map_or(Json::Null, |step| json!({"id": step.id, "label": step.label}));
        context.out.json(&value);
    }
    match step {
        Some(step) => context.out.outcome(&format!("{done} \"{}\"", step.label), way),
        None => context.out.say(nothing),
    }
    Ok(())
}
