//! `mentorlog doctor`: what is well with the journal and its place, and the one thing to do for
//! what is not. It changes nothing, unless it is asked to make the search index anew.

use super::backup::size;
use super::context::Context;
use super::out::{Mode, Style};
use super::pick::{quoted, shown};
use super::{salvage, table};
use crate::error::{Kind, Problem};
use crate::store::{
    Backup, Examination, Exposed, KNOWN_SCHEMA, Key, StoreError, backup_folder, examine, exposed, free_space,
    leftovers, network, newest_whole_backup,
};
use clap::Args;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// Below how many times the journal's size a disk is called full: a new passphrase and a backup
/// each write a whole copy.
const COPIES: u64 = 3;

/// What is well with the journal and its place, and what to do where it is not
#[derive(Debug, Args)]
pub struct Doctor {
    /// Print the key of an encrypted journal, for the stock sqlcipher shell
    #[arg(long, conflicts_with = "salvage")]
    show_key: bool,
    /// Save what can be read of a damaged journal into a new file
    #[arg(long, value_name = "NEW")]
    salvage: Option<PathBuf>,
    /// Make the search index anew; no row is touched
    #[arg(long, conflicts_with_all = ["salvage", "show_key"])]
    reindex: bool,
}

words! {
    /// How a part of the journal is.
    State {
        /// Well.
        Fine = "ok",
        /// Something is to be done.
        Advice = "do",
        /// Damaged.
        Damage = "damaged",
    }
}

/// What was found about one thing.
struct Finding {
    state: State,
    what: &'static str,
    said: String,
    /// What to type.
    todo: Option<String>,
}

fn fine(what: &'static str, said: impl Into<String>) -> Finding {
    Finding { state: State::Fine, what, said: said.into(), todo: None }
}

fn advice(what: &'static str, said: impl Into<String>, todo: impl Into<String>) -> Finding {
    Finding { state: State::Advice, what, said: said.into(), todo: Some(todo.into()) }
}

fn damage(what: &'static str, said: impl Into<String>, todo: impl Into<String>) -> Finding {
    Finding { state: State::Damage, what, said: said.into(), todo: Some(todo.into()) }
}

impl Doctor {
    /// Runs it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        if self.reindex {
            context.open()?.reindex()?;
            context.out.say("The search index was made anew. No row was touched.");
            return Ok(());
        }
        let journal = context.journal()?.0;
        let opened = examine(&journal, context.clock.clone(), None);
        let (examined, key) = match opened {
            Err(StoreError::Locked(_)) => {
                let key = context.key(&journal)?;
                (examine(&journal, context.clock.clone(), Some(key.clone())), Some(key))
            }
            other => (other, None),
        };
        if self.show_key {
            return show_key(key.as_ref(), &journal, context);
        }
        if let Some(new) = &self.salvage {
            return salvage::run(&journal, new, key, context);
        }
        // Nothing there, or nobody let in: there is nothing to look at.
        if let Err(error @ (StoreError::Missing(_) | StoreError::NoCipher(_) | StoreError::File { .. })) =
            examined
        {
            return Err(error.into());
        }
        let mut findings = file(&journal, examined);
        findings.extend(place(&journal)?);
        findings.extend(copies(&journal, key.as_ref(), &findings, context)?);
        findings.push(terminal(context));
        print(&journal, &findings, context);
        let damaged = findings.iter().any(|finding| finding.state == State::Damage);
        // All was said line by line.
        if damaged { Err(Problem::new(Kind::Invalid, "")) } else { Ok(()) }
    }
}

/// The statement that opens the journal in the `sqlcipher` shell, alone on standard output.
fn show_key(key: Option<&Key>, journal: &Path, context: &mut Context<'_>) -> Result<(), Problem> {
    let Some(key) = key else {
        return Err(Problem::usage(format!("{} is a plain file and has no key", journal.display()))
            .hint(format!("sqlite3 {}", shown(journal))));
    };
    let raw = key.raw();
    if context.is_json() {
        context.out.json(&json!({"journal": journal, "key": *raw}));
        return Ok(());
    }
    context
        .out
        .say("Whoever has this key can read the journal; it stays the same until the passphrase changes.");
    context.out.say(&format!("First statement in the shell: sqlcipher {}", shown(journal)));
    context.out.line(&format!("PRAGMA key = \"{}\";", *raw));
    Ok(())
}

