//! Where a copied text goes: to the desktop's own clipboard where this machine has one, else through the
//! terminal (OSC 52), which also reaches the clipboard of the machine somebody sits at.

use crate::clock::Stopwatch;
use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long a desktop's command may take before the terminal is asked instead.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is looked at.
const GLANCE: Duration = Duration::from_millis(10);

/// A desktop whose clipboard a command reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// Wayland.
    Wayland,
    /// X11.
    X11,
    /// macOS.
    Mac,
    /// Windows.
    Windows,
}

impl Desktop {
    /// Its commands, the usual one first: each takes the text on its standard input.
    fn commands(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Wayland => &[&["wl-copy"]],
            Self::X11 => &[&["xclip", "-selection", "clipboard"], &["xsel", "--clipboard", "--input"]],
            Self::Mac => &[&["pbcopy"]],
            Self::Windows => &[&["clip.exe"]],
        }
    }
}

/// What stands between the program and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Between {
    /// Nothing that is known of.
    #[default]
    Nothing,
    /// tmux, which hands a sequence on only inside its own envelope.
    Tmux,
}

/// The ways to a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clipboard {
    /// The desktop this program runs on; none far from it.
    pub desktop: Option<Desktop>,
    /// What a sequence for the terminal goes through.
    pub between: Between,
}

impl Clipboard {
    /// Sends a text to the clipboard. Whether a terminal took it cannot be asked.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn send(self, text: &str, terminal: &mut impl Write) -> io::Result<()> {
        let commands = self.desktop.map_or(&[][..], Desktop::commands);
        if commands.iter().any(|command| run(command, text).is_ok_and(|took| took)) {
            return Ok(());
        }
        write!(terminal, "{}", self.sequence(text))?;
        terminal.flush()
    }

    /// The sequence that asks the terminal. tmux takes the first one itself where it may, and hands the
    /// second one on where it may.
    fn sequence(self, text: &str) -> String {
        let mut sequence = String::new();
        // Writing to a string cannot fail.
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
        match self.between {
            Between::Nothing => sequence,
            Between::Tmux => {
                let envelope = sequence.replace('\x1b', "\x1b\x1b");
                format!("{sequence}\x1bPtmux;{envelope}\x1b\\")
            }
        }
    }
}

/// Runs a command on a text; says whether it took it in time.
fn run(command: &[&str], text: &str) -> io::Result<bool> {
    let Some((name, arguments)) = command.split_first() else { return Ok(false) };
    let mut child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    ends_well(&mut child)
}

fn ends_well(child: &mut Child) -> io::Result<bool> {
    let waited = Stopwatch::start();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if waited.elapsed() >= PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::park_timeout(GLANCE);
    }
}
