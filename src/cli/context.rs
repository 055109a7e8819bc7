//! What every command is handed: the way out, the clock, the configuration, the journal.

use super::Global;
use super::out::{Mode, Out};
use crate::clock::Clock;
use crate::config::Config;
use crate::environment::Environment;
use crate::error::{Kind, Problem};
use crate::model::when::{Direction, When, parse_when};
use crate::model::{Id, Person};
use crate::paths::{self, Origin};
use crate::store::{Key, Store, StoreError, Tx, examine};
use std::path::{Path, PathBuf};

/// One run's surroundings.
pub struct Context<'a> {
    /// The way out.
    pub out: &'a mut Out,
    /// The one clock.
    pub clock: Clock,
    /// What the configuration file says.
    pub config: Config,
    /// What the program was started with.
    pub environment: Environment,
    /// The flags that every command takes.
    pub global: Global,
    /// The journal that was opened, and what opened it.
    opened: Option<(PathBuf, Option<Key>)>,
}

impl<'a> Context<'a> {
    /// Reads the configuration and sets the clock.
    ///
    /// # Errors
    /// When `MENTORLOG_NOW` is no instant.
    pub fn new(global: Global, environment: Environment, out: &'a mut Out) -> Result<Self, Problem> {
        let (config, faults) = match paths::config_file(&environment) {
            Some((path, _)) => Config::read(&path),
            None => (Config::default(), Vec::new()),
        };
        out.configure(&config, &environment);
        for fault in faults {
            out.warn(&fault);
        }
        let clock = match &environment.now {
            Some(text) => Clock::pinned(text).map_err(|message| {
                Problem::usage(message).hint("MENTORLOG_NOW=2026-03-12T09:00:00+01:00 mentorlog today")
            })?,
            None => Clock::system(),
        };
        Ok(Self { out, clock, config, environment, global, opened: None })
    }

    /// The journal's file, and what said so.
    ///
    /// # Errors
    /// When nothing says where.
    pub fn journal(&self) -> Result<(PathBuf, Origin), Problem> {
        paths::journal_file(self.global.journal.as_deref(), &self.environment, &self.config)
    }

    /// The journal, which must be there; an encrypted one is opened with its passphrase.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(&mut self) -> Result<Store, Problem> {
        self.unlocked(Store::open)
    }

    /// The journal, made when it is not there.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open_or_create(&mut self) -> Result<Store, Problem> {
        self.unlocked(Store::open_or_create)
    }

    fn unlocked(&mut self, open: fn(&Path, Clock) -> Result<Store, StoreError>) -> Result<Store, Problem> {
        let path = self.journal()?.0;
        let store = match open(&path, self.clock.clone()) {
            Err(StoreError::Locked(_)) => {
                let key = self.key(&path)?;
                Store::unlock(&path, self.clock.clone(), key)?
            }
            other => other?,
        };
        self.opened = Some((path, store.held_key()));
        Ok(store)
    }

    /// A disk that fails for a moment makes a journal look damaged: it is called so only when all of it
    /// was read once more.
    pub fn looked_twice(&self, problem: Problem) -> Problem {
        let Some((path, key)) = self.opened.as_ref().filter(|_| problem.kind == Kind::Damaged) else {
            return problem;
        };
        match examine(path, self.clock.clone(), key.clone()) {
            Ok(found) if found.is_whole() => Problem::failed(
                "the disk did not give all of the journal, which is whole: nothing was changed",
            )
            .hint("try the same command again"),
            _ => problem,
        }
    }

    /// Runs one user action; the journal's owner is made first where there is none yet.
    ///
    /// # Errors
    /// What `action` fails with, or what is wrong with the file.
    pub fn write<R>(
        &mut self,
        store: &Store,
        label: &str,
        action: impl FnOnce(&Tx<'_>, Id<Person>) -> Result<R, Problem>,
    ) -> Result<R, Problem> {
        let name = self.owner_name();
        let result = store.write(label, |tx| {
            let owner = tx.owner(&name)?;
            action(tx, owner)
        })?;
        // The row is kept; a backup that failed is tried again with the next one.
        if let Err(error) = store.back_up_daily() {
            self.out.warn(&format!("today's backup could not be made: {error}"));
        }
        Ok(result)
    }

    /// What the owner of a new journal is called.
    pub fn owner_name(&self) -> String {
        self.config.name.clone().or_else(|| self.environment.user.clone()).unwrap_or_else(|| "Me".to_owned())
    }

    /// Whether the result is JSON.
    pub fn is_json(&self) -> bool {
        self.out.mode() == Mode::Json
    }

    /// A date in words.
    ///
    /// # Errors
    /// When it is none, or could mean two days.
    pub fn when(&self, text: &str, direction: Direction) -> Result<When, Problem> {
        parse_when(text, &self.clock, direction)
            .map_err(|error| Problem::usage(error.to_string()).hint(error.hint()))
    }

    /// A date in words where one was given.
    ///
    /// # Errors
    /// When it is none, or could mean two days.
    pub fn when_given(&self, text: Option<&str>, direction: Direction) -> Result<Option<When>, Problem> {
        text.map(|text| self.when(text, direction)).transpose()
    }
}