/// What the file itself is like.
fn file(journal: &Path, examined: Result<Examination, StoreError>) -> Vec<Finding> {
    let name = journal.display().to_string();
    let program = format!("mentorlog {}", env!("CARGO_PKG_VERSION"));
    let salvage = format!("mentorlog doctor --salvage {}", quoted(format!("{name}.salvaged")));
    let found = match examined {
        Ok(found) => found,
        Err(error) => {
            let problem = Problem::from(error);
            let todo = match problem.hint {
                // The doctor is here already.
                Some(hint) if hint.contains("mentorlog doctor") => salvage,
                hint => hint.unwrap_or_default(),
            };
            return vec![damage("journal", problem.message, todo), fine("program", program)];
        }
    };
    let length = journal.metadata().map_or(0, |metadata| metadata.len());
    let kind = if found.seals.is_some() { "encrypted" } else { "plain" };
    let mut findings = vec![fine("journal", format!("{name}, {kind}, {}", size(length)))];
    findings.push(match found.structure.as_slice() {
        [] => fine("structure", "every page, table and index was read"),
        faults => damage("structure", some(faults), salvage.clone()),
    });
    match found.references.as_slice() {
        [] if found.structure.is_empty() => {
            findings.push(fine("references", "no row names one that is not there"));
        }
        // Where the structure is damaged nobody can tell.
        [] => {}
        faults => findings.push(damage("references", some(faults), salvage.clone())),
    }
    findings.push(match found.index.as_slice() {
        [] => fine("search index", "every word of every row is in it, and no other"),
        faults => advice("search index", some(faults), "mentorlog doctor --reindex"),
    });
    findings.push(match found.seals.as_deref() {
        None => fine("page seals", "a plain file has none; an encrypted one shows any changed byte"),
        Some([]) => fine("page seals", "the seal of every page fits"),
        Some(faults) => damage("page seals", some(faults), salvage),
    });
    findings.push(match found.schema {
        newer if newer > KNOWN_SCHEMA => damage(
            "schema",
            format!("version {newer}; this program knows {KNOWN_SCHEMA}"),
            "update mentorlog: mentorlog --version",
        ),
        older if older < KNOWN_SCHEMA => fine(
            "schema",
            format!("version {older}; becomes {KNOWN_SCHEMA} when it is next opened, after a backup"),
        ),
        newest => fine("schema", format!("version {newest}, the newest")),
    });
    findings.push(fine("program", format!("{program}, {}", found.engine)));
    findings
}

/// The first few of many.
fn some(faults: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut said = faults.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    if faults.len() > SHOWN {
        said.push_str(&format!("; and {} more", faults.len() - SHOWN));
    }
    said
}

/// Modes, folder and disk.
fn place(journal: &Path) -> Result<Vec<Finding>, Problem> {
    let folder = journal.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files = vec![journal.to_owned()];
    files.extend(["-wal", "-shm"].map(|suffix| PathBuf::from(format!("{}{suffix}", journal.display()))));
    let mut folders = vec![folder.to_owned()];
    let kept = backup_folder(journal);
    files.extend(std::fs::read_dir(&kept).into_iter().flatten().flatten().map(|entry| entry.path()));
    folders.push(kept);
    let length = journal.metadata().map_or(0, |metadata| metadata.len());
    let mut findings = vec![
        modes("files", &files, "only you can read them"),
        modes("folders", &folders, "only you can enter them"),
    ];
    findings.push(match network(folder) {
        Some(system) => advice(
            "file system",
            format!("{system}: two programs at once could damage the journal there"),
            "keep it on a local disk: mentorlog --journal PATH, and mentorlog backup DIR for copies",
        ),
        None => fine("file system", "local, as far as the system says"),
    });
    findings.push(match free_space(folder) {
        Some(free) if free < length.saturating_mul(COPIES) => advice(
            "free disk",
            format!("{} free; a backup needs as much as the journal, {}", size(free), size(length)),
            format!("df -h {}", shown(folder)),
        ),
        Some(free) => fine("free disk", format!("{} free", size(free))),
        None => fine("free disk", "the system does not say"),
    });
    let left = leftovers(journal)?;
    findings.push(match left.as_slice() {
        [] => fine("leftovers", "none"),
        [first, ..] => advice(
            "leftovers",
            format!(
                "{} from an interrupted run; not needed when no mentorlog is running",
                counted(left.len())
            ),
            format!("rm {}", shown(first)),
        ),
    });
    Ok(findings)
}

