//! Today: what is next, what is late, which loops are open.

mod rows;

use super::line::Pen;
use super::{lookback, split, week};
use crate::clock::Clock;
use crate::model::{Goal, GoalState};
use crate::store::{Filter, Sight, StoreError, Today as Agenda, Window};
use crate::tui::act::{act, offered};
use crate::tui::capture_line::CaptureLine;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cells, cut};
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use rows::{
    COUNTED, LOOK_BACK, MOST, SLIPPED, about, look_back, loops, mine, pressing, promises, recent, rows_about,
    session, slipped, urgent,
};
use std::time::Duration;

/// The row of the question for today.
const QUESTION: Target = Target::Own(0);
/// Panes of the first page: next, yours, theirs, loops.
const FIRST_PAGE: usize = 4;

/// The tab.
#[derive(Default)]
pub struct Today {
    panes: Panes,
    areas: Vec<Rect>,
    rules: Vec<Rect>,
    foot: Option<(Rect, &'static str)>,
    /// A row that was just made.
    made: Option<Target>,
    /// Whom the question for today is about.
    asked: String,
    /// What was read, and whether the first page was in front.
    read: Option<(Basis, bool)>,
    /// The rows about the relationships: figures, which are read after the frame that shows the rest.
    about: Vec<Row>,
    /// Where the relationships are that had no room.
    more: String,
    /// When these were read, and how much was handed out.
    figured: Option<(Basis, Sight)>,
}

impl Screen for Today {}

impl Today {
    /// Panes by size: two columns, two pages, or one list.
    fn lay(&mut self, area: Rect, tier: Tier) {
        self.foot = None;
        self.rules = Vec::new();
        let wants = |numbers: &[usize], width: u16| -> Vec<usize> {
            numbers.iter().map(|number| self.panes.wants(*number, width)).collect()
        };
        match tier {
            Tier::Wide => {
                // A line of air above the question, and above what is due with it.
                let foot = wants(&[8], area.width)[0].clamp(1, 2) as u16 + 1;
                let (body, foot) = split::above(area, area.height.saturating_sub(foot));
                let (left, right) = split::left(body, body.width * 27 / 50);
                self.areas = split::stack(left, &wants(&[0, 1, 2, 3], left.width));
                self.areas
                    .extend(split::stack(right, &side(wants(&[4, 5, 6, 7], right.width), right.height)));
                self.areas.push(split::above(foot, 1).1);
                self.rules = vec![Rect { height: body.height, ..left }];
            }
            Tier::Normal if self.panes.focus() < FIRST_PAGE => {
                let (body, foot) = split::above(area, area.height.saturating_sub(1));
                let halves = split::columns(body, 2);
                let both = wants(&[1], halves[0].width)[0].max(wants(&[2], halves[1].width)[0]);
                let rows =
                    split::stack(body, &[wants(&[0], body.width)[0], both, wants(&[3], body.width)[0]]);
                let promises = split::columns(rows[1], 2);
                self.areas = vec![rows[0], promises[0], promises[1], rows[2]];
                self.rules = vec![promises[0]];
                self.foot =
                    Some((foot, "Tab goes on to: week, relationships, goals, a question     page 1 of 2"));
            }
            Tier::Normal => {
                let (body, foot) = split::above(area, area.height.saturating_sub(1));
                self.areas = vec![Rect::ZERO; FIRST_PAGE];
                self.areas
                    .extend(split::stack(body, &side(wants(&[4, 5, 6, 7, 8], body.width), body.height)));
                self.foot =
                    Some((foot, "Tab comes back to: next, promises, loops                      page 2 of 2"));
            }
            Tier::Narrow | Tier::Tiny | Tier::Sliver => self.areas = vec![area],
        }
    }

