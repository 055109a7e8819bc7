//! Mentor: lanes of people, a ladder of goals, guidance flowing down, feedback flowing up.

use super::flow::Flows;
use super::lanes::Lanes;
use super::line::Pen;
use super::{ladder, lane, people, split};
use crate::forms::View as Reading;
use crate::model::{Id, Relationship};
use crate::store::StoreError;
use crate::tui::act::{act, offered};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Marked, Pane, Panes};
use crate::tui::widget::spans::cut_line;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Panes beside the list of lanes: ladder, guidance, upward, promises, notes.
const PANES: usize = 5;
/// Cells of a name where the lanes are one line.
const CHIP: usize = 24;

/// The tab.
#[derive(Default)]
pub struct Mentor {
    panes: Panes,
    areas: Vec<Rect>,
    /// Areas with a line at their right edge, and areas below which a line runs.
    rules: (Vec<Rect>, Vec<Rect>),
    head: Vec<Line<'static>>,
    head_area: Rect,
    shown: Option<Id<Relationship>>,
    lanes: Lanes,
    /// What was read, for whom, and which pane was in front.
    read: Option<(Basis, Option<Id<Relationship>>, usize)>,
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
        self.rules = (Vec::new(), Vec::new());
        if tier <= Tier::Narrow {
            let (chips, rest) = split::above(area, 1);
            let (head, pane) = split::above(rest, if tier == Tier::Narrow { 2 } else { 0 });
            self.head_area = head;
            self.areas = vec![none; PANES + 1];
            self.areas[0] = chips;
            let front = self.front();
            self.areas[front] = pane;
            return;
        }
        let (list, rest) = split::left(area, if tier == Tier::Wide { 20 } else { 18 });
        let (head, rest) = split::above(rest, if tier == Tier::Wide { 4 } else { 3 });
        let (_, rest) = split::above(rest, 1);
        let (top, below) = split::above(rest, (rest.height / 2).max(1));
        let (_, below) = split::above(below, 1);
        let (top, below) = (split::columns(top, 2), split::columns(below, 2));
        let promises = split::stack(
            below[1],
            &[self.panes.wants(4, below[1].width).max(3), usize::from(below[1].height / 2)],
        );
        self.head_area = head;
        self.rules = (vec![list, top[0], below[0]], vec![head, top[0].union(top[1])]);
        self.areas = vec![list, top[0], top[1], below[0], promises[0], promises[1]];
    }

    /// Where one pane has room: the one in focus, the ladder while the people are.
    fn front(&self) -> usize {
        self.panes.focus().clamp(1, PANES)
    }

    fn width(&self, pane: usize) -> usize {
        self.areas.get(pane).map_or(0, |area| usize::from(area.width).saturating_sub(4))
    }

    fn panes_of(&mut self, pen: &Pen<'_>, row: &Relationship, tier: Tier) -> Result<Vec<Pane>, StoreError> {
        let flows = Flows::read(pen, row)?;
        let room = usize::from(self.head_area.width);
        self.head = vec![lane::head(pen, row, flows.seat())?];
        if tier > Tier::Narrow {
            let strip = lane::strip(pen, row, &flows.dated(), room)?;
            let skipped = if tier == Tier::Wide || strip.len() == 1 { 0 } else { 1 };
            self.head.extend(strip.into_iter().skip(skipped));
        }
        let height = self.areas.get(1).map_or(0, |area| usize::from(area.height)).saturating_sub(1);
        Ok(vec![
            Pane::new("LADDER")
                .aside("c checks in")
                .rows(ladder::rungs(pen, row.id, self.width(1), height)?)
                .empty("No goals yet: they are the rungs. n g writes one, with what it starts from and what it is to reach."),
            flows.guidance(self.width(2))?,
            flows.upward(self.width(3))?,
            flows.promises(self.width(4))?,
            flows.notes(self.width(5))?,
        ])
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
        if self.shown.is_none() {
            return vec![Command::New, Command::Jot];
        }
        let all = [
            Command::Open,
            Command::NextPane,
            Command::New,
            Command::Ask,
            Command::Done,
            Command::Together,
            Command::CheckIn,
            Command::Edit,
        ];
        offered(self.target().as_ref(), &all)
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        let flow = match input {
            Input::Command(command @ (Command::Ask | Command::Together)) if self.panes.focus() != 0 => {
                // They are about the person whose lane it is, whatever row is selected.
                return act(command, self.shown.map(Target::from), cx);
            }
            Input::Command(command) if act(command, self.target(), cx) == Flow::Done => return Flow::Done,
            Input::Click { double: true, .. } => return act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&people::along(
                input,
                self.panes.focus() == 0 && self.areas.first().is_some_and(|area| area.height == 1),
            )),
        };
        if let Some(Target::Relationship(id)) = self.panes.selected(0) {
            self.shown = Some(*id);
        }
        flow
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some((basis, self.shown, self.panes.focus())) {
            return Ok(());
        }
        let pen = Pen::new(view.store, view.assets)?;
        self.lanes.read(view, basis, Reading::Mentor, self.shown)?;
        self.shown = self.lanes.choose(self.shown).map(|row| row.id);
        self.read = None;
        self.lay(area, view.tier);
        self.head = Vec::new();
        let Some(id) = self.shown else {
            self.areas = vec![area];
            self.rules = (Vec::new(), Vec::new());
            self.panes.set(vec![Pane::new("LANES").empty(
                "Nobody yet. Here one guides and the other grows: a ladder of goals, what was passed on, and what comes back up. n r begins such a relationship, from either seat.",
            )]);
            return Ok(());
        };
        let list = self.areas.first().copied().unwrap_or_default();
        let rows = if view.tier <= Tier::Narrow {
            self.lanes.line(&pen, id, CHIP, usize::from(list.width))?
        } else {
            let size = (self.width(0), usize::from(list.height));
            self.lanes.list(&pen, id, self.panes.first_seen(0), size)?
        };
        let mut panes = vec![Pane::new("LANES").rows(rows).marked(Marked::Always)];
        panes.extend(self.panes_of(&pen, &view.store.need(id)?, view.tier)?);
        self.panes.set(panes);
        self.panes.keep(0, &Target::from(id));
        self.read = Some((basis, self.shown, self.panes.focus()));
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if self.areas.len() == 1 {
            return self.panes.render(frame, &[area], view);
        }
        for area in &self.rules.0 {
            split::rule(frame, *area, view);
        }
        for area in &self.rules.1 {
            split::across(frame, Rect { y: area.bottom(), height: 1, ..*area }, view);
        }
        let head = self.head_area;
        for (line, y) in self.head.iter().zip(head.y..head.bottom()) {
            let spot = Rect { y, height: 1, ..head };
            frame.render_widget(cut_line(line.clone(), usize::from(spot.width).saturating_sub(1)), spot);
        }
        if view.tier > Tier::Narrow {
            return self.panes.render(frame, &self.areas, view);
        }
        self.panes.render_chips(frame, 0, self.areas[0], view);
        if head.height > 1 {
            let names = Rect { y: head.y + 1, height: 1, ..head };
            self.panes.render_names(frame, 1..PANES + 1, self.front(), names, view);
        }
        let one: Vec<Rect> = self
            .areas
            .iter()
            .enumerate()
            .map(|(pane, area)| if pane == 0 { Rect::ZERO } else { *area })
            .collect();
        self.panes.render(frame, &one, view);
    }
}
