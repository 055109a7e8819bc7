//! Mutual: a mirror of equal columns under a balance beam; circles and pods have a column each.

use super::lanes::Lanes;
use super::line::Pen;
use super::mirror::Mirror;
use super::{people, split};
use crate::forms::View as Reading;
use crate::model::{Id, Relationship};
use crate::store::StoreError;
use crate::tui::act::{act, around, offered};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::panel::{self, Material, Rows, Side};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Marked, Pane, Panes};
use crate::tui::widget::spans::cut_line;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Ledger rows the beam weighs: the newest of the relationship. Where there are more, it says so.
const WEIGHED: usize = 120;
/// Cells of a name in the line of relationships.
const CHIP: usize = 24;
/// The narrowest column of a group.
const NARROWEST: u16 = 26;
/// The fewest rows a side takes where sides are stacked.
const LOWEST: u16 = 4;

/// Where the parts of the screen are.
#[derive(Default)]
struct Layout {
    beam: Rect,
    between: Rect,
    sides: Vec<Rect>,
    /// Areas with a line at their right edge.
    rules: Vec<Rect>,
    /// Rows that are lines.
    lines: Vec<Rect>,
}

/// The tab.
#[derive(Default)]
pub struct Mutual {
    panes: Panes,
    chips: Rect,
    layout: Layout,
    areas: Vec<Rect>,
    beam: Vec<Line<'static>>,
    shown: Option<Id<Relationship>>,
    /// A row that was just made.
    made: Option<Target>,
    /// How far the sides are turned round.
    turn: usize,
    members: usize,
    lanes: Lanes,
    /// What was read, for whom, and how far the sides were turned.
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

impl Layout {
    /// A pair at full size has a spine between equal columns; less room folds it above them, and a
    /// narrow screen stacks the sides at equal height. Above them is the picture that leads.
    fn of(area: Rect, tier: Tier, members: usize, lead: u16) -> Self {
        let (beam, rest) = split::above(area, lead);
        match tier {
            Tier::Wide if members == 2 => Self::mirrored(beam, rest),
            Tier::Wide | Tier::Normal => Self::folded(beam, rest, members),
            _ => Self::stacked(beam, rest, tier, members),
        }
    }

    fn mirrored(beam: Rect, rest: Rect) -> Self {
        let (line, rest) = split::above(rest, 1);
        let side = (rest.width.saturating_sub(2) * 36 / 98).max(1);
        let (left, rest) = split::left(rest, side);
        let (between, right) = split::left(rest, rest.width.saturating_sub(side + 1));
        Self { beam, between, sides: vec![left, right], rules: vec![left, between], lines: vec![line] }
    }

    fn folded(beam: Rect, rest: Rect, members: usize) -> Self {
        let (first, rest) = split::above(rest, 1);
        let (between, rest) = split::above(rest, if members == 2 { 3 } else { 2 });
        let (second, rest) = split::above(rest, 1);
        let count = (rest.width / NARROWEST).max(2).min(members.max(1) as u16);
        let sides = split::columns(rest, count);
        let rules = sides[..sides.len().saturating_sub(1)].to_vec();
        Self { beam, between, sides, rules, lines: vec![first, second] }
    }

