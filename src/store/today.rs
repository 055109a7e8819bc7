//! What today is about: what is next, what is late, which loops are open.

use super::{Draft, Filter, Store, StoreError, Window};
use crate::model::{Commitment, Feedback, FeedbackState, Id, Intention, Person, Session, SessionState};
use chrono::{Duration, NaiveDate};
use rusqlite::params;
use uuid::Uuid;

/// How far back a planned session that was never written down is still asked about.
const REMEMBERED_DAYS: i64 = 30;

/// Open commitments of one side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Promises {
    /// The first ones, by the day they are due; what has no day comes last.
    pub rows: Vec<Commitment>,
    /// How many are open, as far as they were counted.
    pub open: u64,
    /// How many of those are late.
    pub late: u64,
}

/// What a day begins with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Today {
    /// Sessions that are going on.
    pub live: Vec<Session>,
    /// Planned sessions from today on, the next first.
    pub next: Vec<Session>,
    /// Planned sessions of days that have passed, the latest first: held or missed, nobody said.
    pub unsaid: Vec<Session>,
    /// What the owner promised.
    pub mine: Promises,
    /// What others promised.
    pub theirs: Promises,
    /// Feedback asked for and not given, or given and not answered, the oldest first.
    pub loops: Vec<Feedback>,
    /// What the last look back intends and is not done yet.
    pub intentions: Vec<Intention>,
    /// Since when a look back is due, where one is.
    pub look_back_due: Option<NaiveDate>,
    /// What was typed and not kept.
    pub drafts: Vec<Draft>,
}

const MINE: &str = "SELECT id FROM commitment WHERE owner = ?1 AND state = 'open' AND binned IS NULL
     ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT ?2";
const THEIRS: &str = "SELECT id FROM commitment WHERE owner <> ?1 AND state = 'open' AND binned IS NULL
     ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT ?2";
const COUNT_MINE: &str =
    "SELECT count(*), coalesce(sum(late), 0) FROM (SELECT coalesce(due_on, '9999-12-31') < ?2 AS late FROM commitment
     WHERE owner = ?1 AND state = 'open' AND binned IS NULL
     ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT ?3)";
const COUNT_THEIRS: &str =
    "SELECT count(*), coalesce(sum(late), 0) FROM (SELECT coalesce(due_on, '9999-12-31') < ?2 AS late FROM commitment
     WHERE owner <> ?1 AND state = 'open' AND binned IS NULL
     ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT ?3)";

impl Store {
    /// What today is about; no list is longer than `limit`. What is open is counted up to `counted`:
    /// a screen that says "99+" need not read more.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn today(&self, limit: usize, counted: u32) -> Result<Today, StoreError> {
        let today = self.clock().today();
        let owner = self.owner()?;
        Ok(Today {
            live: self.list(&in_state(&[SessionState::Live.word()]), &Window::First, limit)?,
            next: self.planned_from(today, limit)?,
            unsaid: self.planned_before(today, limit)?,
            mine: self.promises(owner, limit, MINE, COUNT_MINE, counted)?,
            theirs: self.promises(owner, limit, THEIRS, COUNT_THEIRS, counted)?,
            loops: self.open_loops(limit)?,
            intentions: self.intentions(None)?,
            look_back_due: self.look_back_due()?,
            drafts: self.drafts()?,
        })
    }

    fn planned_from(&self, day: NaiveDate, limit: usize) -> Result<Vec<Session>, StoreError> {
        // A day earlier in UTC can be today here.
        let filter = Filter { since: day.pred_opt(), ..in_state(&[SessionState::Planned.word()]) };
        let mut sessions: Vec<Session> = self.list(&filter, &Window::Last, limit.saturating_add(8))?;
        sessions.retain(|session| session.starts_at.day() >= day);
        sessions.reverse();
        sessions.truncate(limit);
        Ok(sessions)
    }

    fn planned_before(&self, day: NaiveDate, limit: usize) -> Result<Vec<Session>, StoreError> {
        let filter = Filter {
            since: Some(day - Duration::days(REMEMBERED_DAYS)),
            until: Some(day),
            ..in_state(&[SessionState::Planned.word()])
        };
        let mut sessions: Vec<Session> = self.list(&filter, &Window::First, limit.saturating_add(8))?;
        sessions.retain(|session| session.starts_at.day() < day);
        sessions.truncate(limit);
        Ok(sessions)
    }

    fn open_loops(&self, limit: usize) -> Result<Vec<Feedback>, StoreError> {
        let open = in_state(&[FeedbackState::Asked.word(), FeedbackState::Given.word()]);
        let mut loops: Vec<Feedback> = self.list(&open, &Window::Last, limit)?;
        loops.reverse();
        Ok(loops)
    }

    fn promises(
        &self,
        owner: Option<Id<Person>>,
        limit: usize,
        rows: &str,
        count: &str,
        counted: u32,
    ) -> Result<Promises, StoreError> {
        let Some(owner) = owner else { return Ok(Promises::default()) };
        let today = self.clock().today();
        let uuid = owner.uuid();
        let owner = uuid.as_bytes().as_slice();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(rows)?;
        let found = statement.query_map(params![owner, limit], |row| row.get::<_, [u8; 16]>(0))?;
        let ids = found
            .map(|id| Ok(Id::from_uuid(Uuid::from_bytes(id?))))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let mut promises = Promises { rows: self.rows(&ids)?, ..Promises::default() };
        let (open, late): (i64, i64) = self
            .connection
            .prepare_cached(count)?
            .query_row(params![owner, today.to_string(), counted], |row| Ok((row.get(0)?, row.get(1)?)))?;
        promises.open = open.unsigned_abs();
        promises.late = late.unsigned_abs();
        Ok(promises)
    }
}

fn in_state(states: &[&'static str]) -> Filter {
    Filter { states: states.to_vec(), ..Filter::default() }
}
