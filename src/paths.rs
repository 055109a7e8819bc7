//! Where the journal and the configuration are. Flag before environment before configuration file
//! before the system's own folders.

use crate::config::Config;
use crate::environment::Environment;
use crate::error::Problem;
use std::path::{Path, PathBuf};

/// What said where a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A flag.
    Flag,
    /// A variable of the environment.
    Environment,
    /// The configuration file.
    ConfigFile,
    /// Nothing: the system's own folder.
    Default,
}

impl Origin {
    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::ConfigFile => "config file",
            Self::Default => "default",
        }
    }
}

/// The data and the configuration folder this system has for mentorlog.
pub fn standard_folders() -> (Option<PathBuf>, Option<PathBuf>) {
    match directories::ProjectDirs::from("", "", "mentorlog") {
        Some(folders) => (Some(folders.data_dir().to_owned()), Some(folders.config_dir().to_owned())),
        None => (None, None),
    }
}

/// The configuration's file, and what said so; it need not be there.
pub fn config_file(environment: &Environment) -> Option<(PathBuf, Origin)> {
    if let Some(path) = &environment.config {
        return Some((path.clone(), Origin::Environment));
    }
    environment.config_folder.as_ref().map(|folder| (folder.join("config.toml"), Origin::Default))
}

/// The journal's file, and what said so; it need not be there.
///
/// # Errors
/// When nothing says where, and the system has no home folder.
pub fn journal_file(
    flag: Option<&Path>,
    environment: &Environment,
    config: &Config,
) -> Result<(PathBuf, Origin), Problem> {
    if let Some(path) = flag {
        return Ok((path.to_owned(), Origin::Flag));
    }
    if let Some(path) = &environment.journal {
        return Ok((path.clone(), Origin::Environment));
    }
    if let Some(path) = &config.journal {
        return Ok((path.clone(), Origin::ConfigFile));
    }
    match &environment.data_folder {
        Some(folder) => Ok((folder.join("journal.db"), Origin::Default)),
        None => Err(Problem::failed("there is no home folder to keep a journal in")
            .hint("mentorlog --journal PATH (or set MENTORLOG_JOURNAL)")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_wins() {
        let mut environment = Environment { data_folder: Some("/data".into()), ..Environment::default() };
        let mut config = Config::default();
        let found = |environment: &Environment, config: &Config, flag: Option<&Path>| {
            journal_file(flag, environment, config).unwrap()
        };
        assert_eq!(found(&environment, &config, None), ("/data/journal.db".into(), Origin::Default));
        config.journal = Some("/config.db".into());
        assert_eq!(found(&environment, &config, None), ("/config.db".into(), Origin::ConfigFile));
        environment.journal = Some("/environment.db".into());
        assert_eq!(found(&environment, &config, None), ("/environment.db".into(), Origin::Environment));
        let flag = Path::new("/flag.db");
        assert_eq!(found(&environment, &config, Some(flag)), (flag.into(), Origin::Flag));
        assert!(journal_file(None, &Environment::default(), &Config::default()).is_err());
    }
}