fn counted(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

fn modes(what: &'static str, paths: &[PathBuf], well: &str) -> Finding {
    match exposed(paths).as_slice() {
        [] => fine(what, well),
        all @ [Exposed { path, mode, wanted }, ..] => {
            let more = if all.len() > 1 { format!(", and {} more", all.len() - 1) } else { String::new() };
            advice(
                what,
                format!("others may get at {} (mode {mode:o}){more}", path.display()),
                format!("chmod {wanted:o} {}", shown(path)),
            )
        }
    }
}

/// The newest backup that is whole.
fn copies(
    journal: &Path,
    key: Option<&Key>,
    found: &[Finding],
    context: &Context<'_>,
) -> Result<Vec<Finding>, Problem> {
    let damaged = found.iter().any(|finding| finding.state == State::Damage);
    let (newest, passed) = newest_whole_backup(journal, &context.clock, key)?;
    let said = |backup: &Backup| {
        let passed = match passed {
            0 => String::new(),
            more => format!("; {} newer are damaged or of another passphrase", counted(more)),
        };
        format!("{} is whole, {}{passed}", backup.path.display(), backup.at.format("%Y-%m-%d %H:%M"))
    };
    Ok(vec![match newest {
        Some(backup) if damaged => advice(
            "backup",
            format!("{}; the damaged journal is kept aside", said(&backup)),
            format!("mentorlog restore {}", shown(&backup.path)),
        ),
        Some(backup) if passed > 0 => advice("backup", said(&backup), "mentorlog backup"),
        Some(backup) => fine("backup", said(&backup)),
        None if damaged => advice("backup", "there is none that is whole", "mentorlog backup list"),
        None => advice("backup", "there is none that is whole", "mentorlog backup"),
    }])
}

/// What is known of the terminal without asking it.
fn terminal(context: &Context<'_>) -> Finding {
    let environment = &context.environment;
    let name = environment.terminal.as_deref().unwrap_or("without a name");
    if environment.is_dumb() {
        return advice("terminal", "dumb: it only prints", "TERM=xterm-256color mentorlog");
    }
    let colors = match (&environment.color_terminal, name) {
        _ if environment.no_color => "no colours (NO_COLOR)",
        (Some(depth), _) if depth == "truecolor" || depth == "24bit" => "24-bit colours",
        (_, name) if name.contains("256") => "256 colours",
        _ => "16 colours",
    };
    let locale = environment.locale.as_deref().unwrap_or_default().to_lowercase();
    let shown = if environment.output_is_terminal { "a screen" } else { "no screen here" };
    let said = format!("{name}, {colors}, {shown}");
    if locale.contains("utf-8") || locale.contains("utf8") {
        return fine("terminal", format!("{said}, UTF-8"));
    }
    advice("terminal", format!("{said}; the locale does not say UTF-8"), "LC_ALL=C.UTF-8 mentorlog")
}

fn print(journal: &Path, findings: &[Finding], context: &mut Context<'_>) {
    if context.is_json() {
        let rows = findings.iter().map(|finding| {
            json!({"what": finding.what, "state": finding.state.word(), "said": finding.said,
                   "do": finding.todo})
        });
        let damaged = findings.iter().any(|finding| finding.state == State::Damage);
        context.out.json(&json!({
            "journal": journal, "whole": !damaged, "findings": Json::Array(rows.collect()),
        }));
        return;
    }
    let plain = context.out.mode() == Mode::Plain;
    for finding in findings {
        let (state, said) = (finding.state.word(), crate::model::text::one_line(&finding.said));
        let todo = finding.todo.as_deref().unwrap_or_default();
        if plain {
            context.out.line(&format!("{state}\t{}\t{said}\t{todo}", finding.what));
            continue;
        }
        let style = if finding.state == State::Fine { Style::None } else { Style::Late };
        context.out.spans(&[
            (&table::padded(state, 9), style),
            (&table::padded(finding.what, 13), Style::None),
            (&said, Style::None),
        ]);
        // Never cut: it is there to be typed.
        if !todo.is_empty() {
            context.out.spans(&[(&table::padded("", 22), Style::None), (todo, Style::Accent)]);
        }
    }
}
