//! `mentorlog relationship`: people in a form of mentoring.

mod change;
mod page;

use super::context::Context;
use super::describe::{Names, kept};
use super::flags::{optional, set, small};
use super::list::ListFlags;
use super::member::{self, Newcomers};
use super::pick;
use crate::error::Problem;
use crate::forms::Form;
use crate::model::when::{Direction, said_back};
use crate::model::{AgreementSection, Member, Relationship, RelationshipStatus};
use crate::sitting::agreement::{latest, sections};
use change::Change;
use clap::{Args, Subcommand};
use page::{list, show};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin one: `relationship add --form mentor --with Ana --cadence 14`
    Add(Add),
    /// All relationships
    List(ListFlags),
    /// One whole: members, agreement, parking lot, what was exchanged
    Show {
        /// A title, somebody in it, or the end of its id
        relationship: String,
    },
    /// Change one; "" empties a field
    Edit(Edit),
    /// Write what was agreed; every version is kept
    Agree {
        /// A title, somebody in it, or the end of its id
        relationship: String,
        /// The section: Purpose, Roles, Rhythm, Confidentiality, ...
        section: String,
        /// What was agreed, or `-` for standard input
        text: String,
        /// The day to look at it again
        #[arg(long, value_name = "WHEN")]
        review: Option<String>,
        /// Who agreed, where it was not everybody
        #[arg(long, value_name = "TEXT")]
        by: Option<String>,
    },
    /// Go on in another form; what was is closed and stays as it was
    Change(Change),
    /// End one: its rows are kept and read-only, until `edit R --state active`
    Close {
        /// A title, somebody in it, or the end of its id
        relationship: String,
        /// Its last day; today when not said
        #[arg(long, value_name = "WHEN")]
        on: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct Add {
    /// One of the forms: `mentorlog forms`
    #[arg(long)]
    form: String,
    /// Somebody else in it, and their role where it is not the usual one
    #[arg(long, value_name = "NAME[:ROLE]", required = true)]
    with: Vec<String>,
    /// My own role where it is not the usual one
    #[arg(long, value_name = "MY-ROLE")]
    role: Option<String>,
    /// Put names that are not in the journal into it
    #[arg(long)]
    new_people: bool,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// A title, somebody in it, or the end of its id
    relationship: String,
    /// Somebody more in it
    #[arg(long, value_name = "NAME[:ROLE]")]
    with: Vec<String>,
    /// My own role
    #[arg(long, value_name = "MY-ROLE")]
    role: Option<String>,
    /// active, paused or closed: what is closed is read-only until it is active again
    #[arg(long)]
    state: Option<RelationshipStatus>,
    /// The last day
    #[arg(long, value_name = "WHEN")]
    ended: Option<String>,
    /// Put names that are not in the journal into it
    #[arg(long)]
    new_people: bool,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
struct Details {
    /// A name for it
    #[arg(long, value_name = "T")]
    title: Option<String>,
    /// What it is for
    #[arg(long, value_name = "P")]
    purpose: Option<String>,
    /// Where it stands: preparing, negotiating, enabling or closing
    #[arg(long)]
    phase: Option<String>,
    /// Agreed days between meetings
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    cadence: Option<i64>,
    /// Agreed minutes of a meeting
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    minutes: Option<i64>,
    /// The first day
    #[arg(long, value_name = "WHEN")]
    started: Option<String>,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(flags) => list(&flags, context),
            Self::Show { relationship } => show(&relationship, context),
            Self::Edit(edit) => edit.run(context),
            Self::Agree { relationship, section, text, review, by } => {
                agree(&relationship, &section, text, review.as_deref(), by, context)
            }
            Self::Change(change) => change.run(context),
            Self::Close { relationship, on } => close(&relationship, on.as_deref(), context),
        }
    }
}

impl Details {
    fn write(self, context: &Context<'_>, row: &mut Relationship) -> Result<(), Problem> {
        set(&mut row.title, self.title);
        set(&mut row.purpose, self.purpose);
        set(&mut row.phase, self.phase);
        row.cadence_days = small("cadence", self.cadence, 1, 3660)?.or(row.cadence_days);
        row.session_minutes = super::flags::minutes(self.minutes)?.or(row.session_minutes);
        if let Some(started) = self.started {
            let started = context.when_given(optional(Some(started)).as_deref(), Direction::Past)?;
            row.started_on = started.map(|when| when.day);
        }
        Ok(())
    }
}

/// The last day does not come before the first.
fn in_order(row: &Relationship, flag: &str) -> Result<(), Problem> {
    match (row.started_on, row.ended_on) {
        (Some(start), Some(end)) if end < start => Err(Problem::usage(format!(
            "the end {} is before the start {}",
            said_back(end),
            said_back(start)
        ))
        .hint(format!("--{flag} {start}, or begin it earlier: --started DAY"))),
        _ => Ok(()),
    }
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let form = member::form(&forms, &self.form)?;
        let mine = match &self.role {
            Some(role) => member::role(form, role)?,
            None => form.owner_role.clone(),
        };
        let store = context.open_or_create()?;
        let mut newcomers = Newcomers::new(self.new_people);
        let mut others = Vec::new();
        for text in &self.with {
            newcomers.join(&store, form, text, &mut others)?;
        }
        member::size(form, others.len() + 1)?;
        let mut row = Relationship::of_form(&form.id);
        row.started_on = Some(context.clock.today());
        self.details.write(context, &mut row)?;
        let label = format!("add relationship with {}", self.with.join(", "));
        let id = context.write(&store, &label, |tx, me| {
            newcomers.write(tx)?;
            row.members = vec![Member { person: me, role: mine, joined_on: None, left_on: None }];
            row.members.extend(others);
            Ok(tx.put(&row)?)
        })?;
        let row: Relationship = store.need(id)?;
        let since = row.started_on.map(|day| format!(", since {}", said_back(day))).unwrap_or_default();
        let sentence = format!(
            "added relationship {} {} ({}): {}{since}{}",
            id.short(),
            store.title(id)?,
            form.name,
            roles(&row, form, &Names::of(&store)?),
            newcomers.sentence()
        );
        kept(context, &row, &sentence)
    }
}

