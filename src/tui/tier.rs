//! Layout by size, chosen by both axes; no size is refused.

use ratatui::layout::Rect;

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Too small for anything but one sentence.
    Sliver,
    /// One list.
    Tiny,
    /// One pane at a time.
    Narrow,
    /// Two panes.
    Normal,
    /// Everything.
    Wide,
}

impl Tier {
    /// The tier of a whole terminal.
    pub fn of(area: Rect) -> Self {
        match (area.width, area.height) {
            (width, height) if width < 20 || height < 5 => Self::Sliver,
            (width, height) if width < 40 || height < 12 => Self::Tiny,
            (width, height) if width < 76 || height < 20 => Self::Narrow,
            (width, height) if width < 96 || height < 28 => Self::Normal,
            _ => Self::Wide,
        }
    }

    /// The next smaller layout: what zooming in shows. One pane is as near as it gets.
    pub fn nearer(self) -> Self {
        match self {
            Self::Wide => Self::Normal,
            Self::Normal => Self::Narrow,
            other => other,
        }
    }
}
