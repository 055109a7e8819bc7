//! A session's arc in the file: what it is prepared from, its running clock, its closing.

use super::record::Record;
use super::schema::quoted;
use super::{Filter, Store, StoreError, Tx, Window};
use crate::model::{
    Commitment, CommitmentState, Feedback, FeedbackState, Goal, GoalState, Id, Person, Relationship, Session,
    SessionState,
};
use crate::sitting::{Begun, Clock, Closed, Material, PromptUse};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Sessions that are looked back at for whose turn it is and how regular they are.
const LOOKED_BACK: usize = 24;
/// Rows of a kind that one relationship is thought to have open; more are not shown.
const MANY: usize = 200;

const CLOSED_SINCE: &str =
    "SELECT id FROM commitment WHERE relationship = ?1 AND state IN ('kept', 'late', 'dropped')
     AND closed_at >= ?2 AND binned IS NULL ORDER BY closed_at, id";
const PROMPT_USES: &str =
    "SELECT prompt, session, used_on, kept FROM prompt_use WHERE relationship = ?1 ORDER BY used_on, id";

/// A running clock and the session it belongs to.
#[derive(Serialize, Deserialize)]
struct Running {
    session: Id<Session>,
    clock: Clock,
}

impl Store {
    /// The rows around a session.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the session or its relationship is gone.
    pub fn material(&self, session: Id<Session>) -> Result<Material, StoreError> {
        self.material_of(self.need(session)?)
    }

    /// The rows around a session that need not be in the file yet.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when its relationship is gone.
    pub fn material_of(&self, session: Session) -> Result<Material, StoreError> {
        let relationship = self.need(session.relationship)?;
        let of = |states: &[&'static str]| Filter {
            relationship: Some(session.relationship),
            states: states.to_vec(),
            ..Filter::default()
        };
        let held_filter = of(&[SessionState::Held.word()]);
        let mut held: Vec<Session> = self.list(&held_filter, &Window::First, LOOKED_BACK)?;
        held.retain(|one| one.id != session.id && one.starts_at <= session.starts_at);
        let planned =
            Filter { since: session.starts_at.day().pred_opt(), ..of(&[SessionState::Planned.word()]) };
        let mut planned: Vec<Session> = self.list(&planned, &Window::Last, 8)?;
        planned.retain(|one| one.id != session.id && one.starts_at > session.starts_at);
        let active = [GoalState::Active.word(), GoalState::Reached.word(), GoalState::Paused.word()];
        let waiting =
            [FeedbackState::Asked.word(), FeedbackState::Given.word(), FeedbackState::Answered.word()];
        let mut loops: Vec<Feedback> = self.list(&of(&waiting), &Window::Last, MANY)?;
        loops.reverse();
        let goals: Vec<Goal> = self.list(&of(&active), &Window::First, MANY)?;
        let mut material = Material {
            owner: self.owner()?,
            held_count: self.count::<Session>(&held_filter)?,
            next: planned.pop(),
            commitments: self.list(&of(&[CommitmentState::Open.word()]), &Window::First, MANY)?,
            exchanges: self.of_session(session.id)?,
            goals,
            loops,
            prompts: self.prompt_uses(session.relationship)?,
            intentions: self.intentions(Some(session.relationship))?,
            held,
            relationship,
            session,
        };
        self.add_settled(&mut material)?;
        Ok(material)
    }

    /// Commitments of this session, and those closed since the last one.
    fn add_settled(&self, material: &mut Material) -> Result<(), StoreError> {
        let mut more: Vec<Commitment> = self.of_session(material.session.id)?;
        if let Some(day) = material.last_day() {
            let relationship = material.relationship.id.uuid();
            let mut statement = self.connection.prepare_cached(CLOSED_SINCE)?;
            let found = statement
                .query_map(params![relationship.as_bytes().as_slice(), day.to_string()], |row| row.get(0))?;
            for id in found {
                more.push(self.need(Id::from_uuid(Uuid::from_bytes(id?)))?);
            }
        }
        for row in more {
            if material.commitments.iter().all(|one| one.id != row.id) {
                material.commitments.push(row);
            }
        }
        Ok(())
    }

    /// The rows of a noun that were made in a session, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of_session<T: Record>(&self, session: Id<Session>) -> Result<Vec<T>, StoreError> {
        let sql = format!(
            "SELECT id FROM {} WHERE session = ?1 AND binned IS NULL ORDER BY id",
            quoted(T::NOUN.table)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map([session.uuid().as_bytes().as_slice()], |row| row.get(0))?;
        found.map(|id| self.need(Id::from_uuid(Uuid::from_bytes(id?)))).collect()
    }

