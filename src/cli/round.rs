//! `mentorlog round`: blind rounds that were held. What is sealed is never printed.

use super::context::Context;
use super::describe::{self, Names, Page};
use super::list::{self, ListFlags};
use super::pick;
use crate::error::Problem;
use crate::model::{Round, RoundState};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// All rounds
    List(ListFlags),
    /// One round whole, once it was revealed
    Show {
        /// The end of its id
        round: String,
    },
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::List(flags) => list(&flags, context),
            Self::Show { round } => show(&round, context),
        }
    }
}

/// What a state means to a reader.
fn standing(state: RoundState) -> &'static str {
    match state {
        RoundState::Open | RoundState::Sealed => "going on, unread",
        RoundState::Revealed => "read by all",
        RoundState::Expired => "ended unread",
    }
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = RoundState::ALL.iter().map(|state| state.word()).collect();
    let rows: Vec<Round> = flags.rows(context, &store, &states)?;
    list::print(context, &rows, &["ID", "DAY", "WITH", "KIND", "STATE", ""], |row| {
        Ok(vec![
            describe::id(row.id),
            describe::day(Some(row.at.day())).into(),
            describe::title(&store, Some(row.relationship))?.into(),
            row.kind.word().into(),
            row.state.word().into(),
            standing(row.state).into(),
        ])
    })
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Round = pick::row(&store, id)?;
    let names = Names::of(&store)?;
    let mut page = Page::new()
        .field("id", row.id.to_string())
        .field("state", format!("{}: {}", row.state, standing(row.state)))
        .field("begun", describe::moment(row.at))
        .given("revealed", row.revealed_at.map(describe::moment));
    let gaps = row.gaps().into_iter().filter(|gap| gap.width > 0);
    page = page.each("gaps", gaps.map(|gap| format!("{}  {}", gap.width, gap.ask)));
    for (person, entered) in row.entered() {
        let answers = entered.answers.iter().map(|line| format!("{}  {}", line.ask, line.answer));
        let responses = entered
            .responses
            .iter()
            .map(|response| format!("{}: {}", names.name(response.by), response.kind));
        page = page
            .each("", std::iter::once(format!("{}:", names.name(person))).chain(answers).chain(responses));
    }
    page.print(
        context,
        &format!("{} with {}", row.kind, describe::title(&store, Some(row.relationship))?),
        &row,
    )
}
