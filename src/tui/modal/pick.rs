//! One picker for everything that is chosen by typing: palette and help.

use super::rank::{Found, Sought};
use crate::store::{Store, StoreError};
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::beyond::Beyond;
use crate::tui::widget::text::{cells, cut, fit, right, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear};

/// Rows below the list for the whole sentence of the selected row.
const TOLD: u16 = 3;
/// The fewest rows of a list that leaves room for them.
const LIST: u16 = 6;

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Choice<T> {
    /// What it is called.
    pub label: String,
    /// The row it would act on, or nothing. It is shown, and not looked in.
    pub subject: String,
    /// A sentence about it, or nothing.
    pub detail: String,
    /// Its key, or nothing.
    pub key: String,
    /// Other words it is found by.
    pub synonyms: String,
    /// What it stands for.
    pub value: T,
}

impl<T> Choice<T> {
    /// Its name, and what it would act on.
    fn named(&self) -> String {
        if self.subject.is_empty() { self.label.clone() } else { format!("{}: {}", self.label, self.subject) }
    }
}

type Chosen<T> = Box<dyn FnMut(T, &mut Cx<'_>)>;

/// Reads what is only looked in once something is typed.
pub type More<T> = Box<dyn FnOnce(&Store) -> Result<Vec<Choice<T>>, StoreError>>;

/// Reads what was found by what is typed, anew with each key.
pub type Finder<T> = Box<dyn Fn(&Store, &str) -> Result<Vec<Choice<T>>, StoreError>>;

/// A list that is narrowed by typing.
pub struct Pick<T> {
    crumb: &'static str,
    title: String,
    field: Field,
    choices: Vec<Choice<T>>,
    more: Option<More<T>>,
    finder: Option<Finder<T>>,
    /// How many of the choices are there whatever is typed; the finder's follow them.
    lasting: usize,
    found: Vec<usize>,
    /// The selected one of those that were found: none while what was found is far from what was typed.
    at: Option<usize>,
    chosen: Chosen<T>,
}

impl<T: Clone + 'static> Pick<T> {
    /// A picker; `chosen` runs after it has closed.
    pub fn new(
        crumb: &'static str,
        title: impl Into<String>,
        choices: Vec<Choice<T>>,
        chosen: Chosen<T>,
    ) -> Self {
        let found = (0..choices.len()).collect();
        let field = Field::line("find", "find", "type to find", "");
        let (more, finder, lasting) = (None, None, choices.len());
        Self { crumb, title: title.into(), field, choices, more, finder, lasting, found, at: Some(0), chosen }
    }

    /// What is read and looked in, too, once something is typed.
    #[must_use]
    pub fn with_more(mut self, more: More<T>) -> Self {
        self.more = Some(more);
        self
    }

    /// What is found by more than its name.
    #[must_use]
    pub fn with_found(mut self, finder: Finder<T>) -> Self {
        self.finder = Some(finder);
        self
    }

    /// Reads what belongs to what is typed now.
    fn read(&mut self, text: &str, store: &Store) -> Result<(), StoreError> {
        if let Some(more) = self.more.take() {
            self.choices.extend(more(store)?);
            self.lasting = self.choices.len();
        }
        self.choices.truncate(self.lasting);
        if let Some(finder) = &self.finder {
            self.choices.extend(finder(store, text)?);
        }
        Ok(())
    }

    fn search(&mut self, cx: &mut Cx<'_>) {
        let text = self.field.value();
        if text.trim().is_empty() {
            self.choices.truncate(self.lasting);
            self.found = (0..self.choices.len()).collect();
            self.at = Some(0);
            return;
        }
        if let Err(error) = self.read(&text, cx.store) {
            cx.fail(error.to_string());
        }
        let mut sought = Sought::new(&text);
        let ranked = self.choices.iter().enumerate().filter_map(|(at, choice)| {
            let ranked = sought.rank(&choice.label, &choice.synonyms, &choice.detail);
            // What the finder gave fits, if only by somebody's name; it is a text and not what is called so.
            let fits = || ranked.unwrap_or(Found::Synonym).clamp(Found::Word, Found::Synonym);
            let ranked = if at < self.lasting { ranked } else { Some(fits()) };
            ranked.map(|found| (found, at))
        });
        let mut ranked: Vec<(Found, usize)> = ranked.collect();
        ranked.sort();
        self.at = ranked.first().filter(|(found, _)| found.is_sure()).map(|_| 0);
        self.found = ranked.into_iter().map(|(_, at)| at).collect();
    }

    /// Moves by rows; ignored where there is none to move to.
    fn step(&mut self, by: isize) -> Flow {
        let Some(last) = self.found.len().checked_sub(1) else { return Flow::Ignored };
        let next = self.at.map_or(0, |at| (at as isize).saturating_add(by).clamp(0, last as isize) as usize);
        if self.at == Some(next) {
            return Flow::Ignored;
        }
        self.at = Some(next);
        Flow::Done
    }

    fn choice(&self, at: usize) -> Option<&Choice<T>> {
        self.found.get(at).and_then(|choice| self.choices.get(*choice))
    }

    fn choose(&mut self, at: Option<usize>, cx: &mut Cx<'_>) {
        match at.and_then(|at| self.choice(at)) {
            Some(choice) => {
                let value = choice.value.clone();
                cx.pop();
                (self.chosen)(value, cx);
            }
            None => cx.note(self.unsure()),
        }
    }

    fn unsure(&self) -> String {
        if self.found.is_empty() {
            format!("Nothing is called \"{}\". Backspace widens it, Esc goes back.", self.field.value())
        } else {
            format!("Nothing is called \"{}\"; Down goes to what is near.", self.field.value())
        }
    }

    fn render_row(&self, frame: &mut Frame<'_>, at: usize, spot: Rect, view: &View<'_>) {
        let Some(choice) = self.choice(at) else { return };
        let width = usize::from(spot.width);
        let key = right(&choice.key, cells(&choice.key).clamp(6, 12).min(width / 4));
        let room = width.saturating_sub(cells(&key) + 3);
        // A name keeps to its column; a text has the room that what is said of it leaves.
        let column = if width < 60 { 16 } else { 20 };
        let named = choice.named();
        let name =
            column.max(cells(&named).min(room.saturating_sub(cells(&choice.detail).min(room / 3) + 1)));
        let name = name.min(room);
        let selected = Some(at) == self.at;
        let spans = vec![
            Span::raw(if selected { "> " } else { "  " }),
            Span::raw(fit(&named, name)),
            Span::raw(" "),
            Span::styled(fit(&choice.detail, room - name), view.style(Role::Muted)),
            Span::styled(key, view.style(Role::Accent)),
        ];
        let line = Line::from(spans);
        let line = if selected { line.patch_style(view.style(Role::Selection)) } else { line };
        frame.render_widget(line, spot);
        view.zone(spot, at);
    }

    /// The whole of the selected row, wrapped: what the list has no room for.
    fn render_told(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let width = usize::from(area.width);
        let text = match self.at.and_then(|at| self.choice(at)) {
            Some(choice) if choice.detail.is_empty() => choice.named(),
            Some(choice) => format!("{}. {}", choice.named(), choice.detail),
            None => self.unsure(),
        };
        let rule = Rect { height: 1, ..area };
        frame.render_widget(Span::styled("─".repeat(width), view.style(Role::Line)), rule);
        let mut lines = wrap(&text, width);
        let rows = usize::from(area.height.saturating_sub(1));
        if lines.len() > rows && rows > 0 {
            let rest = lines.split_off(rows - 1).join(" ");
            lines.push(cut(&rest, width));
        }
        for (line, y) in lines.into_iter().zip(area.y + 1..area.bottom()) {
            frame.render_widget(Span::styled(line, view.style(Role::Text)), Rect { y, height: 1, ..area });
        }
    }
}

