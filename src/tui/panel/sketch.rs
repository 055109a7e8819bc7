//! A sheet of cells that a picture is drawn on: text, and lines of ASCII marks between two places.

use crate::tui::theme::{Role, Theme};
use crate::tui::widget::spans::cut_line;
use crate::tui::widget::text::{cells, cut};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

/// A sheet of cells. Whatever would lie outside it is not drawn, and no text leaves its right edge.
#[derive(Debug, Clone)]
pub struct Sketch {
    buffer: Buffer,
    theme: Theme,
}

impl Sketch {
    /// An empty sheet.
    pub fn new(width: u16, height: u16, theme: Theme) -> Self {
        Self { buffer: Buffer::empty(Rect { x: 0, y: 0, width, height }), theme }
    }

    /// Cells across.
    pub fn width(&self) -> usize {
        usize::from(self.buffer.area.width)
    }

    /// Cells down.
    pub fn height(&self) -> usize {
        usize::from(self.buffer.area.height)
    }

    /// Writes a text from a cell on; what does not fit ends in `..`.
    pub fn text(&mut self, x: usize, y: usize, text: &str, role: Role) {
        let room = self.width().saturating_sub(x);
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else { return };
        if room > 0 && y < self.buffer.area.height {
            self.buffer.set_string(x, y, cut(text, room), self.theme.style(role));
        }
    }

    /// Writes a text in at most `room` cells from a cell on.
    pub fn within(&mut self, x: usize, y: usize, room: usize, text: &str, role: Role) {
        self.text(x, y, &cut(text, room), role);
    }

    /// Writes a text around a cell; near an edge it is moved so that it stays whole.
    pub fn around(&mut self, x: usize, y: usize, text: &str, role: Role) {
        let text = cut(text, self.width());
        let last = self.width().saturating_sub(cells(&text));
        self.text(x.saturating_sub(cells(&text) / 2).min(last), y, &text, role);
    }

    /// Writes a text so that it ends before a cell.
    pub fn before(&mut self, x: usize, y: usize, text: &str, role: Role) {
        let text = cut(text, x);
        self.text(x - cells(&text), y, &text, role);
    }

    /// Writes a line with the looks of its own spans.
    pub fn styled(&mut self, x: usize, y: usize, line: Line<'static>) {
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else { return };
        let room = self.buffer.area.width.saturating_sub(x);
        if y < self.buffer.area.height && room > 0 {
            let line = cut_line(line, usize::from(room));
            self.buffer.set_line(x, y, &line, room);
        }
    }

    /// Marks along the straight way from one cell to another, both left out.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize), mark: char, role: Role) {
        let apart = |one: usize, other: usize| one.abs_diff(other);
        let steps = apart(from.0, to.0).max(apart(from.1, to.1));
        let at = |one: usize, other: usize, step: usize| {
            let moved = (apart(one, other) * step * 2 + steps) / (2 * steps);
            if other >= one { one + moved } else { one - moved }
        };
        let mut utf8 = [0; 4];
        for step in 1..steps {
            self.text(at(from.0, to.0, step), at(from.1, to.1, step), mark.encode_utf8(&mut utf8), role);
        }
    }
}

impl Widget for &Sketch {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let seen = area.intersection(buffer.area);
        for y in 0..seen.height.min(self.buffer.area.height) {
            for x in 0..seen.width.min(self.buffer.area.width) {
                let spot = (seen.x + x, seen.y + y);
                if let (Some(from), Some(to)) = (self.buffer.cell((x, y)), buffer.cell_mut(spot)) {
                    *to = from.clone();
                }
            }
        }
    }
}
