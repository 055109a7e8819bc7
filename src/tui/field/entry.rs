//! A field: its label, its text or choice, and how it is typed into.

use super::Check;
use crate::tui::layer::View;
use crate::tui::theme::Role;
use crate::tui::widget::text::{cells, cut, wrap};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Span;
use ratatui::widgets::Clear;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use std::borrow::Cow;

/// Rows of a longer text.
const TEXT_ROWS: u16 = 4;
/// Cells right of a longer text, for how many lines of it are out of sight.
const MARK: u16 = 5;

/// What a field holds.
pub enum Entry {
    /// One line of text.
    Line(Box<TextArea<'static>>),
    /// Several lines.
    Text(Box<TextArea<'static>>),
    /// One of a few.
    Choice {
        /// Values with the words shown for them.
        options: Vec<(String, String)>,
        /// Which.
        at: usize,
    },
}

/// A field of a form.
pub struct Field {
    /// Its key in the values.
    pub name: &'static str,
    /// What it is called.
    pub label: Cow<'static, str>,
    /// What to write, shown while it is empty: an example as `e.g. ...`, or advice.
    pub example: Cow<'static, str>,
    /// What its text must be.
    pub check: Check,
    /// Whether it may stay empty.
    pub required: bool,
    /// What it holds.
    pub entry: Entry,
}

/// Whether a text has a use for a key, were it only to move in it.
pub fn is_for_text(key: &KeyEvent) -> bool {
    match key.code {
        // What the text engine binds; the rest of the keys with Ctrl are for commands.
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
            "abcdefhjkmnpruvwxy".contains(c.to_ascii_lowercase())
        }
        KeyCode::Tab | KeyCode::BackTab | KeyCode::F(_) | KeyCode::Insert => false,
        _ => true,
    }
}

/// Says right of a row how many lines more there are beyond it.
fn mark(frame: &mut Frame<'_>, row: Rect, more: usize, view: &View<'_>) {
    let place = Rect { x: row.right(), width: MARK, ..row }.intersection(frame.area());
    if more > 0 {
        frame.render_widget(Span::styled(format!(" +{more}"), view.style(Role::Muted)), place);
    }
}

/// The lines on screen that a text was wrapped into when it was last drawn.
fn lines(area: &TextArea<'static>) -> usize {
    let mut end = area.clone();
    end.move_cursor(CursorMove::Bottom);
    end.move_cursor(CursorMove::End);
    end.screen_cursor().row + 1
}

fn area(text: &str) -> Box<TextArea<'static>> {
    let lines = crate::model::text::clean(text).split('\n').map(str::to_owned).collect();
    let mut area = TextArea::new(lines);
    area.set_cursor_line_style(Style::new());
    area.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    Box::new(area)
}

impl Field {
    /// A field of one line.
    pub fn line(
        name: &'static str,
        label: impl Into<Cow<'static, str>>,
        example: impl Into<Cow<'static, str>>,
        text: &str,
    ) -> Self {
        let (label, example) = (label.into(), example.into());
        let entry = Entry::Line(area(&crate::model::text::one_line(text)));
        Self { name, label, example, check: Check::Any, required: false, entry }
    }

    /// A field of several lines.
    pub fn text(
        name: &'static str,
        label: impl Into<Cow<'static, str>>,
        example: impl Into<Cow<'static, str>>,
        text: &str,
    ) -> Self {
        let (label, example) = (label.into(), example.into());
        let mut area = area(text);
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        Self { name, label, example, check: Check::Any, required: false, entry: Entry::Text(area) }
    }

    /// A choice of one among values, each shown as itself.
    pub fn choice(name: &'static str, label: &'static str, values: &[&str], chosen: &str) -> Self {
        Self::options(
            name,
            label,
            values.iter().map(|v| ((*v).to_owned(), (*v).to_owned())).collect(),
            chosen,
        )
    }

    /// A choice of one among values with words for them.
    pub fn options(
        name: &'static str,
        label: &'static str,
        options: Vec<(String, String)>,
        chosen: &str,
    ) -> Self {
        let at = options.iter().position(|(value, _)| value == chosen).unwrap_or(0);
        let entry = Entry::Choice { options, at };
        Self {
            name,
            label: label.into(),
            example: Cow::Borrowed(""),
            check: Check::Any,
            required: false,
            entry,
        }
    }

