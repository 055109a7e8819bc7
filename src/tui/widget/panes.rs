//! Panes of rows with one selection each: headings, scrolling, focus and mouse in one place.

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

/// One line of a pane; with a target it can be selected.
#[derive(Debug, Clone)]
pub struct Row {
    /// What is seen, already cut to the pane's width less the marker.
    pub line: Line<'static>,
    /// What it stands for.
    pub target: Option<Target>,
}

impl Row {
    /// A line that can be selected.
    pub fn new(line: impl Into<Line<'static>>, target: impl Into<Target>) -> Self {
        Self { line: line.into(), target: Some(target.into()) }
    }

    /// A line that cannot.
    pub fn text(line: impl Into<Line<'static>>) -> Self {
        Self { line: line.into(), target: None }
    }
}

/// A heading with rows below.
#[derive(Debug, Clone, Default)]
pub struct Pane {
    /// The heading, in capitals by custom; empty means no heading line.
    pub heading: String,
    /// Something short at the heading's right end.
    pub aside: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// What an empty pane teaches: a sentence, a key, an example.
    pub empty: String,
}

impl Pane {
    /// A pane with a heading.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// Adds something short at the heading's right end.
    #[must_use]
    pub fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = aside.into();
        self
    }

    /// Sets the rows.
    #[must_use]
    pub fn rows(mut self, rows: Vec<Row>) -> Self {
        self.rows = rows;
        self
    }

    /// Sets what an empty pane teaches.
    #[must_use]
    pub fn empty(mut self, sentence: impl Into<String>) -> Self {
        self.empty = sentence.into();
        self
    }
}

#[derive(Debug, Clone, Default)]
struct Place {
    selected: Option<Target>,
    top: usize,
    height: Cell<usize>,
}

/// Several panes, one of them in focus.
#[derive(Debug, Clone, Default)]
pub struct Panes {
    panes: Vec<Pane>,
    places: Vec<Place>,
    focus: usize,
}

