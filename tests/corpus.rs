//! The fuzzer's corpus, read once more on every run of the tests: awkward lines, dates, imports and
//! form files, among them each that ever broke something.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what it expects")]

use std::path::Path;

#[path = "../fuzz/targets/mod.rs"]
mod targets;

/// Hands every file of a part of the corpus to its target; of texts also every line.
fn replay(part: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(part);
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        target(&bytes);
        bytes.split(|byte| *byte == b'\n').for_each(target);
        // Cut off anywhere, as a broken pipe leaves it.
        (0..16).for_each(|part| target(&bytes[..bytes.len() * part / 16]));
        tried += 1;
    }
    assert!(tried > 0, "no corpus for {part}");
}

#[test]
fn lines() {
    replay("capture", targets::capture);
}

#[test]
fn dates() {
    replay("dates", targets::dates);
}

#[test]
fn imports() {
    replay("import", targets::import);
}

#[test]
fn form_files() {
    replay("forms", targets::forms);
}
