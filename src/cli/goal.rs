//! `mentorlog goal`: what somebody wants to reach, and how it goes.

use super::context::Context;
use super::describe::{self, Names, Page, kept, number, piece};
use super::flags::{VisibilityFlags, figure, optional, required, set, within};
use super::list::{self, ListFlags};
use super::pick;
use crate::error::Problem;
use crate::model::goal::progress;
use crate::model::when::{Direction, said_back};
use crate::model::{Checkin, Goal, GoalState, Id, Person};
use crate::store::Store;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set a goal: `goal add "speak in every review" --for Ana --target 10 --due "in 3 months"`
    Add(Add),
    /// Say how it goes: `goal checkin "speak in" --value 4 --confidence 7`
    Checkin(CheckIn),
    /// The goals
    List(ListFlags),
    /// A goal whole, with its check-ins
    Show {
        /// Its title, the beginning of that, or the end of its id
        goal: String,
    },
    /// Change a goal; "" empties a field
    Edit(Edit),
}

#[derive(Debug, Args)]
pub struct Add {
    /// One sentence both will recognise when it is done
    title: String,
    /// Whose it is; mine when nobody is named
    #[arg(long = "for", value_name = "NAME")]
    owners: Vec<String>,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// Its title, the beginning of that, or the end of its id
    goal: String,
    /// One sentence both will recognise when it is done
    #[arg(long)]
    title: Option<String>,
    /// Whose it is, instead of who owned it before
    #[arg(long = "for", value_name = "NAME")]
    owners: Vec<String>,
    /// active, reached, paused or dropped
    #[arg(long)]
    state: Option<GoalState>,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
struct Details {
    /// The relationship it belongs to
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
    /// Why it matters
    #[arg(long)]
    why: Option<String>,
    /// What is measured
    #[arg(long, value_name = "M")]
    measure: Option<String>,
    /// The measure's unit
    #[arg(long, value_name = "U")]
    unit: Option<String>,
    /// The value at the start
    #[arg(long, value_name = "V", value_parser = figure, allow_negative_numbers = true)]
    start: Option<f64>,
    /// The value to reach
    #[arg(long, value_name = "T", value_parser = figure, allow_negative_numbers = true)]
    target: Option<f64>,
    /// By when
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
    /// The goal it is a step of, by the end of its id
    #[arg(long, value_name = "GOAL")]
    parent: Option<String>,
    #[command(flatten)]
    visibility: VisibilityFlags,
}

#[derive(Debug, Args)]
pub struct CheckIn {
    /// The end of the goal's id
    goal: String,
    /// The measure's value now
    #[arg(long, value_name = "V", value_parser = figure, allow_negative_numbers = true)]
    value: f64,
    /// How sure you are to reach it, 0 to 10
    #[arg(long, value_name = "0-10", allow_negative_numbers = true)]
    confidence: Option<i64>,
    /// In words
    #[arg(long, value_name = "N")]
    note: Option<String>,
    /// The day it is about; today when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Checkin(checkin) => checkin.run(context),
            Self::List(flags) => list(&flags, context),
            Self::Show { goal } => show(&goal, context),
            Self::Edit(edit) => edit.run(context),
        }
    }
}

impl Details {
    fn write(self, context: &Context<'_>, store: &Store, goal: &mut Goal) -> Result<(), Problem> {
        if let Some(name) = self.relationship {
            goal.relationship =
                optional(Some(name)).map(|name| pick::relationship(store, &name)).transpose()?;
        }
        if let Some(due) = self.due {
            let due = optional(Some(due));
            goal.due_on = context.when_given(due.as_deref(), Direction::Future)?.map(|when| when.day);
        }
        if let Some(parent) = self.parent {
            goal.parent = optional(Some(parent)).map(|id| store.row_called(&id, &[])).transpose()?;
        }
        if goal.parent == Some(goal.id) {
            return Err(Problem::usage("a goal cannot be a step of itself").hint("mentorlog goal list"));
        }
        set(&mut goal.why, self.why);
        set(&mut goal.measure, self.measure);
        set(&mut goal.unit, self.unit);
        goal.start = self.start.or(goal.start);
        goal.target = self.target.or(goal.target);
        goal.visibility = self.visibility.given().unwrap_or(goal.visibility);
        Ok(())
    }
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let mut goal = Goal::titled(required("title", &self.title)?);
        let store = context.open_or_create()?;
        goal.owners = people(&store, &self.owners)?;
        if let (None, [one]) = (&self.details.relationship, goal.owners.as_slice()) {
            goal.relationship = pick::belonging(context, &store, None, Some(*one))?;
        }
        self.details.write(context, &store, &mut goal)?;
        context.write(&store, &format!("add goal {}", piece(&goal.title)), |tx, me| {
            if goal.owners.is_empty() {
                goal.owners.push(me);
            }
            Ok(tx.put(&goal)?)
        })?;
        let goal: Goal = store.need(goal.id)?;
        let sentence = format!("added goal {} {}{}", goal.id.short(), piece(&goal.title), due(&goal));
        kept(context, &goal, &sentence)
    }
}

