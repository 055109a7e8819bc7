//! A blind round in a real terminal: no byte on the screen and no file holds a word of it, or its
//! length, before the reveal.

use super::harness::{Desk, Terminal};
use std::path::Path;

const SEAL: &str = "\x13";
/// What every frame begins with.
const FRAME: &str = "\x1b[?2026h";
const RIGHT: &str = "\x1b[C";

/// A desk with a pair on it.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["person", "add", "Ben Okafor"]);
    desk.run(&["rel", "add", "--form", "mutual", "--with", "Ben"]);
    desk
}

/// Types an answer: the first key brings the mask, and no key after it shows anything.
fn answers(screen: &mut Terminal, first: &str, second: &str) {
    let masks =
        |count: usize| move |screen: &vt100::Screen| screen.contents().matches("* * *").count() >= count;
    let (head, tail) = first.split_at(1);
    screen.keys(head).waits("a mask", masks(1)).keys(tail).keys("\t");
    screen.waits("the second question", |screen| focus(screen) == Some(1));
    let (head, tail) = second.split_at(1);
    screen.keys(head).waits("two masks", masks(2)).keys(tail).keys("\t");
    screen.waits("the third question", |screen| focus(screen) == Some(2));
    screen.keys("4").waits("three masks", masks(3));
}

/// Which question is in focus, counted from the top.
fn focus(screen: &vt100::Screen) -> Option<usize> {
    let contents = screen.contents();
    let row = contents.lines().position(|line| line.contains("│ > "))?;
    let asked = ["What helped most?", "What should we change?", "How useful was it?"];
    Some(asked.iter().filter(|ask| contents.lines().take(row).any(|line| line.contains(**ask))).count() - 1)
}

