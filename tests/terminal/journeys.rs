//! What people do, start to end.

use super::harness::Desk;
use std::os::unix::fs::PermissionsExt;

/// Ctrl+S.
const KEEP: &str = "\x13";

#[test]
fn a_first_entry_is_three_questions_and_a_line_away() {
    let desk = Desk::new();
    let mut screen = desk.screen(&[]);
    screen.waits_for("WELCOME").keys("\r").waits_for("First person").keys("Ana Ruiz").keys(KEEP);
    screen.waits_for("The journal is open").keys("i").waits_for("nothing = note");
    screen.keys("! Ana: send the outline by fri").waits_for("due Fri 2026-03-13").keys("\r");
    screen.waits_without("Enter keep").waits_for("send the outline");
    let kept = desk.rows("commitment");
    assert_eq!(kept.len(), 1);
    assert_eq!((&kept[0]["text"], &kept[0]["due_on"]), (&"send the outline".into(), &"2026-03-13".into()));
    screen.keys("q");
    assert!(screen.ends().success());
    screen.assert_given_back();
}

#[test]
fn the_demo_is_walked_through_tab_by_tab_and_leaves_nothing() {
    let desk = Desk::new();
    let mut screen = desk.screen(&["demo"]);
    screen.waits_for("DEMO");
    for (key, tab) in [
        ("2", "[2 Mentor]"),
        ("3", "[3 Mutual]"),
        ("4", "[4 Sessions]"),
        ("5", "[5 Feedback]"),
        ("6", "[6 Goals]"),
        ("7", "[7 Insights]"),
        ("1", "[1 Today]"),
    ] {
        screen.keys(key).waits_for(tab);
    }
    screen.waits_for("NEXT UP").waits_for("Ana Ruiz");
    assert_ne!(std::fs::read_dir(desk.path("")).unwrap().count(), 0);
    screen.keys("q");
    assert!(screen.ends().success());
    assert_eq!(std::fs::read_dir(desk.path("")).unwrap().count(), 0, "the demo's folder stays behind");
}

#[test]
fn a_paste_outside_a_field_runs_nothing() {
    let desk = Desk::with_ana();
    let before = desk.run(&["export"]);
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").paste("q\n:quit\nxxu\x03").waits_for("3 lines: Enter keeps each");
    screen.keys("\x1b").waits_without("Enter keep").keys("2").waits_for("[2 Mentor]").keys("q");
    assert!(screen.ends().success());
    assert_eq!(desk.run(&["export"]), before);
}

#[test]
fn the_first_ctrl_c_says_how_to_leave_and_the_second_leaves() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("\x03").waits_for("Ctrl+C again leaves").keys("\x03");
    assert!(screen.ends().success());
    screen.assert_given_back();
}

#[test]
fn a_row_of_another_process_appears_without_a_key() {
    let desk = Desk::with_ana();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]");
    desk.run(&["add", "todo", "me:", "water the plant by 2026-03-14"]);
    screen.waits_for("water the plant");
    desk.run(&["undo"]);
    screen.waits_without("water the plant").keys("q");
    assert!(screen.ends().success());
}

#[test]
fn a_text_goes_to_the_editor_and_comes_back_to_a_whole_screen() {
    let desk = Desk::with_ana();
    let editor = desk.path("editor");
    let script = "#!/bin/sh\necho the editor has it\nread _\nprintf '\\nand a line more\\n' >> \"$1\"\n";
    std::fs::write(&editor, script).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
    let mut screen = desk.start(env!("CARGO_BIN_EXE_mentorlog"), &[], &[("EDITOR", editor.as_os_str())]);
    screen.waits_for("[1 Today]").keys("nn").waits_for("NEW NOTE").keys("what stays with me");
    screen.waits_for("what stays with me").keys("\x07").waits_for("the editor has it");
    screen.waits_given_back().keys("\n");
    screen.waits_for("and a line more").waits_for("NEW NOTE").waits_for("[ Keep ]");
    screen.waits_without("the editor has it").keys(KEEP).waits_for("Added note").keys("q");
    assert!(screen.ends().success());
    assert_eq!(desk.rows("reflection")[0]["text"], "what stays with me\nand a line more");
}

#[test]
fn a_megabyte_is_pasted_into_a_line_and_into_a_text() {
    let desk = Desk::with_ana();
    let long = "word ".repeat(210_000);
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("i").waits_for("Enter keep").paste(&format!("note: {long}"));
    screen.waits_for("word word").keys("\r").waits_without("Enter keep");
    screen.keys("nn").waits_for("NEW NOTE").paste(&format!("{long}\nthe very end"));
    screen.waits_for("the very end").keys(KEEP).waits_for("Added note").keys("q");
    assert!(screen.ends().success());
    let rows = desk.rows("reflection");
    let mut lengths: Vec<usize> = rows.iter().map(|row| row["text"].as_str().unwrap().len()).collect();
    lengths.sort_unstable();
    assert_eq!(lengths, [long.trim_end().len(), long.len() + 1 + "the very end".len()]);
}

#[test]
fn what_is_in_the_bin_goes_for_good_and_out_of_the_backups() {
    let desk = Desk::with_ana();
    desk.run(&["goal", "add", "Heliotrope"]);
    desk.run(&["backup"]);
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("6").waits_for("Heliotrope").keys("x").waits_for("Binned goal");
    screen.keys(":").waits_for("> anything").keys("purge").waits_for("> purge").keys("\r");
    screen.waits_for("1 bin entry will be gone for good").keys("purge\r");
    screen.waits_for("Done: removed 1 bin entry for good, and from");
    screen.keys("u").waits_for("Taken back").waits_without("Heliotrope").keys("q");
    assert!(screen.ends().success());
    let mut folders = vec![desk.path("")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                assert!(!bytes.windows(10).any(|part| part == b"Heliotrope"), "{}", path.display());
            }
        }
    }
}

#[test]
fn a_form_does_not_write_over_what_another_process_wrote() {
    let desk = Desk::with_ana();
    desk.run(&["goal", "add", "Lead one review"]);
    let id = desk.rows("goal")[0]["id"].as_str().unwrap().to_owned();
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("6").waits_for("Lead one review").keys("e").waits_for("1 of 10");
    screen.keys("\t\tIt is time").waits_for("It is time");
    desk.run(&["goal", "edit", &id, "--why", "Because of theirs", "--unit", "reviews"]);
    screen.keys(KEEP).waits_for("it is \"Because of theirs\" now");
    assert_eq!(desk.rows("goal")[0]["why"], "Because of theirs");
    screen.keys(KEEP).waits_for("Changed goal");
    let kept = desk.rows("goal");
    assert_eq!((&kept[0]["why"], &kept[0]["unit"]), (&"It is time".into(), &"reviews".into()));
    screen.keys("q");
    assert!(screen.ends().success());
}
