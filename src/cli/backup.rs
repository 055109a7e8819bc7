//! `mentorlog backup` and `mentorlog restore`: checked copies, and the way back to one.

use super::context::Context;
use super::out::{Mode, Style};
use super::table::padded;
use crate::error::{Kind, Problem};
use crate::store::{Aside, Backup as Copy, Key, Occasion, Store, StoreError, backup_folder, backups};
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// A checked copy of the journal, now; or the ones there are
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Backup {
    /// The folder to keep it in; else the one beside the journal
    dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The backups there are, newest first
    List,
}

impl Backup {
    /// Runs it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        if self.command.is_some() {
            return list(context);
        }
        let store = context.open()?;
        let folder = self.dir.unwrap_or_else(|| backup_folder(store.path()));
        let backup = store.back_up(&folder, Occasion::Asked)?;
        if context.is_json() {
            context.out.json(&row(&backup));
        }
        let place = backup.path.display();
        context.out.outcome(
            &format!("backed up to {place} ({}), read back and whole", size(backup.size)),
            &format!("the way back: mentorlog restore {place}"),
        );
        Ok(())
    }
}

fn row(backup: &Copy) -> Json {
    json!({"path": backup.path, "at": backup.at.to_string(), "occasion": backup.occasion.word(),
           "bytes": backup.size})
}

fn list(context: &mut Context<'_>) -> Result<(), Problem> {
    let journal = context.journal()?.0;
    let found = backups(&journal, &backup_folder(&journal))?;
    if context.is_json() {
        context.out.json(&Json::Array(found.iter().map(row).collect()));
        return Ok(());
    }
    if found.is_empty() {
        context
            .out
            .say("no backups yet; one is made each day when the journal closes, and with: mentorlog backup");
    }
    let plain = context.out.mode() == Mode::Plain;
    for backup in &found {
        let at = backup.at.format("%Y-%m-%d %H:%M").to_string();
        let (why, size, file) = (backup.occasion.word(), size(backup.size), backup.path.display());
        if plain {
            context.out.line(&format!("{at}\t{why}\t{size}\t{file}"));
            continue;
        }
        // The file is never cut: it is there to be typed.
        context.out.line(&format!("{at}  {}  {size:>8}", padded(why, WHY)));
        context.out.spans(&[("    ", Style::None), (&file.to_string(), Style::Accent)]);
    }
    Ok(())
}

/// Cells of the longest reason.
const WHY: usize = 17;

/// A size for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
        _ => format!("{:.1} GB", bytes as f64 / 1_000_000_000.0),
    }
}

/// A backup in the journal's place; the present journal is kept aside
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
}

impl Restore {
    /// Runs it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let journal = context.journal()?.0;
        let (backup, key) = opened(&self.file, context)?;
        let present = present_key(&journal, key, context)?;
        let aside = backup.restore_to(&journal, context.clock.clone(), present)?;
        let file = self.file.display();
        let (kept, way) = match &aside {
            Aside::Nothing => (None, "there was no journal before".to_owned()),
            Aside::Backup(kept) => {
                (Some(&kept.path), format!("the way back: mentorlog restore {}", kept.path.display()))
            }
            Aside::Damaged(kept) => (Some(kept), format!("the damaged journal was kept: {}", kept.display())),
        };
        if context.is_json() {
            context.out.json(&json!({"journal": journal, "restored": self.file, "kept": kept}));
        }
        context.out.outcome(&format!("{} is now what {file} was", journal.display()), &way);
        if backup.is_encrypted() {
            context.out.say("it opens with the passphrase that it had then");
        }
        Ok(())
    }
}

fn opened(file: &Path, context: &mut Context<'_>) -> Result<(Store, Option<Key>), Problem> {
    match Store::open_to_read(file, context.clock.clone(), None) {
        Err(StoreError::Locked(_)) => {
            let key = context.key(file)?;
            Ok((Store::open_to_read(file, context.clock.clone(), Some(key.clone()))?, Some(key)))
        }
        Err(error) => Err(Problem { hint: Some("mentorlog backup list".to_owned()), ..Problem::from(error) }),
        Ok(store) => Ok((store, None)),
    }
}

/// The key of the present journal: most often the backup's own.
fn present_key(
    journal: &Path,
    backup: Option<Key>,
    context: &mut Context<'_>,
) -> Result<Option<Key>, Problem> {
    match Store::open_to_read(journal, context.clock.clone(), None) {
        Err(StoreError::Locked(_)) => {}
        _ => return Ok(None),
    }
    if let Some(key) = backup
        && Store::open_to_read(journal, context.clock.clone(), Some(key.clone())).is_ok()
    {
        return Ok(Some(key));
    }
    match context.key(journal) {
        Ok(key) => Ok(Some(key)),
        Err(problem) if problem.kind == Kind::Locked => Err(Problem {
            hint: Some("the present journal is kept aside first, which needs its passphrase".to_owned()),
            ..problem
        }),
        Err(problem) => Err(problem),
    }
}
