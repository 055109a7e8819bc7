//! A text written in $EDITOR, through a private file that is removed afterwards.

use std::io::{self, Read, Seek, Write};
use std::process::Command;

/// Opens the editor on a text and gives back what it left.
///
/// # Errors
/// When the file cannot be made, the editor cannot be started or fails, or the text is not UTF-8.
pub fn edit(editor: &str, text: &str) -> io::Result<String> {
    // 0600, and gone with this function.
    let mut file = tempfile::Builder::new().prefix("mentorlog-").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    // The shell splits "code --wait"; the path is an argument of its own.
    let status =
        Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(file.path()).status()?;
    if !status.success() {
        return Err(io::Error::other(status.to_string()));
    }
    // Many editors write a new file in place of the old one: it is read by its name.
    let mut written = String::new();
    let mut reopened = std::fs::File::open(file.path())?;
    reopened.rewind()?;
    reopened.read_to_string(&mut written)?;
    Ok(written.trim_end_matches('\n').to_owned())
}
