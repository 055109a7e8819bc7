//! The rows of some weeks, for the pictures of Insights: cut to the span by their own time, so that
//! what is read follows the weeks that are shown and not the age of the journal.
//!
//! Where the veil is on, only what is shared is handed out, and nothing about candour: how often
//! something private happened would tell, too.

use super::entries::{FEEDBACK_COLUMNS, commitment_row, feedback_row};
use super::reader::{Reader, day_of, id, id_given, parsed, word};
use super::{Bound, Store, StoreError};
use crate::insight::picture::{Chronicle, Gift, Meeting, Part, Span, Whom};
use crate::insight::{CommitmentRow, ExchangeRow, growth};
use crate::model::{
    FeedbackState, Goal, GoalState, Id, Person, Relationship, Session, SessionState, Skill, Visibility,
};
use crate::store::{Filter, Window};
use rusqlite::params;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Rows of one kind that are read, the newest; so many sessions of five years fit.
const MOST: usize = 4_000;
/// Sessions whose timed parts are read, the newest.
const MEASURED: usize = 60;
/// Goals that are worked on, and goals of the span that were reached, that are read.
const GOALS: usize = 24;
/// Skills that are read.
const SKILLS: usize = 60;
/// Open loops from before the span that are read.
const OLD_LOOPS: usize = 200;

const EXCHANGE_COLUMNS: &str = "id, session, \"from\", \"to\", kind, topic, at, landed,
       confirmed_by IS NOT NULL, visibility <> 'shared', relationship";
const PARTS: &str = "SELECT name, planned_seconds, used_seconds FROM segment
     WHERE session = ?1 AND used_seconds IS NOT NULL ORDER BY position";
const PRESENT: &str = "SELECT person FROM present WHERE session = ?1 ORDER BY position";
const MEMBERS: &str = "SELECT person FROM member WHERE relationship = ?1 ORDER BY position";

impl Store {
    /// Everything the pictures of Insights are made from.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn chronicle(&self, whom: Whom, span: Span) -> Result<Chronicle, StoreError> {
        self.snapshot(|| {
            let mut chronicle = Chronicle::empty(span);
            chronicle.owner = self.owner()?;
            chronicle.veiled = self.sight().is_veiled();
            let reading = Reading { store: self, whom, bound: Bound::new(Some(span.since)) };
            reading.meetings(&mut chronicle)?;
            reading.gifts(&mut chronicle)?;
            reading.feedback(&mut chronicle)?;
            reading.commitments(&mut chronicle)?;
            reading.goals(&mut chronicle)?;
            reading.skills(&mut chronicle)?;
            chronicle.notes = reading.notes()?;
            reading.names(&mut chronicle)?;
            Ok(chronicle)
        })
    }
}

/// One reading of the file.
struct Reading<'a> {
    store: &'a Store,
    whom: Whom,
    bound: Bound,
}

