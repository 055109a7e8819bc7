//! The capture grammar from the outside: a table of lines, hostile lines, and what must always hold.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops; its helpers are not marked as tests")]

use mentorlog::capture::{Deed, Roster, Verb, echo, parse, resolve};
use mentorlog::clock::Clock;
use mentorlog::model::{Id, Person};
use proptest::prelude::*;
use std::fmt::Write;

/// Thursday 12 March 2026.
fn clock() -> Clock {
    Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()
}

struct Journal {
    people: Vec<(Id<Person>, String)>,
}

impl Journal {
    /// The first is the owner.
    fn of(names: &[&str]) -> Self {
        Self { people: names.iter().map(|name| (Id::fresh(), (*name).to_owned())).collect() }
    }

    fn usual() -> Self {
        Self::of(&[
            "Marcus Weber",
            "Ana Ruiz",
            "Ben Okafor",
            "Chen Wei",
            "Anja O'Brien",
            "王小明",
            "Dr. Eva Li",
        ])
    }

    fn roster(&self) -> Roster {
        Roster::new(self.people.clone(), self.people[0].0)
    }

    fn ids(&self, names: &[&str]) -> Vec<Id<Person>> {
        self.people.iter().filter(|(_, name)| names.contains(&name.as_str())).map(|(id, _)| *id).collect()
    }

    /// What the command line or the screen would say to a line.
    fn said(&self, mode: &str, line: &str) -> String {
        let mut roster = self.roster();
        if mode == "+" {
            roster = roster.with_new_people();
        }
        let present = match mode {
            "1" => self.ids(&["Marcus Weber", "Ana Ruiz"]),
            "3" => self.ids(&["Marcus Weber", "Ana Ruiz", "Ben Okafor"]),
            _ => Vec::new(),
        };
        let understood = parse(line, matches!(mode, "@" | "1" | "3"), &clock())
            .and_then(|capture| resolve(&capture, &mut roster, &present));
        match understood {
            Ok(meaning) => echo(&meaning, &roster),
            Err(error) => format!("error: {error}\nhint: {}", error.hint()),
        }
    }
}

/// `\0 \e \n \t \\` and `\u{202e}` in the table.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut chars = after.chars();
        let c = chars.next().unwrap();
        rest = chars.as_str();
        match c {
            '0' => out.push('\0'),
            'e' => out.push('\x1b'),
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'u' => {
                let (code, after) = rest.strip_prefix('{').unwrap().split_once('}').unwrap();
                out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
                rest = after;
            }
            other => out.push(other),
        }
    }
    out + rest
}

#[test]
fn every_line_of_the_table_is_understood_as_it_says() {
    let table = include_str!("data/capture.txt");
    let journal = Journal::usual();
    let mut actual = String::new();
    let mut cases = 0;
    for line in table.lines() {
        if line.is_empty() || line.starts_with('#') {
            writeln!(actual, "{line}").unwrap();
        } else if !line.starts_with("    ") {
            cases += 1;
            let (mode, text) = line.split_once(' ').unwrap();
            writeln!(actual, "{line}").unwrap();
            for said in journal.said(mode, &unescape(text)).lines() {
                writeln!(actual, "    {said}").unwrap();
            }
        }
    }
    assert!(cases >= 60, "only {cases} cases");
    if actual != table {
        let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/capture.txt");
        std::fs::write(path, &actual).unwrap();
        let differing = actual.lines().zip(table.lines()).find(|(is, was)| is != was);
        panic!("first difference (is, was): {differing:#?}\nall of it: diff tests/data/capture.txt {path}");
    }
}

#[test]
fn a_batch_of_new_people_is_each_of_them_once() {
    let journal = Journal::of(&["Marcus"]);
    let mut roster = journal.roster().with_new_people();
    let lines = [
        "got Annius Verus: modesty on 2025-01-05",
        "got Verus: good morals #character on 2025-01-03",
        "gave annius verus and VERUS: letters",
        "todo Rusticus to Verus: lend the book",
        "note rusticus: patient",
    ];
    for line in lines {
        let capture = parse(line, false, &clock()).unwrap();
        resolve(&capture, &mut roster, &[]).unwrap();
    }
    let added: Vec<_> = roster.added().iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(added, ["Annius Verus", "Verus", "Rusticus"]);
}

