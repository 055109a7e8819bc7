//! Preparing a session in three minutes: what was promised, what is open, what comes on the agenda,
//! what one wants to notice, two questions to ask.

mod draw;
mod parts;

use super::agenda;
use crate::forms::Form;
use crate::model::text::both;
use crate::model::{Id, Person, Session, SessionState};
use crate::sitting::timetable::{Duty, duties};
use crate::sitting::{Material, QUESTIONS, question};
use crate::store::{Revision, Store, StoreError, Typed};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::layer::{Cx, Effect, Flow, Input, Layer, View};
use crate::tui::leave::Leaving;
use crate::tui::target::Target;
use crate::tui::widget::panes::Panes;
use draw::Areas;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// The panes, in the order of Tab; the private notes come after them.
const LOOK_BACK: usize = 0;
const AGENDA: usize = 1;
const QUESTION: usize = 2;

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    LookBack,
    Agenda,
    Questions,
    Notes,
}

impl Focus {
    const ALL: [Self; 4] = [Self::Agenda, Self::Questions, Self::Notes, Self::LookBack];

    fn turned(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or(0) as isize;
        Self::ALL[(at + by).rem_euclid(Self::ALL.len() as isize) as usize]
    }

    fn pane(self) -> Option<usize> {
        match self {
            Self::LookBack => Some(LOOK_BACK),
            Self::Agenda => Some(AGENDA),
            Self::Questions => Some(QUESTION),
            Self::Notes => None,
        }
    }
}

/// The layer.
pub struct Prepare {
    title: String,
    form: Form,
    material: Material,
    duties: Vec<Duty>,
    questions: Vec<String>,
    notes: Field,
    focus: Focus,
    panes: Panes,
    areas: Areas,
    seen: Revision,
    /// Whether something typed is not in the file yet.
    unsaved: bool,
    leaving: Leaving,
}

/// Opens the preparation of a planned session.
///
/// # Errors
/// What the store says.
pub fn open(id: Id<Session>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let material = cx.store.material(id)?;
    let Some(form) = agenda::form(cx, &material).cloned() else {
        cx.fail("This session's form is not here, so it has no template. e writes its agenda.");
        return Ok(());
    };
    let typed =
        cx.store.draft(&draft_place(id))?.and_then(|draft| draft.typed.fields.get("private").cloned());
    let text = typed.or_else(|| material.session.private_notes.clone()).unwrap_or_default();
    let prepare = Prepare {
        title: cx.store.title(material.relationship.id)?,
        duties: duties(&form, &material),
        questions: Vec::new(),
        notes: Field::text("private", "Private notes", "What do I want to notice, ask, leave unsaid?", &text),
        focus: Focus::Agenda,
        panes: Panes::default(),
        areas: Areas::default(),
        seen: Revision::default(),
        unsaved: false,
        leaving: Leaving::default(),
        form,
        material,
    };
    cx.push(prepare);
    Ok(())
}

fn draft_place(id: Id<Session>) -> String {
    format!("prepare/{id}")
}

impl Prepare {
    fn id(&self) -> Id<Session> {
        self.material.session.id
    }

    fn refresh(&mut self, store: &Store) -> Result<(), StoreError> {
        let revision = store.revision()?;
        if revision == self.seen {
            return Ok(());
        }
        let before = self.material.session.private_notes.clone();
        self.material = store.material(self.id())?;
        self.duties = duties(&self.form, &self.material);
        let chosen = question::choose(&self.form, &self.material.prompts, QUESTIONS);
        self.questions = chosen.into_iter().map(|prompt| prompt.text.clone()).collect();
        let now = &self.material.session.private_notes;
        if before != *now {
            self.notes.set(&both(before.as_deref(), &self.notes.value(), now.as_deref()));
        }
        self.seen = revision;
        Ok(())
    }

