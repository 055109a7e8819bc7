//! A line being captured: what it means so far, and its keeping. The capture line and a live
//! session are the two places where one is typed.

use super::Assets;
use super::field::Field;
use super::layer::Cx;
use super::modal::send;
use super::theme::Role;
use super::widget::text::{cut, wrap};
use crate::capture::{self, CaptureError, Deed, KeepError, KeptRow, Meaning, Place, Roster, keep};
use crate::lint::{self, Part, commitment::Due};
use crate::model::text::clean;
use crate::model::{FeedbackState, Id, Person};
use crate::store::{Revision, Store, StoreError};
use crossterm::event::{KeyCode, KeyEvent};

const SIGNS: &str =
    "nothing = note  ! promise  > I gave  < I got  = both  ? ask  * later  feedback Ana: S | B | I";

/// A line being captured.
pub struct Jotting {
    /// The line.
    pub field: Field,
    /// What is said about it: what it means, or why it means nothing.
    echo: (Role, String),
    /// Who can be named: read again only after a write, not with every letter.
    roster: Option<(Revision, Roster)>,
    /// What would make it clearer: the first thing the lint finds.
    advice: String,
    /// What it belongs to without saying so.
    place: Place,
    /// Who is meant when nobody is named.
    present: Vec<Id<Person>>,
    /// Whether Enter adds the people that are not in the journal: asked once.
    new_people: bool,
}

/// What became of a line.
pub enum Jotted {
    /// There was nothing in it.
    Blank,
    /// It is kept; this was understood.
    Kept(String, Vec<KeptRow>),
    /// It names somebody new; keeping it once more adds them.
    NewPeople(String),
    /// It is not kept.
    Refused(String),
}

impl Jotting {
    /// A line with a text in it.
    pub fn new(text: &str) -> Self {
        let mut field = field(text);
        // A line that was begun goes on behind its colon.
        if text.ends_with(": ") {
            field.key(KeyEvent::from(KeyCode::Char(' ')));
        }
        Self {
            field,
            echo: (Role::Muted, String::new()),
            roster: None,
            advice: String::new(),
            place: Place::default(),
            present: Vec::new(),
            new_people: false,
        }
    }

    /// The same in a session with these people.
    #[must_use]
    pub fn within(mut self, place: Place, present: Vec<Id<Person>>) -> Self {
        self.place = place;
        self.present = present;
        self
    }

    /// Takes pasted text in: several lines stay several, each to be kept as its own.
    pub fn paste(&mut self, text: &str) {
        // Terminals end pasted lines with a carriage return.
        let text = clean(text);
        if text.trim().contains('\n') {
            self.field = field(&format!("{}{}", self.field.value(), text.trim()));
        } else {
            self.field.paste(&text);
        }
    }

    /// How many rows the text wants.
    pub fn rows(&self) -> u16 {
        self.field.value().lines().count().clamp(1, usize::from(self.field.rows())) as u16
    }

