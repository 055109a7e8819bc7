//! Text that programs stumble over, through every way in: the capture line, commands, an import, a form
//! file, the configuration. It is kept or refused with a word; nothing of it reaches a terminal that
//! moves a cursor or turns a line round, and no screen falls over it.

use crate::harness::{Desk, Outcome};
use serde_json::json;

/// What is tried: some of the usual naughty strings, and some of this program's own.
fn naughty() -> Vec<String> {
    let mut all: Vec<String> = [
        "\u{1b}[2J\u{1b}]0;renamed\u{7}x",
        "a\u{9b}31mb\u{8}\u{7f}c",
        "pay\u{202e}gnp\u{2066}x",
        "a\0b",
        "\u{feff}\u{200b}\u{200d}\u{2060}",
        "x\u{e000}\u{fffe}\u{10ffff}",
        "\u{fdfa}\u{fdfa}\u{fdfa}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}\u{1f3ff}\u{fe0f}",
        "\u{644}\u{642}\u{640}\u{640}\u{640} \u{5d0}\u{5d1} abc",
        "'; DROP TABLE person; --",
        "%s%n%p{}{0}$(id)`id`",
        "../../../etc/passwd",
        "NULL undefined NaN -1 1e309 0x0",
        "<script>alert(1)</script> &amp; \"quoted\" \\u001b",
        "(private) #tag by fri",
        "| | |",
        "--help -x",
        "\r\r\r",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("Maximiliana ".repeat(25).trim().to_owned());
    all.push(format!("e{}", "\u{301}".repeat(10_000)));
    all.push("long ".repeat(210_000));
    all.push("\u{9673}".repeat(350_000));
    all
}

/// That a run ended by itself, with a word where it failed, and printed nothing that a terminal obeys.
fn is_calm(what: &str, outcome: &Outcome) {
    assert!((0..=5).contains(&outcome.code), "{what}: exit {}: {}", outcome.code, start(&outcome.stderr));
    assert!(outcome.code == 0 || outcome.stderr.contains("error: "), "{what}: {}", start(&outcome.stderr));
    assert!(!outcome.stderr.contains("panicked"), "{what}: {}", start(&outcome.stderr));
    for text in [&outcome.stdout, &outcome.stderr] {
        let obeyed = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        if let Some(found) = text.chars().find(|c| obeyed(*c)) {
            panic!("{what}: {found:?} was printed");
        }
    }
}

fn start(text: &str) -> String {
    text.chars().take(400).collect()
}

fn run(desk: &Desk, arguments: &[&str], input: &str) {
    let outcome = desk.try_with_input(arguments, input.as_bytes());
    is_calm(&format!("{} on {:?}", start(&arguments.join(" ")), start(input)), &outcome);
}

fn look_at_it(desk: &Desk) {
    for list in [
        "today",
        "person list",
        "reflection list",
        "goal list",
        "commitment list",
        "relationship list",
        "history",
    ] {
        for flag in ["--plain", "--color=never", "--json"] {
            let mut arguments: Vec<&str> = list.split(' ').collect();
            arguments.push(flag);
            let mut outcome = desk.try_program(env!("CARGO_BIN_EXE_mentorlog"), &arguments);
            assert_eq!(outcome.code, 0, "{list} {flag}: {}", start(&outcome.stderr));
            if flag == "--json" {
                serde_json::from_str::<serde_json::Value>(&outcome.stdout).unwrap();
                outcome.stdout.clear();
            }
            is_calm(&format!("{list} {flag}"), &outcome);
        }
    }
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]");
    for (key, tab) in [("2", "[2 "), ("3", "[3 "), ("4", "[4 "), ("6", "[6 "), ("7", "[7 "), ("1", "[1 ")] {
        screen.keys(key).waits_for(tab).waits_for("? help");
    }
    screen.resize(40, 12).waits_for("[1Tod]").resize(100, 30).waits_for("[1 Today]").keys("q");
    assert!(screen.ends().success());
    let raw = String::from_utf8_lossy(screen.written()).into_owned();
    for part in ["\u{1b}[2Jx", "renamed\u{7}", "\0", "\u{9b}", "\u{202e}", "\u{2066}"] {
        assert!(!raw.contains(part), "{part:?} was written to the terminal");
    }
}