    /// The private notes become part of the session: one step for one stretch of writing.
    fn commit(&mut self, store: &Store) -> Result<(), StoreError> {
        let notes = Some(self.notes.value()).filter(|text| !text.trim().is_empty());
        let session = &self.material.session;
        if notes != session.private_notes {
            self.material.session = store
                .write(&format!("prepare the session with {}", self.title), |tx| {
                    tx.amend(session, &Session { private_notes: notes, ..session.clone() })
                })?;
        }
        self.unsaved = false;
        store.forget_draft(&draft_place(self.id()))
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match command {
            Command::NextPane | Command::NextField => self.turn(1, cx)?,
            Command::PreviousPane | Command::PreviousField => self.turn(-1, cx)?,
            Command::Start => {
                self.commit(cx.store)?;
                cx.pop();
                crate::tui::arc::start(&Target::Session(self.id()), cx)?;
            }
            Command::Keep => {
                self.commit(cx.store)?;
                cx.note("Kept. s starts the session.");
            }
            Command::Back if self.focus == Focus::Notes => {
                // What cannot be kept now stays typed, and is tried again when the page is left.
                self.focus = Focus::Agenda;
                self.commit(cx.store)?;
            }
            Command::Back => {
                let kept = self.commit(cx.store);
                if self.leaving.now(kept, cx) {
                    cx.pop();
                }
            }
            Command::Editor if self.focus == Focus::Notes => {
                cx.effects.push(Effect::Editor(self.notes.value()));
            }
            Command::Prepare => cx.note("This is the preparation. s starts the session, Esc goes back."),
            Command::AddItem => agenda::add(cx, self.id()),
            Command::Fit => self.fit(cx)?,
            _ => return self.listed(command, cx),
        }
        Ok(Flow::Done)
    }

    fn turn(&mut self, by: isize, cx: &Cx<'_>) -> Result<(), StoreError> {
        if self.focus == Focus::Notes {
            self.commit(cx.store)?;
        }
        self.focus = self.focus.turned(by);
        Ok(())
    }

    fn selected(&self) -> Option<Target> {
        self.focus.pane().and_then(|pane| self.panes.selected(pane)).cloned()
    }

    fn listed(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        let flow = match (self.focus, self.selected()) {
            (Focus::Agenda, Some(Target::Own(number))) => self.part(command, number, cx)?,
            (Focus::Agenda, Some(Target::Item(item))) => {
                let parked = self.material.relationship.parking.iter().any(|one| one.id == item);
                match command {
                    Command::Open | Command::Done if parked => {
                        agenda::take(cx, self.id(), item)?;
                        cx.done("On the agenda  u takes it back");
                        Flow::Done
                    }
                    _ if parked => Flow::Ignored,
                    command => agenda::change(command, item, self.id(), cx),
                }
            }
            (Focus::Questions, Some(Target::Own(number))) => self.ask(command, number, cx)?,
            (Focus::LookBack, Some(Target::Own(_))) => self.frame(command, cx)?,
            (Focus::LookBack, Some(Target::Person(person))) if command == Command::Open => {
                self.comes(person, cx)?;
                Flow::Done
            }
            (Focus::LookBack, target @ Some(_)) => act(command, target, cx),
            _ => Flow::Ignored,
        };
        if flow == Flow::Done {
            return Ok(flow);
        }
        if matches!(command, Command::Left | Command::Right) {
            self.focus = self.focus.turned(if command == Command::Right { 1 } else { -1 });
            return Ok(Flow::Done);
        }
        Ok(self.panes.update(&Input::Command(command)))
    }

    /// Somebody stays away, or comes after all; the turns are laid out anew for those who come.
    fn comes(&mut self, person: Id<Person>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        let mut present = self.material.present();
        match present.iter().position(|one| *one == person) {
            Some(_) if present.len() == 1 => {
                cx.note("Somebody has to come. d on the session says that it was called off.");
                return Ok(());
            }
            Some(at) => drop(present.remove(at)),
            None => present.push(person),
        }
        let members = self.material.members();
        present.sort_by_key(|one| members.iter().position(|member| member == one));
        let prepared = !self.material.session.segments.is_empty();
        let session = &self.material.session;
        let after = Session { present, segments: Vec::new(), ..session.clone() };
        cx.store.write("who comes to a session", |tx| tx.amend(session, &after))?;
        if prepared {
            cx.done("The parts are proposed anew for those who come  u takes it back");
        }
        Ok(())
    }

    /// A question that is passed over comes again when the others were asked.
    fn ask(&mut self, command: Command, number: u32, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        if !matches!(command, Command::Another | Command::Open | Command::Order) {
            return Ok(Flow::Ignored);
        }
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        if let Some(question) = self.questions.get(at).cloned() {
            let session = self.material.session.clone();
            cx.store.write("passed a question over", |tx| tx.use_prompt(&session, &question, false))?;
            cx.note("Another one.");
        }
        Ok(Flow::Done)
    }

