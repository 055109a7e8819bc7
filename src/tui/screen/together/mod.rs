//! Together: one relationship, looked at by the people in it at one screen.
//!
//! While it runs the store hands out nothing private and nothing of anybody else
//! ([`Sight::Together`]), and its layers leave no way to the rest of the journal but the last one,
//! which asks first.

mod blind;
mod confirm;
mod entry;
mod keep;
mod leave;
mod presenter;
mod reveal;
mod step;

use crate::model::{Id, Relationship, RoundKind};
use crate::store::{Sight, StoreError};
use crate::together;
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cells, cut, fit, right};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use step::{Item, Step};

/// The row that begins the confirming; the rows before it begin rounds, by their place among all.
const CONFIRM: u32 = 90;

/// Two or more people before one screen.
struct Together {
    relationship: Id<Relationship>,
    names: String,
    /// What was handed out before, and will be again.
    before: Sight,
    step: Step,
    panes: Panes,
    items: Vec<Item>,
}

/// Begins with the relationship of what is selected.
///
/// # Errors
/// What the store says.
pub fn begin(target: &Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let Some(relationship) = relationship(target, cx)? else {
        cx.note("Together looks at one relationship: select one, or somebody with whom there is one.");
        return Ok(());
    };
    if together::people(cx.store, relationship)?.len() < 2 {
        cx.note("Together needs two people in the relationship. e adds members.");
        return Ok(());
    }
    let before = cx.store.sight();
    cx.store.set_sight(Sight::Together(relationship));
    let names = together::people(cx.store, relationship)?.into_iter().map(|(_, name)| name);
    let names = names.collect::<Vec<_>>().join(" + ");
    let (panes, items) = (Panes::default(), Vec::new());
    cx.push(Together { relationship, names, before, step: Step::LookBack, panes, items });
    Ok(())
}

fn relationship(target: &Target, cx: &Cx<'_>) -> Result<Option<Id<Relationship>>, StoreError> {
    let store = cx.store;
    Ok(match target {
        Target::Relationship(id) => Some(*id),
        Target::Person(id) => match store.active_with(*id)?.as_slice() {
            [one] => Some(*one),
            _ => None,
        },
        Target::Session(id) => Some(store.need(*id)?.relationship),
        Target::Round(id) => Some(store.need(*id)?.relationship),
        Target::Exchange(id) => store.need(*id)?.relationship,
        Target::Feedback(id) => store.need(*id)?.relationship,
        Target::Goal(id) => store.need(*id)?.relationship,
        Target::Commitment(id) => store.need(*id)?.relationship,
        Target::Reflection(id) => store.need(*id)?.relationship,
        Target::Skill(id) => store.need(*id)?.relationship,
        Target::Review(_) | Target::Intention(_) => None,
        Target::Item(_) | Target::Draft(_) | Target::Form(_) | Target::Binned(_) | Target::Own(_) => None,
    })
}

impl Together {
    fn go(&mut self, step: Step) {
        self.step = step;
        self.panes = Panes::default();
    }

    fn open(&mut self, cx: &mut Cx<'_>) -> Result<(), StoreError> {
        match self.panes.target() {
            Some(Target::Own(CONFIRM)) => confirm::open(self.relationship, cx),
            Some(Target::Own(kind)) => match RoundKind::ALL.get(kind as usize) {
                Some(kind) => blind::begin(self.relationship, *kind, cx),
                None => Ok(()),
            },
            Some(Target::Round(id)) => reveal::read(id, cx),
            Some(Target::Person(id)) => keep::open(self.relationship, id, cx),
            Some(_) => {
                presenter::open(&self.items, self.selected(), cx);
                Ok(())
            }
            None => {
                cx.note("Nothing to open here. Right goes to the next step.");
                Ok(())
            }
        }
    }

    fn selected(&self) -> usize {
        let target = self.panes.target();
        self.items.iter().filter(|item| item.shown()).position(|item| item.target == target).unwrap_or(0)
    }

