//! A journal in a folder of its own, and the program run on it as a shell runs it.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail as loudly as its tests")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The instant at which every test stands: a Thursday.
pub const NOW: &str = "2026-03-12T09:00:00+01:00";

/// A folder with a home, a journal and a configuration, and all that was said in it.
pub struct Shell {
    folder: TempDir,
    transcript: String,
}

/// What a run left.
pub struct Outcome {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

/// A run being prepared.
pub struct Run<'a> {
    shell: &'a mut Shell,
    command: Command,
    said: String,
    input: Vec<u8>,
    quiet: bool,
}

impl Shell {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), transcript: String::new() }
    }

    /// One with Ana, Ben and a relationship with Ana in it.
    pub fn with_ana() -> Self {
        let mut shell = Self::new();
        shell.quietly(&["person", "add", "Ana Ruiz"]);
        shell.quietly(&["person", "add", "Ben Okafor"]);
        shell.quietly(&["rel", "add", "--form", "mentor", "--with", "Ana", "--cadence", "14"]);
        shell
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The journal's file.
    pub fn journal(&self) -> PathBuf {
        self.path("data/mentorlog/journal.db")
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Prepares a run.
    pub fn run(&mut self, arguments: &[&str]) -> Run<'_> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorlog"));
        command.args(arguments).env_clear().current_dir(self.folder.path());
        command.env("HOME", self.folder.path().join("home"));
        command.env("XDG_DATA_HOME", self.folder.path().join("data"));
        command.env("XDG_CONFIG_HOME", self.folder.path().join("config"));
        command.env("MENTORLOG_NOW", NOW).env("USER", "marcus").env("TMPDIR", self.folder.path());
        let mut said = String::from("$ mentorlog");
        for argument in arguments {
            let bare = !argument.is_empty() && !argument.contains(|c: char| c.is_whitespace() || c == '|');
            let _ = if bare { write!(said, " {argument}") } else { write!(said, " '{argument}'") };
        }
        Run { shell: self, command, said, input: Vec::new(), quiet: false }
    }

    /// Runs it and takes it into the transcript.
    pub fn say(&mut self, arguments: &[&str]) -> Outcome {
        self.run(arguments).go()
    }

    /// Runs it without a word; it must succeed.
    pub fn quietly(&mut self, arguments: &[&str]) -> Outcome {
        let outcome = self.run(arguments).quiet().go();
        assert_eq!(outcome.code, 0, "{arguments:?}\n{}", outcome.stderr);
        outcome
    }

    /// Runs it with `--json` without a word: the end of the id of the row it made.
    pub fn made(&mut self, arguments: &[&str]) -> String {
        let arguments = [arguments, &["--json"]].concat();
        let outcome = self.quietly(&arguments);
        let row: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let id = row["id"].as_str().unwrap();
        id[id.len() - 6..].to_owned()
    }

    /// Compares the transcript with `tests/snapshots/cli__NAME.snap`; ids and paths are redacted.
    pub fn matches(&self, name: &str) {
        let folder = self.folder.path().to_str().unwrap();
        let canonical = self.folder.path().canonicalize().unwrap();
        let transcript = self.transcript.replace(canonical.to_str().unwrap(), "[folder]");
        let transcript = transcript.replace(folder, "[folder]");
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            omit_expression => true,
            snapshot_path => "../snapshots",
            filters => vec![
            (r"\.tmp\w{6}", ".tmp[some]"),
                (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "[uuid]"),
                (r"\b[0-9a-f]{32}\b", "[uuid]"),
                (r"mentorlog-demo-\w+", "mentorlog-demo-[random]"),
                (r"\b\d+ kB\b", "[size] kB"),
                (r"this one knows \d+", "this one knows [newest]"),
                (r"\b[0-9a-f]{6}\b", "[id..]"),
            ],
        }, { insta::assert_snapshot!(format!("cli__{name}"), transcript); });
    }
}

impl Run<'_> {
    /// Sets a variable of its environment.
    pub fn set(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.command.env(name, value.as_ref());
        self.said =
            self.said.replacen("mentorlog", &format!("{name}={} mentorlog", value.as_ref().display()), 1);
        self
    }

    /// Takes a variable out of its environment.
    pub fn unset(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// What it reads from standard input.
    pub fn input(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.input = bytes.as_ref().to_vec();
        self
    }

    /// Keeps it out of the transcript.
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Runs it.
    pub fn go(mut self) -> Outcome {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = std::mem::take(&mut self.input);
        let writer = std::thread::spawn(move || {
            // A program that does not read its input is free to go.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let outcome = Outcome {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap(),
        };
        if !self.quiet {
            self.shell.transcript.push_str(&format!("{}\n{outcome}\n", self.said));
        }
        outcome
    }
}

/// Standard output, then standard error behind `! `, then a code that is not 0.
impl std::fmt::Display for Outcome {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.stdout)?;
        for line in self.stderr.lines() {
            writeln!(out, "! {line}")?;
        }
        if self.code != 0 {
            writeln!(out, "[exit {}]", self.code)?;
        }
        Ok(())
    }
}
