//! What a line means once its names are known.

use super::CaptureError;
use crate::model::when::When;
use crate::model::{Id, Person, Visibility};

/// What will be kept, in ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// What sort of thing, between whom.
    pub deed: Deed,
    /// The text; of feedback in parts, all of it with its bars.
    pub text: String,
    /// Topics, without `#`.
    pub topics: Vec<String>,
    /// When it happened, where that was said.
    pub on: Option<When>,
    /// Who may see it.
    pub visibility: Visibility,
}

/// What was done, or is to be done, between whom. Never empty but for a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// One reflection.
    Note {
        /// About whom.
        about: Vec<Id<Person>>,
    },
    /// Commitments, one for each promise.
    Todo {
        /// Who promised whom.
        promises: Vec<Promise>,
        /// By when; a commitment keeps the day of it.
        due: Option<When>,
    },
    /// Exchanges, one row for each gift.
    Exchange {
        /// Who gave whom.
        gifts: Vec<Gift>,
    },
    /// Feedback of mine, one for each person.
    Feedback {
        /// To whom.
        to: Vec<Id<Person>>,
        /// Its parts; none: free style.
        parts: Option<Sbi>,
    },
    /// Requests for feedback to me, one for each person.
    Ask {
        /// Who is asked.
        of: Vec<Id<Person>>,
    },
    /// One agenda item of the next session with these people.
    Later {
        /// With whom.
        with: Vec<Id<Person>>,
    },
}

/// Who does it, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Who does it.
    pub owner: Id<Person>,
    /// To whom it is promised, if to anybody else.
    pub to: Option<Id<Person>>,
}

/// Who gave, and who received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gift {
    /// Who gave.
    pub from: Id<Person>,
    /// Who received.
    pub to: Id<Person>,
}

/// Feedback in three parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sbi {
    /// When and where.
    pub situation: String,
    /// What was seen or heard.
    pub behaviour: String,
    /// What it did.
    pub impact: String,
}

impl Sbi {
    /// The parts of a text with two bars; none of a text without bars.
    ///
    /// # Errors
    /// [`CaptureError::Bars`] for another number of bars, or nothing between them.
    pub fn split(text: &str) -> Result<Option<Self>, CaptureError> {
        let mut parts = text.split('|').map(str::trim);
        let part = |text: Option<&str>| {
            text.filter(|text| !super::is_blank(text)).map(str::to_owned).ok_or(CaptureError::Bars)
        };
        if !text.contains('|') {
            return Ok(None);
        }
        let (situation, behaviour, impact) = (part(parts.next())?, part(parts.next())?, part(parts.next())?);
        match parts.next() {
            None => Ok(Some(Self { situation, behaviour, impact })),
            Some(_) => Err(CaptureError::Bars),
        }
    }
}
