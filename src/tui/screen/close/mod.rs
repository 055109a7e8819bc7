//! Closing a session on one page: everything is filled in, Enter accepts it as it stands.

mod draw;
mod lines;

use super::agenda;
use crate::forms::Form;
use crate::model::{Id, Session, SessionState, Visibility};
use crate::sitting::{Clock, Closing, Material, next_by_rhythm};
use crate::store::{Revision, Store, StoreError, Typed};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Effect, Flow, Input, Layer, View};
use crate::tui::leave::Leaving;
use crate::tui::target::Target;
use lines::{About, Line as Row};
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// Where the page was opened, and so what goes away with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// A list, or a page.
    Elsewhere,
    /// The live session itself.
    Live,
}

/// The page.
pub struct Close {
    title: String,
    form: Form,
    material: Material,
    clock: Option<Clock>,
    closing: Closing,
    rows: Vec<Row>,
    /// The key of the row in focus.
    focus: String,
    wrong: Option<String>,
    seen: Revision,
    unsaved: bool,
    leaving: Leaving,
    under: Under,
}

/// Opens the page from a list.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Session>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    show(id, Under::Elsewhere, cx)
}

/// Opens the page over the live session.
///
/// # Errors
/// What the store says.
pub fn open_over_live(id: Id<Session>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    show(id, Under::Live, cx)
}

fn show(id: Id<Session>, under: Under, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let material = cx.store.material(id)?;
    let Some(form) = agenda::form(cx, &material).cloned() else {
        cx.fail("This session's form is not here. e says that it was held.");
        return Ok(());
    };
    let mut clock = match material.session.state {
        SessionState::Live => cx.store.running(&material.session)?,
        _ => None,
    };
    if let Some(clock) = &mut clock {
        clock.observe(cx.store.now());
    }
    let closing = propose(&material, &form, clock.as_ref(), cx.store, cx.assets);
    let mut page = Close {
        title: cx.store.title(material.relationship.id)?,
        rows: Vec::new(),
        focus: String::new(),
        wrong: None,
        seen: cx.store.revision()?,
        unsaved: false,
        leaving: Leaving::default(),
        form,
        material,
        clock,
        closing,
        under,
    };
    let typed = cx.store.draft(&draft_place(id))?.map(|draft| draft.typed.fields).unwrap_or_default();
    page.lay(&typed, cx.store, cx.assets)?;
    page.focus = page.rows.first().map(Row::key).unwrap_or_default();
    cx.push(page);
    Ok(())
}

fn draft_place(id: Id<Session>) -> String {
    format!("close/{id}")
}

fn propose(
    material: &Material,
    form: &Form,
    clock: Option<&Clock>,
    store: &Store,
    assets: &crate::tui::Assets,
) -> Closing {
    let today = store.clock().today();
    let sliders: Vec<String> = assets.forms.prompts().pulse.iter().map(|slider| slider.id.clone()).collect();
    let next = next_by_rhythm(material.session.starts_at, material.relationship.cadence_days, today)
        .map(|(day, time)| store.clock().at(day, time));
    Closing::propose(material, form, clock, next, &sliders, today)
}

impl Close {
    /// Makes the rows, and puts in what was typed before.
    fn lay(
        &mut self,
        typed: &BTreeMap<String, String>,
        store: &Store,
        assets: &crate::tui::Assets,
    ) -> Result<(), StoreError> {
        self.rows = lines::of(&self.closing, &self.material, store, assets)?;
        for row in &mut self.rows {
            if let Some(text) = typed.get(&row.key()) {
                row.field.set(text);
            }
            if let Some(seen) = typed.get(&row.seen_key()).and_then(|word| word.parse().ok()) {
                row.seen = row.seen.map(|_| seen);
            }
        }
        Ok(())
    }

