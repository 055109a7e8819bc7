//! The order of an agenda's items, and lines moved within it.

use super::Material;
use super::timetable::turns;
use crate::forms::{Form, Seat, View};
use crate::model::{Id, Item, Person};

/// The items in the order the form wants: in a guiding form the learner's come first; between
/// equals the sides alternate, whoever starts this time in front. Within a side the order stays,
/// and what nobody raised comes last.
pub fn arrange(items: Vec<Item>, form: &Form, material: &Material) -> Vec<Item> {
    match form.view {
        View::Mentor => learners_first(items, form, material),
        View::Mutual => alternating(items, &turns(form, material)),
    }
}

fn learners_first(items: Vec<Item>, form: &Form, material: &Material) -> Vec<Item> {
    let learns =
        |item: &Item| item.raised_by.is_some_and(|person| material.seat(form, person) == Seat::Learner);
    let (mut first, rest): (Vec<Item>, Vec<Item>) = items.into_iter().partition(learns);
    first.extend(rest);
    first
}

fn alternating(items: Vec<Item>, order: &[Id<Person>]) -> Vec<Item> {
    let mut sides: Vec<(Option<Id<Person>>, Vec<Item>)> =
        order.iter().map(|person| (Some(*person), Vec::new())).collect();
    let mut nobody = Vec::new();
    for item in items {
        match sides.iter_mut().find(|(person, _)| *person == item.raised_by) {
            Some((_, side)) => side.push(item),
            None => nobody.push(item),
        }
    }
    let rounds = sides.iter().map(|(_, side)| side.len()).max().unwrap_or(0);
    let mut columns: Vec<_> = sides.into_iter().map(|(_, side)| side.into_iter()).collect();
    let mut arranged = Vec::new();
    for _ in 0..rounds {
        arranged.extend(columns.iter_mut().filter_map(Iterator::next));
    }
    arranged.extend(nobody);
    arranged
}

/// Moves the line at `at` by rows, as far as there is room. Returns where it is then.
pub fn shift<T>(lines: &mut [T], at: usize, by: isize) -> usize {
    let last = lines.len().saturating_sub(1);
    let to = at.saturating_add_signed(by).min(last);
    match lines.get_mut(at.min(to)..=at.max(to)) {
        Some(between) if to > at => between.rotate_left(1),
        Some(between) if to < at => between.rotate_right(1),
        _ => {}
    }
    to
}
