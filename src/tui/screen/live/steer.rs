//! What keys do in a live session.

use super::{AGENDA, CAPTURED, Focus, Live};
use crate::model::{Id, Item, ItemState, Person, Relationship, SessionState};
use crate::sitting::Pace;
use crate::sitting::clock::{Left, spell};
use crate::store::StoreError;
use crate::tui::act::act;
use crate::tui::command::Command;
use crate::tui::jotting::{self, Jotted};
use crate::tui::layer::{Cx, Effect, Flow, Input};
use crate::tui::screen::agenda::{self, STEP};
use crate::tui::screen::close;
use crate::tui::target::Target;

impl Live {
    pub(super) fn steer(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if self.material.session.state != SessionState::Live {
            // Undone, or closed by another program, while it was on screen.
            cx.pop();
            cx.note(format!("The session with {} is {} now.", self.title, self.material.session.state));
            return Flow::Done;
        }
        let result = match input {
            Input::Command(command) => self.command(command, cx),
            Input::Click { tag, double } => self.click(tag, double, cx),
            Input::Wheel(_) => Ok(self.panes.update(&input)),
            typed => Ok(self.typed(typed)),
        };
        result.unwrap_or_else(|error| {
            cx.fail(format!("{error}. What was typed is still here."));
            Flow::Done
        })
    }

    fn typed(&mut self, input: Input) -> Flow {
        let Some(field) = self.text() else { return Flow::Ignored };
        let changed = match input {
            Input::Key(key) => field.key(key),
            Input::Paste(text) => {
                field.paste(&text);
                true
            }
            Input::Edited(text) => {
                field.set(&text);
                true
            }
            _ => false,
        };
        self.unsaved |= changed;
        self.leaving = Default::default();
        self.jotting.touched();
        Flow::Done
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match command {
            Command::NextPart => self.go(self.clock.at() + 1, cx)?,
            Command::PreviousPart => self.go(self.clock.at().saturating_sub(1), cx)?,
            Command::FiveMore => self.stretch(self.clock.at(), i32::from(STEP) * 60, cx)?,
            Command::Speaker => self.speak(cx)?,
            Command::Pause => self.pause(cx)?,
            Command::Park if self.focus != Focus::Agenda => self.park_part(cx)?,
            Command::Close => {
                self.commit(cx.store)?;
                close::open_over_live(self.id(), cx)?;
            }
            Command::NextPane | Command::NextField | Command::Right => self.turn(1, cx)?,
            Command::PreviousPane | Command::PreviousField | Command::Left => self.turn(-1, cx)?,
            Command::Back => self.back(cx)?,
            Command::Keep if self.focus == Focus::Capture => self.keep_line(cx),
            Command::Keep => {
                self.commit(cx.store)?;
                cx.note("Kept. The session goes on.");
            }
            Command::Editor => {
                if let Some(field) = self.text() {
                    let text = field.value();
                    cx.effects.push(Effect::Editor(text));
                }
            }
            Command::Start => cx.note("It is going on. D closes it, Esc leaves it running."),
            _ => return self.listed(command, cx),
        }
        Ok(Flow::Done)
    }

    /// Commands on the selected row of the agenda, or of what was captured.
    fn listed(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match self.focus {
            Focus::Captured => {
                let target = self.panes.selected(CAPTURED).cloned();
                if target.is_some() && act(command, target, cx) == Flow::Done {
                    return Ok(Flow::Done);
                }
                Ok(self.panes.update(&Input::Command(command)))
            }
            Focus::Agenda => match (command, self.panes.selected(AGENDA).cloned()) {
                (Command::AddItem, _) => {
                    agenda::add(cx, self.id());
                    Ok(Flow::Done)
                }
                (command, Some(Target::Own(number))) => self.part(command, number, cx),
                (command, Some(Target::Item(item))) => {
                    let flow = agenda::change(command, item, self.id(), cx);
                    Ok(if flow == Flow::Done { flow } else { self.panes.update(&Input::Command(command)) })
                }
                (command, _) => Ok(self.panes.update(&Input::Command(command))),
            },
            _ => Ok(Flow::Ignored),
        }
    }

    fn part(&mut self, command: Command, number: u32, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let step = i32::from(STEP) * 60;
        match command {
            Command::Open => self.go(at, cx)?,
            Command::Done => self.go(at + 1, cx)?,
            Command::Longer => self.stretch(at, step, cx)?,
            Command::Shorter => self.stretch(at, -step, cx)?,
            Command::Park => self.park_part(cx)?,
            Command::MoveUp | Command::MoveDown | Command::Bin | Command::Fit => {
                cx.note("The hour is running: Enter goes to a part, + and - change its minutes.");
            }
            _ => return Ok(self.panes.update(&Input::Command(command))),
        }
        Ok(Flow::Done)
    }

    fn keep_clock(&self, cx: &Cx<'_>) -> Result<(), StoreError> {
        cx.store.keep_running(&self.material.session, &self.clock)
    }