    fn stacked(beam: Rect, rest: Rect, tier: Tier, members: usize) -> Self {
        if tier == Tier::Tiny {
            return Self { beam, sides: vec![rest], ..Self::default() };
        }
        let (between, rest) = split::above(rest, 1);
        let count = (rest.height / LOWEST).max(1).min(members.max(1) as u16);
        let height = rest.height / count;
        let sides = (0..count).map(|at| Rect { y: rest.y + at * height, height, ..rest }).collect();
        Self { beam, between, sides, ..Self::default() }
    }
}

impl Mutual {
    /// Puts the picture of the form on top and lays the rest out below it.
    fn lead(
        &mut self,
        pen: &Pen<'_>,
        row: &Relationship,
        area: Rect,
        tier: Tier,
    ) -> Result<Vec<Side>, StoreError> {
        let Some(form) = pen.assets.forms.get(&row.form) else { return Ok(Vec::new()) };
        let rows = Rows::read(pen.store, row.id)?;
        let material = Material::new(&rows, form, pen.assets.theme).turned(self.turn);
        let most = match tier {
            Tier::Tiny | Tier::Sliver => 0,
            Tier::Narrow => 2,
            Tier::Normal => 3,
            Tier::Wide => 6,
        };
        self.beam = panel::of(form.panel).lead(&material, usize::from(area.width), most);
        let lead = self.beam.len() as u16;
        self.layout = Layout::of(area, tier, self.members, lead);
        if lead > 0 && self.members > 2 && self.paged() {
            self.layout = Layout::of(area, tier, self.members, lead + 1);
        }
        Ok(panel::sides(&material))
    }

    fn paged(&self) -> bool {
        self.members > self.layout.sides.len()
    }

    /// The panes after the names: left, spine, right, or what is between first and then the sides.
    fn panes_of(
        &mut self,
        pen: &Pen<'_>,
        row: &Relationship,
        mut sides: Vec<Side>,
        tier: Tier,
    ) -> Result<Vec<Pane>, StoreError> {
        let inner = |area: &Rect| usize::from(area.width).saturating_sub(4);
        let ledger = people::ledger(pen.store, row.id, WEIGHED)?;
        let mirror = Mirror::read(pen, row, &ledger)?;
        if tier == Tier::Tiny {
            self.areas = self.layout.sides.clone();
            let width = self.areas.first().map_or(0, inner);
            return Ok(vec![Pane::new(pen.store.title(row.id)?).rows(mirror.list(&sides, width)?)]);
        }
        if self.paged() {
            self.page_line(&sides);
        }
        sides.truncate(self.layout.sides.len());
        let widths: Vec<usize> = self.layout.sides.iter().map(inner).collect();
        let height = self.layout.sides.first().map_or(0, |area| usize::from(area.height)).saturating_sub(1);
        let columns = mirror.columns(&sides, &widths, height)?;
        let between = &self.layout.between;
        let rows = mirror.between(inner(between), usize::from(between.height))?;
        let spine = tier == Tier::Wide && self.members == 2;
        let between = Pane::new(if spine { "BETWEEN US" } else { "" }).rows(rows);
        let mut panes: Vec<(Pane, Rect)> =
            columns.into_iter().zip(self.layout.sides.iter().copied()).collect();
        panes.insert(if spine { 1 } else { 0 }, (between, self.layout.between));
        let (panes, areas) = panes.into_iter().unzip();
        self.areas = areas;
        Ok(panes)
    }

