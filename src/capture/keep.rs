//! A line that was understood becomes rows: the same for the screen and the shell.

use super::{Deed, Meaning, Roster};
use crate::model::when::When;
use crate::model::{
    Commitment, Exchange, ExchangeKind, Feedback, FeedbackState, FeedbackStyle, Id, Item, Moment, Person,
    Reflection, Relationship, Session, SessionState, Tag,
};
use crate::store::{Filter, StoreError, Tx, Window};
use uuid::Uuid;

/// A row that was kept, by noun and identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The noun's word.
    pub noun: &'static str,
    /// Its identity; of an agenda item, the item's own.
    pub row: Uuid,
}

/// Where a line was written: what it belongs to when it does not say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// The relationship asked for; else the one active relationship with the person.
    pub relationship: Option<Id<Relationship>>,
    /// The session that goes on.
    pub session: Option<Id<Session>>,
}

/// Adds the new people of a batch of lines.
///
/// # Errors
/// What the store says.
pub fn keep_people(tx: &Tx<'_>, roster: &Roster<'_>) -> Result<(), StoreError> {
    for (id, name) in roster.added() {
        tx.put(&Person { id: *id, ..Person::named(name) })?;
    }
    Ok(())
}

/// Keeps one line's rows.
///
/// # Errors
/// What the store says; nothing to talk about with several people who share no relationship.
pub fn keep(
    tx: &Tx<'_>,
    meaning: &Meaning,
    owner: Id<Person>,
    place: Place,
) -> Result<Vec<Kept>, StoreError> {
    let keeper = Keeper { tx, meaning, owner, place };
    match &meaning.deed {
        Deed::Note { about } => keeper.note(about),
        Deed::Todo { promises, due } => {
            promises.iter().map(|promise| keeper.promise(promise.owner, promise.to, due.as_ref())).collect()
        }
        Deed::Exchange { gifts } => gifts.iter().map(|gift| keeper.gift(gift.from, gift.to)).collect(),
        Deed::Feedback { to, parts } => to.iter().map(|to| keeper.feedback(*to, parts.as_ref())).collect(),
        Deed::Ask { of } => of.iter().map(|of| keeper.ask(*of)).collect(),
        Deed::Later { with } => keeper.later(with),
    }
}

struct Keeper<'a, 'b> {
    tx: &'a Tx<'b>,
    meaning: &'a Meaning,
    owner: Id<Person>,
    place: Place,
}

impl Keeper<'_, '_> {
    /// When it happened: what the line says, else now.
    fn at(&self) -> Moment {
        let store = self.tx.store();
        self.meaning.on.map_or_else(|| store.now(), |on| on.moment(store.clock()))
    }

    fn relationship(&self, person: Id<Person>) -> Result<Option<Id<Relationship>>, StoreError> {
        if self.place.relationship.is_some() {
            return Ok(self.place.relationship);
        }
        match self.tx.store().active_with(person)?.as_slice() {
            [one] => Ok(Some(*one)),
            _ => Ok(None),
        }
    }

    fn other(&self, one: Id<Person>, two: Option<Id<Person>>) -> Id<Person> {
        if one == self.owner { two.unwrap_or(one) } else { one }
    }

    fn kept(&self, noun: &'static str, row: Uuid, topics: &[String]) -> Result<Kept, StoreError> {
        for name in topics {
            let tag =
                Tag { id: Id::fresh(), name: name.clone(), noun: noun.to_owned(), row, updated_at: None };
            self.tx.put(&tag)?;
        }
        Ok(Kept { noun, row })
    }

    fn note(&self, about: &[Id<Person>]) -> Result<Vec<Kept>, StoreError> {
        let relationship = match about {
            [one] => self.relationship(*one)?,
            _ => self.place.relationship,
        };
        let row = self.tx.put(&Reflection {
            id: Id::fresh(),
            at: self.at(),
            about: about.to_vec(),
            relationship,
            session: self.place.session,
            text: self.meaning.text.clone(),
            visibility: self.meaning.visibility,
            tags: self.meaning.topics.clone(),
            updated_at: None,
        })?;
        Ok(vec![Kept { noun: "reflection", row: row.uuid() }])
    }

