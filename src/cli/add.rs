//! `mentorlog add`: capture in one line, or many lines from standard input, all or nothing.

use super::context::Context;
use super::describe;
use super::{advice, pick, text};
use crate::capture::{CaptureError, KeepError, KeptRow, Meaning, Place, Roster, echo, keep, parse, resolve};
use crate::error::{Kind, Problem};
use crate::model::{FeedbackState, Id, Person, Relationship};
use crate::store::{Store, Tx};
use clap::Args;
use serde_json::Value as Json;

/// Keep something in one line.
#[derive(Debug, Args)]
#[command(after_help = "\
note Ana: calmer than last week             todo Ana: send the outline by fri
gave Ana: how I prepare a talk #speaking    got Ana: a book on listening
swap Ana: our first drafts                  later Ana: the next role
ask Ana: do I leave room to disagree?       feedback Ana: in the review | you let him finish | it helped
At the end: #topic, by WHEN, on WHEN, (private) or (shared). `-` reads lines: all of them are kept, or none.")]
pub struct Add {
    /// The line, or `-` for lines from standard input
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Put names that are not in the journal into it
    #[arg(long)]
    new_people: bool,
    /// The relationship it belongs to
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
}

/// One line that was understood.
struct Understood {
    /// Its number in standard input.
    line: Option<usize>,
    meaning: Meaning,
    echo: String,
}

impl Add {
    /// Keeps it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let lines = lines(&self.words)?;
        let store = context.open_or_create()?;
        let relationship =
            self.relationship.as_deref().map(|name| pick::relationship(&store, name)).transpose()?;
        let people = store.names()?;
        let owner = store.owner()?;
        // On the first run the owner is made together with what they write first.
        let owner = owner.unwrap_or_else(Id::fresh);
        let mut roster = Roster::new(people, owner);
        if self.new_people {
            roster = roster.with_new_people();
        }
        let mut understood = Vec::new();
        for (number, line) in lines {
            let meaning = parse(&line, false, &context.clock)
                .and_then(|capture| resolve(&capture, &mut roster, &[]))
                .map_err(|error| named(number, error.into()))?;
            let echo = echo(&meaning, &roster);
            understood.push(Understood { line: number, meaning, echo });
        }
        let rows = write(context, &store, &roster, &understood, relationship)?;
        report(context, &understood, &rows)
    }
}

/// The lines to read: those of standard input with their numbers, or the words as one line.
fn lines(words: &[String]) -> Result<Vec<(Option<usize>, String)>, Problem> {
    if !matches!(words, [only] if only == "-") {
        return Ok(vec![(None, words.join(" "))]);
    }
    let input = text::input()?;
    let lines: Vec<_> = input
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| (Some(index + 1), line.to_owned()))
        .collect();
    if lines.is_empty() {
        return Err(Problem::usage("standard input holds no line").hint("mentorlog add - < lines.txt"));
    }
    Ok(lines)
}

fn write(
    context: &Context<'_>,
    store: &Store,
    roster: &Roster,
    understood: &[Understood],
    relationship: Option<Id<Relationship>>,
) -> Result<Vec<Vec<KeptRow>>, Problem> {
    let label = match understood {
        [one] => crate::model::text::cut(&one.echo, 96),
        several => format!("add {} lines", several.len()),
    };
    let place = Place { relationship, session: None };
    let name = context.owner_name();
    store.write(&label, |tx| {
        if store.owner()?.is_none() {
            tx.put(&Person { id: roster.owner(), owner: true, ..Person::named(name) })?;
        }
        newcomers(tx, roster)?;
        let keep = |one: &Understood| {
            keep(tx, &one.meaning, roster.owner(), &place).map_err(|error| named(one.line, error.into()))
        };
        understood.iter().map(keep).collect()
    })
}

