//! The monthly look back: what the rows of the month say, each line with its rows on Enter; what is
//! asked; and the form that writes it down. It is the owner's alone.

use super::line::Pen;
use super::split;
use crate::lookback::{LookBack as Found, look_back};
use crate::store::{Sight, StoreError};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::edit;
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::panel::Figure;
use crate::tui::screen::numbers::Numbers;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The panes.
const SAID: usize = 0;
const ASKED: usize = 1;
/// The row that opens the form.
const WRITE: Target = Target::Own(u32::MAX);
/// Cells of the pane beside what the rows say, where there is room for one.
const BESIDE: u16 = 34;

/// The layer.
pub struct LookBack {
    found: Option<Found>,
    panes: Panes,
    areas: Vec<Rect>,
    read: Option<Basis>,
}

/// Opens it, where nobody looks along.
pub fn open(cx: &mut Cx<'_>) {
    if cx.store.sight() != Sight::Whole {
        return cx.note("The look back is yours alone. v lifts the veil; then :look back opens it.");
    }
    cx.push(LookBack { found: None, panes: Panes::default(), areas: Vec::new(), read: None });
}

impl LookBack {
    /// What the rows say, a line each; a line with rows behind it can be opened.
    fn said(&self, width: usize, view: &View<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut number = 0;
        for part in self.found.iter().flat_map(|found| &found.parts) {
            if !rows.is_empty() {
                rows.push(Row::text(""));
            }
            rows.push(Row::text(Span::styled(
                cut(&part.heading.to_uppercase(), width),
                view.style(Role::Heading),
            )));
            for line in &part.lines {
                let target = (!line.rows.is_empty()).then_some(Target::Own(number));
                number += 1;
                for (at, text) in wrap(&line.text, width.max(8)).into_iter().enumerate() {
                    // A line that goes on stands further in.
                    let text = if at == 0 { text } else { format!("  {text}") };
                    let line = Line::from(cut(&text, width));
                    rows.push(Row { line, target: target.clone().filter(|_| at == 0) });
                }
            }
        }
        rows
    }

    fn asked(&self, width: usize, view: &View<'_>) -> Result<Vec<Row>, StoreError> {
        let book = view.assets.forms.look_back();
        let pen = Pen::new(view.store, view.assets)?;
        let mut rows = vec![Row::new(cut("e writes it down", width), WRITE)];
        for question in &book.questions {
            rows.extend(
                wrap(&question.ask, width.saturating_sub(2).max(8))
                    .into_iter()
                    .map(|line| Row::text(format!("  {line}"))),
            );
        }
        rows.push(Row::text(cut("  and up to three intentions", width)));
        if let Some(last) = view.store.last_review()? {
            rows.push(Row::text(""));
            rows.push(Row::text(Span::styled("THE LAST ONE", view.style(Role::Heading))));
            rows.push(Row::new(pen.review(&last, width), last.id));
            let open = view.store.intentions(None)?;
            if !open.is_empty() {
                rows.push(Row::text(""));
                rows.push(Row::text(Span::styled("STILL INTENDED", view.style(Role::Heading))));
            }
            for one in open {
                rows.push(Row::new(pen.intention(&one, width)?, one.id));
            }
        }
        Ok(rows)
    }

    fn lay(&mut self, area: Rect, tier: Tier) {
        self.areas = match tier {
            Tier::Wide => {
                let (left, right) = split::left(area, area.width.saturating_sub(BESIDE));
                vec![left, right]
            }
            // One page at a time: Tab turns it.
            _ if self.panes.focus() == ASKED => vec![Rect::ZERO, area],
            _ => vec![area, Rect::ZERO],
        };
    }

    /// The rows behind the line of this number.
    fn open_line(&self, number: u32, cx: &mut Cx<'_>) {
        let lines = self.found.iter().flat_map(|found| &found.parts).flat_map(|part| &part.lines);
        let Some(line) = usize::try_from(number).ok().and_then(|number| lines.clone().nth(number)) else {
            return;
        };
        let figure = Figure::new("rows", line.text.clone(), line.rows.iter().copied());
        cx.push(Numbers::of("look back".to_owned(), "of the month", &[figure]));
    }
}

impl Layer for LookBack {
    fn crumb(&self) -> String {
        "look back".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    /// It goes when the veil comes down: all of it is private.
    fn holds_text(&self) -> bool {
        true
    }

    fn target(&self) -> Option<Target> {
        self.panes.target().filter(|target| !matches!(target, Target::Own(_)))
    }

    fn hints(&self) -> Vec<Command> {
        let mut hints = vec![Command::Open, Command::Edit, Command::NextPane];
        if matches!(self.panes.target(), Some(Target::Intention(_))) {
            hints.insert(1, Command::Done);
        }
        hints
    }

    fn verb(&self, command: Command) -> &'static str {
        match (command, self.panes.focus()) {
            (Command::Edit, _) => "write",
            (Command::Open, SAID) => "rows",
            (Command::NextPane, SAID) => "questions",
            (Command::NextPane, _) => "the month",
            (other, _) => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let opens = matches!(input, Input::Command(Command::Open) | Input::Click { double: true, .. });
        match (self.panes.target(), input) {
            (Some(WRITE), _) if opens => write(cx),
            (Some(Target::Own(number)), _) if opens => self.open_line(number, cx),
            // Whatever row of the month is selected, e writes.
            (Some(Target::Own(_)) | None, Input::Command(Command::Edit)) => write(cx),
            (Some(target @ (Target::Review(_) | Target::Intention(_))), Input::Command(command)) => {
                return match act(command, Some(target), cx) {
                    Flow::Ignored => self.panes.update(&Input::Command(command)),
                    done => done,
                };
            }
            (_, input) => return self.panes.update(&input),
        }
        Flow::Done
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        self.lay(area, view.tier);
        if self.read == Some(basis) {
            return Ok(());
        }
        self.found = Some(look_back(view.store, &view.assets.forms)?);
        let width = |area: Rect| usize::from(area.width).saturating_sub(4);
        // Both are read at the width of the page that shows them.
        let (left, right) = match self.areas.as_slice() {
            [left, right] if left.width > 0 && right.width > 0 => (width(*left), width(*right)),
            _ => (width(area), width(area)),
        };
        let minutes = view.assets.forms.look_back().minutes;
        let aside = format!("private, about {minutes} minutes");
        self.panes.set(vec![
            Pane::new("LOOK BACK").aside(aside).rows(self.said(left, view)),
            Pane::new("WHAT I MAKE OF IT").rows(self.asked(right, view)?),
        ]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        if let [left, right] = self.areas.as_slice()
            && left.width > 0
            && right.width > 0
        {
            split::rule(frame, *left, view);
        }
        self.panes.render(frame, &self.areas, view);
    }
}

fn write(cx: &mut Cx<'_>) {
    if let Err(error) = edit::review::open(None, cx) {
        cx.fail(error.to_string());
    }
}