impl Panes {
    /// Puts new rows in, keeping focus and each pane's selection where its row still is.
    pub fn set(&mut self, panes: Vec<Pane>) {
        self.places.resize_with(panes.len(), Place::default);
        for (number, (pane, place)) in panes.iter().zip(&mut self.places).enumerate() {
            let there = place.selected.as_ref().is_some_and(|target| has(pane, target));
            if !there {
                place.selected = heir(self.panes.get(number), pane, place.selected.as_ref());
            }
        }
        self.panes = panes;
        if self.focus >= self.panes.len() || self.selectable(self.focus) == 0 {
            self.focus = (0..self.panes.len()).find(|pane| self.selectable(*pane) > 0).unwrap_or(0);
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
                self.places[number].selected = Some(target.clone());
                self.focus = number;
                return true;
            }
        }
        false
    }

    /// The selected row of the pane in focus.
    pub fn target(&self) -> Option<Target> {
        self.places.get(self.focus).and_then(|place| place.selected.clone())
    }

    /// The selected row of any pane.
    pub fn selected(&self, pane: usize) -> Option<&Target> {
        self.places.get(pane).and_then(|place| place.selected.as_ref())
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

    fn step(&mut self, by: i32) -> Flow {
        let Some((pane, place)) = self.panes.get(self.focus).zip(self.places.get_mut(self.focus)) else {
            return Flow::Done;
        };
        let targets: Vec<(usize, &Target)> = pane
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| row.target.as_ref().map(|t| (at, t)))
            .collect();
        if targets.is_empty() {
            place.top = offset(place.top, by, pane.rows.len().saturating_sub(place.height.get()));
            return Flow::Done;
        }
        let current =
            targets.iter().position(|(_, target)| Some(*target) == place.selected.as_ref()).unwrap_or(0);
        let next = offset(current, by, targets.len() - 1);
        place.selected = Some(targets[next].1.clone());
        Flow::Done
    }

    fn turn(&mut self, by: i32) -> Flow {
        let count = self.panes.len();
        for distance in 1..=count {
            let step = if by > 0 { distance } else { count - distance };
            let next = (self.focus + step) % count;
            if self.selectable(next) > 0 {
                self.focus = next;
                return Flow::Done;
            }
        }
        Flow::Done
    }

    fn click(&mut self, tag: usize) -> Flow {
        let (pane, row) = (tag / PER_PANE, tag % PER_PANE);
        let target =
            self.panes.get(pane).and_then(|pane| pane.rows.get(row)).and_then(|row| row.target.clone());
        match target {
            Some(target) => {
                self.focus = pane;
                self.places[pane].selected = Some(target);
                Flow::Done
            }
            None => Flow::Ignored,
        }
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
            let heading = Rect { height: 1, ..area };
            frame.render_widget(self.heading(number, area.width, view), heading);
            body = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
        place.height.set(usize::from(body.height));
        if pane.rows.is_empty() {
            return empty(frame, body, &pane.empty, view);
        }
        let top = self.top(number, usize::from(body.height));
        for (line, (at, row)) in (body.y..body.bottom()).zip(pane.rows.iter().enumerate().skip(top)) {
            let spot = Rect { y: line, height: 1, ..body };
            let selected = row.target.is_some() && row.target == place.selected;
            self.render_row(frame, number, at, spot, selected, view);
        }
        self.render_more(frame, body, top, pane.rows.len(), view);
    }

    fn heading(&self, number: usize, width: u16, view: &View<'_>) -> Line<'static> {
        let pane = &self.panes[number];
        let width = usize::from(width).saturating_sub(2);
        let aside = cut(&pane.aside, width / 2);
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
        let marker = if selected { " > " } else { "   " };
        let mut line = Line::from(Span::raw(marker)).style(row.line.style);
        line.spans.extend(row.line.spans.iter().cloned());
        if focused {
            let used: usize = line.spans.iter().map(|span| cells(&span.content)).sum();
            line.spans.push(Span::raw(" ".repeat(usize::from(spot.width).saturating_sub(used))));
            line = line.patch_style(view.style(Role::Selection));
            view.set_focus(Position::new(spot.x + 3, spot.y));
        }
        frame.render_widget(line, spot);
        if row.target.is_some() {
            view.zone(spot, number * PER_PANE + at);
        }
    }

    fn render_more(&self, frame: &mut Frame<'_>, body: Rect, top: usize, rows: usize, view: &View<'_>) {
        let below = rows.saturating_sub(top + usize::from(body.height));
        if below > 0 && body.width > 8 {
            let text = format!(" +{below} ");
            let width = cells(&text) as u16;
            let spot = Rect { x: body.right() - width, y: body.bottom() - 1, width, height: 1 };
            frame.render_widget(Span::styled(text, view.style(Role::Muted)), spot);
        }
    }

    /// The first row seen: the selection is always in sight.
    fn top(&self, number: usize, height: usize) -> usize {
        let (pane, place) = (&self.panes[number], &self.places[number]);
        let last_top = pane.rows.len().saturating_sub(height);
        let selected = pane.rows.iter().position(|row| row.target.is_some() && row.target == place.selected);
        let top = match selected {
            Some(at) if at + 1 > height => (at + 2).saturating_sub(height),
            Some(_) => 0,
            None => place.top,
        };
        top.min(last_top)
    }
}

fn has(pane: &Pane, target: &Target) -> bool {
    pane.rows.iter().any(|row| row.target.as_ref() == Some(target))
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

fn offset(from: usize, by: i32, last: usize) -> usize {
    let moved = i64::try_from(from).unwrap_or(0).saturating_add(i64::from(by));
    usize::try_from(moved.max(0)).unwrap_or(0).min(last)
}

/// The sentence of an empty pane, wrapped.
pub fn empty(frame: &mut Frame<'_>, area: Rect, sentence: &str, view: &View<'_>) {
    let width = usize::from(area.width.saturating_sub(6)).max(1);
    for (line, y) in super::text::wrap(sentence, width).into_iter().zip(area.y..area.bottom()) {
        let spot = Rect { x: area.x + 3.min(area.width), y, width: area.width.saturating_sub(3), height: 1 };
        frame.render_widget(Span::styled(line, view.style(Role::Muted)), spot);
    }
}