    fn values(&self) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        for row in &self.rows {
            values.insert(row.key(), row.field.value());
            if let Some(seen) = row.seen {
                values.insert(row.seen_key(), seen.word().to_owned());
            }
        }
        values
    }

    fn at(&self) -> usize {
        self.rows.iter().position(|row| row.key() == self.focus).unwrap_or(0)
    }

    fn row(&mut self) -> Option<&mut Row> {
        let at = self.at();
        self.rows.get_mut(at)
    }

    /// Goes on by rows, or says that there are no more.
    fn step(&mut self, by: isize, cx: &mut Cx<'_>) {
        let last = self.rows.len().saturating_sub(1) as isize;
        let before = self.at();
        let at = (before as isize + by).clamp(0, last.max(0)) as usize;
        if at == before {
            let edge = if by < 0 { "first" } else { "last" };
            return cx.note(format!("This is the {edge} row. Enter closes the session."));
        }
        self.focus = self.rows.get(at).map(Row::key).unwrap_or_default();
    }

    /// Closes it, all or nothing.
    fn keep(&mut self, cx: &mut Cx<'_>) {
        if let Err((key, message)) = lines::read(&self.rows, &mut self.closing, cx.store) {
            self.focus = key;
            cx.fail(format!("Not closed yet: {message}"));
            self.wrong = Some(message);
            return;
        }
        let closed = self.closing.apply(&self.material, &self.form, self.clock.as_ref(), cx.store.now());
        let label = format!("close the session with {}", self.title);
        if let Err(error) = cx.store.write(&label, |tx| tx.close_session(&self.material, &closed)) {
            let way = match &error {
                StoreError::Overtaken { .. } => ". It is read anew: look, and keep again",
                _ => "",
            };
            return cx.fail(format!("Nothing was changed: {error}{way}"));
        }
        self.unsaved = false;
        for place in [draft_place(self.material.session.id), format!("live/{}", self.material.session.id)] {
            // A draft that outlives its session is offered again: harmless.
            let _ = cx.store.forget_draft(&place);
        }
        cx.pop();
        if self.under == Under::Live {
            cx.effects.push(Effect::Pop);
        }
        let next = closed.next.map_or(String::new(), |next| {
            format!(", next {}", next.starts_at.local().format("%a %-d %b %H:%M"))
        });
        let minutes = match self.closing.minutes {
            1 => "1 minute".to_owned(),
            several => format!("{several} minutes"),
        };
        cx.done(format!("Held, {minutes}{next}  u takes it back"));
    }

    fn change(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        let target = match self.row().map(|row| row.about.clone()) {
            Some(About::Promise(id)) => Target::Commitment(id),
            Some(About::Landed(id)) => Target::Exchange(id),
            _ => {
                cx.note("Promises and exchanges can be changed here; Left and Right choose.");
                return Ok(());
            }
        };
        self.flush(cx.store)?;
        crate::tui::edit::open(target, cx)
    }

    fn toggle(&mut self, cx: &mut Cx<'_>) {
        match self.row().and_then(|row| row.seen.as_mut()) {
            Some(seen) => {
                *seen = match seen {
                    Visibility::Private => Visibility::Shared,
                    Visibility::Shared => Visibility::Private,
                };
                self.unsaved = true;
            }
            None => cx.note("This row is not private or shared of itself."),
        }
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match command {
            Command::Keep => self.keep(cx),
            Command::Up | Command::PreviousField => self.step(-1, cx),
            Command::Down | Command::NextField => self.step(1, cx),
            Command::PageUp => self.step(-10, cx),
            Command::PageDown => self.step(10, cx),
            Command::Left | Command::Right => {
                if let Some(row) = self.row().filter(|row| row.field.is_open()) {
                    row.field.turn(if command == Command::Left { -1 } else { 1 });
                    self.unsaved = true;
                } else {
                    cx.note("There is nothing else to choose here.");
                }
            }
            Command::Share => self.toggle(cx),
            Command::Change => self.change(cx)?,
            Command::Fresh => {
                self.lay(&BTreeMap::new(), cx.store, cx.assets)?;
                cx.note("As it was proposed.");
            }
            Command::Back => {
                let kept = self.flush(cx.store);
                if self.leaving.now(kept, cx) {
                    cx.pop();
                    cx.note("Not closed yet. What was chosen is kept; D comes back to it.");
                }
            }
            _ => return Ok(Flow::Ignored),
        }
        Ok(Flow::Done)
    }

    fn refresh(&mut self, view: &View<'_>) -> Result<(), StoreError> {
        let revision = view.store.revision()?;
        if revision == self.seen {
            return Ok(());
        }
        let typed = self.values();
        self.material = view.store.material(self.material.session.id)?;
        self.closing = propose(&self.material, &self.form, self.clock.as_ref(), view.store, view.assets);
        self.lay(&typed, view.store, view.assets)?;
        self.seen = revision;
        Ok(())
    }
}

impl Layer for Close {
    fn crumb(&self) -> String {
        "close".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        match self.rows.get(self.at()) {
            Some(row) if row.field.types() => vec![Context::Accept, Context::Line],
            _ => vec![Context::Accept, Context::Closing, Context::Form],
        }
    }

    fn typing(&self) -> bool {
        self.rows.get(self.at()).is_some_and(|row| row.field.types())
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Keep, Command::Right, Command::Down, Command::Share, Command::Change]
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Keep => "close it",
            Command::Down => "next row",
            Command::Right => "next choice",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let result = match input {
            Input::Command(command) => self.command(command, cx),
            Input::Click { tag, .. } => {
                if let Some(row) = self.rows.get(tag) {
                    let key = row.key();
                    if key == self.focus {
                        self.rows[tag].field.turn(1);
                        self.unsaved = true;
                    }
                    self.focus = key;
                }
                Ok(Flow::Done)
            }
            Input::Wheel(rows) => {
                self.step(rows as isize, cx);
                Ok(Flow::Done)
            }
            Input::Filled(_) => Ok(Flow::Ignored),
            Input::Key(key) => {
                self.wrong = None;
                if let Some(row) = self.row() {
                    self.unsaved |= row.field.key(key);
                }
                Ok(Flow::Done)
            }
            Input::Paste(text) | Input::Edited(text) => {
                if let Some(row) = self.row() {
                    row.field.paste(&text);
                    self.unsaved = true;
                }
                Ok(Flow::Done)
            }
        };
        result.unwrap_or_else(|error| {
            cx.fail(format!("Nothing was changed: {error}"));
            Flow::Done
        })
    }

    fn prepare(&mut self, _area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.refresh(view)
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.draw(frame, area, view);
    }

    fn holds_text(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.unsaved
    }

    fn flush(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.unsaved {
            let label = format!("closing {}", self.title);
            store.save_draft(&draft_place(self.material.session.id), &label, &Typed::of(self.values()))?;
            self.unsaved = false;
        }
        Ok(())
    }
}
