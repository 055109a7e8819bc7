//! `mentorlog person`: who is in the journal.

use super::context::Context;
use super::describe::{self, Page, kept};
use super::flags::{required, separated, set};
use super::list::{self, ListFlags};
use super::pick;
use crate::error::Problem;
use crate::model::{Exchange, Id, Person, Relationship};
use crate::store::{Filter, Store, Window};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Put somebody into the journal
    Add(Add),
    /// Everybody in the journal
    List(ListFlags),
    /// Somebody whole, with what went to and fro
    Show {
        /// A name, or the end of an id
        person: String,
    },
    /// Change what is said about somebody; "" empties a field
    Edit(Edit),
}

#[derive(Debug, Args)]
pub struct Add {
    /// How you call them
    name: String,
    #[command(flatten)]
    details: Details,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// A name, or the end of an id; `me` is you
    person: String,
    /// How you call them
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    details: Details,
}

/// What can be said about somebody. All of it may stay unsaid.
#[derive(Debug, Args)]
struct Details {
    /// Job title
    #[arg(long)]
    title: Option<String>,
    /// Department
    #[arg(long)]
    department: Option<String>,
    /// Rank as a number, higher is more senior
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    authority: Option<i64>,
    /// Age or career band, as they say it themselves
    #[arg(long)]
    cohort: Option<String>,
    /// Organisation
    #[arg(long)]
    organisation: Option<String>,
    /// What they know well, separated by commas
    #[arg(long, value_name = "A,B")]
    expertise: Option<String>,
    /// A private line about them
    #[arg(long)]
    note: Option<String>,
}

impl Details {
    fn write(self, person: &mut Person) {
        set(&mut person.title, self.title);
        set(&mut person.department, self.department);
        set(&mut person.cohort, self.cohort);
        set(&mut person.organisation, self.organisation);
        set(&mut person.note, self.note);
        if self.authority.is_some() {
            person.authority = self.authority;
        }
        if let Some(expertise) = self.expertise {
            person.expertise = separated(&expertise);
        }
    }
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(flags) => list(&flags, context),
            Self::Show { person } => show(&person, context),
            Self::Edit(edit) => edit.run(context),
        }
    }
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let name = name(&self.name)?;
        let store = context.open_or_create()?;
        unused(&store, &name, None)?;
        let mut person = Person::named(name);
        self.details.write(&mut person);
        context.write(&store, &format!("add {}", person.name), |tx, _| Ok(tx.put(&person)?))?;
        let person: Person = store.need(person.id)?;
        kept(context, &person, &format!("added {} {}", person.name, person.id.short()))
    }
}

impl Edit {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let store = context.open()?;
        let id = pick::person(&store, &self.person)?;
        let name = self.name.as_deref().map(name).transpose()?;
        if let Some(name) = &name {
            unused(&store, name, Some(id))?;
        }
        let before = store.name(id)?;
        let details = self.details;
        context.write(&store, &format!("edit {before}"), |tx, _| {
            Ok(tx.edit(id, |person: &mut Person| {
                if let Some(name) = name {
                    person.name = name;
                }
                details.write(person);
            })?)
        })?;
        let person: Person = store.need(id)?;
        kept(context, &person, &format!("changed {} {}", person.name, id.short()))
    }
}

/// A name without line ends; never empty.
pub fn name(text: &str) -> Result<String, Problem> {
    required("name", &crate::model::text::one_line(text))
}

/// Two people of one name could not be told apart on the command line.
fn unused(store: &Store, name: &str, but: Option<Id<Person>>) -> Result<(), Problem> {
    let wanted = name.to_lowercase();
    match store.names()?.into_iter().find(|(id, other)| Some(*id) != but && other.to_lowercase() == wanted) {
        None => Ok(()),
        Some((id, other)) => {
            Err(Problem::usage(format!("{other} is in the journal already ({})", id.short())).hint(format!(
                "mentorlog person show {}, or add a name that tells the two apart",
                pick::quoted(&other)
            )))
        }
    }
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let people: Vec<Person> = flags.rows(context, &store, &[])?;
    list::print(context, &people, &["ID", "NAME", "TITLE", "DEPARTMENT", "KNOWS"], |person| {
        let name = if person.owner { format!("{} (me)", person.name) } else { person.name.clone() };
        Ok(vec![
            describe::id(person.id),
            name.into(),
            person.title.as_deref().unwrap_or("").into(),
            person.department.as_deref().unwrap_or("").into(),
            person.expertise.join(", ").into(),
        ])
    })
}

fn show(name: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let person: Person = store.need(pick::person(&store, name)?)?;
    let about = Filter { with: Some(person.id), ..Filter::default() };
    let relationships: Vec<Relationship> = store.list(&about, &Window::First, 20)?;
    let mut titles = Vec::new();
    for row in &relationships {
        titles.push(format!("{}  {}, {}  {}", row.id.short(), row.form, row.status, store.title(row.id)?));
    }
    let names = describe::Names::of(&store)?;
    let exchanges: Vec<Exchange> = store.list(&about, &Window::First, 10)?;
    let lines = exchanges.iter().map(|row| exchange_line(row, &names));
    Page::new()
        .field("id", person.id.to_string())
        .given("title", person.title.as_ref())
        .given("department", person.department.as_ref())
        .given("organisation", person.organisation.as_ref())
        .given("authority", person.authority)
        .given("cohort", person.cohort.as_ref())
        .field("knows", person.expertise.join(", "))
        .given("note", person.note.as_ref().map(|note| format!("{note} (private)")))
        .each("relationships", titles)
        .each("exchanges", lines)
        .print(context, &person.name, &person)
}

/// An exchange in one line: day, direction, what, topic, visibility.
pub fn exchange_line(row: &Exchange, names: &describe::Names) -> String {
    let topic = row.topic.as_deref().map(|topic| format!(" #{topic}")).unwrap_or_default();
    format!(
        "{}  {}  {} > {}  {}{topic}  ({})",
        row.id.short(),
        row.at.day(),
        names.name(row.from),
        names.or(row.to, "all"),
        describe::piece(&row.text),
        row.visibility
    )
}
