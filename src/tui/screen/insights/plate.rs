//! One picture in its place: name and question, the picture, and the sentence below it.

use crate::insight::picture::Chronicle;
use crate::tui::chart::{CHARTS, Chart};
use crate::tui::layer::View;
use crate::tui::panel::Sketch;
use crate::tui::screen::split;
use crate::tui::theme::{Role, Theme};
use crate::tui::tier::Tier;
use crate::tui::widget::text::{cells, cut, fit, wrap};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

/// The fewest cells across and down that a picture takes among others.
const LEAST: (u16, u16) = (32, 12);
/// The most that stand side by side.
const COLUMNS: u16 = 4;
/// Rows of the sentence.
const READING: u16 = 3;

/// How many pictures stand side by side and above one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Side by side.
    pub columns: usize,
    /// Above one another.
    pub rows: usize,
}

impl Default for Grid {
    fn default() -> Self {
        Self { columns: 1, rows: 1 }
    }
}

impl Grid {
    /// As many as an area has room for, so that every page is full; one in the middle layout.
    pub fn of(area: Rect, tier: Tier) -> Self {
        if tier < Tier::Wide {
            return Self::default();
        }
        let most = (((area.width + 1) / (LEAST.0 + 1)).min(COLUMNS), (area.height + 1) / (LEAST.1 + 1));
        let fits = (1..=most.0).flat_map(|columns| (1..=most.1).map(move |rows| (columns, rows)));
        let best = fits
            .map(|(columns, rows)| Self { columns: usize::from(columns), rows: usize::from(rows) })
            .filter(|grid| CHARTS.len().is_multiple_of(grid.count()))
            .max_by_key(|grid| (grid.count(), grid.columns));
        best.unwrap_or_default()
    }

    /// How many pictures a page has.
    pub fn count(self) -> usize {
        self.columns * self.rows
    }

    /// Their places, a blank row between.
    pub fn cells(self, area: Rect) -> Vec<Rect> {
        let rows = self.rows as u16;
        // The right edge stays free.
        let area = Rect { width: area.width.saturating_sub(1), ..area };
        let height = area.height.saturating_sub(rows - 1) / rows;
        let row = |at: u16| Rect { y: area.y + at * (height + 1), height, ..area };
        (0..rows).flat_map(|at| split::columns(row(at), self.columns as u16)).collect()
    }
}

/// What was drawn.
pub struct Plate {
    /// Which picture.
    pub chart: &'static Chart,
    /// Its place.
    pub area: Rect,
    sketch: Option<Sketch>,
    says: Vec<String>,
}

impl Plate {
    /// Draws a picture for its place. Where nothing is recorded its sentence teaches instead.
    pub fn new(chart: &'static Chart, chronicle: &Chronicle, area: Rect, theme: Theme) -> Self {
        let inner = inside(area);
        let says = wrap(&chart.says(chronicle), usize::from(inner.width));
        let drawn = (chart.empty)(chronicle).is_none() && inner.height > READING + 2;
        let sketch = drawn.then(|| {
            let gaps = u16::from(is_large(area)) * 2;
            let height = inner.height.saturating_sub(1 + READING + gaps);
            let mut sketch = Sketch::new(inner.width, height, theme);
            (chart.draw)(chronicle, &mut sketch);
            sketch
        });
        Self { chart, area, sketch, says }
    }

    /// Shows it.
    pub fn render(&self, frame: &mut Frame<'_>, chosen: bool, view: &View<'_>) {
        let inner = inside(self.area);
        let (top, rest) = split::above(inner, 1);
        if chosen {
            let mark = Rect { x: self.area.x, width: 1, height: 1, ..self.area };
            frame.render_widget(Span::styled(">", view.style(Role::Accent)), mark);
            view.set_focus(Position::new(top.x, top.y));
        }
        frame.render_widget(self.heading(usize::from(top.width), chosen, view), top);
        let gap = u16::from(is_large(self.area));
        let (_, rest) = split::above(rest, gap);
        let Some(sketch) = &self.sketch else { return self.say(frame, rest, view) };
        let (picture, below) = split::above(rest, sketch.height() as u16);
        frame.render_widget(sketch, picture);
        self.say(frame, split::above(below, gap).1, view);
    }

    fn heading(&self, width: usize, chosen: bool, view: &View<'_>) -> Line<'static> {
        let name = self.chart.name.to_uppercase();
        let room = width.saturating_sub(cells(&name) + 2);
        // A question that does not fit as a whole is left out.
        let question = if cells(self.chart.question) <= room { self.chart.question } else { "" };
        if chosen {
            let text = fit(&format!("{name}  {question}"), width);
            return Line::from(Span::styled(text, view.style(Role::Selection)));
        }
        Line::from(vec![
            Span::styled(cut(&name, width), view.style(Role::Heading)),
            Span::styled(format!("  {question}"), view.style(Role::Muted)),
        ])
    }

    /// The sentence; what has no room ends in dots.
    fn say(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let rows = usize::from(area.height);
        for (at, y) in (0..rows.min(self.says.len())).zip(area.y..) {
            let rest = self.says[at..].join(" ");
            let text = if at + 1 == rows { rest } else { self.says[at].clone() };
            let text = cut(&text, usize::from(area.width));
            let role = if self.sketch.is_some() { Role::Text } else { Role::Muted };
            frame.render_widget(Span::styled(text, view.style(role)), Rect { y, height: 1, ..area });
        }
    }
}

/// Whether there is room for blank rows around the picture.
fn is_large(area: Rect) -> bool {
    area.height > LEAST.1 + 4
}

/// The place without its margin.
fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(1), ..area }
}
