//! How often people meet, and where something is late: read from indexes, never whole rows.

use super::{Store, StoreError};
use crate::model::{Id, Moment, Relationship};
use chrono::NaiveDate;
use rusqlite::params;

impl Store {
    /// When the newest held sessions of a relationship began, the newest first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn held(&self, relationship: Id<Relationship>, limit: usize) -> Result<Vec<Moment>, StoreError> {
        let uuid = relationship.uuid();
        self.moments(
            "SELECT starts_at FROM session WHERE relationship = ?1 AND state = 'held' AND binned IS NULL
             ORDER BY starts_at DESC LIMIT ?2",
            params![uuid.as_bytes().as_slice(), limit as i64],
        )
    }

    /// When the sessions of some days begin, at most `limit`; cancelled and missed ones left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn meetings(&self, from: NaiveDate, to: NaiveDate, limit: usize) -> Result<Vec<Moment>, StoreError> {
        // A day of the calendar can begin a day earlier or end a day later in UTC.
        let (low, high) = (from.pred_opt().unwrap_or(from), to.succ_opt().unwrap_or(to));
        let mut found = self.moments(
            "SELECT starts_at FROM session WHERE starts_at >= ?1 AND starts_at <= ?2
             AND state NOT IN ('cancelled', 'missed') AND binned IS NULL ORDER BY starts_at LIMIT ?3",
            params![Moment::day_floor(low), Moment::day_floor(high.succ_opt().unwrap_or(high)), limit as i64],
        )?;
        found.retain(|moment| (from..=to).contains(&moment.day()));
        Ok(found)
    }

    fn moments(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Moment>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| row.get::<_, String>(0))?;
        let mut moments = Vec::new();
        for text in rows {
            let text = text?;
            moments.push(
                text.parse().map_err(|message: String| StoreError::invalid("session.starts_at", message))?,
            );
        }
        Ok(moments)
    }

    /// How many open commitments of a relationship are late on a day, counted up to `most`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn late(
        &self,
        relationship: Id<Relationship>,
        today: NaiveDate,
        most: usize,
    ) -> Result<usize, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM commitment WHERE relationship = ?1 AND state = 'open'
             AND coalesce(due_on, '9999-12-31') < ?2 AND binned IS NULL LIMIT ?3)",
        )?;
        let uuid = relationship.uuid();
        let values = params![uuid.as_bytes().as_slice(), today.to_string(), most as i64];
        let count: i64 = statement.query_row(values, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(most))
    }
}
