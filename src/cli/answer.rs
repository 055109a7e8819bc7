//! What moves a feedback's loop on: it is answered, and something is done with the answer.

use super::context::Context;
use super::describe::{Names, kept, piece};
use super::feedback::happened;
use super::flags::{required, small};
use super::{advice, pick, text};
use crate::error::Problem;
use crate::model::when::{Direction, said_back};
use crate::model::{Commitment, Feedback, FeedbackState, Id, Person};
use clap::Args;

#[derive(Debug, Args)]
pub struct Answer {
    /// What it says, the beginning of that, or the end of its id
    feedback: String,
    /// What was said, or `-` for standard input
    text: String,
    /// Care as the receiver felt it, 1 to 5
    #[arg(long, value_name = "1-5", allow_negative_numbers = true)]
    felt_care: Option<i64>,
    /// Challenge as the receiver felt it, 1 to 5
    #[arg(long, value_name = "1-5", allow_negative_numbers = true)]
    felt_challenge: Option<i64>,
    /// The day; now when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
}

#[derive(Debug, Args)]
pub struct Act {
    /// What it says, the beginning of that, or the end of its id
    feedback: String,
    /// What is done: a commitment of the receiver to the giver; without it the loop is only closed
    text: Option<String>,
    /// By when
    #[arg(long, value_name = "WHEN", requires = "text")]
    by: Option<String>,
}

impl Answer {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let text = required("answer", &text::or_input(self.text)?)?;
        let care = small("felt-care", self.felt_care, 1, 5)?.and_then(|value| u8::try_from(value).ok());
        let challenge =
            small("felt-challenge", self.felt_challenge, 1, 5)?.and_then(|value| u8::try_from(value).ok());
        let at = happened(context, self.on.as_deref())?;
        let store = context.open()?;
        let waits = [FeedbackState::Asked.word(), FeedbackState::Given.word()];
        let before: Feedback = pick::row_first(&store, &self.feedback, &waits)?;
        let id = before.id;
        let names = Names::of(&store)?;
        let (label, state) = match before.state {
            FeedbackState::Asked => {
                (format!("{} answered", speaker(names.name(before.from))), FeedbackState::Given)
            }
            FeedbackState::Given => {
                (format!("{} responded", speaker(names.name(before.to))), FeedbackState::Answered)
            }
            FeedbackState::Answered => {
                return Err(Problem::usage(format!("{} is answered: it waits for no answer", id.short()))
                    .hint(format!("mentorlog feedback act {}", id.short())));
            }
            state => return Err(waits_for_nothing(&before, state)),
        };
        let mut answered = before.clone();
        answered.reach(state, at);
        answered.felt_care = care.or(before.felt_care);
        answered.felt_challenge = challenge.or(before.felt_challenge);
        if state == FeedbackState::Given {
            answered.text = Some(text);
        } else {
            answered.response = Some(text);
        }
        context.write(&store, &label, |tx, _| Ok(tx.amend(&before, &answered)?))?;
        let row: Feedback = store.need(id)?;
        let words = if state == FeedbackState::Given { &row.text } else { &row.response };
        let next = match state {
            FeedbackState::Given => format!("; next, what {} to it: feedback answer", says(&names, row.to)),
            _ => "; next: feedback act".to_owned(),
        };
        let sentence = format!("{label} {}: {}{next}", id.short(), piece(words.as_deref().unwrap_or("")));
        kept(context, &row, &sentence)
    }
}

/// `you say`, `Ana Ruiz says`.
fn says(names: &Names, person: Id<Person>) -> String {
    match names.name(person) {
        "me" => "you say".to_owned(),
        name => format!("{name} says"),
    }
}

impl Act {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let text = self.text.map(|text| required("promise", &text)).transpose()?;
        let due_on = context.when_given(self.by.as_deref(), Direction::Future)?.map(|when| when.day);
        let store = context.open()?;
        let before: Feedback = pick::row_first(&store, &self.feedback, &[FeedbackState::Answered.word()])?;
        let id = before.id;
        match before.state {
            FeedbackState::Answered => {}
            FeedbackState::Asked | FeedbackState::Given => {
                let names = Names::of(&store)?;
                let whose = if before.state == FeedbackState::Asked { before.from } else { before.to };
                let problem = Problem::usage(format!(
                    "{} is {}: it waits for what {}",
                    id.short(),
                    before.state,
                    says(&names, whose)
                ));
                return Err(problem.hint(format!("mentorlog feedback answer {} \"...\"", id.short())));
            }
            state => return Err(waits_for_nothing(&before, state)),
        }
        let now = context.clock.now();
        let promise = text.map(|text| Commitment { due_on, ..before.promise(text, now) });
        context.write(&store, "feedback acted", |tx, _| {
            tx.edit(id, |row: &mut Feedback| row.reach(FeedbackState::Acted, now))?;
            promise.as_ref().map(|promise| tx.put(promise)).transpose()?;
            Ok(())
        })?;
        let row: Feedback = store.need(id)?;
        let Some(promise) = promise else {
            return kept(context, &row, &format!("acted on {}: the loop is closed", id.short()));
        };
        let names = Names::of(&store)?;
        let by = due_on.map_or(String::new(), |day| format!(" by {}", said_back(day)));
        let (owner, to) = (names.name(promise.owner), names.or(promise.to, "nobody"));
        let sentence = format!(
            "acted on {}: {owner} to {to}{by} {} ({}): {}",
            id.short(),
            promise.id.short(),
            promise.visibility,
            piece(&promise.text)
        );
        kept(context, &row, &sentence)?;
        advice::on_commitment(context, &promise)
    }
}

/// A draft was not said, and what was acted on is over.
fn waits_for_nothing(row: &Feedback, state: FeedbackState) -> Problem {
    let short = row.id.short();
    let (what, hint) = match state {
        FeedbackState::Draft => {
            ("it was not said yet; on screen Enter marks it as said", "mentorlog".to_owned())
        }
        _ => ("its loop is closed", format!("mentorlog feedback show {short}")),
    };
    Problem::usage(format!("{short} is {state}: {what}")).hint(hint)
}

/// A name at the beginning of a sentence.
fn speaker(name: &str) -> &str {
    if name == "me" { "I" } else { name }
}
