//! A JSON file into the journal: read as a stream, kept in one step or not at all.

use super::check::Row;
use super::fault::brief;
use super::receive::Import;
use super::strict::Node;
use super::{ExchangeError, FORMAT, Summary, VERSION, Watch, moments};
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Person, Reflection, Relationship, Review, Round, Session, Skill,
    Tag,
};
use crate::store::{Store, StoreError};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::Cell;
use std::fmt;
use std::io::{BufReader, Cursor, Read};
use std::marker::PhantomData;

/// How to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the step is called in the history.
    pub label: String,
    /// Do everything, then take it back: the summary says what would change.
    pub dry_run: bool,
    /// Move every instant and every day by so many days, the time on the wall as it was.
    pub shift_days: i64,
}

impl Default for Options {
    fn default() -> Self {
        Self { label: "import".to_owned(), dry_run: false, shift_days: 0 }
    }
}

/// Imports a file: one transaction, one undo step, all or nothing.
///
/// A row that is there is updated only when the file's is newer. `progress` hears of every row and
/// stops the import with [`ControlFlow::Break`](std::ops::ControlFlow::Break).
///
/// # Errors
/// [`ExchangeError`], naming the place in the file; then nothing is kept.
pub fn import(
    store: &Store,
    input: impl Read,
    options: &Options,
    progress: &mut Watch<'_>,
) -> Result<Summary, ExchangeError> {
    let outcome = store.write(&options.label, |tx| {
        tx.defer_references()?;
        let bytes = Cell::new(0);
        let mut import = Import::new(tx, options, progress, &bytes)?;
        read(input, &mut import, &bytes)?;
        let summary = import.finish()?;
        if options.dry_run { Err(Stop::Rehearsed(summary)) } else { Ok(summary) }
    });
    match outcome {
        Ok(summary) | Err(Stop::Rehearsed(summary)) => Ok(summary),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Why the transaction is rolled back.
enum Stop {
    Failed(ExchangeError),
    Rehearsed(Summary),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<ExchangeError> for Stop {
    fn from(error: ExchangeError) -> Self {
        Self::Failed(error)
    }
}

fn read(mut input: impl Read, import: &mut Import<'_>, bytes: &Cell<u64>) -> Result<(), ExchangeError> {
    // Windows writes a byte order mark before UTF-8; it means nothing.
    let mut mark = Vec::new();
    input.by_ref().take(3).read_to_end(&mut mark).map_err(ExchangeError::Read)?;
    if mark == b"\xEF\xBB\xBF" {
        mark.clear();
    }
    let counted = Counted { inner: Cursor::new(mark).chain(input), bytes };
    let mut json = serde_json::Deserializer::from_reader(BufReader::new(counted));
    let result = Journal { import }.deserialize(&mut json).and_then(|()| json.end());
    match import.failure.take() {
        Some(failure) => Err(failure),
        None => result.map_err(|error| {
            let row = import.reading.map(|(list, index)| format!("{list}[{index}]"));
            ExchangeError::from_json(error, row)
        }),
    }
}

struct Counted<'a, R> {
    inner: R,
    bytes: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.set(self.bytes.get() + count as u64);
        Ok(count)
    }
}

/// The outermost object.
struct Journal<'i, 't> {
    import: &'i mut Import<'t>,
}

impl<'de> DeserializeSeed<'de> for Journal<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Journal<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object with \"format\":\"{FORMAT}\"")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<(), A::Error> {
        let mut head = Head::default();
        let mut seen: Vec<String> = Vec::new();
        while let Some(name) = fields.next_key::<String>()? {
            if seen.contains(&name) {
                return Err(self.import.fail(outer(&name, "there twice")));
            }
            if self.list(&name, &mut fields)? {
                seen.push(name);
                continue;
            }
            if !Head::FIELDS.contains(&name.as_str()) {
                let error = if head.format { ExchangeError::UnknownKey(brief(&name)) } else { unmarked() };
                return Err(self.import.fail(error));
            }
            let value = fields.next_value_seed(Node)?;
            head.take(&name, value).map_err(|error| self.import.fail(error))?;
            seen.push(name);
        }
        head.finish().map_err(|error| self.import.fail(error))
    }
}