#[test]
fn a_line_that_fails_adds_nobody() {
    let journal = Journal::of(&["Marcus"]);
    let mut roster = journal.roster().with_new_people();
    let capture = parse("gave Nova, todo: a book", false, &clock()).unwrap();
    assert!(resolve(&capture, &mut roster, &[]).is_err());
    assert!(roster.added().is_empty());
}

#[test]
fn two_people_of_one_name_are_told_apart_by_their_ids() {
    let journal = Journal::of(&["Marcus", "Ana Ruiz", "Ana Ruiz"]);
    let said = journal.said("$", "gave Ana Ruiz: a book");
    for (id, _) in &journal.people[1..] {
        assert!(said.contains(&format!("Ana Ruiz ({})", id.short())), "{said}");
    }
}

#[test]
fn gifts_and_promises_point_the_right_way() {
    let journal = Journal::usual();
    let (me, ana) = (journal.people[0].0, journal.people[1].0);
    let deed = |line| {
        let capture = parse(line, false, &clock()).unwrap();
        resolve(&capture, &mut journal.roster(), &[]).unwrap().deed
    };
    let Deed::Exchange { gifts } = deed("got Ana: a book") else { panic!("no exchange") };
    assert_eq!((gifts.len(), gifts[0].from, gifts[0].to), (1, ana, me));
    let Deed::Exchange { gifts } = deed("swap Ana: drafts") else { panic!("no exchange") };
    assert_eq!((gifts[0].from, gifts[0].to, gifts[1].from, gifts[1].to), (me, ana, ana, me));
    let Deed::Todo { promises, .. } = deed("todo Ana: outline") else { panic!("no commitment") };
    assert_eq!((promises[0].owner, promises[0].to), (ana, Some(me)));
    let Deed::Todo { promises, .. } = deed("todo to Ana: outline") else { panic!("no commitment") };
    assert_eq!((promises[0].owner, promises[0].to), (me, Some(ana)));
}

#[test]
fn huge_and_hostile_lines_are_read_in_no_time() {
    let mega = 1 << 20;
    for line in [
        "x".repeat(mega),
        format!("gave Ana: {}", "word ".repeat(mega / 5)),
        format!("gave Ana: x {}", "#a ".repeat(mega / 3)),
        format!("todo Ana: {}", "by ".repeat(mega / 3)),
        format!("todo Ana: {}", "on 31 ".repeat(mega / 6)),
        format!("{}: x", "n".repeat(mega)),
        format!("feedback Ana: {}", "|".repeat(mega)),
        format!("note: a{}", "\u{301}".repeat(mega / 2)),
        format!("note: x{}", ",".repeat(mega)),
        format!("note: {}", "(private) ".repeat(mega / 10)),
        "\0".repeat(mega),
        ": ".repeat(mega / 2),
        "\u{202e}".repeat(mega / 3),
    ] {
        for screen in [true, false] {
            match parse(&line, screen, &clock()) {
                Ok(capture) => {
                    if let Ok(meaning) = resolve(&capture, &mut Journal::usual().roster(), &[]) {
                        let said = echo(&meaning, &Journal::usual().roster());
                        assert!(said.len() < 8000, "{} bytes", said.len());
                    }
                }
                Err(error) => assert!(error.to_string().len() + error.hint().len() < 2000),
            }
        }
    }
}

