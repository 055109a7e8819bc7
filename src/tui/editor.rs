//! A text written in $EDITOR, through a private file that is removed afterwards.

use super::layer::{Cx, Effect};
use super::modal::question::Question;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::process::Command;

/// Asks before a text of an encrypted journal goes into a file that everybody can read who can read
/// the person's files.
pub fn ask(cx: &mut Cx<'_>, text: String) {
    let told = "This journal is encrypted; the editor works on a plain file. It is overwritten and removed \
                afterwards, but what the editor keeps of it (swap, backups, history) is not.";
    let open = Box::new(move |cx: &mut Cx<'_>| cx.effects.push(Effect::Outside(text)));
    Question::ask(cx, "a plain file for the editor", told, "Write here", "Open the editor", open);
}

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
    let ended =
        Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(file.path()).status();
    let written = ended.and_then(|status| match status.success() {
        true => read(file.path()),
        false => Err(io::Error::other(status.to_string())),
    });
    // Nothing of the text stays in the space that it took; where that fails, the text is not lost.
    let _ = blank(file.as_file());
    let _ = std::fs::OpenOptions::new().write(true).open(file.path()).and_then(|newer| blank(&newer));
    written
}

fn read(path: &std::path::Path) -> io::Result<String> {
    // Many editors write a new file in place of the old one: it is read by its name.
    let mut written = String::new();
    std::fs::File::open(path)?.read_to_string(&mut written)?;
    Ok(written.trim_end_matches('\n').to_owned())
}

/// Overwrites a file. A disk may keep old blocks all the same.
fn blank(mut file: &std::fs::File) -> io::Result<()> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.sync_all()
}
