//! The pictures of the forms: one a file, each drawn from plain rows, with the sentence it says and
//! the figures behind it. A form's file names its picture; any form may name any of them.
//!
//! A picture is ASCII, says everything by signs as well as by colour, and with the day and the rows
//! fixed always looks the same. It shows no order of people and no score.

mod beam;
mod braid;
mod compass;
mod department_matrix;
mod influence_map;
mod inverted_ladder;
mod ladder;
mod lane;
mod material;
mod promise_lanes;
mod quadrant;
mod round_table;
mod sketch;
mod star;
mod topic_lanes;

pub use beam::{Side, sides};
pub use lane::Way;
pub use material::{Material, Rows, several, spoken};
pub use sketch::Sketch;

use crate::forms;
use crate::insight::Evidence;
use crate::tui::widget::text::{cut, wrap};
use ratatui::text::Line;

/// A figure of a picture, with the rows it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure in words.
    pub value: String,
    /// The rows behind it.
    pub rows: Vec<Evidence>,
}

impl Figure {
    /// A figure made from these rows.
    pub fn new(
        label: impl Into<String>,
        value: impl Into<String>,
        rows: impl IntoIterator<Item = Evidence>,
    ) -> Self {
        Self { label: label.into(), value: value.into(), rows: rows.into_iter().collect() }
    }
}

/// What a picture can do.
pub struct Panel {
    /// Its name on screen.
    pub name: &'static str,
    /// The fewest cells across and down in which it is drawn; with less, its strip stands there.
    pub least: (u16, u16),
    /// Draws it as large as the sheet is.
    pub draw: fn(&Material<'_>, &mut Sketch),
    /// The few lines of it that lead a view, for a width in cells and a number of rows; more lines
    /// than that where it cannot be said in so few.
    pub strip: fn(&Material<'_>, usize, usize) -> Vec<Line<'static>>,
    /// What it says, in one sentence.
    pub reading: fn(&Material<'_>) -> String,
    /// Its figures.
    pub figures: fn(&Material<'_>) -> Vec<Figure>,
}

impl Panel {
    /// What leads a view: its few lines where they have room, else what it says.
    pub fn lead(&self, material: &Material<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
        let strip = (self.strip)(material, width, rows);
        if strip.len() <= rows {
            return strip;
        }
        let mut said = wrap(&(self.reading)(material), width.saturating_sub(2));
        if said.len() > rows && rows > 0 {
            let rest = said.split_off(rows - 1).join(" ");
            said.push(cut(&rest, width.saturating_sub(2)));
        }
        said.into_iter().take(rows).map(|line| Line::from(format!(" {line}"))).collect()
    }
}

/// The picture a form's file names.
pub fn of(panel: forms::Panel) -> &'static Panel {
    match panel {
        forms::Panel::Ladder => &ladder::PANEL,
        forms::Panel::InvertedLadder => &inverted_ladder::PANEL,
        forms::Panel::PromiseLanes => &promise_lanes::PANEL,
        forms::Panel::TopicLanes => &topic_lanes::PANEL,
        forms::Panel::DepartmentMatrix => &department_matrix::PANEL,
        forms::Panel::Compass => &compass::PANEL,
        forms::Panel::Star => &star::PANEL,
        forms::Panel::Quadrant => &quadrant::PANEL,
        forms::Panel::RoundTable => &round_table::PANEL,
        forms::Panel::Beam => &beam::PANEL,
        forms::Panel::Braid => &braid::PANEL,
        forms::Panel::InfluenceMap => &influence_map::PANEL,
    }
}
