//! `mentorlog export` and `import`: a journal as JSON, out and in.

use super::context::Context;
use super::encrypt::{Encryption, Opening};
use super::out::Mode;
use super::output::Output;
use super::progress::Work;
use crate::error::{Kind, Problem};
use crate::exchange::{self, ExchangeError, Options, Summary};
use crate::store::{Occasion, Store};
use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// What a journal is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The interchange format: everything, to be read back.
    Json,
}

/// Write the journal.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct Export {
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    encryption: Encryption,
    /// Print the format's JSON Schema instead: what a file may hold
    #[arg(long, conflicts_with_all = ["format", "encrypt"])]
    schema: bool,
}

/// Read a journal, all of it or nothing.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct Import {
    /// The file; standard input when none is named, or for `-`
    file: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    opening: Opening,
}

/// The end of the help of both.
const ABOUT: &str = "\
What is exported is one JSON object, one row a line, that `mentorlog import` reads back: rows whose
id is there are updated only if newer. `mentorlog export --schema` prints its JSON Schema.
With --encrypt it is an age file, which the stock age program opens as well; an import sees by itself
that a file is encrypted.";

impl Export {
    /// Writes it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let Format::Json = self.format;
        if self.schema {
            return schema(&self.output, context);
        }
        let store = context.open()?;
        if let Some(path) = self.output.file() {
            refuse_journal(&store, path)?;
            self.output.refuse_taken()?;
        }
        if self.encryption.is_wanted()
            && self.output.file().is_none()
            && context.environment.output_is_terminal
        {
            return Err(Problem::usage("an encrypted export is no text for a terminal")
                .hint("mentorlog export --encrypt -o journal.json.age"));
        }
        let receivers = self.encryption.receivers(context)?;
        if receivers.is_none() && !context.may_leave_in_clear(&store)? {
            return Ok(());
        }
        let mut work = Work::begin(context, "written", None);
        let mut write = |out: &mut dyn Write| match &receivers {
            Some(receivers) => exchange::encrypt(out, receivers, |out| {
                exchange::export(&store, out, &mut |done| work.step(done))
            }),
            None => exchange::export(&store, out, &mut |done| work.step(done)),
        };
        let Some(path) = self.output.file() else {
            return to_reader(write(&mut Stream(context)));
        };
        self.output.write_to(path, write)?;
        drop(work);
        context.out.say(&format!("wrote {}", path.display()));
        Ok(())
    }
}

fn schema(output: &Output, context: &mut Context<'_>) -> Result<(), Problem> {
    let Some(path) = output.file() else {
        context.out.bytes(exchange::SCHEMA.as_bytes());
        return Ok(());
    };
    output.refuse_taken()?;
    output.write_to(path, |out| out.write_all(exchange::SCHEMA.as_bytes()).map_err(ExchangeError::Write))?;
    context.out.say(&format!("wrote {}", path.display()));
    Ok(())
}

/// Standard output; what it does not take, [`super::out::Out::finish`] tells.
struct Stream<'a, 'b>(&'a mut Context<'b>);

impl Write for Stream<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.out.bytes(bytes);
        if self.0.out.is_closed() { Err(ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A reader that has gone is no fault.
fn to_reader(result: Result<(), ExchangeError>) -> Result<(), Problem> {
    match result {
        Err(ExchangeError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// The journal is never replaced by what is written from it.
fn refuse_journal(store: &Store, path: &Path) -> Result<(), Problem> {
    let real = |path: &Path| path.canonicalize().ok();
    if real(path).is_some() && real(path) == real(store.path()) {
        return Err(Problem::usage(format!("{} is the journal itself", path.display()))
            .hint("mentorlog export -o journal.json"));
    }
    Ok(())
}

impl Import {
    /// Reads it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let Format::Json = self.format;
        let options = Options { dry_run: self.dry_run, ..Options::default() };
        let (input, total) = input(self.file.as_deref())?;
        let input = self.opening.open(input, context)?;
        let (path, _) = context.journal()?;
        // What would come into a journal that is not there yet is tried in a throwaway one: on disk,
        // since it may be large.
        let throwaway = if self.dry_run && !path.exists() { Some(tempfile::tempdir()?) } else { None };
        let store = match &throwaway {
            Some(folder) => Store::open_or_create(&folder.path().join("journal.db"), context.clock.clone())?,
            None => context.open_or_create()?,
        };
        if !self.dry_run {
            store.back_up_before(Occasion::BeforeImport)?;
        }
        let mut work = Work::begin(context, if self.dry_run { "read" } else { "imported" }, total);
        let input = work.input(input);
        let summary = exchange::import(&store, input, &options, &mut |done| work.step(done))?;
        drop(work);
        report(&summary, context);
        Ok(())
    }
}

/// What is read, and how many bytes that are, where it is known.
fn input(file: Option<&Path>) -> Result<(Box<dyn Read>, Option<u64>), Problem> {
    let Some(path) = file.filter(|path| *path != Path::new("-")) else {
        return Ok((Box::new(std::io::stdin().lock()), None));
    };
    let failed = |error: std::io::Error| {
        let kind = match error.kind() {
            ErrorKind::NotFound => Kind::NotFound,
            _ => Kind::Failed,
        };
        Problem::new(kind, format!("{}: {error}", path.display()))
            .hint("name a file that can be read, or - for standard input: mentorlog import FILE")
    };
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(ErrorKind::IsADirectory.into()));
    }
    Ok((Box::new(file), metadata.is_file().then_some(metadata.len())))
}

fn report(summary: &Summary, context: &mut Context<'_>) {
    if context.is_json() {
        let counts: serde_json::Map<String, Json> = summary
            .counts
            .iter()
            .map(|count| {
                let value = json!({"added": count.added, "updated": count.updated,
                                   "skipped": count.skipped, "binned": count.binned});
                (count.noun.to_owned(), value)
            })
            .collect();
        context.out.json(&json!({"dry_run": summary.dry_run, "counts": counts}));
        return;
    }
    context.out.line(&summary.to_string());
    let changed = summary.added() + summary.updated();
    if !summary.dry_run && changed > 0 && context.out.mode() == Mode::Text {
        context.out.changed(&format!(
            "imported {} new rows, {} newer ones",
            summary.added(),
            summary.updated()
        ));
    }
}

impl From<ExchangeError> for Problem {
    fn from(error: ExchangeError) -> Self {
        let kind = match error.kind() {
            exchange::Kind::Invalid => Kind::Invalid,
            exchange::Kind::Cancelled => Kind::Interrupted,
            exchange::Kind::File => Kind::Failed,
            exchange::Kind::Journal => {
                return match error {
                    ExchangeError::Store(error) => error.into(),
                    other => Self::failed(other.to_string()),
                };
            }
        };
        let hint = error.hint().map(str::to_owned);
        Self { kind, message: error.to_string(), hint }
    }
}