impl Edit {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let store = context.open()?;
        let before: Goal = pick::row(&store, &self.goal)?;
        let mut goal = before.clone();
        if let Some(title) = &self.title {
            goal.title = required("title", title)?;
        }
        if !self.owners.is_empty() {
            goal.owners = people(&store, &self.owners)?;
        }
        goal.state = self.state.unwrap_or(goal.state);
        self.details.write(context, &store, &mut goal)?;
        context.write(&store, &format!("edit goal {}", piece(&goal.title)), |tx, _| {
            Ok(tx.amend(&before, &goal)?)
        })?;
        let goal: Goal = store.need(goal.id)?;
        let sentence =
            format!("changed goal {} {}, {}{}", goal.id.short(), piece(&goal.title), goal.state, due(&goal));
        kept(context, &goal, &sentence)
    }
}

impl CheckIn {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let confidence = self.confidence.map(|value| within("confidence", value, 0, 10)).transpose()?;
        let store = context.open()?;
        let id = store.row_called::<Goal>(&self.goal, &[GoalState::Active.word()])?;
        let at = match context.when_given(self.on.as_deref(), Direction::Past)? {
            Some(when) if when.is_ahead(&context.clock) => {
                return Err(Problem::usage(format!("{} is still to come", when.said_back()))
                    .hint("a check-in says how it went: --on yesterday"));
            }
            Some(when) => when.moment(&context.clock),
            None => context.clock.now(),
        };
        let label = format!("check in on {}", piece(&store.need(id)?.title));
        context.write(&store, &label, |tx, me| {
            let checkin = Checkin {
                id: Id::fresh(),
                at,
                by: Some(me),
                value: self.value,
                confidence: confidence.and_then(|value| u8::try_from(value).ok()),
                note: optional(self.note),
            };
            Ok(tx.edit(id, |goal: &mut Goal| {
                goal.checkins.push(checkin);
                goal.checkins.sort_by_key(|checkin| checkin.at);
            })?)
        })?;
        let goal: Goal = store.need(id)?;
        let sure = confidence.map(|value| format!(", confidence {value}")).unwrap_or_default();
        let sentence = format!(
            "checked in on {} {}: {} on {}{sure}",
            id.short(),
            piece(&goal.title),
            value(&goal, self.value),
            said_back(at.day())
        );
        kept(context, &goal, &sentence)
    }
}

fn people(store: &Store, names: &[String]) -> Result<Vec<Id<Person>>, Problem> {
    let mut people = Vec::new();
    for name in names {
        // On the first run there is no owner to be found yet; nobody named means me.
        if name == "me" && store.owner()?.is_none() {
            continue;
        }
        let person = pick::person(store, name)?;
        if !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

fn due(goal: &Goal) -> String {
    goal.due_on.map(|day| format!(", due {}", said_back(day))).unwrap_or_default()
}

/// `4 of 10 talks (40%)`.
fn value(goal: &Goal, value: f64) -> String {
    let unit = goal.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let of = goal.target.map(|target| format!(" of {}", number(target))).unwrap_or_default();
    let share = progress(goal.start, goal.target, value) * 100.0;
    format!("{}{of}{unit} ({share:.0}%)", number(value))
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = GoalState::ALL.iter().map(|state| state.word()).collect();
    let goals: Vec<Goal> = flags.rows(context, &store, &states)?;
    let names = Names::of(&store)?;
    list::print(context, &goals, &["ID", "STATE", "WHOSE", "DUE", "NOW", "VISIBILITY", "GOAL"], |goal| {
        let now = goal.checkins.last().map(|checkin| value(goal, checkin.value)).unwrap_or_default();
        Ok(vec![
            describe::id(goal.id),
            goal.state.word().into(),
            names.all(&goal.owners).into(),
            describe::day(goal.due_on).into(),
            now.into(),
            describe::visibility(goal.visibility),
            goal.title.as_str().into(),
        ])
    })
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let goal: Goal = pick::row(&store, id)?;
    let names = Names::of(&store)?;
    let checkins = goal.checkins.iter().rev().map(|checkin| {
        let sure = checkin.confidence.map(|sure| format!("  confidence {sure}")).unwrap_or_default();
        let note = checkin.note.as_deref().map(|note| format!("  {note}")).unwrap_or_default();
        format!("{}  {}{sure}{note}", said_back(checkin.at.day()), value(&goal, checkin.value))
    });
    Page::new()
        .field("id", goal.id.to_string())
        .field("state", goal.state.word())
        .field("visibility", goal.visibility.word())
        .field("whose", names.all(&goal.owners))
        .field("relationship", describe::title(&store, goal.relationship)?)
        .given("why", goal.why.as_ref())
        .given("measure", goal.measure.as_ref())
        .given("unit", goal.unit.as_ref())
        .given("start", goal.start.map(number))
        .given("target", goal.target.map(number))
        .field("due", describe::day(goal.due_on))
        .each("check-ins", checkins)
        .print(context, &goal.title, &goal)
}
