//! The shape of the code: three rings that import one way, and what may be named where.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects")]

use std::path::{Path, PathBuf};

/// What each ring's folders may import of the crate. What is not listed here may import anything.
const RINGS: &[(&str, &[&str])] = &[
    ("model", &["model", "clock"]),
    ("lint", &["lint", "assets"]),
    ("forms", &["forms", "lint", "model", "assets"]),
    ("insight", &["insight", "forms", "model", "clock", "assets"]),
    ("sitting", &["sitting", "forms", "model"]),
    ("store", &["store", "insight", "sitting", "model", "clock"]),
    ("capture", &["capture", "store", "forms", "model", "clock"]),
    ("together", &["together", "store", "forms", "model"]),
    ("lookback", &["lookback", "store", "insight", "forms", "model"]),
    ("succession", &["succession", "store", "forms", "model"]),
    ("exchange", &["exchange", "capture", "insight", "store", "forms", "model", "clock", "assets", "paths"]),
    (
        "tui",
        &[
            "tui",
            "capture",
            "exchange",
            "insight",
            "sitting",
            "together",
            "lookback",
            "succession",
            "store",
            "forms",
            "lint",
            "model",
            "clock",
            "assets",
            "paths",
        ],
    ),
];

/// Crates and calls, and the only places that name them.
const ONLY: &[(&[&str], &str)] = &[
    (&["rusqlite"], "store/"),
    (&["ratatui", "crossterm", "ratatui_textarea"], "tui/"),
    (&["clap", "clap_complete"], "cli/"),
    (&["Utc::now", "Local::now", "SystemTime", "Instant", "now_v7"], "clock.rs"),
];

/// A source file: its path under `src`, and its code without comments, each line with its number.
struct Source {
    path: String,
    lines: Vec<(usize, String)>,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Whether the module above says that this one is compiled for tests alone.
fn is_only_for_tests(path: &Path) -> bool {
    let above = std::fs::read_to_string(path.with_file_name("mod.rs")).unwrap_or_default();
    above.contains(&format!("#[cfg(test)]\nmod {};", path.file_stem().unwrap().to_str().unwrap()))
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths.retain(|path| !is_only_for_tests(path));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        // A file's own tests, which stand at its end, may name what they like.
        let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        let lines = code.lines().enumerate().map(|(at, line)| (at + 1, without_comment(line))).collect();
        Source { path: path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"), lines }
    };
    paths.iter().map(read).collect()
}

fn without_comment(line: &str) -> String {
    let code = line.split_once("//").filter(|(before, _)| before.matches('"').count() % 2 == 0);
    code.map_or(line, |(before, _)| before).to_owned()
}

/// The words of a path or a name that begin at a word's start in a line.
fn names(line: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name)
        .any(|(at, _)| !line[..at].ends_with(word) && !line[at + name.len()..].starts_with(word))
}

/// The modules of the crate that a line names after `crate::`, braces opened.
fn imports(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in line.split("crate::").skip(1) {
        let list = part.strip_prefix('{').map_or(part, |rest| rest.split('}').next().unwrap_or(rest));
        let items: Vec<&str> = if part.starts_with('{') { list.split(',').collect() } else { vec![list] };
        for item in items {
            found.push(item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name: &String| !name.is_empty());
    found
}

#[test]
fn no_ring_imports_outward() {
    let mut wrong = Vec::new();
    for source in sources() {
        let ring = RINGS.iter().find(|(ring, _)| {
            source.path.strip_prefix(ring).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
        });
        let Some((_, allowed)) = ring else { continue };
        for (number, line) in &source.lines {
            for module in imports(line) {
                // A macro at the crate's root belongs to the model.
                if !allowed.contains(&module.as_str()) && !line.contains(&format!("crate::{module}!")) {
                    wrong.push(format!("src/{}:{number} imports {module}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_belongs_to_one_place_is_named_only_there() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (words, place) in ONLY {
            for (number, line) in source.lines.iter().filter(|_| !source.path.starts_with(place)) {
                for word in words.iter().filter(|word| names(line, word)) {
                    wrong.push(format!("src/{}:{number} names {word}: only {place} may", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words that are a form's id and something else as well: the views (`mentor`, `mutual`) and the
/// seat of an equal (`peer`).
const ALSO_OTHER_WORDS: &[&str] = &["mentor", "mutual", "peer"];

#[test]
fn no_code_knows_a_form_by_its_id() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/forms");
    let ids: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|id| !ALSO_OTHER_WORDS.contains(&id.as_str()))
        .collect();
    assert_eq!(ids.len() + ALSO_OTHER_WORDS.len(), 12);
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in &source.lines {
            for id in ids.iter().filter(|id| line.contains(&format!("\"{id}\""))) {
                wrong.push(format!("src/{}:{number} names the form {id}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_checks_see_what_they_should() {
    assert_eq!(imports("use crate::{tui::app, store};"), ["tui", "store"]);
    assert_eq!(imports("    crate::tui::run(crate::store::Store)"), ["tui", "store"]);
    assert!(names("use rusqlite::Connection;", "rusqlite") && !names("my_rusqlite_x", "rusqlite"));
    assert_eq!(without_comment("a // rusqlite"), "a ");
    assert_eq!(without_comment("\"http://x\""), "\"http://x\"");
}
