//! The README against the program: what it tells people to type works, what it names is there.

use crate::support::Shell;
use std::path::Path;

/// What asks a person at a terminal.
const ASKS: [&[&str]; 2] = [&["passphrase", "set"], &["export", "--encrypt"]];

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// Every `code` in the running text.
fn codes(text: &str) -> Vec<String> {
    // Three marks begin a block, which has an odd one left over in a line by line look.
    text.lines()
        .filter(|line| !line.starts_with("```"))
        .collect::<Vec<_>>()
        .join(" ")
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Splits a command at its spaces; what is in quotes stays together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in command.split(['"', '\'']).enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_shell_command_of_the_readme_works() {
    let mut shell = Shell::with_ana();
    let mut tried = 0;
    for command in codes(&readme()) {
        let Some(arguments) = command.strip_prefix("mentorlog ") else { continue };
        let arguments = words(arguments);
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let stands_for_something = |word: &&str| word.len() > 1 && word.chars().all(char::is_uppercase);
        if arguments.iter().any(stands_for_something) || ASKS.iter().any(|asks| arguments.starts_with(asks)) {
            // It is there, and its help is.
            arguments.retain(|word| !stands_for_something(word));
            arguments.push("--help");
        }
        shell.quietly(&arguments);
        tried += 1;
    }
    assert!(tried >= 4, "{tried} commands were found");
}

#[test]
fn every_file_that_the_readme_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for code in codes(&readme()) {
        let path = code.split_once(' ').map_or(code.as_str(), |(_, rest)| rest);
        let named = ["src/", "tests/", "assets/", ".ci/"].iter().any(|folder| path.starts_with(folder));
        if named && !path.contains('*') {
            assert!(root.join(path).exists(), "README.md names {path}");
        }
    }
}
