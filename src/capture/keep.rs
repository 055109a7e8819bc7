//! What a captured line means, written down: the same for the screen and for the shell.

use super::{Deed, Gift, Meaning, Promise, Sbi};
use crate::model::{
    Commitment, Exchange, ExchangeKind, Feedback, FeedbackState, FeedbackStyle, Id, Item, Moment, Person,
    Reflection, Relationship, Session, SessionState, Tag,
};
use crate::store::{Filter, Record, Store, StoreError, Tx, Window};

/// Where a line is written: what it belongs to goes without saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The relationship that was named; else the one active relationship with the person is meant.
    pub relationship: Option<Id<Relationship>>,
    /// The session it is written in.
    pub session: Option<Id<Session>>,
}

/// A row that was kept.
#[derive(Debug, Clone, PartialEq)]
pub enum KeptRow {
    /// A note.
    Reflection(Reflection),
    /// A promise.
    Commitment(Commitment),
    /// A row of the ledger.
    Exchange(Exchange),
    /// Feedback, given or asked for.
    Feedback(Feedback),
    /// An agenda item of the next session.
    Agenda(Item, Session),
    /// An agenda item that waits in the parking lot.
    Parked(Item, Relationship),
}

/// Why a line that was understood could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// There is no relationship whose next session could be meant.
    #[error("there is no active relationship with {name}, so there is no next session")]
    NoRelationship {
        /// With whom.
        name: String,
    },
    /// There are several relationships whose next session could be meant.
    #[error("there are {count} active relationships with {name}")]
    SeveralRelationships {
        /// With whom.
        name: String,
        /// How many.
        count: usize,
    },
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Turns a meaning into rows. `owner` is who writes.
///
/// Topics: the first is an exchange's own, a feedback's and an agenda item's too; what has no field
/// for them gets tags; further topics of an agenda item stay in its text.
///
/// # Errors
/// [`KeepError`]; what was written before it belongs to the transaction and goes with it.
pub fn keep(
    tx: &Tx<'_>,
    meaning: &Meaning,
    owner: Id<Person>,
    place: &Place,
) -> Result<Vec<KeptRow>, KeepError> {
    let clock = tx.store().clock();
    let at = meaning.on.map_or_else(|| clock.now(), |when| when.moment(clock));
    let keeper = Keeper { tx, meaning, owner, place, at };
    match &meaning.deed {
        Deed::Note { about } => keeper.note(about).map(|row| vec![row]),
        Deed::Todo { promises, due } => {
            promises.iter().map(|promise| keeper.promise(promise, due.map(|due| due.day))).collect()
        }
        Deed::Exchange { gifts } => gifts.iter().map(|gift| keeper.gift(gift)).collect(),
        Deed::Feedback { to, parts } => to.iter().map(|to| keeper.feedback(*to, parts.as_ref())).collect(),
        Deed::Ask { of } => of.iter().map(|of| keeper.ask(*of)).collect(),
        Deed::Later { with } => keeper.later(with).map(|row| vec![row]),
    }
}

struct Keeper<'a> {
    tx: &'a Tx<'a>,
    meaning: &'a Meaning,
    owner: Id<Person>,
    place: &'a Place,
    at: Moment,
}

