//! Whole files: made private, put in another's place so that a crash leaves the one or the other,
//! and overwritten before they go.

use super::StoreError;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The failure of a system call on `path`.
pub(super) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| match source.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::File { path, source },
    }
}

/// A path with more at the end of its file name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Makes a folder that only its owner can enter, where there is none.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.as_os_str().is_empty() || folder.exists() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(at(folder))
}

/// Makes an empty file that only its owner can read; it must not be there yet.
pub(super) fn make_file(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The same, in place of what an interrupted earlier try left there.
pub(super) fn make_file_anew(path: &Path) -> Result<File, StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at(path)(error)),
        _ => {}
    }
    make_file(path).map_err(at(path))
}

/// Puts a finished file in another's place: on disk before it is there, and there for good after.
pub(super) fn put_in_place(new: &Path, place: &Path) -> Result<(), StoreError> {
    File::open(new).and_then(|file| file.sync_all()).map_err(at(new))?;
    fs::rename(new, place).map_err(at(place))?;
    sync_folder(place);
    Ok(())
}

/// Makes a rename last. Where a system cannot do that for folders, it does it by itself.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Overwrites all of an open file with zeros. A disk may keep old blocks all the same.
pub(super) fn overwrite(file: &mut File) -> std::io::Result<()> {
    let mut left = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    let zeros = vec![0; 1 << 16];
    while left > 0 {
        let part = left.min(zeros.len() as u64);
        file.write_all(&zeros[..part as usize])?;
        left -= part;
    }
    file.sync_all()
}
