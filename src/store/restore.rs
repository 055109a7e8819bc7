//! A backup in the journal's place, and the present journal kept aside.

use super::backup::{Backup, Occasion, backup_folder};
use super::files::{at, beside, make_file_anew, put_in_place};
use super::{Key, Store, StoreError};
use crate::clock::Clock;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What the new file is called until it is in place.
pub(super) const RESTORING: &str = ".restoring";

/// Where the journal that was replaced is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aside {
    /// There was none.
    Nothing,
    /// A checked backup of it.
    Backup(Backup),
    /// The file itself, which could not be read well enough to make a backup of it.
    Damaged(PathBuf),
}

impl Store {
    /// Puts a copy of this journal, which is a backup, in the place of the one at `journal`. The
    /// present one is kept: as a backup, or as it is where it is damaged. `key` opens the present
    /// one where it is encrypted.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when this one is not whole; [`StoreError::Busy`] while another
    /// program has the present one open. Nothing is changed then.
    pub fn restore_to(&self, journal: &Path, clock: Clock, key: Option<Key>) -> Result<Aside, StoreError> {
        if let Some(fault) = self.faults()?.into_iter().next() {
            return Err(StoreError::Damaged(format!("{} is not whole: {fault}", self.path.display())));
        }
        let new = beside(journal, RESTORING);
        let mut file = make_file_anew(&new)?;
        let copied = File::open(&self.path).and_then(|mut from| io::copy(&mut from, &mut file));
        drop(file);
        if let Err(error) = copied {
            let _ = fs::remove_file(&new);
            return Err(at(&new)(error));
        }
        let aside = set_aside(journal, clock, key);
        if aside.is_err() {
            let _ = fs::remove_file(&new);
        }
        let (aside, holder) = aside?;
        put_in_place(&new, journal)?;
        drop(holder);
        Ok(aside)
    }
}

/// Keeps the present journal, and keeps everybody out of it until the new one is in place.
fn set_aside(journal: &Path, clock: Clock, key: Option<Key>) -> Result<(Aside, Option<Store>), StoreError> {
    let stamp = clock.now().local();
    let opened = match key {
        Some(key) => Store::unlock(journal, clock, key),
        None => Store::open(journal, clock),
    };
    let kept = opened.and_then(|store| {
        let backup = store.back_up(&backup_folder(journal), Occasion::BeforeRestore)?;
        store.hold_alone()?;
        Ok((backup, store))
    });
    match kept {
        Ok((backup, store)) => Ok((Aside::Backup(backup), Some(store))),
        Err(StoreError::Missing(_)) => Ok((Aside::Nothing, None)),
        Err(StoreError::Damaged(_) | StoreError::Empty(_) | StoreError::Foreign(_)) => {
            let place = beside(journal, &format!(".damaged-{}", stamp.format("%Y-%m-%d-%H%M%S")));
            for suffix in ["", "-wal", "-shm"] {
                let (from, to) = (beside(journal, suffix), beside(&place, suffix));
                if from.exists() {
                    fs::rename(&from, &to).map_err(at(&from))?;
                }
            }
            Ok((Aside::Damaged(place), None))
        }
        Err(error) => Err(error),
    }
}
