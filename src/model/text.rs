//! Text as the journal keeps it: no control sequences, no NUL, one kind of line end.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a cut text ends in.
pub const CUT: &str = "..";

/// Whether a character turns the direction of what stands after it: embeddings, overrides and
/// isolates. Letters of either direction order themselves without; these would also turn round the
/// words of the program beside them, so that a line says what is not there. The two plain marks
/// (U+200E, U+200F) reach no further than themselves and stay.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text with every control character but line feed and tab removed, and every character that turns
/// the direction of others; `\r\n` and `\r` become `\n`.
///
/// Everything that is kept and everything that is printed passes through here, so that no row can
/// move a cursor, ring a bell or rename a window.
pub fn clean(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| c == '\n' || c == '\t' || !(c.is_control() || turns_direction(c));
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

/// The longest beginning of whole graphemes that takes at most so many cells.
pub fn head(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// A line in no more than so many cells; `..` stands for what is cut off.
pub fn cut(line: &str, cells: usize) -> String {
    if line.width() <= cells {
        return line.to_owned();
    }
    let dots = &CUT[..CUT.len().min(cells)];
    format!("{}{dots}", head(line, cells - dots.len()).trim_end())
}

/// A text that was written on in two places since it was `before`: theirs, and below it what was added
/// here. Where they only took away from it, mine stays as it is.
pub fn both(before: Option<&str>, mine: &str, theirs: Option<&str>) -> String {
    let (before, theirs) = (before.unwrap_or_default(), theirs.unwrap_or_default());
    if mine == before || mine == theirs {
        return theirs.to_owned();
    }
    if before.contains(theirs) {
        return mine.to_owned();
    }
    let added = mine.strip_prefix(before).unwrap_or(mine).trim_start();
    if added.is_empty() { theirs.to_owned() } else { format!("{theirs}\n{added}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_go_and_text_stays() {
        assert_eq!(clean("a\x1b[31mb\0c\u{9b}d\r\ne\tf"), "a[31mbcd\ne\tf");
        assert_eq!(clean("pay\u{202e}gnp\u{202c} \u{2067}x\u{2069} \u{200f}שלום"), "paygnp x \u{200f}שלום");
        assert!(matches!(clean("plain 漢字 🙂"), Cow::Borrowed(_)));
        assert_eq!(one_line(" a\n b\t\tc "), "a b c");
    }

    #[test]
    fn what_is_written_in_two_places_is_all_there() {
        let both = |mine, theirs| both(Some("one"), mine, theirs);
        assert_eq!(both("one", Some("one, two")), "one, two");
        assert_eq!(both("one\nmine", Some("one")), "one\nmine");
        assert_eq!(both("one\nmine", Some("one\ntheirs")), "one\ntheirs\nmine");
        assert_eq!(both("another", Some("one\ntheirs")), "one\ntheirs\nanother");
        assert_eq!(both("one\nmine", None), "one\nmine");
    }
}
