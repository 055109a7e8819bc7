//! The page of one row: everything it says, and what belongs to it.

mod commitment;
mod exchange;
mod feedback;
mod form;
mod goal;
mod person;
mod reflection;
mod relationship;
mod review;
mod round;
mod session;
mod skill;
mod writer;

use super::choose;
use super::line::Pen;
use crate::model::Id;
use crate::store::StoreError;
use crate::tui::act::{self, act, beside, has_next, offered};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Effect, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use ratatui::Frame;
use ratatui::layout::Rect;
use writer::Writer;

/// A page about one row.
pub struct Page {
    target: Target,
    title: String,
    panes: Panes,
    /// Whether the row has a next step.
    next: bool,
    /// A row that was just made.
    made: Option<Target>,
    read: Option<Basis>,
}

/// Opens the page of a row; drafts open their form, bin entries come back.
pub fn open(target: Target, cx: &mut Cx<'_>) {
    match target {
        Target::Draft(place) => draft(&place, cx),
        Target::Binned(entry) => match cx.store.write("restored from the bin", |tx| tx.restore(entry)) {
            Ok(1) => cx.done("1 row is back  u takes it back"),
            Ok(rows) => cx.done(format!("{rows} rows are back  u takes it back")),
            Err(error) => cx.fail(error.to_string()),
        },
        Target::Item(_) | Target::Own(_) => cx.note("There is nothing more to see here."),
        target => {
            let (title, panes) = (String::new(), Panes::default());
            cx.push(Page { target, title, panes, next: false, made: None, read: None })
        }
    }
}

/// A draft goes on in the form it was typed in.
fn draft(place: &str, cx: &mut Cx<'_>) {
    let (noun, id) = place.split_once('/').unwrap_or((place, ""));
    cx.target = None;
    let command = match (noun, id) {
        ("capture", _) => Command::Capture,
        ("choose", id) => {
            let opened = match id.parse() {
                Ok(uuid) => choose::again(Id::from_uuid(uuid), cx),
                Err(_) => choose::fresh(cx),
            };
            if let Err(error) = opened {
                cx.fail(error.to_string());
            }
            return;
        }
        ("live" | "prepare" | "close", id) => return crate::tui::arc::resume(noun, id, cx),
        ("agreement", place) => {
            if let Err(error) = crate::tui::edit::agreement::resume(place, cx) {
                cx.fail(error.to_string());
            }
            return;
        }
        ("person", "new") => Command::NewPerson,
        ("relationship", "new") => Command::NewRelationship,
        ("session", "new") => Command::NewSession,
        ("exchange", "new") => Command::NewExchange,
        ("feedback", "new") => Command::NewFeedback,
        ("goal", "new") => Command::NewGoal,
        ("commitment", "new") => Command::NewPromise,
        ("reflection", "new") => Command::NewReflection,
        ("skill", "new") => Command::NewSkill,
        _ => {
            let opened = match (noun, id.parse().ok()) {
                ("succession", Some(uuid)) => {
                    crate::tui::edit::succession::open(Some(Id::from_uuid(uuid)), cx)
                }
                ("rating", Some(uuid)) => crate::tui::edit::skill::rate(Id::from_uuid(uuid), cx),
                ("review", None) => crate::tui::edit::review::open(None, cx),
                ("answer", Some(uuid)) => crate::tui::edit::answer::open(Id::from_uuid(uuid), cx),
                ("person", None) => crate::tui::edit::person::named(named(id), cx),
                ("relationship", None) => crate::tui::edit::relationship::with(named(id), cx),
                ("promise", Some(uuid)) => crate::tui::edit::commitment::of_answer(Id::from_uuid(uuid), cx),
                (noun, uuid) => uuid
                    .and_then(|uuid| of_noun(noun, uuid))
                    .map_or(Ok(()), |target| crate::tui::edit::open(target, cx)),
            };
            if let Err(error) = opened {
                cx.fail(error.to_string());
            }
            return;
        }
    };
    cx.effects.push(Effect::Dispatch(command));
}

