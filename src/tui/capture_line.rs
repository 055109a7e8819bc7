//! The capture line: one line typed anywhere, said back before it is kept.

use super::command::{Command, Context};
use super::field::Field;
use super::layer::{Cx, Flow, Input, Layer, View};
use super::leave::Leaving;
use super::modal::send;
use super::theme::Role;
use super::widget::text::{cut, wrap};
use crate::capture::{self, CaptureError, Deed, KeepError, KeptRow, Meaning, Place, Roster, keep};
use crate::lint::{self, Part, commitment::Due};
use crate::model::{FeedbackState, Id, Person};
use crate::store::{Revision, Store, StoreError};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Clear;
use std::collections::BTreeMap;

const PLACE: &str = "capture";
const SIGNS: &str =
    "nothing = note  ! promise  > I gave  < I got  = both  ? ask  * later  feedback Ana: S | B | I";

/// The line, and what it means so far.
pub struct CaptureLine {
    field: Field,
    echo: (Role, String),
    /// Who can be named: read again only after a write, not with every letter.
    roster: Option<(Revision, Roster)>,
    /// What would make it clearer: the first thing the lint finds.
    advice: String,
    /// Whether Enter adds the people that are not in the journal: asked once.
    new_people: bool,
    unsaved: bool,
    leaving: Leaving,
}

impl CaptureLine {
    /// Opens a line with a text in it, or with what was typed and not kept before.
    pub fn open(cx: &mut Cx<'_>, text: &str) {
        let draft = match cx.store.draft(PLACE) {
            Ok(draft) => draft.and_then(|draft| draft.fields.get("line").cloned()),
            Err(error) => return cx.fail(format!("A line was begun before and waits: {error}.")),
        };
        let text = if text.is_empty() { draft.unwrap_or_default() } else { text.to_owned() };
        let mut field = Field::line("line", "capture", "! Ana: send the outline by fri", &text);
        // A line that was begun goes on behind its colon.
        if text.ends_with(": ") {
            field.key(KeyEvent::from(KeyCode::Char(' ')));
        }
        cx.push(Self {
            field,
            echo: (Role::Muted, String::new()),
            roster: None,
            advice: String::new(),
            new_people: false,
            unsaved: false,
            leaving: Leaving::default(),
        });
    }

    fn understand(&mut self, store: &Store, words: &lint::Words) -> Result<(), StoreError> {
        let line = self.field.value();
        self.advice.clear();
        if line.trim().is_empty() {
            self.echo = (Role::Muted, SIGNS.to_owned());
            return Ok(());
        }
        let revision = store.revision()?;
        let (_, roster) = match &mut self.roster {
            Some(known) if known.0 == revision => known,
            stale => {
                let owner = store.owner()?.unwrap_or_else(Id::fresh);
                stale.insert((revision, Roster::new(store.names()?, owner).with_new_people()))
            }
        };
        roster.forget_added();
        self.echo = match understood(&line, store, roster) {
            Ok(meaning) => {
                self.advice = advice(&meaning, words).unwrap_or_default();
                (Role::Good, capture::echo(&meaning, roster))
            }
            Err(error) => (Role::Warn, format!("{error}   {}", error.hint())),
        };
        Ok(())
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        let line = self.field.value();
        if line.trim().is_empty() {
            return cx.pop();
        }
        match kept(&line, cx, self.new_people) {
            Ok((echo, rows)) => {
                self.unsaved = false;
                let _ = cx.store.forget_draft(PLACE);
                cx.pop();
                cx.done(format!("{echo}  u takes it back"));
                for row in rows {
                    if let KeptRow::Feedback(row) = row
                        && row.state == FeedbackState::Asked
                        && let Err(error) = send::open(row.id, cx)
                    {
                        cx.fail(error.to_string());
                    }
                }
            }
            Err(Refusal::NewPeople(names)) => {
                self.new_people = true;
                cx.note(format!(
                    "{names} is not in the journal yet. Enter again adds them; Esc leaves the line."
                ));
            }
            Err(Refusal::Other(text)) => cx.fail(text),
        }
    }
}

/// The first thing that would make a feedback or a promise clearer.
fn advice(meaning: &Meaning, words: &lint::Words) -> Option<String> {
    let (finding, text) = match &meaning.deed {
        Deed::Feedback { parts: Some(parts), .. } => {
            let texts = [
                (Part::Situation, parts.situation.as_str()),
                (Part::Behaviour, parts.behaviour.as_str()),
                (Part::Impact, parts.impact.as_str()),
            ];
            let (part, finding) = lint::feedback(words, &texts).into_iter().next()?;
            (finding, texts.into_iter().find(|(other, _)| *other == part)?.1)
        }
        Deed::Feedback { parts: None, .. } => {
            (lint::praise::free(words, &meaning.text).into_iter().next()?, meaning.text.as_str())
        }
        Deed::Todo { due, .. } => {
            let due = if due.is_some() { Due::Set } else { Due::Open };
            (
                lint::commitment::commitment(words, &meaning.text, due).into_iter().next()?,
                meaning.text.as_str(),
            )
        }
        Deed::Note { .. } | Deed::Exchange { .. } | Deed::Ask { .. } | Deed::Later { .. } => return None,
    };
    Some(format!("~ {}", finding.sentence(text)))
}

