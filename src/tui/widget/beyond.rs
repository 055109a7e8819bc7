//! Rows that are out of sight above and below those in sight: every cut is said.

use super::text::{cells, cut};
use crate::tui::layer::View;
use crate::tui::theme::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// As far as rows out of sight are counted where that takes reading: more are "99+".
pub const COUNTED: usize = 100;

/// How many rows are out of sight, on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beyond {
    /// Above the first row in sight.
    pub above: usize,
    /// Below the last row in sight.
    pub below: usize,
}

impl Beyond {
    /// What is beyond the `height` lines from `top` on, of so many.
    pub fn of(rows: usize, top: usize, height: usize) -> Self {
        Self { above: top.min(rows), below: rows.saturating_sub(top + height) }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { above: self.above + other.above, below: self.below + other.below }
    }

    /// Says it at the right end of a line.
    pub fn render(self, frame: &mut Frame<'_>, line: Rect, view: &View<'_>) {
        let said = cut(&self.said(), usize::from(line.width));
        let width = cells(&said) as u16;
        let spot = Rect { x: line.right() - width.min(line.width), width: width.min(line.width), ..line };
        frame.render_widget(Span::styled(said, view.style(Role::Muted)), spot);
    }

    /// The words for it, few as they stand beside a heading: nothing, `+4`, `3 above`, `3 above +4`.
    pub fn said(self) -> String {
        match (self.above, self.below) {
            (0, 0) => String::new(),
            (0, below) => more(below),
            (above, 0) => format!("{} above", counted(above)),
            (above, below) => format!("{} above {}", counted(above), more(below)),
        }
    }
}

fn more(rows: usize) -> String {
    if rows < COUNTED { format!("+{rows}") } else { format!("{} below", counted(rows)) }
}

fn counted(rows: usize) -> String {
    if rows < COUNTED { rows.to_string() } else { format!("{}+", COUNTED - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_said() {
        let said = |above, below| Beyond { above, below }.said();
        assert_eq!(said(0, 0), "");
        assert_eq!(said(0, 4), "+4");
        assert_eq!(said(3, 0), "3 above");
        assert_eq!(said(3, 4), "3 above +4");
        assert_eq!(said(99, 100), "99 above 99+ below");
        assert_eq!(Beyond::of(10, 3, 3), Beyond { above: 3, below: 4 });
        assert_eq!(Beyond::of(2, 0, 9), Beyond::default());
    }
}
