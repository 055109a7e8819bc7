//! What a file's first bytes say, before SQLite looks: it would take an empty file for a new
//! database.

use super::StoreError;
use super::files::{at, beside};
use super::key::SALT;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A page of an encrypted file, in bytes: SQLCipher 4's own choice.
pub(super) const PAGE: u64 = 4096;

/// What the first bytes of a file say.
pub(super) enum Header {
    /// A database that everybody can read.
    Plain,
    /// No database that can be read without a key: its salt.
    Sealed([u8; SALT]),
}

/// The first bytes of a file, and how many it has.
fn begin(path: &Path) -> std::io::Result<(Vec<u8>, u64)> {
    let mut file = File::open(path)?;
    let mut header = Vec::new();
    file.by_ref().take(SALT as u64).read_to_end(&mut header)?;
    Ok((header, file.metadata()?.len()))
}

/// Reads it.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Empty`] and [`StoreError::Foreign`].
pub(super) fn inspect(path: &Path) -> Result<Header, StoreError> {
    // A disk that fails for a moment is asked once more.
    let (header, length) = match begin(path).or_else(|_| begin(path)) {
        Ok(read) => read,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Err(error) => return Err(at(path)(error)),
    };
    if header.is_empty() {
        // A zero-length file with a write-ahead log beside it is a journal that another process is
        // making at this moment.
        let making = beside(path, "-wal").exists();
        return if making { Ok(Header::Plain) } else { Err(StoreError::Empty(path.to_owned())) };
    }
    if header == b"SQLite format 3\0" {
        return Ok(Header::Plain);
    }
    // An encrypted file is random from its first byte on, so "encrypted" can only be guessed: whole
    // pages, and no text.
    let text = header.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    match <[u8; SALT]>::try_from(header) {
        Ok(salt) if length > 0 && length.is_multiple_of(PAGE) && !text => Ok(Header::Sealed(salt)),
        _ => Err(StoreError::Foreign(path.to_owned())),
    }
}
