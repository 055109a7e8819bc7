//! A program in a terminal of its own. Tests wait for what is seen; nothing sleeps.

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take on a busy machine before it counts as never.
pub const PATIENCE: Duration = Duration::from_secs(60);

const PROGRAM: &str = env!("CARGO_BIN_EXE_mentorlog");
/// What every frame ends with.
const FRAME_END: &[u8] = b"\x1b[?2026l";
const NOW: &str = "2026-03-12T09:00:00+01:00";

/// A folder with a journal in it, and what every process there is told.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// One whose journal was begun with Ana as mentee.
    pub fn with_ana() -> Self {
        let desk = Self::new();
        desk.run(&["person", "add", "Ana Ruiz"]);
        desk.run(&["rel", "add", "--form", "mentor", "--with", "Ana"]);
        desk
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The journal's file.
    pub fn journal(&self) -> PathBuf {
        self.path("j.db")
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let home = self.folder.path().to_str().unwrap().to_owned();
        let program = Path::new(PROGRAM).parent().unwrap().to_str().unwrap();
        vec![
            ("PATH", format!("{program}:{}", std::env::var("PATH").unwrap_or_default())),
            ("HOME", home.clone()),
            ("XDG_DATA_HOME", home.clone()),
            ("XDG_CONFIG_HOME", home.clone()),
            ("TMPDIR", home),
            ("MENTORLOG_JOURNAL", self.journal().to_str().unwrap().to_owned()),
            ("MENTORLOG_NOW", NOW.to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("USER", "Sam".to_owned()),
            ("PS1", "ready> ".to_owned()),
        ]
    }

    /// The program beside the screen, to be started by the caller.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.folder.path()).env_clear().envs(self.environment());
        command
    }

    /// Runs the program beside the screen, as a second process; it must succeed. Returns what it
    /// prints.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output =
            Command::new(PROGRAM).args(arguments).env_clear().envs(self.environment()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs any program without a terminal.
    pub fn try_program(&self, program: &str, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().envs(self.environment());
        Outcome::of(command, b"")
    }

    /// Runs `mentorlog` with something on its standard input.
    pub fn try_with_input(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env_clear().envs(self.environment());
        Outcome::of(command, input)
    }

    /// The rows of a list, as a second process sees them.
    pub fn rows(&self, noun: &str) -> Vec<serde_json::Value> {
        serde_json::from_str(&self.run(&[noun, "list", "--json"])).unwrap()
    }

    /// The program on a screen of 100x30.
    pub fn screen(&self, arguments: &[&str]) -> Terminal {
        self.start(PROGRAM, arguments, &[])
    }

    /// An interactive shell on a screen of 100x30, which can run `mentorlog` by its name.
    pub fn shell(&self) -> Terminal {
        let mut shell = self.start("sh", &["-i"], &[]);
        shell.waits_for("ready>");
        shell
    }

    /// A shell in which `mentorlog` was started, and the id of its process. What `stty` said
    /// before is in the file `before`.
    pub fn shell_with_program(&self) -> (Terminal, String) {
        let mut shell = self.shell();
        shell.keys("stty -g > before; sh -c 'echo $$ > pid; exec mentorlog'; echo code $?\n");
        shell.waits_for("[1 Today]");
        let process = std::fs::read_to_string(self.path("pid")).unwrap();
        (shell, process.trim().to_owned())
    }

    /// Any program on a screen of 100x30.
    pub fn start(&self, program: &str, arguments: &[&str], variables: &[(&str, &OsStr)]) -> Terminal {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.args(arguments);
        command.cwd(self.folder.path());
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        Terminal::open(command)
    }
}

/// What a run without a terminal left.
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    fn of(mut command: Command, input: &[u8]) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input is free to go.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Waits until something is true.
pub fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        // Only how often it is looked at; nothing depends on how long this takes.
        std::thread::park_timeout(Duration::from_millis(10));
    }
}

/// A terminal with a program in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    written: Vec<u8>,
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    fn open(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        // The child alone holds the terminal now: its end is the end of the output.
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(length) = reader.read(&mut buffer) {
                if length == 0 || sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            master: pair.master,
            child,
            writer,
            output,
            parser: vt100::Parser::new(cells(30), cells(100), 0),
            written: Vec::new(),
        }
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Pastes, as a terminal does for a program that asked for bracketed paste.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        assert!(self.parser.screen().bracketed_paste(), "the program did not ask for bracketed paste");
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Pulls the window to another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
        self
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.written.extend_from_slice(bytes);
    }

    /// Every byte that was written to the terminal so far.
    pub fn written(&self) -> &[u8] {
        &self.written
    }

    /// Types what shows something, and waits until its frame is whole.
    pub fn draws(&mut self, keys: &str) -> &mut Self {
        let whole = |bytes: &[u8]| bytes.windows(FRAME_END.len()).filter(|at| *at == FRAME_END).count();
        let before = whole(&self.written);
        self.keys(keys);
        let deadline = Instant::now() + PATIENCE;
        while whole(&self.written) == before {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(reason) => panic!("{keys:?} shows nothing ({reason}):\n{}", self.seen()),
            }
        }
        self
    }

    /// What is seen.
    pub fn seen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen is as wanted.
    pub fn waits(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(self.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(reason) => panic!("{what}: it did not come ({reason}):\n{}", self.seen()),
            }
        }
        self
    }

    /// Waits for a text.
    pub fn waits_for(&mut self, text: &str) -> &mut Self {
        self.waits(text, |screen| screen.contents().contains(text))
    }

    /// Waits until a text is gone.
    pub fn waits_without(&mut self, text: &str) -> &mut Self {
        self.waits(&format!("without {text}"), |screen| !screen.contents().contains(text))
    }

    /// Sends the program a signal, such as `TERM`.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        send(name, &self.child.process_id().unwrap().to_string());
        self
    }

    /// Waits for the end of the program and of its output.
    pub fn ends(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            self.take(&bytes);
        }
        assert!(Instant::now() < deadline, "it did not end:\n{}", self.seen());
        self.child.wait().unwrap()
    }

    /// Whether everything that the program asked of the terminal was taken back.
    pub fn assert_given_back(&self) {
        assert_eq!(left_on(self.parser.screen()), [""; 0], "{}", self.seen());
    }

    /// Waits until everything that the program asked of the terminal was taken back.
    pub fn waits_given_back(&mut self) -> &mut Self {
        self.waits("the terminal given back", |screen| left_on(screen).is_empty())
    }
}

/// What is still on of what a full screen turns on.
fn left_on(screen: &vt100::Screen) -> Vec<&'static str> {
    let mut on = Vec::new();
    for (is_on, what) in [
        (screen.alternate_screen(), "alternate screen"),
        (screen.hide_cursor(), "hidden cursor"),
        (screen.bracketed_paste(), "bracketed paste"),
        (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "mouse"),
    ] {
        if is_on {
            on.push(what);
        }
    }
    on
}

/// Sends a signal to a process, or to a group when it begins with `-`.
pub fn send(name: &str, process: &str) {
    let status = Command::new("kill").args(["-s", name, "--", process]).status().unwrap();
    assert!(status.success(), "kill -s {name} {process}");
}

/// Waits until a process is gone, or waits for nothing but being reaped.
pub fn until_gone(process: &str) {
    until("the end of the process", || {
        let output = Command::new("ps").args(["-o", "stat=", "-p", process]).output().unwrap();
        let state = String::from_utf8_lossy(&output.stdout);
        state.trim().is_empty() || state.starts_with('Z')
    });
}

/// The child never outlives its test.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
