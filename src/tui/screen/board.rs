//! Lists that are no noun's: history, the bin, drafts, the handbook; and what opens any list.

use super::browse::Browse;
use super::signs;
use crate::model::{Commitment, Exchange, Person, Reflection, Relationship, Review, Skill};
use crate::store::StoreError;
use crate::tui::act::{act, offered};
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Basis, Cx, Flow, Input, Layer, View};
use crate::tui::target::{Target, word};
use crate::tui::widget::panes::{Pane, Panes, Row};
use crate::tui::widget::text::{cut, fit};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows that are no noun's list: history, the bin, drafts, the handbook.
struct Board {
    crumb: &'static str,
    /// What can be done with a row, each in a word.
    verbs: &'static [(Command, &'static str)],
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
        let own = self.verbs.iter().map(|(command, _)| *command);
        offered(self.panes.target().as_ref(), &own.chain([Command::Back]).collect::<Vec<_>>())
    }

    fn verb(&self, command: Command) -> &'static str {
        match command {
            Command::Back => "back",
            other => self.verbs.iter().find(|(command, _)| *command == other).map_or("", |(_, verb)| verb),
        }
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
        let pane = Pane::new(self.crumb.to_uppercase());
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
                cut(&format!("{at}  {:<12} {}", word(&entry.noun), entry.label), width),
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
            let text = format!("{at}  {}  {}", draft.label, draft.typed.said());
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
        |crumb, verbs, rows, empty| Board { crumb, verbs, rows, empty, panes: Panes::default(), read: None };
    match command {
        Command::People => cx.push(Browse::<Person>::new(true)),
        Command::Relationships => cx.push(Browse::<Relationship>::new(true)),
        Command::Promises => cx.push(Browse::<Commitment>::new(true)),
        Command::Exchanges => cx.push(Browse::<Exchange>::new(true)),
        Command::Reflections => cx.push(Browse::<Reflection>::new(true)),
        Command::Skills => cx.push(Browse::<Skill>::new(true)),
        Command::LookBacks => cx.push(Browse::<Review>::new(true)),
        Command::Handbook => cx.push(board("handbook", &[(Command::Open, "read")], forms, "")),
        Command::Signs => cx.push(board("signs", &[], signs::rows, "")),
        Command::History => cx.push(board(
            "history",
            &[(Command::Undo, "take the last back"), (Command::Redo, "make it again")],
            history,
            "Nothing has been changed yet.",
        )),
        Command::BinList => cx.push(board(
            "bin",
            &[(Command::Open, "bring back")],
            binned,
            "The bin is empty. x puts a row here.",
        )),
        Command::Drafts => cx.push(board(
            "drafts",
            &[(Command::Open, "continue"), (Command::Bin, "forget")],
            drafts,
            if cx.store.sight().is_veiled() {
                "What was typed and not kept waits behind the veil. v lifts it."
            } else {
                "No drafts wait. What is typed is on disk half a second after the last key."
            },
        )),
        _ => return false,
    }
    true
}
