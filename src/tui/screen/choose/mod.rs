//! The chooser: ten questions one at a time, then the forms that fit, with their reasons.
//!
//! Whoever asks is handed the form that was taken, with the answers: a form's field, a relationship
//! that is looked at again, or a new one.

mod ask;
mod taken;
mod verdict;

use super::page;
use crate::insight::choose;
use crate::model::{Answers, Id, Relationship};
use crate::sitting::fit::last_choice;
use crate::store::{Store, StoreError, Typed};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::leave::Leaving;
use crate::tui::target::Target;
use crate::tui::widget::panes::Panes;
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use taken::{begin, reviewed};

/// Where answers wait that led to no form yet.
const PLACE: &str = "choose/new";
/// The only field of such a draft.
const ANSWERS: &str = "answers";

/// The form that was taken, and what was answered before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The form's id.
    pub form: String,
    /// What was answered.
    pub answers: Answers,
}

/// What is done with the form that is taken; the chooser has closed by then.
pub type Taken = Box<dyn FnOnce(Chosen, &mut Cx<'_>)>;

/// The layer.
pub struct Choose {
    place: String,
    /// The relationship whose form is looked at again.
    about: Option<Id<Relationship>>,
    answers: Vec<Option<usize>>,
    /// The question, counted from nought; past the last one are the forms.
    at: usize,
    /// The option that Enter takes, counted from nought.
    marked: usize,
    panes: Panes,
    read: Option<Basis>,
    taken: Option<Taken>,
    unsaved: bool,
    leaving: Leaving,
}

/// Opens it: for the selected relationship, else for a new one.
///
/// # Errors
/// What the store says.
pub fn open(cx: &mut Cx<'_>) -> Result<(), StoreError> {
    match cx.target {
        Some(Target::Relationship(id)) => again(id, cx),
        _ => fresh(cx),
    }
}

/// Opens it for a new relationship.
///
/// # Errors
/// What the store says.
pub fn fresh(cx: &mut Cx<'_>) -> Result<(), StoreError> {
    ask(None, Box::new(begin), cx)
}

/// Asks again whether the form of a relationship still fits.
///
/// # Errors
/// What the store says.
pub fn again(id: Id<Relationship>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    ask(Some(id), Box::new(move |chosen, cx| reviewed(id, chosen, cx)), cx)
}

/// Opens it for whoever wants to know; what was answered before and led to no form is gone on with.
///
/// # Errors
/// What the store says.
pub fn ask(about: Option<Id<Relationship>>, taken: Taken, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let chooser = cx.assets.forms.chooser();
    let place = about.map_or_else(|| PLACE.to_owned(), |id| format!("choose/{id}"));
    let draft = cx.store.draft(&place)?;
    let waiting = draft.and_then(|draft| chooser.read(draft.typed.fields.get(ANSWERS)?).ok());
    let mut answers = waiting.unwrap_or_default().0;
    let at = answers.len();
    if at > 0 {
        cx.note("Goes on where it was left. Left goes back.");
    }
    answers.resize(chooser.questions.len(), None);
    cx.push(Choose {
        place,
        about,
        answers,
        at,
        marked: 0,
        panes: Panes::default(),
        read: None,
        taken: Some(taken),
        unsaved: false,
        leaving: Leaving::default(),
    });
    Ok(())
}

impl Choose {
    fn count(&self) -> usize {
        self.answers.len()
    }

    /// Whether the questions are over.
    fn is_over(&self) -> bool {
        self.at >= self.count()
    }

    /// What was answered so far.
    fn given(&self) -> Answers {
        Answers(self.answers.clone())
    }

    fn options(&self, cx: &Cx<'_>) -> usize {
        cx.assets.forms.chooser().questions.get(self.at).map_or(0, |question| question.options.len())
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.count());
        self.marked = self.answers.get(self.at).copied().flatten().map_or(0, |option| option - 1);
        self.read = None;
        self.leaving = Leaving::default();
    }

    /// Takes an answer, nothing for a skipped question, and goes on.
    fn answer(&mut self, answer: Option<usize>) {
        if let Some(place) = self.answers.get_mut(self.at) {
            *place = answer;
            self.unsaved = true;
            self.go(self.at + 1);
        }
    }

    fn question(&mut self, input: &Input, cx: &mut Cx<'_>) -> Flow {
        let options = self.options(cx);
        match input {
            Input::Command(Command::Up) if self.marked == 0 => cx.note("This is the first answer."),
            Input::Command(Command::Up) => self.marked -= 1,
            Input::Command(Command::Down) if self.marked + 1 >= options => {
                cx.note("This is the last answer.")
            }
            Input::Command(Command::Down) => self.marked += 1,
            Input::Command(Command::Open) => self.answer(Some(self.marked + 1)),
            Input::Command(Command::Skip) => self.answer(None),
            // What was answered before stays.
            Input::Command(Command::Right) => self.answer(self.answers[self.at]),
            Input::Command(Command::Left) if self.at == 0 => cx.note("This is the first question."),
            Input::Command(Command::Left) => self.go(self.at - 1),
            Input::Command(_) => return Flow::Ignored,
            Input::Key(key) => match key.code {
                KeyCode::Char(c) => match c.to_digit(10).map(|digit| digit as usize) {
                    Some(number) if (1..=options).contains(&number) => self.answer(Some(number)),
                    _ => cx.note(format!("A number from 1 to {options} answers, - skips, Left goes back.")),
                },
                _ => return Flow::Ignored,
            },
            Input::Click { tag, .. } if *tag < options => self.answer(Some(tag + 1)),
            Input::Wheel(rows) => {
                let by = if *rows > 0 { Command::Down } else { Command::Up };
                return self.question(&Input::Command(by), cx);
            }
            _ => cx.note(format!("A number from 1 to {options} answers, - skips, Left goes back.")),
        }
        Flow::Done
    }

    fn over(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Left) => self.go(self.count().saturating_sub(1)),
            Input::Command(Command::Right | Command::Skip) => {
                cx.note("These are the forms; Enter takes one.")
            }
            Input::Command(Command::ItsPage) => match self.panes.target() {
                Some(target @ Target::Form(_)) => page::open(target, cx),
                _ => cx.note("Select a form first."),
            },
            Input::Command(Command::NewRelationship) if self.about.is_some() => {
                if let Some(chosen) = self.chosen(cx) {
                    self.end(cx);
                    begin(chosen, cx);
                }
            }
            Input::Command(Command::Open) | Input::Click { double: true, .. } => {
                let Some(chosen) = self.chosen(cx) else { return Flow::Done };
                if let Some(taken) = self.taken.take() {
                    self.end(cx);
                    taken(chosen, cx);
                }
            }
            input => return self.panes.update(&input),
        }
        Flow::Done
    }

    /// The selected form with the answers; nothing, and why, where they close it.
    fn chosen(&self, cx: &mut Cx<'_>) -> Option<Chosen> {
        let answers = self.given();
        let Some(Target::Form(form)) = self.panes.target().filter(|_| !answers.is_blank()) else {
            cx.note("Nothing speaks for a form yet. Left goes back to the questions.");
            return None;
        };
        let verdict = choose(&cx.assets.forms, &answers.0);
        let closed = verdict.candidates.into_iter().find(|one| one.form == form).and_then(|one| one.gated);
        match closed {
            Some(why) => {
                cx.note(format!("Closed to these answers: {why}. Left goes back, b reads its page."));
                None
            }
            None => Some(Chosen { form, answers }),
        }
    }

    /// Closes: what was answered is in other hands.
    fn end(&mut self, cx: &mut Cx<'_>) {
        // A draft that outlives its use is offered again: harmless, so not worth a failure.
        let _ = cx.store.forget_draft(&self.place);
        self.unsaved = false;
        cx.pop();
    }

    fn leave(&mut self, cx: &mut Cx<'_>) {
        let kept = self.flush(cx.store);
        let is_draft = kept.is_ok() && !self.given().is_blank();
        if self.leaving.now(kept, cx) {
            cx.pop();
            if is_draft {
                cx.note("The answers wait as a draft; :choose goes on with them.");
            }
        }
    }
}

