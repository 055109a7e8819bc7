//! Both sides in one frame, the gaps widest first; then each answers, keeps and changes.

use super::step::Item;
use super::{keep, presenter};
use crate::forms::Asked;
use crate::model::{Answer, Entered, Id, Person, ResponseKind, Round, RoundKind};
use crate::store::StoreError;
use crate::together;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::screen::split;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::beyond::Beyond;
use crate::tui::widget::text::{cells, cut, fit, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use std::cell::Cell;
use std::collections::VecDeque;

/// Something that is still to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Todo {
    /// How the first answers what the second entered.
    Respond(Id<Person>, Id<Person>),
    /// What somebody keeps and changes.
    Pick(Id<Person>),
}

struct Reveal {
    round: Round,
    name: String,
    people: Vec<(Id<Person>, String)>,
    entered: Vec<(Id<Person>, Entered)>,
    asked: Vec<Asked>,
    todo: VecDeque<Todo>,
    top: usize,
    lines: Vec<Line<'static>>,
    height: Cell<usize>,
}

/// Shows a round that was just revealed.
pub fn open(round: Round, name: String, cx: &mut Cx<'_>) {
    let entered = round.entered();
    let called = |person| together::called(cx.store, round.relationship, person);
    let people: Vec<(Id<Person>, String)> = entered
        .iter()
        .map(|(person, _)| (*person, called(*person).unwrap_or_else(|_| "(gone)".to_owned())))
        .collect();
    let questions = together::seats(cx.store, &cx.assets.forms, round.relationship, round.kind);
    let asked = questions.unwrap_or_default().into_iter().flat_map(|seat| seat.asked).collect();
    let todo = todo(&round, &entered);
    let (lines, height) = (Vec::new(), Cell::new(1));
    cx.push(Reveal { round, name, people, entered, asked, todo, top: 0, lines, height });
}

/// Shows an earlier round again.
///
/// # Errors
/// What the store says.
pub fn read(id: Id<Round>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let round = cx.store.need(id)?;
    let name = cx.assets.forms.rounds().words(round.kind);
    let name = name.map_or(round.kind.word().to_owned(), |words| words.name.clone());
    open(round, name, cx);
    Ok(())
}

/// Everybody answers everybody who wrote words and was not answered yet; then, where it was about
/// what helped, everybody picks.
fn todo(round: &Round, entered: &[(Id<Person>, Entered)]) -> VecDeque<Todo> {
    let mut todo = VecDeque::new();
    for (by, _) in entered {
        for (to, entry) in entered.iter().filter(|(to, _)| to != by) {
            let answered = entry.responses.iter().any(|response| response.by == *by);
            let words = entry.answers.iter().any(|line| matches!(line.answer, Answer::Words(_)));
            if words && !answered {
                todo.push_back(Todo::Respond(*by, *to));
            }
        }
    }
    if round.kind == RoundKind::Helped && !todo.is_empty() {
        todo.extend(entered.iter().map(|(person, _)| Todo::Pick(*person)));
    }
    todo
}

impl Reveal {
    fn called(&self, id: Id<Person>) -> &str {
        self.people.iter().find(|(person, _)| *person == id).map_or("(gone)", |(_, name)| name)
    }

    fn respond(&mut self, kind: ResponseKind, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        let Some(Todo::Respond(by, to)) = self.todo.front().copied() else {
            cx.note("Everybody has answered. Enter goes on.");
            return Ok(());
        };
        self.round = cx.store.write(&format!("answered with {kind}"), |tx| {
            together::respond(tx, self.round.id, by, to, kind)
        })?;
        self.entered = self.round.entered();
        self.todo.pop_front();
        match kind {
            ResponseKind::Thanks => cx.done(format!("{} thanks {}.", self.called(by), self.called(to))),
            ResponseKind::Question => keep::question(self.round.relationship, by, cx)?,
            ResponseKind::Action => keep::action(self.round.relationship, by, cx)?,
        }
        Ok(())
    }

    fn go_on(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        match self.todo.front().copied() {
            Some(Todo::Respond(..)) => cx.note("t thanks, q asks, a acts; Tab skips."),
            Some(Todo::Pick(person)) => {
                self.todo.pop_front();
                keep::open(self.round.relationship, person, cx)?;
            }
            None => cx.pop(),
        }
        Ok(())
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match command {
            Command::Thanks => self.respond(ResponseKind::Thanks, cx)?,
            Command::AskBack => self.respond(ResponseKind::Question, cx)?,
            Command::Act => self.respond(ResponseKind::Action, cx)?,
            Command::Open => self.go_on(cx)?,
            Command::NextStep => drop(self.todo.pop_front()),
            Command::Up => self.top = self.top.saturating_sub(1),
            Command::Down => self.top += 1,
            Command::PageUp => self.top = self.top.saturating_sub(self.height.get()),
            Command::PageDown => self.top += self.height.get(),
            Command::First => self.top = 0,
            Command::Last => self.top = self.lines.len(),
            Command::Big => presenter::open(&self.items(), 0, cx),
            Command::Back => cx.pop(),
            Command::Help => return Ok(Flow::Ignored),
            _ => cx.note("t thanks, q asks, a acts, Tab skips, b big letters, Esc goes back to the steps."),
        }
        Ok(Flow::Done)
    }

