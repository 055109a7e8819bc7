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
}

/// What a list of relationships is ordered by: all of it that is read of those out of sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    /// Which.
    pub id: Id<Relationship>,
    /// Whether it goes on.
    pub status: RelationshipStatus,
    /// How many are in it.
    pub members: u32,
}

/// The title of a row of `relationship`, else the names of the others in it.
macro_rules! title {
    () => {
        "coalesce(title, (SELECT group_concat(name, ', ') FROM
           (SELECT person.name FROM member JOIN person ON person.id = member.person
            WHERE member.relationship = relationship.id AND person.owner = 0
            ORDER BY member.position)))"
    };
}

const CALLED: &str = concat!("SELECT form, ", title!(), " FROM relationship WHERE id = ?1");
const TITLES: &str = concat!("SELECT id, ", title!(), " FROM relationship WHERE binned IS NULL");
const OUTLINE: &str = "id, status, (SELECT count(*) FROM member WHERE relationship = relationship.id)";
/// What a relationship without a title and without others is called.
const NOBODY: &str = "(nobody)";

impl Store {
    /// The relationship that took this one on, if any did.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn successor(&self, id: Id<Relationship>) -> Result<Option<Id<Relationship>>, StoreError> {
        let sql = format!(
            "SELECT id FROM relationship WHERE successor_of = ?1 AND binned IS NULL{} ORDER BY id DESC LIMIT 1",
            self.and_seen("relationship")
        );
        let found = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id.uuid().as_bytes().as_slice()], |row| row.get::<_, [u8; 16]>(0))
            .optional()?;
        Ok(found.map(|bytes| Id::from_uuid(Uuid::from_bytes(bytes))))
    }

    /// What a relationship is called.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there; else what SQLite says.
    pub fn called(&self, id: Id<Relationship>) -> Result<Called, StoreError> {
        let found = self
            .connection
            .prepare_cached(&format!("{CALLED}{}", self.and_seen("relationship")))?
            .query_row([id.uuid().as_bytes().as_slice()], |row| {
                Ok((row.get(0)?, row.get::<_, Option<String>>(1)?))
            })
            .optional()?;
        let Some((form, title)) = found else {
            return Err(StoreError::NotFound { noun: "relationship", name: id.short() });
        };
        let title = title.unwrap_or_else(|| NOBODY.to_owned());
        Ok(Called { id, form, title })
    }

    /// What relationships are called, the bin left out: the active ones first and the newest first, at
    /// most `limit`. One statement, however many there are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn titles(&self, limit: usize) -> Result<Vec<(Id<Relationship>, String)>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let seen = self.and_seen("relationship");
        let sql = format!("{TITLES}{seen} ORDER BY status <> 'active', id DESC LIMIT ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map([limit], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Option<String>>(1)?)))?;
        rows.map(|row| {
            let (id, title) = row?;
            Ok((Id::from_uuid(Uuid::from_bytes(id)), title.unwrap_or_else(|| NOBODY.to_owned())))
        })
        .collect()
    }

    /// A relationship as lists order it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there; else what SQLite says.
    pub fn outline(&self, id: Id<Relationship>) -> Result<Outline, StoreError> {
        let seen = self.and_seen("relationship");
        let sql = format!("SELECT {OUTLINE} FROM relationship WHERE id = ?1{seen}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([id.uuid().as_bytes().as_slice()], columns).optional()?;
        found.ok_or_else(|| StoreError::NotFound { noun: "relationship", name: id.short() })?.outline()
    }

    /// The relationships of some forms, the bin left out: active ones before the others, each part
    /// with the newest first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of_forms(&self, forms: &[&str], limit: usize) -> Result<Vec<Outline>, StoreError> {
        let (active, others): (Vec<_>, Vec<_>) =
            RelationshipStatus::ALL.iter().partition(|status| **status == RelationshipStatus::Active);
        let mut rows = self.in_status(forms, &active, limit)?;
        if rows.len() < limit {
            rows.extend(self.in_status(forms, &others, limit - rows.len())?);
        }
        Ok(rows)
    }

    /// A query for each form and status, so that an index gives each its newest rows.
    fn in_status(
        &self,
        forms: &[&str],
        statuses: &[RelationshipStatus],
        limit: usize,
    ) -> Result<Vec<Outline>, StoreError> {
        let seen = self.and_seen("relationship");
        let (mut queries, mut values) = (Vec::new(), Vec::new());
        for form in forms {
            for status in statuses {
                queries.push(format!(
                    "SELECT * FROM (SELECT {OUTLINE} FROM relationship WHERE form = ? AND status = ?
                     AND binned IS NULL{seen} ORDER BY id DESC LIMIT {limit})"
                ));
                values.extend([*form, status.word()]);
            }
        }
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT * FROM ({}) ORDER BY id DESC LIMIT {limit}", queries.join(" UNION ALL "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), columns)?;
        rows.map(|row| row?.outline()).collect()
    }
}

/// The columns of [`OUTLINE`] as SQLite gives them.
struct Columns([u8; 16], String, u32);

fn columns(row: &rusqlite::Row<'_>) -> rusqlite::Result<Columns> {
    Ok(Columns(row.get(0)?, row.get(1)?, row.get(2)?))
}

impl Columns {
    fn outline(self) -> Result<Outline, StoreError> {
        let status = self.1.parse().map_err(StoreError::Damaged)?;
        Ok(Outline { id: Id::from_uuid(Uuid::from_bytes(self.0)), status, members: self.2 })
    }
}