impl Layer for Choose {
    fn crumb(&self) -> String {
        "choose".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        if self.is_over() { vec![Context::Choosing, Context::List] } else { vec![Context::Choosing] }
    }

    /// While a question is asked, a number is its answer.
    fn typing(&self) -> bool {
        !self.is_over()
    }

    fn modal(&self) -> bool {
        true
    }

    fn target(&self) -> Option<Target> {
        self.panes.target().filter(|_| self.is_over())
    }

    fn hints(&self) -> Vec<Command> {
        match (self.is_over(), self.about) {
            (false, _) => vec![Command::Open, Command::Skip, Command::Left],
            (true, None) => vec![Command::Open, Command::ItsPage, Command::Left],
            (true, Some(_)) => {
                vec![Command::Open, Command::ItsPage, Command::Left, Command::NewRelationship]
            }
        }
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Open => "take it",
            Command::ItsPage => "its page",
            Command::Left if self.is_over() => "the answers",
            Command::Left => "back",
            Command::NewRelationship => "a new one",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Back) => {
                self.leave(cx);
                Flow::Done
            }
            input if self.is_over() => self.over(input, cx),
            input => self.question(&input, cx),
        }
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if !self.is_over() || self.read == Some(basis) {
            return Ok(());
        }
        let about = self.about.map(|id| view.store.get(id)).transpose()?.flatten();
        let title = about.as_ref().map(|row| view.store.title(row.id)).transpose()?;
        let asked = verdict::Asked {
            forms: &view.assets.forms,
            answers: self.given(),
            goes_on: match self.about {
                Some(id) => !view.store.held(id, 1)?.is_empty(),
                None => false,
            },
            declared: about.as_ref().map(|row| row.form.as_str()),
            before: about.as_ref().and_then(last_choice),
        };
        self.panes.set(vec![asked.pane(title.as_deref(), usize::from(area.width).saturating_sub(4), view)]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if self.is_over() {
            self.panes.render(frame, &[area], view);
        } else {
            ask::render(self, frame, area, view);
        }
    }

    fn unsaved(&self) -> bool {
        self.unsaved
    }

    fn draft_place(&self) -> Option<&str> {
        Some(&self.place)
    }

    fn flush(&mut self, store: &Store) -> Result<(), StoreError> {
        if !self.unsaved {
            return Ok(());
        }
        let mut answers = self.given();
        answers.0.truncate(self.at);
        let text = if answers.is_blank() { String::new() } else { answers.to_string() };
        let typed = Typed::of([(ANSWERS.to_owned(), text)].into());
        store.save_draft(&self.place, "which form fits", &typed)?;
        self.unsaved = false;
        Ok(())
    }
}
