//! Lists that are no noun's: history, the bin, drafts, the handbook; and what opens any list.

use super::browse::Browse;
use crate::model::{Commitment, Exchange, Person, Reflection, Relationship};
use crate::store::StoreError;
use crate::tui::act::{act, offered};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::target::Target;
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows that are no noun's list: history, the bin, drafts, the handbook.
struct Board {
    crumb: &'static str,
    /// What can be done with a row.
    keys: &'static str,
    rows: fn(&View<'_>, usize) -> Result<Vec<Row>, StoreError>,
    empty: &'static str,
    panes: Panes,
    read: Option<Basis>,
}

impl Layer for Board {
    fn crumb(&self) -> String {
        self.crumb.to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::List]
    }

    fn hints(&self) -> Vec<Command> {
        offered(self.panes.target().as_ref(), &[Command::Open, Command::Back])
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(command) if act(command, self.panes.target(), cx) == Flow::Done => Flow::Done,
            Input::Click { double: true, .. } => act(Command::Open, self.panes.target(), cx),
            input => self.panes.update(&input),
        }
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        let basis = view.basis(area)?;
        if self.read == Some(basis) {
            return Ok(());
        }
        let rows = (self.rows)(view, usize::from(area.width).saturating_sub(4))?;
        let pane = Pane::new(self.crumb.to_uppercase()).aside(if rows.is_empty() { "" } else { self.keys });
        self.panes.set(vec![pane.rows(rows).empty(self.empty)]);
        self.read = Some(basis);
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        self.panes.render(frame, &[area], view);
    }
}

fn history(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let changes = view.store.history(500)?;
    Ok(changes
        .into_iter()
        .map(|change| {
            let kind = if change.kind == "do" { "" } else { change.kind.as_str() };
            let back = if change.undone { "(taken back)" } else { "" };
            let at = change.at.local().format("%Y-%m-%d %H:%M");
            Row::text(cut(&format!("{at}  {kind:<5} {} {back}", change.label), width))
        })
        .collect())
}

fn binned(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let entries = view.store.binned()?;
    Ok(entries
        .into_iter()
        .map(|entry| {
            let at = entry.at.local().format("%Y-%m-%d %H:%M");
            Row::new(
                cut(&format!("{at}  {:<12} {}", entry.noun, entry.label), width),
                Target::Binned(entry.id),
            )
        })
        .collect())
}

fn drafts(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let drafts = view.store.drafts()?;
    Ok(drafts
        .into_iter()
        .map(|draft| {
            let at = draft.saved_at.local().format("%Y-%m-%d %H:%M");
            let text = format!("{at}  {}  {} words", draft.label, draft.words());
            Row::new(cut(&text, width), Target::Draft(draft.place))
        })
        .collect())
}

fn forms(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let row = |form: &crate::forms::Form| {
        let text = format!("{:<2} {} {}", form.sign, fit(&form.name, 30), form.seed_line);
        Row::new(cut(&text, width), Target::Form(form.id.clone()))
    };
    Ok(view.assets.forms.iter().map(row).collect())
}

/// Opens a list by its command; whether there is one.
pub fn open(command: Command, cx: &mut Cx<'_>) -> bool {
    let board =
        |crumb, keys, rows, empty| Board { crumb, keys, rows, empty, panes: Panes::default(), read: None };
    match command {
        Command::People => cx.push(Browse::<Person>::new(true)),
        Command::Relationships => cx.push(Browse::<Relationship>::new(true)),
        Command::Promises => cx.push(Browse::<Commitment>::new(true)),
        Command::Exchanges => cx.push(Browse::<Exchange>::new(true)),
        Command::Reflections => cx.push(Browse::<Reflection>::new(true)),
        Command::Handbook => cx.push(board("handbook", "Enter reads", forms, "")),
        Command::History => {
            cx.push(board("history", "u and U travel", history, "Nothing has been changed yet."))
        }
        Command::BinList => {
            cx.push(board("bin", "Enter brings back", binned, "The bin is empty. x puts a row here."))
        }
        Command::Drafts => cx.push(board(
            "drafts",
            "Enter continues, x forgets",
            drafts,
            if cx.store.sight().is_veiled() {
                "What was typed and not kept waits behind the veil. v lifts it."
            } else {
                "No drafts: everything typed was kept."
            },
        )),
        _ => return false,
    }
    true
}
