//! What was purged goes out of the journal's own backups, too: each that holds it is written anew
//! without it, read back, and put in its own place.

use super::backup::{backup_folder, backups};
use super::bin::Purged;
use super::compare::faults;
use super::connect::{Access, connect};
use super::files::{at, beside, make_file_anew, overwrite, put_in_place};
use super::open::fitting;
use super::{Store, StoreError};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What became of the backups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scrubbed {
    /// How many are free of it now.
    pub clean: usize,
    /// Those that may still hold it: of another passphrase, damaged, or not to be written.
    pub remaining: Vec<PathBuf>,
}

/// What a purge removed, here and in the backups.
#[derive(Debug)]
pub struct Erased {
    /// How many entries of the bin.
    pub entries: usize,
    /// What became of the backups.
    pub backups: Scrubbed,
    /// Why the space that it took could not be emptied yet: somebody else reads.
    pub kept_space: Option<StoreError>,
}

impl Erased {
    /// Whether nothing of it is left beside the journal.
    pub fn is_complete(&self) -> bool {
        self.backups.remaining.is_empty() && self.kept_space.is_none()
    }
}

impl fmt::Display for Erased {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = match self.entries {
            1 => "1 bin entry".to_owned(),
            more => format!("{more} bin entries"),
        };
        write!(out, "removed {entries} for good")?;
        match self.backups.clean {
            0 => Ok(()),
            1 => write!(out, ", and from 1 backup"),
            more => write!(out, ", and from {more} backups"),
        }
    }
}

impl Store {
    /// Removes everything in the bin for good: from the journal, from its free space, and from every
    /// backup beside it. This cannot be undone.
    ///
    /// # Errors
    /// What SQLite says; or when the folder of the backups cannot be read.
    pub fn purge_everywhere(&self) -> Result<Erased, StoreError> {
        let purged = self.purge()?;
        let backups = self.scrub_backups(&purged)?;
        // The rows are gone; the space that they took is emptied when nobody else reads.
        let kept_space = self.compact().err();
        Ok(Erased { entries: purged.entries, backups, kept_space })
    }

    /// Takes what was purged out of every backup beside the journal.
    ///
    /// # Errors
    /// When the folder of the backups cannot be read.
    fn scrub_backups(&self, purged: &Purged) -> Result<Scrubbed, StoreError> {
        let mut scrubbed = Scrubbed::default();
        for backup in backups(&self.path, &backup_folder(&self.path))? {
            match self.scrub(&backup.path, purged) {
                Ok(()) => scrubbed.clean += 1,
                Err(_) => scrubbed.remaining.push(backup.path),
            }
        }
        Ok(scrubbed)
    }

    fn scrub(&self, backup: &Path, purged: &Purged) -> Result<(), StoreError> {
        let key = fitting(backup, self.key.clone())?;
        let new = beside(backup, ".unfinished");
        let mut file = make_file_anew(&new)?;
        File::open(backup).and_then(|mut from| io::copy(&mut from, &mut file)).map_err(at(&new))?;
        drop(file);
        let copy = connect(&new, self.clock.clone(), Access::Write, key.as_ref())?;
        let result = (|| {
            copy.purge_rows(purged)?;
            copy.hold_alone()?;
            copy.connection.execute_batch("VACUUM")?;
            match faults(&copy.connection, key.is_some())?.into_iter().next() {
                Some(fault) => Err(StoreError::Damaged(format!("the backup is not whole: {fault}"))),
                None => Ok(()),
            }
        })();
        drop(copy);
        if let Err(error) = result {
            let _ = fs::remove_file(&new);
            return Err(error);
        }
        let mut old = OpenOptions::new().write(true).open(backup).map_err(at(backup))?;
        put_in_place(&new, backup)?;
        overwrite(&mut old).map_err(at(backup))
    }
}