impl Keeper<'_> {
    fn store(&self) -> &Store {
        self.tx.store()
    }

    /// The relationship of a row with this person: the named one, else the only active one.
    fn relationship(&self, person: Id<Person>) -> Result<Option<Id<Relationship>>, StoreError> {
        if self.place.relationship.is_some() || person == self.owner {
            return Ok(self.place.relationship);
        }
        Ok(match self.store().active_with(person)?[..] {
            [one] => Some(one),
            _ => None,
        })
    }

    /// Writes a row and reads it back as it was kept.
    fn put<T: Record>(&self, row: &T, tags: &[String]) -> Result<T, KeepError> {
        let id = self.tx.put(row)?;
        for name in tags {
            let noun = T::NOUN.table.to_owned();
            self.tx.put(&Tag {
                id: Id::fresh(),
                name: name.clone(),
                noun,
                row: id.uuid(),
                updated_at: None,
            })?;
        }
        Ok(self.store().need(id)?)
    }

    fn note(&self, about: &[Id<Person>]) -> Result<KeptRow, KeepError> {
        let row = Reflection {
            id: Id::fresh(),
            at: self.at,
            about: about.to_vec(),
            relationship: self.place.relationship,
            session: self.place.session,
            text: self.meaning.text.clone(),
            visibility: self.meaning.visibility,
            tags: self.meaning.topics.clone(),
            updated_at: None,
        };
        Ok(KeptRow::Reflection(self.put(&row, &[])?))
    }

    fn promise(&self, promise: &Promise, due_on: Option<chrono::NaiveDate>) -> Result<KeptRow, KeepError> {
        let mine = promise.owner == self.owner;
        let other = if mine { promise.to } else { Some(promise.owner) };
        let row = Commitment {
            relationship: match other {
                Some(other) => self.relationship(other)?,
                None => self.place.relationship,
            },
            session: self.place.session,
            to: promise.to,
            due_on,
            visibility: self.meaning.visibility,
            ..Commitment::open(promise.owner, self.meaning.text.as_str(), self.at)
        };
        Ok(KeptRow::Commitment(self.put(&row, &self.meaning.topics)?))
    }

    fn gift(&self, gift: &Gift) -> Result<KeptRow, KeepError> {
        let other = if gift.from == self.owner { gift.to } else { gift.from };
        let mut topics = self.meaning.topics.iter();
        let row = Exchange {
            id: Id::fresh(),
            relationship: self.relationship(other)?,
            session: self.place.session,
            from: gift.from,
            to: Some(gift.to),
            // The line does not say; a way to see it is the kind that claims least.
            kind: ExchangeKind::Insight,
            topic: topics.next().cloned(),
            text: self.meaning.text.clone(),
            at: self.at,
            landed: None,
            recorded_by: Some(self.owner),
            confirmed_by: None,
            visibility: self.meaning.visibility,
            updated_at: None,
        };
        Ok(KeptRow::Exchange(self.put(&row, topics.as_slice())?))
    }

    fn feedback(&self, to: Id<Person>, parts: Option<&Sbi>) -> Result<KeptRow, KeepError> {
        let mut row = Feedback::draft(self.owner, to, self.at);
        row.state = FeedbackState::Given;
        row.given_at = Some(self.at);
        match parts {
            Some(parts) => {
                row.style = FeedbackStyle::Sbi;
                row.situation = Some(parts.situation.clone());
                row.behaviour = Some(parts.behaviour.clone());
                row.impact = Some(parts.impact.clone());
            }
            None => row.text = Some(self.meaning.text.clone()),
        }
        self.loop_of(row, to)
    }

    fn ask(&self, of: Id<Person>) -> Result<KeptRow, KeepError> {
        let mut row = Feedback::draft(of, self.owner, self.at);
        row.state = FeedbackState::Asked;
        row.asked_at = Some(self.at);
        row.question = Some(self.meaning.text.clone());
        self.loop_of(row, of)
    }

    fn loop_of(&self, row: Feedback, other: Id<Person>) -> Result<KeptRow, KeepError> {
        let mut topics = self.meaning.topics.iter();
        let row = Feedback {
            relationship: self.relationship(other)?,
            session: self.place.session,
            topic: topics.next().cloned(),
            visibility: self.meaning.visibility,
            ..row
        };
        Ok(KeptRow::Feedback(self.put(&row, topics.as_slice())?))
    }

    fn later(&self, with: &[Id<Person>]) -> Result<KeptRow, KeepError> {
        let item = self.item();
        let candidates = self.candidates(with)?;
        if let Some(mut session) = self.next_session(&candidates)? {
            session.agenda.push(item.clone());
            return Ok(KeptRow::Agenda(item, self.put(&session, &[])?));
        }
        let name = || with.first().map_or(Ok(String::new()), |person| self.store().name(*person));
        match candidates[..] {
            [] => Err(KeepError::NoRelationship { name: name()? }),
            [one] => {
                let mut relationship = self.store().need(one)?;
                relationship.parking.push(item.clone());
                Ok(KeptRow::Parked(item, self.put(&relationship, &[])?))
            }
            ref several => Err(KeepError::SeveralRelationships { name: name()?, count: several.len() }),
        }
    }

    fn item(&self) -> Item {
        let mut topics = self.meaning.topics.iter();
        let topic = topics.next().cloned();
        let further: String = topics.map(|topic| format!(" #{topic}")).collect();
        Item {
            raised_by: Some(self.owner),
            raised_on: Some(self.at.day()),
            topic,
            visibility: self.meaning.visibility,
            ..Item::new(format!("{}{further}", self.meaning.text))
        }
    }

    /// The active relationships in which all of these people are.
    fn candidates(&self, with: &[Id<Person>]) -> Result<Vec<Id<Relationship>>, StoreError> {
        if let Some(one) = self.place.relationship {
            return Ok(vec![one]);
        }
        let mut common: Option<Vec<Id<Relationship>>> = None;
        for person in with {
            let theirs = self.store().active_with(*person)?;
            common = Some(match common {
                None => theirs,
                Some(common) => common.into_iter().filter(|one| theirs.contains(one)).collect(),
            });
        }
        Ok(common.unwrap_or_default())
    }

    /// The first planned session of these relationships, from today on.
    fn next_session(&self, candidates: &[Id<Relationship>]) -> Result<Option<Session>, StoreError> {
        let mut next: Option<Session> = None;
        for relationship in candidates {
            let filter = Filter {
                relationship: Some(*relationship),
                since: Some(self.store().clock().today()),
                states: vec![SessionState::Planned.word()],
                ..Filter::default()
            };
            let found: Option<Session> = self.store().list(&filter, &Window::Last, 1)?.pop();
            next = match (next, found) {
                (Some(first), Some(second)) if second.starts_at < first.starts_at => Some(second),
                (None, found) => found,
                (first, _) => first,
            };
        }
        Ok(next)
    }
}
