//! Which field of a form has the cursor, and what is selected as it arrives.

use super::{Form, Start};
use crate::tui::layer::Cx;

impl Form {
    /// The field in which typing begins.
    pub(super) fn first_stop(&self) -> usize {
        let shown = self.shown();
        let empty =
            |number: &&usize| self.fields[**number].types() && self.fields[**number].value().is_empty();
        let needed = shown.iter().filter(empty).any(|number| self.fields[*number].required);
        let stop = if needed || self.start == Start::Gap {
            shown.iter().find(empty)
        } else {
            shown.iter().find(|number| self.fields[**number].is_open())
        };
        stop.copied().unwrap_or(0)
    }

    /// Selects a prefilled line as a whole: the first letter replaces it, an arrow edits it.
    pub(super) fn enter(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus)
            && self.untouched.get(field.name).is_some_and(|text| *text == field.value())
        {
            field.select();
        }
    }

    /// Goes to a field.
    pub(super) fn focus_on(&mut self, number: usize) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.unselect();
        }
        self.focus = number;
        self.enter();
    }

    /// Goes to one end of the form, or says that this is it.
    pub(super) fn edge(&mut self, number: usize, said: &str, cx: &mut Cx<'_>) {
        if self.focus == number {
            cx.note(said);
        } else {
            self.focus_on(number);
        }
    }

    /// Goes on by so many fields, round and round with the button.
    pub(super) fn go(&mut self, by: isize) {
        let mut stops = self.shown();
        stops.push(self.fields.len());
        let at = stops.iter().position(|stop| *stop == self.focus).unwrap_or(0);
        let next = (at as isize + by).rem_euclid(stops.len() as isize) as usize;
        self.focus_on(stops[next]);
    }
}
