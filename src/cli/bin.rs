//! `mentorlog bin`: what was binned, out of it again, or gone for good.

use super::context::Context;
use super::describe;
use super::out::Style;
use super::pick::shown;
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::store::{Binned, Store};
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use std::io::BufRead;

/// What was binned: list, restore, purge.
#[derive(Debug, Args)]
pub struct Bin {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What is in the bin, newest first
    List,
    /// Take an entry out, with all that was binned with it
    Restore {
        /// The end of its id
        id: String,
    },
    /// Remove all of it for good, from the history and the backups beside the journal too
    Purge {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

impl Bin {
    /// Runs it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self.command.unwrap_or(Command::List) {
            Command::List => list(context),
            Command::Restore { id } => restore(&id, context),
            Command::Purge { yes } => purge(yes, context),
        }
    }
}

fn short(entry: &Binned) -> String {
    let text = entry.id.simple().to_string();
    text.get(text.len().saturating_sub(6)..).unwrap_or(&text).to_owned()
}

fn list(context: &mut Context<'_>) -> Result<(), Problem> {
    let entries = context.open()?.binned()?;
    if context.is_json() {
        let rows = entries.iter().map(|entry| {
            json!({"id": entry.id.to_string(), "noun": entry.noun, "label": entry.label,
                   "at": entry.at.utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)})
        });
        context.out.json(&Json::Array(rows.collect()));
        return Ok(());
    }
    let mut table = Table::new(&["ID", "WHEN", "NOUN", "WHAT"]);
    for entry in &entries {
        table.row([
            Cell::styled(short(entry), Style::Accent),
            Cell::from(describe::moment(entry.at)),
            Cell::from(&entry.noun),
            Cell::from(&entry.label),
        ]);
    }
    if table.is_empty() {
        context.out.say("the bin is empty");
    } else {
        context.out.table(&table);
    }
    Ok(())
}

fn counted(entries: usize) -> String {
    if entries == 1 { "1 bin entry".to_owned() } else { format!("{entries} bin entries") }
}

fn find(store: &Store, id: &str) -> Result<Binned, Problem> {
    let wanted = id.replace('-', "").to_lowercase();
    let mut found = store.binned()?;
    found.retain(|entry| wanted.len() >= 4 && entry.id.simple().to_string().ends_with(&wanted));
    if found.len() > 1 {
        return Err(Problem::not_found(format!("{id} is ambiguous: {} entries end so", found.len()))
            .hint("give more of it: mentorlog bin list --json"));
    }
    found.pop().ok_or_else(|| Problem::not_found(format!("no bin entry {id}")).hint("mentorlog bin list"))
}

fn restore(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let entry = find(&store, id)?;
    let rows = store.write(&format!("restore {} {}", entry.noun, describe::piece(&entry.label)), |tx| {
        tx.restore(entry.id)
    })?;
    if context.is_json() {
        context.out.json(&json!({"noun": entry.noun, "label": entry.label, "rows": rows}));
    }
    let more = if rows > 1 { format!(", {rows} rows in all") } else { String::new() };
    context.out.changed(&format!("restored {} {}{more}", entry.noun, describe::piece(&entry.label)));
    Ok(())
}

fn purge(yes: bool, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let entries = store.binned()?.len();
    if entries == 0 {
        context.out.say("the bin is empty");
        return Ok(());
    }
    if !yes && !confirmed(entries, context)? {
        context.out.say("nothing was removed");
        return Ok(());
    }
    let erased = store.purge_everywhere()?;
    if let Some(error) = &erased.kept_space {
        context.out.warn(&format!("the free space is emptied when the journal is next closed: {error}"));
    }
    if context.is_json() {
        context.out.json(&json!({"purged": erased.entries, "backups": erased.backups.clean,
                                 "remaining": erased.backups.remaining}));
    }
    for path in &erased.backups.remaining {
        context.out.warn(&format!("this backup may still hold it: rm {}", shown(path)));
    }
    context.out.outcome(
        &erased.to_string(),
        "this cannot be undone; exports and copies elsewhere keep what they have",
    );
    Ok(())
}

/// Only the whole word counts as yes; without a terminal nobody is asked.
fn confirmed(entries: usize, context: &mut Context<'_>) -> Result<bool, Problem> {
    if context.global.no_input || !context.environment.input_is_terminal {
        return Err(Problem::usage(format!("{} would be removed for good", counted(entries)))
            .hint("mentorlog bin purge --yes"));
    }
    context.out.say(&format!(
        "{} will be gone for good, from the history and the backups beside the journal too. Type purge to do it, Enter to leave it:",
        counted(entries)
    ));
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim() == "purge")
}