    fn promise(
        &self,
        owner: Id<Person>,
        to: Option<Id<Person>>,
        due: Option<&When>,
    ) -> Result<Kept, StoreError> {
        let mut row = Commitment::open(owner, self.meaning.text.clone(), self.at());
        row.to = to;
        row.due_on = due.map(|due| due.day);
        row.relationship = self.relationship(self.other(owner, to))?;
        row.session = self.place.session;
        row.visibility = self.meaning.visibility;
        let id = self.tx.put(&row)?;
        self.kept("commitment", id.uuid(), &self.meaning.topics)
    }

    fn gift(&self, from: Id<Person>, to: Id<Person>) -> Result<Kept, StoreError> {
        let (topic, more) = match self.meaning.topics.split_first() {
            Some((first, rest)) => (Some(first.clone()), rest),
            None => (None, &[][..]),
        };
        let id = self.tx.put(&Exchange {
            id: Id::fresh(),
            relationship: self.relationship(self.other(from, Some(to)))?,
            session: self.place.session,
            from,
            to: Some(to),
            // The line does not say which kind; an insight is the plainest, and `e` changes it.
            kind: ExchangeKind::Insight,
            topic,
            text: self.meaning.text.clone(),
            at: self.at(),
            landed: None,
            recorded_by: Some(self.owner),
            confirmed_by: None,
            visibility: self.meaning.visibility,
            updated_at: None,
        })?;
        self.kept("exchange", id.uuid(), more)
    }

    fn feedback(&self, to: Id<Person>, parts: Option<&super::Sbi>) -> Result<Kept, StoreError> {
        let mut row = Feedback::draft(self.owner, to, self.at());
        row.state = FeedbackState::Given;
        row.given_at = Some(row.at);
        match parts {
            Some(parts) => {
                row.style = FeedbackStyle::Sbi;
                row.situation = Some(parts.situation.clone());
                row.behaviour = Some(parts.behaviour.clone());
                row.impact = Some(parts.impact.clone());
            }
            None => row.text = Some(self.meaning.text.clone()),
        }
        self.loop_row(row, to)
    }

    fn ask(&self, of: Id<Person>) -> Result<Kept, StoreError> {
        let mut row = Feedback::draft(of, self.owner, self.at());
        row.state = FeedbackState::Asked;
        row.asked_at = Some(row.at);
        row.question = Some(self.meaning.text.clone());
        self.loop_row(row, of)
    }

    fn loop_row(&self, mut row: Feedback, other: Id<Person>) -> Result<Kept, StoreError> {
        row.relationship = self.relationship(other)?;
        row.session = self.place.session;
        row.visibility = self.meaning.visibility;
        let id = self.tx.put(&row)?;
        self.kept("feedback", id.uuid(), &self.meaning.topics)
    }

    /// An agenda item of the next planned session, else of the parking lot.
    fn later(&self, with: &[Id<Person>]) -> Result<Vec<Kept>, StoreError> {
        let store = self.tx.store();
        let first = with.first().copied();
        let relationship = match first {
            Some(person) => self.relationship(person)?,
            None => self.place.relationship,
        };
        let Some(relationship) = relationship else {
            return Err(StoreError::invalid(
                "later",
                "there is no one active relationship with them to plan for",
            ));
        };
        let mut item = Item::new(self.meaning.text.clone());
        item.raised_by = Some(self.owner);
        item.raised_on = Some(store.clock().today());
        item.topic = self.meaning.topics.first().cloned();
        item.visibility = self.meaning.visibility;
        let kept = Kept { noun: "item", row: item.id.uuid() };
        let planned = Filter {
            relationship: Some(relationship),
            states: vec![SessionState::Planned.word()],
            ..Filter::default()
        };
        match store.window::<Session>(&planned, &Window::Last, 1)?.first() {
            Some(session) => drop(self.tx.edit(*session, |row| row.agenda.push(item))?),
            None => drop(self.tx.edit(relationship, |row| row.parking.push(item))?),
        }
        Ok(vec![kept])
    }
}
