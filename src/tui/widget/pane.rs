//! One pane: a heading with rows below, or a sentence that teaches where there are none.

use super::beyond::Beyond;
use super::text::cut;
use crate::tui::layer::View;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

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
    /// What its list holds beyond these rows.
    pub beyond: Beyond,
    /// What an empty pane teaches: a sentence, a key, an example.
    pub empty: String,
    /// When its selection is marked.
    pub marked: Marked,
}

/// When the selection of a pane is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Marked {
    /// While the pane is in focus.
    #[default]
    Focused,
    /// Always: it says what the other panes are about.
    Always,
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

    /// Says how much more its list holds than these rows.
    #[must_use]
    pub fn beyond(mut self, beyond: Beyond) -> Self {
        self.beyond = beyond;
        self
    }

    /// Says when its selection is marked.
    #[must_use]
    pub fn marked(mut self, marked: Marked) -> Self {
        self.marked = marked;
        self
    }

    /// How many rows it would take to show all of it, the heading and what it teaches included.
    pub fn wants(&self, width: u16) -> usize {
        let rows = if self.rows.is_empty() { wrapped(&self.empty, width).len() } else { self.rows.len() };
        rows + usize::from(!self.heading.is_empty())
    }

    /// Sets what an empty pane teaches.
    #[must_use]
    pub fn empty(mut self, sentence: impl Into<String>) -> Self {
        self.empty = sentence.into();
        self
    }
}

fn wrapped(sentence: &str, width: u16) -> Vec<String> {
    super::text::wrap(sentence, usize::from(width.saturating_sub(6)).clamp(1, 72))
}

/// The sentence of an empty pane, wrapped; what has no room ends in dots.
pub fn empty(frame: &mut Frame<'_>, area: Rect, sentence: &str, view: &View<'_>) {
    let mut lines = wrapped(sentence, area.width);
    let height = usize::from(area.height);
    if lines.len() > height && height > 0 {
        let rest = lines.split_off(height - 1).join(" ");
        lines.push(cut(&rest, usize::from(area.width.saturating_sub(6))));
    }
    for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
        let spot = Rect { x: area.x + 3.min(area.width), y, width: area.width.saturating_sub(3), height: 1 };
        frame.render_widget(Span::styled(line, view.style(Role::Muted)), spot);
    }
}