impl<T: Clone + 'static> Layer for Pick<T> {
    fn crumb(&self) -> String {
        self.crumb.to_owned()
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
        vec![Command::Open, Command::Down]
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Open => "take it",
            Command::Down => "next row",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Up) => return self.step(-1),
            Input::Command(Command::Down) => return self.step(1),
            Input::Command(Command::PageUp) => return self.step(-10),
            Input::Command(Command::PageDown) => return self.step(10),
            Input::Command(Command::First) => return self.step(isize::MIN / 2),
            Input::Command(Command::Last) => return self.step(isize::MAX / 2),
            Input::Command(Command::Open) => self.choose(self.at, cx),
            Input::Command(_) => return Flow::Ignored,
            Input::Wheel(rows) => return self.step(rows as isize),
            Input::Filled(_) => {}
            Input::Click { tag, .. } => self.choose(Some(tag), cx),
            Input::Key(key) => {
                if self.field.key(key) {
                    self.search(cx);
                }
            }
            Input::Paste(text) | Input::Edited(text) => {
                self.field.paste(&text);
                self.search(cx);
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
        let mut list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
        if list.height >= LIST + TOLD || self.at.is_none() {
            let told = TOLD.min(list.height);
            list.height -= told;
            self.render_told(frame, Rect { y: list.bottom(), height: told, ..list }, view);
        }
        let top = (self.at.unwrap_or(0) + 1).saturating_sub(usize::from(list.height));
        let beyond = Beyond::of(self.found.len(), top, usize::from(list.height));
        beyond.render(frame, line, view);
        let taken = 2 + beyond.said().len() as u16 + 1;
        let typed = Rect { x: line.x + 2, width: line.width.saturating_sub(taken), ..line };
        self.field.render(frame, typed.intersection(line), true, view);
        for (y, at) in (list.y..list.bottom()).zip(top..self.found.len()) {
            self.render_row(frame, at, Rect { y, height: 1, ..list }, view);
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
