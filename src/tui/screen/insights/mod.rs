//! Insights: twelve pictures of some weeks, of everybody or of one person or relationship. As many
//! as fit stand side by side, one a page on a smaller screen, words on a small one; Enter opens the
//! figures of the selected one with the rows behind them.

mod plate;
mod whom;
mod words;

use super::numbers::Numbers;
use super::split;
use crate::insight::picture::{Chronicle, Span, WINDOWS, Whom};
use crate::store::{Revision, StoreError};
use crate::tui::chart::{CHARTS, Chart};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::panel::spoken;
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::Panes;
use crate::tui::widget::text::{cells, cut};
use chrono::NaiveDate;
use plate::{Grid, Plate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Text};

/// The window that is shown first, in weeks.
const WEEKS: u16 = 26;

/// What the rows were read for: while it stays the same they are not read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Question {
    revision: Revision,
    today: NaiveDate,
    whom: Whom,
    weeks: u16,
}

/// The rows, with the name of whom they are about.
struct Answer {
    question: Question,
    chronicle: Chronicle,
    whom: String,
}

/// The tab.
pub struct Insights {
    whom: Whom,
    weeks: u16,
    /// The selected picture's name.
    chosen: &'static str,
    answer: Option<Answer>,
    grid: Grid,
    plates: Vec<Plate>,
    /// The words that stand there where pictures have no room.
    words: Option<Panes>,
    drawn: Option<(Basis, Question, usize)>,
}

impl Default for Insights {
    fn default() -> Self {
        Self {
            whom: Whom::Everybody,
            weeks: WEEKS,
            chosen: CHARTS[0].name,
            answer: None,
            grid: Grid::default(),
            plates: Vec::new(),
            words: None,
            drawn: None,
        }
    }
}

impl Screen for Insights {
    fn show(&mut self, target: &Target) {
        match target {
            Target::Person(id) => self.whom = Whom::Person(*id),
            Target::Relationship(id) => self.whom = Whom::Relationship(*id),
            Target::Own(whom::EVERYBODY) => self.whom = Whom::Everybody,
            _ => {}
        }
    }
}

/// Where a picture stands among all.
fn place(name: &str) -> usize {
    CHARTS.iter().position(|chart| chart.name == name).unwrap_or(0)
}

