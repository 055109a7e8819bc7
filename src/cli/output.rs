//! A result that may go into a file: never over one that is there, unless that is asked for.

use crate::error::Problem;
use crate::exchange::ExchangeError;
use clap::Args;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where a result goes.
#[derive(Debug, Args)]
pub struct Output {
    /// Into a new file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file where it is there already
    #[arg(long, requires = "output")]
    force: bool,
}

impl Output {
    /// The file; nothing for standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Refuses a file that is there, or is none: before a long work begins.
    ///
    /// # Errors
    /// Exit code 2.
    pub fn refuse_taken(&self) -> Result<(), Problem> {
        let Some(path) = self.file() else { return Ok(()) };
        match path.symlink_metadata() {
            Err(_) => Ok(()),
            Ok(there) if there.is_dir() || !(there.is_file() || there.is_symlink()) => {
                Err(Problem::usage(format!("{} is no file", path.display()))
                    .hint("name a new file, or - for standard output"))
            }
            Ok(_) if self.force => Ok(()),
            Ok(_) => Err(taken(path)),
        }
    }

    /// Writes a private file (0600): beside its place first, then in it, so that a failure leaves what
    /// was there as it was.
    ///
    /// # Errors
    /// What `write` fails with; what the system says; exit code 2 for a file that came meanwhile.
    pub fn write_to(
        &self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<(), ExchangeError>,
    ) -> Result<(), Problem> {
        let failed = |error: &dyn std::fmt::Display| {
            Problem::failed(format!("{} cannot be written: {error}", path.display()))
                .hint("name a file in a folder that may be written: -o FILE")
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(failed(&format!("there is no folder {}", folder.display())));
        }
        // A temporary file is made 0600.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
        {
            let mut out = BufWriter::new(file.as_file_mut());
            write(&mut out)?;
            out.flush().map_err(|error| failed(&error))?;
        }
        file.as_file().sync_all().map_err(|error| failed(&error))?;
        let kept = if self.force { file.persist(path) } else { file.persist_noclobber(path) };
        match kept {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Err(taken(path)),
            Err(error) => Err(failed(&error.error)),
        }
    }
}

fn taken(path: &Path) -> Problem {
    Problem::usage(format!("{} is there already; it was left as it is", path.display()))
        .hint("name a new file, or replace this one: --force")
}
