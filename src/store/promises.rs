//! Open commitments from one side, the most pressing first.

use super::{Store, StoreError};
use crate::model::{Commitment, Id, Person};
use rusqlite::params;
use uuid::Uuid;

impl Store {
    /// Open commitments of the owner, or those others made; what has no day comes last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn promises(
        &self,
        owner: Option<Id<Person>>,
        mine: bool,
        limit: usize,
    ) -> Result<Vec<Commitment>, StoreError> {
        let comparison = if mine { "=" } else { "<>" };
        let sql = format!(
            "SELECT id FROM commitment WHERE state = 'open' AND owner {comparison} ?1 AND binned IS NULL
             ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let owner = owner.map(|owner| owner.uuid().as_bytes().to_vec()).unwrap_or_default();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let ids = statement
            .query_map(params![owner, limit], |row| row.get::<_, [u8; 16]>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        ids.into_iter().map(|id| self.need(Id::from_uuid(Uuid::from_bytes(id)))).collect()
    }
}
