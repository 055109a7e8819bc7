//! `mentorlog relationship`: people in a form of mentoring.

use super::context::Context;
use super::describe::{self, Names, Page, kept};
use super::flags::{optional, set, small};
use super::list::{self, ListFlags};
use super::member::{self, Newcomers};
use super::pick;
use super::session::item_line;
use crate::error::Problem;
use crate::forms::Form;
use crate::model::when::{Direction, said_back};
use crate::model::{AgreementSection, Exchange, Member, Relationship, RelationshipStatus};
use crate::sitting::agreement::{latest, review_on, sections};
use crate::sitting::fit::form_is_due;
use crate::store::{Filter, Store, Window};
use crate::succession::{self, Open, members, refused};
use clap::{Args, Subcommand};

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
    /// End one; its rows are kept
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
    /// active, paused or closed
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
pub struct Change {
    /// A title, somebody in it, or the end of its id
    relationship: String,
    /// The new form: `mentorlog forms`
    #[arg(long)]
    form: String,
    /// My own role in it, where it is not the usual one
    #[arg(long, value_name = "MY-ROLE")]
    role: Option<String>,
    /// Somebody's role in it, where it is not the usual one
    #[arg(long = "as", value_name = "NAME:ROLE")]
    roles: Vec<String>,
    /// Its first day; today when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// Leave open goals, skills, promises, plans and the parking lot with the old one
    #[arg(long)]
    leave_open: bool,
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
        let mut row: Relationship = store.need(pick::relationship(&store, &self.relationship)?)?;
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
        if let Some(ended) = self.ended {
            let ended = context.when_given(optional(Some(ended)).as_deref(), Direction::Past)?;
            row.ended_on = ended.map(|when| when.day);
        }
        row.status = self.state.unwrap_or(row.status);
        in_order(&row, "ended")?;
        let label = format!("edit relationship {}", store.title(row.id)?);
        context.write(&store, &label, |tx, _| {
            newcomers.write(tx)?;
            Ok(tx.put(&row)?)
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

impl Change {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let form = member::form(&forms, &self.form)?;
        let store = context.open()?;
        let old: Relationship = store.need(pick::relationship(&store, &self.relationship)?)?;
        let title = store.title(old.id)?;
        if let Some(why) = refused(&store, &old, form)? {
            return Err(Problem::usage(format!("{title} cannot go on as {}: {why}", form.name))
                .hint("the forms, and how many people each is for: mentorlog forms"));
        }
        let day = context.when_given(self.on.as_deref(), Direction::Past)?;
        let on = day.map_or_else(|| context.clock.today(), |when| when.day);
        in_order(&Relationship { ended_on: Some(on), ..old.clone() }, "on")?;
        let owner = pick::owner(&store)?;
        let mut asked = Vec::new();
        if let Some(word) = &self.role {
            asked.push((owner, member::role(form, word)?));
        }
        for text in &self.roles {
            let (name, word) = text.rsplit_once(':').ok_or_else(|| {
                Problem::usage(format!("--as \"{text}\" is no NAME:ROLE")).hint("--as Ana:mentee")
            })?;
            let person = pick::person(&store, name)?;
            if old.members.iter().all(|member| member.person != person) {
                return Err(Problem::usage(format!("{name} is not in {title}"))
                    .hint(format!("mentorlog relationship show {}", old.id.short())));
            }
            asked.push((person, member::role(form, word)?));
        }
        let members = members(&old, Some(owner), (forms.get(&old.form), form), &asked, on);
        let open = if self.leave_open { Open::Stays } else { Open::Moves };
        let wanted = succession::Change { form: form.id.clone(), members, on, open, choices: Vec::new() };
        let label = format!("{title}: another form");
        let id = context.write(&store, &label, |tx, _| Ok(succession::change(tx, old.id, &wanted)?))?;
        let row: Relationship = store.need(id)?;
        let sentence = format!(
            "{title} goes on as {} {} since {}: {}; {} is closed and stays as it was",
            form.name,
            id.short(),
            said_back(on),
            roles(&row, form, &Names::of(&store)?),
            old.id.short()
        );
        kept(context, &row, &sentence)
    }
}

fn close(name: &str, on: Option<&str>, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let mut row: Relationship = store.need(pick::relationship(&store, name)?)?;
    let title = store.title(row.id)?;
    if row.status == RelationshipStatus::Closed {
        return Err(Problem::usage(format!("{title} is closed already"))
            .hint(format!("mentorlog relationship edit {} --state active", row.id.short())));
    }
    let day = context.when_given(on, Direction::Past)?.map_or_else(|| context.clock.today(), |when| when.day);
    row.status = RelationshipStatus::Closed;
    row.ended_on = Some(day);
    in_order(&row, "on")?;
    context.write(&store, &format!("close relationship {title}"), |tx, _| Ok(tx.put(&row)?))?;
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
    let mut row: Relationship = store.need(pick::relationship(&store, name)?)?;
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
    context.write(&store, &format!("agree with {title}: {section}"), |tx, _| Ok(tx.put(&row)?))?;
    let row: Relationship = store.need(row.id)?;
    let again =
        review_on.map(|day| format!(", to be looked at again on {}", said_back(day))).unwrap_or_default();
    kept(context, &row, &format!("agreed with {title}: {section}, version {version}{again}"))
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let states: Vec<_> = RelationshipStatus::ALL.iter().map(|state| state.word()).collect();
    let rows: Vec<Relationship> = flags.rows(context, &store, &states)?;
    let names = Names::of(&store)?;
    list::print(context, &rows, &["ID", "FORM", "STATE", "SINCE", "EVERY", "TITLE", "MEMBERS"], |row| {
        let people: Vec<_> = row.members.iter().map(|member| member.person).collect();
        Ok(vec![
            describe::id(row.id),
            row.form.as_str().into(),
            row.status.word().into(),
            describe::day(row.started_on).into(),
            row.cadence_days.map(|days| format!("{days} days")).unwrap_or_default().into(),
            store.title(row.id)?.into(),
            names.all(&people).into(),
        ])
    })
}

fn show(name: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let store = context.open()?;
    let row: Relationship = store.need(pick::relationship(&store, name)?)?;
    let names = Names::of(&store)?;
    let form = forms.get(&row.form);
    let members = row.members.iter().map(|member| {
        let role = form.map_or(member.role.as_str(), |form| form.role_label(&member.role));
        let left = member.left_on.map(|day| format!(", left {day}")).unwrap_or_default();
        format!("{}, {role}{left}", names.name(member.person))
    });
    let agreement = row.agreement.iter().filter(|one| latest(&row, &one.section) == Some(*one));
    let chosen = row.choices.iter().map(|choice| {
        let form = forms.get(&choice.form).map_or(choice.form.as_str(), |form| form.name.as_str());
        format!("{}: {form} ({})", said_back(choice.at.day()), choice.answers)
    });
    let ask_again = form_is_due(&row, context.clock.today())
        .then(|| format!("it is time to ask again: mentorlog choose --for {}", pick::quoted(name)));
    Page::new()
        .field("id", row.id.to_string())
        .field("form", form.map_or(row.form.as_str(), |form| form.name.as_str()))
        .each("chosen", chosen)
        .given("does it fit?", ask_again)
        .field("state", row.status.word())
        .given("purpose", row.purpose.as_ref())
        .given("phase", row.phase.as_ref())
        .given("every", row.cadence_days.map(|days| format!("{days} days")))
        .given("minutes", row.session_minutes)
        .field("started", describe::day(row.started_on))
        .field("ended", describe::day(row.ended_on))
        .field("grew out of", kin(&store, &forms, row.successor_of)?)
        .field("went on as", kin(&store, &forms, store.successor(row.id)?)?)
        .each("members", members)
        .each("agreement", agreement.map(|one| format!("{}: {}", one.section, one.text)))
        .field("look again", describe::day(review_on(&row)))
        .each("parking lot", row.parking.iter().map(|item| item_line(item, &names)))
        .each("exchanges", exchanges(&store, &row, &names)?)
        .print(context, &store.title(row.id)?, &row)
}

/// A relationship before or after this one: `3f2a1c Ana Ruiz, Mentor`.
fn kin(
    store: &Store,
    forms: &crate::forms::Forms,
    id: Option<crate::model::Id<Relationship>>,
) -> Result<String, Problem> {
    let Some(row) = id.map(|id| store.get(id)).transpose()?.flatten() else { return Ok(String::new()) };
    let form = forms.get(&row.form).map_or(row.form.as_str(), |form| form.name.as_str());
    Ok(format!("{} {}, {form}", row.id.short(), store.title(row.id)?))
}

fn exchanges(store: &Store, row: &Relationship, names: &Names) -> Result<Vec<String>, Problem> {
    let filter = Filter { relationship: Some(row.id), ..Filter::default() };
    let rows: Vec<Exchange> = store.list(&filter, &Window::First, 10)?;
    Ok(rows.iter().map(|row| super::person::exchange_line(row, names)).collect())
}
