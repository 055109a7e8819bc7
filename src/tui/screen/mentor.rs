//! Mentor: lanes of people, a ladder of goals, guidance flowing down, feedback flowing up.

use super::flow::Flows;
use super::lanes::Lanes;
use super::line::Pen;
use super::{ladder, people, split};
use crate::forms::View as Reading;
use crate::model::when::spoken;
use crate::model::{Id, Relationship, RelationshipStatus, Session, SessionState};
use crate::store::{Filter, StoreError, Window};
use crate::tui::act::{act, around, offered};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::panel::{self, Material, Rows};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::theme::Role;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Marked, Pane, Panes};
use crate::tui::widget::spans::cut_line;
use crate::tui::widget::text::cut;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Panes beside the list of lanes: ladder, guidance, upward, promises, notes.
const PANES: usize = 5;
/// Cells of a name where the lanes are one line.
const CHIP: usize = 24;
/// Cells of the name that a lane begins with.
const NAME: usize = 28;

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
    /// A row that was just made.
    made: Option<Target>,
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
        let (head, rest) = split::above(rest, lead(tier) as u16 + 1);
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
        self.head = vec![head(pen, row, flows.seat())?];
        if tier > Tier::Narrow
            && let Some(form) = pen.assets.forms.get(&row.form)
        {
            let rows = Rows::read(pen.store, row.id)?;
            let material = Material::new(&rows, form, pen.assets.theme);
            self.head.extend(panel::of(form.panel).lead(&material, room, lead(tier)));
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

/// Rows of the picture that leads.
fn lead(tier: Tier) -> usize {
    if tier == Tier::Wide { 3 } else { 2 }
}

/// One sentence about the relationship from the owner's seat.
fn head(pen: &Pen<'_>, row: &Relationship, seat: &str) -> Result<Line<'static>, StoreError> {
    let (sign, form, role) = pen.form(&row.form);
    let today = pen.store.clock().today();
    let planned = Filter {
        relationship: Some(row.id),
        states: vec![SessionState::Planned.word()],
        since: today.pred_opt(),
        ..Filter::default()
    };
    let next: Vec<Session> = pen.store.list(&planned, &Window::Last, 1)?;
    let mut said = vec![form, seat.to_owned()];
    if let Some(days) = row.cadence_days {
        said.push(format!("every {days} d"));
    }
    match next.first() {
        _ if row.status == RelationshipStatus::Closed => said.push("closed".to_owned()),
        Some(next) => {
            let time = next.starts_at.local().format("%H:%M");
            said.push(format!("next {} {time}", spoken(next.starts_at.day(), today)));
        }
        None => said.push("nothing planned, n s plans".to_owned()),
    }
    Ok(Line::from(vec![
        Span::styled(format!(" {sign} "), pen.assets.theme.style(role)),
        Span::styled(cut(&pen.store.title(row.id)?, NAME), pen.assets.theme.style(Role::Heading)),
        Span::raw(format!("   {}", said.join(", "))),
    ]))
}

impl Layer for Mentor {
    fn crumb(&self) -> String {
        "mentor".to_owned()
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
        let after = [Command::Ask, Command::Done, Command::Picture, Command::Together, Command::Edit];
        all.extend(around(target.as_ref(), &after));
        offered(target.as_ref(), &all)
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
        let made = self.made.take();
        if let Some(row) = &made {
            self.shown = Lanes::of(row, Reading::Mentor, view)?.or(self.shown);
        }
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
        let focus = self.panes.focus();
        self.read = Some((basis, self.shown, focus));
        // On a small screen the pane that has the room may be another one now.
        if made.is_some_and(|row| self.panes.select(&row)) && self.panes.focus() != focus {
            return self.prepare(area, view);
        }
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
        view.button(head, Command::Picture);
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
