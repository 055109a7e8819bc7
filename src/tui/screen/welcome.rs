//! First run: three questions, all of which may be skipped, and the demo.

use crate::model::text::one_line;
use crate::model::{Id, Member, Person, Relationship};
use crate::store::{Store, StoreError};
use crate::tui::Assets;
use crate::tui::command::{Command, Context};
use crate::tui::field::Field;
use crate::tui::form::{Form, Values, Wrong};
use crate::tui::layer::{Cx, Effect, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::text::wrap;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

struct Welcome;

/// Opens the welcome, whatever the journal holds.
pub fn open(cx: &mut Cx<'_>) {
    cx.push(Welcome);
}

/// Welcomes whoever opens a journal that has no owner yet.
pub fn greet(cx: &mut Cx<'_>) {
    if matches!(cx.store.owner(), Ok(None)) && !cx.store.is_read_only() {
        cx.push(Welcome);
    }
}

fn questions(cx: &mut Cx<'_>) {
    let options = vec![
        ("guide".to_owned(), "I guide them".to_owned()),
        ("trade".to_owned(), "we trade as equals".to_owned()),
        ("guided".to_owned(), "they guide me".to_owned()),
    ];
    let fields = vec![
        Field::line("name", "Your name", "as you call yourself", &cx.assets.name),
        Field::line("person", "First person", "e.g. Ana Ruiz; may stay empty", ""),
        Field::options("between", "Together", options, "guide"),
    ];
    Form::open(cx, "welcome", "welcome/new", fields, Box::new(begin));
}

/// The two views' base forms carry the views' own names; the handbook has the other ten.
fn begin(values: &Values, store: &Store, assets: &Assets) -> Result<String, Wrong> {
    let said = |name: &str| values.get(name).map(|text| one_line(text)).unwrap_or_default();
    let (name, person, between) = (said("name"), said("person"), said("between"));
    let (form, mine, theirs) = match between.as_str() {
        "trade" => base(assets, crate::forms::View::Mutual, false)?,
        choice => base(assets, crate::forms::View::Mentor, choice == "guided")?,
    };
    store.write("began the journal", |tx| {
        let name = if name.is_empty() { assets.name.as_str() } else { name.as_str() };
        let me = tx.owner(name)?;
        if person.is_empty() {
            return Ok::<_, StoreError>(());
        }
        let other: Id<Person> = tx.put(&Person::named(person.clone()))?;
        let mut relationship = Relationship::of_form(form);
        relationship.started_on = Some(store.clock().today());
        for (person, role) in [(me, mine), (other, theirs)] {
            relationship.members.push(Member { person, role, joined_on: None, left_on: None });
        }
        tx.put(&relationship).map(drop)
    })?;
    let next = if person.is_empty() {
        "n p adds somebody."
    } else {
        "i writes a line about the last time you spoke."
    };
    Ok(format!("The journal is open. {next}"))
}

/// The first form of a view, with my role and theirs.
fn base(assets: &Assets, view: crate::forms::View, swapped: bool) -> Result<(String, String, String), Wrong> {
    let form = assets.forms.iter().find(|form| form.view == view);
    let form =
        form.ok_or_else(|| Wrong { field: Some("between"), message: "there is no such form".to_owned() })?;
    let (mine, theirs) = (form.owner_role.clone(), form.partner_role.clone());
    Ok(if swapped { (form.id.clone(), theirs, mine) } else { (form.id.clone(), mine, theirs) })
}

impl Layer for Welcome {
    fn crumb(&self) -> String {
        "welcome".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn modal(&self) -> bool {
        false
    }

    fn about(&self) -> Option<Target> {
        None
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::Done, Command::Back]
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Open => "start mine",
            Command::Done => "demo",
            other => other.entry().name,
        }
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::Open) | Input::Click { tag: 0, .. } if cx.assets.demo => {
                cx.effects.push(Effect::Own);
                Flow::Done
            }
            Input::Command(Command::Open) | Input::Click { tag: 0, .. } => {
                cx.pop();
                questions(cx);
                Flow::Done
            }
            Input::Command(Command::Done) | Input::Click { tag: 1, .. } => {
                cx.effects.push(Effect::Demo);
                Flow::Done
            }
            Input::Command(Command::Back) => {
                cx.pop();
                cx.note(":welcome comes back here, :demo looks around, ? explains the keys.");
                Flow::Done
            }
            Input::Command(Command::Up | Command::Down) => Flow::Done,
            _ => Flow::Ignored,
        }
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let width = usize::from(area.width).saturating_sub(6).min(70);
        let place = format!(
            "The journal is one file on this computer: {}. Nothing leaves it.",
            view.store.path().display()
        );
        let mut lines = vec![
            Line::from(Span::styled("WELCOME. A private mentoring journal.", view.style(Role::Heading))),
            Line::from(""),
        ];
        lines.extend(wrap(&place, width).into_iter().map(Line::from));
        lines.push(Line::from(""));
        let first = lines.len();
        let own = if view.assets.demo {
            "go to a journal of your own"
        } else {
            "start mine: three questions, all may be skipped"
        };
        let demo = if view.assets.demo {
            "begin the demo anew"
        } else {
            "look around a demo journal first; :my journal comes back"
        };
        for (key, text) in [("Enter", own), ("d", demo), ("Esc", "go to the screens; :welcome comes back")] {
            lines.push(Line::from(vec![
                Span::styled(format!("{key:<7}"), view.style(Role::Accent)),
                Span::raw(text),
            ]));
        }
        let left = area.x + 3.min(area.width);
        let top = area.y + (area.height / 5);
        for (number, (line, y)) in lines.into_iter().zip(top..area.bottom()).enumerate() {
            let spot = Rect { x: left, y, width: area.right().saturating_sub(left), height: 1 };
            frame.render_widget(line, spot);
            if number >= first {
                view.zone(spot, number - first);
            }
        }
    }
}
