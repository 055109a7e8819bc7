//! Aligned columns, measured in cells.

use super::out::Style;
use crate::model::text::{cut, one_line};
use unicode_width::UnicodeWidthStr;

/// The widest a column may become for people; programs get the whole text.
const WIDEST: usize = 72;
/// No column gives way further than this.
const NARROWEST: usize = 10;

/// One field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A field that stands out.
    pub fn styled(text: impl AsRef<str>, style: Style) -> Self {
        Self { text: one_line(text.as_ref()), style }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::styled(text, Style::None)
    }
}

/// Rows under headings.
#[derive(Debug, Clone, Default)]
pub struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with these headings; none means no line for them.
    pub fn new(headings: &[&'static str]) -> Self {
        Self { headings: headings.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One line a row, fields separated by tabs, nothing cut.
    pub fn plain(&self) -> Vec<String> {
        let line = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t");
        self.rows.iter().map(line).collect()
    }

    /// Headings and rows in columns, two cells apart, in a line of so many cells where that is known:
    /// the widest columns give way.
    pub fn aligned(&self, room: Option<usize>, paint: impl Fn(&str, Style) -> String) -> Vec<String> {
        let headings: Vec<Cell> =
            self.headings.iter().map(|heading| Cell::styled(heading, Style::Heading)).collect();
        let all = || Some(&headings).filter(|row| !row.is_empty()).into_iter().chain(&self.rows);
        let columns = all().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..columns)
            .map(|column| {
                let width = |row: &Vec<Cell>| row.get(column).map_or(0, |cell| cell.text.width());
                all().map(width).max().unwrap_or(0).min(WIDEST)
            })
            .collect();
        if let Some(room) = room {
            give_way(&mut widths, room);
        }
        all().map(|row| line(row, &widths, &paint)).collect()
    }
}

/// Takes cells from the widest columns until all of them fit, or are as narrow as they may be.
fn give_way(widths: &mut [usize], room: usize) {
    let apart = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + apart > room {
        let Some(widest) = widths.iter_mut().max_by_key(|width| **width).filter(|width| **width > NARROWEST)
        else {
            return;
        };
        *widest -= 1;
    }
}

fn line(row: &[Cell], widths: &[usize], paint: impl Fn(&str, Style) -> String) -> String {
    let mut line = String::new();
    let mut owed = 0;
    for (cell, width) in row.iter().zip(widths) {
        let text = cut(&cell.text, *width);
        if !text.is_empty() {
            line.push_str(&" ".repeat(owed));
            line.push_str(&paint(&text, cell.style));
            owed = 0;
        }
        owed += width.saturating_sub(text.width()) + 2;
    }
    line
}

/// The text with spaces after it, so many cells in all, where it is not longer.
pub fn padded(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_measured_in_cells() {
        let mut table = Table::new(&["WHO", "WHAT"]);
        table.row(["李雷".into(), "a".into()]);
        table.row(["Ana".into(), "b\nc".into()]);
        table.row(["".into(), "d".into()]);
        assert_eq!(
            table.aligned(None, |text, _| text.to_owned()),
            ["WHO   WHAT", "李雷  a", "Ana   b c", "      d"]
        );
        assert_eq!(table.plain(), ["李雷\ta", "Ana\tb c", "\td"]);
    }

    #[test]
    fn the_widest_column_gives_way() {
        let mut table = Table::new(&[]);
        table.row(["Ana".into(), "a sentence of more than ten cells".into()]);
        assert_eq!(table.aligned(Some(20), |text, _| text.to_owned()), ["Ana  a sentence of.."]);
        assert_eq!(table.aligned(Some(5), |text, _| text.to_owned()), ["Ana  a senten.."]);
    }

    #[test]
    fn what_is_too_long_is_cut_between_graphemes() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcd..");
        assert_eq!(cut("漢字漢字", 6), "漢字..");
        assert_eq!(cut("ab cdefg", 5), "ab..");
    }
}
