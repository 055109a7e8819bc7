//! Points at words of a text that was drawn: an underline, whatever the wrapping.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::ops::Range;

/// Underlines the words at `at` (bytes of `text`) where `area` shows them. What is scrolled away or
/// cut is not seen, so it is not pointed at.
pub fn underline(buffer: &mut Buffer, area: Rect, text: &str, at: Range<usize>) {
    let area = area.intersection(buffer.area);
    let words = squeezed(text.get(at.clone()).unwrap_or(""));
    if words.is_empty() {
        return;
    }
    let (seen, cells) = shown(buffer, area);
    let places: Vec<usize> = seen.match_indices(words.as_str()).map(|(place, _)| place).collect();
    let before = squeezed(text.get(..at.start).unwrap_or(""));
    let all = squeezed(text).matches(words.as_str()).count();
    // All of the text is in sight: the same words elsewhere in it are left alone.
    let nth = (places.len() == all).then(|| before.matches(words.as_str()).count());
    for (number, place) in places.into_iter().enumerate() {
        if nth.is_some_and(|nth| nth != number) {
            continue;
        }
        for (_, x, y) in cells.iter().filter(|(byte, ..)| (place..place + words.len()).contains(byte)) {
            buffer[(*x, *y)].set_style(Style::new().add_modifier(Modifier::UNDERLINED));
        }
    }
}

/// Any run of spaces and line ends as one space, as wrapping shows it.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an area shows as one squeezed text, with the cell of each of its symbols by first byte.
fn shown(buffer: &Buffer, area: Rect) -> (String, Vec<(usize, u16, u16)>) {
    let mut text = String::new();
    let mut cells = Vec::new();
    for y in area.top()..area.bottom() {
        let mut next = area.left();
        while next < area.right() {
            let x = next;
            let symbol = buffer[(x, y)].symbol();
            // The second cell of a wide symbol is not its own.
            next += (super::text::cells(symbol) as u16).max(1);
            if symbol.trim().is_empty() {
                if !text.ends_with(' ') && !text.is_empty() {
                    cells.push((text.len(), x, y));
                    text.push(' ');
                }
            } else {
                cells.push((text.len(), x, y));
                text.push_str(symbol);
            }
        }
        if !text.ends_with(' ') && !text.is_empty() {
            text.push(' ');
        }
    }
    (text, cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn underlined(lines: &[&str], text: &str, at: Range<usize>) -> String {
        let mut buffer = Buffer::with_lines(lines.iter().map(|line| (*line).to_owned()));
        let area = buffer.area;
        underline(&mut buffer, area, text, at);
        let cells = buffer.content().iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        cells.map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn words_are_found_where_wrapping_put_them_and_nowhere_else() {
        let text = "you never said you want it";
        assert_eq!(underlined(&["you never", "said you", "want it"], text, 15..23), "you want");
        assert_eq!(underlined(&["you never said you"], "you never said you", 15..18), "you");
        assert_eq!(underlined(&["漢字 lazy 漢字"], "漢字 lazy 漢字", 7..11), "lazy");
        assert_eq!(underlined(&["nothing here"], text, 0..0), "");
    }
}
