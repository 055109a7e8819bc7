//! `mentorlog doctor --salvage NEW`: what can be read of a damaged journal, in a new one.

use super::context::Context;
use super::pick::shown;
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::store::{self, Key, Rescued, Salvage, StoreError};
use serde_json::{Value as Json, json};
use std::path::Path;

/// Saves it, and lists what was lost.
pub fn run(journal: &Path, new: &Path, key: Option<Key>, context: &mut Context<'_>) -> Result<(), Problem> {
    if new.exists() {
        return Err(Problem::usage(format!("{} is there already; nothing was touched", new.display()))
            .hint("name a new file: mentorlog doctor --salvage NEW"));
    }
    let saved = store::salvage(journal, new, &context.clock, key).map_err(|error| match error {
        error @ (StoreError::Damaged(_) | StoreError::Foreign(_) | StoreError::Empty(_)) => {
            Problem::from(error)
                .hint("nothing can be read of it; the newest backup is: mentorlog backup list")
        }
        error => error.into(),
    })?;
    print(&saved, new, context);
    Ok(())
}

/// Whether something of a table was lost or made again.
fn is_notable(rescued: &Rescued) -> bool {
    rescued.refused > 0 || !rescued.gaps.is_empty()
}

fn print(saved: &Salvage, new: &Path, context: &mut Context<'_>) {
    let read: u64 = saved.tables.iter().map(|rescued| rescued.read).sum();
    let rebuilt: u64 = saved.tables.iter().map(|rescued| rescued.rebuilt).sum();
    if context.is_json() {
        let row = |rescued: &Rescued| {
            json!({"table": rescued.table, "read": rescued.read, "rebuilt": rescued.rebuilt,
                   "refused": rescued.refused, "gaps": rescued.gaps})
        };
        context.out.json(&json!({
            "salvaged": new, "read": read, "rebuilt": rebuilt, "notes": saved.notes,
            "tables": Json::Array(saved.tables.iter().map(row).collect()),
        }));
    } else {
        let mut table = Table::new(&["TABLE", "READ", "FROM THE HISTORY", "NOT READ"]);
        for rescued in saved.tables.iter().filter(|rescued| is_notable(rescued)) {
            table.row([
                Cell::from(&rescued.table),
                Cell::from(rescued.read.to_string()),
                Cell::from(rescued.rebuilt.to_string()),
                Cell::from(missing(rescued)),
            ]);
        }
        if !table.is_empty() {
            context.out.table(&table);
        }
    }
    if saved.notes > 0 {
        context.out.say(&format!(
            "{} texts whose place was lost are private notes now; find them by: salvaged",
            saved.notes
        ));
    }
    if !saved.tables.iter().any(is_notable) {
        context.out.say("every row could be read: nothing was lost");
    }
    context.out.say(&format!("look at it: mentorlog --journal {} today", shown(new)));
    context.out.outcome(
        &format!("saved {read} rows, {rebuilt} more from the history, into {}", new.display()),
        &format!("put it in the journal's place: mentorlog restore {}", shown(new)),
    );
}

/// The stretches that were not read, as row numbers.
fn missing(rescued: &Rescued) -> String {
    let mut parts: Vec<String> = rescued
        .gaps
        .iter()
        .map(|gap| match gap {
            (first, Some(last)) if first == last => format!("row {first}"),
            (first, Some(last)) => format!("rows {first} to {last}"),
            (first, None) => format!("row {first} on"),
        })
        .collect();
    if rescued.refused > 0 {
        parts.push(format!("{} that break a rule", rescued.refused));
    }
    parts.join(", ")
}