    /// Which columns of a group are seen, and the key for the others; it takes a row of its own.
    fn page_line(&mut self, sides: &[Side]) {
        let shown = self.layout.sides.len();
        let first = sides.first().map_or("", |side| side.name.as_str());
        self.beam.push(Line::from(format!(
            " {shown} of {} columns, from {first} on. o shows the next",
            self.members
        )));
    }
}

impl Layer for Mutual {
    fn crumb(&self) -> String {
        "mutual".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn made(&mut self, row: &Target) {
        self.made = Some(row.clone());
    }

    fn target(&self) -> Option<Target> {
        if self.panes.focus() == 0 { self.shown.map(Target::from) } else { self.panes.target() }
    }

    fn hints(&self) -> Vec<Command> {
        if self.shown.is_none() {
            return vec![Command::New, Command::Capture];
        }
        let target = self.target();
        let mut all = vec![Command::Open, Command::NextPane];
        if self.members > 1 {
            all.insert(1, Command::Order);
        }
        let after = [Command::Together, Command::Picture, Command::Ask, Command::Done, Command::Edit];
        all.extend(around(target.as_ref(), &after));
        offered(target.as_ref(), &all)
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let flow = match input {
            Input::Command(Command::Order) if self.members > 1 => {
                // A group turns by a page of columns, a pair swaps its sides.
                self.turn += if self.paged() { self.layout.sides.len() } else { 1 };
                cx.note(if self.paged() {
                    "The next columns. o goes on."
                } else if self.turn % 2 == 1 {
                    "Sides swapped: whoever holds the keyboard takes the left. o swaps back."
                } else {
                    "The sides are as they were. o swaps them."
                });
                return Flow::Done;
            }
            Input::Command(Command::Ask) if self.panes.focus() != 0 => {
                return act(Command::Ask, self.shown.map(Target::from), cx);
            }
            // The table is that of the relationship on screen, whatever row is selected.
            Input::Command(Command::Together) => {
                return act(Command::Together, self.shown.map(Target::from), cx);
            }
            Input::Command(command) if act(command, self.target(), cx) == Flow::Done => return Flow::Done,
            Input::Click { double: true, .. } => return act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&people::along(input, self.panes.focus() == 0)),
        };
        if let Some(Target::Relationship(id)) = self.panes.selected(0)
            && self.shown != Some(*id)
        {
            self.shown = Some(*id);
            self.turn = 0;
        }
        flow
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some((basis, self.shown, self.turn)) {
            return Ok(());
        }
        let pen = Pen::new(view.store, view.assets)?;
        let made = self.made.take();
        if let Some(row) = &made {
            self.shown = Lanes::of(row, Reading::Mutual, view)?.or(self.shown);
        }
        self.lanes.read(view, basis, Reading::Mutual, self.shown)?;
        let shown = self.lanes.choose(self.shown);
        self.shown = shown.map(|row| row.id);
        self.members = shown.map_or(0, |row| row.members as usize);
        self.read = None;
        self.beam = Vec::new();
        let Some(id) = self.shown else {
            self.layout = Layout::default();
            self.areas = vec![area];
            self.panes.set(vec![Pane::new("MUTUAL").empty(
                "Nobody yet. Here both give: two equal columns under one balance beam, or a column each in a circle or pod. n r begins such a relationship; choose a form such as mutual or peer.",
            )]);
            return Ok(());
        };
        let (chips, mut rest) = split::above(area, 1);
        self.chips = chips;
        if view.tier > Tier::Narrow {
            rest = split::above(rest, 1).1;
        }
        let row = view.store.need(id)?;
        let sides = self.lead(&pen, &row, rest, view.tier)?;
        let names = self.lanes.line(&pen, id, CHIP, usize::from(chips.width))?;
        let mut panes = vec![Pane::new("").rows(names).marked(Marked::Always)];
        panes.extend(self.panes_of(&pen, &row, sides, view.tier)?);
        self.panes.set(panes);
        self.panes.keep(0, &Target::from(id));
        if let Some(row) = made {
            self.panes.select(&row);
        }
        self.read = Some((basis, self.shown, self.turn));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if self.shown.is_none() {
            return self.panes.render(frame, &[area], view);
        }
        for area in &self.layout.rules {
            split::rule(frame, *area, view);
        }
        for line in &self.layout.lines {
            split::across(frame, *line, view);
        }
        if view.tier > Tier::Narrow {
            split::across(frame, Rect { y: self.chips.bottom(), ..self.chips }, view);
        }
        let beam = self.layout.beam;
        view.button(beam, Command::Picture);
        for (line, y) in self.beam.iter().zip(beam.y..beam.bottom()) {
            let spot = Rect { y, height: 1, ..beam };
            frame.render_widget(cut_line(line.clone(), usize::from(beam.width).saturating_sub(1)), spot);
        }
        self.panes.render_chips(frame, 0, self.chips, view);
        let mut areas = vec![Rect::ZERO];
        areas.extend(self.areas.iter().copied());
        self.panes.render(frame, &areas, view);
    }
}