    /// What was entered, one thing after the other.
    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for (person, entry) in &self.entered {
            for line in &entry.answers {
                items.push(Item {
                    who: format!("{}:", self.called(*person)),
                    text: line.answer.to_string(),
                    aside: line.ask.clone(),
                    target: Some(self.round.id.into()),
                });
            }
        }
        items
    }

    /// The next thing to say, and the keys for it.
    /// Whose turn it is, and what the keys do.
    fn prompt(&self) -> (String, &'static str) {
        match self.todo.front() {
            Some(Todo::Respond(by, to)) => (
                format!("{}, to {}:  ", self.called(*by).to_uppercase(), self.called(*to)),
                "t thanks  q question  a action  Tab skips",
            ),
            Some(Todo::Pick(person)) => (
                format!("{}:  ", self.called(*person).to_uppercase()),
                "Enter picks one KEEP and one CHANGE  Tab skips",
            ),
            None => (String::new(), "Enter goes back to the steps."),
        }
    }

    fn write(&self, width: usize, view: &View<'_>) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        let mut questions: Vec<(&str, &str)> = Vec::new();
        for line in self.entered.iter().flat_map(|(_, entry)| &entry.answers) {
            if !questions.iter().any(|(question, _)| *question == line.question) {
                questions.push((&line.question, &line.ask));
            }
        }
        // As they were asked, whoever skipped one.
        let place = |question: &str| self.asked.iter().position(|asked| asked.question == question);
        questions.sort_by_key(|(question, _)| place(question).unwrap_or(usize::MAX));
        let columns = view.tier >= Tier::Normal && self.people.len() == 2;
        if columns {
            lines.push(self.names(width, view));
        }
        for (question, ask) in questions {
            lines.extend(
                wrap(ask, width)
                    .into_iter()
                    .map(|line| Line::from(Span::styled(line, view.style(Role::Muted)))),
            );
            if columns {
                self.beside(question, width, &mut lines)
            } else {
                self.below(question, width, view, &mut lines)
            }
        }
        self.gaps(width, view, &mut lines);
        self.responses(&mut lines);
        lines
    }

    fn answer(&self, person: Id<Person>, question: &str) -> Option<String> {
        let (_, entry) = self.entered.iter().find(|(id, _)| *id == person)?;
        let line = entry.answers.iter().find(|line| line.question == question)?;
        Some(match &line.answer {
            Answer::Figure(figure) => figure.to_string(),
            Answer::Words(words) => format!("\"{words}\""),
        })
    }

    fn names(&self, width: usize, view: &View<'_>) -> Line<'static> {
        let half = width.saturating_sub(3) / 2;
        let names: Vec<String> =
            self.people.iter().map(|(_, name)| fit(&name.to_uppercase(), half)).collect();
        Line::from(Span::styled(names.join(" │ "), view.style(Role::Heading)))
    }

    /// Two answers side by side: neither is wider.
    fn beside(&self, question: &str, width: usize, lines: &mut Vec<Line<'static>>) {
        let half = width.saturating_sub(3) / 2;
        let cells: Vec<Vec<String>> = self
            .people
            .iter()
            .map(|(person, _)| {
                self.answer(*person, question).map_or(vec!["-".to_owned()], |text| wrap(&text, half))
            })
            .collect();
        let rows = cells.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..rows {
            let texts: Vec<String> =
                cells.iter().map(|cell| fit(cell.get(row).map_or("", String::as_str), half)).collect();
            lines.push(Line::from(texts.join(" │ ")));
        }
    }

    fn below(&self, question: &str, width: usize, view: &View<'_>, lines: &mut Vec<Line<'static>>) {
        for (person, name) in &self.people {
            let Some(answer) = self.answer(*person, question) else { continue };
            let name = cut(name, 12);
            for (number, text) in wrap(&answer, width.saturating_sub(14).max(8)).into_iter().enumerate() {
                let label = if number == 0 { fit(&name, 13) } else { " ".repeat(13) };
                lines.push(Line::from(vec![
                    Span::styled(format!(" {label}"), view.style(Role::Accent)),
                    Span::raw(text),
                ]));
            }
        }
    }

    fn gaps(&self, width: usize, view: &View<'_>, lines: &mut Vec<Line<'static>>) {
        let gaps = self.round.gaps();
        if gaps.is_empty() {
            return;
        }
        lines.push(Line::from(""));
        let wide: Vec<_> = gaps.into_iter().filter(|gap| gap.width > 0).collect();
        let heading = if wide.is_empty() { "NO GAPS: YOU SEE IT ALIKE" } else { "GAPS, THE WIDEST FIRST" };
        lines.push(Line::from(Span::styled(heading, view.style(Role::Heading))));
        for gap in wide {
            let said: Vec<String> = gap
                .said
                .iter()
                .map(|(person, figure)| format!("{} {figure}", self.called(*person)))
                .collect();
            for line in wrap(&format!("{}  {}  {}", gap.width, gap.ask, said.join(", ")), width) {
                lines.push(Line::from(line));
            }
            let more =
                self.asked.iter().find(|asked| asked.question == gap.question).map(|asked| &asked.more);
            for line in more.into_iter().flat_map(|more| wrap(more, width.saturating_sub(3))) {
                lines.push(Line::from(Span::styled(format!("   {line}"), view.style(Role::Muted))));
            }
        }
    }

    fn responses(&self, lines: &mut Vec<Line<'static>>) {
        let all =
            self.entered.iter().flat_map(|(to, entry)| entry.responses.iter().map(move |said| (to, said)));
        let all: Vec<String> = all
            .map(|(to, said)| format!("{} to {}: {}", self.called(said.by), self.called(*to), said.kind))
            .collect();
        if !all.is_empty() {
            lines.push(Line::from(""));
            lines.extend(all.into_iter().map(Line::from));
        }
    }
}

