//! What leaves the program beside its frames: what is copied, where to, and no title.

use super::harness::{Desk, Terminal};
use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;

/// The question, and how OSC 52 carries it.
const QUESTION: &str = "Do I leave room to disagree?";
const BASE64: &str = "RG8gSSBsZWF2ZSByb29tIHRvIGRpc2FncmVlPw==";

fn desk() -> Desk {
    let desk = Desk::with_ana();
    desk.run(&["feedback", "ask", "Ana", QUESTION]);
    desk
}

/// The program after `y` on the question.
fn copied(desk: &Desk, variables: &[(&str, &OsStr)]) -> Terminal {
    let mut screen = desk.start("mentorlog", &[], variables);
    screen.waits_for("[1 Today]").keys("5").waits_for(QUESTION).keys("y");
    screen.waits_for("Sent to the clipboard (a private text, 6 words)");
    screen
}

/// The escape sequences for the terminal itself (OSC), each without its beginning.
fn sequences(written: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(written);
    text.split("\x1b]").skip(1).map(|rest| rest.split(['\x07', '\x1b']).next().unwrap().to_owned()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|at| at == text.as_bytes())
}

/// A command that keeps what it is given in a file, or fails.
fn command(desk: &Desk, name: &str, script: &str) {
    let path = desk.path(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
}

/// `PATH` with the desk's own commands first.
fn with_commands(desk: &Desk) -> String {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_mentorlog")).parent().unwrap();
    format!("{}:{}:/usr/bin:/bin", desk.path("").display(), program.display())
}

#[test]
fn without_a_desktop_the_terminal_is_asked() {
    let desk = desk();
    let screen = copied(&desk, &[]);
    assert_eq!(sequences(screen.written()), [format!("52;c;{BASE64}")]);
    assert!(!holds(screen.written(), "Ptmux"));
}

#[test]
fn tmux_gets_it_bare_and_in_its_envelope() {
    let desk = desk();
    let screen = copied(&desk, &[("TMUX", OsStr::new("/tmp/tmux-0/default,1,0"))]);
    let enveloped = format!("\x1bPtmux;\x1b\x1b]52;c;{BASE64}");
    assert!(holds(screen.written(), &enveloped));
    let bare = format!("\x1b]52;c;{BASE64}");
    let count = screen.written().windows(bare.len()).filter(|at| *at == bare.as_bytes()).count();
    assert_eq!(count, 2, "once bare, once in the envelope");
}

#[test]
fn the_desktops_own_clipboard_comes_first_and_gets_the_text_alone() {
    let desk = desk();
    command(&desk, "wl-copy", "cat > copied");
    let path = with_commands(&desk);
    let variables = [("PATH", OsStr::new(&path)), ("WAYLAND_DISPLAY", OsStr::new("wayland-0"))];
    let screen = copied(&desk, &variables);
    assert_eq!(std::fs::read_to_string(desk.path("copied")).unwrap(), QUESTION);
    assert_eq!(sequences(screen.written()), [""; 0]);
    // Far from its desktop the terminal is asked all the same.
    std::fs::remove_file(desk.path("copied")).unwrap();
    let far = [variables[0], variables[1], ("SSH_CONNECTION", OsStr::new("10.0.0.1 1 10.0.0.2 22"))];
    let screen = copied(&desk, &far);
    assert_eq!(sequences(screen.written()), [format!("52;c;{BASE64}")]);
    assert!(!desk.path("copied").exists());
}

#[test]
fn a_desktop_that_does_not_answer_leaves_it_to_the_terminal() {
    for script in ["exit 1", "exec sleep 600"] {
        let desk = desk();
        for name in ["xclip", "xsel"] {
            command(&desk, name, script);
        }
        let path = with_commands(&desk);
        let screen = copied(&desk, &[("PATH", OsStr::new(&path)), ("DISPLAY", OsStr::new(":0"))]);
        assert_eq!(sequences(screen.written()), [format!("52;c;{BASE64}")], "{script}");
    }
}

#[test]
fn the_question_goes_to_a_file_that_only_its_owner_reads() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys(&format!("i?Ana: {QUESTION}\r")).waits_for("to send to Ana Ruiz");
    screen.keys("\r").waits_for("Written: ");
    let folder = std::fs::read_dir(desk.path("")).unwrap().map(Result::unwrap);
    let file = folder.into_iter().find(|entry| entry.file_name().to_string_lossy().starts_with("question-"));
    let file = file.expect("no file");
    assert_eq!(std::fs::read_to_string(file.path()).unwrap().trim_end(), QUESTION);
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn no_title_is_ever_set() {
    let desk = desk();
    desk.run(&["rel", "add", "--form", "mutual", "--with", "Ben Okafor", "--new-people"]);
    let mut screen = desk.start("mentorlog", &[], &[]);
    screen.waits_for("[1 Today]");
    for tab in ["2", "3", "4", "5", "6", "7"] {
        screen.keys(tab).waits_for(&format!("[{tab} "));
    }
    screen.keys("v").waits_for("veil on").keys("v").waits_without("veil on");
    screen.keys("nf").waits_for("NEW FEEDBACK").keys("\x1b").waits_without("NEW FEEDBACK");
    screen.keys("3").waits_for("[3 Mutual]").keys("t").waits_for("[1 look back]");
    screen.keys("\x1b").waits_for("still shared?").keys("y");
    screen.waits_for("any key").keys(" ").waits_for("[3 Mutual]").keys("q");
    assert!(screen.ends().success());
    assert_eq!(sequences(screen.written()), [""; 0], "nothing but frames");
}
