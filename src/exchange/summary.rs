//! What an import did, or would do.

use crate::store::NOUNS;
use std::fmt;

/// What became of one noun's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The noun's list in the format, such as `people`.
    pub noun: &'static str,
    /// New rows.
    pub added: u64,
    /// Rows that were there in an older state.
    pub updated: u64,
    /// Rows that were there, as new or newer.
    pub skipped: u64,
    /// Rows that are in the journal's bin: they were left as they are.
    pub binned: u64,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// By noun, in the format's order.
    pub counts: Vec<Count>,
    /// The file's owner, where the journal has one of its own already: they came in as an ordinary
    /// person.
    pub other_owner: Option<String>,
    /// Whether it was only tried.
    pub dry_run: bool,
}

impl Summary {
    pub(super) fn new(dry_run: bool) -> Self {
        let counts = NOUNS
            .iter()
            .map(|noun| Count { noun: noun.plural, added: 0, updated: 0, skipped: 0, binned: 0 })
            .collect();
        Self { counts, other_owner: None, dry_run }
    }

    /// New rows of all nouns.
    pub fn added(&self) -> u64 {
        self.counts.iter().map(|count| count.added).sum()
    }

    /// Updated rows of all nouns.
    pub fn updated(&self) -> u64 {
        self.counts.iter().map(|count| count.updated).sum()
    }

    /// Rows of all nouns that were as new or newer already.
    pub fn skipped(&self) -> u64 {
        self.counts.iter().map(|count| count.skipped).sum()
    }

    /// Rows of all nouns that lie in the journal's bin.
    pub fn binned(&self) -> u64 {
        self.counts.iter().map(|count| count.binned).sum()
    }
}

/// A line by noun that occurs in the file, then what else there is to say.
impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        for count in &self.counts {
            let parts = [
                (count.added, "added"),
                (count.updated, "updated"),
                (count.skipped, "already there"),
                (count.binned, "in the bin, left there"),
            ];
            let parts: Vec<String> = parts
                .iter()
                .filter(|(rows, _)| *rows > 0)
                .map(|(rows, word)| format!("{rows} {word}"))
                .collect();
            if !parts.is_empty() {
                lines.push(format!("{}: {}", count.noun, parts.join(", ")));
            }
        }
        if lines.is_empty() {
            lines.push("the file holds no rows".to_owned());
        }
        if let Some(name) = &self.other_owner {
            lines.push(format!("this journal keeps its owner; {name} came in as a person"));
        }
        if self.dry_run {
            lines.push("nothing was changed (dry run)".to_owned());
        }
        out.write_str(&lines.join("\n"))
    }
}