impl Insights {
    fn chart(&self) -> &'static Chart {
        CHARTS[place(self.chosen)]
    }

    /// The page that holds the selected picture; words have one.
    fn page(&self) -> usize {
        if self.words.is_some() { 0 } else { place(self.chosen) / self.grid.count() }
    }

    /// Reads the rows, where anything changed since.
    fn read(&mut self, view: &View<'_>) -> Result<Question, StoreError> {
        let store = view.store;
        let (revision, today) = (store.revision()?, store.clock().today());
        let question = Question { revision, today, whom: self.whom, weeks: self.weeks };
        if self.answer.as_ref().is_none_or(|answer| answer.question != question) {
            let chronicle = store.chronicle(self.whom, Span::new(today, self.weeks))?;
            let whom = whom::called(self.whom, store)?;
            self.answer = Some(Answer { question, chronicle, whom });
        }
        Ok(question)
    }

    /// Draws the pictures of the page that holds the selected one.
    fn draw(&mut self, area: Rect, view: &View<'_>) {
        let Some(answer) = &self.answer else { return };
        self.words = None;
        self.plates.clear();
        if view.tier <= Tier::Narrow || answer.chronicle.is_blank() {
            let mut panes = Panes::default();
            panes.set(vec![words::pane(answer, area, view)]);
            panes.select(&Target::Own(place(self.chosen) as u32));
            self.words = Some(panes);
            return;
        }
        self.grid = Grid::of(area, view.tier);
        let first = self.page() * self.grid.count();
        let charts = CHARTS.iter().skip(first);
        self.plates = charts
            .zip(self.grid.cells(area))
            .map(|(chart, area)| Plate::new(chart, &answer.chronicle, area, view.assets.theme))
            .collect();
    }

    /// Goes some pictures on or back; says so where there are no more.
    fn step(&mut self, by: i32, cx: &mut Cx<'_>) {
        let here = place(self.chosen) as i32;
        let there = (here + by).clamp(0, CHARTS.len() as i32 - 1);
        if there == here {
            cx.note(if by > 0 {
                "This is the last picture. Home goes to the first."
            } else {
                "This is the first picture. End goes to the last."
            });
        }
        self.chosen = CHARTS[there as usize].name;
    }

    fn turn(&mut self, command: Command, cx: &mut Cx<'_>) -> Flow {
        let (last, row, page) = (CHARTS.len() as i32, self.grid.columns as i32, self.grid.count() as i32);
        match command {
            Command::Left => self.step(-1, cx),
            Command::Right => self.step(1, cx),
            Command::Up => self.step(-row, cx),
            Command::Down => self.step(row, cx),
            Command::PageUp => self.step(-page, cx),
            Command::PageDown => self.step(page, cx),
            Command::First => self.step(-last, cx),
            Command::Last => self.step(last, cx),
            Command::NextPane if place(self.chosen) + 1 == CHARTS.len() => self.step(-last, cx),
            Command::NextPane => self.step(1, cx),
            Command::PreviousPane if place(self.chosen) == 0 => self.step(last, cx),
            Command::PreviousPane => self.step(-1, cx),
            _ => return Flow::Ignored,
        }
        Flow::Done
    }

    /// Moves the selection among the words.
    fn scroll(&mut self, input: &Input) -> Flow {
        let Some(panes) = &mut self.words else { return Flow::Ignored };
        let flow = panes.update(&match input {
            Input::Command(Command::NextPane | Command::Right) => Input::Command(Command::Down),
            Input::Command(Command::PreviousPane | Command::Left) => Input::Command(Command::Up),
            other => other.clone(),
        });
        if let Some(Target::Own(at)) = panes.selected(0)
            && let Some(chart) = CHARTS.get(*at as usize)
        {
            self.chosen = chart.name;
        }
        flow
    }

    fn numbers(&self, cx: &mut Cx<'_>) {
        let Some(answer) = &self.answer else { return };
        if answer.chronicle.is_blank() {
            return cx.note("Nothing to count in these weeks. i writes one line, f shows more weeks.");
        }
        let figures = (self.chart().figures)(&answer.chronicle);
        let title = format!("{}, {}", answer.whom, answer.chronicle.span.said());
        cx.push(Numbers::of(title, self.chart().name, &figures));
    }

    fn widen(&mut self, cx: &mut Cx<'_>) {
        let next = WINDOWS.iter().position(|weeks| *weeks > self.weeks);
        self.weeks = WINDOWS[next.unwrap_or(0)];
        cx.note(format!("{} weeks. f goes on to the next of 4, 13, 26 and 52.", self.weeks));
    }

    fn heading(&self, width: usize, view: &View<'_>) -> Line<'static> {
        let Some(answer) = &self.answer else { return Line::default() };
        let span = answer.chronicle.span;
        let mut said = vec![span.said()];
        if width >= 60 {
            said[0].push_str(&format!(" since {}", spoken(span.since)));
        }
        if answer.chronicle.veiled {
            said.push("shared rows only".to_owned());
        }
        if answer.chronicle.capped {
            said.push("the newest rows of very many".to_owned());
        }
        let pages = CHARTS.len() / self.grid.count();
        if self.words.is_none() && pages > 1 {
            said.push(format!("page {} of {pages}", self.page() + 1));
        }
        let beyond = self.words.as_ref().map_or_else(String::new, |panes| panes.beyond(0).said());
        said.extend(Some(beyond).filter(|beyond| !beyond.is_empty()));
        let right = cut(&said.join("   "), width.saturating_sub(14));
        let left = cut(&format!("INSIGHTS  {}", answer.whom), width.saturating_sub(cells(&right) + 2));
        let gap = width.saturating_sub(cells(&left) + cells(&right));
        Line::from(vec![
            Text::styled(left, view.style(Role::Heading)),
            Text::raw(" ".repeat(gap)),
            Text::styled(right, view.style(Role::Muted)),
        ])
    }
}

impl Layer for Insights {
    fn crumb(&self) -> String {
        "insights".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn hints(&self) -> Vec<Command> {
        let blank = self.answer.as_ref().is_some_and(|answer| answer.chronicle.is_blank());
        let first = if blank { [Command::New, Command::Capture] } else { [Command::Open, Command::NextPane] };
        vec![first[0], Command::Find, Command::Filter, first[1]]
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Open => "numbers",
            Command::Find => "whom",
            Command::Filter => "weeks",
            Command::NextPane => "next",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match &input {
            Input::Command(Command::Open) => self.numbers(cx),
            Input::Command(Command::Find) => whom::ask(cx),
            Input::Command(Command::Filter) => self.widen(cx),
            _ if self.words.is_some() => {
                let flow = self.scroll(&input);
                if matches!(input, Input::Click { double: true, .. }) {
                    self.numbers(cx);
                }
                return flow;
            }
            Input::Command(command) => return self.turn(*command, cx),
            Input::Wheel(rows) => self.step(rows.signum(), cx),
            Input::Click { tag, double } => {
                if let Some(plate) = self.plates.get(*tag) {
                    self.chosen = plate.chart.name;
                }
                if *double {
                    self.numbers(cx);
                }
            }
            _ => return Flow::Ignored,
        }
        Flow::Done
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let question = self.read(view)?;
        let basis = view.basis(area)?;
        if self.drawn != Some((basis, question, self.page())) {
            let (_, below) = split::above(area, 1);
            self.draw(below, view);
            self.drawn = Some((basis, question, self.page()));
        }
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let (top, below) = split::above(area, 1);
        let heading = Rect { x: top.x + 1.min(top.width), width: top.width.saturating_sub(2), ..top };
        match &self.words {
            Some(panes) => panes.render(frame, &[below], view),
            None => {
                for (tag, plate) in self.plates.iter().enumerate() {
                    plate.render(frame, plate.chart.name == self.chosen, view);
                    view.zone(plate.area, tag);
                }
            }
        }
        // It counts what found no room below it.
        frame.render_widget(self.heading(usize::from(heading.width), view), heading);
    }
}