    /// The lines that say something, by their number.
    fn lines(&self) -> Vec<(usize, String)> {
        let text = self.field.value();
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(number, line)| (number, line.to_owned())).collect()
    }

    /// Says that it was typed into.
    pub fn touched(&mut self) {
        self.new_people = false;
    }

    /// Finds out what it means so far.
    ///
    /// # Errors
    /// What the store says.
    pub fn understand(&mut self, store: &Store, words: &lint::Words) -> Result<(), StoreError> {
        let lines = self.lines();
        self.advice.clear();
        if lines.is_empty() {
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
        let mut echoes = Vec::new();
        for (number, line) in &lines {
            match understood(line, store, roster, &self.present) {
                Ok(meaning) => {
                    echoes.push(capture::echo(&meaning, roster));
                    self.advice = advice(&meaning, words).filter(|_| lines.len() == 1).unwrap_or_default();
                }
                Err(error) => {
                    let place = numbered(*number, &lines);
                    self.echo = (Role::Warn, format!("{place}{error}   {}", error.hint()));
                    return Ok(());
                }
            }
        }
        if lines.len() > 1 {
            echoes.insert(0, format!("{} lines: Enter keeps each as its own, all or none", lines.len()));
        }
        self.echo = (Role::Good, echoes.join("\n"));
        Ok(())
    }

    /// What is said about it, in lines of a width and no more than there is room for: what was
    /// understood, then what would be clearer.
    pub fn said(&self, width: usize, room: usize) -> Vec<(String, Role)> {
        let lines = wrap(&self.echo.1, width);
        let room = if self.rows() > 1 { room } else { 3 };
        let more = lines.len().saturating_sub(room);
        let mut said: Vec<(String, Role)> =
            lines.into_iter().take(room).map(|line| (line, self.echo.0)).collect();
        if more > 0 && self.rows() > 1 {
            said.push((format!("+{more}"), Role::Muted));
        }
        if !self.advice.is_empty() {
            said.push((self.advice.clone(), Role::Warn));
        }
        said
    }

    /// Keeps it, or says why not.
    pub fn keep(&mut self, cx: &Cx<'_>) -> Jotted {
        let lines = self.lines();
        if lines.is_empty() {
            return Jotted::Blank;
        }
        match self.write(&lines, cx.store, cx.assets) {
            Ok((echo, rows)) => Jotted::Kept(echo, rows),
            Err(Refusal::NewPeople(names)) => {
                self.new_people = true;
                Jotted::NewPeople(format!("{names} is not in the journal yet. Enter again adds them."))
            }
            Err(Refusal::Other(text)) => Jotted::Refused(text),
        }
    }

    /// Keeps every line, or none; says what was kept.
    fn write(
        &self,
        lines: &[(usize, String)],
        store: &Store,
        assets: &Assets,
    ) -> Result<(String, Vec<KeptRow>), Refusal> {
        let label = match lines {
            [(_, line)] => format!("capture: {}", cut(line, 40)),
            several => format!("capture: {} lines", several.len()),
        };
        store.write(&label, |tx| {
            let owner = tx.owner(&assets.name)?;
            let mut roster = Roster::new(store.names()?, owner).with_new_people();
            let mut meanings = Vec::new();
            for (number, line) in lines {
                let meaning = understood(line, store, &mut roster, &self.present);
                let place = numbered(*number, lines);
                meanings.push(meaning.map_err(|error| Refusal::Other(format!("{place}{error}")))?);
            }
            if !roster.added().is_empty() && !self.new_people {
                let names: Vec<_> = roster.added().iter().map(|(_, name)| name.clone()).collect();
                return Err(Refusal::NewPeople(names.join(", ")));
            }
            for (id, name) in roster.added() {
                tx.put(&Person { id: *id, ..Person::named(name.as_str()) })?;
            }
            let mut rows = Vec::new();
            for meaning in &meanings {
                rows.extend(keep(tx, meaning, owner, &self.place)?);
            }
            let said = match meanings.as_slice() {
                [one] => capture::echo(one, &roster),
                several => format!("Kept {} lines", several.len()),
            };
            Ok((said, rows))
        })
    }
}

/// The field of one line, or of several that were pasted.
fn field(text: &str) -> Field {
    let example = "e.g. ! Ana: send the outline by fri";
    if clean(text).trim().contains('\n') {
        Field::text("line", "capture", example, text.trim())
    } else {
        Field::line("line", "capture", example, text)
    }
}

/// How a line is named where there are several.
fn numbered(number: usize, lines: &[(usize, String)]) -> String {
    if lines.len() > 1 { format!("line {number}: ") } else { String::new() }
}

fn understood(
    line: &str,
    store: &Store,
    roster: &mut Roster,
    present: &[Id<Person>],
) -> Result<Meaning, CaptureError> {
    let capture = capture::parse(line, true, store.clock())?;
    capture::resolve(&capture, roster, present)
}

/// A question that was asked is made ready to be sent.
pub fn send(rows: &[KeptRow], cx: &mut Cx<'_>) {
    for row in rows {
        if let KeptRow::Feedback(row) = row
            && row.state == FeedbackState::Asked
            && let Err(error) = send::open(row.id, cx)
        {
            cx.fail(error.to_string());
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
