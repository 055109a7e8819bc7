//! What is being typed, and small choices: kept at once, outside the history.

use super::connect::BUSY;
use super::{Store, StoreError, moment};
use crate::model::Moment;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long a draft waits for another writer while somebody types: no frame is missed by it.
const MOMENT: Duration = Duration::from_millis(10);

/// How the places begin at which people write together.
const COMMON: &str = "together/";

/// What is typed at a place, by field name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The fields' texts: of a new row all of them, of a row that is changed those that were typed in.
    pub fields: BTreeMap<String, String>,
    /// What the same fields held before typing: another program, or a key, may change the row meanwhile.
    #[serde(default)]
    pub before: BTreeMap<String, String>,
    /// What was typed first and put aside to start fresh.
    #[serde(default)]
    pub aside: BTreeMap<String, String>,
}

impl Typed {
    /// The texts alone.
    pub fn of(fields: BTreeMap<String, String>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// How many words were typed, not counting what stood there before; of what was put aside where there
    /// is nothing else.
    pub fn words(&self) -> usize {
        let texts = if self.fields.is_empty() { &self.aside } else { &self.fields };
        let typed = texts.iter().filter(|(name, text)| self.before.get(*name) != Some(text));
        typed.map(|(_, text)| text.split_whitespace().count()).sum()
    }

    /// How much was typed, as it is said.
    pub fn said(&self) -> String {
        match self.words() {
            1 => "1 word".to_owned(),
            words => format!("{words} words"),
        }
    }

    fn is_blank(&self) -> bool {
        self.fields.values().chain(self.aside.values()).all(|text| text.trim().is_empty())
    }
}

/// As the column holds it; drafts were plain texts by field name before.
#[derive(Deserialize)]
#[serde(untagged)]
enum Column {
    Typed(Typed),
    Fields(BTreeMap<String, String>),
}

impl From<Column> for Typed {
    fn from(column: Column) -> Self {
        match column {
            Column::Typed(typed) => typed,
            Column::Fields(fields) => Self::of(fields),
        }
    }
}

/// Something that was typed and not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form or field it belongs to, such as `goal/new`.
    pub place: String,
    /// What it is, in words.
    pub label: String,
    /// What was typed.
    pub typed: Typed,
    /// When it was last saved.
    pub saved_at: Moment,
}

/// Whether what is typed at a place was typed before everybody's eyes.
fn is_common(place: &str) -> bool {
    place.starts_with(COMMON)
}

impl Store {
    /// Runs what somebody who types must not wait for: behind another writer it fails at once, as
    /// [`StoreError::Busy`], instead of after five seconds, and is to be tried again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn without_waiting<R>(&self, action: impl FnOnce() -> R) -> Result<R, StoreError> {
        self.connection.busy_timeout(MOMENT)?;
        let result = action();
        self.connection.busy_timeout(BUSY)?;
        Ok(result)
    }

    /// Keeps what is being typed at a place. A draft without a word is forgotten.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_draft(&self, place: &str, label: &str, typed: &Typed) -> Result<(), StoreError> {
        self.refuse_read_only()?;
        if typed.is_blank() {
            return self.forget_draft(place);
        }
        let fields = serde_json::to_string(typed)?;
        self.connection
            .prepare_cached(
                "INSERT INTO draft (place, label, fields, saved_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (place) DO UPDATE SET label = ?2, fields = ?3, saved_at = ?4",
            )?
            .execute(params![place, label, fields, self.clock.now().to_string()])?;
        Ok(())
    }

    /// Forgets the draft of a place.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget_draft(&self, place: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM draft WHERE place = ?1")?.execute([place])?;
        Ok(())
    }

    /// The draft of a place.
    ///
    /// # Errors
    /// [`StoreError::Veiled`] when there is one and it is not handed out: a new text there would
    /// write over it.
    pub fn draft(&self, place: &str) -> Result<Option<Draft>, StoreError> {
        match self.drafts_where("WHERE place = ?1", &[place])?.pop() {
            Some(_) if self.sight().is_veiled() && !is_common(place) => Err(self.sight().veiled()),
            found => Ok(found),
        }
    }

    /// Every draft, newest first; under the veil none: not even how many there are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        if self.sight().is_veiled() {
            return Ok(Vec::new());
        }
        self.every_draft()
    }

    /// Every draft, whoever looks along.
    pub(super) fn every_draft(&self) -> Result<Vec<Draft>, StoreError> {
        self.drafts_where("", &[])
    }

    /// How many drafts wait, up to 100, but for those that are being typed at these places; under the
    /// veil nobody is told.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drafts_waiting(&self, open: &[&str]) -> Result<usize, StoreError> {
        if self.sight().is_veiled() {
            return Ok(0);
        }
        let mut statement = self.connection.prepare_cached("SELECT place FROM draft LIMIT 100")?;
        let places = statement.query_map([], |row| row.get::<_, String>(0))?;
        let places = places.collect::<Result<Vec<_>, _>>()?;
        Ok(places.iter().filter(|place| !open.contains(&place.as_str())).count())
    }

    fn drafts_where(&self, condition: &str, values: &[&str]) -> Result<Vec<Draft>, StoreError> {
        let sql =
            format!("SELECT place, label, fields, saved_at FROM draft {condition} ORDER BY saved_at DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })?;
        rows.map(|row| {
            let (place, label, fields, saved_at) = row?;
            let typed = serde_json::from_str::<Column>(&fields)?.into();
            Ok(Draft { place, label, typed, saved_at: moment(&saved_at)? })
        })
        .collect()
    }

    /// A small choice of this journal.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Keeps a small choice of this journal; it is no step of the history.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.refuse_read_only()?;
        self.connection
            .prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            )?
            .execute(params![name, value])?;
        Ok(())
    }
}
