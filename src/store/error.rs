//! What can go wrong with the file, in kinds a caller can match.

use std::path::PathBuf;
use thiserror::Error;

/// A failed read or write of the journal.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file does not exist and nobody asked to make one.
    #[error("there is no journal at {0}")]
    Missing(PathBuf),
    /// A file of zero length: perhaps what an interrupted copy left behind.
    #[error("{0} is an empty file, not a journal")]
    Empty(PathBuf),
    /// Encrypted: it opens with its passphrase.
    #[error("{0} is locked: it is encrypted, and no passphrase was given")]
    Locked(PathBuf),
    /// A passphrase that does not open it. The format cannot tell more: a file that is encrypted
    /// looks the same as one that is damaged or of another program.
    #[error("the passphrase does not open {0} (or it is no encrypted journal)")]
    WrongPassphrase(PathBuf),
    /// Encrypted, and this program was built without encryption.
    #[error("{0} is encrypted, and this mentorlog was built without encryption")]
    NoCipher(PathBuf),
    /// The encryption itself failed.
    #[error("{0}")]
    Cipher(String),
    /// Some other program's file.
    #[error("{0} is not a mentorlog journal")]
    Foreign(PathBuf),
    /// Written by a later version of the program.
    #[error("{path} was written by a newer mentorlog (schema {found}; this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The file is damaged.
    #[error("the journal is damaged: {0}")]
    Damaged(String),
    /// The file, or its folder, cannot be written.
    #[error("the journal cannot be written: {0}")]
    ReadOnly(String),
    /// No space left.
    #[error("the disk is full: nothing was changed")]
    Full,
    /// The system takes no more: a quota, a limit on the size of files, a failing disk.
    #[error("the disk takes no more ({0}): nothing was changed")]
    Disk(String),
    /// The disk failed while it was kept, and again when that was looked into.
    #[error("the disk fails ({0}): nobody knows yet whether this was kept")]
    Doubtful(String),
    /// The disk did not give a part of the file. That is no damage: the next try may succeed.
    #[error("the disk did not give all of the journal ({0}): nothing was changed")]
    Unread(String),
    /// Another process holds the write lock for longer than five seconds.
    #[error("another mentorlog is writing and did not finish in time: nothing was changed")]
    Busy,
    /// The row is not there (any more).
    #[error("no {noun} {name}")]
    NotFound {
        /// The noun.
        noun: &'static str,
        /// How it was asked for.
        name: String,
    },
    /// Several rows answer to the name.
    #[error("{name} is ambiguous: {}", candidates.join(", "))]
    Ambiguous {
        /// How it was asked for.
        name: String,
        /// Whom it could mean.
        candidates: Vec<String>,
    },
    /// The row was changed since, so the step cannot be taken back.
    #[error("\"{label}\" cannot be taken {direction}: its {noun} was changed since")]
    Stale {
        /// The step's label.
        label: String,
        /// `back` or `again`.
        direction: &'static str,
        /// The noun that differs.
        noun: String,
    },
    /// The relationship has ended: its rows are kept, and stay as they are.
    #[error("{title} is closed, and read-only until it is active again")]
    Closed {
        /// What the relationship is called.
        title: String,
        /// The end of its id, as lists show it.
        id: String,
    },
    /// A field was changed since it was read, and is to be changed to something else.
    #[error("the {field} of this {noun} was changed elsewhere meanwhile")]
    Overtaken {
        /// The noun.
        noun: &'static str,
        /// The field.
        field: String,
    },
    /// Private text is not handed out, and must not be written over.
    #[error("private text is behind the veil: {way} first")]
    Veiled {
        /// How the veil is lifted here.
        way: &'static str,
    },
    /// A value that no row may have.
    #[error("{field}: {message}")]
    Invalid {
        /// The field.
        field: String,
        /// What is wrong with it.
        message: String,
    },
    /// The folder or the file cannot be made or read.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Anything else SQLite says.
    #[error("the journal could not be used: {0}")]
    Sqlite(rusqlite::Error),
    /// A row that does not fit its shape.
    #[error("a row could not be read: {0}")]
    Shape(#[from] serde_json::Error),
}

impl StoreError {
    /// A value that no row may have.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid { field: field.into(), message: message.into() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let Some(code) = error.sqlite_error_code() else { return Self::Sqlite(error) };
        let extended = error.sqlite_error().map(|error| error.extended_code);
        match code {
            ErrorCode::DiskFull => Self::Full,
            // Of a failed commit [`Store::commit`](super::Store::commit) knows more.
            ErrorCode::SystemIoFailure if extended.is_some_and(of_reading) => Self::Unread(error.to_string()),
            ErrorCode::SystemIoFailure => Self::Disk(error.to_string()),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly(error.to_string()),
            ErrorCode::DatabaseCorrupt => Self::Damaged(error.to_string()),
            ErrorCode::ConstraintViolation => Self::invalid("row", constraint(&error)),
            _ => Self::Sqlite(error),
        }
    }
}

/// Whether a failure of the system was one of reading.
fn of_reading(extended: i32) -> bool {
    use rusqlite::ffi;
    matches!(extended, ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS)
}

fn constraint(error: &rusqlite::Error) -> String {
    let text = error.to_string();
    match text.strip_prefix("CHECK constraint failed: ") {
        Some(rule) => format!("breaks the rule {rule}"),
        None => text,
    }
}
