//! Text that comes from standard input instead of the command line.

use crate::error::Problem;
use std::io::Read;

/// The text itself, or what standard input holds for `-`.
///
/// # Errors
/// When standard input cannot be read or is not UTF-8.
pub fn or_input(text: String) -> Result<String, Problem> {
    if text == "-" { input() } else { Ok(text) }
}

/// All of standard input.
///
/// # Errors
/// When it cannot be read or is not UTF-8.
pub fn input() -> Result<String, Problem> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::failed(format!("standard input cannot be read: {error}")))?;
    decode(bytes, "standard input")
}

fn decode(bytes: Vec<u8>, name: &str) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..good).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Problem::invalid(format!("{name}, line {line}: not UTF-8 text"))
            .hint("turn it into UTF-8 first: iconv -f LATIN1 -t UTF-8 FILE")
    })
}
