//! Today: what is next, what is late, which loops are open.

use super::line::Pen;
use super::split;
use crate::model::{Commitment, Goal, GoalState, Session, SessionState};
use crate::store::{Filter, Promises, StoreError, Window};
use crate::tui::act::act;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
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
    read: Option<Basis>,
}

const MOST: usize = 12;
/// As far as open promises are counted: more are "99+".
const COUNTED: u32 = 100;

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

    fn sessions(&self, pen: &Pen<'_>, pane: usize, rows: &[Session]) -> Result<Vec<Row>, StoreError> {
        rows.iter().map(|row| Ok(Row::new(pen.session(row, self.width(pane))?, row.id))).collect()
    }

    fn promises(&self, pen: &Pen<'_>, pane: usize, rows: &[Commitment]) -> Result<Vec<Row>, StoreError> {
        rows.iter().map(|row| Ok(Row::new(pen.commitment(row, self.width(pane))?, row.id))).collect()
    }
}

fn pressing(promises: &Promises) -> String {
    let counted = |count: u64| {
        if count < u64::from(COUNTED) { count.to_string() } else { format!("{}+", COUNTED - 1) }
    };
    match promises.late {
        0 => format!("{} open", counted(promises.open)),
        late => format!("{} open, {} late", counted(promises.open), counted(late)),
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
        let basis = view.basis(area)?;
        if self.read == Some(basis) {
            return Ok(());
        }
        let pen = Pen::new(view.store, view.assets)?;
        let today = view.store.today(MOST, COUNTED)?;
        let next: Vec<Session> = today.live.iter().chain(&today.next).cloned().collect();
        let next = self.sessions(&pen, 0, &next)?;
        let held = Filter { states: vec![SessionState::Held.word()], ..Filter::default() };
        let recent = self.sessions(&pen, 5, &view.store.list(&held, &Window::First, MOST)?)?;
        let mine = self.promises(&pen, 1, &today.mine.rows)?;
        let theirs = self.promises(&pen, 2, &today.theirs.rows)?;
        let (mine_open, theirs_open) = (pressing(&today.mine), pressing(&today.theirs));
        let loops = today.loops.iter().map(|row| Ok(Row::new(pen.feedback(row, self.width(3))?, row.id)));
        let loops = loops.collect::<Result<Vec<_>, StoreError>>()?;
        let filter = Filter { states: vec![GoalState::Active.word()], ..Filter::default() };
        let goals: Vec<Goal> = view.store.list(&filter, &Window::First, MOST)?;
        let goals = goals
            .iter()
            .map(|row| Ok(Row::new(pen.goal(row, self.width(4))?, row.id)))
            .collect::<Result<Vec<_>, StoreError>>()?;
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
                .rows(loops)
                .empty("No feedback asked. i, then: ask Ana: where am I unclear?"),
            Pane::new("GOALS").rows(goals).empty("No goals yet. n g writes one."),
            Pane::new("RECENT").rows(recent).empty("No session held yet. n s writes one down."),
        ]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if let Some(left) = self.ruled {
            split::rule(frame, Rect { height: area.height, ..left }, view);
        }
        self.panes.render(frame, &self.areas, view);
    }
}