    fn command(&mut self, command: Command, cx: &mut Cx<'_>) -> Result<Flow, StoreError> {
        match command {
            Command::NextStep if self.step.next() == self.step => {
                cx.note("This is the last step. Left goes back; Esc leaves.");
            }
            Command::PreviousStep if self.step.previous() == self.step => {
                cx.note("This is the first step. Right goes on; Esc leaves.");
            }
            Command::NextStep => self.go(self.step.next()),
            Command::PreviousStep => self.go(self.step.previous()),
            Command::Open => self.open(cx)?,
            Command::Big => presenter::open(&self.items, self.selected(), cx),
            Command::Confirm => confirm::open(self.relationship, cx)?,
            Command::Done if matches!(self.panes.target(), Some(Target::Session(_))) => {
                cx.note("What became of a session is said in the private journal. Esc goes back there.");
            }
            Command::Done => return Ok(act(command, self.panes.target(), cx)),
            Command::Back => leave::ask(self.before, cx),
            Command::Help => return Ok(Flow::Ignored),
            command => {
                if self.panes.update(&Input::Command(command)) == Flow::Ignored {
                    let name = command.entry().name;
                    cx.note(format!("\"{name}\" is of the private journal. Esc goes back there."));
                }
            }
        }
        Ok(Flow::Done)
    }

    fn steps(&self, width: usize) -> String {
        let all: Vec<String> = Step::ALL
            .iter()
            .map(|step| {
                let name = format!("{} {}", step.number(), step.name());
                if *step == self.step { format!("[{name}]") } else { format!(" {name} ") }
            })
            .collect();
        let all = all.join(" ");
        if cells(&all) <= width {
            return all;
        }
        format!("step {} of {}: {}", self.step.number(), Step::ALL.len(), self.step.name())
    }
}

fn row(item: &Item, width: usize) -> Row {
    let aside = cut(&item.aside, width / 3);
    let gap = if aside.is_empty() { 0 } else { 2 };
    let who = if item.who.is_empty() { String::new() } else { format!("{}  ", item.who) };
    let room = width.saturating_sub(cells(&aside) + gap);
    let line = format!("{}{}", fit(&format!("{who}{}", item.text), room), right(&aside, cells(&aside) + gap));
    match &item.target {
        Some(target) => Row::new(line, target.clone()),
        None => Row::text(line),
    }
}

impl Layer for Together {
    fn crumb(&self) -> String {
        "together".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Together, Context::List]
    }

    fn modal(&self) -> bool {
        true
    }

    fn title(&self) -> Option<String> {
        Some(format!("TOGETHER  {}   VEIL LOCKED: private items cannot appear", self.names))
    }

    fn hints(&self) -> Vec<Command> {
        let mut hints = vec![Command::Open];
        if self.step.next() != self.step {
            hints.push(Command::NextStep);
        }
        if self.step.previous() != self.step {
            hints.push(Command::PreviousStep);
        }
        hints.extend([Command::Big, Command::Confirm]);
        hints
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let result = match input {
            Input::Command(command) => self.command(command, cx),
            Input::Click { double: true, .. } => self.open(cx).map(|()| Flow::Done),
            input => Ok(self.panes.update(&input)),
        };
        result.unwrap_or_else(|error| {
            cx.fail(format!("Nothing was changed: {error}"));
            Flow::Done
        })
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.items = self.step.items(self.relationship, view)?;
        let width = usize::from(area.width).saturating_sub(4);
        let rows = self.items.iter().map(|item| row(item, width)).collect();
        self.panes.set(vec![
            Pane::new(self.step.name().to_uppercase())
                .aside(self.step.aside())
                .rows(rows)
                .empty(self.step.empty()),
        ]);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let steps = cut(&self.steps(usize::from(area.width).saturating_sub(2)), usize::from(area.width));
        let line = Line::from(vec![Span::raw(" "), Span::styled(steps, view.style(Role::Accent))]);
        frame.render_widget(line, Rect { height: 1.min(area.height), ..area });
        let gap = if view.tier > Tier::Tiny { 2 } else { 1 };
        let body = Rect { y: area.y + gap.min(area.height), height: area.height.saturating_sub(gap), ..area };
        self.panes.render(frame, &[body], view);
    }
}
