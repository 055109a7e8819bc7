//! `mentorlog export` and `import`: a journal as JSON, out and in.

use super::context::Context;
use super::out::Mode;
use crate::error::{Kind, Problem};
use crate::exchange::{self, ExchangeError, Options, Summary};
use crate::store::Store;
use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What a journal is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The interchange format: everything, to be read back.
    Json,
}

/// Write the journal.
#[derive(Debug, Args)]
pub struct Export {
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Into a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Read a journal, all of it or nothing.
#[derive(Debug, Args)]
pub struct Import {
    /// The file; standard input when none is named, or for `-`
    file: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
}

impl Export {
    /// Writes it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let Format::Json = self.format;
        let store = context.open()?;
        match self.output.filter(|path| path != Path::new("-")) {
            None => {
                exchange::export(&store, &mut Stream(context))?;
                Ok(())
            }
            Some(path) => {
                into_file(&store, &path)?;
                context.out.say(&format!("wrote {}", path.display()));
                Ok(())
            }
        }
    }
}

/// Standard output, where a reader that has gone is no fault.
struct Stream<'a, 'b>(&'a mut Context<'b>);

impl Write for Stream<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.out.bytes(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Beside the file first, then in its place: a failed export leaves the old file as it was.
fn into_file(store: &Store, path: &Path) -> Result<(), Problem> {
    let same = |path: &Path| path.canonicalize().ok();
    if same(path).is_some() && same(path) == same(store.path()) {
        return Err(Problem::usage(format!("{} is the journal itself", path.display()))
            .hint("mentorlog export -o journal.json"));
    }
    let failed = |error: &dyn std::fmt::Display| {
        Problem::failed(format!("{} cannot be written: {error}", path.display()))
            .hint("name a file in a folder that may be written: mentorlog export -o FILE")
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(failed(&format!("there is no folder {}", folder.display())));
    }
    // A temporary file is made 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
    {
        let mut out = BufWriter::new(file.as_file_mut());
        exchange::export(store, &mut out)?;
        out.flush().map_err(|error| failed(&error))?;
    }
    file.as_file().sync_all().map_err(|error| failed(&error))?;
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

impl Import {
    /// Reads it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let Format::Json = self.format;
        let options = Options { dry_run: self.dry_run, ..Options::default() };
        let input = input(self.file.as_deref())?;
        let (path, _) = context.journal()?;
        // What would come into a journal that is not there yet needs no file.
        let store = if self.dry_run && !path.exists() {
            Store::in_memory(context.clock.clone())?
        } else {
            context.open_or_create()?
        };
        let summary = exchange::import(&store, input, &options, &mut |_| ControlFlow::Continue(()))?;
        report(&summary, context);
        Ok(())
    }
}

fn input(file: Option<&Path>) -> Result<Box<dyn Read>, Problem> {
    let Some(path) = file.filter(|path| *path != Path::new("-")) else {
        return Ok(Box::new(std::io::stdin().lock()));
    };
    let file = File::open(path).map_err(|error| {
        let kind = match error.kind() {
            std::io::ErrorKind::NotFound => Kind::NotFound,
            _ => Kind::Failed,
        };
        Problem::new(kind, format!("{}: {error}", path.display()))
            .hint("name a file that can be read, or - for standard input")
    })?;
    Ok(Box::new(BufReader::new(file)))
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
