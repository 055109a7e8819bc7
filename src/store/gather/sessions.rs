//! Sessions and what belongs to them.

use super::reader::{Reader, day_given, day_of, id, id_given, parsed, word};
use super::{Bound, StoreError};
use crate::insight::{ItemRow, Ledger, SegmentRow, SessionRow};
use crate::model::{Id, Session, SessionState};
use chrono::NaiveDate;
use rusqlite::params;
use std::collections::{HashMap, HashSet};

const NEWEST: &str = "SELECT starts_at FROM session
     WHERE relationship = ?1 AND state = 'held' AND binned IS NULL ORDER BY starts_at DESC, id DESC LIMIT ?2";
const FIRST: &str = "SELECT id, starts_at FROM session
     WHERE relationship = ?1 AND state = 'held' AND binned IS NULL ORDER BY starts_at, id LIMIT 3";
const COUNT: &str =
    "SELECT count(*) FROM session WHERE relationship = ?1 AND state = 'held' AND binned IS NULL";
const HELD: &str = "SELECT id, starts_at, minutes, facilitator FROM session
     WHERE relationship = ?1 AND state = 'held' AND binned IS NULL AND starts_at >= ?2 ORDER BY starts_at, id";
const FALLEN: &str = "SELECT id, starts_at FROM session
     WHERE relationship = ?1 AND state IN ('missed', 'cancelled') AND binned IS NULL AND starts_at >= ?2";
const NEXT: &str = "SELECT starts_at FROM session
     WHERE relationship = ?1 AND state = 'planned' AND binned IS NULL AND starts_at >= ?2
     ORDER BY starts_at, id LIMIT 1";
const PRESENT: &str = "SELECT present.session, present.person FROM session JOIN present ON present.session = session.id
     WHERE session.relationship = ?1 AND session.state = 'held' AND session.binned IS NULL AND session.starts_at >= ?2";
const SEGMENTS: &str = "SELECT segment.session, segment.person FROM session JOIN segment ON segment.session = session.id
     WHERE session.relationship = ?1 AND session.state = 'held' AND session.binned IS NULL AND session.starts_at >= ?2
       AND segment.person IS NOT NULL";
const TALK: &str = "SELECT turn.session, turn.person, sum(turn.seconds) FROM session JOIN turn ON turn.session = session.id
     WHERE session.relationship = ?1 AND session.state = 'held' AND session.binned IS NULL AND session.starts_at >= ?2
     GROUP BY turn.session, turn.person";
const RATINGS: &str = "SELECT rating.session, rating.person, rating.question, rating.value
     FROM session JOIN rating ON rating.session = session.id
     WHERE session.relationship = ?1 AND session.state = 'held' AND session.binned IS NULL AND session.starts_at >= ?2";
const HELD_ITEMS: &str = "SELECT item.session, 'held', item.raised_by, item.raised_on, item.state, item.carried_from, item.minutes, item.topic, item.visibility <> 'shared'
     FROM session JOIN item ON item.session = session.id
     WHERE session.relationship = ?1 AND session.state = 'held' AND session.binned IS NULL AND session.starts_at >= ?2";
const WAITING_ITEMS: &str = "SELECT item.session, session.state, item.raised_by, item.raised_on, item.state, item.carried_from, item.minutes, item.topic, item.visibility <> 'shared'
     FROM session JOIN item ON item.session = session.id
     WHERE session.relationship = ?1 AND session.state IN ('planned', 'live') AND session.binned IS NULL";
const PARKED_ITEMS: &str =
    "SELECT NULL, 'parked', raised_by, raised_on, state, carried_from, minutes, topic, visibility <> 'shared'
     FROM item WHERE relationship = ?1";

