//! What was purged goes out of the journal's own backups, too: each that holds it is written anew
//! without it, read back, and put in its own place.

use super::backup::{backup_folder, backups};
use super::bin::Purged;
use super::compare::faults;
use super::connect::{Access, connect};
use super::files::{at, beside, make_file_anew, overwrite, put_in_place};
use super::open::fitting;
use super::{Store, StoreError};
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

impl Store {
    /// Takes what was purged out of every backup beside the journal.
    ///
    /// # Errors
    /// When the folder of the backups cannot be read.
    pub fn scrub_backups(&self, purged: &Purged) -> Result<Scrubbed, StoreError> {
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
