//! `mentorlog lookback`: the month behind, and the look backs that were written down.

use super::context::Context;
use super::describe::{self, Page, kept, piece};
use super::flags::{optional, required};
use super::list::{self, ListFlags};
use super::out::Mode;
use super::{member, pick};
use crate::error::Problem;
use crate::lookback::{counted, look_back};
use crate::model::review::MOST_INTENTIONS;
use crate::model::when::said_back;
use crate::model::{Id, Intention, IntentionState, Review, ReviewAnswer};
use crate::store::{StoreError, by_name};
use clap::{Args, Subcommand};
use serde_json::json;

/// The month behind, for oneself alone: what the rows say, and what was made of it.
#[derive(Debug, Args)]
pub struct LookBack {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write one down: `lookback add --answer "I advise too soon" --intend "ask first"`
    Add(Add),
    /// Take an intention of the last look back as done
    Done {
        /// What it says, the beginning of that, or the end of its id
        intention: String,
    },
    /// The look backs that were written down
    List(ListFlags),
    /// A look back whole
    Show {
        /// The end of its id
        review: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// An answer, in the order of the questions; "" skips one
    #[arg(long = "answer", value_name = "TEXT")]
    answers: Vec<String>,
    /// What you intend, as TEXT or TEXT@RELATIONSHIP; up to three
    #[arg(long = "intend", value_name = "TEXT[@R]")]
    intentions: Vec<String>,
}

impl LookBack {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self.command {
            None => month(context),
            Some(Command::Add(add)) => add.run(context),
            Some(Command::Done { intention }) => done(&intention, context),
            Some(Command::List(flags)) => list(&flags, context),
            Some(Command::Show { review }) => show(&review, context),
        }
    }
}

/// What the rows of the month say.
fn month(context: &mut Context<'_>) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let store = context.open()?;
    let found = look_back(&store, &forms)?;
    let questions = &forms.look_back().questions;
    if context.is_json() {
        let parts = found.parts.iter().map(|part| {
            let lines = part.lines.iter().map(|line| {
                let rows: Vec<_> = line.rows.iter().map(|row| row.uuid()).collect();
                json!({"text": line.text, "rows": rows})
            });
            json!({"heading": part.heading, "lines": lines.collect::<Vec<_>>()})
        });
        let value = json!({
            "since": found.since,
            "until": found.until,
            "parts": parts.collect::<Vec<_>>(),
            "questions": questions.iter().map(|one| one.ask.as_str()).collect::<Vec<_>>(),
        });
        context.out.json(&value);
        return Ok(());
    }
    for part in &found.parts {
        if context.out.mode() == Mode::Text {
            context.out.heading(&part.heading);
        }
        for line in &part.lines {
            if context.out.mode() == Mode::Plain {
                context.out.line(&format!("{}\t{}", part.heading, line.text));
            } else {
                context.out.line(&format!("  {}", line.text));
            }
        }
    }
    if context.out.mode() == Mode::Text {
        context.out.heading("questions");
        for question in questions {
            context.out.line(&format!("  {}", question.ask));
        }
    }
    context.out.say("hint: mentorlog lookback add --answer \"...\" --intend \"...\"");
    Ok(())
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let questions = &forms.look_back().questions;
        if self.answers.len() > questions.len() {
            return Err(
                Problem::usage(format!("there are {} questions", questions.len())).hint("mentorlog lookback")
            );
        }
        if self.intentions.len() > MOST_INTENTIONS {
            return Err(Problem::usage(format!("at most {MOST_INTENTIONS} intentions: more are none"))
                .hint("mentorlog lookback add --intend \"the one that matters most\""));
        }
        let store = context.open()?;
        let pairs = questions.iter().zip(self.answers);
        let answers: Vec<ReviewAnswer> = pairs
            .filter_map(|(one, text)| Some((one.ask.clone(), optional(Some(text))?)))
            .map(|(question, text)| ReviewAnswer { question, text })
            .collect();
        let mut intentions = Vec::new();
        for text in &self.intentions {
            // An at sign that no relationship answers to is part of the text.
            let named = text
                .rsplit_once('@')
                .and_then(|(what, with)| pick::relationship(&store, with).ok().map(|id| (what, id)));
            let (text, relationship) = named.map_or((text.as_str(), None), |(what, id)| (what, Some(id)));
            intentions.push(Intention {
                id: Id::fresh(),
                text: required("intention", text)?,
                relationship,
                state: IntentionState::Open,
                closed_at: None,
            });
        }
        if answers.is_empty() && intentions.is_empty() {
            return Err(Problem::usage("nothing to write down: an answer or an intention is needed")
                .hint("mentorlog lookback add --answer \"what surprised me\" --intend \"ask first\""));
        }
        let found = look_back(&store, &forms)?;
        let review = Review {
            id: Id::fresh(),
            at: context.clock.now(),
            since_on: found.since,
            figures: Some(found.text()),
            answers,
            intentions,
            updated_at: None,
        };
        context.write(&store, "keep a look back", |tx, _| Ok(tx.put(&review)?))?;
        let row: Review = store.need(review.id)?;
        let sentence = format!(
            "kept look back {} since {} (private): {}, {}",
            row.id.short(),
            said_back(row.since_on),
            counted(row.answers.len(), "answer", "answers"),
            counted(row.intentions.len(), "intention", "intentions")
        );
        kept(context, &row, &sentence)
    }
}

