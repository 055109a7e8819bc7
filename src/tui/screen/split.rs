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

/// Rows of these heights one above the other, a blank one between where there is room for it. When
/// they do not fit, the tallest give way first; what is left over stays blank at the bottom.
pub fn stack(area: Rect, wants: &[usize]) -> Vec<Rect> {
    let height = usize::from(area.height);
    let mut wants = wants.to_vec();
    let gaps = wants.len().saturating_sub(1);
    let gap = usize::from(wants.iter().map(|want| (*want).min(3)).sum::<usize>() + gaps <= height);
    while wants.iter().sum::<usize>() + gaps * gap > height {
        let Some(tallest) = wants.iter_mut().max_by_key(|want| **want).filter(|want| **want > 0) else {
            break;
        };
        *tallest -= 1;
    }
    let mut y = area.y;
    wants
        .into_iter()
        .map(|want| {
            let spot = Rect { y: y.min(area.bottom()), height: want as u16, ..area };
            y = y.saturating_add((want + gap) as u16);
            spot
        })
        .collect()
}

/// A line across an area's first row, or below what ends there.
pub fn across(frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
    let spot = Rect { height: 1.min(area.height), ..area };
    frame.render_widget(Span::styled("─".repeat(usize::from(area.width)), view.style(Role::Line)), spot);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stack_gives_way_where_it_is_tallest_and_never_overflows() {
        let area = Rect { x: 0, y: 2, width: 10, height: 12 };
        let heights =
            |wants: &[usize]| stack(area, wants).iter().map(|r| (r.y, r.height)).collect::<Vec<_>>();
        assert_eq!(heights(&[3, 4]), [(2, 3), (6, 4)]);
        assert_eq!(heights(&[3, 20]), [(2, 3), (6, 8)]);
        assert_eq!(heights(&[9, 9]), [(2, 6), (9, 5)]);
        for height in 0..12 {
            let area = Rect { height, ..area };
            assert!(stack(area, &[5, 1, 9]).iter().all(|spot| spot.bottom() <= area.bottom()));
        }
    }
}