/// `me mentor, Ana mentee`.
fn roles(row: &Relationship, form: &Form, names: &Names) -> String {
    let members = row
        .members
        .iter()
        .map(|member| format!("{} {}", names.name(member.person), form.role_label(&member.role)));
    members.collect::<Vec<_>>().join(", ")
}

impl Edit {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let store = context.open()?;
        let before: Relationship = store.need(pick::relationship(&store, &self.relationship)?)?;
        let mut row = before.clone();
        let mut newcomers = Newcomers::new(self.new_people);
        if !self.with.is_empty() || self.role.is_some() {
            let form = member::form(&forms, &row.form)?;
            for text in &self.with {
                newcomers.join(&store, form, text, &mut row.members)?;
            }
            member::size(form, row.members.iter().filter(|member| member.left_on.is_none()).count())?;
            if let Some(role) = &self.role {
                let (role, me) = (member::role(form, role)?, pick::owner(&store)?);
                row.members.iter_mut().filter(|member| member.person == me).for_each(|member| {
                    member.role.clone_from(&role);
                });
            }
        }
        self.details.write(context, &mut row)?;
        if let Some(state) = self.state {
            row.turn(state, context.clock.today());
        }
        if let Some(ended) = self.ended {
            let ended = context.when_given(optional(Some(ended)).as_deref(), Direction::Past)?;
            row.ended_on = ended.map(|when| when.day);
        }
        in_order(&row, "ended")?;
        let label = format!("edit relationship {}", store.title(row.id)?);
        context.write(&store, &label, |tx, _| {
            newcomers.write(tx)?;
            Ok(tx.amend(&before, &row)?)
        })?;
        let row: Relationship = store.need(row.id)?;
        let title = store.title(row.id)?;
        let sentence = format!(
            "changed relationship {} {title}, {}{}",
            row.id.short(),
            row.status,
            newcomers.sentence()
        );
        kept(context, &row, &sentence)
    }
}

fn close(name: &str, on: Option<&str>, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let before: Relationship = store.need(pick::relationship(&store, name)?)?;
    let mut row = before.clone();
    let title = store.title(row.id)?;
    if row.status == RelationshipStatus::Closed {
        return Err(Problem::usage(format!("{title} is closed already"))
            .hint(format!("mentorlog relationship edit {} --state active", row.id.short())));
    }
    let day = context.when_given(on, Direction::Past)?.map_or_else(|| context.clock.today(), |when| when.day);
    row.turn(RelationshipStatus::Closed, day);
    in_order(&row, "on")?;
    context.write(&store, &format!("close relationship {title}"), |tx, _| Ok(tx.amend(&before, &row)?))?;
    let row: Relationship = store.need(row.id)?;
    kept(context, &row, &format!("closed relationship {} {title} on {}", row.id.short(), said_back(day)))
}

/// One section of the agreement, as a new version of it.
fn agree(
    name: &str,
    section: &str,
    text: String,
    review: Option<&str>,
    by: Option<String>,
    context: &mut Context<'_>,
) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let store = context.open()?;
    let before: Relationship = store.need(pick::relationship(&store, name)?)?;
    let mut row = before.clone();
    let known = sections(forms.prompts(), forms.get(&row.form), &row);
    let section = known
        .iter()
        .map(|(title, _)| title)
        .find(|title| title.to_lowercase().starts_with(&section.trim().to_lowercase()))
        .filter(|_| !section.trim().is_empty())
        .ok_or_else(|| {
            let all: Vec<&str> = known.iter().map(|(title, _)| title.as_str()).collect();
            Problem::not_found(format!("no section \"{section}\" in this agreement"))
                .hint(format!("one of: {}", all.join(", ")))
        })?
        .clone();
    let text = super::flags::required("agreement", &super::text::or_input(text)?)?;
    let review_on = context.when_given(review, Direction::Future)?.map(|when| when.day);
    let people = row.members.iter().map(|member| store.name(member.person)).collect::<Result<Vec<_>, _>>()?;
    let version = latest(&row, &section).map_or(1, |one| one.version + 1);
    row.agreement.push(AgreementSection {
        section: section.clone(),
        text,
        version,
        agreed_on: Some(context.clock.today()),
        agreed_by: optional(by).or_else(|| Some(people.join(" and "))),
        review_on,
    });
    let title = store.title(row.id)?;
    context.write(&store, &format!("agree with {title}: {section}"), |tx, _| Ok(tx.amend(&before, &row)?))?;
    let row: Relationship = store.need(row.id)?;
    let again =
        review_on.map(|day| format!(", to be looked at again on {}", said_back(day))).unwrap_or_default();
    kept(context, &row, &format!("agreed with {title}: {section}, version {version}{again}"))
}