impl Layer for Reveal {
    fn crumb(&self) -> String {
        "revealed".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Together, Context::List]
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        match self.todo.front() {
            Some(Todo::Respond(..)) => vec![Command::Thanks, Command::AskBack, Command::Act, Command::Big],
            Some(Todo::Pick(_)) | None => vec![Command::Open, Command::Big],
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let result = match input {
            Input::Command(command) => self.command(command, cx),
            Input::Wheel(rows) => self.command(if rows > 0 { Command::Down } else { Command::Up }, cx),
            _ => Ok(Flow::Done),
        };
        result.unwrap_or_else(|error| {
            cx.fail(format!("Nothing was changed: {error}"));
            Flow::Done
        })
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.lines = self.write(usize::from(area.width).saturating_sub(2).max(8), view);
        self.height.set(usize::from(area.height.saturating_sub(3)).max(1));
        self.top = self.top.min(self.lines.len().saturating_sub(self.height.get()));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        frame.render_widget(Clear, area);
        let (heading, rest) = split::above(area, 1);
        let (body, last) = split::above(rest, rest.height.saturating_sub(2));
        let width = usize::from(area.width).saturating_sub(2);
        let padded = |spot: Rect| Rect { x: spot.x + 1, width: spot.width.saturating_sub(2), ..spot };
        let title = cut(&format!("REVEALED  {}", self.name), width);
        frame.render_widget(Span::styled(title, view.style(Role::Heading)), padded(heading));
        for (line, y) in self.lines.iter().skip(self.top).zip(body.y..body.bottom()) {
            frame.render_widget(line, padded(Rect { y, height: 1, ..body }));
        }
        let beyond = Beyond::of(self.lines.len(), self.top, usize::from(body.height));
        let way = match beyond {
            Beyond { below: 1.., .. } => ", Down",
            Beyond { above: 1.., .. } => ", Up",
            Beyond { .. } => "",
        };
        let more = format!("{}{way}", beyond.said());
        let (upper, lower) = split::above(padded(last), last.height.saturating_sub(1));
        let (who, keys) = self.prompt();
        // In little room the keys have a line of their own, and whose turn it is stands above them.
        let (above, below) = if cells(&who) + cells(keys) <= width {
            ("", format!("{who}{keys}"))
        } else {
            (who.as_str(), keys.to_owned())
        };
        let above = fit(above, width.saturating_sub(cells(&more)));
        frame.render_widget(Span::styled(above, view.style(Role::Accent)), upper);
        let spot = Rect {
            x: upper.right().saturating_sub(cells(&more) as u16),
            width: cells(&more) as u16,
            ..upper
        };
        frame.render_widget(Span::styled(more, view.style(Role::Muted)), spot.intersection(upper));
        frame.render_widget(Span::styled(cut(&below, width), view.style(Role::Accent)), lower);
    }
}