    /// Says what its text must be.
    #[must_use]
    pub fn checked(mut self, check: Check) -> Self {
        self.check = check;
        self
    }

    /// Says that it may not stay empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What it holds, as text.
    pub fn value(&self) -> String {
        match &self.entry {
            Entry::Line(area) | Entry::Text(area) => area.lines().join("\n"),
            Entry::Choice { options, at } => {
                options.get(*at).map(|(value, _)| value.clone()).unwrap_or_default()
            }
        }
    }

    /// What it holds, as it is shown.
    pub fn words(&self) -> String {
        match &self.entry {
            Entry::Line(_) | Entry::Text(_) => self.value(),
            Entry::Choice { options, at } => {
                options.get(*at).map(|(_, words)| words.clone()).unwrap_or_default()
            }
        }
    }

    /// Puts a text, or a choice, in.
    pub fn set(&mut self, value: &str) {
        match &mut self.entry {
            Entry::Line(old) => *old = area(&crate::model::text::one_line(value)),
            Entry::Text(old) => {
                *old = area(value);
                old.set_wrap_mode(WrapMode::WordOrGlyph);
            }
            Entry::Choice { options, at } => {
                *at = options.iter().position(|(option, _)| option == value).unwrap_or(*at);
            }
        }
    }

    /// Selects a line as a whole; a longer text is never replaced by one letter.
    pub fn select(&mut self) {
        if let Entry::Line(area) = &mut self.entry
            && !area.is_empty()
        {
            area.select_all();
        }
    }

    /// Selects nothing.
    pub fn unselect(&mut self) {
        if let Entry::Line(area) = &mut self.entry {
            area.cancel_selection();
        }
    }

    /// What to write, told apart from a value by its words, whatever the colours; in as many rows as there are,
    /// the last of them cut.
    fn render_advice(&self, frame: &mut Frame<'_>, spot: Rect, view: &View<'_>) {
        let text = self.example.as_ref();
        let shown =
            if text.is_empty() || text.starts_with("e.g. ") { text.to_owned() } else { format!("({text})") };
        let (width, rows) = (usize::from(spot.width), usize::from(spot.height));
        let mut lines = wrap(&shown, width);
        if lines.len() > rows && rows > 0 {
            let rest = lines.split_off(rows - 1).join(" ");
            lines.push(cut(&rest, width));
        }
        for (line, y) in lines.into_iter().zip(spot.y..spot.bottom()) {
            let place = Rect { y, width: cells(&line) as u16, height: 1, ..spot };
            frame.render_widget(Span::styled(line, view.style(Role::Example)), place);
        }
    }