/// Every file below a folder: its name without what is random, and its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let name = path.file_name().unwrap().to_str().unwrap();
            let name = name.replace(|c: char| c.is_ascii_hexdigit(), "");
            found.push((name, std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// What was written before the last frame.
fn frames_before_the_last(written: &[u8]) -> &[u8] {
    let last = written.windows(FRAME.len()).rposition(|at| at == FRAME.as_bytes());
    &written[..last.unwrap()]
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A round up to the moment before the reveal.
fn sealed(desk: &Desk, words: [&str; 4]) -> Terminal {
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").keys("3").waits_for("[3 Mutual]").keys("t").waits_for("[1 look back]");
    screen.keys(RIGHT).waits_for("[2 promises]").keys(RIGHT).waits_for("[3 how was it]");
    screen.keys("\r").waits_for("BEN, your turn");
    answers(&mut screen, words[0], words[1]);
    screen.keys(SEAL).waits_for("the keyboard is yours").keys("x").waits_for("Ben: look away");
    answers(&mut screen, words[2], words[3]);
    screen.keys(SEAL).waits_for("Enter reveals all at once");
    screen
}

#[test]
fn nothing_of_a_round_is_written_anywhere_before_the_reveal() {
    let long = "a great deal more was said here than anybody would guess from outside ".repeat(9);
    let runs = [["quietlantern", "brasskettle", "amberwindow", "slowferry"], ["q", &long, &long, "ok"]];
    let mut left = Vec::new();
    for words in runs {
        let desk = desk();
        let mut screen = sealed(&desk, words);
        // The next frame has begun, so those before it are whole.
        screen.keys("\x1b").waits_for("destroyed unread");
        let written = frames_before_the_last(screen.written()).to_vec();
        let files = files(desk.journal().parent().unwrap());
        for word in words.into_iter().filter(|word| word.len() > 8) {
            let word = word.split(' ').next_back().filter(|end| end.len() > 8).unwrap_or(word);
            assert!(!holds(&written, word), "{word} is on the screen");
            for (name, bytes) in &files {
                assert!(!holds(bytes, word), "{word} is in {name}");
            }
        }
        let sizes: Vec<(String, usize)> =
            files.into_iter().map(|(name, bytes)| (name, bytes.len())).collect();
        left.push((String::from_utf8(written).unwrap(), sizes));
        screen
            .keys("\r")
            .waits_without("destroyed unread")
            .keys("\r")
            .waits_for("REVEALED")
            .waits_for(&words[0][..1]);
    }
    for (one, other) in left[0].0.split(FRAME).zip(left[1].0.split(FRAME)) {
        assert_eq!(one, other, "a frame tells the runs apart");
    }
    assert_eq!(left[0].0.len(), left[1].0.len(), "the number of frames tells the runs apart");
    assert_eq!(left[0].1, left[1].1, "what is written to files tells the runs apart");
}

/// A kind of round: where it is begun, and its last question.
struct Kind {
    word: &'static str,
    /// From the first step so many to the right, and in it so many rows down.
    way: (usize, usize),
}

/// The keys that begin a round, from the first step on; each shows something.
fn begin(screen: &mut Terminal, kind: &Kind) {
    for _ in 0..kind.way.0 {
        screen.draws(RIGHT);
    }
    for _ in 0..kind.way.1 {
        screen.draws("\x1b[B");
    }
    screen.draws("\r").waits_for("BEN, your turn");
}

/// Enters answers, one a question, and seals them. A first key brings the mask, and no key after it
/// shows anything.
fn enters(screen: &mut Terminal, answers: &[&str]) {
    for (number, answer) in answers.iter().enumerate() {
        let (head, tail) = answer.split_at(1);
        screen.draws(head).keys(tail);
        if number + 1 < answers.len() {
            screen.draws("\t");
        }
    }
    screen.draws(SEAL);
}

/// What a run left before the reveal: what was written to the terminal and the sizes of all files.
type Left = (String, Vec<(String, usize)>);

/// A whole round but for its reveal, with a backup, an export and a list taken meanwhile.
fn left_by(kind: &Kind, answers: [&[&str]; 2], secrets: &[&str]) -> Left {
    let desk = desk();
    desk.run(&["goal", "add", "calmer talks", "--relationship", "Ben", "--shared"]);
    let mut screen = desk.screen(&[]);
    screen.waits_for("[1 Today]").draws("3").waits_for("[3 Mutual]").draws("t").waits_for("[1 look back]");
    begin(&mut screen, kind);
    enters(&mut screen, answers[0]);
    screen.waits_for("the keyboard is yours").draws("x").waits_for("Ben: look away");
    enters(&mut screen, answers[1]);
    screen.waits_for("Enter reveals all at once");
    // Other programs look while everything is sealed.
    desk.run(&["backup", desk.path("copies").to_str().unwrap()]);
    let mut told = desk.run(&["export"]);
    for arguments in [&["history"][..], &["round", "list"], &["backup", "list"], &["find", "quietlantern"]] {
        let outcome = desk.try_with_input(arguments, b"");
        told.push_str(&outcome.stdout);
    }
    screen.draws("\x1b").waits_for("destroyed unread");
    let written = frames_before_the_last(screen.written()).to_vec();
    let files = files(desk.path("").as_path());
    for name in ["j.db", "j.db-wal", "j.db-shm", "copies"] {
        assert!(desk.path(name).exists(), "{}: no {name} was looked at", kind.word);
    }
    for secret in secrets {
        assert!(!holds(&written, secret), "{}: {secret} is on the screen", kind.word);
        assert!(!told.contains(secret), "{}: {secret} is told", kind.word);
        for (name, bytes) in &files {
            assert!(!holds(bytes, secret), "{}: {secret} is in {name}", kind.word);
        }
    }
    // And it is all there afterwards.
    screen.draws("\r").waits_without("destroyed unread").draws("\r").waits_for("REVEALED");
    for secret in secrets {
        screen.waits_for(secret);
    }
    assert_eq!(desk.rows("round")[0]["kind"], kind.word);
    (
        String::from_utf8(written).unwrap(),
        files.into_iter().map(|(name, bytes)| (name, bytes.len())).collect(),
    )
}

/// Two runs that differ in what is entered differ in nothing that is left.
fn leaves_no_trace(kind: &Kind, one: [&[&str]; 2], other: [&[&str]; 2], secrets: &[&str]) {
    let (one, other) = (left_by(kind, one, secrets), left_by(kind, other, &[]));
    for (one, other) in one.0.split(FRAME).zip(other.0.split(FRAME)) {
        assert_eq!(one, other, "{}: a frame tells the runs apart", kind.word);
    }
    assert_eq!(one.0.len(), other.0.len(), "{}: the number of frames tells the runs apart", kind.word);
    assert_eq!(one.1, other.1, "{}: what is written to files tells the runs apart", kind.word);
}

#[test]
fn a_round_of_feedback_leaves_no_trace_before_the_reveal() {
    let long = "much more than anybody would guess from outside ".repeat(12);
    let one: [&[&str]; 2] = [&["quietlantern", "brasskettle"], &["amberwindow", "slowferry"]];
    let secrets = ["quietlantern", "brasskettle", "amberwindow", "slowferry"];
    let kind = Kind { word: "feedback", way: (4, 0) };
    leaves_no_trace(&kind, one, [&["q", &long], &[&long, "o"]], &secrets);
}

#[test]
fn a_pulse_leaves_no_trace_before_the_reveal() {
    let kind = Kind { word: "pulse", way: (2, 1) };
    leaves_no_trace(&kind, [&["1", "5", "3", "2"], &["4"; 4]], [&["3"; 4], &["1", "1", "1", "5"]], &[]);
}

#[test]
fn a_round_of_skills_leaves_no_trace_before_the_reveal() {
    let kind = Kind { word: "skills", way: (4, 1) };
    let figures = |figure: &'static str| [figure; 12];
    let (one, two, three, seven) = (figures("1"), figures("2"), figures("3"), figures("7"));
    leaves_no_trace(&kind, [&one, &seven], [&three, &two], &[]);
}

#[test]
fn a_round_of_weights_leaves_no_trace_before_the_reveal() {
    let kind = Kind { word: "weights", way: (3, 0) };
    leaves_no_trace(&kind, [&["1"], &["5"]], [&["4"], &["2"]], &[]);
}

#[test]
fn a_killed_program_takes_the_key_with_it_and_the_round_expires() {
    let desk = desk();
    let mut screen = sealed(&desk, ["quietlantern", "brasskettle", "amberwindow", "slowferry"]);
    let rounds = desk.rows("round");
    assert_eq!(rounds[0]["state"], "sealed");
    assert_eq!(rounds[0]["entries"].as_array().unwrap().len(), 0);
    assert!(desk.run(&["export"]).contains("\"rounds\":[]"));
    assert!(!desk.run(&["history"]).contains("round"));
    screen.signal("KILL");
    screen.ends();
    assert_eq!(desk.rows("round")[0]["state"], "expired");
    for (name, bytes) in files(desk.journal().parent().unwrap()) {
        assert!(!holds(&bytes, "quietlantern") && !holds(&bytes, "slowferry"), "{name}");
    }
}

#[test]
fn leaving_midway_ends_the_round_unread_and_says_so_first() {
    let desk = desk();
    let mut screen = sealed(&desk, ["quietlantern", "brasskettle", "amberwindow", "slowferry"]);
    screen.keys("\x03").waits_for("The round would end unread. Ctrl+C again leaves.").keys("\x03");
    assert!(screen.ends().success());
    assert_eq!(desk.rows("round")[0]["state"], "expired");
    assert!(files(desk.journal().parent().unwrap()).iter().all(|(name, _)| !name.ends_with("-roun")));
}

#[test]
fn both_sides_appear_and_the_way_out_is_a_blank_screen() {
    let desk = desk();
    let mut screen = sealed(&desk, ["quietlantern", "brasskettle", "amberwindow", "slowferry"]);
    screen
        .keys("\r")
        .waits_for("quietlantern")
        .waits_for("slowferry")
        .keys("\x1b")
        .waits_for("[3 how was it]");
    screen.keys("\x1b").waits_for("still shared?").keys("y").waits_for("yours alone").waits_without("Ben");
    screen.keys(" ").waits_for("[3 Mutual]").keys("q");
    assert!(screen.ends().success());
    screen.assert_given_back();
    assert_eq!(desk.rows("round")[0]["state"], "revealed");
}
