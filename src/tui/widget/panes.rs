//! Panes of rows with one selection each: headings, scrolling, focus and mouse in one place.

use super::beyond::Beyond;
pub use super::pane::{Marked, Pane, Row, empty};
use super::spans::{cut_line, width};
use super::text::{cells, cut};
use crate::tui::command::Command;
use crate::tui::layer::{Flow, Input, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use std::cell::Cell;

/// How many zone numbers each pane has.
const PER_PANE: usize = 10_000;

/// Where a pane stands: what is selected, and which rows were seen last.
#[derive(Debug, Clone, Default)]
struct Place {
    selected: Option<Target>,
    top: Cell<usize>,
    height: Cell<usize>,
    /// Whether the selection moved, so that the next frame has to bring it in sight.
    moved: Cell<bool>,
}

impl Place {
    fn choose(&mut self, target: Option<Target>) {
        if self.selected != target {
            self.selected = target;
            self.moved.set(true);
        }
    }

    fn begin(&mut self, pane: &Pane) {
        self.selected = first(pane);
        self.top.set(0);
    }

    /// Whether a row was in sight when the pane was last drawn; before that every row counts.
    fn sees(&self, row: usize) -> bool {
        let (top, height) = (self.top.get(), self.height.get());
        height == 0 || (top..top + height).contains(&row)
    }
}

/// Several panes, one of them in focus.
#[derive(Debug, Clone, Default)]
pub struct Panes {
    pub(super) panes: Vec<Pane>,
    places: Vec<Place>,
    focus: usize,
}

impl Panes {
    /// Puts new rows in, keeping focus and each pane's selection where its row still is.
    pub fn set(&mut self, panes: Vec<Pane>) {
        self.places.resize_with(panes.len(), Place::default);
        for (number, (pane, place)) in panes.iter().zip(&mut self.places).enumerate() {
            let before = self.panes.get(number);
            let there = place.selected.as_ref().is_some_and(|target| has(pane, target));
            if there {
                // The cursor stays in sight, whatever came before it. What is not in focus has none, and is
                // read on from where it was.
                let seen = |pane: &Pane| at(pane, place.selected.as_ref()).is_some_and(|at| place.sees(at));
                match before.filter(|old| number == self.focus && seen(old) && !seen(pane)) {
                    Some(old) if old.heading == pane.heading => place.moved.set(true),
                    // Another list in its place is read from its first row.
                    Some(_) => place.begin(pane),
                    None => {}
                }
            } else {
                let heir = heir(before, pane, place.selected.as_ref());
                match place.selected {
                    Some(_) if number == self.focus => place.choose(heir),
                    // What is opened is read from its first line, what is not in focus from where it was.
                    _ => place.selected = heir,
                }
            }
        }
        self.panes = panes;
        if self.focus >= self.panes.len() {
            self.focus = 0;
        }
    }

    fn selectable(&self, pane: usize) -> usize {
        self.panes.get(pane).map_or(0, |pane| pane.rows.iter().filter(|row| row.target.is_some()).count())
    }

    /// Which pane is in focus.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// Puts a pane in focus.
    pub fn set_focus(&mut self, pane: usize) {
        if pane < self.places.len() {
            self.focus = pane;
        }
    }

    /// Selects a row wherever it is, and puts its pane in focus. Returns whether it is there.
    pub fn select(&mut self, target: &Target) -> bool {
        for (number, pane) in self.panes.iter().enumerate() {
            if has(pane, target) {
                self.places[number].choose(Some(target.clone()));
                self.focus = number;
                return true;
            }
        }
        false
    }

    /// Selects a row of one pane, wherever the focus is.
    pub fn keep(&mut self, pane: usize, target: &Target) {
        if let Some(place) = self.places.get_mut(pane) {
            place.choose(Some(target.clone()));
        }
    }

    /// How many rows a pane would take to show all of it.
    pub fn wants(&self, pane: usize, width: u16) -> usize {
        self.panes.get(pane).map_or(0, |pane| pane.wants(width))
    }

    /// The selected row of the pane in focus, while it is in sight.
    pub fn target(&self) -> Option<Target> {
        let (pane, place) = self.panes.get(self.focus).zip(self.places.get(self.focus))?;
        let selected = place.selected.as_ref()?;
        let at = pane.rows.iter().position(|row| row.target.as_ref() == Some(selected))?;
        place.sees(at).then(|| selected.clone())
    }

    /// The selected row of any pane.
    pub fn selected(&self, pane: usize) -> Option<&Target> {
        self.places.get(pane).and_then(|place| place.selected.as_ref())
    }

    /// The first row of a pane that was in sight when it was last drawn.
    pub fn first_seen(&self, pane: usize) -> usize {
        self.places.get(pane).map_or(0, |place| place.top.get())
    }

    /// How many rows of a pane are out of sight, as it was last drawn.
    pub fn beyond(&self, pane: usize) -> Beyond {
        let shown = self.panes.get(pane).zip(self.places.get(pane));
        shown.map_or_else(Beyond::default, |(pane, place)| {
            Beyond::of(pane.rows.len(), place.top.get(), place.height.get())
        })
    }

    /// Moves the selection; the rest is ignored.
    pub fn update(&mut self, input: &Input) -> Flow {
        match input {
            Input::Command(Command::Up) => self.step(-1),
            Input::Command(Command::Down) => self.step(1),
            Input::Command(Command::PageUp) => self.step(-self.page()),
            Input::Command(Command::PageDown) => self.step(self.page()),
            Input::Command(Command::First) => self.step(i32::MIN / 2),
            Input::Command(Command::Last) => self.step(i32::MAX / 2),
            Input::Wheel(rows) => self.step(*rows),
            Input::Command(Command::NextPane | Command::Right) => self.turn(1),
            Input::Command(Command::PreviousPane | Command::Left) => self.turn(-1),
            Input::Click { tag, .. } => self.click(*tag),
            _ => Flow::Ignored,
        }
    }

    fn page(&self) -> i32 {
        let height = self.places.get(self.focus).map_or(10, |place| place.height.get());
        i32::try_from(height.saturating_sub(1).max(1)).unwrap_or(10)
    }

    /// Moves the selection, or ignores what moves nothing. Where the next row that can be selected is out of sight, the text
    /// between is scrolled through first.
    fn step(&mut self, by: i32) -> Flow {
        let Some((pane, place)) = self.panes.get(self.focus).zip(self.places.get_mut(self.focus)) else {
            return Flow::Done;
        };
        if pane.rows.is_empty() {
            return self.turn(by.signum());
        }
        let before = (place.selected.clone(), place.top.get());
        let targets: Vec<usize> = (0..pane.rows.len()).filter(|at| pane.rows[*at].target.is_some()).collect();
        // What is drawn as a line of names has no height, and nothing to scroll.
        let last_top = match place.height.get() {
            0 => 0,
            height => pane.rows.len().saturating_sub(height),
        };
        let mut at = pane.rows.iter().position(|row| row.target.is_some() && row.target == place.selected);
        for _ in 0..by.unsigned_abs().min(pane.rows.len() as u32 + 1) {
            let top = place.top.get();
            let seen = at.filter(|at| place.sees(*at));
            let next = if by > 0 {
                let from = seen.map_or(top, |at| at + 1);
                targets.iter().copied().find(|row| *row >= from)
            } else {
                let from = seen.unwrap_or(top + place.height.get());
                targets.iter().copied().rev().find(|row| *row < from)
            };
            let scrolled = if by > 0 { (top + 1).min(last_top) } else { top.saturating_sub(1) };
            match next {
                Some(next) if place.sees(next) => at = Some(next),
                _ if scrolled != top => {
                    place.top.set(scrolled);
                    at = next.filter(|next| place.sees(*next)).or(at);
                }
                _ => break,
            }
        }
        if let Some(target) = at.and_then(|at| pane.rows[at].target.clone()) {
            place.selected = Some(target);
        }
        if before == (place.selected.clone(), place.top.get()) { Flow::Ignored } else { Flow::Done }
    }

    /// The next pane that shows or teaches something; ignored where there is none.
    fn turn(&mut self, by: i32) -> Flow {
        let count = self.panes.len();
        for distance in 1..=count {
            let step = if by > 0 { distance } else { count - distance };
            let next = (self.focus + step) % count;
            let pane = &self.panes[next];
            if next != self.focus && (self.selectable(next) > 0 || !pane.empty.is_empty()) {
                self.focus = next;
                return Flow::Done;
            }
        }
        Flow::Ignored
    }

    fn click(&mut self, tag: usize) -> Flow {
        let (pane, row) = (tag / PER_PANE, tag % PER_PANE);
        let target =
            self.panes.get(pane).and_then(|pane| pane.rows.get(row)).and_then(|row| row.target.clone());
        match target {
            Some(target) => {
                self.focus = pane;
                self.places[pane].choose(Some(target));
                Flow::Done
            }
            None if pane < self.panes.len() => {
                self.focus = pane;
                Flow::Done
            }
            None => Flow::Ignored,
        }
    }

    /// The number a click on a row of a pane comes back with.
    pub(super) fn tag(pane: usize, row: usize) -> usize {
        pane * PER_PANE + row
    }

    /// Draws each pane into its area; a pane without an area is not seen.
    pub fn render(&self, frame: &mut Frame<'_>, areas: &[Rect], view: &View<'_>) {
        for (number, area) in areas.iter().enumerate() {
            if number < self.panes.len() && area.width > 0 && area.height > 0 {
                self.render_pane(frame, number, *area, view);
            }
        }
    }

    fn render_pane(&self, frame: &mut Frame<'_>, number: usize, area: Rect, view: &View<'_>) {
        let (pane, place) = (&self.panes[number], &self.places[number]);
        let mut body = area;
        if !pane.heading.is_empty() {
            body = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
        let height = usize::from(body.height);
        let top = self.top(number, height);
        if !pane.heading.is_empty() {
            let beyond = Beyond::of(pane.rows.len(), top, height).and(pane.beyond);
            frame.render_widget(self.heading(number, area.width, beyond, view), Rect { height: 1, ..area });
        }
        if pane.rows.is_empty() {
            return empty(frame, body, &pane.empty, view);
        }
        for (line, (at, row)) in (body.y..body.bottom()).zip(pane.rows.iter().enumerate().skip(top)) {
            let spot = Rect { y: line, height: 1, ..body };
            let selected = row.target.is_some() && row.target == place.selected;
            self.render_row(frame, number, at, spot, selected, view);
        }
    }

    /// The heading; at its right end what is said beside it, and how many rows are out of sight.
    fn heading(&self, number: usize, width: u16, beyond: Beyond, view: &View<'_>) -> Line<'static> {
        let pane = &self.panes[number];
        let width = usize::from(width).saturating_sub(2);
        let more = beyond.said();
        let apart = if more.is_empty() || pane.aside.is_empty() { "" } else { "  " };
        let room = width.saturating_sub(cells(&more) + apart.len());
        // What does not fit beside the heading as a whole is left out.
        let fits = cells(&pane.heading) + 2 + cells(&pane.aside) <= room;
        let aside = if fits { format!("{}{apart}{more}", pane.aside) } else { more };
        let title = cut(&pane.heading, width.saturating_sub(cells(&aside) + 1));
        let gap = width.saturating_sub(cells(&title) + cells(&aside));
        let focused = number == self.focus && self.panes.len() > 1;
        let role = if focused { Role::Accent } else { Role::Heading };
        Line::from(vec![
            Span::raw(" "),
            Span::styled(title, view.style(role)),
            Span::raw(" ".repeat(gap)),
            Span::styled(aside, view.style(Role::Muted)),
            Span::raw(" "),
        ])
    }

    fn render_row(
        &self,
        frame: &mut Frame<'_>,
        number: usize,
        at: usize,
        spot: Rect,
        selected: bool,
        view: &View<'_>,
    ) {
        let row = &self.panes[number].rows[at];
        let focused = selected && number == self.focus;
        let marked = selected && (focused || self.panes[number].marked == Marked::Always);
        let room = usize::from(spot.width).saturating_sub(4);
        let mut line = Line::from(Span::raw(if marked { " > " } else { "   " })).style(row.line.style);
        line.spans.extend(cut_line(row.line.clone(), room).spans);
        if focused {
            line.spans.push(Span::raw(" ".repeat(usize::from(spot.width).saturating_sub(width(&line)))));
            line = line.patch_style(view.style(Role::Selection));
            view.set_focus(Position::new(spot.x + 3, spot.y));
        }
        frame.render_widget(line, spot);
        if row.target.is_some() {
            view.zone(spot, Self::tag(number, at));
        }
    }

    /// The first row seen. A selection that moved, or that a resize hid, is brought in sight.
    fn top(&self, number: usize, height: usize) -> usize {
        let (pane, place) = (&self.panes[number], &self.places[number]);
        let selected = pane.rows.iter().position(|row| row.target.is_some() && row.target == place.selected);
        // What is not in focus is read from where it was.
        let resized = number == self.focus && place.height.get() != 0 && place.height.get() != height;
        let mut top = place.top.get();
        if let Some(at) = selected.filter(|at| place.moved.get() || (resized && place.sees(*at))) {
            top = if at < top { at } else { top.max((at + 1).saturating_sub(height)) };
        }
        let top = top.min(pane.rows.len().saturating_sub(height));
        place.top.set(top);
        place.height.set(height);
        place.moved.set(false);
        top
    }
}

fn has(pane: &Pane, target: &Target) -> bool {
    at(pane, Some(target)).is_some()
}

/// Which row of a pane stands for something.
fn at(pane: &Pane, target: Option<&Target>) -> Option<usize> {
    target.and_then(|target| pane.rows.iter().position(|row| row.target.as_ref() == Some(target)))
}

/// When the selected row is gone: the next of the old rows that is still there, else the one before.
fn heir(old: Option<&Pane>, new: &Pane, gone: Option<&Target>) -> Option<Target> {
    let (Some(old), Some(gone)) = (old, gone) else { return first(new) };
    let targets: Vec<&Target> = old.rows.iter().filter_map(|row| row.target.as_ref()).collect();
    let Some(at) = targets.iter().position(|target| *target == gone) else { return first(new) };
    let (before, after) = targets.split_at(at);
    let mut candidates = after.iter().skip(1).chain(before.iter().rev());
    candidates.find(|target| has(new, target)).map(|target| (*target).clone()).or_else(|| first(new))
}

fn first(pane: &Pane) -> Option<Target> {
    pane.rows.iter().find_map(|row| row.target.clone())
}
