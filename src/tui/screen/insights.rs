//! Insights: what the journal counts, as a plain list of figures.

use crate::model::{Commitment, Feedback, Goal, Reflection, Session};
use crate::store::{Filter, Record, Store, StoreError};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::widget::panes::{Pane, Panes, Row};
use chrono::Days;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The window the figures are about.
const DAYS: u64 = 90;

/// The tab.
#[derive(Default)]
pub struct Insights {
    panes: Panes,
    read: Option<Basis>,
}

impl Screen for Insights {}

fn states<T: Record>(store: &Store, filter: &Filter, states: &[&'static str]) -> Result<u64, StoreError> {
    store.count::<T>(&Filter { states: states.to_vec(), ..filter.clone() })
}

impl Layer for Insights {
    fn crumb(&self) -> String {
        "insights".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::New, Command::Jot]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        if matches!(input, Input::Command(Command::Open)) {
            cx.note("These are plain counts of what was recorded in the last 90 days.");
            return Flow::Done;
        }
        self.panes.update(&input)
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some(basis) {
            return Ok(());
        }
        let store = view.store;
        let since = store.clock().today().checked_sub_days(Days::new(DAYS));
        let recent = Filter { since, ..Filter::default() };
        let all = Filter::default();
        let line = |label: &str, text: String| Row::text(format!("{label:<24}{text}"));
        let ledger = store.ledger_since(since)?;
        let kept = states::<Commitment>(store, &all, &["kept"])?;
        let late = states::<Commitment>(store, &all, &["late"])?;
        let rows = vec![
            line("sessions held", states::<Session>(store, &recent, &["held"])?.to_string()),
            line(
                "missed or cancelled",
                states::<Session>(store, &recent, &["missed", "cancelled"])?.to_string(),
            ),
            line(
                "exchanges",
                format!(
                    "{} (I gave {}, I got {}, others {})",
                    ledger.rows,
                    ledger.gave,
                    ledger.got,
                    ledger.rows.saturating_sub(ledger.gave + ledger.got)
                ),
            ),
            line(
                "feedback loops",
                format!(
                    "{} closed, {} open",
                    states::<Feedback>(store, &recent, &["acted"])?,
                    states::<Feedback>(store, &recent, &["draft", "asked", "given", "answered"])?
                ),
            ),
            line("notes", store.count::<Reflection>(&recent)?.to_string()),
            line(
                "promises, ever",
                format!(
                    "{kept} kept, {late} late, {} open, {} dropped",
                    states::<Commitment>(store, &all, &["open"])?,
                    states::<Commitment>(store, &all, &["dropped"])?
                ),
            ),
            line(
                "goals, ever",
                format!(
                    "{} active, {} reached",
                    states::<Goal>(store, &all, &["active"])?,
                    states::<Goal>(store, &all, &["reached"])?
                ),
            ),
            Row::text(""),
            Row::text("Recorded, not true: no score, no ranking. Silence is a cue to ask."),
        ];
        self.panes.set(vec![Pane::new("INSIGHTS").aside(format!("last {DAYS} days")).rows(rows)]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.panes.render(frame, &[area], view);
    }
}
