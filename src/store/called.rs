//! Relationships as lists name them: read by one statement, without the rest of the row.

use super::{Store, StoreError};
use crate::model::{Id, Relationship, RelationshipStatus};
use rusqlite::{OptionalExtension, params_from_iter};
use uuid::Uuid;

/// A relationship as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Which.
    pub id: Id<Relationship>,
    /// Its form.
    pub form: String,
    /// Its title, else the names of the others in it.
    pub title: String,
    /// Whether it goes on.
    pub status: RelationshipStatus,
    /// How many are in it.
    pub members: u32,
}

const CALLED: &str =
    "SELECT form, status, (SELECT count(*) FROM member WHERE relationship = relationship.id),
       coalesce(title, (SELECT group_concat(name, ', ') FROM
         (SELECT person.name FROM member JOIN person ON person.id = member.person
          WHERE member.relationship = relationship.id AND person.owner = 0
          ORDER BY member.position)))
     FROM relationship WHERE id = ?1";

impl Store {
    /// What a relationship is called.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there; else what SQLite says.
    pub fn called(&self, id: Id<Relationship>) -> Result<Called, StoreError> {
        let found = self
            .connection
            .prepare_cached(&format!("{CALLED}{}", self.and_seen("relationship")))?
            .query_row([id.uuid().as_bytes().as_slice()], |row| {
                Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, Option<String>>(3)?))
            })
            .optional()?;
        let Some((form, status, members, title)) = found else {
            return Err(StoreError::NotFound { noun: "relationship", name: id.short() });
        };
        let status = status.parse().map_err(StoreError::Damaged)?;
        let title = title.unwrap_or_else(|| "(nobody)".to_owned());
        Ok(Called { id, form, title, status, members })
    }

    /// The relationships of some forms, the bin left out: active ones before the others, each part
    /// with the newest first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of_forms(&self, forms: &[&str], limit: usize) -> Result<Vec<Called>, StoreError> {
        let (active, others): (Vec<_>, Vec<_>) =
            RelationshipStatus::ALL.iter().partition(|status| **status == RelationshipStatus::Active);
        let mut ids = self.in_status(forms, &active, limit)?;
        if ids.len() < limit {
            ids.extend(self.in_status(forms, &others, limit - ids.len())?);
        }
        ids.into_iter().map(|id| self.called(id)).collect()
    }

    /// A query for each form and status, so that an index gives each its newest rows.
    fn in_status(
        &self,
        forms: &[&str],
        statuses: &[RelationshipStatus],
        limit: usize,
    ) -> Result<Vec<Id<Relationship>>, StoreError> {
        let seen = self.and_seen("relationship");
        let (mut queries, mut values) = (Vec::new(), Vec::new());
        for form in forms {
            for status in statuses {
                queries.push(format!(
                    "SELECT * FROM (SELECT id FROM relationship WHERE form = ? AND status = ?
                     AND binned IS NULL{seen} ORDER BY id DESC LIMIT {limit})"
                ));
                values.extend([*form, status.word()]);
            }
        }
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT id FROM ({}) ORDER BY id DESC LIMIT {limit}", queries.join(" UNION ALL "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| row.get::<_, [u8; 16]>(0))?;
        rows.map(|row| Ok(Id::from_uuid(Uuid::from_bytes(row?)))).collect()
    }
}
