//! Look backs: the last one, and what it intends for the sessions that come.

use super::{Filter, Store, StoreError, Tx, Window};
use crate::model::{Id, Intention, IntentionState, Relationship, Review, Session, SessionState};
use chrono::{Months, NaiveDate};
use rusqlite::OptionalExtension;
use uuid::Uuid;

impl Store {
    /// The newest look back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_review(&self) -> Result<Option<Review>, StoreError> {
        Ok(self.list(&Filter::default(), &Window::First, 1)?.pop())
    }

    /// What any look back intends and is not done yet, the newest first: for one relationship what is
    /// meant for it or for all, else everything. Under the veil nobody is told.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn intentions(&self, of: Option<Id<Relationship>>) -> Result<Vec<Intention>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id FROM review WHERE binned IS NULL{} AND EXISTS
               (SELECT 1 FROM intention WHERE intention.review = review.id AND intention.state = 'open')
             ORDER BY at DESC, id DESC",
            self.and_seen("review"),
        ))?;
        let ids = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
        let ids = ids.map(|id| Ok(Id::from_uuid(Uuid::from_bytes(id?))));
        let reviews: Vec<Review> = self.rows(&ids.collect::<Result<Vec<_>, StoreError>>()?)?;
        let mut intentions: Vec<Intention> =
            reviews.into_iter().flat_map(|review| review.intentions).collect();
        intentions.retain(|one| {
            one.state == IntentionState::Open
                && (of.is_none() || one.relationship.is_none() || one.relationship == of)
        });
        Ok(intentions)
    }

    /// The look back that an intention is of.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub fn review_of(&self, intention: Id<Intention>) -> Result<Id<Review>, StoreError> {
        let found = self
            .connection
            .prepare_cached("SELECT review FROM intention WHERE id = ?1")?
            .query_row([intention.uuid().as_bytes().as_slice()], |row| row.get::<_, [u8; 16]>(0))
            .optional()?;
        let missing = || StoreError::NotFound { noun: "intention", name: intention.short() };
        found.map(|bytes| Id::from_uuid(Uuid::from_bytes(bytes))).ok_or_else(missing)
    }

    /// Since when a look back is due: a month after the last one, or after the first session that was
    /// held. Nothing while none is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn look_back_due(&self) -> Result<Option<NaiveDate>, StoreError> {
        let last = match self.last_review()? {
            Some(review) => Some(review.at.day()),
            None => {
                let held = Filter { states: vec![SessionState::Held.word()], ..Filter::default() };
                let first: Vec<Session> = self.list(&held, &Window::Last, 1)?;
                first.first().map(|session| session.starts_at.day())
            }
        };
        let due = last.and_then(|last| last.checked_add_months(Months::new(1)));
        Ok(due.filter(|due| *due <= self.clock().today()))
    }
}

impl Tx<'_> {
    /// Takes an intention as done, or opens it again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is gone.
    pub fn toggle_intention(&self, id: Id<Intention>) -> Result<Intention, StoreError> {
        let review = self.store().review_of(id)?;
        let now = self.store().now();
        let row = self.edit(review, |row: &mut Review| {
            row.intentions.iter_mut().filter(|one| one.id == id).for_each(|one| one.toggle(now));
        })?;
        let found = row.intentions.into_iter().find(|one| one.id == id);
        found.ok_or_else(|| StoreError::NotFound { noun: "intention", name: id.short() })
    }
}
