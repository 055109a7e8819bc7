//! A commit that the disk refused: whether it was kept is found out, not guessed.
//!
//! SQLite takes such a transaction back for this process, but its pages may be in the log all the
//! same: whoever opened the file after a crash would find it there, and a person who meanwhile did it
//! again would have it twice. One more transaction, which changes nothing, overwrites them: then the
//! answer is final.

use super::{Store, StoreError};
use rusqlite::ffi::SQLITE_IOERR_WRITE;
use rusqlite::{ErrorCode, OptionalExtension, Transaction, TransactionBehavior};

/// The newest step of the history.
#[derive(PartialEq, Eq)]
pub(super) struct Newest(Option<(i64, String, String)>);

impl Store {
    pub(super) fn newest_step(&self) -> Result<Newest, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, at, label FROM change ORDER BY id DESC LIMIT 1")?;
        Ok(Newest(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?))
    }

    /// Ends a transaction; `before` was the newest step when it began.
    ///
    /// # Errors
    /// [`StoreError::Doubtful`] when the disk neither keeps it nor lets it be found out; any other
    /// error means that nothing of it is kept.
    pub(super) fn commit(&self, transaction: Transaction<'_>, before: &Newest) -> Result<(), StoreError> {
        let ours = self.newest_step()?;
        let Err(error) = transaction.commit() else { return Ok(()) };
        let extended = error.sqlite_error().map(|error| error.extended_code);
        // What marks a transaction as whole is written last: one that was not written is not there.
        if error.sqlite_error_code() != Some(ErrorCode::SystemIoFailure)
            || extended == Some(SQLITE_IOERR_WRITE)
        {
            return Err(error.into());
        }
        // A purge leaves no step behind that it could be known by.
        if ours == *before {
            return Err(StoreError::Doubtful(error.to_string()));
        }
        match self.write_nothing().map_err(StoreError::from).and_then(|()| self.newest_step()) {
            Ok(newest) if newest == ours => Ok(()),
            // What was taken back is there as it was, or somebody else's step is: this one is not.
            Ok(_) => Err(StoreError::Disk(error.to_string())),
            Err(_) => Err(StoreError::Doubtful(error.to_string())),
        }
    }

    /// Writes a page of the file as it is.
    fn write_nothing(&self) -> Result<(), rusqlite::Error> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()
    }
}
