//! Schema versions: append-only scripts over `PRAGMA user_version`, each in one transaction.

use super::schema::Schema;
use super::{StoreError, search};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// "mlog": what a journal's header says it is.
pub(super) const APPLICATION_ID: i64 = 0x6d6c_6f67;

const SCRIPTS: &[&str] = &[
    include_str!("../../assets/schema/001_journal.sql"),
    include_str!("../../assets/schema/002_windows.sql"),
    include_str!("../../assets/schema/003_ends.sql"),
    include_str!("../../assets/schema/004_notes.sql"),
    include_str!("../../assets/schema/005_skills.sql"),
    include_str!("../../assets/schema/006_feedback_topic.sql"),
    include_str!("../../assets/schema/007_choices.sql"),
    include_str!("../../assets/schema/008_review.sql"),
    include_str!("../../assets/schema/009_search.sql"),
];

/// The version from which on a journal has an index of its words: an earlier one gets it made.
const SEARCHED: i64 = 9;

/// The newest schema version this program knows.
pub const KNOWN: i64 = SCRIPTS.len() as i64;

/// Brings a journal to the newest version.
///
/// # Errors
/// [`StoreError::Newer`] for a file of a later program.
pub(super) fn migrate(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let version = version(connection)?;
    if version > KNOWN {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: KNOWN });
    }
    if version == KNOWN {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Another process may have migrated while this one waited for the lock.
    let found = self::version(connection)?;
    for (number, script) in (1..).zip(SCRIPTS) {
        if number > found {
            connection.execute_batch(script)?;
            connection.pragma_update(None, "user_version", number)?;
        }
    }
    if found < SEARCHED {
        search::fill(connection, &Schema::default())?;
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

/// Whether a journal is of an earlier version and will be changed.
pub(super) fn is_behind(connection: &Connection) -> Result<bool, StoreError> {
    Ok((1..KNOWN).contains(&version(connection)?))
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(connection: &Connection) -> Vec<(String, Option<String>)> {
        let mut statement =
            connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY type, name").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn at_version(number: usize) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for script in &SCRIPTS[..number] {
            connection.execute_batch(script).unwrap();
        }
        connection.pragma_update(None, "user_version", number as i64).unwrap();
        connection
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

        #[test]
        fn a_file_of_any_version_becomes_what_a_fresh_one_is(from in 0..=SCRIPTS.len(), times in 1..3usize) {
            let fresh = at_version(SCRIPTS.len());
            let old = at_version(from);
            for _ in 0..times {
                migrate(&old, Path::new("old")).unwrap();
            }
            prop_assert_eq!(version(&old).unwrap(), KNOWN);
            prop_assert_eq!(shape(&old), shape(&fresh));
            let identity: i64 = old.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
            prop_assert!(from == SCRIPTS.len() || identity == APPLICATION_ID);
        }

        #[test]
        fn a_newer_file_is_refused_and_left_alone(by in 1..1000i64) {
            let newer = at_version(SCRIPTS.len());
            newer.pragma_update(None, "user_version", KNOWN + by).unwrap();
            let error = migrate(&newer, Path::new("newer")).unwrap_err();
            let refused = matches!(error, StoreError::Newer { found, .. } if found == KNOWN + by);
            prop_assert!(refused);
            prop_assert_eq!(version(&newer).unwrap(), KNOWN + by);
        }
    }

    #[test]
    fn an_old_file_is_found_by_its_words() {
        let old = at_version(8);
        old.execute_batch(
            "INSERT INTO reflection (id, at, text, visibility, updated_at)
             VALUES (zeroblob(16), '2026-03-12T13:00:00Z+01:00', 'calmer than before', 'private', '');",
        )
        .unwrap();
        migrate(&old, Path::new("old")).unwrap();
        let sql = "SELECT count(*) FROM search JOIN search_row ON search_row.id = search.rowid
                   WHERE search MATCH 'calm*' AND row = zeroblob(16)";
        assert_eq!(old.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    }
}
