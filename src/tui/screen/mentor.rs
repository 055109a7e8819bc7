//! Mentor: one person at a time, a ladder of goals, guidance flowing down, feedback flowing up.

use super::line::Pen;
use super::{people, split};
use crate::forms::View as Reading;
use crate::model::{Exchange, Feedback, Goal, Id, Person, Relationship, goal};
use crate::store::{Called, Filter, StoreError, Window};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{bar, cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const MOST: usize = 60;

/// The tab.
#[derive(Default)]
pub struct Mentor {
    panes: Panes,
    areas: Vec<Rect>,
    rules: Vec<Rect>,
    shown: Option<Id<Relationship>>,
    lanes: people::Lanes,
    read: Option<(Basis, Vec<Rect>, Option<Id<Relationship>>)>,
}

impl Screen for Mentor {
    fn show(&mut self, target: &Target) {
        if let Target::Relationship(id) = target {
            self.shown = Some(*id);
            self.panes.select(target);
        }
    }
}

impl Mentor {
    fn lay(&mut self, area: Rect, tier: Tier) {
        let none = Rect { width: 0, height: 0, ..area };
        if tier <= Tier::Narrow {
            let (list, pane) = split::above(area, (area.height / 3).max(2));
            self.rules = Vec::new();
            self.areas = vec![list, none, none, none, none];
            let front = self.panes.focus().clamp(1, 4);
            self.areas[front] = pane;
            return;
        }
        let (list, rest) = split::left(area, if tier == Tier::Wide { 20 } else { 15 });
        let columns = split::columns(rest, 2);
        let (ladder, below) = split::above(columns[0], area.height / 2);
        let (_, upward) = split::above(below, 1);
        let (guidance, promises) = split::above(columns[1], area.height * 3 / 5);
        self.rules = vec![list, columns[0]];
        self.areas = vec![list, ladder, guidance, upward, promises];
    }

    fn width(&self, pane: usize) -> usize {
        self.areas.get(pane).map_or(0, |area| usize::from(area.width).saturating_sub(4))
    }

    fn list(&self, pen: &Pen<'_>, rows: &[Called]) -> Vec<Row> {
        rows.iter()
            .map(|row| {
                let (sign, _, role) = pen.form(&row.form);
                let width = self.width(0);
                let sign = Span::styled(format!("{sign} "), pen.assets.theme.style(role));
                let title = cut(&row.title, width.saturating_sub(3));
                Row::new(Line::from(vec![sign, Span::raw(title)]), row.id)
            })
            .collect()
    }

    fn panes_of(&self, pen: &Pen<'_>, row: &Relationship) -> Result<Vec<Pane>, StoreError> {
        let guides: Vec<Id<Person>> = row
            .members
            .iter()
            .map(|member| member.person)
            .filter(|id| people::guides(row, *id, pen.assets))
            .collect();
        let ledger = people::ledger(pen.store, row.id, MOST)?;
        let up = |from: Id<Person>| !guides.contains(&from);
        let (_, form, _) = pen.form(&row.form);
        let mine = row.members.iter().find(|member| Some(member.person) == pen.owner);
        let seat = mine.map_or(String::new(), |member| {
            let form = pen.assets.forms.get(&row.form);
            format!("you: {}", form.map_or(member.role.as_str(), |form| form.role_label(&member.role)))
        });
        let rhythm = row.cadence_days.map_or(String::new(), |days| format!(", every {days} d"));
        Ok(vec![
            Pane::new(format!("LADDER  {}", pen.store.title(row.id)?))
                .aside(format!("{form}, {seat}{rhythm}"))
                .rows(self.ladder(pen, row)?)
                .empty("No goals yet: they are the rungs. n g writes one."),
            self.guidance(pen, row, &ledger, &up)?,
            self.upward(pen, row, &ledger, &up)?,
            Pane::new("PROMISES")
                .rows(self.promises(pen, row)?)
                .empty("Nothing open. i, then: todo NAME: what by fri"),
        ])
    }

    /// Each goal is a rung: where it started, where it is, where it goes.
    fn ladder(&self, pen: &Pen<'_>, row: &Relationship) -> Result<Vec<Row>, StoreError> {
        let filter = Filter { relationship: Some(row.id), ..Filter::default() };
        let goals: Vec<Goal> = pen.store.list(&filter, &Window::First, 20)?;
        let width = self.width(1);
        let rung = |row: &Goal| {
            let share =
                row.checkins.last().map_or(0.0, |last| goal::progress(row.start, row.target, last.value));
            let right = format!(" {} {:>3.0}%", bar(share, (width / 4).clamp(6, 16)), share * 100.0);
            let indent = if row.parent.is_some() { "  " } else { "" };
            let title = fit(&format!("{indent}{}", row.title), width.saturating_sub(right.len()));
            Row::new(format!("{title}{right}"), row.id)
        };
        let mut rows: Vec<Row> = Vec::new();
        for goal in goals.iter().filter(|goal| goal.parent.is_none()) {
            rows.push(rung(goal));
            rows.extend(goals.iter().filter(|step| step.parent == Some(goal.id)).map(rung));
        }
        Ok(rows)
    }

    fn guidance(
        &self,
        pen: &Pen<'_>,
        row: &Relationship,
        ledger: &[Exchange],
        up: &dyn Fn(Id<Person>) -> bool,
    ) -> Result<Pane, StoreError> {
        let width = self.width(2);
        let several = row.members.len() > 2;
        let mut rows = Vec::new();
        let mut down = 0;
        for exchange in ledger.iter().filter(|exchange| !up(exchange.from)) {
            down += 1;
            let line = if several { pen.exchange(exchange, width)? } else { pen.gift(exchange, width) };
            rows.push(Row::new(line, exchange.id));
        }
        let empty = "Nothing passed down yet. i, then: gave NAME: what, or got NAME: what";
        Ok(Pane::new("GUIDANCE, FLOWING DOWN")
            .aside(format!("{down} v  newest first"))
            .rows(rows)
            .empty(empty))
    }

    /// What flows up: exchanges and feedback against the grain, so that their absence shows.
    fn upward(
        &self,
        pen: &Pen<'_>,
        row: &Relationship,
        ledger: &[Exchange],
        up: &dyn Fn(Id<Person>) -> bool,
    ) -> Result<Pane, StoreError> {
        let width = self.width(3);
        let loops: Vec<Feedback> = people::loops(pen.store, row.id, MOST)?;
        let mut dated: Vec<(crate::model::Moment, Row)> = Vec::new();
        for feedback in loops.iter().filter(|feedback| up(feedback.from)) {
            dated.push((feedback.at, Row::new(pen.feedback(feedback, width)?, feedback.id)));
        }
        for exchange in ledger.iter().filter(|exchange| up(exchange.from)) {
            dated.push((exchange.at, Row::new(pen.gift(exchange, width), exchange.id)));
        }
        dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let rows: Vec<Row> = dated.into_iter().map(|(_, row)| row).collect();
        let aside =
            if rows.is_empty() { "! nothing flows up".to_owned() } else { format!("{} ^", rows.len()) };
        Ok(Pane::new("UPWARD")
            .aside(aside)
            .rows(rows)
            .empty("Nothing flows up yet. a asks for upward feedback."))
    }

    fn promises(&self, pen: &Pen<'_>, row: &Relationship) -> Result<Vec<Row>, StoreError> {
        let filter = Filter { relationship: Some(row.id), states: vec!["open"], ..Filter::default() };
        let rows: Vec<crate::model::Commitment> = pen.store.list(&filter, &Window::First, 20)?;
        let width = self.width(4);
        rows.iter()
            .map(|row| {
                // Who does it is what matters here, not for whom.
                let doer = crate::model::Commitment { to: Some(row.owner), ..row.clone() };
                Ok(Row::new(pen.commitment(&doer, width)?, row.id))
            })
            .collect()
    }
}

impl Layer for Mentor {
    fn crumb(&self) -> String {
        "mentor".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn target(&self) -> Option<Target> {
        if self.panes.focus() == 0 { self.shown.map(Target::from) } else { self.panes.target() }
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::New, Command::Ask, Command::Edit, Command::NextPane, Command::Jot]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let flow = match input {
            Input::Command(command) if act(command, self.target(), cx) == Flow::Done => return Flow::Done,
            Input::Click { double: true, .. } => return act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&input),
        };
        if let Some(Target::Relationship(id)) = self.panes.selected(0) {
            self.shown = Some(*id);
        }
        flow
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.lay(area, view.tier);
        let basis = view.basis(area)?;
        if self.read.as_ref() == Some(&(basis, self.areas.clone(), self.shown)) {
            return Ok(());
        }
        let pen = Pen::new(view.store, view.assets)?;
        self.lanes.read(view, basis, Reading::Mentor, self.shown)?;
        let rows = self.lanes.rows();
        let shown = rows.iter().find(|row| Some(row.id) == self.shown).or(rows.first());
        self.shown = shown.map(|row| row.id);
        let list = Pane::new("LANES")
            .rows(self.list(&pen, rows))
            .empty("Nobody yet. n r begins a relationship in which one guides.");
        let mut panes = vec![list];
        if let Some(row) = shown {
            panes.extend(self.panes_of(&pen, &view.store.need(row.id)?)?);
        }
        self.panes.set(panes);
        if let Some(id) = self.shown {
            let focus = self.panes.focus();
            self.panes.select(&id.into());
            self.panes.set_focus(focus);
        }
        self.read = Some((basis, self.areas.clone(), self.shown));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        for area in &self.rules {
            split::rule(frame, *area, view);
        }
        if view.tier > Tier::Narrow
            && let Some(upward) = self.areas.get(3)
        {
            let width = usize::from(upward.width);
            let spot = Rect { y: upward.y.saturating_sub(1), height: 1, ..*upward };
            frame.render_widget(Span::styled("─".repeat(width), view.style(Role::Line)), spot);
        }
        self.panes.render(frame, &self.areas, view);
    }
}
