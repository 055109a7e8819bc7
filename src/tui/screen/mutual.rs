//! Mutual: a mirror of equal columns under a balance beam; circles and pods have a column each.

use super::line::Pen;
use super::{people, split};
use crate::forms::View as Reading;
use crate::model::{Commitment, Exchange, Feedback, Id, Person, Relationship};
use crate::store::{Filter, StoreError, Window};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cells, cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Ledger rows the beam weighs: the newest of the relationship.
const WEIGHED: usize = 120;

/// The tab.
#[derive(Default)]
pub struct Mutual {
    panes: Panes,
    areas: Vec<Rect>,
    rules: Vec<Rect>,
    beam: Vec<Line<'static>>,
    beam_area: Rect,
    shown: Option<Id<Relationship>>,
    /// How far the sides are turned round.
    turn: usize,
    columns: usize,
    members: usize,
    lanes: people::Lanes,
    read: Option<(Basis, Option<Id<Relationship>>, usize)>,
}

impl Screen for Mutual {
    fn show(&mut self, target: &Target) {
        if let Target::Relationship(id) = target {
            self.shown = Some(*id);
            self.panes.select(target);
        }
    }
}

/// What one person gave, in rows and weight.
struct Side {
    person: Id<Person>,
    name: String,
    gave: f64,
    got: f64,
}

impl Mutual {
    fn lay(&mut self, area: Rect, tier: Tier, members: usize) {
        let (list, rest) = if tier <= Tier::Narrow {
            let (list, rest) = split::above(area, 3.min(area.height / 3));
            (list, rest)
        } else {
            split::left(area, if tier == Tier::Wide { 20 } else { 15 })
        };
        let (beam, columns) = split::above(rest, 3.min(rest.height));
        self.beam_area = beam;
        let least: u16 = if tier == Tier::Wide { 24 } else { 22 };
        self.members = members;
        self.columns = usize::from((columns.width / least).max(1)).min(members.max(1));
        self.areas = vec![list];
        self.rules = if tier <= Tier::Narrow { Vec::new() } else { vec![list] };
        let parts = split::columns(columns, self.columns as u16);
        self.rules.extend(parts.iter().take(parts.len().saturating_sub(1)));
        self.areas.extend(parts);
    }

    fn width(&self, pane: usize) -> usize {
        self.areas.get(pane).map_or(0, |area| usize::from(area.width).saturating_sub(4))
    }

    /// The members in the order of the columns: the owner first, turned by `o`.
    fn sides(&self, pen: &Pen<'_>, row: &Relationship, ledger: &[Exchange]) -> Result<Vec<Side>, StoreError> {
        let mut members: Vec<Id<Person>> = row.members.iter().map(|member| member.person).collect();
        members.sort_by_key(|person| Some(*person) != pen.owner);
        let others = members.len().saturating_sub(1).max(1) as f64;
        let mut sides = Vec::new();
        for person in members {
            let (mut gave, mut got) = (0.0, 0.0);
            for exchange in ledger {
                let weight = 1.0 + f64::from(exchange.landed.unwrap_or(0));
                if exchange.from == person {
                    gave += weight;
                } else if exchange.to == Some(person) {
                    got += weight;
                } else if exchange.to.is_none() {
                    got += weight / others;
                }
            }
            let name = if Some(person) == pen.owner { "ME".to_owned() } else { pen.store.name(person)? };
            sides.push(Side { person, name, gave, got });
        }
        if !sides.is_empty() {
            let turn = self.turn % sides.len();
            sides.rotate_left(turn);
        }
        Ok(sides)
    }

