//! `mentorlog feedback`: directed statements, given, recorded and asked for.

use super::answer::{Act, Answer};
use super::context::Context;
use super::describe::{self, Names, Page, kept, piece};
use super::flags::{VisibilityFlags, optional, required, small};
use super::list::{self, ListFlags};
use super::{advice, pick, text};
use crate::error::Problem;
use crate::model::when::Direction;
use crate::model::{Feedback, FeedbackState, FeedbackStyle, Goal, Id, Moment, Person, Session};
use crate::store::Store;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// I tell somebody: --situation, --behaviour and --impact, or plain words
    Give(Give),
    /// Somebody told me, unasked
    Record(Record),
    /// I ask somebody for feedback
    Ask(Ask),
    /// What was said to a question, or in return to a feedback
    Answer(Answer),
    /// Something was done with an answer: closes the loop
    Act(Act),
    /// All feedback
    List(ListFlags),
    /// One feedback whole
    Show {
        /// What it says, the beginning of that, or the end of its id
        feedback: String,
    },
}

/// Where a feedback belongs and who may see it.
#[derive(Debug, Args)]
struct Place {
    /// The day; now when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// The relationship it belongs to
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
    /// The session it is about, by the end of its id
    #[arg(long, value_name = "SESSION")]
    session: Option<String>,
    /// The goal it is about, by its title or the end of its id
    #[arg(long, value_name = "GOAL")]
    goal: Option<String>,
    /// The topic it is about
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    #[command(flatten)]
    visibility: VisibilityFlags,
}

#[derive(Debug, Args)]
pub struct Give {
    /// To whom
    name: String,
    /// In plain words, or `-` for standard input
    #[arg(required_unless_present_any = ["situation", "behaviour", "impact"], conflicts_with_all = ["situation", "behaviour", "impact"])]
    text: Option<String>,
    /// When and where
    #[arg(long, value_name = "S", requires_all = ["behaviour", "impact"])]
    situation: Option<String>,
    /// What was seen or heard
    #[arg(long, value_name = "B", requires_all = ["situation", "impact"])]
    behaviour: Option<String>,
    /// What it did to me, to others, to the work
    #[arg(long, value_name = "I", requires_all = ["situation", "behaviour"])]
    impact: Option<String>,
    /// The question of intent that goes with it
    #[arg(long)]
    intent: Option<String>,
    /// Of plain words: free, praise, feedforward or more-less
    #[arg(long)]
    style: Option<FeedbackStyle>,
    /// Care as I mean it, 1 to 5
    #[arg(long, value_name = "1-5", allow_negative_numbers = true)]
    care: Option<i64>,
    /// Challenge as I mean it, 1 to 5
    #[arg(long, value_name = "1-5", allow_negative_numbers = true)]
    challenge: Option<i64>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub struct Record {
    /// Who said it
    name: String,
    /// What they said, or `-` for standard input
    text: String,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub struct Ask {
    /// Who is asked
    name: String,
    /// The question
    question: String,
    #[command(flatten)]
    place: Place,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Give(give) => give.run(context),
            Self::Record(record) => record.run(context),
            Self::Ask(ask) => ask.run(context),
            Self::Answer(answer) => answer.run(context),
            Self::Act(act) => act.run(context),
            Self::List(flags) => list(&flags, context),
            Self::Show { feedback } => show(&feedback, context),
        }
    }
}

pub(super) fn happened(context: &Context<'_>, on: Option<&str>) -> Result<Moment, Problem> {
    match context.when_given(on, Direction::Past)? {
        Some(when) if when.is_ahead(&context.clock) => {
            Err(Problem::usage(format!("{} is still to come", when.said_back())).hint("--on yesterday"))
        }
        Some(when) => Ok(when.moment(&context.clock)),
        None => Ok(context.clock.now()),
    }
}

/// The other one of a feedback, who must not be the owner.
fn other(store: &Store, name: &str) -> Result<Id<Person>, Problem> {
    let person = pick::person(store, name)?;
    if store.owner()? == Some(person) {
        return Err(Problem::usage("feedback goes from one person to another, and this is you")
            .hint("a note to yourself: mentorlog reflection add \"...\""));
    }
    Ok(person)
}

/// Keeps a feedback between the owner and another, made by `shape`.
fn keep(
    context: &mut Context<'_>,
    (name, place): (&str, &Place),
    verb: &str,
    shape: impl FnOnce(Id<Person>, Id<Person>, Moment) -> Feedback,
) -> Result<Feedback, Problem> {
    let at = happened(context, place.on.as_deref())?;
    let store = context.open_or_create()?;
    let other = other(&store, name)?;
    let session = place.session.as_deref().map(|id| pick::row::<Session>(&store, id)).transpose()?;
    let goal = place.goal.as_deref().map(|id| pick::row::<Goal>(&store, id)).transpose()?;
    let relationship = match (&place.relationship, &session) {
        (None, Some(session)) => Some(session.relationship),
        (named, _) => pick::belonging(context, &store, named.as_deref(), Some(other))?,
    };
    let called = store.name(other)?;
    let id = context.write(&store, &format!("{verb} {called}"), |tx, me| {
        let mut row = shape(me, other, at);
        row.relationship = relationship;
        row.session = session.map(|session| session.id);
        row.goal = goal.map(|goal| goal.id);
        row.topic = optional(place.topic.clone());
        row.visibility = place.visibility.given().unwrap_or_default();
        Ok(tx.put(&row)?)
    })?;
    let row: Feedback = store.need(id)?;
    let sentence = format!("{verb} {called} {} ({}): {}", id.short(), row.visibility, piece(row.gist()));
    kept(context, &row, &sentence)?;
    Ok(row)
}

