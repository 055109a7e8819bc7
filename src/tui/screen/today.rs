//! Today: what is next, what is late, which loops are open.

use super::line::Pen;
use super::split;
use crate::model::{
    Commitment, CommitmentState, Feedback, FeedbackState, Goal, GoalState, Session, SessionState, Visibility,
};
use crate::store::{Filter, StoreError, Window};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use crate::tui::tier::Tier;
use crate::tui::widget::panes::{Pane, Panes, Row};
use ratatui::Frame;
use ratatui::layout::Rect;

/// The tab.
#[derive(Default)]
pub struct Today {
    panes: Panes,
    areas: Vec<Rect>,
    ruled: Option<Rect>,
}

const MOST: usize = 12;

impl Screen for Today {}

impl Today {
    /// Panes by size: two columns, or one below the other.
    fn lay(&mut self, area: Rect, tier: Tier) {
        if tier <= Tier::Narrow {
            self.ruled = None;
            let height = area.height / 4;
            let (next, rest) = split::above(area, height);
            let (mine, rest) = split::above(rest, height);
            let (theirs, loops) = split::above(rest, height);
            self.areas =
                vec![next, mine, theirs, loops, Rect { height: 0, ..area }, Rect { height: 0, ..area }];
            return;
        }
        let (left, right) = split::left(area, area.width * 11 / 20);
        self.ruled = Some(left);
        let (next, rest) = split::above(left, area.height / 3);
        let (mine, theirs) = split::above(rest, rest.height.div_ceil(2));
        let (loops, rest) = split::above(right, area.height / 3);
        let (goals, recent) = split::above(rest, rest.height.div_ceil(2));
        self.areas = vec![next, mine, theirs, loops, goals, recent];
    }

    fn width(&self, pane: usize) -> usize {
        self.areas.get(pane).map_or(0, |area| usize::from(area.width).saturating_sub(4))
    }

    fn sessions(
        &self,
        pen: &Pen<'_>,
        pane: usize,
        states: &[SessionState],
        window: &Window,
    ) -> Result<Vec<Row>, StoreError> {
        let filter =
            Filter { states: states.iter().map(|state| state.word()).collect(), ..Filter::default() };
        let mut rows: Vec<Session> = pen.store.list(&filter, window, MOST)?;
        if *window == Window::Last {
            rows.reverse();
        }
        rows.iter().map(|row| Ok(Row::new(pen.session(row, self.width(pane))?, row.id))).collect()
    }

    fn promises(&self, pen: &Pen<'_>, mine: bool) -> Result<Vec<Row>, StoreError> {
        let open = CommitmentState::Open.word();
        let rows = pen.store.promises(pen.owner, mine, MOST)?;
        let pane = if mine { 1 } else { 2 };
        debug_assert!(rows.iter().all(|row: &Commitment| row.state.word() == open));
        rows.iter().map(|row| Ok(Row::new(pen.commitment(row, self.width(pane))?, row.id))).collect()
    }
}

impl Layer for Today {
    fn crumb(&self) -> String {
        "today".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn target(&self) -> Option<Target> {
        self.panes.target()
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::Open, Command::New, Command::Done, Command::Edit, Command::Jot, Command::NextPane]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(command) if act(command, self.panes.target(), cx) == Flow::Done => Flow::Done,
            Input::Click { double: true, .. } => act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&input),
        }
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.lay(area, view.tier);
        let pen = Pen::new(view.store, view.assets)?;
        let next = self.sessions(&pen, 0, &[SessionState::Planned, SessionState::Live], &Window::Last)?;
        let recent = self.sessions(&pen, 5, &[SessionState::Held], &Window::First)?;
        let (mine, theirs) = (self.promises(&pen, true)?, self.promises(&pen, false)?);
        let open =
            [FeedbackState::Draft, FeedbackState::Asked, FeedbackState::Given, FeedbackState::Answered];
        let filter = Filter { states: open.iter().map(|state| state.word()).collect(), ..Filter::default() };
        let loops: Vec<Feedback> = view.store.list(&filter, &Window::First, MOST)?;
        let loops = loops
            .iter()
            .map(|row| {
                Ok(Row::new(
                    pen.feedback(&Feedback { visibility: Visibility::Shared, ..row.clone() }, self.width(3))?,
                    row.id,
                ))
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let filter = Filter { states: vec![GoalState::Active.word()], ..Filter::default() };
        let goals: Vec<Goal> = view.store.list(&filter, &Window::First, MOST)?;
        let goals = goals
            .iter()
            .map(|row| Ok(Row::new(pen.goal(row, self.width(4))?, row.id)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let open = |rows: &[Row]| {
            if rows.len() == MOST { format!("{MOST}+ open") } else { format!("{} open", rows.len()) }
        };
        let (mine_open, theirs_open, loops_open) = (open(&mine), open(&theirs), open(&loops));
        self.panes.set(vec![
            Pane::new("NEXT UP").rows(next).empty("Nothing planned. n s plans a session."),
            Pane::new("YOU PROMISED")
                .aside(mine_open)
                .rows(mine)
                .empty("Nothing open. i, then: todo: send the outline by fri"),
            Pane::new("THEY PROMISED")
                .aside(theirs_open)
                .rows(theirs)
                .empty("Nothing open. i, then: todo Ana: first draft by tue"),
            Pane::new("OPEN LOOPS")
                .aside(loops_open)
                .rows(loops)
                .empty("No feedback asked. i, then: ask Ana: where am I unclear?"),
            Pane::new("GOALS").rows(goals).empty("No goals yet. n g writes one."),
            Pane::new("RECENT").rows(recent).empty("No session held yet. n s writes one down."),
        ]);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if let Some(left) = self.ruled {
            split::rule(frame, Rect { height: area.height, ..left }, view);
        }
        self.panes.render(frame, &self.areas, view);
    }
}
