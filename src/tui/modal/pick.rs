//! One picker for everything that is chosen by typing: palette, help, people.

use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::text::{cells, cut, fit, right};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Choice<T> {
    /// What it is called.
    pub label: String,
    /// A sentence about it, or nothing.
    pub detail: String,
    /// Its key, or nothing.
    pub key: String,
    /// Other words it is found by.
    pub synonyms: String,
    /// What it stands for.
    pub value: T,
}

type Chosen<T> = Box<dyn FnMut(T, &mut Cx<'_>)>;

/// A list that is narrowed by typing.
pub struct Pick<T> {
    title: String,
    field: Field,
    choices: Vec<Choice<T>>,
    found: Vec<usize>,
    at: usize,
    chosen: Chosen<T>,
}

impl<T: Clone + 'static> Pick<T> {
    /// A picker; `chosen` runs after it has closed.
    pub fn new(title: impl Into<String>, choices: Vec<Choice<T>>, chosen: Chosen<T>) -> Self {
        let found = (0..choices.len()).collect();
        let field = Field::line("find", "find", "type to find", "");
        Self { title: title.into(), field, choices, found, at: 0, chosen }
    }

    fn search(&mut self) {
        let text = self.field.value();
        self.at = 0;
        if text.trim().is_empty() {
            self.found = (0..self.choices.len()).collect();
            return;
        }
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(&text, CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = self
            .choices
            .iter()
            .enumerate()
            .filter_map(|(at, choice)| {
                let mut score = |text: &str| {
                    pattern.score(nucleo_matcher::Utf32Str::new(text, &mut buffer), &mut matcher)
                };
                // The name counts more than what is said about it.
                let name = score(&choice.label).map(|score| score * 3);
                let words = score(&format!("{} {}", choice.synonyms, choice.detail));
                name.max(words).map(|score| (score, at))
            })
            .collect();
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.found = scored.into_iter().map(|(_, at)| at).collect();
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1) as isize;
        self.at = (self.at as isize + by).clamp(0, last) as usize;
    }

    fn choose(&mut self, at: usize, cx: &mut Cx<'_>) {
        match self.found.get(at).and_then(|choice| self.choices.get(*choice)) {
            Some(choice) => {
                let value = choice.value.clone();
                cx.pop();
                (self.chosen)(value, cx);
            }
            None => cx.note("Nothing is called that. Esc goes back."),
        }
    }
}

impl<T: Clone + 'static> Layer for Pick<T> {
    fn crumb(&self) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Picker]
    }

    fn typing(&self) -> bool {
        true
    }

    fn covers(&self) -> bool {
        false
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Down, Command::Up]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Up) => self.step(-1),
            Input::Command(Command::Down) => self.step(1),
            Input::Command(Command::PageUp) => self.step(-10),
            Input::Command(Command::PageDown) => self.step(10),
            Input::Command(Command::Open) => self.choose(self.at, cx),
            Input::Command(_) => return Flow::Ignored,
            Input::Wheel(rows) => self.step(rows as isize),
            Input::Click { tag, .. } => self.choose(tag, cx),
            Input::Key(key) => {
                if self.field.key(key) {
                    self.search();
                }
            }
            Input::Paste(text) | Input::Edited(text) => {
                self.field.paste(&text);
                self.search();
            }
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let inner = panel(frame, area, &self.title, 76, view);
        let line = Rect { height: 1.min(inner.height), ..inner };
        frame.render_widget(Span::styled(":", view.style(Role::Accent)), line);
        self.field.render(
            frame,
            Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line },
            true,
            view,
        );
        let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        if self.found.is_empty() {
            let text = cut("Nothing is called that. Esc goes back.", usize::from(list.width));
            return frame.render_widget(Span::styled(text, view.style(Role::Muted)), list);
        }
        let top = (self.at + 1).saturating_sub(usize::from(list.height));
        for (y, (at, choice)) in (list.y..list.bottom()).zip(self.found.iter().enumerate().skip(top)) {
            let choice = &self.choices[*choice];
            let width = usize::from(list.width);
            let key = right(&choice.key, 10.min(width / 4));
            let name = width.saturating_sub(key.len() + 3).min(if width < 60 { 16 } else { 20 });
            let detail = width.saturating_sub(name + cells(&key) + 3);
            let marker = if at == self.at { "> " } else { "  " };
            let spans = vec![
                Span::raw(marker),
                Span::raw(fit(&choice.label, name)),
                Span::raw(" "),
                Span::styled(fit(&choice.detail, detail), view.style(Role::Muted)),
                Span::styled(key, view.style(Role::Accent)),
            ];
            let line = Line::from(spans);
            let line = if at == self.at { line.patch_style(view.style(Role::Selection)) } else { line };
            let spot = Rect { y, height: 1, ..list };
            frame.render_widget(line, spot);
            view.zone(spot, at);
        }
    }
}

/// A box in the middle, the whole of a narrow screen; gives back its inside.
pub fn panel(frame: &mut Frame<'_>, area: Rect, title: &str, width: u16, view: &View<'_>) -> Rect {
    let narrow = view.tier <= Tier::Narrow;
    let spot = if narrow {
        area
    } else {
        let width = width.min(area.width);
        Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + 1,
            width,
            height: area.height.saturating_sub(2),
        }
    };
    frame.render_widget(Clear, spot);
    let block = Block::bordered()
        .border_type(BorderType::Plain)
        .border_style(view.style(Role::Line))
        .title(Span::styled(format!(" {title} "), view.style(Role::Heading)));
    let inner = block.inner(spot);
    frame.render_widget(block, spot);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}
