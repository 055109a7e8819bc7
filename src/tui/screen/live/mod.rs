//! A session that is going on: its clock, its agenda, its notes, and what is captured in it.
//!
//! The hour itself is a value ([`crate::sitting::Clock`]) kept in the journal, so the session goes
//! on when this layer, or the program, is gone. What is typed is a draft within half a second and
//! becomes part of the session, as one step of the history, when the text is left.

mod captured;
mod draw;
mod steer;

use super::agenda;
use super::line::Pen;
use crate::capture::Place;
use crate::forms::Form;
use crate::model::text::both;
use crate::model::text::one_line;
use crate::model::{Id, Session, SessionState};
use crate::sitting::timetable::{Duty, duties};
use crate::sitting::{Clock, Material, Pace, timetable};
use crate::store::{Revision, Store, StoreError, Typed};
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::jotting::Jotting;
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::leave::Leaving;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{right, wrap};
use draw::Areas;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use std::collections::BTreeMap;
use std::time::Duration;

/// The pane of the agenda.
const AGENDA: usize = 0;
/// The pane of what was captured.
const CAPTURED: usize = 1;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Agenda,
    Notes,
    Private,
    Capture,
    Captured,
}

impl Focus {
    const ALL: [Self; 5] = [Self::Notes, Self::Private, Self::Capture, Self::Agenda, Self::Captured];

    fn turned(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0) as isize;
        Self::ALL[(at + by).rem_euclid(Self::ALL.len() as isize) as usize]
    }
}

/// The layer.
pub struct Live {
    title: String,
    form: Form,
    material: Material,
    duties: Vec<Duty>,
    questions: Vec<String>,
    clock: Clock,
    notes: Field,
    private: Field,
    jotting: Jotting,
    focus: Focus,
    panes: Panes,
    /// How many rows were captured.
    kept: usize,
    areas: Areas,
    seen: Revision,
    /// Whether something typed is not in the file yet.
    unsaved: bool,
    leaving: Leaving,
}

/// Opens a session that is going on.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Session>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let material = cx.store.material(id)?;
    let Some(form) = agenda::form(cx, &material).cloned() else {
        cx.fail("This session's form is not here, so it cannot be timed. e writes its notes.");
        return Ok(());
    };
    let now = cx.store.now();
    let clock = match cx.store.running(&material.session)? {
        Some(clock) => clock,
        None => started_elsewhere(&material, &form),
    };
    let place = draft_place(id);
    let typed = cx.store.draft(&place)?.map(|draft| draft.typed.fields).unwrap_or_default();
    let text = |name: &str, kept: &Option<String>| {
        typed.get(name).cloned().or_else(|| kept.clone()).unwrap_or_default()
    };
    let within = Place { relationship: Some(material.relationship.id), session: Some(id) };
    let present = material.present();
    let mut live = Live {
        title: cx.store.title(material.relationship.id)?,
        duties: duties(&form, &material),
        questions: asked(&material),
        notes: Field::text(
            "notes",
            "Notes",
            "What is said. They may be shown this.",
            &text("notes", &material.session.notes),
        ),
        private: Field::text(
            "private",
            "Private notes",
            "What I notice. Only for me.",
            &text("private", &material.session.private_notes),
        ),
        jotting: Jotting::new(typed.get("line").map_or("", String::as_str)).within(within, present),
        focus: Focus::Notes,
        panes: Panes::default(),
        kept: 0,
        areas: Areas::default(),
        seen: Revision::default(),
        unsaved: false,
        leaving: Leaving::default(),
        form,
        material,
        clock,
    };
    live.clock.observe(now);
    cx.push(live);
    Ok(())
}

/// A session that another program made live has no clock here: it counts from its start.
fn started_elsewhere(material: &Material, form: &Form) -> Clock {
    let session = &material.session;
    let parts = match session.segments.as_slice() {
        [] => timetable(form, material),
        parts => parts.to_vec(),
    };
    Clock::start(session.starts_at, parts)
}

fn asked(material: &Material) -> Vec<String> {
    let here = material.prompts.iter().filter(|one| one.kept && one.session == Some(material.session.id));
    here.map(|one| one.prompt.clone()).collect()
}

fn draft_place(id: Id<Session>) -> String {
    format!("live/{id}")
}

impl Live {
    fn id(&self) -> Id<Session> {
        self.material.session.id
    }

    fn text(&mut self) -> Option<&mut Field> {
        match self.focus {
            Focus::Notes => Some(&mut self.notes),
            Focus::Private => Some(&mut self.private),
            Focus::Capture => Some(&mut self.jotting.field),
            Focus::Agenda | Focus::Captured => None,
        }
    }

    /// Reads the rows again after a write, whoever wrote.
    fn refresh(&mut self, store: &Store) -> Result<(), StoreError> {
        let revision = store.revision()?;
        if revision == self.seen {
            return Ok(());
        }
        let before = (self.material.session.notes.clone(), self.material.session.private_notes.clone());
        self.material = store.material(self.id())?;
        self.duties = duties(&self.form, &self.material);
        self.questions = asked(&self.material);
        let session = &self.material.session;
        for (field, old, new) in [
            (&mut self.notes, &before.0, &session.notes),
            (&mut self.private, &before.1, &session.private_notes),
        ] {
            // Undo, or another program, changed the text: what was typed here and not kept stays.
            if old != new {
                field.set(&both(old.as_deref(), &field.value(), new.as_deref()));
            }
        }
        self.seen = revision;
        Ok(())
    }