    /// A pair hangs on a beam whose tilt is 45 degrees times give/take; a group shows shares.
    fn balance(
        &self,
        pen: &Pen<'_>,
        row: &Relationship,
        sides: &[Side],
    ) -> Result<Vec<Line<'static>>, StoreError> {
        let (sign, form, role) = pen.form(&row.form);
        let title = pen.store.title(row.id)?;
        let head = Line::from(vec![
            Span::styled(format!(" {sign} "), pen.assets.theme.style(role)),
            Span::styled(title, pen.assets.theme.style(Role::Heading)),
            Span::raw(format!("  {form}")),
        ]);
        let width = usize::from(self.beam_area.width).saturating_sub(2);
        let total: f64 = sides.iter().map(|side| side.gave).sum();
        if total == 0.0 {
            return Ok(vec![
                head,
                Line::from(" Nothing given yet. i, then: gave NAME: what, or swap NAME: what"),
            ]);
        }
        let [left, right] = sides else {
            let shares: Vec<String> = sides
                .iter()
                .map(|side| format!("{} {:.0}%", cut(&side.name, 12), 100.0 * side.gave / total))
                .collect();
            return Ok(vec![head, Line::from(cut(&format!(" gave  {}", shares.join("   ")), width + 1))]);
        };
        let tilt = 45.0 * (left.gave - right.gave) / total;
        let words = match tilt {
            tilt if tilt.abs() < 5.0 => "even".to_owned(),
            tilt => {
                let more = if tilt > 0.0 { &left.name } else { &right.name };
                format!("tilt {:.0} deg, {} gave more", tilt.abs(), if more == "ME" { "I" } else { more })
            }
        };
        let arm = width.saturating_sub(cells(&words) + 35) / 2;
        let fill = |share: f64| ((share / total) * arm as f64 * 2.0).round().min(arm as f64) as usize;
        let (a, b) = (fill(left.gave), fill(right.gave));
        let beam = format!(
            " {:>10} {:>3.0} {}{}|{}{} {:<3.0} {:<10}  {words}",
            cut(&left.name, 10),
            left.gave,
            ".".repeat(arm - a),
            "#".repeat(a),
            "#".repeat(b),
            ".".repeat(arm - b),
            right.gave,
            cut(&right.name, 10),
        );
        Ok(vec![head, Line::from(cut(&beam, width + 1))])
    }

    fn column(
        &self,
        pen: &Pen<'_>,
        row: &Relationship,
        side: &Side,
        ledger: &[Exchange],
        loops: &[Feedback],
        pane: usize,
    ) -> Result<Pane, StoreError> {
        let width = self.width(pane);
        let filter = Filter { relationship: Some(row.id), states: vec!["open"], ..Filter::default() };
        let promises: Vec<Commitment> = pen.store.list(&filter, &Window::First, 30)?;
        let heading =
            |text: &str| Row::text(Span::styled(text.to_owned(), pen.assets.theme.style(Role::Muted)));
        let mut rows = vec![heading("promises")];
        for promise in promises.iter().filter(|promise| promise.owner == side.person) {
            rows.push(Row::new(pen.commitment(promise, width)?, promise.id));
        }
        if rows.len() == 1 {
            rows.push(heading("  none open"));
        }
        rows.push(heading("gave"));
        for exchange in ledger.iter().filter(|exchange| exchange.from == side.person).take(30) {
            rows.push(Row::new(pen.gift(exchange, width), exchange.id));
        }
        rows.push(heading("said"));
        for feedback in loops.iter().filter(|feedback| feedback.from == side.person).take(20) {
            let text = fit(&format!("{:<9} \"{}\"", feedback.state, feedback.gist()), width);
            rows.push(Row::new(text, feedback.id));
        }
        Ok(Pane::new(side.name.clone())
            .aside(format!("gave {:.0} got {:.0}", side.gave, side.got))
            .rows(rows))
    }
}

impl Layer for Mutual {
    fn crumb(&self) -> String {
        "mutual".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn target(&self) -> Option<Target> {
        if self.panes.focus() == 0 { self.shown.map(Target::from) } else { self.panes.target() }
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::New, Command::Order, Command::NextPane, Command::Ask, Command::Jot]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let flow = match input {
            Input::Command(Command::Order) => {
                // A group turns by a page of columns, a pair swaps its sides.
                self.turn += if self.members > self.columns { self.columns } else { 1 };
                cx.note("Turned: o again goes on.");
                return Flow::Done;
            }
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
        let basis = view.basis(area)?;
        if self.read == Some((basis, self.shown, self.turn)) {
            return Ok(());
        }
        let pen = Pen::new(view.store, view.assets)?;
        self.lanes.read(view, basis, Reading::Mutual, self.shown)?;
        let rows = self.lanes.rows().to_vec();
        let shown = rows.iter().find(|row| Some(row.id) == self.shown).or(rows.first());
        let shown = shown.map(|row| view.store.need(row.id)).transpose()?;
        let shown = shown.as_ref();
        self.shown = shown.map(|row| row.id);
        self.lay(area, view.tier, shown.map_or(1, |row| row.members.len()));
        let list_width = self.width(0);
        let mut list = Vec::new();
        for row in &rows {
            let (sign, _, role) = pen.form(&row.form);
            let sign = Span::styled(format!("{sign} "), view.style(role));
            let title = cut(&row.title, list_width.saturating_sub(3));
            list.push(Row::new(Line::from(vec![sign, Span::raw(title)]), row.id));
        }
        let mut panes = vec![
            Pane::new("WITH").rows(list).empty("Nobody yet. n r begins a relationship in which both give."),
        ];
        self.beam = Vec::new();
        if let Some(row) = shown {
            let ledger = people::ledger(view.store, row.id, WEIGHED)?;
            let loops = people::loops(view.store, row.id, 60)?;
            let sides = self.sides(&pen, row, &ledger)?;
            self.beam = self.balance(&pen, row, &sides)?;
            if self.members > self.columns {
                self.beam.push(Line::from(format!(
                    " {} of {} columns; o turns to the next",
                    self.columns, self.members
                )));
            }
            for (number, side) in sides.iter().take(self.columns).enumerate() {
                panes.push(self.column(&pen, row, side, &ledger, &loops, number + 1)?);
            }
        }
        self.panes.set(panes);
        if let Some(id) = self.shown {
            let focus = self.panes.focus();
            self.panes.select(&id.into());
            self.panes.set_focus(focus);
        }
        self.read = Some((basis, self.shown, self.turn));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, _area: Rect, view: &View<'_>) {
        for area in &self.rules {
            split::rule(frame, *area, view);
        }
        for (line, y) in self.beam.iter().zip(self.beam_area.y..self.beam_area.bottom()) {
            frame.render_widget(line, Rect { y, height: 1, ..self.beam_area });
        }
        self.panes.render(frame, &self.areas, view);
    }
}
