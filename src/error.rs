//! What a person is told when something did not work: one kind, one exit code, one way on.

use crate::store::StoreError;
use std::process::ExitCode;

/// What sort of thing went wrong; each has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was tried and failed.
    Failed,
    /// The command line asks for something that is not possible.
    Usage,
    /// Nothing, or more than one thing, answers to a name.
    NotFound,
    /// Data that is not what it should be.
    Invalid,
    /// A journal that is damaged.
    Damaged,
    /// The journal is locked.
    Locked,
    /// Ended by the person.
    Interrupted,
}

impl Kind {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Invalid | Self::Damaged => 4,
            Self::Locked => 5,
            Self::Interrupted => 130,
        }
    }

    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::NotFound => "not-found",
            Self::Invalid => "invalid",
            Self::Damaged => "damaged",
            Self::Locked => "locked",
            Self::Interrupted => "interrupted",
        }
    }
}

impl From<Kind> for ExitCode {
    fn from(kind: Kind) -> Self {
        Self::from(kind.code())
    }
}

/// Something that did not work, and the way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort of thing it is.
    pub kind: Kind,
    /// What happened, naming the thing.
    pub message: String,
    /// What to type next.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem of this kind.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// The command line asks for something that is not possible.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Something failed.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(Kind::Failed, message)
    }

    /// Nothing answers to a name.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// Data is not what it should be.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, message)
    }

    /// The same with a way on.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let (kind, hint) = match &error {
            StoreError::Missing(_) => (
                Kind::NotFound,
                Some("mentorlog person add NAME (the first thing kept makes the journal)".to_owned()),
            ),
            StoreError::Empty(_) => (
                Kind::Invalid,
                Some("remove the empty file, or name another one: mentorlog --journal PATH".to_owned()),
            ),
            StoreError::Locked(_) => (
                Kind::Locked,
                Some(
                    "MENTORLOG_PASSPHRASE_FILE=FILE mentorlog ... (its first line is the passphrase)"
                        .to_owned(),
                ),
            ),
            StoreError::WrongPassphrase(_) => (
                Kind::Locked,
                Some(
                    "try again; a backup opens with the passphrase of its time: mentorlog backup list"
                        .to_owned(),
                ),
            ),
            StoreError::NoCipher(_) => (
                Kind::Locked,
                Some(
                    "build it with encryption: cargo install --path . (without --no-default-features)"
                        .to_owned(),
                ),
            ),
            StoreError::Cipher(_) => (Kind::Failed, None),
            StoreError::Foreign(_) => {
                (Kind::Invalid, Some("name the journal's file: mentorlog --journal PATH".to_owned()))
            }
            StoreError::Newer { .. } => (
                Kind::Invalid,
                Some("update mentorlog; the file was not touched: mentorlog --version".to_owned()),
            ),
            StoreError::Damaged(_) | StoreError::Shape(_) => {
                (Kind::Damaged, Some("see what is damaged, and the ways on: mentorlog doctor".to_owned()))
            }
            StoreError::ReadOnly(_) => {
                (Kind::Failed, Some("see where it is: mentorlog config show".to_owned()))
            }
            StoreError::Full => (Kind::Failed, Some("make room and try again: df -h .".to_owned())),
            StoreError::Disk(_) => (
                Kind::Failed,
                Some("try again; if it stays so, make room (df -h .) or use another disk: mentorlog backup DIR".to_owned()),
            ),
            StoreError::Doubtful(_) => {
                (Kind::Failed, Some("look before it is done again: mentorlog history".to_owned()))
            }
            StoreError::Unread(_) => {
                (Kind::Failed, Some("try the same command again; if it stays so: mentorlog doctor".to_owned()))
            }
            StoreError::Busy => (Kind::Failed, Some("try the same command again".to_owned())),
            StoreError::NotFound { noun, .. } => (Kind::NotFound, list_hint(noun)),
            StoreError::Ambiguous { .. } => {
                (Kind::NotFound, Some("name one of them in full, or by the id in brackets".to_owned()))
            }
            StoreError::Closed { id, .. } => (
                Kind::Usage,
                Some(format!("take it up again: mentorlog relationship edit {id} --state active")),
            ),
            StoreError::Overtaken { noun, .. } => {
                (Kind::Failed, Some(format!("look at it, and try again: mentorlog {noun} show ID")))
            }
            StoreError::Stale { .. } => (Kind::Failed, Some("mentorlog history".to_owned())),
            StoreError::Invalid { .. } => (Kind::Usage, None),
            StoreError::File { .. } | StoreError::Sqlite(_) | StoreError::Veiled { .. } => {
                (Kind::Failed, None)
            }
        };
        Self { kind, message: error.to_string(), hint }
    }
}

/// How to see the names there are.
fn list_hint(noun: &str) -> Option<String> {
    const LISTED: &[&str] =
        &["person", "relationship", "session", "feedback", "goal", "commitment", "reflection", "skill"];
    match noun {
        "bin entry" => Some("mentorlog bin list".to_owned()),
        noun if LISTED.contains(&noun) => Some(format!("mentorlog {noun} list")),
        _ => None,
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::invalid(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn every_kind_has_the_exit_code_of_the_contract() {
        let all = [
            Kind::Failed,
            Kind::Usage,
            Kind::NotFound,
            Kind::Invalid,
            Kind::Damaged,
            Kind::Locked,
            Kind::Interrupted,
        ];
        assert_eq!(all.map(Kind::code), [1, 2, 3, 4, 4, 5, 130]);
    }

    #[test]
    fn a_missing_row_says_how_to_see_the_ones_there_are() {
        let problem = Problem::from(StoreError::NotFound { noun: "goal", name: "abcd".to_owned() });
        assert_eq!(problem.kind, Kind::NotFound);
        assert_eq!(problem.hint.as_deref(), Some("mentorlog goal list"));
        let foreign = Problem::from(StoreError::Foreign(PathBuf::from("x")));
        assert_eq!(foreign.kind, Kind::Invalid);
    }
}