enum Refusal {
    NewPeople(String),
    Other(String),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Other(format!("Nothing was changed: {error}"))
    }
}

impl From<KeepError> for Refusal {
    fn from(error: KeepError) -> Self {
        Self::Other(format!("Nothing was changed: {error}"))
    }
}

fn understood(line: &str, store: &Store, roster: &mut Roster) -> Result<Meaning, CaptureError> {
    let capture = capture::parse(line, true, store.clock())?;
    capture::resolve(&capture, roster, &[])
}

fn kept(line: &str, cx: &Cx<'_>, new_people: bool) -> Result<(String, Vec<KeptRow>), Refusal> {
    cx.store.write(&format!("jot: {}", cut(line, 40)), |tx| {
        let owner = tx.owner(&cx.assets.name)?;
        let mut roster = Roster::new(cx.store.names()?, owner).with_new_people();
        let meaning =
            understood(line, cx.store, &mut roster).map_err(|error| Refusal::Other(error.to_string()))?;
        if !roster.added().is_empty() && !new_people {
            let names: Vec<_> = roster.added().iter().map(|(_, name)| name.clone()).collect();
            return Err(Refusal::NewPeople(names.join(", ")));
        }
        for (id, name) in roster.added() {
            tx.put(&Person { id: *id, ..Person::named(name.as_str()) })?;
        }
        let rows = keep(tx, &meaning, owner, &Place::default())?;
        Ok((capture::echo(&meaning, &roster), rows))
    })
}

impl Layer for CaptureLine {
    fn crumb(&self) -> String {
        "jot".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Line]
    }

    fn typing(&self) -> bool {
        true
    }

    fn covers(&self) -> bool {
        false
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Keep]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Keep | Command::NextField) => self.keep(cx),
            Input::Command(Command::Back) => {
                let kept = self.flush(cx.store);
                if self.leaving.now(kept, cx) {
                    cx.pop();
                }
            }
            Input::Command(_) => return Flow::Ignored,
            Input::Key(key) => {
                self.unsaved |= self.field.key(key);
                self.new_people = false;
                self.leaving = Leaving::default();
            }
            Input::Paste(text) | Input::Edited(text) => {
                self.field.paste(&text);
                self.unsaved = true;
            }
            Input::Click { .. } | Input::Wheel(_) => {}
        }
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.understand(view.store, view.assets.forms.lint())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let width = usize::from(area.width.saturating_sub(2));
        let said = wrap(&self.echo.1, width.saturating_sub(9).max(10));
        let mut said: Vec<(String, Role)> =
            said.into_iter().take(3).map(|line| (line, self.echo.0)).collect();
        if !self.advice.is_empty() {
            said.push((self.advice.clone(), Role::Warn));
        }
        let height = (said.len() as u16 + 2).min(area.height);
        let spot = Rect { y: area.bottom() - height, height, ..area };
        frame.render_widget(Clear, spot);
        let rule = "─".repeat(usize::from(spot.width));
        frame.render_widget(Span::styled(rule, view.style(Role::Line)), Rect { height: 1, ..spot });
        let line = Rect { y: spot.y + 1, height: 1.min(height.saturating_sub(1)), ..spot };
        frame.render_widget(Span::styled(" capture", view.style(Role::Accent)), line);
        let input = Rect { x: line.x + 10, width: line.width.saturating_sub(11), ..line };
        self.field.render(frame, input, true, view);
        for ((text, role), y) in said.iter().zip(spot.y + 2..spot.bottom()) {
            let place = Rect { x: spot.x + 10, y, width: spot.width.saturating_sub(11), height: 1 };
            frame.render_widget(Span::styled(cut(text, usize::from(place.width)), view.style(*role)), place);
        }
    }

    fn unsaved(&self) -> bool {
        self.unsaved
    }

    fn flush(&mut self, store: &Store) -> Result<(), StoreError> {
        if self.unsaved {
            let fields = BTreeMap::from([("line".to_owned(), self.field.value())]);
            store.save_draft(PLACE, "a line", &fields)?;
            self.unsaved = false;
        }
        Ok(())
    }
}
