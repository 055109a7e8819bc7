//! Text as the journal keeps it: no control sequences, no NUL, one kind of line end.

use std::borrow::Cow;

/// Text with every control character but line feed and tab removed; `\r\n` and `\r` become `\n`.
///
/// Everything that is kept and everything that is printed passes through here, so that no row can
/// move a cursor, ring a bell or rename a window.
pub fn clean(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| c == '\n' || c == '\t' || !c.is_control();
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unified.chars().filter(|c| harmless(*c)).collect())
}

/// The same as one line: line ends and tabs become spaces.
pub fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    let mut line = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_go_and_text_stays() {
        assert_eq!(clean("a\x1b[31mb\0c\u{9b}d\r\ne\tf"), "a[31mbcd\ne\tf");
        assert!(matches!(clean("plain 漢字 🙂"), Cow::Borrowed(_)));
        assert_eq!(one_line(" a\n b\t\tc "), "a b c");
    }
}
