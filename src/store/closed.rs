//! A closed relationship is read-only: what belongs to it stays as it is until it is active again.
//!
//! Everything that is written on purpose passes [`Tx::put`], and asks here first. Undo, import, the bin and
//! a private note of one's own after the end are not in question.

use super::record::{Noun, Record};
use super::schema::quoted;
use super::{Store, StoreError, Tx};
use crate::model::{Id, Relationship, RelationshipStatus};
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

/// What may still be said of a row: which of its fields, and the states that end what was left open.
struct Ending {
    noun: &'static str,
    fields: &'static [&'static str],
    states: &'static [&'static str],
}

const ENDINGS: &[Ending] = &[
    Ending { noun: "relationship", fields: &["ended_on"], states: &[] },
    Ending { noun: "commitment", fields: &["state", "closed_at"], states: &["kept", "late", "dropped"] },
    Ending { noun: "goal", fields: &["state"], states: &["reached", "dropped"] },
    Ending { noun: "session", fields: &["state"], states: &["missed", "cancelled"] },
];

impl Ending {
    fn allows(&self, noun: &Noun, before: &Map<String, Json>, after: &Map<String, Json>) -> bool {
        let changed = |field: &str| field != "updated_at" && before.get(field) != after.get(field);
        let state = after.get("state").and_then(Json::as_str);
        self.noun == noun.table
            && after.keys().all(|field| !changed(field) || self.fields.contains(&field.as_str()))
            && (!changed("state") || state.is_some_and(|state| self.states.contains(&state)))
    }
}

impl Store {
    /// Refuses to begin anything in a relationship that is closed.
    ///
    /// # Errors
    /// [`StoreError::Closed`]; what SQLite says.
    pub fn refuse_closed(&self, id: Id<Relationship>) -> Result<(), StoreError> {
        match self.get(id)? {
            Some(row) if row.status == RelationshipStatus::Closed => self.closed(id),
            _ => Ok(()),
        }
    }

    fn closed<R>(&self, id: Id<Relationship>) -> Result<R, StoreError> {
        Err(StoreError::Closed { title: self.title(id)?, id: id.short() })
    }
}

impl Tx<'_> {
    /// Refuses a new or changed row of a relationship that is closed, and stays so.
    pub(super) fn refuse_in_closed<T: Record>(
        &self,
        id: Id<T>,
        after: &Map<String, Json>,
    ) -> Result<(), StoreError> {
        if T::NOUN.table == "relationship" && after.get("status").is_some_and(|word| word == "closed") {
            self.refuse_while_live(id.uuid())?;
        }
        let Some(closed) = self.closed_around(T::NOUN, id.uuid(), after)? else { return Ok(()) };
        let before = self.store().get(id)?.map(|row| serde_json::to_value(row)).transpose()?;
        let before = before.as_ref().and_then(Json::as_object);
        let is_private =
            |row: &Map<String, Json>| row.get("visibility").is_some_and(|word| word == "private");
        // A note of one's own may be written after the end, too.
        let own = T::NOUN.table == "reflection" && is_private(after) && before.is_none_or(is_private);
        let ends = |before| ENDINGS.iter().any(|ending| ending.allows(T::NOUN, before, after));
        if own || before.is_some_and(ends) {
            return Ok(());
        }
        self.store().closed(closed)
    }

    /// A session that goes on could not be closed any more.
    fn refuse_while_live(&self, relationship: Uuid) -> Result<(), StoreError> {
        let live = self
            .connection()
            .prepare_cached(
                "SELECT 1 FROM session WHERE relationship = ?1 AND state = 'live' AND binned IS NULL",
            )?
            .exists([relationship.as_bytes().as_slice()])?;
        if live {
            return Err(StoreError::invalid("state", "a session of it is going on: close that first"));
        }
        Ok(())
    }

    /// The closed relationship to which a row belongs, or from which it would be taken.
    fn closed_around(
        &self,
        noun: &Noun,
        id: Uuid,
        after: &Map<String, Json>,
    ) -> Result<Option<Id<Relationship>>, StoreError> {
        let row = id.as_bytes().as_slice();
        let found: Option<[u8; 16]> = match noun.table {
            "relationship" if after.get("status").is_some_and(|word| word != "closed") => None,
            "relationship" => self
                .connection()
                .prepare_cached("SELECT id FROM relationship WHERE id = ?1 AND status = 'closed'")?
                .query_row([row], |row| row.get(0))
                .optional()?,
            // A round that was begun is revealed; none begins, see [`Store::open_round`].
            "round" => None,
            table => {
                let Some(named) = after.get("relationship") else { return Ok(None) };
                let named = named.as_str().and_then(|id| Uuid::parse_str(id).ok());
                let sql = format!(
                    "SELECT id FROM relationship WHERE status = 'closed'
                     AND id IN (?1, (SELECT relationship FROM {} WHERE id = ?2)) LIMIT 1",
                    quoted(table)
                );
                self.connection()
                    .prepare_cached(&sql)?
                    .query_row(params![named.map(|id| *id.as_bytes()), row], |row| row.get(0))
                    .optional()?
            }
        };
        Ok(found.map(|bytes| Id::from_uuid(Uuid::from_bytes(bytes))))
    }
}
