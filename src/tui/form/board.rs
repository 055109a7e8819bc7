//! A picture beside the fields on which some of them are set: where it is drawn, two choices of a form
//! are one mark that the arrows move; elsewhere they stay two choices.

use super::{Form, Values, values};
use crate::model::candour::MIDDLE;
use crate::tui::layer::View;
use crate::tui::tier::Tier;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::ops::RangeInclusive;

/// The values of a mark, both ways.
pub const VALUES: RangeInclusive<u8> = 1..=5;

/// Two choices of a form, from 1 to 5 each, that are one mark on the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The field that Up and Down set; the mark is a stop of the form under its name.
    pub up: &'static str,
    /// The field that Left and Right set.
    pub across: &'static str,
}

/// How a board is drawn: from what the fields hold, with the mark in focus, and the tag of the click on
/// each of its spots.
pub type Draw = Box<dyn Fn(&Values, Option<Mark>, SpotTag, &mut Frame<'_>, Rect, &View<'_>)>;

/// The picture, and the marks on it.
pub struct Board {
    /// How it is drawn.
    pub draw: Draw,
    /// The marks, in the order in which Tab reaches them.
    pub marks: &'static [Mark],
}

/// The tags of clicks on the board: beyond those of the fields and the button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpotTag {
    first: usize,
}

impl SpotTag {
    /// The tag of a spot, by its values.
    pub fn of(self, up: u8, across: u8) -> usize {
        let side = usize::from(*VALUES.end());
        self.first + usize::from(up - 1) * side + usize::from(across - 1)
    }

    /// The spot of a tag, where it is one.
    fn spot(self, tag: usize) -> Option<(u8, u8)> {
        VALUES
            .flat_map(|up| VALUES.map(move |across| (up, across)))
            .find(|(up, across)| self.of(*up, *across) == tag)
    }
}

/// The mark of which a field is a part.
pub(super) fn mark_of(name: &str, marks: &[Mark]) -> Option<Mark> {
    marks.iter().copied().find(|mark| mark.up == name || mark.across == name)
}

impl Form {
    /// The board, while there is room for it and one of its marks belongs to what the fields say.
    pub(super) fn board(&self, held: &Values) -> Option<&Board> {
        let belongs = |board: &&Board| board.marks.iter().any(|mark| (self.shows)(mark.up, held));
        self.board.as_ref().filter(|_| self.tier == Some(Tier::Wide)).filter(belongs)
    }

    /// The marks on the board, while it is drawn.
    pub(super) fn marks(&self) -> &'static [Mark] {
        self.board(&values(&self.fields)).map_or(&[], |board| board.marks)
    }

    /// The mark in focus.
    pub(super) fn held(&self) -> Option<Mark> {
        mark_of(self.fields.get(self.focus)?.name, self.marks())
    }

    /// The tags of the board's spots.
    pub(super) fn spot_tag(&self) -> SpotTag {
        SpotTag { first: self.fields.len() + 1 }
    }

    /// Moves a mark; one that is not there yet is put on the middle, where both lines cross.
    pub(super) fn push(&mut self, mark: Mark, up: i8, across: i8) {
        let value = |form: &Self, name: &str| {
            let field = form.fields.iter().find(|field| field.name == name)?;
            field.value().parse::<u8>().ok()
        };
        let put = match (value(self, mark.up), value(self, mark.across)) {
            (Some(old_up), Some(old_across)) => {
                let moved = |old: u8, by| old.saturating_add_signed(by).clamp(*VALUES.start(), *VALUES.end());
                (moved(old_up, up), moved(old_across, across))
            }
            // What was said of one of the two stays.
            (up, across) => (up.unwrap_or(MIDDLE), across.unwrap_or(MIDDLE)),
        };
        self.put(mark, Some(put));
    }

    /// Puts a mark somewhere, or takes it away.
    pub(super) fn put(&mut self, mark: Mark, spot: Option<(u8, u8)>) {
        let text = |value: Option<u8>| value.map_or(String::new(), |value| value.to_string());
        for (name, value) in [(mark.up, spot.map(|spot| spot.0)), (mark.across, spot.map(|spot| spot.1))] {
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
                field.set(&text(value));
            }
        }
        self.touched();
    }

    /// Takes a click on the board: the mark in focus goes there, else the first one that is shown.
    /// Returns whether it was one.
    pub(super) fn clicked(&mut self, tag: usize) -> bool {
        let Some(spot) = self.spot_tag().spot(tag) else { return false };
        let marks = self.marks();
        let first = self.shown().into_iter().find(|at| mark_of(self.fields[*at].name, marks).is_some());
        if self.held().is_none()
            && let Some(first) = first
        {
            self.focus_on(first);
        }
        if let Some(mark) = self.held() {
            self.put(mark, Some(spot));
        }
        true
    }
}
