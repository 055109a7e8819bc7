//! What can be wrong with a form's file, said so that it can be put right.

use std::path::PathBuf;

/// A form that cannot be used. The text names the place; [`FormError::hint`] says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// The file was read, and something in it is wrong.
    #[error("{file}:{line}: {field}: {problem}")]
    Wrong {
        /// The file's name as it was given.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// Where in the file, such as `flows[2].from` (counted from 0).
        field: String,
        /// What is wrong, as one clause.
        problem: String,
        /// What to do about it, as one sentence.
        hint: String,
    },
    /// The file or its folder could not be read.
    #[error("{}: {problem}", path.display())]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// The system's reason.
        problem: String,
    },
}

impl FormError {
    /// What the person can do about it, as one sentence.
    pub fn hint(&self) -> &str {
        match self {
            FormError::Wrong { hint, .. } => hint,
            FormError::Unreadable { .. } => "Check that the file is there and that you may read it.",
        }
    }
}

/// A fault found by a validation rule, before the file and line are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    pub field: String,
    pub problem: String,
    pub hint: String,
}

impl Complaint {
    /// A complaint about `field`.
    pub fn new(field: impl Into<String>, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Complaint { field: field.into(), problem: problem.into(), hint: hint.into() }
    }
}
