//! The axis of weeks that pictures share: as many weeks as fit, the newest, with the names of months.

use crate::insight::picture::Span;
use crate::tui::panel::Sketch;
use crate::tui::theme::Role;
use chrono::{Datelike, NaiveDate};

/// The most cells of a week.
const WIDEST: usize = 4;

/// Cells of a month's name.
const NAME: usize = 3;

/// Weeks laid out from left to right.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    span: Span,
    /// The cell it begins at.
    left: usize,
    /// Cells of a week.
    step: usize,
    /// The first week that is drawn.
    first: usize,
}

impl Axis {
    /// The weeks of a span in the cells from `left` to the sheet's right edge.
    pub fn new(span: Span, left: usize, sketch: &Sketch) -> Self {
        let (room, weeks) = (sketch.width().saturating_sub(left), usize::from(span.weeks));
        let step = (room / weeks.max(1)).clamp(1, WIDEST);
        Self { span, left, step, first: weeks.saturating_sub(room / step) }
    }

    /// The weeks that are drawn.
    pub fn weeks(self) -> std::ops::Range<usize> {
        self.first..usize::from(self.span.weeks)
    }

    /// The cell of a week that is drawn.
    pub fn cell(self, week: usize) -> usize {
        self.left + week.saturating_sub(self.first) * self.step
    }

    /// The cell of a day, where its week is drawn.
    pub fn at(self, day: NaiveDate) -> Option<usize> {
        let week = self.span.week(day).filter(|week| *week >= self.first)?;
        let into = day.weekday().num_days_from_monday() as usize * self.step / 7;
        Some(self.cell(week) + into)
    }

    /// The cell behind the last week.
    pub fn end(self) -> usize {
        self.cell(usize::from(self.span.weeks))
    }

    /// What the mark before the months means, where there is one.
    pub fn older(self) -> &'static str {
        if self.first > 0 { " < older" } else { "" }
    }

    /// Writes the names of the months, each where its first whole week begins and there is room; a
    /// mark before them where older weeks have none.
    pub fn months(self, sketch: &mut Sketch, y: usize) {
        if self.first > 0 {
            sketch.text(self.left.saturating_sub(1), y, "<", Role::Accent);
        }
        let mut free = self.left;
        for week in self.weeks() {
            let monday = self.span.monday(week);
            let x = self.cell(week);
            // A month that is nearly over would take the place of the next one's name.
            let left = (31_usize.saturating_sub(monday.day() as usize) / 7 + 1) * self.step;
            let named = monday.day() <= 7 || (week == self.first && left > NAME);
            if named && x >= free && x + NAME <= sketch.width() {
                sketch.text(x, y, &monday.format("%b").to_string(), Role::Muted);
                free = x + NAME + 1;
            }
        }
    }
}

/// Writes what the signs mean into the last row.
pub fn legend(sketch: &mut Sketch, text: &str) {
    let y = sketch.height().saturating_sub(1);
    sketch.text(0, y, text, Role::Muted);
}

/// How many rows apart some lines are, so that they fill the room without drifting apart.
pub fn apart(lines: usize, room: usize) -> usize {
    (room / lines.max(1)).clamp(1, 2)
}
