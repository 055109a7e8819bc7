//! What is said about the program itself: help, forms, completions.

use super::Arguments;
use super::context::Context;
use super::member;
use super::table::{Cell, Table};
use crate::error::{Kind, Problem};
use crate::forms::{HandbookLine, handbook};
use crate::model::text::clean;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use serde_json::{Value as Json, json};
use std::io::Write as _;
use std::process::ExitCode;

/// The end of `mentorlog --help`.
pub const EXAMPLES: &str = "\
Examples:
  mentorlog rel add --form mentor --with Ana --cadence 14 --new-people
  mentorlog add todo Ana: send the outline by fri
  mentorlog today

Everything stays in one local file: `mentorlog config show` says where.";

/// What `mentorlog` alone says without a terminal.
pub const SHORT: &str = "\
mentorlog: a private mentoring journal. The screen needs a terminal; here it takes commands.
  mentorlog today                 what is next, what is late, which loops are open
  mentorlog add todo Ana: ...     keep something in one line
  mentorlog demo                  a throwaway journal with a year of data
  mentorlog --help                all commands";

/// Answers `--help`, `--version` and what the parser refuses.
pub fn answer(error: &clap::Error) -> ExitCode {
    // A closed output has nobody to tell.
    if error.use_stderr() {
        // It quotes what was typed, or what a script made of somebody's text.
        let _ = write!(std::io::stderr(), "{}", clean(&error.render().to_string()));
        return Kind::Usage.into();
    }
    let _ = error.print();
    ExitCode::SUCCESS
}

/// The twelve forms of mentoring; one whole.
#[derive(Debug, Args)]
pub struct Forms {
    /// A form's id
    form: Option<String>,
}

impl Forms {
    /// Prints them.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        match &self.form {
            Some(id) => {
                let form = member::form(&forms, id)?;
                if context.is_json() {
                    context.out.json(&of(form));
                } else {
                    page(context, &handbook(form));
                }
            }
            None if context.is_json() => {
                context.out.json(&Json::Array(forms.iter().map(of).collect()));
            }
            None => {
                let mut table = Table::new(&["FORM", "VIEW", "PEOPLE", "WHAT IT IS"]);
                for form in forms.iter() {
                    table.row([
                        Cell::from(&form.id),
                        Cell::from(form.view.word()),
                        Cell::from(form.size.words()),
                        Cell::from(&form.seed_line),
                    ]);
                }
                context.out.table(&table);
            }
        }
        Ok(())
    }
}

fn of(form: &crate::forms::Form) -> Json {
    let roles: Vec<Json> =
        form.roles.iter().map(|role| json!({"id": role.id, "label": role.label})).collect();
    json!({
        "id": form.id,
        "name": form.name,
        "view": form.view.word(),
        "size": {"min": form.size.min, "max": form.size.max},
        "owner_role": form.owner_role,
        "partner_role": form.partner_role,
        "roles": roles,
        "summary": form.summary,
    })
}

fn page(context: &mut Context<'_>, lines: &[HandbookLine]) {
    for (index, line) in lines.iter().enumerate() {
        match line {
            HandbookLine::Heading(text) => {
                if index > 0 {
                    context.out.line("");
                }
                context.out.heading(text);
            }
            HandbookLine::Text(text) => context.out.line(text),
            HandbookLine::Item { label, text } => context.out.line(&format!("  {label}: {text}")),
        }
    }
}

/// Completions for a shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// bash, elvish, fish, powershell or zsh
    shell: Shell,
}

impl Completions {
    /// Prints them.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "mentorlog", &mut script);
        context.out.bytes(&script);
        Ok(())
    }
}
