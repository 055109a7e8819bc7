//! The whole program, as it is built: from its start to the first frame in a real terminal, adding
//! one line from the shell, memory, and what it does while nobody does anything.
//!
//! `cargo bench --bench start`. Memory and wake-ups are printed for each size (Linux only); of the two
//! times the quickest, which other programs disturbed least, and the median. Nothing is compared with a clock in tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench says what it expects")]

mod journal;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How often each thing is done.
const RUNS: usize = 21;
/// How long the idle program is watched.
const IDLE: Duration = Duration::from_secs(10);
/// What the first frame ends with: the last hint of the last line.
const WHOLE: &str = "undo";

/// The program in a terminal of 200x60.
struct Running {
    child: Box<dyn Child + Send + Sync>,
    _terminal: Box<dyn MasterPty + Send>,
    output: Receiver<Vec<u8>>,
    seen: vt100::Parser,
}

impl Running {
    fn start(journal: &Path) -> Self {
        let size = PtySize { rows: 60, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mentorlog"));
        command.args(["--journal", journal.to_str().unwrap()]);
        command.env("MENTORLOG_NOW", journal::NOW);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut seen = vt100::Parser::default();
        seen.screen_mut().set_size(60.try_into().unwrap(), 200.try_into().unwrap());
        Self { child, _terminal: pair.master, output, seen }
    }

    fn wait_for(&mut self, text: &str) {
        while !self.seen.screen().contents().contains(text) {
            let bytes = self.output.recv_timeout(Duration::from_secs(20)).unwrap();
            self.seen.process(&bytes);
        }
    }

    /// A figure of the running process out of /proc; all its threads' together when asked for.
    fn figure(&self, name: &str) -> Option<u64> {
        let process = format!("/proc/{}", self.child.process_id()?);
        let read = |path: String| {
            let status = std::fs::read_to_string(path).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        if name.starts_with("Vm") {
            return read(format!("{process}/status"));
        }
        let threads = std::fs::read_dir(format!("{process}/task")).ok()?;
        threads.map(|thread| read(format!("{}/status", thread.ok()?.path().display()))).sum()
    }

    /// How often any of its threads was given the processor or gave it up.
    fn switches(&self) -> Option<u64> {
        Some(self.figure("voluntary_ctxt_switches")? + self.figure("nonvoluntary_ctxt_switches")?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The quickest and the median of some times, in milliseconds.
fn summary(mut times: Vec<Duration>) -> String {
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    format!("{:.1} {:.1}", millis(times[0]), millis(times[times.len() / 2]))
}

fn said(figure: Option<u64>) -> String {
    figure.map_or_else(|| "n/a".to_owned(), |figure| figure.to_string())
}

fn first_frame(journal: &Path) -> Duration {
    let since = Instant::now();
    let mut running = Running::start(journal);
    running.wait_for(WHOLE);
    since.elapsed()
}

fn add(journal: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorlog"));
    command.args(["--journal", journal.to_str().unwrap(), "add", "note Ana Ruiz: calmer than last week"]);
    let since = Instant::now();
    assert!(command.output().unwrap().status.success());
    since.elapsed()
}

fn main() {
    println!(
        "sessions   first frame ms   add ms (quickest, median)   peak RSS KiB   wake-ups in {} s idle",
        IDLE.as_secs()
    );
    for size in journal::SIZES {
        let (_folder, path) = journal::copy(size);
        let first = summary((0..RUNS).map(|_| first_frame(&path)).collect());
        let added = summary((0..RUNS).map(|_| add(&path)).collect());
        let mut running = Running::start(&path);
        running.wait_for(WHOLE);
        std::thread::sleep(Duration::from_secs(1));
        let before = running.switches();
        std::thread::sleep(IDLE);
        let woken = before.zip(running.switches()).map(|(before, after)| after - before);
        let (memory, woken) = (said(running.figure("VmHWM")), said(woken));
        println!("{size:>8}   {first:>14}   {added:>25}   {memory:>12}   {woken:>8}");
    }
}