    /// Which questions a relationship was asked, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn prompt_uses(&self, relationship: Id<Relationship>) -> Result<Vec<PromptUse>, StoreError> {
        let mut statement = self.connection.prepare_cached(PROMPT_USES)?;
        let rows = statement.query_map([relationship.uuid().as_bytes().as_slice()], |row| {
            Ok((row.get(0)?, row.get::<_, Option<[u8; 16]>>(1)?, row.get::<_, String>(2)?, row.get(3)?))
        })?;
        rows.map(|row| {
            let (prompt, session, used_on, kept) = row?;
            Ok(PromptUse {
                prompt,
                session: session.map(|id| Id::from_uuid(Uuid::from_bytes(id))),
                used_on: used_on
                    .parse()
                    .map_err(|_| StoreError::Damaged(format!("a question's day: {used_on}")))?,
                kept,
            })
        })
        .collect()
    }

    /// The session of a relationship that is next: one that is going on, else the first planned one
    /// from today on.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn upcoming(&self, relationship: Id<Relationship>) -> Result<Option<Session>, StoreError> {
        let of = |state: SessionState, since| Filter {
            relationship: Some(relationship),
            states: vec![state.word()],
            since,
            ..Filter::default()
        };
        let live: Option<Session> = self.list(&of(SessionState::Live, None), &Window::First, 1)?.pop();
        if live.is_some() {
            return Ok(live);
        }
        let today = self.clock.today();
        // A day earlier in UTC can be today here.
        let planned: Vec<Session> =
            self.list(&of(SessionState::Planned, today.pred_opt()), &Window::Last, 8)?;
        Ok(planned.into_iter().rev().find(|session| session.starts_at.day() >= today))
    }

    /// Starts a session: it is live, its questions are asked, its clock runs.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] when a value breaks a rule of the file.
    pub fn start_session(&self, begun: &Begun) -> Result<Session, StoreError> {
        let title = self.title(begun.session.relationship)?;
        self.write(&format!("start the session with {title}"), |tx| {
            tx.put(&begun.session)?;
            begun.questions.iter().try_for_each(|prompt| tx.use_prompt(&begun.session, prompt, true))
        })?;
        let mut clock = Clock::start(begun.session.starts_at, begun.session.segments.clone());
        clock.go(begun.session.starts_at, 0);
        self.keep_running(&begun.session, &clock)?;
        self.need(begun.session.id)
    }

    /// The running clock of a live session; one that began on another machine has none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn running(&self, session: &Session) -> Result<Option<Clock>, StoreError> {
        let kept = self.setting(&clock_name(session))?;
        // A clock of another version cannot be read: the session starts to count anew.
        let running = kept.and_then(|text| serde_json::from_str::<Running>(&text).ok());
        Ok(running.filter(|running| running.session == session.id).map(|running| running.clock))
    }

    /// Keeps the running clock, outside the history: time is not taken back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_running(&self, session: &Session, clock: &Clock) -> Result<(), StoreError> {
        let running = Running { session: session.id, clock: clock.clone() };
        self.set(&clock_name(session), &serde_json::to_string(&running)?)
    }
}

/// One clock for each relationship: the one of its last session.
fn clock_name(session: &Session) -> String {
    format!("clock/{}", session.relationship)
}

impl Tx<'_> {
    /// Writes down that a question was asked, or passed over.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn use_prompt(&self, session: &Session, prompt: &str, kept: bool) -> Result<(), StoreError> {
        let id = crate::clock::fresh_identity();
        self.connection()
            .prepare_cached(
                "INSERT INTO prompt_use (id, relationship, session, prompt, used_on, kept)
                 VALUES (?1, ?2, (SELECT id FROM session WHERE id = ?3), ?4, ?5, ?6)",
            )?
            .execute(params![
                id.as_bytes().as_slice(),
                session.relationship.uuid().as_bytes().as_slice(),
                session.id.uuid().as_bytes().as_slice(),
                prompt,
                self.store().clock().today().to_string(),
                kept,
            ])?;
        Ok(())
    }

    /// Keeps a closing of what was read: all its rows, or none. What others changed since stays theirs.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] when it was changed where the closing changes it;
    /// [`StoreError::Invalid`] when a value breaks a rule of the file.
    pub fn close_session(&self, read: &Material, closed: &Closed) -> Result<(), StoreError> {
        // Compared before anything is written: an item that moves is in one place only.
        let session = self.over(&read.session, &closed.session)?;
        let relationship = closed.relationship.as_ref().map(|row| self.over(&read.relationship, row));
        let next = closed.next.as_ref().map(|row| self.over_any(read.next.as_slice(), row)).transpose()?;
        let commitments = self.over_each(&read.commitments, &closed.commitments)?;
        let exchanges = self.over_each(&read.exchanges, &closed.exchanges)?;
        // The parking lot first: an item that moves to the next session leaves it.
        if let Some(relationship) = relationship.transpose()? {
            self.put(&relationship)?;
        }
        self.put(&session)?;
        if let Some(next) = next {
            self.put(&next)?;
        }
        commitments.iter().try_for_each(|row| self.put(row).map(drop))?;
        exchanges.iter().try_for_each(|row| self.put(row).map(drop))?;
        if let Some(learnt) = &closed.learnt {
            self.put(learnt)?;
        }
        Ok(())
    }

    /// The changed ones among rows that were read, and the new ones.
    fn over_each<T: Record + Clone>(&self, read: &[T], rows: &[T]) -> Result<Vec<T>, StoreError> {
        rows.iter().filter(|row| !read.contains(row)).map(|row| self.over_any(read, row)).collect()
    }

    /// A row over the one of them that it was read as; a new one as it is.
    fn over_any<T: Record + Clone>(&self, read: &[T], row: &T) -> Result<T, StoreError> {
        match read.iter().find(|before| before.id() == row.id()) {
            Some(before) => self.over(before, row),
            None => Ok(row.clone()),
        }
    }
}

impl Store {
    /// What people are called in a sentence about a session: `me` for the owner, the first name
    /// where it is enough to tell them apart.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn short_names(&self, people: &[Id<Person>]) -> Result<Vec<String>, StoreError> {
        let owner = self.owner()?;
        let full: Vec<String> = people
            .iter()
            .map(|id| if Some(*id) == owner { Ok("me".to_owned()) } else { self.name(*id) })
            .collect::<Result<_, _>>()?;
        let first = |name: &str| name.split_whitespace().next().unwrap_or(name).to_owned();
        let firsts: Vec<String> = full.iter().map(|name| first(name)).collect();
        Ok(full
            .iter()
            .zip(&firsts)
            .map(|(name, first)| {
                let alike = firsts.iter().filter(|other| *other == first).count();
                if alike > 1 { name.clone() } else { first.clone() }
            })
            .collect())
    }
}
