//! Areas side by side and one above the other, with a line between.

use crate::tui::layer::View;
use crate::tui::theme::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Columns of equal width (the last takes what is left over), one cell between them.
pub fn columns(area: Rect, count: u16) -> Vec<Rect> {
    let count = count.max(1);
    let width = area.width.saturating_sub(count - 1) / count;
    (0..count)
        .map(|column| {
            let x = area.x + (column * (width + 1)).min(area.width);
            let width = if column + 1 == count { area.right().saturating_sub(x) } else { width };
            Rect { x, width, ..area }
        })
        .collect()
}

/// Two columns, the first of this width.
pub fn left(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let x = area.x + (width + 1).min(area.width);
    (Rect { width, ..area }, Rect { x, width: area.right() - x, ..area })
}

/// Two rows, the first of this height.
pub fn above(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// The line right of an area.
pub fn rule(frame: &mut Frame<'_>, of: Rect, view: &View<'_>) {
    for y in of.y..of.bottom() {
        let spot = Rect { x: of.right(), y, width: 1, height: 1 };
        if frame.area().contains(spot.as_position()) {
            frame.render_widget(Span::styled("│", view.style(Role::Line)), spot);
        }
    }
}
