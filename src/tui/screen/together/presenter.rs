//! One thing at a time in letters that can be read from across the room.

use super::step::Item;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cells, cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};
use tui_big_text::{BigText, PixelSize};

/// Cells of a letter, each way: eight by eight dots, four to a cell.
const LETTER: u16 = 4;

/// Whether it is said who says a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Shown,
    Hidden,
}

struct Presenter {
    items: Vec<Item>,
    at: usize,
    /// What is longer than a screen of big letters goes on with the next key.
    page: usize,
    pages: Vec<Vec<String>>,
    names: Names,
}

/// Begins with the item at a place among those that are something to look at.
pub fn open(items: &[Item], at: usize, cx: &mut Cx<'_>) {
    let items: Vec<Item> = items.iter().filter(|item| item.shown()).cloned().collect();
    if items.is_empty() {
        return cx.note("Nothing on the table to show in big letters.");
    }
    cx.push(Presenter { items, at, page: 0, pages: Vec::new(), names: Names::Shown });
}

impl Presenter {
    fn go(&mut self, at: usize) {
        self.at = at.min(self.items.len() - 1);
        self.page = 0;
    }

    fn next(&mut self) {
        if self.page + 1 < self.pages.len() {
            self.page += 1;
        } else if self.at + 1 < self.items.len() {
            self.go(self.at + 1);
        }
    }

    fn previous(&mut self) {
        match self.page.checked_sub(1) {
            Some(page) => self.page = page,
            None => self.go(self.at.saturating_sub(1)),
        }
    }
}

/// The room for letters: all but a margin and the line about them.
fn body(area: Rect) -> Rect {
    Rect {
        x: area.x + 2.min(area.width),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
        ..area
    }
}

impl Layer for Presenter {
    fn crumb(&self) -> String {
        "big letters".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Together, Context::List]
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::NextStep, Command::PreviousStep, Command::Names, Command::Big]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::NextStep | Command::Down | Command::Open) | Input::Wheel(1..) => {
                self.next();
            }
            Input::Command(Command::PreviousStep | Command::Up) | Input::Wheel(..=-1) => self.previous(),
            Input::Command(Command::First) => self.go(0),
            Input::Command(Command::Last) => self.go(usize::MAX),
            Input::Command(Command::Names) => {
                self.names = if self.names == Names::Shown { Names::Hidden } else { Names::Shown };
            }
            Input::Command(Command::Big | Command::Back) => cx.pop(),
            Input::Command(Command::Help) => return Flow::Ignored,
            _ => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        let text = self.items.get(self.at).map_or("", |item| item.text.as_str());
        self.pages = pages(body(area), text);
        self.page = self.page.min(self.pages.len().saturating_sub(1));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        frame.render_widget(Clear, area);
        let Some(item) = self.items.get(self.at) else { return };
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        match self.pages.get(self.page) {
            Some(lines) => big(frame, body(area), lines, view),
            None => bold(frame, body(area), &item.text, view),
        }
        let who = if self.names == Names::Shown { item.who.trim_end_matches(':') } else { "" };
        let parts = [who, item.aside.trim()].into_iter().filter(|part| !part.is_empty());
        let said = parts.collect::<Vec<_>>().join("   ");
        let more = if self.page + 1 < self.pages.len() { "Right goes on   " } else { "" };
        let place = format!("{more}{} of {}", self.at + 1, self.items.len());
        let width = usize::from(foot.width).saturating_sub(2);
        let said = cut(&said, width.saturating_sub(cells(&place) + 2));
        let gap = width.saturating_sub(cells(&said) + cells(&place));
        let line = Line::from(vec![
            Span::raw(" "),
            Span::styled(said, view.style(Role::Heading)),
            Span::raw(" ".repeat(gap)),
            Span::styled(place, view.style(Role::Muted)),
        ]);
        frame.render_widget(line, foot);
    }
}

/// A text in screens of big letters; none where there is no room for them, or where they do not have
/// the script.
fn pages(area: Rect, text: &str) -> Vec<Vec<String>> {
    let (width, height) = (usize::from(area.width / LETTER), usize::from(area.height / LETTER));
    if width < 8 || height < 2 || !text.is_ascii() {
        return Vec::new();
    }
    wrap(text, width).chunks(height).map(<[String]>::to_vec).collect()
}

fn big(frame: &mut Frame<'_>, area: Rect, lines: &[String], view: &View<'_>) {
    let height = (lines.len() as u16 * LETTER).min(area.height);
    let letters = BigText::builder()
        .pixel_size(PixelSize::Quadrant)
        .style(view.style(Role::Text))
        .lines(lines.iter().map(|line| Line::from(line.clone())).collect::<Vec<_>>())
        .build();
    frame.render_widget(letters, Rect { y: area.y + (area.height - height) / 2, height, ..area });
}

fn bold(frame: &mut Frame<'_>, area: Rect, text: &str, view: &View<'_>) {
    let lines = wrap(text, usize::from(area.width).max(1));
    let height = (lines.len() as u16).min(area.height);
    let spot = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    let style = view.style(Role::Text).add_modifier(Modifier::BOLD);
    frame.render_widget(Paragraph::new(lines.join("\n")).style(style).centered(), spot);
}
