//! `mentorlog reflection`: notes of one's own.

use super::context::Context;
use super::describe::{self, Names, Page, kept, piece};
use super::flags::{VisibilityFlags, required, separated};
use super::list::{self, ListFlags};
use super::{pick, text};
use crate::error::Problem;
use crate::model::when::{Direction, said_back};
use crate::model::{Id, Reflection};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a note; `-` reads it from standard input
    Add(Add),
    /// The notes
    List(ListFlags),
    /// A note whole
    Show {
        /// What it says, the beginning of that, or the end of its id
        reflection: String,
    },
}

#[derive(Debug, Args)]
pub struct Add {
    /// The note, or `-` for standard input
    text: String,
    /// About whom
    #[arg(long, value_name = "NAME")]
    about: Vec<String>,
    /// About which relationship
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
    /// Words to find it by, separated by commas
    #[arg(long, value_name = "A,B")]
    tags: Option<String>,
    /// The day it is about; now when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    #[command(flatten)]
    visibility: VisibilityFlags,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Add(add) => add.run(context),
            Self::List(flags) => list(&flags, context),
            Self::Show { reflection } => show(&reflection, context),
        }
    }
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let text = required("note", &text::or_input(self.text)?)?;
        let at = context.when_given(self.on.as_deref(), Direction::Past)?;
        let at = at.map_or_else(|| context.clock.now(), |when| when.moment(&context.clock));
        let store = context.open_or_create()?;
        let mut about = Vec::new();
        for name in &self.about {
            about.push(pick::person(&store, name)?);
        }
        let relationship =
            self.relationship.as_deref().map(|name| pick::relationship(&store, name)).transpose()?;
        let reflection = Reflection {
            id: Id::fresh(),
            at,
            about,
            relationship,
            session: None,
            text,
            visibility: self.visibility.given().unwrap_or_default(),
            tags: self.tags.as_deref().map(separated).unwrap_or_default(),
            updated_at: None,
        };
        context
            .write(&store, &format!("note {}", piece(&reflection.text)), |tx, _| Ok(tx.put(&reflection)?))?;
        let row: Reflection = store.need(reflection.id)?;
        let sentence = format!(
            "added note {} on {} ({}): {}",
            row.id.short(),
            said_back(row.at.day()),
            row.visibility,
            piece(&row.text)
        );
        kept(context, &row, &sentence)
    }
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let rows: Vec<Reflection> = flags.rows(context, &store, &[])?;
    let names = Names::of(&store)?;
    list::print(context, &rows, &["ID", "DAY", "ABOUT", "VISIBILITY", "TAGS", "NOTE"], |row| {
        Ok(vec![
            describe::id(row.id),
            said_back(row.at.day()).into(),
            names.all(&row.about).into(),
            describe::visibility(row.visibility),
            tags(row).into(),
            row.text.as_str().into(),
        ])
    })
}

fn tags(row: &Reflection) -> String {
    row.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Reflection = pick::row(&store, id)?;
    let names = Names::of(&store)?;
    Page::new()
        .field("id", row.id.to_string())
        .field("when", describe::moment(row.at))
        .field("visibility", row.visibility.word())
        .field("about", names.all(&row.about))
        .field("relationship", describe::title(&store, row.relationship)?)
        .field("tags", tags(&row))
        .field("note", row.text.as_str())
        .print(context, &piece(&row.text), &row)
}
