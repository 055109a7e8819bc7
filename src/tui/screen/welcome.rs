//! First run: three questions, all of which may be skipped, and the demo.

use super::choose::{self, Chosen};
use crate::forms::{Form as MentoringForm, View};
use crate::model::text::one_line;
use crate::model::{Choice, Member, Person, Relationship};
use crate::store::{StoreError, Tx};
use crate::tui::Assets;
use crate::tui::command::{Command, Context};
use crate::tui::edit::relationship;
use crate::tui::field::Field;
use crate::tui::field::check::names;
use crate::tui::form::{Form, Kept, Values, Wrong};
use crate::tui::layer::{self, Cx, Effect, Flow, Input, Layer};
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::widget::text::{fit, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The mentor form with the seats changed: they guide me.
const GUIDED: &str = "guided";
/// Fewer cells than this have what a key does in fewer words.
const ROOMY: usize = 44;
/// Cells of a key before what it does.
const KEY: usize = 7;

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
    let forms = &cx.assets.forms;
    let base = |view| forms.iter().find(|form| form.view == view).map_or("", |form| form.id.as_str());
    let (guide, trade) = (base(View::Mentor), base(View::Mutual));
    let mut options = vec![
        (guide.to_owned(), "I guide them".to_owned()),
        (trade.to_owned(), "we trade as equals".to_owned()),
        (GUIDED.to_owned(), "they guide me".to_owned()),
    ];
    let others = forms.iter().filter(|form| form.id != guide && form.id != trade);
    options.extend(others.map(|form| (form.id.clone(), format!("{}: {}", form.name, form.seed_line))));
    let fields = vec![
        Field::line("name", "Your name", "as you call yourself", &cx.assets.name),
        Field::line("person", "First person", "e.g. Ana Ruiz; may stay empty", ""),
        Field::options("between", "Together", options, guide),
        Field::line("answers", "Chosen by", "the answers to the chooser", ""),
    ];
    Form::new("welcome", "welcome/new", fields, Box::new(begin))
        .asking(
            "between",
            Box::new(|cx| {
                choose::ask(None, Box::new(|found, cx| cx.effects.push(Effect::Fill(between(found)))), cx)
            }),
        )
        // The answers are on screen once there are some.
        .showing(Box::new(|name, _| name != "answers"))
        .show(cx);
}

/// What the chooser found, as the values of this form.
fn between(found: Chosen) -> Values {
    [("between".to_owned(), found.form), ("answers".to_owned(), found.answers.to_string())].into()
}

fn begin(values: &Values, tx: &Tx<'_>, assets: &Assets) -> Result<Kept, Wrong> {
    let store = tx.store();
    let said = |name: &str| values.get(name).map(|text| one_line(text)).unwrap_or_default();
    let (name, between) = (said("name"), said("between"));
    let people = said("person");
    let people: Vec<&str> = names(&people).collect();
    let (form, mine, theirs) = seats(assets, &between)?;
    if !people.is_empty() && !form.size.admits(people.len() + 1) {
        let message = format!("for {} with you: names with commas", form.size.words());
        return Err(Wrong { field: Some("person"), message });
    }
    let mut relationship = Relationship::of_form(&form.id);
    relationship.started_on = Some(store.clock().today());
    let answers = relationship::answers(values, "answers", assets)?;
    relationship.choices.extend(answers.map(|answers| Choice::made(store.now(), answers, &form.id)));
    let name = if name.is_empty() { assets.name.as_str() } else { name.as_str() };
    let mut seats = vec![(tx.owner(name)?, mine)];
    for person in &people {
        seats.push((tx.put(&Person::named(*person))?, theirs.clone()));
    }
    if !people.is_empty() {
        relationship.members.extend(seats.into_iter().map(|(person, role)| Member {
            person,
            role,
            joined_on: None,
            left_on: None,
        }));
        tx.put(&relationship)?;
    }
    let next = if people.is_empty() {
        "n p adds somebody."
    } else {
        "i writes a line about the last time you spoke."
    };
    Ok(Kept::of("began the journal", format!("The journal is open. {next}")))
}

/// The form that was said, with my role and theirs.
fn seats<'a>(assets: &'a Assets, between: &str) -> Result<(&'a MentoringForm, String, String), Wrong> {
    let form = match between {
        GUIDED => assets.forms.iter().find(|form| form.view == View::Mentor),
        id => assets.forms.get(id),
    };
    let form =
        form.ok_or_else(|| Wrong { field: Some("between"), message: "there is no such form".to_owned() })?;
    let (mine, theirs) = (form.owner_role.clone(), form.partner_role.clone());
    Ok(if between == GUIDED { (form, theirs, mine) } else { (form, mine, theirs) })
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
            Input::Command(Command::Back) | Input::Click { tag: 2, .. } => {
                cx.pop();
                cx.note(":welcome comes back here, :demo looks around, ? explains the keys.");
                Flow::Done
            }
            Input::Command(
                Command::Up
                | Command::Down
                | Command::PageUp
                | Command::PageDown
                | Command::First
                | Command::Last,
            ) => {
                cx.note("Nothing is chosen by moving here: press Enter, d or Esc.");
                Flow::Done
            }
            _ => Flow::Ignored,
        }
    }

    fn prepare(&mut self, _area: Rect, _view: &layer::View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &layer::View<'_>) {
        let width = usize::from(area.width).saturating_sub(6).min(70);
        let place = format!(
            "The journal is one file on this computer: {}. Nothing leaves it.",
            view.store.path().display()
        );
        let heading = Span::styled("WELCOME. A private mentoring journal.", view.style(Role::Heading));
        let mut lines = vec![(Line::from(heading), None), (Line::default(), None)];
        lines.extend(wrap(&place, width).into_iter().map(|line| (Line::from(line), None)));
        lines.push((Line::default(), None));
        let brief = width < ROOMY;
        let own = match (view.assets.demo, brief) {
            (true, _) => "go to a journal of your own",
            (false, true) => "start mine: three questions",
            (false, false) => "start mine: three questions, all may be skipped",
        };
        let demo = match (view.assets.demo, brief) {
            (true, _) => "begin the demo anew",
            (false, true) => "look around a demo first",
            (false, false) => "look around a demo journal first; :my journal comes back",
        };
        let away = if brief { "go to the screens" } else { "go to the screens; :welcome comes back" };
        let keys = [("Enter", own), ("d", demo), ("Esc", away)];
        for (tag, (key, text)) in keys.into_iter().enumerate() {
            for (number, text) in wrap(text, width.saturating_sub(KEY)).into_iter().enumerate() {
                let key = if number == 0 { key } else { "" };
                let key = Span::styled(fit(key, KEY), view.style(Role::Accent));
                lines.push((Line::from(vec![key, Span::raw(text)]), Some(tag)));
            }
        }
        let left = area.x + 3.min(area.width);
        // In the upper part, and without air where there is little room.
        if lines.len() > usize::from(area.height) {
            lines.retain(|(line, _)| line.width() > 0);
        }
        let spare = area.height.saturating_sub(lines.len() as u16);
        let top = area.y + (area.height / 5).min(spare);
        for ((line, tag), y) in lines.into_iter().zip(top..area.bottom()) {
            let spot = Rect { x: left, y, width: area.right().saturating_sub(left), height: 1 };
            frame.render_widget(line, spot);
            if let Some(tag) = tag {
                view.zone(spot, tag);
            }
        }
    }
}