/// The name in the place of a draft about somebody new: `Zoe/new`.
fn named(id: &str) -> &str {
    id.strip_suffix("/new").unwrap_or(id)
}

fn of_noun(noun: &str, uuid: uuid::Uuid) -> Option<Target> {
    // A check-in is typed into its goal.
    Target::of(if noun == "checkin" { "goal" } else { noun }, uuid)
}

/// The title and the rows of a page of this many cells.
///
/// # Errors
/// What the store says; a row that is gone is said in the title.
pub fn write(target: &Target, width: usize, view: &View<'_>) -> Result<(String, Vec<Row>), StoreError> {
    let pen = Pen::new(view.store, view.assets)?;
    let mut writer = Writer { pen, view, width: width.saturating_sub(5), rows: Vec::new() };
    let title = match writer.write(target) {
        Ok(title) => title,
        Err(StoreError::NotFound { .. }) => "This row is gone. Esc goes back; u brings it back.".to_owned(),
        Err(error) => return Err(error),
    };
    Ok((title, writer.rows))
}

impl Page {
    fn is_session(&self) -> bool {
        matches!(self.target, Target::Session(_))
    }

    /// An intention that is marked on its look back's page: what is done is this one.
    fn marked_intention(&self) -> Option<Target> {
        self.panes.target().filter(|marked| matches!(marked, Target::Intention(_)))
    }
}

impl Layer for Page {
    fn crumb(&self) -> String {
        self.title.clone()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn target(&self) -> Option<Target> {
        Some(self.target.clone())
    }

    fn made(&mut self, row: &Target) {
        self.made = Some(row.clone());
    }

    fn about(&self) -> Option<Target> {
        Some(self.target.clone())
    }

    fn hints(&self) -> Vec<Command> {
        let inner = self.panes.target().map_or(&[][..], |_| &[Command::Open]);
        let mut own = vec![Command::Back, Command::Edit];
        if self.next {
            own.push(Command::Done);
        }
        own.extend(beside(Some(&self.target)).iter().filter(|_| self.next || !self.is_session()));
        own.extend([Command::Copy, Command::Promise, Command::Bin]);
        if self.target.word().is_some() {
            own.push(Command::New);
        }
        let done = self.marked_intention().map_or(&[][..], |_| &[Command::Done]);
        [inner, done, &offered(Some(&self.target), &own)].concat()
    }

    fn verb(&self, command: Command) -> &'static str {
        act::verb(command, Some(&self.target))
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if let Input::Command(command) = input {
            let inner = self.panes.target();
            let target = match command {
                Command::Open => inner,
                Command::Done => self.marked_intention().or(self.target()),
                _ => self.target(),
            };
            if command == Command::Open && target.is_none() {
                cx.note("Esc goes back; e changes it.");
                return Flow::Done;
            }
            if act(command, target, cx) == Flow::Done {
                return Flow::Done;
            }
        }
        if let Input::Click { double: true, .. } = input
            && let Some(target) = self.panes.target()
        {
            open(target, cx);
            return Flow::Done;
        }
        self.panes.update(&input)
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some(basis) {
            return Ok(());
        }
        let (title, rows) = write(&self.target, usize::from(area.width), view)?;
        self.next = has_next(&self.target, view.store)?;
        // The line above names the row, where there is one; the heading says what it is.
        let kind = self.target.word().filter(|_| view.tier > Tier::Tiny);
        let heading = kind.map_or_else(|| title.clone(), str::to_uppercase);
        self.title = title;
        self.panes.set(vec![Pane::new(heading).rows(rows)]);
        if self.read.is_none() {
            // Where the row is one of its own page's rows, it is the one that is marked.
            self.panes.select(&self.target);
        }
        if let Some(row) = self.made.take() {
            self.panes.select(&row);
        }
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.panes.render(frame, &[area], view);
    }
}