    /// The suggested phase is confirmed, or the agreement opened: both stand in one row each.
    fn frame(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        if command != Command::Open {
            return Ok(Flow::Ignored);
        }
        let id = self.material.relationship.id;
        match self.selected() {
            Some(Target::Own(draw::PHASE)) => {
                let phase = crate::sitting::phase::suggest(&self.material, cx.store.clock().today()).phase;
                let result = cx.store.write(&format!("phase {}", phase.word()), |tx| {
                    tx.edit(id, |row: &mut crate::model::Relationship| {
                        row.phase = Some(phase.word().to_owned());
                    })
                    .map(|_| ())
                });
                cx.keep(|| format!("The phase is {} now", phase.word()), result);
            }
            _ => crate::tui::edit::agreement::open(id, cx)?,
        }
        Ok(Flow::Done)
    }
}

impl Layer for Prepare {
    fn crumb(&self) -> String {
        format!("prepare {}", self.title)
    }

    fn contexts(&self) -> Vec<Context> {
        match self.focus {
            Focus::Notes => vec![Context::Text],
            Focus::LookBack => vec![Context::List],
            Focus::Agenda | Focus::Questions => vec![Context::Agenda, Context::List],
        }
    }

    fn typing(&self) -> bool {
        self.focus == Focus::Notes
    }

    fn target(&self) -> Option<Target> {
        match self.focus {
            Focus::LookBack => self.panes.selected(LOOK_BACK).cloned(),
            _ => Some(Target::Session(self.id())),
        }
    }

    fn hints(&self) -> Vec<Command> {
        match self.focus {
            Focus::Agenda => vec![
                Command::Start,
                Command::AddItem,
                Command::MoveDown,
                Command::Longer,
                Command::Bin,
                Command::Fit,
                Command::Park,
            ],
            Focus::Questions => vec![Command::Start, Command::Another, Command::NextPane],
            Focus::Notes => vec![Command::NextField, Command::Editor],
            Focus::LookBack => vec![Command::Start, Command::Open, Command::Done, Command::NextPane],
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if self.material.session.state != SessionState::Planned {
            cx.pop();
            cx.note(format!("The session with {} is {} now.", self.title, self.material.session.state));
            return Flow::Done;
        }
        let result = match input {
            Input::Command(command) => self.command(command, cx),
            Input::Click { tag, .. } if tag == draw::NOTES_ZONE => {
                self.focus = Focus::Notes;
                Ok(Flow::Done)
            }
            Input::Click { tag, double } => {
                let flow = self.panes.update(&Input::Click { tag, double });
                self.focus = [Focus::LookBack, Focus::Agenda, Focus::Questions][self.panes.focus().min(2)];
                if double { self.listed(Command::Open, cx) } else { Ok(flow) }
            }
            Input::Wheel(_) => Ok(self.panes.update(&input)),
            Input::Key(key) if self.focus == Focus::Notes => {
                self.unsaved |= self.notes.key(key);
                Ok(Flow::Done)
            }
            Input::Paste(text) if self.focus == Focus::Notes => {
                self.notes.paste(&text);
                self.unsaved = true;
                Ok(Flow::Done)
            }
            Input::Edited(text) => {
                self.notes.set(&text);
                self.unsaved = true;
                Ok(Flow::Done)
            }
            _ => Ok(Flow::Ignored),
        };
        result.unwrap_or_else(|error| {
            cx.fail(format!("{error}. What was typed is still here."));
            Flow::Done
        })
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.refresh(view.store)?;
        self.areas = Areas::of(area, self.focus);
        self.fill(view)
    }

    fn render(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        self.draw(frame, view);
    }

    fn holds_text(&self) -> bool {
        true
    }

    fn unsaved(&self) -> bool {
        self.unsaved
    }

    fn flush(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.unsaved {
            let fields = BTreeMap::from([("private".to_owned(), self.notes.value())]);
            store.save_draft(
                &draft_place(self.id()),
                &format!("preparing {}", self.title),
                &Typed::of(fields),
            )?;
            self.unsaved = false;
        }
        Ok(())
    }
}
