//! The picture of a relationship's form, as large as the screen, today or as it stood after a
//! session; what it says below it, and its numbers on Enter.

use super::health::belonging;
use super::numbers;
use super::split;
use crate::forms::Form;
use crate::model::{Id, Relationship, Session};
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::panel::{self, Figure, Material, Rows, Sketch};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::spans::cut_line;
use crate::tui::widget::text::{cells, cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows that a reading may take.
const READING: usize = 3;

/// What was drawn.
enum Drawn {
    /// The picture itself.
    Sheet(Sketch),
    /// Where it has no room: its few lines.
    Strip(Vec<Line<'static>>),
}

/// The layer.
pub struct Picture {
    relationship: Id<Relationship>,
    title: String,
    /// The session after which it is seen; none is today.
    after: Option<Id<Session>>,
    rows: Option<Rows>,
    name: &'static str,
    span: String,
    drawn: Drawn,
    reading: Vec<String>,
    figures: Vec<Figure>,
    read: Option<(Basis, Option<Id<Session>>)>,
}

/// Opens it for the relationship that the selected row belongs to.
///
/// # Errors
/// What the store says.
pub fn open(cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let Some(relationship) = belonging(cx.target.as_ref(), cx.store)? else {
        cx.note("Select a relationship, or a row of one, first: then P shows its picture.");
        return Ok(());
    };
    cx.push(Picture {
        relationship,
        title: cx.store.title(relationship)?,
        after: None,
        rows: None,
        name: "",
        span: String::new(),
        drawn: Drawn::Strip(Vec::new()),
        reading: Vec::new(),
        figures: Vec::new(),
        read: None,
    });
    Ok(())
}

impl Picture {
    fn refresh(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some((basis, self.after)) {
            return Ok(());
        }
        if self.rows.is_none() || self.read.is_none_or(|(read, _)| read != basis) {
            self.rows = Some(Rows::read(view.store, self.relationship)?);
        }
        self.title = view.store.title(self.relationship)?;
        if let Some(rows) = self.rows.take() {
            match view.assets.forms.get(&rows.ledger.form) {
                Some(form) => self.draw(&rows, form, area, view),
                None => self.reading = vec![format!("The form {} is not known here.", rows.ledger.form)],
            }
            self.rows = Some(rows);
        }
        self.read = Some((basis, self.after));
        Ok(())
    }

    /// Draws it into the room that the heading and the reading leave.
    fn draw(&mut self, rows: &Rows, form: &Form, area: Rect, view: &View<'_>) {
        let then = self.day(rows).map(|day| rows.until(day));
        let material = Material::new(then.as_ref().unwrap_or(rows), form, view.assets.theme);
        let panel = panel::of(form.panel);
        self.name = panel.name;
        self.span = if then.is_some() {
            format!("as it stood on {}", panel::spoken(material.ledger().today))
        } else {
            material.span()
        };
        self.figures = (panel.figures)(&material);
        let width = area.width.saturating_sub(2);
        self.reading = wrap(&(panel.reading)(&material), usize::from(width));
        let spare = 3 + self.reading.len().min(READING) as u16;
        let height = area.height.saturating_sub(spare);
        self.drawn = if width >= panel.least.0 && height >= panel.least.1 {
            let mut sketch = Sketch::new(width, height, view.assets.theme);
            (panel.draw)(&material, &mut sketch);
            Drawn::Sheet(sketch)
        } else {
            Drawn::Strip((panel.strip)(&material, usize::from(width), usize::from(height)))
        };
    }

    /// The day of the session after which it is seen.
    fn day(&self, rows: &Rows) -> Option<chrono::NaiveDate> {
        let after = self.after?;
        rows.ledger.sessions.iter().find(|session| session.id == after).map(|session| session.day)
    }

    /// Goes to the session before, or on to the next one and at last to today.
    fn scrub(&mut self, command: Command, cx: &mut Cx<'_>) {
        let Some(rows) = &self.rows else { return };
        let sessions = &rows.ledger.sessions;
        let here = sessions.iter().position(|one| Some(one.id) == self.after).unwrap_or(sessions.len());
        let there = if command == Command::Left { here.checked_sub(1) } else { Some(here + 1) };
        let Some(there) = there.filter(|there| *there <= sessions.len()) else {
            let end = if sessions.is_empty() {
                "No session to go back to yet."
            } else if command == Command::Left {
                "This is the oldest session the picture looks back to. Right goes on."
            } else {
                "This is today. Left goes back, session by session."
            };
            return cx.note(end);
        };
        self.after = sessions.get(there).map(|session| session.id);
        cx.note(match self.after {
            Some(_) => format!("After session {} of {}. Left and Right go on.", there + 1, sessions.len()),
            None => "Today again.".to_owned(),
        });
    }

    fn heading(&self, width: usize, view: &View<'_>) -> Line<'static> {
        let name = format!("  {}", self.name);
        let title = cut(&self.title, width.saturating_sub(cells(&name)));
        let left = cells(&title) + cells(&name);
        let room = width.saturating_sub(left);
        let span = if cells(&self.span) + 3 <= room { self.span.clone() } else { String::new() };
        let gap = " ".repeat(room - cells(&span));
        cut_line(
            Line::from(vec![
                Span::styled(title, view.style(Role::Heading)),
                Span::styled(format!("{name}{gap}{span}"), view.style(Role::Muted)),
            ]),
            width,
        )
    }
}

impl Layer for Picture {
    fn crumb(&self) -> String {
        format!("picture of {}", self.title)
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn about(&self) -> Option<Target> {
        Some(Target::Relationship(self.relationship))
    }

    fn target(&self) -> Option<Target> {
        Some(Target::Relationship(self.relationship))
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Left, Command::Right, Command::Back]
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Open => "numbers",
            Command::Left => "earlier",
            Command::Right => "later",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Open) | Input::Click { double: true, .. } => {
                cx.push(numbers::Numbers::of(self.title.clone(), self.name, &self.figures));
            }
            Input::Command(command @ (Command::Left | Command::Right)) => self.scrub(command, cx),
            Input::Command(Command::Picture) => cx.pop(),
            _ => return Flow::Ignored,
        }
        Flow::Done
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.refresh(area, view)
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let area = Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(2), ..area };
        let (heading, rest) = split::above(area, 1);
        frame.render_widget(self.heading(usize::from(area.width), view), heading);
        let said = self.reading.len().min(READING) as u16;
        let (picture, below) = split::above(rest, rest.height.saturating_sub(said + 1));
        view.zone(area, 0);
        match &self.drawn {
            Drawn::Sheet(sketch) => frame.render_widget(sketch, split::above(picture, 1).1),
            Drawn::Strip(lines) => {
                for (line, y) in lines.iter().zip(picture.y..picture.bottom()) {
                    let line = cut_line(line.clone(), usize::from(area.width));
                    frame.render_widget(line, Rect { y, height: 1, ..picture });
                }
            }
        }
        let below = split::above(below, 1).1;
        for (at, y) in (below.y..below.bottom()).enumerate() {
            // What has no room ends in dots.
            let last = usize::from(below.height) == at + 1;
            let text = self.reading.get(at..).unwrap_or_default();
            let text = if last { text.join(" ") } else { text.first().cloned().unwrap_or_default() };
            let text = cut(&text, usize::from(below.width));
            frame.render_widget(Span::raw(text), Rect { y, height: 1, ..below });
        }
    }
}