#[test]
fn through_the_capture_line_and_commands() {
    let desk = Desk::with_ana();
    for text in naughty() {
        for sign in ["note Ana", "todo me", "feedback Ana"] {
            run(&desk, &["add", "-"], &format!("{sign}: {text}\n"));
        }
        run(&desk, &["add", "-", "--new-people"], &format!("note {text}: hello\n"));
        run(&desk, &["reflection", "add", "-"], &text);
        // One argument may have 128 kB, and no NUL.
        if text.len() < 100_000 && !text.contains('\0') {
            run(&desk, &["person", "add", "--title", &text, "--", &text], "");
            run(&desk, &["goal", "add", "--", &text], "");
            run(&desk, &["person", "show", "--", &text], "");
            run(&desk, &["import", &text], "");
            run(&desk, &[&text], "");
        }
    }
    look_at_it(&desk);
}

#[test]
fn through_an_import() {
    let desk = Desk::with_ana();
    let mut kept = 0;
    for (number, text) in naughty().into_iter().enumerate() {
        let id = |noun: u8| format!("01a20b52-435a-77d2-ab{noun:02}-2bc73fa7{number:04}");
        let file = json!({"format": "mentorlog", "version": 1,
            "people": [{"id": id(1), "name": text, "title": text, "note": text, "expertise": [text]}],
            "reflections": [{"id": id(2), "at": "2026-03-01T09:00:00+01:00", "text": text, "about": [id(1)]}],
            "goals": [{"id": id(3), "title": text, "why": text, "state": "active", "owners": [id(1)]}],
            "commitments": [{"id": id(4), "owner": id(1), "text": text, "state": "open",
                "at": "2026-03-01T09:00:00+01:00"}]});
        let outcome = desk.try_with_input(&["import", "-"], file.to_string().as_bytes());
        assert!(matches!(outcome.code, 0 | 4), "{}: {}", start(&text), start(&outcome.stderr));
        is_calm(&start(&text), &outcome);
        kept += usize::from(outcome.code == 0);
        // The same, with a word of the format hostile instead.
        let twisted = file.to_string().replacen("people", &json!(text).to_string().replace('"', ""), 1);
        is_calm(&start(&text), &desk.try_with_input(&["import", "-"], twisted.as_bytes()));
    }
    assert!(kept > 5, "only {kept} were kept");
    look_at_it(&desk);
}

#[test]
fn through_form_files_and_the_configuration() {
    let desk = Desk::with_ana();
    std::fs::create_dir_all(desk.path("mentorlog/forms")).unwrap();
    let form = include_str!("../../assets/forms/mentor.toml");
    for text in naughty() {
        let quoted = json!(text).to_string().replace('\u{7f}', "\\u007f");
        let files = [
            form.replacen("name = \"Mentor", &format!("name = {quoted} # \"Mentor"), 1),
            format!("{form}\n{quoted} = 1\n"),
            text.clone(),
        ];
        for file in files {
            std::fs::write(desk.path("mentorlog/forms/mentor.toml"), file).unwrap();
            for arguments in [&["forms"][..], &["forms", "mentor"], &["today"], &["health", "Ana"]] {
                run(&desk, arguments, "");
            }
        }
        std::fs::remove_file(desk.path("mentorlog/forms/mentor.toml")).unwrap();
        for file in [
            format!("name = {quoted}\ncolor = {quoted}\ntheme = {quoted}\nlock_minutes = {quoted}\n"),
            format!("{quoted} = {quoted}\n"),
            text.clone(),
        ] {
            std::fs::write(desk.path("mentorlog/config.toml"), file).unwrap();
            for arguments in [&["config", "show"][..], &["config", "show", "--plain"], &["today"]] {
                run(&desk, arguments, "");
            }
        }
        std::fs::remove_file(desk.path("mentorlog/config.toml")).unwrap();
    }
    std::fs::write(desk.path("mentorlog/forms/mentor.toml"), b"name = \"\xff\xfe\"\n").unwrap();
    std::fs::write(desk.path("mentorlog/config.toml"), b"name = \"\xff\xfe\"\n").unwrap();
    run(&desk, &["forms"], "");
    run(&desk, &["config", "show"], "");
}
