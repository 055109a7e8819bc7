//! The command line: one file per noun, all printing through one [`out::Out`].
//!
//! Standard output carries the result, standard error the talk. Names, flags, exit codes and JSON
//! are those of the contract.

mod add;
mod advice;
mod answer;
mod backup;
mod bin;
mod choose;
mod close;
mod commitment;
mod config;
mod context;
mod describe;
mod doctor;
mod encrypt;
mod feedback;
mod find;
mod flags;
mod goal;
mod health;
mod held;
mod help;
mod history;
mod list;
mod lookback;
mod member;
mod mirror;
mod out;
mod output;
mod passphrase;
mod person;
mod pick;
mod portfolio;
mod prepare;
mod progress;
mod quiet;
mod reflection;
mod relationship;
mod round;
mod salvage;
mod screen;
mod secret;
mod session;
mod skill;
mod table;
mod text;
mod today;
mod transfer;

use crate::environment::Environment;
use crate::error::Problem;
use clap::{Parser, Subcommand};
use context::Context;
use out::Out;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// A private mentoring journal in the terminal.
#[derive(Debug, Parser)]
#[command(name = "mentorlog", version, about, long_about = None, after_help = help::EXAMPLES, disable_help_subcommand = true, max_term_width = 100, propagate_version = false)]
pub struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Global {
    /// The journal's file
    #[arg(long, global = true, value_name = "PATH", help_heading = "Global flags")]
    journal: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true, help_heading = "Global flags")]
    json: bool,
    /// Print one record a line, fields separated by tabs
    #[arg(long, global = true, conflicts_with = "json", help_heading = "Global flags")]
    plain: bool,
    /// When to print colours: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", help_heading = "Global flags")]
    color: Option<crate::config::ColorChoice>,
    /// Never ask anything
    #[arg(long, global = true, help_heading = "Global flags")]
    no_input: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What is next, what is late, which loops are open
    Today,
    /// Keep something in one line: `add got Ana: how to say no #meetings`
    Add(add::Add),
    /// People: add, list, show, edit
    #[command(subcommand)]
    Person(person::Command),
    /// People in a form of mentoring: add, list, show, edit, agree, change, close
    #[command(subcommand, alias = "rel")]
    Relationship(relationship::Command),
    /// Meetings: plan, prepare, start, close, log, list, show, edit
    #[command(subcommand)]
    Session(session::Command),
    /// Feedback and its loop: give, record, ask, answer, act, list, show
    #[command(subcommand)]
    Feedback(feedback::Command),
    /// Goals and check-ins: add, checkin, list, show, edit
    #[command(subcommand)]
    Goal(goal::Command),
    /// Who does what by when: add, done, drop, list
    #[command(subcommand)]
    Commitment(commitment::Command),
    /// What people can do, rated 1 to 7 by themselves and others: add, rate, list, show
    #[command(subcommand)]
    Skill(skill::Command),
    /// Notes of one's own: add, list, show
    #[command(subcommand)]
    Reflection(reflection::Command),
    /// The month behind, for yourself alone: what the rows say; add, done, list, show
    #[command(name = "lookback")]
    LookBack(lookback::LookBack),
    /// Words and names in everything, best first
    Find(find::Find),
    /// What the rows say about a relationship: warnings with formula, rows and a question
    Health(health::Health),
    /// Which form of mentoring fits, and why
    Choose(choose::Choose),
    /// Blind rounds that were held together: list, show
    #[command(subcommand)]
    Round(round::Command),
    /// The twelve forms of mentoring; one whole
    Forms(help::Forms),
    /// A throwaway journal with a year of data, marked DEMO
    Demo,
    /// Write the journal as JSON
    Export(transfer::Export),
    /// Read a journal from JSON, all of it or nothing
    Import(transfer::Import),
    /// Take the last step back
    Undo,
    /// Make the step that was taken back again
    Redo,
    /// What was done, newest first
    History(history::History),
    /// What was binned: list, restore, purge
    #[command(subcommand_required = false)]
    Bin(bin::Bin),
    /// A checked copy of the journal, now; or the ones there are
    Backup(backup::Backup),
    /// A backup in the journal's place; the present journal is kept aside
    Restore(backup::Restore),
    /// What is well with the journal and its place, and what to do where it is not
    Doctor(doctor::Doctor),
    /// Encryption of the journal: set, change, remove
    #[command(subcommand)]
    Passphrase(passphrase::Command),
    /// Where the configuration is, and what it says
    #[command(subcommand)]
    Config(config::Command),
    /// Completions for a shell
    Completions(help::Completions),
}

/// One run: arguments and environment to exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: Environment) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return help::answer(&error),
    };
    let mut out = Out::new(&arguments.global, &environment);
    let result = Context::new(arguments.global, environment, &mut out).and_then(|mut context| {
        perform(arguments.command, &mut context).map_err(|problem| context.looked_twice(problem))
    });
    let result = result.and_then(|()| out.finish());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            out.problem(&problem);
            problem.kind.into()
        }
    }
}

fn perform(command: Option<Command>, context: &mut Context<'_>) -> Result<(), Problem> {
    let Some(command) = command else { return screen::journal(context) };
    match command {
        Command::Today => today::run(context),
        Command::Add(add) => add.run(context),
        Command::Person(command) => command.run(context),
        Command::Relationship(command) => command.run(context),
        Command::Session(command) => command.run(context),
        Command::Feedback(command) => command.run(context),
        Command::Goal(command) => command.run(context),
        Command::Commitment(command) => command.run(context),
        Command::Skill(command) => command.run(context),
        Command::Reflection(command) => command.run(context),
        Command::LookBack(look) => look.run(context),
        Command::Find(find) => find.run(context),
        Command::Health(health) => health.run(context),
        Command::Choose(choose) => choose.run(context),
        Command::Round(command) => command.run(context),
        Command::Forms(forms) => forms.run(context),
        Command::Demo => screen::demo(context),
        Command::Export(export) => export.run(context),
        Command::Import(import) => import.run(context),
        Command::Undo => history::undo(context),
        Command::Redo => history::redo(context),
        Command::History(history) => history.run(context),
        Command::Bin(bin) => bin.run(context),
        Command::Backup(backup) => backup.run(context),
        Command::Restore(restore) => restore.run(context),
        Command::Doctor(doctor) => doctor.run(context),
        Command::Passphrase(command) => command.run(context),
        Command::Config(command) => command.run(context),
        Command::Completions(completions) => completions.run(context),
    }
}
