//! A real terminal: what the program writes, and how it leaves the terminal behind.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a text may take to appear on a busy machine; nothing sleeps for it.
const PATIENCE: Duration = Duration::from_secs(30);

struct Terminal {
    _master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
}

impl Terminal {
    fn open(journal: &Path) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mentorlog"));
        command.args(["--journal", journal.to_str().unwrap()]);
        command.env("MENTORLOG_NOW", "2026-03-12T09:00:00+01:00");
        command.env("TERM", "xterm-256color");
        command.env("USER", "Sam");
        let child = pair.slave.spawn_command(command).unwrap();
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
            _master: pair.master,
            child,
            writer,
            output,
            parser: vt100::Parser::new(30.try_into().unwrap(), 100.try_into().unwrap(), 0),
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    fn waits_for(&mut self, text: &str) -> &mut Self {
        while !self.parser.screen().contents().contains(text) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.parser.process(&bytes),
                Err(_) => panic!("\"{text}\" did not come:\n{}", self.parser.screen().contents()),
            }
        }
        self
    }

    /// Waits for the end; gives back whether it was a good one.
    fn ends(&mut self) -> bool {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.parser.process(&bytes);
        }
        self.child.wait().unwrap().success()
    }

    fn is_restored(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }
}

#[test]
fn the_terminal_is_given_back_after_q() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::open(&folder.path().join("j.db"));
    terminal.waits_for("WELCOME").keys("\r").waits_for("First person").keys("Ana Ruiz\x13");
    terminal.waits_for("The journal is open").keys("q");
    assert!(terminal.ends());
    assert!(terminal.is_restored());
}

#[test]
fn another_process_s_row_appears_without_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("j.db");
    let mut terminal = Terminal::open(&journal);
    terminal.waits_for("WELCOME").keys("\r").waits_for("First person").keys("Ana Ruiz\x13");
    terminal.waits_for("The journal is open");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_mentorlog"))
        .args(["--journal", journal.to_str().unwrap(), "add", "todo", "me:", "water the plant by 2026-03-14"])
        .env("MENTORLOG_NOW", "2026-03-12T09:00:00+01:00")
        .output()
        .unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    terminal.waits_for("water the plant").keys("q");
    assert!(terminal.ends());
}

#[test]
fn a_kill_loses_no_draft_and_sigterm_restores_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("j.db");
    let mut terminal = Terminal::open(&journal);
    terminal.waits_for("WELCOME").keys("\r").waits_for("First person").keys("Ana Ruiz\x13");
    terminal.waits_for("The journal is open").keys("ng").waits_for("NEW GOAL").keys("Lead one review");
    terminal.waits_for("Lead one review");
    let pid = terminal.child.process_id().unwrap().to_string();
    std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    terminal.ends();
    assert!(terminal.is_restored());
    let mut again = Terminal::open(&journal);
    again.waits_for("1 draft waits").keys("ng").waits_for("Lead one review").keys("\x13");
    again.waits_for("Added goal").keys("q");
    assert!(again.ends());
}