impl Give {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let care = small("care", self.care, 1, 5)?.and_then(|value| u8::try_from(value).ok());
        let challenge = small("challenge", self.challenge, 1, 5)?.and_then(|value| u8::try_from(value).ok());
        let parts =
            [("situation", &self.situation), ("behaviour", &self.behaviour), ("impact", &self.impact)];
        for (what, part) in parts {
            part.as_deref().map(|part| required(what, part)).transpose()?;
        }
        let text = self.text.map(|text| required("feedback", &text::or_input(text)?)).transpose()?;
        let style = match (self.style, &text) {
            (None | Some(FeedbackStyle::Sbi), None) => FeedbackStyle::Sbi,
            (None, Some(_)) => FeedbackStyle::Free,
            (Some(FeedbackStyle::Sbi), Some(_)) => {
                return Err(Problem::usage("the style sbi has three parts, not one text")
                    .hint("--situation S --behaviour B --impact I"));
            }
            (Some(style), Some(_)) => style,
            (Some(style), None) => {
                return Err(Problem::usage(format!("the style {style} is one text, not three parts")).hint(
                    format!("mentorlog feedback give {} \"...\" --style {style}", pick::quoted(&self.name)),
                ));
            }
        };
        let row = keep(context, (&self.name, &self.place), "feedback to", |me, other, at| Feedback {
            style,
            situation: optional(self.situation),
            behaviour: optional(self.behaviour),
            impact: optional(self.impact),
            intent: optional(self.intent),
            text,
            care,
            challenge,
            state: FeedbackState::Given,
            given_at: Some(at),
            ..Feedback::draft(me, other, at)
        })?;
        advice::on_feedback(context, &row)
    }
}

impl Record {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let text = required("feedback", &text::or_input(self.text)?)?;
        keep(context, (&self.name, &self.place), "feedback from", |me, other, at| Feedback {
            text: Some(text),
            state: FeedbackState::Given,
            given_at: Some(at),
            ..Feedback::draft(other, me, at)
        })
        .map(drop)
    }
}

impl Ask {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let question = required("question", &self.question)?;
        keep(context, (&self.name, &self.place), "feedback asked of", |me, other, at| Feedback {
            question: Some(question),
            state: FeedbackState::Asked,
            asked_at: Some(at),
            ..Feedback::draft(other, me, at)
        })
        .map(drop)
    }
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = FeedbackState::ALL.iter().map(|state| state.word()).collect();
    let rows: Vec<Feedback> = flags.rows(context, &store, &states)?;
    let names = Names::of(&store)?;
    list::print(
        context,
        &rows,
        &["ID", "DAY", "FROM", "TO", "STATE", "STYLE", "VISIBILITY", "WORDS"],
        |row| {
            Ok(vec![
                describe::id(row.id),
                describe::day(Some(row.at.day())).into(),
                names.name(row.from).into(),
                names.name(row.to).into(),
                row.state.word().into(),
                row.style.word().into(),
                describe::visibility(row.visibility),
                row.gist().into(),
            ])
        },
    )
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Feedback = pick::row(&store, id)?;
    let names = Names::of(&store)?;
    let session = row.session.map(|id| store.get(id)).transpose()?.flatten();
    let goal = row.goal.map(|id| store.get(id)).transpose()?.flatten();
    let steps = [
        ("asked", row.asked_at),
        ("given", row.given_at),
        ("answered", row.answered_at),
        ("acted", row.acted_at),
    ];
    let steps = steps.into_iter().filter_map(|(step, at)| Some(format!("{step} {}", describe::moment(at?))));
    Page::new()
        .field("id", row.id.to_string())
        .field("state", row.state.word())
        .field("visibility", row.visibility.word())
        .field("style", row.style.word())
        .field("relationship", describe::title(&store, row.relationship)?)
        .given("session", session.map(|session| describe::moment(session.starts_at)))
        .given("goal", goal.map(|goal| goal.title))
        .given("topic", row.topic.as_ref())
        .each("loop", steps)
        .given("question", row.question.as_ref())
        .given("situation", row.situation.as_ref())
        .given("behaviour", row.behaviour.as_ref())
        .given("impact", row.impact.as_ref())
        .given("intent", row.intent.as_ref())
        .given("text", row.text.as_ref())
        .given("response", row.response.as_ref())
        .given("care", row.care)
        .given("challenge", row.challenge)
        .given("felt care", row.felt_care)
        .given("felt challenge", row.felt_challenge)
        .print(context, &format!("{} > {}", names.name(row.from), names.name(row.to)), &row)
}
