//! One row after the other into the open step, and what they name checked as they come.

use super::check::Row;
use super::fault::Fault;
use super::json_import::Options;
use super::place::typed;
use super::{ExchangeError, Progress, Summary, Watch, moments};
use crate::model::{Id, Person};
use crate::store::record::Element;
use crate::store::{Arrivals, NOUNS, Noun, Reference, StoreError, Tx};
use serde_json::Value;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use uuid::Uuid;

/// An import that is going on.
pub(super) struct Import<'t> {
    tx: &'t Tx<'t>,
    options: &'t Options,
    progress: &'t mut Watch<'t>,
    bytes: &'t Cell<u64>,
    rows: u64,
    references: HashMap<&'static str, Vec<Reference>>,
    /// The rows that came, and those that were named before they came.
    arrivals: Arrivals<'t>,
    /// How many places named a row so far.
    named: u64,
    journal_owner: Option<Id<Person>>,
    file_owner: Option<String>,
    summary: Summary,
    /// The row that is being read, such as `sessions[3]`: what the parser cannot say.
    pub reading: Option<(&'static str, usize)>,
    /// What went wrong: the parser's own error has no room for it.
    pub failure: Option<ExchangeError>,
}

/// What becomes of a row.
enum Fate {
    Added,
    Updated,
    Skipped,
    Binned,
}

impl<'t> Import<'t> {
    pub fn new(
        tx: &'t Tx<'t>,
        options: &'t Options,
        progress: &'t mut Watch<'t>,
        bytes: &'t Cell<u64>,
    ) -> Result<Self, ExchangeError> {
        let mut references = HashMap::new();
        for noun in NOUNS {
            references.insert(noun.table, tx.store().references(noun)?);
        }
        Ok(Self {
            tx,
            options,
            progress,
            bytes,
            rows: 0,
            references,
            arrivals: tx.arrivals()?,
            named: 0,
            journal_owner: tx.store().owner()?,
            file_owner: None,
            summary: Summary::new(options.dry_run),
            reading: None,
            failure: None,
        })
    }

    /// Takes the next row of a list.
    pub fn row<T: Row>(&mut self, index: usize, mut value: Value) -> Result<(), ExchangeError> {
        let path = format!("{}[{index}]", T::NOUN.plural);
        let mut record: T = self.parse(&mut value).map_err(|fault| ExchangeError::at(&path, fault))?;
        record.check().map_err(|fault| ExchangeError::at(&path, fault))?;
        if let Some(person) = record.person() {
            self.settle_owner(person, &path)?;
        }
        self.note_ids(T::NOUN, &path, &value)?;
        self.note_references(T::NOUN, &path, &value)?;
        if let Some((noun, row)) = record.hangs_on() {
            self.refer(noun, row, || format!("{path}.row"))?;
        }
        let fate = self.keep(&record).map_err(|error| at_row(&path, error))?;
        self.count(T::NOUN, fate);
        self.tell()
    }

    fn parse<T: Row>(&self, value: &mut Value) -> Result<T, Fault> {
        if let Value::Object(object) = value {
            moments::merge(object, self.options.shift_days)?;
        }
        typed(value)
    }

    /// A journal has one owner and keeps it.
    fn settle_owner(&mut self, person: &mut Person, path: &str) -> Result<(), ExchangeError> {
        if person.owner {
            if let Some(first) = &self.file_owner {
                let message = format!("a journal has one owner: {first} is it already");
                return Err(ExchangeError::at(path, Fault::new(message).in_field("owner")));
            }
            self.file_owner = Some(path.to_owned());
        }
        match self.journal_owner {
            Some(owner) if owner == person.id => person.owner = true,
            Some(_) if person.owner => {
                person.owner = false;
                self.summary.other_owner = Some(person.name.clone());
            }
            _ => {}
        }
        Ok(())
    }

    /// Writes the row unless the journal's own is as new. One that does not say when it was changed
    /// is newer when it says something else.
    fn keep<T: Row>(&self, record: &T) -> Result<Fate, StoreError> {
        let store = self.tx.store();
        let Some(standing) = store.standing(record.id())? else {
            self.tx.put_as_is(record)?;
            return Ok(Fate::Added);
        };
        if standing.binned {
            return Ok(Fate::Binned);
        }
        let newer = match record.updated_at() {
            Some(changed) => changed.utc() > standing.updated_at.utc(),
            None => !same(record, store.need(record.id())?),
        };
        if !newer {
            return Ok(Fate::Skipped);
        }
        self.tx.put_as_is(record)?;
        Ok(Fate::Updated)
    }

