//! What the program was started with: read once in `main`, handed in everywhere else.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

/// The environment of one run. Nothing below `main` asks the system for any of it.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `MENTORLOG_JOURNAL`: the journal's file.
    pub journal: Option<PathBuf>,
    /// `MENTORLOG_CONFIG`: the configuration's file.
    pub config: Option<PathBuf>,
    /// `MENTORLOG_PASSPHRASE_FILE`: the file whose first line opens the journal.
    pub passphrase_file: Option<PathBuf>,
    /// `MENTORLOG_NOW`: an instant at which the clock stands.
    pub now: Option<String>,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `TERM`.
    pub terminal: Option<String>,
    /// `COLORTERM`: what a terminal says about colours beyond its name.
    pub color_terminal: Option<String>,
    /// `LC_ALL`, else `LC_CTYPE`, else `LANG`: how text is encoded.
    pub locale: Option<String>,
    /// How many cells wide the output is: `COLUMNS`, where the shell says it, else the terminal's width.
    pub columns: Option<usize>,
    /// `TMUX` is set: the terminal is one of tmux's.
    pub in_tmux: bool,
    /// `SSH_CONNECTION` is set: who sits there sits at another machine.
    pub over_ssh: bool,
    /// `WAYLAND_DISPLAY` is set.
    pub has_wayland: bool,
    /// `DISPLAY` is set.
    pub has_x11: bool,
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<OsString>,
    /// `XDG_RUNTIME_DIR`: the session's own folder.
    pub runtime_folder: Option<PathBuf>,
    /// `PAGER`.
    pub pager: Option<OsString>,
    /// The login name.
    pub user: Option<String>,
    /// Where journals belong on this system.
    pub data_folder: Option<PathBuf>,
    /// Where configurations belong on this system.
    pub config_folder: Option<PathBuf>,
    /// Standard input is a terminal.
    pub input_is_terminal: bool,
    /// Standard output is a terminal.
    pub output_is_terminal: bool,
    /// Standard error is a terminal.
    pub error_is_terminal: bool,
}

impl Environment {
    /// The environment of this process.
    pub fn read() -> Self {
        let (data_folder, config_folder) = crate::paths::standard_folders();
        Self {
            journal: path("MENTORLOG_JOURNAL"),
            config: path("MENTORLOG_CONFIG"),
            passphrase_file: path("MENTORLOG_PASSPHRASE_FILE"),
            now: text("MENTORLOG_NOW"),
            no_color: value("NO_COLOR").is_some(),
            terminal: text("TERM"),
            color_terminal: text("COLORTERM"),
            locale: text("LC_ALL").or_else(|| text("LC_CTYPE")).or_else(|| text("LANG")),
            columns: text("COLUMNS").and_then(|columns| columns.parse().ok()).or_else(width),
            in_tmux: value("TMUX").is_some(),
            over_ssh: value("SSH_CONNECTION").is_some(),
            has_wayland: value("WAYLAND_DISPLAY").is_some(),
            has_x11: value("DISPLAY").is_some(),
            editor: value("VISUAL").or_else(|| value("EDITOR")),
            runtime_folder: path("XDG_RUNTIME_DIR"),
            pager: value("PAGER"),
            user: text("USER").or_else(|| text("LOGNAME")).or_else(|| text("USERNAME")),
            data_folder,
            config_folder,
            input_is_terminal: std::io::stdin().is_terminal(),
            output_is_terminal: std::io::stdout().is_terminal(),
            error_is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Whether there is a terminal to draw a screen on.
    pub fn has_screen(&self) -> bool {
        self.input_is_terminal && self.output_is_terminal
    }

    /// Whether the terminal can do no more than print.
    pub fn is_dumb(&self) -> bool {
        self.terminal.as_deref() == Some("dumb")
    }
}

/// The width of the terminal that the output goes to.
fn width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// A variable that is set to something.
fn value(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

fn path(name: &str) -> Option<PathBuf> {
    value(name).map(PathBuf::from)
}

fn text(name: &str) -> Option<String> {
    value(name).map(|value| value.to_string_lossy().into_owned())
}
