//! Styled lines in cells: what `text` does for plain text.

use super::text::{cells, cut};
use ratatui::text::{Line, Span};

/// How many cells a line takes.
pub fn width(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| cells(&span.content)).sum()
}

/// The line in at most `room` cells; a cut one ends in `..`, in the style of the span that was cut.
pub fn cut_line(line: Line<'static>, room: usize) -> Line<'static> {
    if width(&line) <= room {
        return line;
    }
    let mut kept: Vec<Span<'static>> = Vec::new();
    let mut left = room;
    let count = line.spans.len();
    for (number, span) in line.spans.into_iter().enumerate() {
        let taken = cells(&span.content);
        // The dots must fit behind what is kept whole.
        if taken + 2 <= left || (number + 1 == count && taken <= left) {
            left -= taken;
            kept.push(span);
            continue;
        }
        let content =
            if taken <= left { format!("{}..", head(&span.content, left)) } else { cut(&span.content, left) };
        kept.push(Span::styled(content, span.style));
        break;
    }
    Line { spans: kept, ..Line::default() }.style(line.style)
}

fn head(text: &str, room: usize) -> &str {
    super::text::head(text, room.saturating_sub(2)).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_ends_in_dots_and_fits() {
        let line = |parts: &[&str]| {
            Line::from(parts.iter().map(|part| Span::raw((*part).to_owned())).collect::<Vec<_>>())
        };
        let text =
            |line: Line<'_>| line.spans.iter().map(|span| span.content.to_string()).collect::<String>();
        assert_eq!(text(cut_line(line(&["abc", "def"]), 6)), "abcdef");
        assert_eq!(text(cut_line(line(&["abc", "def"]), 5)), "abc..");
        assert_eq!(text(cut_line(line(&["abc", "def", "ghi"]), 7)), "abcde..");
        assert_eq!(text(cut_line(line(&["abcdef", "ghi"]), 6)), "abcd..");
        assert_eq!(text(cut_line(line(&["漢字漢字"]), 5)), "漢..");
    }
}