fn newcomers(tx: &Tx<'_>, roster: &Roster) -> Result<(), Problem> {
    for (id, name) in roster.added() {
        tx.put(&Person { id: *id, ..Person::named(name.as_str()) })?;
    }
    Ok(())
}

/// The problem with the number of its line, where there are several.
fn named(line: Option<usize>, mut problem: Problem) -> Problem {
    if let Some(line) = line {
        problem.message = format!("line {line}: {} (nothing was kept)", problem.message);
    }
    problem
}

fn report(
    context: &mut Context<'_>,
    understood: &[Understood],
    rows: &[Vec<KeptRow>],
) -> Result<(), Problem> {
    if context.is_json() {
        let values = rows.iter().flatten().map(row).collect::<Result<Vec<_>, _>>()?;
        let single = understood.iter().all(|one| one.line.is_none());
        match values.as_slice() {
            [only] if single => context.out.json(only),
            _ => context.out.json(&Json::Array(values)),
        }
    }
    if let ([one], [rows]) = (understood, rows) {
        let where_to = rows.iter().map(place).collect::<Vec<_>>().join(" ");
        context.out.changed(&format!("{}  {where_to}", one.echo));
        return advise(context, rows);
    }
    if !context.is_json() {
        for (one, rows) in understood.iter().zip(rows) {
            let where_to = rows.iter().map(place).collect::<Vec<_>>().join(" ");
            context.out.line(&format!("{}  {where_to}", one.echo));
        }
    }
    let kept: usize = rows.iter().map(Vec::len).sum();
    context.out.changed(&format!("kept {} lines, {kept} rows", understood.len()));
    Ok(())
}

/// What would make the one line clearer; rows of one line say the same, so the first speaks.
fn advise(context: &mut Context<'_>, rows: &[KeptRow]) -> Result<(), Problem> {
    match rows.first() {
        Some(KeptRow::Feedback(row)) if row.state == FeedbackState::Given => {
            advice::on_feedback(context, row)
        }
        Some(KeptRow::Commitment(row)) => advice::on_commitment(context, row),
        _ => Ok(()),
    }
}

/// What a row can be named by, and where an agenda item went.
fn place(row: &KeptRow) -> String {
    match row {
        KeptRow::Reflection(row) => row.id.short(),
        KeptRow::Commitment(row) => row.id.short(),
        KeptRow::Exchange(row) => row.id.short(),
        KeptRow::Feedback(row) => row.id.short(),
        KeptRow::Agenda(_, session) => {
            format!("on the agenda of {} {}", session.id.short(), describe::moment(session.starts_at))
        }
        KeptRow::Parked(_, relationship) => format!("in the parking lot of {}", relationship.id.short()),
    }
}

/// The row as interchange JSON; of an agenda item the session or relationship that has it now.
fn row(row: &KeptRow) -> Result<Json, Problem> {
    match row {
        KeptRow::Reflection(row) => describe::json(row),
        KeptRow::Commitment(row) => describe::json(row),
        KeptRow::Exchange(row) => describe::json(row),
        KeptRow::Feedback(row) => describe::json(row),
        KeptRow::Agenda(_, row) => describe::json(row),
        KeptRow::Parked(_, row) => describe::json(row),
    }
}

impl From<CaptureError> for Problem {
    fn from(error: CaptureError) -> Self {
        let kind = if error.is_about_names() { Kind::NotFound } else { Kind::Usage };
        Self::new(kind, error.to_string()).hint(error.hint())
    }
}

impl From<KeepError> for Problem {
    fn from(error: KeepError) -> Self {
        let message = error.to_string();
        match error {
            KeepError::NoRelationship { name } => Self::not_found(message)
                .hint(format!("mentorlog relationship add --form mentor --with {}", pick::quoted(name))),
            KeepError::SeveralRelationships { .. } => {
                Self::not_found(message).hint("--relationship R says which: mentorlog relationship list")
            }
            KeepError::Store(error) => error.into(),
        }
    }
}