impl Journal<'_, '_> {
    /// Reads the list of this name; says whether it is one.
    fn list<'de, A: MapAccess<'de>>(&mut self, name: &str, fields: &mut A) -> Result<bool, A::Error> {
        match name {
            "people" => self.rows::<Person, A>(fields),
            "relationships" => self.rows::<Relationship, A>(fields),
            "sessions" => self.rows::<Session, A>(fields),
            "exchanges" => self.rows::<Exchange, A>(fields),
            "feedback" => self.rows::<Feedback, A>(fields),
            "goals" => self.rows::<Goal, A>(fields),
            "commitments" => self.rows::<Commitment, A>(fields),
            "reflections" => self.rows::<Reflection, A>(fields),
            "rounds" => self.rows::<Round, A>(fields),
            "skills" => self.rows::<Skill, A>(fields),
            "reviews" => self.rows::<Review, A>(fields),
            "tags" => self.rows::<Tag, A>(fields),
            _ => Ok(false),
        }
    }

    fn rows<'de, T: Row, A: MapAccess<'de>>(&mut self, fields: &mut A) -> Result<bool, A::Error> {
        fields.next_value_seed(Rows::<T> { import: &mut *self.import, noun: PhantomData })?;
        Ok(true)
    }
}

/// One list.
struct Rows<'i, 't, T> {
    import: &'i mut Import<'t>,
    noun: PhantomData<T>,
}

impl<'de, T: Row> DeserializeSeed<'de> for Rows<'_, '_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Row> Visitor<'de> for Rows<'_, '_, T> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the list of {}", T::NOUN.plural)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let mut index = 0;
        self.import.reading = Some((T::NOUN.plural, index));
        while let Some(value) = rows.next_element_seed(Node)? {
            self.import.row::<T>(index, value).map_err(|error| self.import.fail(error))?;
            index += 1;
            self.import.reading = Some((T::NOUN.plural, index));
        }
        self.import.reading = None;
        Ok(())
    }
}

/// What the file says about itself.
#[derive(Default)]
struct Head {
    format: bool,
    version: bool,
    exported_at: Option<String>,
    offset: Option<String>,
}

impl Head {
    const FIELDS: [&str; 4] = ["format", "version", "exported_at", "exported_at_offset"];

    fn take(&mut self, name: &str, value: Value) -> Result<(), ExchangeError> {
        match (name, value) {
            ("format", Value::String(text)) if text == FORMAT => self.format = true,
            ("format", Value::String(text)) => {
                return Err(ExchangeError::Foreign(format!("its format is \"{}\"", brief(&text))));
            }
            ("version", value) => match value.as_u64() {
                Some(1..=VERSION) => self.version = true,
                Some(newer) if newer > VERSION => return Err(ExchangeError::Newer(newer)),
                _ => return Err(outer(name, "expected a whole number from 1")),
            },
            ("exported_at", Value::String(text)) => self.exported_at = Some(text),
            ("exported_at_offset", Value::String(text)) => self.offset = Some(text),
            _ => return Err(outer(name, "expected text")),
        }
        Ok(())
    }

    fn finish(self) -> Result<(), ExchangeError> {
        if !self.format {
            return Err(unmarked());
        }
        if !self.version {
            return Err(outer("version", "missing"));
        }
        match self.exported_at {
            Some(instant) => moments::read(&instant, self.offset.as_deref())
                .map(drop)
                .map_err(|fault| ExchangeError::at("exported_at", fault)),
            None if self.offset.is_some() => Err(outer("exported_at", "missing")),
            None => Ok(()),
        }
    }
}

fn unmarked() -> ExchangeError {
    ExchangeError::Foreign(format!("it does not begin with \"format\":\"{FORMAT}\""))
}

fn outer(name: &str, message: &str) -> ExchangeError {
    ExchangeError::Row { path: brief(name), message: message.to_owned() }
}

impl Import<'_> {
    /// Notes what went wrong and hands the parser something to stop with.
    fn fail<E: Error>(&mut self, failure: ExchangeError) -> E {
        self.failure = Some(failure);
        E::custom("")
    }
}