    /// Every id may be in the file once.
    fn note_ids(&self, noun: &Noun, path: &str, value: &Value) -> Result<(), ExchangeError> {
        self.note_id(noun.table, value, || format!("{path}.id"))?;
        for child in noun.children.iter().filter(|child| child.element == Element::Object) {
            for (index, element) in elements(value, child.field) {
                self.note_id(child.table, element, || format!("{path}.{}[{index}].id", child.field))?;
            }
        }
        Ok(())
    }

    fn note_id(
        &self,
        table: &str,
        value: &Value,
        path: impl FnOnce() -> String,
    ) -> Result<(), ExchangeError> {
        match value.get("id").and_then(identity) {
            Some(id) if !self.arrivals.arrive(table, id)? => {
                Err(ExchangeError::Duplicate { path: path(), id })
            }
            _ => Ok(()),
        }
    }

    fn note_references(&mut self, noun: &Noun, path: &str, value: &Value) -> Result<(), ExchangeError> {
        let references = self.references.remove(noun.table).unwrap_or_default();
        let result = references.iter().try_for_each(|reference| self.follow(reference, path, value));
        self.references.insert(noun.table, references);
        result
    }

    fn follow(&mut self, reference: &Reference, path: &str, value: &Value) -> Result<(), ExchangeError> {
        let (list, field) = (reference.list, reference.field.as_deref());
        let Some(list) = list else {
            let named = field.and_then(|field| value.get(field)).and_then(identity);
            let place = || format!("{path}.{}", field.unwrap_or_default());
            return named.map_or(Ok(()), |id| self.refer(reference.target, id, place));
        };
        for (index, element) in elements(value, list) {
            let named = field.map_or(Some(element), |field| element.get(field)).and_then(identity);
            let place = || match field {
                Some(field) => format!("{path}.{list}[{index}].{field}"),
                None => format!("{path}.{list}[{index}]"),
            };
            if let Some(id) = named {
                self.refer(reference.target, id, place)?;
            }
        }
        Ok(())
    }

    /// A named row must be in the file so far or in the journal; else it may still come.
    fn refer(
        &mut self,
        target: &'static Noun,
        id: Uuid,
        path: impl FnOnce() -> String,
    ) -> Result<(), ExchangeError> {
        self.named += 1;
        Ok(self.arrivals.expect(target, id, self.named, path)?)
    }

    fn count(&mut self, noun: &Noun, fate: Fate) {
        if let Some(count) = self.summary.counts.iter_mut().find(|count| count.noun == noun.plural) {
            match fate {
                Fate::Added => count.added += 1,
                Fate::Updated => count.updated += 1,
                Fate::Skipped => count.skipped += 1,
                Fate::Binned => count.binned += 1,
            }
        }
    }

    fn tell(&mut self) -> Result<(), ExchangeError> {
        self.rows += 1;
        match (self.progress)(Progress { rows: self.rows, bytes: self.bytes.get() }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExchangeError::ImportStopped),
        }
    }

    /// What is left to check when the whole file was read.
    pub fn finish(self) -> Result<Summary, ExchangeError> {
        match self.arrivals.missing()? {
            Some(missing) => {
                Err(ExchangeError::Dangling { path: missing.place, noun: missing.noun, id: missing.id })
            }
            None => Ok(self.summary),
        }
    }
}

fn identity(value: &Value) -> Option<Uuid> {
    value.as_str().and_then(|text| Uuid::parse_str(text).ok())
}

fn elements<'v>(value: &'v Value, list: &str) -> impl Iterator<Item = (usize, &'v Value)> {
    value.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default().iter().enumerate()
}

/// What the journal refuses, at the row that it refused.
fn at_row(path: &str, error: StoreError) -> ExchangeError {
    match error {
        StoreError::Invalid { field, message } if field == "row" => {
            ExchangeError::Row { path: path.to_owned(), message }
        }
        StoreError::Invalid { field, message } => {
            ExchangeError::Row { path: format!("{path}.{field}"), message }
        }
        other => ExchangeError::Store(other),
    }
}

/// Whether the row says what the journal's own says, whenever that was changed.
fn same<T: Row>(record: &T, mut own: T) -> bool {
    *own.updated_at_mut() = record.updated_at();
    *record == own
}
