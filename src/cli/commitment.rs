//! `mentorlog commitment`: who does what, for whom, by when.

use super::context::Context;
use super::describe::{self, Names, kept, piece};
use super::flags::{VisibilityFlags, required};
use super::list::{self, ListFlags};
use super::out::Style;
use super::table::Cell;
use super::{advice, pick};
use crate::error::Problem;
use crate::model::when::{Direction, late, said_back};
use crate::model::{Commitment, CommitmentState};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write one down: `commitment add "an introduction to Priya" --to Ana --by fri`
    Add(Add),
    /// It is done: kept, or late when its day has passed
    Done {
        /// What it says, the beginning of that, or the end of its id
        commitment: String,
    },
    /// Let it go
    Drop {
        /// What it says, the beginning of that, or the end of its id
        commitment: String,
    },
    /// The commitments
    List(ListFlags),
}

#[derive(Debug, Args)]
pub struct Add {
    /// What
    text: String,
    /// Who does it; I do when nobody is named
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// To whom it is promised
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// By when
    #[arg(long, value_name = "WHEN")]
    by: Option<String>,
    /// The relationship it belongs to
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
    #[command(flatten)]
    visibility: VisibilityFlags,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Done { commitment } => close(&commitment, true, context),
            Self::Drop { commitment } => close(&commitment, false, context),
            Self::List(flags) => list(&flags, context),
        }
    }
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let text = required("commitment", &self.text)?;
        let due_on = context.when_given(self.by.as_deref(), Direction::Future)?.map(|when| when.day);
        let store = context.open_or_create()?;
        let owner = pick::person_given(&store, self.owner.as_deref().filter(|name| *name != "me"))?;
        let to = pick::person_given(&store, self.to.as_deref().filter(|name| *name != "me"))?;
        let others = self.to.as_deref() != Some("me");
        let relationship = pick::belonging(context, &store, self.relationship.as_deref(), owner.or(to))?;
        let now = context.clock.now();
        let id = context.write(&store, &format!("commit to {}", piece(&text)), |tx, me| {
            // What somebody else does is promised to me, unless another is named.
            let to = if others && (to.is_some() || owner.is_none()) { to } else { Some(me) };
            let commitment = Commitment {
                relationship,
                to: to.filter(|to| *to != owner.unwrap_or(me)),
                due_on,
                visibility: self.visibility.given().unwrap_or_default(),
                ..Commitment::open(owner.unwrap_or(me), text, now)
            };
            Ok(tx.put(&commitment)?)
        })?;
        let row: Commitment = store.need(id)?;
        let sentence = format!("added commitment {} {}", id.short(), sentence(&row, &Names::of(&store)?));
        kept(context, &row, &sentence)?;
        advice::on_commitment(context, &row)
    }
}

/// `Ana to me: the outline, due Fri 2026-03-13`.
fn sentence(row: &Commitment, names: &Names) -> String {
    let to = row.to.map(|to| format!(" to {}", names.name(to))).unwrap_or_default();
    let due = row.due_on.map(|day| format!(", due {}", said_back(day))).unwrap_or_default();
    format!("{}{to}: {}{due}", names.name(row.owner), piece(&row.text))
}

fn close(text: &str, done: bool, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let before: Commitment = pick::row_first(&store, text, &[CommitmentState::Open.word()])?;
    if before.state != CommitmentState::Open {
        let how = format!("{} is {} already", before.id.short(), before.state);
        return Err(Problem::usage(how).hint("mentorlog commitment list --state open"));
    }
    let verb = if done { "done" } else { "drop" };
    let now = context.clock.now();
    context.write(&store, &format!("{verb}: {}", piece(&before.text)), |tx, _| {
        Ok(tx.edit(before.id, |row: &mut Commitment| {
            if done {
                row.tick(now);
            } else {
                row.state = CommitmentState::Dropped;
                row.closed_at = Some(now);
            }
        })?)
    })?;
    let row: Commitment = store.need(before.id)?;
    let how = if row.state == CommitmentState::Late { "kept, late," } else { row.state.word() };
    let sentence = format!("{how} {} {}", row.id.short(), sentence(&row, &Names::of(&store)?));
    kept(context, &row, &sentence)
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = CommitmentState::ALL.iter().map(|state| state.word()).collect();
    let rows: Vec<Commitment> = flags.rows(context, &store, &states)?;
    let names = Names::of(&store)?;
    let today = context.clock.today();
    list::print(context, &rows, &["ID", "STATE", "WHO", "TO", "DUE", "", "VISIBILITY", "WHAT"], |row| {
        let open = row.state == CommitmentState::Open;
        let late = row.due_on.filter(|_| open).and_then(|due| late(due, today));
        Ok(vec![
            describe::id(row.id),
            row.state.word().into(),
            names.name(row.owner).into(),
            names.or(row.to, "").into(),
            describe::day(row.due_on).into(),
            Cell::styled(late.unwrap_or_default(), Style::Late),
            describe::visibility(row.visibility),
            row.text.as_str().into(),
        ])
    })
}
