//! A text written in $EDITOR, through a private file that is removed afterwards.

use super::layer::{Cx, Effect};
use super::modal::question::Question;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Asks before a text of an encrypted journal goes into a file that everybody can read who can read
/// the person's files.
pub fn ask(cx: &mut Cx<'_>, text: String) {
    let told = "This journal is encrypted; the editor works on a plain file. It is overwritten and removed \
                afterwards, but what the editor keeps of it (swap, backups, history) is not.";
    let open = Box::new(move |cx: &mut Cx<'_>| cx.effects.push(Effect::Outside(text)));
    Question::ask(cx, "a plain file for the editor", told, "Write here", "Open the editor", open);
}

/// The editor outside, and where its file may lie.
#[derive(Debug, Clone)]
pub struct Editor {
    /// The command; a shell takes it apart: `code --wait`.
    pub command: String,
    /// The session's own folder (`XDG_RUNTIME_DIR`), where the system names one.
    pub runtime: Option<PathBuf>,
}

impl Editor {
    /// Opens the editor on a text and gives back what it left.
    ///
    /// # Errors
    /// When the file cannot be made, the editor cannot be started or fails, or the text is not UTF-8.
    pub fn edit(&self, text: &str) -> io::Result<String> {
        let desk = Desk::lay(self.runtime.as_deref(), text)?;
        let ended = Command::new("sh")
            .arg("-c")
            .arg(format!("{} \"$1\"", self.command))
            .arg("sh")
            .arg(&desk.path)
            .status()?;
        if ended.success() { desk.read() } else { Err(io::Error::other(ended.to_string())) }
    }
}

/// A private folder with the text in a file: what an editor keeps beside it is private as well, and goes with
/// it. A signal that asks the program to end waits for the editor, and with it for this.
struct Desk {
    folder: TempDir,
    path: PathBuf,
    /// The file that was handed over, also where the editor put another one in its place.
    file: File,
}

impl Desk {
    /// Makes the folder (0700) and the file (0600): in memory where the system has a place for that.
    fn lay(runtime: Option<&Path>, text: &str) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("mentorlog-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = match runtime.filter(|folder| is_private_memory(folder)) {
            Some(runtime) => builder.tempdir_in(runtime)?,
            None => builder.tempdir()?,
        };
        let path = folder.path().join("text.md");
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        Ok(Self { folder, path, file })
    }

    fn read(&self) -> io::Result<String> {
        // Many editors write a new file in place of the old one: it is read by its name.
        let mut written = String::new();
        File::open(&self.path)?.read_to_string(&mut written)?;
        Ok(written.trim_end_matches('\n').to_owned())
    }
}

/// Nothing of the text stays in the space that it took; the folder goes by itself.
impl Drop for Desk {
    fn drop(&mut self) {
        let _ = blank(&self.file);
        let Ok(left) = std::fs::read_dir(self.folder.path()) else { return };
        for path in left.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
            let _ = OpenOptions::new().write(true).open(path).and_then(|file| blank(&file));
        }
    }
}

/// Whether a folder is this person's alone, and in memory: what lies there never was on a disk.
#[cfg(target_os = "linux")]
fn is_private_memory(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    /// The magic numbers of tmpfs and ramfs, from statfs(2).
    const MEMORY: [u64; 2] = [0x0102_1994, 0x8584_58f6];
    let Ok(metadata) = folder.metadata() else { return false };
    let own = metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o777 == 0o700;
    let kind = rustix::fs::statfs(folder).map(|system| system.f_type as u64);
    own && metadata.is_dir() && kind.is_ok_and(|kind| MEMORY.contains(&(kind & 0xffff_ffff)))
}

/// Elsewhere the temporary folder of the system is as good.
#[cfg(not(target_os = "linux"))]
fn is_private_memory(_folder: &Path) -> bool {
    false
}

/// Overwrites a file. A disk may keep old blocks all the same.
fn blank(mut file: &File) -> io::Result<()> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.sync_all()
}