impl Reader<'_> {
    /// The days of the last sessions held, newest first.
    pub fn newest_held(&self, limit: usize) -> Result<Vec<NaiveDate>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.rows(NEWEST, params![self.key(), limit], |row| day_of(row, 0))
    }

    /// Sessions, who was in them, and their agendas.
    pub fn sessions(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        ledger.held = usize::from(word(self.one(COUNT, params![self.key()])?));
        ledger.first = self.rows(FIRST, params![self.key()], |row| Ok((id(row, 0)?, day_of(row, 1)?)))?;
        self.around(ledger, bound)
    }

    /// The sessions of the window, those that fell out and the next one, and their agendas.
    pub fn around(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        let since = params![self.key(), bound.text];
        let fallen = self.rows(FALLEN, since, |row| Ok((id(row, 0)?, day_of(row, 1)?)))?;
        ledger.fallen =
            fallen.into_iter().filter(|(_, day)| bound.holds(*day)).map(|(session, _)| session).collect();
        let yesterday = Bound::new(Some(ledger.today));
        let next = self.rows(NEXT, params![self.key(), yesterday.text], |row| day_of(row, 0))?;
        ledger.next = next.into_iter().find(|day| *day >= ledger.today);
        ledger.sessions = self.held(bound)?;
        self.items(ledger, bound)
    }

    /// The sessions held in the window, oldest first, with who was in them.
    pub fn held(&self, bound: &Bound) -> Result<Vec<SessionRow>, StoreError> {
        let since = params![self.key(), bound.text];
        let mut sessions = self.rows(HELD, since, |row| {
            let mut session = SessionRow::new(id(row, 0)?, day_of(row, 1)?);
            session.minutes = row.get::<_, Option<i64>>(2)?.map(word);
            session.facilitator = id_given(row, 3)?;
            Ok(session)
        })?;
        sessions.retain(|session| bound.holds(session.day));
        let mut present = self.by_session(PRESENT, bound, |row| id(row, 1))?;
        let mut segments = self.by_session(SEGMENTS, bound, |row| Ok(SegmentRow { person: id(row, 1)? }))?;
        let mut talk = self.by_session(TALK, bound, |row| {
            Ok((id(row, 1)?, u32::try_from(row.get::<_, i64>(2)?).unwrap_or(u32::MAX)))
        })?;
        let mut ratings = self.by_session(RATINGS, bound, |row| {
            Ok((id(row, 1)?, row.get::<_, String>(2)?, f64::from(word(row.get(3)?))))
        })?;
        for session in &mut sessions {
            session.present = present.remove(&session.id).unwrap_or_default();
            session.segments = segments.remove(&session.id).unwrap_or_default();
            session.talk = talk.remove(&session.id).unwrap_or_default();
            session.ratings = ratings.remove(&session.id).unwrap_or_default();
        }
        Ok(sessions)
    }

    /// Rows whose first column is a session of the window, by that session.
    fn by_session<T>(
        &self,
        sql: &str,
        bound: &Bound,
        read: impl Fn(&rusqlite::Row<'_>) -> Result<T, StoreError>,
    ) -> Result<HashMap<Id<Session>, Vec<T>>, StoreError> {
        let mut found: HashMap<_, Vec<T>> = HashMap::new();
        for (session, value) in
            self.rows(sql, params![self.key(), bound.text], |row| Ok((id(row, 0)?, read(row)?)))?
        {
            found.entry(session).or_default().push(value);
        }
        Ok(found)
    }

    /// Agendas of held sessions, of sessions to come and the parking lot.
    pub fn items(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        let read = |row: &rusqlite::Row<'_>| {
            let place = id_given(row, 0)?;
            let held = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)? == SessionState::Held.word();
            Ok(ItemRow {
                held_in: place.filter(|_| held),
                place,
                raised_by: id_given(row, 2)?,
                raised_on: day_given(row, 3)?,
                state: parsed(&row.get::<_, String>(4)?)?,
                carried: id_given::<Session>(row, 5)?.is_some(),
                minutes: row.get::<_, Option<i64>>(6)?.map(word),
                topic: self.topic(row, 7, 8)?,
            })
        };
        ledger.items = self.rows(HELD_ITEMS, params![self.key(), bound.text], read)?;
        let held: HashSet<_> = ledger.sessions.iter().map(|session| Some(session.id)).collect();
        ledger.items.retain(|item| held.contains(&item.held_in));
        ledger.items.extend(self.rows(WAITING_ITEMS, params![self.key()], read)?);
        ledger.items.extend(self.rows(PARKED_ITEMS, params![self.key()], read)?);
        Ok(())
    }
}
