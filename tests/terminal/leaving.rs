//! The terminal is given back as it was found, however the program is left.

use super::harness::{Desk, Terminal, send, until, until_gone};
use mentorlog::tui::terminal::Screen;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The shell has its terminal back, with all its settings, and its own text on it.
fn is_as_before(desk: &Desk, shell: &mut Terminal) {
    shell.waits_given_back();
    shell.keys("stty -g > after; echo com''pared\n").waits_for("compared");
    let read = |name| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(read("before"), read("after"));
    assert!(shell.seen().contains("exec mentorlog"), "the shell's screen is gone:\n{}", shell.seen());
    shell.keys("exit\n");
    shell.ends();
}

#[test]
fn after_q() {
    let desk = Desk::with_ana();
    let (mut shell, _) = desk.shell_with_program();
    shell.keys("q").waits_for("code 0");
    is_as_before(&desk, &mut shell);
}

#[test]
fn after_a_signal() {
    for name in ["TERM", "HUP", "INT"] {
        let desk = Desk::with_ana();
        let (mut shell, process) = desk.shell_with_program();
        shell.keys("ng").waits_for("NEW GOAL");
        send(name, &process);
        shell.waits_for("code ");
        is_as_before(&desk, &mut shell);
    }
}

#[test]
fn the_shell_in_between_and_back_to_a_whole_screen() {
    let desk = Desk::with_ana();
    let (mut shell, process) = desk.shell_with_program();
    for (external, round) in [(false, "once"), (true, "twice")] {
        shell.keys("2").waits_for("[2 Mentor]");
        if external {
            send("TSTP", &process);
        } else {
            shell.keys(":suspend").waits_for("Goes to the shell").keys("\r");
        }
        shell.waits_given_back();
        shell.keys(&format!("stty -g > after; echo {round} in the sh''ell\n"));
        shell.waits_for(&format!("{round} in the shell"));
        let read = |name| std::fs::read_to_string(desk.path(name)).unwrap();
        assert_eq!(read("before"), read("after"));
        shell.keys("fg\n").waits_for("[2 Mentor]").waits_for("Ana Ruiz").waits_for("? help");
        shell.waits_without("in the shell").keys("1").waits_for("[1 Today]");
    }
    shell.keys("q").waits_given_back().keys("echo le''ft $?\n").waits_for("left 0");
    is_as_before(&desk, &mut shell);
}

#[test]
fn ctrl_z_is_undo_and_stays() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("\x1a").waits_for("Taken back: ").keys("q");
    assert!(screen.ends().success());
    assert!(desk.rows("relationship").is_empty());
}

/// What [`after_a_panic`] runs in a terminal: this test program itself.
#[test]
#[ignore = "it panics; another test runs it"]
fn panics_on_screen() {
    let screen = Screen::enter(true).unwrap();
    let _ = std::thread::spawn(|| panic!("on purpose")).join();
    // Nothing but the panic hook may have given the terminal back.
    std::mem::forget(screen);
    std::process::exit(7);
}

#[test]
fn after_a_panic() {
    let desk = Desk::new();
    let this = std::env::current_exe().unwrap();
    let mut shell =
        desk.start("sh", &["-i"], &[("THIS", this.as_os_str()), ("RUST_BACKTRACE", OsStr::new("0"))]);
    shell.waits_for("ready>").keys("stty -g > before\n");
    shell.keys("\"$THIS\" --exact terminal::leaving::panics_on_screen --ignored --nocapture; echo code $?\n");
    shell.waits_for("code 7").waits_for("on purpose").waits_given_back();
    shell.keys("stty -g > after; echo com''pared\n").waits_for("compared");
    let read = |name| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(read("before"), read("after"));
}

/// What [`a_terminal_that_goes_without_a_signal_ends_the_program`] runs and kills: a terminal whose
/// shell passes nothing on.
#[test]
#[ignore = "it never ends; another test runs it and kills it"]
fn holds_a_terminal() {
    let desk = Desk::with_ana();
    let deaf = "trap '' HUP; sh -c 'echo $$ > pid; exec mentorlog'; true";
    let mut screen = desk.start("sh", &["-c", deaf], &[]);
    screen.waits_for("[1 Today]");
    println!("folder {}", desk.path("").display());
    until("the kill", || false);
}

#[test]
fn a_terminal_that_goes_without_a_signal_ends_the_program() {
    let mut host = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "terminal::leaving::holds_a_terminal", "--ignored", "--nocapture"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(host.stdout.take().unwrap()).lines();
    let folder = lines.map(Result::unwrap).find_map(|line| line.strip_prefix("folder ").map(PathBuf::from));
    let folder = folder.expect("the terminal did not come up");
    // Nothing is typed and nothing is drawn, so nothing else tells the program.
    let process = std::fs::read_to_string(folder.join("pid")).unwrap();
    host.kill().unwrap();
    host.wait().unwrap();
    until_gone(process.trim());
    std::fs::remove_dir_all(folder).unwrap();
}
