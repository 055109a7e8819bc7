//! What the system says about a journal's file and the place it is in.

use std::path::{Path, PathBuf};

/// A file or folder that others than its owner may read or enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed {
    /// The file or folder.
    pub path: PathBuf,
    /// Its mode, such as `0o644`.
    pub mode: u32,
    /// The mode that it should have.
    pub wanted: u32,
}

/// Those of these files and folders that others may get at; what is not there is passed over.
/// Systems without such modes name none.
pub fn exposed(paths: &[PathBuf]) -> Vec<Exposed> {
    paths.iter().filter_map(|path| exposure(path)).collect()
}

#[cfg(unix)]
fn exposure(path: &Path) -> Option<Exposed> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = path.metadata().ok()?;
    let mode = metadata.permissions().mode() & 0o777;
    let wanted = if metadata.is_dir() { 0o700 } else { 0o600 };
    (mode & 0o077 != 0).then(|| Exposed { path: path.to_owned(), mode, wanted })
}

#[cfg(not(unix))]
fn exposure(_: &Path) -> Option<Exposed> {
    None
}

/// How many bytes a person may still write where `folder` is; nothing where the system does not say.
#[cfg(unix)]
pub fn free_space(folder: &Path) -> Option<u64> {
    let system = rustix::fs::statvfs(folder).ok()?;
    Some(system.f_bavail.saturating_mul(system.f_frsize))
}

/// How many bytes a person may still write where `folder` is; nothing where the system does not say.
#[cfg(not(unix))]
pub fn free_space(_: &Path) -> Option<u64> {
    None
}

/// The network file system that a folder is on, by its name. Locks and shared memory, which two
/// programs with one journal need, do not hold there.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn network(folder: &Path) -> Option<&'static str> {
    // statfs(2); the fields' width differs between systems, the numbers have 32 bits.
    let kind = rustix::fs::statfs(folder).ok()?.f_type as u32;
    match kind {
        0x6969 => Some("NFS"),
        0xff53_4d42 => Some("CIFS"),
        0xfe53_4d42 | 0x517b => Some("SMB"),
        0x0102_1997 => Some("9P"),
        0x00c3_6400 => Some("Ceph"),
        _ => None,
    }
}

/// The network file system that a folder is on, where the system tells.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn network(_: &Path) -> Option<&'static str> {
    None
}
