//! $EDITOR's file: where it lies, who can read it, and what is left of it.

use super::harness::{Desk, Terminal};
use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;

const KEEP: &str = "\x13";

/// Begins a note with a text, and hands it to an editor that runs this script.
fn handed(desk: &Desk, script: &str, runtime: &Path) -> Terminal {
    let editor = desk.path("editor");
    std::fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
    let variables: [(&str, &OsStr); 2] =
        [("EDITOR", editor.as_os_str()), ("XDG_RUNTIME_DIR", runtime.as_os_str())];
    let mut screen = desk.start(env!("CARGO_BIN_EXE_mentorlog"), &[], &variables);
    screen.waits_for("[1 Today]").keys("nn").waits_for("NEW NOTE").keys("Heliotrope").waits_for("Heliotrope");
    screen.keys("\x07");
    screen
}

/// What the script wrote down about its file, then what a second name of the file still holds.
const LOOKS: &str = "stat -c '%a %n' \"$1\" \"$(dirname \"$1\")\" > \"$HOME/seen\"
    ln \"$1\" \"$(dirname \"$1\")/../left\"; cp \"$1\" \"$1.swp\"; printf ' and more' >> \"$1\"";

fn is_blank(path: &Path) -> bool {
    std::fs::read(path).unwrap().iter().all(|byte| *byte == 0)
}

fn folders_in(place: &Path) -> usize {
    let names = std::fs::read_dir(place).unwrap().flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().starts_with("mentorlog-")).count()
}

#[test]
fn it_lies_in_the_runtime_folder_where_that_is_private_memory() {
    // A system without it has nothing to test here: the next test is what holds there.
    let Ok(runtime) = TempDir::new_in("/dev/shm") else { return };
    for (mode, place) in [(0o700, true), (0o755, false)] {
        std::fs::set_permissions(runtime.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        let desk = Desk::with_ana();
        let mut screen = handed(&desk, LOOKS, runtime.path());
        screen.waits_for("Heliotrope and more").keys(KEEP).waits_for("Added note").keys("q");
        assert!(screen.ends().success());
        let seen = std::fs::read_to_string(desk.path("seen")).unwrap();
        let lines: Vec<&str> = seen.lines().collect();
        assert!(lines[0].starts_with("600 ") && lines[1].starts_with("700 "), "{seen}");
        assert_eq!(lines[0].contains("/dev/shm/"), place, "{seen}");
        let home = desk.path("");
        let place = if place { runtime.path() } else { &home };
        assert!(is_blank(&place.join("left")));
        assert_eq!(folders_in(place), 0);
    }
}

#[test]
fn an_editor_that_fails_leaves_the_text_in_the_form_and_nothing_in_the_file() {
    let desk = Desk::with_ana();
    let mut screen = handed(&desk, &format!("{LOOKS}\nexit 3"), Path::new("nowhere"));
    screen.waits_for("did not give a text back").waits_for("Heliotrope").keys(KEEP).waits_for("Added note");
    screen.keys("q");
    assert!(screen.ends().success());
    assert_eq!(desk.rows("reflection")[0]["text"], "Heliotrope");
    assert!(is_blank(&desk.path("left")));
    assert_eq!(folders_in(&desk.path("")), 0);
}

#[test]
fn a_signal_waits_for_the_editor_and_leaves_a_draft() {
    for signal in ["TERM", "HUP"] {
        let desk = Desk::with_ana();
        let script = format!("echo the editor has it\nread _\n{LOOKS}");
        let mut screen = handed(&desk, &script, Path::new("nowhere"));
        screen.waits_for("the editor has it").signal(signal).keys("\n");
        assert!(screen.ends().success(), "{signal}");
        screen.assert_given_back();
        assert!(is_blank(&desk.path("left")), "{signal}");
        assert_eq!(folders_in(&desk.path("")), 0);
        let mut screen = desk.screen(&[]);
        screen.waits_for("[1 Today]").keys("nn").waits_for("Heliotrope and more");
        screen.keys("\x1b").waits_without("NEW NOTE").keys("q");
        assert!(screen.ends().success());
    }
}
