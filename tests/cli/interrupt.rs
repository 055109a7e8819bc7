//! Ctrl+C while a file comes in, as a shell sends it.
#![cfg(unix)]

use crate::support::Shell;
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn ctrl_c_keeps_nothing_and_says_130() {
    let mut shell = Shell::with_ana();
    let before = shell.quietly(&["export"]).stdout;
    let mut child = Command::new(env!("CARGO_BIN_EXE_mentorlog"))
        .args(["import", "-"])
        .env("MENTORLOG_JOURNAL", shell.journal())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"format\":\"mentorlog\",\"version\":1,\"people\":[").unwrap();
    // More than a pipe holds: once it is written, the program is reading it.
    for number in 0..10_000 {
        let comma = if number == 0 { "" } else { "," };
        let row = format!(
            "{comma}{{\"id\":\"{number:08x}-435a-77d2-ab8e-2bc73fa73e66\",\"name\":\"Ana {number}\"}}"
        );
        stdin.write_all(row.as_bytes()).unwrap();
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(stdin);
    assert_eq!(shell.quietly(&["export"]).stdout, before);
    assert_eq!(shell.quietly(&["history", "--json"]).stdout.matches("\"import\"").count(), 0);
}
