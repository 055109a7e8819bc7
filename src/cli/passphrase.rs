//! `mentorlog passphrase`: encrypts the journal, changes its passphrase, or takes it away.

use super::context::Context;
use crate::error::Problem;
use crate::store::{Store, backup_folder, backups};
use crate::tui::modal::passphrase::WARNING;
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Encryption of the journal: set, change, remove
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Encrypt the journal with a passphrase
    Set(New),
    /// Encrypt it with another passphrase
    Change(New),
    /// Keep it as a plain file again
    Remove,
}

/// The new passphrase.
#[derive(Debug, Args)]
pub struct New {
    /// Take it from this file's first line instead of asking twice
    #[arg(long, value_name = "FILE")]
    new_file: Option<PathBuf>,
}

impl Command {
    /// Runs it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let store = context.open()?;
        let path = store.path().display().to_string();
        match (&self, store.is_encrypted()) {
            (Self::Set(_), true) => {
                return Err(Problem::usage(format!("{path} is encrypted already"))
                    .hint("mentorlog passphrase change"));
            }
            (Self::Change(_) | Self::Remove, false) => {
                return Err(
                    Problem::usage(format!("{path} is not encrypted")).hint("mentorlog passphrase set")
                );
            }
            _ => {}
        }
        match self {
            Self::Set(new) => {
                renew(store, &new, "encrypted", context)?;
                if let Some(warning) = plain_backups(&context.journal()?.0) {
                    context.out.warn(&warning);
                }
                Ok(())
            }
            Self::Change(new) => renew(store, &new, "encrypted anew", context),
            Self::Remove => {
                store.with_passphrase(None)?.close()?;
                told("decrypted", false, context)
            }
        }
    }
}

fn renew(store: Store, new: &New, done: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let way = "mentorlog passphrase set --new-file FILE";
    let passphrase = context.new_passphrase(WARNING, new.new_file.as_deref(), way)?;
    store.with_passphrase(Some(&passphrase))?.close()?;
    told(done, true, context)
}

fn told(done: &str, encrypted: bool, context: &mut Context<'_>) -> Result<(), Problem> {
    let path = context.journal()?.0;
    if context.is_json() {
        context.out.json(&json!({"journal": path, "encrypted": encrypted}));
    }
    let way = if encrypted { "mentorlog passphrase remove" } else { "mentorlog passphrase set" };
    context.out.outcome(&format!("{} is {done}", path.display()), &format!("the way back: {way}"));
    Ok(())
}

/// What is to be said of backups of before, which stay as they were made: readable by everybody.
pub fn plain_backups(journal: &Path) -> Option<String> {
    let folder = backup_folder(journal);
    let many = match backups(journal, &folder).map_or(0, |found| found.len()) {
        0 => return None,
        1 => "1 earlier backup".to_owned(),
        more => format!("{more} earlier backups"),
    };
    Some(format!("{many} in {} can be read without it; remove what you do not need", folder.display()))
}
