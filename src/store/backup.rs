//! Backups: whole copies that were read back, in a folder beside the journal.
//!
//! A copy is made through SQLite, never of the file alone (its write-ahead log belongs to it), under
//! another name until it was checked. An encrypted journal's backup is encrypted with the same key.
//! Kept are the last of 7 days, of 4 weeks and of 12 months, and the last 10 made before something.

use super::compare::faults;
use super::connect::{Access, connect};
use super::files::{at, beside, make_file_anew, make_folder, put_in_place};
use super::schema::quoted;
use super::{Store, StoreError};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// How many of those made before something are kept.
const BEFORE: usize = 10;
const STAMP: &str = "%Y-%m-%d-%H%M%S";

words! {
    /// Why a backup was made.
    Occasion {
        /// Once a day.
        Daily = "daily",
        /// A person asked for it.
        Asked = "asked",
        /// Before a newer program changed the file's tables.
        BeforeMigration = "before-migration",
        /// Before the passphrase changed.
        BeforePassphrase = "before-passphrase",
        /// Before an import.
        BeforeImport = "before-import",
        /// Before another backup took the journal's place.
        BeforeRestore = "before-restore",
    }
}

/// A backup in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made, by the clock of that place.
    pub at: NaiveDateTime,
    /// Why.
    pub occasion: Occasion,
    /// Its size, in bytes.
    pub size: u64,
}

/// Where a journal's backups are, unless a person says otherwise.
pub fn backup_folder(journal: &Path) -> PathBuf {
    beside(journal, ".backups")
}

/// The backups of a journal in a folder, newest first. A folder that is not there holds none.
///
/// # Errors
/// When the folder cannot be read.
pub fn backups(journal: &Path, folder: &Path) -> Result<Vec<Backup>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(folder)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(at(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some((at_, occasion)) = parse(&stem(journal), &name) {
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            found.push(Backup { path: entry.path(), at: at_, occasion, size });
        }
    }
    found.sort_by(|one, other| (other.at, &other.path).cmp(&(one.at, &one.path)));
    Ok(found)
}

fn stem(journal: &Path) -> String {
    journal.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `journal-2026-03-12-094100-daily.db` as its time and occasion; of one second's others
/// `...-daily.2.db`.
fn parse(stem: &str, name: &str) -> Option<(NaiveDateTime, Occasion)> {
    let rest = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
    let (stamp, occasion) = rest.split_at_checked(17)?;
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let occasion = occasion.strip_prefix('-')?.split('.').next()?;
    Some((at, occasion.parse().ok()?))
}

impl Store {
    /// Makes a backup in a folder, reads it back, and lets the oldest go. Returns where it is.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the copy is not whole: it is then removed.
    pub fn back_up(&self, folder: &Path, occasion: Occasion) -> Result<Backup, StoreError> {
        make_folder(folder)?;
        let now = self.clock.now().local();
        let place = self.free_place(folder, now, occasion);
        let unfinished = beside(&place, ".unfinished");
        drop(make_file_anew(&unfinished)?);
        if let Err(error) = self.copy_and_check(&unfinished) {
            let _ = fs::remove_file(&unfinished);
            return Err(error);
        }
        put_in_place(&unfinished, &place)?;
        thin_out(&backups(&self.path, folder)?, now.date());
        let size = fs::metadata(&place).map_or(0, |metadata| metadata.len());
        Ok(Backup { path: place, at: now, occasion, size })
    }

    /// A name that no backup has: two of one second do not take each other's place.
    fn free_place(&self, folder: &Path, at: NaiveDateTime, occasion: Occasion) -> PathBuf {
        let name = format!("{}-{}-{}", stem(&self.path), at.format(STAMP), occasion.word());
        let first = folder.join(format!("{name}.db"));
        let others = (2..).map(|number: u32| folder.join(format!("{name}.{number}.db")));
        std::iter::once(first.clone()).chain(others).find(|place| !place.exists()).unwrap_or(first)
    }

    /// Makes today's backup unless there is one, or the journal was not touched since the last one.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub fn back_up_daily(&self) -> Result<Option<Backup>, StoreError> {
        if self.read_only || self.setting("demo")?.is_some() || self.is_empty()? {
            return Ok(None);
        }
        let folder = backup_folder(&self.path);
        let today = self.clock.today();
        let newest = backups(&self.path, &folder)?.into_iter().find(|one| one.occasion == Occasion::Daily);
        if newest.is_some_and(|newest| newest.at.date() >= today) {
            return Ok(None);
        }
        self.back_up(&folder, Occasion::Daily).map(Some)
    }

    /// Makes a backup before something large, unless there is nothing to keep.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub fn back_up_before(&self, occasion: Occasion) -> Result<Option<Backup>, StoreError> {
        if self.read_only || self.is_empty()? {
            return Ok(None);
        }
        self.back_up(&backup_folder(&self.path), occasion).map(Some)
    }

    /// Whether nothing was ever kept in it.
    fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(!self.connection.prepare_cached("SELECT 1 FROM change LIMIT 1")?.exists([])?)
    }

    fn copy_and_check(&self, unfinished: &Path) -> Result<(), StoreError> {
        // Another process may write between the counting and the copy: then once more.
        for _ in 0..3 {
            let before = (self.revision()?, counts(&self.connection)?);
            self.connection.execute("VACUUM main INTO ?1", [unfinished.to_string_lossy()])?;
            let still = self.revision()? == before.0;
            let copy = connect(unfinished, self.clock.clone(), Access::Read, self.key.as_ref())?;
            if let Some(fault) = faults(&copy.connection, self.is_encrypted())?.into_iter().next() {
                return Err(StoreError::Damaged(format!("the backup is not whole: {fault}")));
            }
            if counts(&copy.connection)? == before.1 {
                return Ok(());
            }
            if still {
                return Err(StoreError::Damaged("the backup has other rows than the journal".to_owned()));
            }
            drop(copy);
            drop(make_file_anew(unfinished)?);
        }
        Err(StoreError::Busy)
    }
}