    fn go(&mut self, at: usize, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        self.clock.go(cx.store.now(), at);
        self.keep_clock(cx)?;
        self.panes.select(&Target::Own(u32::try_from(self.clock.at()).unwrap_or(0)));
        match self.clock.segment().map(|segment| segment.name.clone()) {
            Some(name) => cx.note(format!("Now: {name}")),
            None => cx.note("That was the last part. D, from the agenda, closes the session."),
        }
        Ok(())
    }

    fn stretch(&mut self, at: usize, seconds: i32, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        self.clock.stretch(at, seconds);
        self.keep_clock(cx)?;
        if let Some(segment) = self.clock.segments().get(at) {
            cx.note(format!("{}: {} minutes now", segment.name, segment.planned_seconds / 60));
        }
        Ok(())
    }

    fn speak(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        let seats = self.material.speakers(&self.form);
        let Some(next) = self.clock.next_speaker(&seats) else {
            cx.note("This form has one clock. Who speaks is measured between equals.");
            return Ok(());
        };
        self.clock.speak(cx.store.now(), Some(next));
        self.keep_clock(cx)?;
        let name = cx.store.short_names(&[next])?.pop().unwrap_or_default();
        cx.note(if name == "me" { "I speak now.".to_owned() } else { format!("{name} speaks now.") });
        Ok(())
    }

    fn pause(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        self.clock.toggle(cx.store.now());
        self.keep_clock(cx)?;
        cx.note(match self.clock.pace() {
            Pace::Paused => "A break: the clock stands. Space lets it go on.",
            Pace::Running => "The clock goes on.",
        });
        Ok(())
    }

    /// What was being talked about waits in the parking lot, and the next part begins.
    fn park_part(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        let Some(segment) = self.clock.segment().cloned() else { return Ok(()) };
        let person = crate::sitting::timetable::leads(&segment, &self.material, &self.duties);
        let text = match person {
            Some(person) => format!("{}: {}", segment.name, whose(cx, person)?),
            None => segment.name.clone(),
        };
        let session = &self.material.session;
        let item = Item {
            state: ItemState::Parked,
            raised_by: person.or(self.material.owner),
            raised_on: Some(session.starts_at.day()),
            carried_from: Some(session.id),
            ..Item::new(text)
        };
        cx.store.write("parked what was being talked about", |tx| {
            tx.edit(session.relationship, |row: &mut Relationship| row.parking.push(item.clone())).map(|_| ())
        })?;
        let over = match Left::of(&segment) {
            Left::Over(seconds) => format!(", over {}", spell(seconds)),
            Left::Left(_) => String::new(),
        };
        self.go(self.clock.at() + 1, cx)?;
        cx.done(format!("In the parking lot: {}{over}  u takes it out", item.text));
        Ok(())
    }

    fn turn(&mut self, by: isize, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        if matches!(self.focus, Focus::Notes | Focus::Private) {
            self.commit(cx.store)?;
        }
        self.focus = self.focus.turned(by);
        Ok(())
    }

    /// From the capture line to the notes, from there to the agenda, from there out.
    fn back(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        match self.focus {
            Focus::Capture => self.focus = Focus::Notes,
            Focus::Notes | Focus::Private => {
                // What cannot be kept now stays typed, and is tried again when the session is left.
                self.focus = Focus::Agenda;
                self.commit(cx.store)?;
            }
            Focus::Captured => self.focus = Focus::Agenda,
            Focus::Agenda => {
                let kept = self.commit(cx.store);
                if !self.leaving.now(kept, cx) {
                    return Ok(());
                }
                cx.pop();
                cx.note("The session goes on, and so does its clock. s comes back, D closes it.");
            }
        }
        Ok(())
    }

    fn keep_line(&mut self, cx: &mut Cx<'_>) {
        match self.jotting.keep(cx) {
            Jotted::Blank => self.focus = Focus::Notes,
            Jotted::Kept(echo, rows) => {
                self.jotting.field.set("");
                self.unsaved = true;
                cx.done(format!("{echo}  u takes it back"));
                jotting::send(&rows, cx);
            }
            Jotted::NewPeople(text) => cx.note(text),
            Jotted::Refused(text) => cx.fail(text),
        }
    }

    fn click(&mut self, tag: usize, double: bool, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        if let Some(focus) = self.areas.clicked(tag) {
            self.focus = focus;
            return Ok(Flow::Done);
        }
        let flow = self.panes.update(&Input::Click { tag, double });
        self.focus = if self.panes.focus() == CAPTURED { Focus::Captured } else { Focus::Agenda };
        if double { self.listed(Command::Open, cx) } else { Ok(flow) }
    }
}

fn whose(cx: &Cx<'_>, person: Id<Person>) -> Result<String, StoreError> {
    Ok(cx.store.short_names(&[person])?.pop().unwrap_or_default())
}