impl Reading<'_> {
    fn reader(&self) -> Reader<'_> {
        let relationship = match self.whom {
            Whom::Everybody => Uuid::nil(),
            Whom::Person(id) => id.uuid(),
            Whom::Relationship(id) => id.uuid(),
        };
        Reader { connection: &self.store.connection, relationship, sight: self.store.sight() }
    }

    /// The condition for rows of a table: whom they are about (`?1`), and that they may be seen.
    fn condition(&self, table: &str, of_person: &str) -> String {
        let whom = match self.whom {
            Whom::Everybody => "?1 IS NOT NULL",
            Whom::Person(_) => of_person,
            Whom::Relationship(_) => "relationship = ?1",
        };
        let shared = match table {
            "session" => "",
            _ if self.store.sight().is_veiled() => " AND visibility = 'shared'",
            _ => "",
        };
        format!("({whom}) AND binned IS NULL{shared}{}", self.store.and_seen(table))
    }

    fn meetings(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let condition =
            self.condition("session", "relationship IN (SELECT relationship FROM member WHERE person = ?1)");
        let sql = format!(
            "SELECT id, relationship, state, starts_at, minutes,
               (SELECT session_minutes FROM relationship WHERE relationship.id = session.relationship)
             FROM session WHERE {condition} AND starts_at >= ?2 ORDER BY starts_at DESC, id DESC LIMIT {MOST}"
        );
        let reader = self.reader();
        let mut meetings = reader.rows(&sql, params![reader.key(), self.bound.text], |row| {
            Ok(Meeting {
                id: id(row, 0)?,
                relationship: id(row, 1)?,
                state: parsed(&row.get::<_, String>(2)?)?,
                day: day_of(row, 3)?,
                minutes: row.get::<_, Option<i64>>(4)?.map(word),
                agreed: row.get::<_, Option<i64>>(5)?.map(word),
            })
        })?;
        chronicle.capped |= meetings.len() == MOST;
        meetings.retain(|meeting| chronicle.span.week(meeting.day).is_some());
        let held = meetings.iter().filter(|meeting| meeting.state == SessionState::Held);
        for session in held.take(MEASURED).map(|meeting| meeting.id) {
            let parts = reader.rows(PARTS, params![session.uuid().as_bytes().as_slice()], |row| {
                let minutes = |seconds: i64| f64::from(word(seconds)) / 60.0;
                let (planned, used) = (minutes(row.get(1)?), minutes(row.get(2)?));
                Ok(Part { session, name: row.get(0)?, planned, used })
            })?;
            chronicle.parts.extend(parts);
        }
        meetings.reverse();
        chronicle.meetings = meetings;
        Ok(())
    }

    fn gifts(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let condition = self.condition(
            "exchange",
            "\"from\" = ?1 OR \"to\" = ?1 OR (\"to\" IS NULL
               AND relationship IN (SELECT relationship FROM member WHERE person = ?1))",
        );
        let sql = format!(
            "SELECT {EXCHANGE_COLUMNS} FROM exchange WHERE {condition} AND at >= ?2
             ORDER BY at DESC, id DESC LIMIT {MOST}"
        );
        let reader = self.reader();
        let mut rows = reader.rows(&sql, params![reader.key(), self.bound.text], |row| {
            let exchange = ExchangeRow {
                id: id(row, 0)?,
                session: id_given(row, 1)?,
                from: id(row, 2)?,
                to: id_given(row, 3)?,
                kind: parsed(row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?)?,
                topic: reader.topic(row, 5, 9)?,
                day: day_of(row, 6)?,
                landed: row.get(7)?,
                confirmed: row.get(8)?,
            };
            Ok((exchange, id_given::<Relationship>(row, 10)?))
        })?;
        chronicle.capped |= rows.len() == MOST;
        rows.retain(|(row, _)| chronicle.span.holds(row.day));
        rows.reverse();
        let mut rooms = Rooms::default();
        for (row, relationship) in rows {
            let mut heard = match row.to {
                Some(to) => vec![to],
                None => rooms.of(&reader, row.session, relationship)?,
            };
            heard.retain(|person| *person != row.from);
            if let Whom::Person(person) = self.whom {
                // Of what was said to all, only what has to do with this one.
                heard.retain(|to| row.from == person || *to == person);
            }
            if !heard.is_empty() {
                chronicle.gifts.push(Gift { row, heard });
            }
        }
        Ok(())
    }

    fn feedback(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let condition = self.condition("feedback", "\"from\" = ?1 OR \"to\" = ?1");
        let reader = self.reader();
        let new = format!(
            "SELECT {FEEDBACK_COLUMNS} FROM feedback WHERE {condition} AND at >= ?2
             ORDER BY at DESC, id DESC LIMIT {MOST}"
        );
        let mut rows = reader.rows(&new, params![reader.key(), self.bound.text], feedback_row)?;
        chronicle.capped |= rows.len() == MOST;
        for state in [FeedbackState::Asked, FeedbackState::Given] {
            let old = format!(
                "SELECT {FEEDBACK_COLUMNS} FROM feedback WHERE {condition} AND at < ?2 AND state = '{state}'
                 ORDER BY at DESC, id DESC LIMIT {OLD_LOOPS}"
            );
            rows.extend(reader.rows(&old, params![reader.key(), self.bound.text], feedback_row)?);
        }
        // What was not said yet is in no picture.
        rows.retain(|row| row.state != FeedbackState::Draft && row.day <= chronicle.span.today);
        rows.sort_by_key(|row| (row.day, row.id));
        for row in &mut rows {
            if chronicle.veiled || !chronicle.span.holds(row.day) {
                (row.meant, row.felt) = (None, None);
            }
        }
        chronicle.feedback = rows;
        Ok(())
    }

    fn commitments(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let condition = self.condition("commitment", "owner = ?1 OR \"to\" = ?1");
        let reader = self.reader();
        let mut found: HashMap<_, CommitmentRow> = HashMap::new();
        let (since, day) = (&self.bound.text, chronicle.span.since.to_string());
        for (when, bound) in [
            ("at >= ?2", since),
            ("coalesce(due_on, '9999-12-31') >= ?2 AND coalesce(due_on, '9999-12-31') < '9999-12-31'", &day),
        ] {
            let sql = format!(
                "SELECT id, owner, \"to\", raised_by, at, due_on, closed_at, state, carried FROM commitment
                 WHERE {condition} AND {when} LIMIT {MOST}"
            );
            let rows = reader.rows(&sql, params![reader.key(), bound], commitment_row)?;
            chronicle.capped |= rows.len() == MOST;
            found.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        let mut rows: Vec<CommitmentRow> = found.into_values().collect();
        rows.sort_by_key(|row| (row.due_on.unwrap_or(row.day), row.id));
        chronicle.commitments = rows;
        Ok(())
    }

    /// Goals come whole, as their lists do: there are never many.
    fn goals(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let filter = Filter { states: vec![GoalState::Active.word()], ..self.filter() };
        let mut goals: Vec<Goal> = self.store.list(&filter, &Window::First, GOALS)?;
        let reached =
            Filter { states: vec![GoalState::Reached.word()], since: Some(chronicle.span.since), ..filter };
        goals.extend(self.store.list::<Goal>(&reached, &Window::Last, GOALS)?);
        if chronicle.veiled {
            goals.retain(|goal| goal.visibility == Visibility::Shared);
        }
        chronicle.goals = goals;
        Ok(())
    }

    fn skills(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let mut skills: Vec<Skill> = self.store.list(&self.filter(), &Window::First, SKILLS)?;
        if chronicle.veiled {
            skills.retain(|skill| skill.visibility == Visibility::Shared);
        }
        chronicle.skills = growth(&skills);
        Ok(())
    }

    fn filter(&self) -> Filter {
        match self.whom {
            Whom::Everybody => Filter::default(),
            Whom::Person(id) => Filter { with: Some(id), ..Filter::default() },
            Whom::Relationship(id) => Filter { relationship: Some(id), ..Filter::default() },
        }
    }

    fn notes(&self) -> Result<usize, StoreError> {
        let condition = self.condition(
            "reflection",
            "EXISTS (SELECT 1 FROM reflection_about
               WHERE reflection_about.person = ?1 AND reflection_about.reflection = reflection.id)",
        );
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM reflection WHERE {condition} AND at >= ?2 LIMIT {MOST})"
        );
        let reader = self.reader();
        Ok(usize::from(word(reader.one(&sql, params![reader.key(), self.bound.text])?)))
    }

    fn names(&self, chronicle: &mut Chronicle) -> Result<(), StoreError> {
        let mut people: HashSet<Id<Person>> = HashSet::new();
        people.extend(chronicle.gifts.iter().flat_map(|gift| gift.heard.iter().chain([&gift.row.from])));
        people.extend(chronicle.feedback.iter().flat_map(|row| [row.from, row.to]));
        people.extend(chronicle.skills.iter().map(|skill| skill.person));
        for person in people {
            let mine = chronicle.owner == Some(person);
            let name = if mine { "me".to_owned() } else { self.store.name(person)? };
            chronicle.people.insert(person, name);
        }
        for meeting in &chronicle.meetings {
            if let Entry::Vacant(title) = chronicle.titles.entry(meeting.relationship) {
                title.insert(self.store.title(meeting.relationship)?);
            }
        }
        Ok(())
    }
}

/// Who was in which room, each read once.
#[derive(Default)]
struct Rooms {
    present: HashMap<Id<Session>, Vec<Id<Person>>>,
    members: HashMap<Id<Relationship>, Vec<Id<Person>>>,
}

impl Rooms {
    /// Who was present, where that was written down; else who is in the relationship.
    fn of(
        &mut self,
        reader: &Reader<'_>,
        session: Option<Id<Session>>,
        relationship: Option<Id<Relationship>>,
    ) -> Result<Vec<Id<Person>>, StoreError> {
        let people =
            |sql: &str, key: Uuid| reader.rows(sql, params![key.as_bytes().as_slice()], |row| id(row, 0));
        if let Some(session) = session {
            let room = match self.present.entry(session) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(people(PRESENT, session.uuid())?),
            };
            if !room.is_empty() {
                return Ok(room.clone());
            }
        }
        let Some(relationship) = relationship else { return Ok(Vec::new()) };
        Ok(match self.members.entry(relationship) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => new.insert(people(MEMBERS, relationship.uuid())?).clone(),
        })
    }
}
