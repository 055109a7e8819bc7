//! Text in cells: cut, padded and wrapped by grapheme and cell width.

use crate::model::text::CUT;
pub use crate::model::text::head;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells a text takes.
pub fn cells(text: &str) -> usize {
    text.width()
}

/// The text as one line of at most `width` cells; a cut one ends in `..`.
pub fn cut(text: &str, width: usize) -> String {
    // Spaces stay as they are: they may be columns.
    crate::model::text::cut(&crate::model::text::clean(text).replace(['\n', '\t'], " "), width)
}

/// Whether a text runs, at least in part, from right to left: nothing may stand to the right of it
/// on its line, because terminals disagree about what they reorder.
pub fn is_rtl(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
    })
}

/// The text cut and then filled with spaces to exactly `width` cells.
pub fn fit(text: &str, width: usize) -> String {
    let mut line = cut(text, width);
    let missing = width.saturating_sub(cells(&line));
    line.extend(std::iter::repeat_n(' ', missing));
    line
}

/// The text cut and moved to the right edge of `width` cells.
pub fn right(text: &str, width: usize) -> String {
    let line = cut(text, width);
    let missing = width.saturating_sub(cells(&line));
    format!("{}{line}", " ".repeat(missing))
}

/// The text wrapped at words to lines of at most `width` cells; words that are longer are split.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in crate::model::text::clean(text).split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_inclusive([' ', '\t']) {
            let mut word = word;
            if used + word.trim_end().width() > width && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
                used = 0;
            }
            while word.trim_end().width() > width {
                let piece = head(word, width);
                if !piece.is_empty() {
                    lines.push(piece.to_owned());
                    word = &word[piece.len()..];
                    continue;
                }
                // One sign is wider than the line: dots stand for it.
                word = &word[word.graphemes(true).next().map_or(word.len(), str::len)..];
                let dots = CUT[..CUT.len().min(width)].to_owned();
                if word.is_empty() {
                    line = dots;
                } else {
                    lines.push(dots);
                }
            }
            line.push_str(word);
            used += word.width();
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A bar of `width` cells between brackets, filled to `share` (0 to 1): `[####....]`.
pub fn bar(share: f64, width: usize) -> String {
    let inner = width.saturating_sub(2);
    let filled = ((share.clamp(0.0, 1.0) * inner as f64).round() as usize).min(inner);
    format!("[{}{}]", "#".repeat(filled), ".".repeat(inner - filled))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wide_graphemes_are_never_split() {
        assert_eq!(cut("漢字漢字", 5), "漢..");
        assert_eq!(cells(&fit("漢字漢字", 5)), 5);
        assert_eq!(cut("👩‍👩‍👧 family", 3), "..");
        assert_eq!(cut("short", 9), "short");
        assert_eq!(cut("anything", 1), ".");
        assert_eq!(bar(0.6, 12), "[######....]");
    }

    #[test]
    fn wrapping_keeps_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a\n\nb", 7), ["a", "", "b"]);
        assert_eq!(wrap("漢字漢字", 4), ["漢字", "漢字"]);
        assert_eq!(wrap("漢字", 1), [".", "."]);
        assert_eq!(wrap("🟠\u{bc1}", 2), [".."]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "\\PC{0,40}", width in 0usize..30) {
            prop_assert!(cells(&cut(&text, width)) <= width);
            prop_assert_eq!(cells(&fit(&text, width)), width);
            for line in wrap(&text, width.max(2)) {
                prop_assert!(cells(&line) <= width.max(2));
            }
        }
    }
}
