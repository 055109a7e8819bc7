//! The numbers of a picture: each figure in words, and the rows it was made from, which open.

use super::health::evidence;
use super::line::Pen;
use super::page;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::panel::Figure;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{fit, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows of one figure that are listed; the others are counted.
const MOST: usize = 12;
/// Cells of a figure's name.
const LABEL: usize = 28;

/// The layer.
pub struct Numbers {
    title: String,
    heading: String,
    figures: Vec<Figure>,
    panes: Panes,
    read: Option<Basis>,
}

impl Numbers {
    /// The numbers of a picture of a relationship.
    pub fn of(title: String, picture: &str, figures: &[Figure]) -> Self {
        let heading = format!("NUMBERS  {picture}");
        Self { title, heading, figures: figures.to_vec(), panes: Panes::default(), read: None }
    }

    fn rows(&self, view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
        let pen = Pen::new(view.store, view.assets)?;
        let mut rows = Vec::new();
        let label = LABEL.min(width / 3);
        for figure in &self.figures {
            if !rows.is_empty() {
                rows.push(Row::text(""));
            }
            let value = wrap(&figure.value, width.saturating_sub(label + 1).max(8));
            for (at, value) in value.into_iter().enumerate() {
                let name = if at == 0 { figure.label.as_str() } else { "" };
                rows.push(Row::text(Line::from(vec![
                    Span::styled(fit(name, label), view.style(Role::Heading)),
                    Span::raw(format!(" {value}")),
                ])));
            }
            let newest = figure.rows.iter().rev();
            for row in newest.take(MOST) {
                rows.push(evidence(&pen, *row, width)?);
            }
            if figure.rows.len() > MOST {
                rows.push(Row::text(format!("and {} more", figure.rows.len() - MOST)));
            }
        }
        Ok(rows)
    }
}

impl Layer for Numbers {
    fn crumb(&self) -> String {
        format!("numbers of {}", self.title)
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    /// Names of goals and topics come with the picture.
    fn holds_text(&self) -> bool {
        true
    }

    fn target(&self) -> Option<Target> {
        self.panes.target()
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Back]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let opens = matches!(input, Input::Command(Command::Open) | Input::Click { double: true, .. });
        match self.panes.target() {
            Some(target) if opens => page::open(target, cx),
            None if opens => cx.note("Here are figures in words; the rows below some of them open."),
            _ => return self.panes.update(&input),
        }
        Flow::Done
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some(basis) {
            return Ok(());
        }
        let rows = self.rows(view, usize::from(area.width).saturating_sub(4))?;
        let pane = Pane::new(self.heading.clone()).rows(rows).empty("Nothing to count yet.");
        self.panes.set(vec![pane]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.panes.render(frame, &[area], view);
    }
}