    fn everything(
        &mut self,
        pen: &Pen<'_>,
        agenda: &Agenda,
        area: Rect,
        tier: Tier,
    ) -> Result<Vec<Pane>, StoreError> {
        let inner = |width: u16| usize::from(width).saturating_sub(4);
        let (full, left, right) = match tier {
            Tier::Wide => {
                let left = area.width * 27 / 50;
                (inner(left), inner(left), inner(area.width - left - 1))
            }
            _ => (inner(area.width), inner((area.width - 1) / 2), inner(area.width)),
        };
        let mut next: Vec<Row> = agenda
            .live
            .iter()
            .chain(&agenda.next)
            .map(|row| session(pen, row, full))
            .collect::<Result<_, _>>()?;
        // What slipped stands where it cannot be overlooked, after the one that comes next.
        let after = next.len().min(1);
        let slipped = agenda.unsaid.iter().take(SLIPPED).map(|row| slipped(pen, row, full));
        next.splice(after..after, slipped.collect::<Result<Vec<_>, _>>()?);
        let active = Filter { states: vec![GoalState::Active.word()], ..Filter::default() };
        let goals: Vec<Goal> = pen.store.list(&active, &Window::First, MOST)?;
        let goals = goals
            .iter()
            .map(|row| Ok(Row::new(pen.goal(row, right)?, row.id)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let width = usize::from(area.width).saturating_sub(4);
        let mut foot: Vec<Row> = look_back(pen, agenda, width).into_iter().collect();
        foot.extend(self.question(pen, agenda, width)?);
        let relationships = match self.figured {
            Some(_) => self.about.clone(),
            // Their place is kept until they are read.
            None => (0..rows_about(area)).map(|_| Row::text("")).collect(),
        };
        Ok(vec![
            Pane::new("NEXT UP").rows(next).empty("Nothing planned. n s plans a session."),
            Pane::new("YOU PROMISED")
                .aside(pressing(&agenda.mine))
                .rows(mine(pen, agenda, left)?)
                .empty("Nothing open. i, then: todo to Ana: send the outline by fri is yours to her"),
            Pane::new("THEY PROMISED")
                .aside(pressing(&agenda.theirs))
                .rows(promises(pen, &agenda.theirs.rows, left)?)
                .empty("Nothing open. i, then: todo Ana: first draft by tue is hers to you"),
            Pane::new("OPEN LOOPS").rows(loops(pen, &agenda.loops, full)?).empty(
                "No feedback asked. Asking first makes giving easier. i, then: ask Ana: where am I unclear?",
            ),
            Pane::new("THIS WEEK").rows(week::week(pen)?),
            Pane::new("RELATIONSHIPS")
                .aside(match self.more.as_str() {
                    "" => format!("last {} weeks", week::WEEKS),
                    more => more.to_owned(),
                })
                .rows(relationships)
                .empty("Nobody yet. n r begins a relationship, :choose finds its form."),
            Pane::new("GOALS")
                .rows(goals)
                .empty("No goals yet. n g writes one, e.g. Ana leads one incident review"),
            Pane::new("RECENT")
                .aside("all: :sessions, :notes, :promises")
                .rows(recent(pen, right)?)
                .empty("No session held and no note yet. n s and n n write one down."),
            Pane::new("").rows(foot),
        ])
    }

    /// Whether the figures are older than the rest.
    fn is_behind(&self) -> bool {
        self.read.is_some_and(|(basis, _)| self.figured.is_none_or(|(figured, _)| figured != basis))
    }

    /// One of the form's own questions, another one each day, about whoever is met next.
    fn question(&mut self, pen: &Pen<'_>, agenda: &Agenda, width: usize) -> Result<Vec<Row>, StoreError> {
        self.asked = String::new();
        let Some(next) = agenda.live.iter().chain(&agenda.next).next() else { return Ok(Vec::new()) };
        let relationship = pen.store.need(next.relationship)?;
        let prompts = pen.assets.forms.get(&relationship.form).map_or(&[][..], |form| &form.prompts);
        let day = pen.store.clock().today().ordinal() as usize;
        let Some(prompt) = prompts.get(day % prompts.len().max(1)) else { return Ok(Vec::new()) };
        let others: Vec<_> =
            relationship.members.iter().filter(|member| Some(member.person) != pen.owner).collect();
        if let [one] = others[..] {
            self.asked = pen.store.name(one.person)?;
        }
        let about = pen.store.title(relationship.id)?;
        let text = format!("A question for {about}: {}", prompt.text);
        let key = "   Enter writes";
        let text = cut(&text, width.saturating_sub(key.len()));
        Ok(vec![Row::new(
            Line::from(vec![Span::raw(text), Span::styled(key, pen.assets.theme.style(Role::Muted))]),
            QUESTION,
        )])
    }
}

/// The heights of week, relationships, goals, recent and what follows: goals and what is recent are few
/// rows of long lists, so that the relationships have room.
fn side(mut wants: Vec<usize>, height: u16) -> Vec<usize> {
    let most = usize::from(height / 6).max(3);
    for want in wants.iter_mut().skip(2).take(2) {
        *want = (*want).min(most);
    }
    wants
}

impl Layer for Today {
    fn crumb(&self) -> String {
        "today".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn made(&mut self, row: &Target) {
        self.made = Some(row.clone());
    }

    fn target(&self) -> Option<Target> {
        self.panes.target()
    }

    fn hints(&self) -> Vec<Command> {
        let target = self.target();
        let mut all = vec![Command::Open];
        match target {
            // What comes next can be prepared and held; elsewhere sessions are over.
            Some(Target::Session(_)) if self.areas.len() > 1 && self.panes.focus() == 0 => {
                all.extend([Command::Start, Command::Prepare]);
            }
            Some(Target::Goal(_)) => all.push(Command::CheckIn),
            _ => {}
        }
        all.extend([Command::New, Command::Done, Command::Edit, Command::Capture]);
        // Where nothing can be selected anywhere, there is no going from pane to pane.
        if self.areas.len() > 1 && (target.is_some() || self.foot.is_some()) {
            all.push(Command::NextPane);
        }
        offered(target.as_ref(), &all)
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let opens = matches!(input, Input::Command(Command::Open) | Input::Click { double: true, .. });
        if opens && self.panes.target() == Some(QUESTION) {
            CaptureLine::open(cx, &format!("note {}: ", self.asked).replace(" :", ":"));
            return Flow::Done;
        }
        if opens && self.panes.target() == Some(LOOK_BACK) {
            lookback::open(cx);
            return Flow::Done;
        }
        match input {
            Input::Command(command) if act(command, self.panes.target(), cx) == Flow::Done => Flow::Done,
            Input::Click { double: true, .. } => act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&input),
        }
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        let page = self.panes.focus() < FIRST_PAGE;
        let read = self.read == Some((basis, page));
        if read && !self.is_behind() {
            return Ok(());
        }
        // What fails to be read is not waited for.
        self.read = None;
        let pen = Pen::new(view.store, view.assets)?;
        if read {
            (self.about, self.more) = about(&pen, area, view.tier)?;
            self.figured = Some((basis, view.store.sight()));
        } else if self.figured.is_some_and(|(_, sight)| sight != view.store.sight()) {
            // What is not to be seen any more is not seen for a moment either.
            (self.about, self.figured) = (Vec::new(), None);
        }
        let agenda = view.store.today(MOST, COUNTED)?;
        let panes =
            if view.tier > Tier::Narrow {
                self.everything(&pen, &agenda, area, view.tier)?
            } else {
                let width = usize::from(area.width).saturating_sub(4);
                let rows = urgent(&pen, &agenda, &self.about, width, view.tier)?;
                let aside = format!("promises: {}", pressing(&agenda.mine));
                vec![Pane::new("TODAY").aside(aside).rows(rows).empty(
                    "Nothing presses. n s plans a session; i writes a line: todo Ana: first draft by tue",
                )]
            };
        self.panes.set(panes);
        if let Some(row) = self.made.take() {
            self.panes.select(&row);
        }
        self.lay(area, view.tier);
        self.read = Some((basis, self.panes.focus() < FIRST_PAGE));
        Ok(())
    }

    fn stays_true(&self, _clock: &Clock) -> Option<Duration> {
        self.is_behind().then_some(Duration::ZERO)
    }

    fn render(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        for rule in &self.rules {
            split::rule(frame, *rule, view);
        }
        if let Some((area, text)) = self.foot {
            let text = cut(text, usize::from(area.width).saturating_sub(2));
            let spot = Rect { x: area.x + 1, width: cells(&text) as u16, ..area }.intersection(area);
            frame.render_widget(Span::styled(text, view.style(Role::Muted)), spot);
            view.button(spot, Command::NextPane);
        }
        self.panes.render(frame, &self.areas, view);
    }
}
