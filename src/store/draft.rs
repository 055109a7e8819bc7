//! What is being typed, and small choices: kept at once, outside the history.

use super::{Store, StoreError, moment};
use crate::model::Moment;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// How the places begin at which people write together.
const COMMON: &str = "together/";

/// Something that was typed and not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form or field it belongs to, such as `goal/new`.
    pub place: String,
    /// What it is, in words.
    pub label: String,
    /// The fields' texts by field name.
    pub fields: BTreeMap<String, String>,
    /// When it was last saved.
    pub saved_at: Moment,
}

impl Draft {
    /// How many words were typed.
    pub fn words(&self) -> usize {
        self.fields.values().map(|text| text.split_whitespace().count()).sum()
    }
}

/// Whether what is typed at a place was typed before everybody's eyes.
fn is_common(place: &str) -> bool {
    place.starts_with(COMMON)
}

impl Store {
    /// Keeps what is being typed at a place. A draft without a word is forgotten.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_draft(
        &self,
        place: &str,
        label: &str,
        fields: &BTreeMap<String, String>,
    ) -> Result<(), StoreError> {
        self.refuse_read_only()?;
        if fields.values().all(|text| text.trim().is_empty()) {
            return self.forget_draft(place);
        }
        let fields = serde_json::to_string(fields)?;
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
            Some(_) if self.sight().is_veiled() && !is_common(place) => Err(StoreError::Veiled),
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
        self.drafts_where("", &[])
    }

    /// How many drafts wait, up to 100; under the veil nobody is told.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn draft_count(&self) -> Result<u32, StoreError> {
        if self.sight().is_veiled() {
            return Ok(0);
        }
        Ok(self
            .connection
            .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM draft LIMIT 100)")?
            .query_row([], |row| row.get(0))?)
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
            Ok(Draft { place, label, fields: serde_json::from_str(&fields)?, saved_at: moment(&saved_at)? })
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
