//! Files that are no journal, asked for on screen: refused before the screen begins, never mended.

use crate::harness::Desk;
use std::fs;

#[test]
fn what_is_no_journal_never_reaches_the_screen() {
    let desk = Desk::with_ana();
    let whole = fs::read(desk.journal()).unwrap();
    let with = |at: std::ops::Range<usize>, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at].fill(byte);
        bytes
    };
    // SQLite keeps the schema's version in bytes 60 to 63, the application's name in 68 to 71.
    for (name, bytes, said) in [
        ("empty", Vec::new(), "is an empty file, not a journal"),
        ("letter", b"this is a letter, not a database at all".to_vec(), "is not a mentorlog journal"),
        ("newer", with(63..64, 99), "was written by a newer mentorlog"),
        ("other", with(68..72, 0), "is not a mentorlog journal"),
        ("cut", whole[..whole.len() / 2].to_vec(), "damaged"),
        ("schema", with(100..4096, 0xa5), "damaged"),
    ] {
        fs::write(desk.journal(), &bytes).unwrap();
        let mut screen = desk.screen(&[]);
        let status = screen.ends();
        let seen = screen.seen();
        assert_eq!(status.exit_code(), 4, "{name}: {seen}");
        assert!(seen.replace('\n', "").contains(said), "{name}: {seen}");
        assert!(seen.contains("hint: "), "{name}: {seen}");
        screen.assert_given_back();
        assert!(fs::read(desk.journal()).unwrap() == bytes, "{name} was written to");
        let shell = desk.try_program(env!("CARGO_BIN_EXE_mentorlog"), &["person", "list"]);
        assert_eq!(shell.code, 4, "{name}: {}", shell.stderr);
        assert!(fs::read(desk.journal()).unwrap() == bytes, "{name} was written to");
    }
}