/// Every table with how many rows it has.
fn counts(connection: &Connection) -> Result<Vec<(String, i64)>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut counts = Vec::new();
    for name in names {
        let sql = format!("SELECT count(*) FROM {}", quoted(&name));
        let count = connection.query_row(&sql, [], |row| row.get(0))?;
        counts.push((name, count));
    }
    Ok(counts)
}

/// Removes the backups that no rule keeps.
fn thin_out(newest_first: &[Backup], today: NaiveDate) {
    let kept = kept(newest_first, today);
    for backup in newest_first.iter().filter(|backup| !kept.contains(backup.path.as_path())) {
        // One that cannot be removed is tried again with the next backup.
        let _ = fs::remove_file(&backup.path);
    }
}

fn kept(newest_first: &[Backup], today: NaiveDate) -> HashSet<&Path> {
    let mut kept: HashSet<&Path> = HashSet::new();
    let daily = || newest_first.iter().filter(|backup| backup.occasion == Occasion::Daily);
    let mut last_of = |most: usize, period: &dyn Fn(NaiveDate) -> (i32, u32)| {
        let mut seen = HashSet::new();
        for backup in daily() {
            if seen.len() == most {
                break;
            }
            if seen.insert(period(backup.at.date())) {
                kept.insert(backup.path.as_path());
            }
        }
    };
    last_of(DAYS, &|day| (day.year(), day.ordinal()));
    last_of(WEEKS, &|day| (day.iso_week().year(), day.iso_week().week()));
    last_of(MONTHS, &|day| (day.year(), day.month()));
    // What a person asked for stays; so does what a clock set back seems to have made tomorrow.
    kept.extend(
        newest_first
            .iter()
            .filter(|backup| backup.occasion == Occasion::Asked || backup.at.date() > today)
            .map(|backup| backup.path.as_path()),
    );
    let before = |backup: &&Backup| !matches!(backup.occasion, Occasion::Daily | Occasion::Asked);
    kept.extend(newest_first.iter().filter(before).take(BEFORE).map(|backup| backup.path.as_path()));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    fn daily(day: NaiveDate) -> Backup {
        let at = day.and_hms_opt(9, 0, 0).unwrap();
        Backup { path: PathBuf::from(day.to_string()), at, occasion: Occasion::Daily, size: 0 }
    }

    #[test]
    fn a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
        let all: Vec<Backup> = (0..500).map(|back| daily(today - Days::new(back))).collect();
        let kept = kept(&all, today);
        // The last of this week and month are among the seven days.
        assert!((7 + 3 + 10..=DAYS + WEEKS + MONTHS).contains(&kept.len()), "{}", kept.len());
        for back in 0..7 {
            assert!(kept.contains((today - Days::new(back)).to_string().as_str().as_ref() as &Path));
        }
        assert!(kept.contains(Path::new("2025-12-31")));
        assert!(!kept.contains(Path::new("2025-12-30")));
    }

    #[test]
    fn a_name_says_when_and_why() {
        let (at, occasion) = parse("journal", "journal-2026-03-12-094100-before-import.db").unwrap();
        assert_eq!(at.to_string(), "2026-03-12 09:41:00");
        assert_eq!(occasion, Occasion::BeforeImport);
        assert!(parse("journal", "other-2026-03-12-094100-daily.db").is_none());
        assert!(parse("journal", "journal-2026-03-12-094100-daily.db.unfinished").is_none());
        assert!(parse("journal", "journal-é-1-1-094100-daily.db").is_none());
    }
}
