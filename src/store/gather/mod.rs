//! One gathering read: the rows that a relationship's figures are made from, cut to their window.
//!
//! `insight` is handed plain rows and knows no file. What is read is bounded by the window (the last
//! six sessions or 90 days), not by the age of the relationship; whatever else a check needs (the
//! first sessions, open promises, the last contact of a silent tie) is asked for by index.

mod chronicle;
mod entries;
mod glance;
mod people;
mod reader;
mod sessions;

use super::{Store, StoreError};
use crate::insight::{HatRow, Ledger, window};
use crate::model::{Id, Moment, Relationship, RelationshipStatus};
use chrono::{Days, NaiveDate};
use reader::{Reader, day, day_of, parsed, word};
use rusqlite::params;

const RELATIONSHIP: &str =
    "SELECT form, phase, cadence_days, ended_on, status FROM relationship WHERE id = ?1";
const AGREED: &str =
    "SELECT EXISTS (SELECT 1 FROM agreement WHERE relationship = ?1 AND agreed_on IS NOT NULL)";
const HATS: &str =
    "SELECT relationship.form, member.role, coalesce(session.minutes, relationship.session_minutes),
       session.facilitator IS ?1, session.starts_at
     FROM session
     JOIN relationship ON relationship.id = session.relationship AND relationship.binned IS NULL
     JOIN member ON member.relationship = session.relationship AND member.person = ?1
     WHERE session.state = 'held' AND session.starts_at >= ?2 AND session.binned IS NULL
       AND coalesce(session.minutes, relationship.session_minutes) IS NOT NULL
       AND (NOT EXISTS (SELECT 1 FROM present WHERE present.session = session.id)
         OR EXISTS (SELECT 1 FROM present WHERE present.session = session.id AND present.person = ?1))";

impl Store {
    /// Everything a relationship's figures are made from, as of today.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there; what SQLite says.
    pub fn ledger_of(&self, id: Id<Relationship>) -> Result<Ledger, StoreError> {
        // One state of the file, whose locks are taken once.
        self.snapshot(|| self.gather(id))
    }

    /// What pictures are drawn from, looking back over so many sessions or exchanges, whichever is
    /// reached first: a picture shows a longer way than a check judges, and is on screen with every
    /// key. So nothing is counted or listed here that grows with the years or with how often people
    /// meet: no goals, commitments, notes.
    ///
    /// # Errors
    /// As [`Store::ledger_of`].
    pub fn story_of(
        &self,
        id: Id<Relationship>,
        sessions: usize,
        exchanges: usize,
    ) -> Result<Ledger, StoreError> {
        self.snapshot(|| {
            let reader = self.reader(id);
            let mut ledger = self.head(&reader, id)?;
            let session = reader.newest_held(sessions)?.get(sessions.saturating_sub(1)).copied();
            // No day at all is the earliest.
            ledger.since = session.max(reader.newest_exchange(exchanges)?);
            let bound = Bound::new(ledger.since);
            ledger.sessions = reader.held(&bound)?;
            reader.items(&mut ledger, &bound)?;
            reader.exchanges(&mut ledger, &bound)?;
            ledger.feedback = reader.recent_feedback(&bound)?;
            if self.sight().is_veiled() {
                // Where somebody stands on the map of candour is as private as the words.
                ledger.feedback.iter_mut().for_each(|row| (row.meant, row.felt) = (None, None));
            }
            reader.people(&mut ledger)?;
            Ok(ledger)
        })
    }

    /// The same for several relationships, all as of one moment.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one is not there; what SQLite says.
    pub fn ledgers_of(&self, ids: &[Id<Relationship>]) -> Result<Vec<Ledger>, StoreError> {
        self.snapshot(|| ids.iter().map(|id| self.gather(*id)).collect())
    }

    fn gather(&self, id: Id<Relationship>) -> Result<Ledger, StoreError> {
        let reader = self.reader(id);
        let mut ledger = self.head(&reader, id)?;
        let newest = reader.newest_held(window::SESSIONS)?;
        ledger.since = window::start(&newest, window::SESSIONS, ledger.today);
        let bound = Bound::new(ledger.since);
        reader.sessions(&mut ledger, &bound)?;
        reader.exchanges(&mut ledger, &bound)?;
        reader.feedback(&mut ledger, &bound)?;
        reader.goals(&mut ledger)?;
        reader.commitments(&mut ledger, &bound)?;
        reader.pulses(&mut ledger, &bound)?;
        reader.notes(&mut ledger, &bound)?;
        reader.people(&mut ledger)?;
        Ok(ledger)
    }

    fn reader(&self, id: Id<Relationship>) -> Reader<'_> {
        Reader { connection: &self.connection, relationship: id.uuid(), sight: self.sight() }
    }

    /// A ledger with nothing but its head.
    fn head(&self, reader: &Reader<'_>, id: Id<Relationship>) -> Result<Ledger, StoreError> {
        let today = self.clock().today();
        let head = reader.rows(RELATIONSHIP, params![reader.key()], |row| {
            let status: RelationshipStatus = parsed(&row.get::<_, String>(4)?)?;
            let mut ledger = Ledger::empty(id, row.get::<_, String>(0)?, today);
            ledger.phase = row.get(1)?;
            ledger.cadence_days = row.get(2)?;
            ledger.ended_on = row.get::<_, Option<String>>(3)?.map(|text| day(&text)).transpose()?;
            ledger.status = status;
            Ok(ledger)
        })?;
        let mut ledger = head
            .into_iter()
            .next()
            .ok_or_else(|| StoreError::NotFound { noun: "relationship", name: id.short() })?;
        ledger.agreed = reader.one(AGREED, params![reader.key()])?;
        Ok(ledger)
    }

    /// The sessions of the last 90 days in which the owner took part, with their role in each.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hat_rows(&self) -> Result<Vec<HatRow>, StoreError> {
        let Some(owner) = self.owner()? else { return Ok(Vec::new()) };
        let since = self.clock().today().checked_sub_days(Days::new(window::DAYS));
        let bound = Bound::new(since);
        let owner = owner.uuid();
        let reader = Reader { connection: &self.connection, relationship: owner, sight: self.sight() };
        let rows = reader.rows(HATS, params![owner.as_bytes().as_slice(), bound.text], |row| {
            let hat =
                HatRow { form: row.get(0)?, role: row.get(1)?, minutes: word(row.get(2)?), led: row.get(3)? };
            Ok((hat, day_of(row, 4)?))
        })?;
        Ok(rows.into_iter().filter(|(_, day)| bound.holds(*day)).map(|(hat, _)| hat).collect())
    }
}

/// The window's beginning: as text that no row of it sorts before, and as the day itself.
struct Bound {
    text: String,
    day: Option<NaiveDate>,
}

impl Bound {
    fn new(since: Option<NaiveDate>) -> Self {
        // A day here can begin a day earlier in UTC.
        let text = since.and_then(|day| day.pred_opt()).map(Moment::day_floor).unwrap_or_default();
        Self { text, day: since }
    }

    /// Whether a day is in the window.
    fn holds(&self, day: NaiveDate) -> bool {
        self.day.is_none_or(|since| day >= since)
    }
}