    /// What was typed becomes part of the session: one step for one stretch of writing.
    fn commit(&mut self, store: &Store) -> Result<(), StoreError> {
        let kept = |field: &Field| Some(field.value()).filter(|text| !text.trim().is_empty());
        let (notes, private) = (kept(&self.notes), kept(&self.private));
        let session = &self.material.session;
        if notes != session.notes || private != session.private_notes {
            self.material.session = store
                .write(&format!("notes of the session with {}", self.title), |tx| {
                    tx.amend(session, &Session { notes, private_notes: private, ..session.clone() })
                })?;
        }
        self.unsaved = !self.jotting.field.value().trim().is_empty();
        if !self.unsaved {
            store.forget_draft(&draft_place(self.id()))?;
        }
        store.keep_running(&self.material.session, &self.clock)
    }

    fn fill(&mut self, view: &View<'_>) -> Result<(), StoreError> {
        let pen = Pen::new(view.store, view.assets)?;
        let width = |area: Rect| usize::from(area.width).saturating_sub(4);
        let agenda_width = width(self.areas.agenda);
        let figures = right("plan used", agenda_width);
        let mut rows = vec![Row::text(Span::styled(figures, view.style(Role::Muted)))];
        rows.extend(agenda::parts(
            &pen,
            &self.material,
            &self.duties,
            self.clock.segments(),
            Some(self.clock.at()),
            agenda_width,
        )?);
        let items = agenda::items(&pen, &self.material.session.agenda, agenda_width)?;
        if !items.is_empty() {
            rows.push(Row::text(""));
            rows.push(Row::text(Span::styled("TO TALK ABOUT", view.style(Role::Heading))));
        }
        rows.extend(items);
        if !self.material.intentions.is_empty() {
            rows.push(Row::text(""));
            rows.push(Row::text(Span::styled("I INTEND  private", view.style(Role::Heading))));
        }
        for one in &self.material.intentions {
            rows.extend(wrap(&one_line(&one.text), agenda_width.max(8)).into_iter().map(Row::text));
        }
        for question in &self.questions {
            rows.push(Row::text(""));
            for line in wrap(&format!("? {question}"), agenda_width.max(8)) {
                rows.push(Row::text(line));
            }
        }
        let captured = captured::rows(&pen, self.id(), width(self.areas.captured))?;
        self.kept = captured.len();
        self.panes.set(vec![
            Pane::new("AGENDA").rows(rows),
            Pane::new("CAPTURED")
                .aside(self.kept.to_string())
                .rows(captured)
                .empty("Nothing yet. Tab to the capture line: ! promise, > I gave, < I got, * later."),
        ]);
        self.panes.set_focus(if self.focus == Focus::Captured { CAPTURED } else { AGENDA });
        Ok(())
    }
}

impl Layer for Live {
    fn crumb(&self) -> String {
        format!("session with {}", self.title)
    }

    fn contexts(&self) -> Vec<Context> {
        match self.focus {
            Focus::Agenda => vec![Context::Live, Context::Agenda, Context::List],
            Focus::Captured => vec![Context::Live, Context::List],
            Focus::Capture => vec![Context::Live, Context::Accept, Context::Line],
            Focus::Notes | Focus::Private => vec![Context::Live, Context::Text],
        }
    }

    fn typing(&self) -> bool {
        matches!(self.focus, Focus::Notes | Focus::Private | Focus::Capture)
    }

    fn about(&self) -> Option<Target> {
        None
    }

    fn target(&self) -> Option<Target> {
        match self.focus {
            Focus::Captured => self.panes.selected(CAPTURED).cloned(),
            _ => Some(Target::Session(self.id())),
        }
    }

    fn hints(&self) -> Vec<Command> {
        let speaks = (!self.material.speakers(&self.form).is_empty()).then_some(Command::Speaker);
        let mut hints = vec![Command::NextPart];
        match self.focus {
            Focus::Capture => hints.push(Command::Keep),
            Focus::Agenda => hints.extend([Command::Close, Command::Done, Command::AddItem, Command::Pause]),
            Focus::Captured => hints.extend([Command::Edit, Command::Bin, Command::Close]),
            Focus::Notes | Focus::Private => hints.extend([Command::NextField, Command::Editor]),
        }
        hints.extend(speaks);
        hints
    }

    fn stays_true(&self, clock: &crate::clock::Clock) -> Option<Duration> {
        if self.clock.pace() == Pace::Paused || self.material.session.state != SessionState::Live {
            return None;
        }
        clock.until_next_second()
    }

    fn is_held(&self) -> bool {
        self.material.session.state == SessionState::Live
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        self.steer(input, cx)
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.refresh(view.store)?;
        self.clock.observe(view.store.now());
        self.areas = Areas::of(area, self.focus, !self.material.speakers(&self.form).is_empty());
        if self.focus == Focus::Capture {
            self.jotting.understand(view.store, view.assets.forms.lint())?;
        }
        self.fill(view)
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
        if !self.unsaved {
            return Ok(());
        }
        let fields = BTreeMap::from([
            ("notes".to_owned(), self.notes.value()),
            ("private".to_owned(), self.private.value()),
            ("line".to_owned(), self.jotting.field.value()),
        ]);
        store.save_draft(
            &draft_place(self.id()),
            &format!("session with {}", self.title),
            &Typed::of(fields),
        )?;
        self.unsaved = false;
        Ok(())
    }
}
