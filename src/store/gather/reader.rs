//! Small readings of single columns, and the loop over rows.

use crate::model::{Id, Moment};
use crate::store::{PRIVATE, Sight, StoreError, moment};
use chrono::NaiveDate;
use rusqlite::{Connection, Params, Row};
use std::str::FromStr;
use uuid::Uuid;

/// The rows of one relationship of one file.
pub(super) struct Reader<'a> {
    pub connection: &'a Connection,
    pub relationship: Uuid,
    pub sight: Sight,
}

impl Reader<'_> {
    /// The relationship as SQL compares it.
    pub fn key(&self) -> &[u8] {
        self.relationship.as_bytes().as_slice()
    }

    /// Every row of a statement.
    pub fn rows<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = statement.query(values)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(read(row)?);
        }
        Ok(rows)
    }

    /// A topic; under the veil that of a private row stays where it is.
    pub fn topic(&self, row: &Row<'_>, column: usize, private: usize) -> Result<Option<String>, StoreError> {
        let topic: Option<String> = row.get(column)?;
        let veiled = self.sight.is_veiled() && row.get::<_, bool>(private)?;
        Ok(topic.map(|topic| if veiled { PRIVATE.to_owned() } else { topic }))
    }

    /// The one value of a statement that always has one row.
    pub fn one<T: rusqlite::types::FromSql>(&self, sql: &str, values: impl Params) -> Result<T, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?)
    }
}

/// An identity.
pub(super) fn id<T>(row: &Row<'_>, column: usize) -> Result<Id<T>, StoreError> {
    Ok(Id::from_uuid(Uuid::from_bytes(row.get::<_, [u8; 16]>(column)?)))
}

/// An identity, where there is one.
pub(super) fn id_given<T>(row: &Row<'_>, column: usize) -> Result<Option<Id<T>>, StoreError> {
    let bytes = row.get::<_, Option<[u8; 16]>>(column)?;
    Ok(bytes.map(|bytes| Id::from_uuid(Uuid::from_bytes(bytes))))
}

/// A day.
pub(super) fn day(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("not a day: {text}")))
}

/// A day, where there is one.
pub(super) fn day_given(row: &Row<'_>, column: usize) -> Result<Option<NaiveDate>, StoreError> {
    row.get::<_, Option<String>>(column)?.map(|text| day(&text)).transpose()
}

/// The day of a moment, as it was written.
pub(super) fn day_of(row: &Row<'_>, column: usize) -> Result<NaiveDate, StoreError> {
    Ok(moment(row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?)?.day())
}

/// The day of a moment, where there is one.
pub(super) fn day_of_given(row: &Row<'_>, column: usize) -> Result<Option<NaiveDate>, StoreError> {
    let text = row.get::<_, Option<String>>(column)?;
    Ok(text.map(|text| moment(&text)).transpose()?.map(|moment: Moment| moment.day()))
}

/// A word of the journal.
pub(super) fn parsed<T: FromStr<Err = String>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(StoreError::Damaged)
}

/// A number that the file's own rules keep small.
pub(super) fn word(number: i64) -> u16 {
    u16::try_from(number.max(0)).unwrap_or(u16::MAX)
}