/// Every line of the demo is understood in a journal that knows nobody yet.
#[test]
fn meditations_are_understood_line_by_line() {
    let journal = Journal::of(&["Marcus"]);
    let mut roster = journal.roster().with_new_people();
    for line in include_str!("data/meditations.txt").lines() {
        let capture = parse(line, false, &Clock::pinned("2025-09-01T09:00:00+01:00").unwrap()).unwrap();
        let meaning = resolve(&capture, &mut roster, &[]).unwrap();
        assert_eq!(capture.on.is_some(), line.contains(" on 2025-"), "{line}");
        assert_eq!(capture.topics.len(), line.matches('#').count(), "{line}");
        assert!(!capture.text.ends_with(','), "{line}");
        if let Deed::Todo { due, .. } = meaning.deed {
            assert_eq!(due.map(|due| due.to_string()).as_deref(), Some("2025-07-31"));
        }
    }
    assert!(roster.added().iter().any(|(_, name)| name == "Severus"));
    assert!(roster.added().iter().any(|(_, name)| name == "Catilius Severus"));
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "todo",
        "gave",
        "feedback",
        "later",
        "note",
        "Ana",
        "to",
        "me",
        "and",
        ",",
        ":",
        ": ",
        "text",
        "#tag",
        "#1",
        "by",
        "on",
        "fri",
        "2026-03-12",
        "16:00",
        "31 feb",
        "04/01",
        "in 2 weeks",
        "yesterday",
        "(private)",
        "(shared)",
        "|",
        "!",
        ">",
        "?",
        "\n",
        "\0",
        "\u{202e}",
        "é",
        "🙂",
        "王",
        ".",
        "now",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn no_text_breaks_it(line in ".{0,200}", screen: bool) {
        let _ = parse(&line, screen, &clock());
    }

    #[test]
    fn the_plain_spelling_reads_back_as_the_same(line in prop_oneof![pieces(), "\\PC{0,60}: \\PC{0,60}"], screen: bool) {
        if let Ok(capture) = parse(&line, screen, &clock()) {
            let plain = capture.to_string();
            let head: usize = capture.names.iter().chain(&capture.to).map(|name| name.chars().count() + 4).sum();
            prop_assume!(head < 80);
            prop_assert_eq!(parse(&plain, false, &clock()), Ok(capture), "{:?} -> {:?}", line, plain);
        }
    }

    #[test]
    fn nothing_that_was_typed_is_lost(text in "[a-z]{1,8}( [a-z|.!?]{1,8}){0,6}\\.") {
        let capture = parse(&format!("gave Ana: {text}"), false, &clock()).unwrap();
        prop_assert_eq!((capture.verb, capture.text), (Verb::Gave, text));
    }

    #[test]
    fn an_echo_is_one_line_without_controls(line in prop_oneof![pieces(), ".{0,80}"], screen: bool) {
        let journal = Journal::usual();
        let mut roster = journal.roster().with_new_people();
        let understood = parse(&line, screen, &clock()).and_then(|capture| resolve(&capture, &mut roster, &[]));
        let said = match understood {
            Ok(meaning) => echo(&meaning, &roster),
            Err(error) => format!("{error}{}", error.hint()),
        };
        prop_assert!(!said.chars().any(char::is_control), "{:?}", said);
    }
}

/// Summer time from a real zone's rules: the test runs itself with `TZ` set.
#[cfg(unix)]
#[test]
fn summer_time_follows_the_zone() {
    const CHILD: &str = "MENTORLOG_TEST_ZONE";
    if std::env::var_os(CHILD).is_none() {
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "summer_time_follows_the_zone"])
            .env("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
            .env(CHILD, "1")
            .stdout(std::process::Stdio::null())
            .status();
        assert!(status.unwrap().success());
        return;
    }
    let moment = |now: &str, text: &str| {
        let clock = Clock::pinned(now).unwrap();
        let line = format!("note: x on {text}");
        parse(&line, false, &clock).unwrap().on.unwrap().moment(&clock).to_string()
    };
    let before = "2026-03-29T00:30:00Z";
    let after = "2026-03-29T02:00:00Z";
    assert_eq!(moment(before, "1 hour ago"), "2026-03-28T23:30:00Z+01:00");
    assert_eq!(moment(after, "2 hours ago"), "2026-03-29T00:00:00Z+01:00");
    assert_eq!(moment(after, "30 minutes ago"), "2026-03-29T01:30:00Z+02:00");
    assert_eq!(moment(after, "today 2:30"), "2026-03-29T01:30:00Z+02:00");
    assert_eq!(moment(after, "yesterday"), "2026-03-28T11:00:00Z+01:00");
    assert_eq!(moment("2026-03-30T06:00:00Z", "yesterday"), "2026-03-29T10:00:00Z+02:00");
}