    /// Takes a key as text. Returns whether it changed something.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        match &mut self.entry {
            Entry::Line(area) | Entry::Text(area) => {
                // Also where there is nowhere to move: the text is edited from here on.
                if matches!(key.code, KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End) {
                    area.cancel_selection();
                }
                area.input(key)
            }
            Entry::Choice { .. } => false,
        }
    }

    /// Where the next letter goes, in lines and letters; nothing in a choice.
    pub fn cursor(&self) -> Option<(usize, usize)> {
        match &self.entry {
            Entry::Line(area) | Entry::Text(area) => {
                let at = area.cursor();
                Some((at.0, at.1))
            }
            Entry::Choice { .. } => None,
        }
    }

    /// Takes pasted text, cleaned; in a line its line ends become spaces.
    pub fn paste(&mut self, text: &str) {
        match &mut self.entry {
            Entry::Line(area) => drop(area.insert_str(crate::model::text::one_line(text))),
            Entry::Text(area) => drop(area.insert_str(crate::model::text::clean(text))),
            Entry::Choice { .. } => {}
        }
    }

    /// The next or the previous choice, round and round.
    pub fn turn(&mut self, by: isize) {
        if let Entry::Choice { options, at } = &mut self.entry {
            let count = options.len().max(1) as isize;
            *at = (*at as isize + by).rem_euclid(count) as usize;
        }
    }

    /// Whether letters are text in it.
    pub fn types(&self) -> bool {
        !matches!(self.entry, Entry::Choice { .. })
    }

    /// Whether there is something to say: more than one choice, or a text.
    pub fn is_open(&self) -> bool {
        !matches!(&self.entry, Entry::Choice { options, .. } if options.len() < 2)
    }

    /// How many rows it takes.
    pub fn rows(&self) -> u16 {
        if matches!(self.entry, Entry::Text(_)) { TEXT_ROWS } else { 1 }
    }

    /// Draws what it holds.
    pub fn render(&self, frame: &mut Frame<'_>, spot: Rect, focused: bool, view: &View<'_>) {
        match &self.entry {
            Entry::Line(area) | Entry::Text(area) => self.render_text(frame, area, spot, focused, view),
            Entry::Choice { options, at } => {
                let words = options.get(*at).map_or("", |(_, words)| words.as_str());
                let width = usize::from(spot.width);
                let shown = match options.len() {
                    0 | 1 => cut(words, width),
                    _ => format!("< {} >", cut(words, width.saturating_sub(4))),
                };
                let role = if focused { Role::Selection } else { Role::Text };
                frame.render_widget(Span::styled(shown, view.style(role)), spot);
                if focused {
                    view.set_focus(Position::new(spot.x, spot.y));
                }
            }
        }
    }

    fn render_text(
        &self,
        frame: &mut Frame<'_>,
        area: &TextArea<'static>,
        spot: Rect,
        focused: bool,
        view: &View<'_>,
    ) {
        if area.is_empty() && !focused {
            return self.render_advice(frame, spot, view);
        }
        if !focused && matches!(self.entry, Entry::Line(_)) {
            let text = cut(&self.value(), usize::from(spot.width));
            return frame.render_widget(Span::raw(text), spot);
        }
        let spot = match self.entry {
            Entry::Text(_) => Rect { width: spot.width.saturating_sub(MARK).max(1), ..spot },
            _ => spot,
        };
        if !focused {
            return self.render_beginning(frame, spot, view);
        }
        frame.render_widget(area, spot);
        let lines = lines(area);
        // A text area that became larger still stands where it was scrolled to; it is to be full.
        let (above, before) = area.scroll_offset();
        let spare = (usize::from(above + spot.height)).saturating_sub(lines).min(usize::from(above));
        // So does a line that became shorter: it is seen from its beginning.
        let fits = matches!(self.entry, Entry::Line(_)) && cells(&self.value()) < usize::from(spot.width);
        let aside = if fits { before } else { 0 };
        let mut pulled = area.clone();
        if spare > 0 || aside > 0 {
            let back = |cells: usize| -i16::try_from(cells).unwrap_or(i16::MAX);
            pulled.scroll((back(spare), back(usize::from(aside))));
            frame.render_widget(Clear, spot);
            frame.render_widget(&pulled, spot);
        }
        let area = &pulled;
        if area.is_empty() && !self.example.is_empty() && spot.width > 4 {
            self.render_advice(frame, spot, view);
        }
        let cursor = area.screen_cursor();
        let (top, left) = area.scroll_offset();
        let x = spot.x + (cursor.col as u16).saturating_sub(left).min(spot.width.saturating_sub(1));
        let y = spot.y + (cursor.row as u16).saturating_sub(top).min(spot.height.saturating_sub(1));
        view.set_cursor(Position::new(x, y));
        if matches!(self.entry, Entry::Text(_)) {
            mark(frame, Rect { height: 1, ..spot }, usize::from(top), view);
            let last = Rect { y: spot.bottom().saturating_sub(1), height: 1, ..spot };
            mark(frame, last, lines.saturating_sub(usize::from(top + spot.height)), view);
        }
    }

    /// A longer text that nobody types in shows its beginning.
    fn render_beginning(&self, frame: &mut Frame<'_>, spot: Rect, view: &View<'_>) {
        let lines = wrap(&self.value(), usize::from(spot.width));
        for (line, y) in lines.iter().zip(spot.y..spot.bottom()) {
            frame.render_widget(Span::raw(line.as_str()), Rect { y, height: 1, ..spot });
        }
        let last = Rect { y: spot.bottom().saturating_sub(1), height: 1, ..spot };
        mark(frame, last, lines.len().saturating_sub(usize::from(spot.height)), view);
    }
}