fn done(text: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let intentions = store.last_review()?.map_or_else(Vec::new, |review| review.intentions);
    let wanted = text.to_lowercase();
    let ends = |one: &&Intention| wanted.len() >= 4 && one.id.to_string().ends_with(&wanted);
    let called = || {
        let rows = intentions.iter().map(|one| (one.id, one.text.clone())).collect();
        match by_name("intention", text, rows) {
            Err(StoreError::NotFound { .. }) => {
                Err(Problem::not_found(format!("no intention {text} in the last look back"))
                    .hint("mentorlog lookback list"))
            }
            other => Ok(other?),
        }
    };
    let id = intentions.iter().find(ends).map_or_else(called, |one| Ok(one.id))?;
    let Some(found) = intentions.iter().find(|one| one.id == id) else { return Ok(()) };
    if found.state == IntentionState::Done {
        return Err(Problem::usage(format!(
            "\"{}\" is done already; nothing was changed",
            piece(&found.text)
        ))
        .hint("mentorlog lookback list"));
    }
    let label = format!("intention {}", piece(&found.text));
    let row = context.write(&store, &label, |tx, _| Ok(tx.toggle_intention(found.id)?))?;
    let review: Review = store.need(store.review_of(row.id)?)?;
    kept(context, &review, &format!("{}: {}", row.state, piece(&row.text)))
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let rows: Vec<Review> = flags.rows(context, &store, &[])?;
    list::print(context, &rows, &["ID", "DAY", "SINCE", "INTENDED"], |row| {
        let intended: Vec<String> = row
            .intentions
            .iter()
            .map(|one| format!("{} {}: {}", one.id.short(), one.state, piece(&one.text)))
            .collect();
        Ok(vec![
            describe::id(row.id),
            said_back(row.at.day()).into(),
            said_back(row.since_on).into(),
            intended.join("; ").into(),
        ])
    })
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Review = pick::row(&store, id)?;
    let intention = |one: &Intention| -> Result<String, Problem> {
        let with = describe::title(&store, one.relationship)?;
        let with = if with.is_empty() { String::new() } else { format!(", with {with}") };
        Ok(format!("{} {}: {}{with}", one.id.short(), one.state, one.text))
    };
    let intentions = row.intentions.iter().map(intention).collect::<Result<Vec<_>, _>>()?;
    Page::new()
        .field("id", row.id.to_string())
        .field("when", describe::moment(row.at))
        .field("since", said_back(row.since_on))
        .each("intentions", intentions)
        .each("answers", row.answers.iter().map(|one| format!("{} {}", one.question, one.text)))
        .given("figures", row.figures.as_ref())
        .print(context, &format!("Look back of {}", said_back(row.at.day())), &row)
}
