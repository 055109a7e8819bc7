//! Members, topics and leads.

use super::StoreError;
use super::reader::{Reader, day, day_given, day_of, id, id_given, parsed};
use crate::insight::{Ledger, MemberRow};
use crate::model::{Id, Lead, Person, Topic};
use chrono::NaiveDate;
use rusqlite::params;

const MEMBERS: &str =
    "SELECT member.person, member.role, person.owner, person.authority, person.department, person.cohort,
       member.joined_on, member.left_on
     FROM member JOIN person ON person.id = member.person
     WHERE member.relationship = ?1 ORDER BY member.position";
const TOPICS: &str = "SELECT name, kind, goal, wanted FROM topic WHERE relationship = ?1 ORDER BY position";
const LEADS: &str = "SELECT topic, person, from_on FROM topic_lead WHERE relationship = ?1 ORDER BY position";
const GAVE: &str = "SELECT at FROM exchange WHERE \"from\" = ?2 AND relationship = ?1 AND binned IS NULL
     ORDER BY at DESC LIMIT 1";
const GOT: &str = "SELECT at FROM exchange WHERE \"to\" = ?2 AND relationship = ?1 AND binned IS NULL
     ORDER BY at DESC LIMIT 1";

impl Reader<'_> {
    /// Who takes part, what they work on, and who leads it.
    pub fn people(&self, ledger: &mut Ledger) -> Result<(), StoreError> {
        ledger.members = self.rows(MEMBERS, params![self.key()], |row| {
            let person = id(row, 0)?;
            Ok(MemberRow {
                owner: row.get(2)?,
                authority: row.get(3)?,
                department: row.get(4)?,
                cohort: row.get(5)?,
                joined_on: day_given(row, 6)?,
                left: day_given(row, 7)?.is_some_and(|left| left <= ledger.today),
                last_exchange: self.last_exchange(ledger, person)?,
                ..MemberRow::new(person, row.get::<_, String>(1)?)
            })
        })?;
        ledger.topics = self.rows(TOPICS, params![self.key()], |row| {
            let kind = parsed(&row.get::<_, String>(1)?)?;
            Ok(Topic { name: row.get(0)?, kind, goal: id_given(row, 2)?, wanted: row.get(3)? })
        })?;
        ledger.leads = self.rows(LEADS, params![self.key()], |row| {
            let from_on = day(&row.get::<_, String>(2)?)?;
            Ok(Lead { topic: row.get(0)?, person: id(row, 1)?, from_on })
        })?;
        Ok(())
    }

    /// The last day somebody gave or got anything here: in the window, else ever.
    fn last_exchange(&self, ledger: &Ledger, person: Id<Person>) -> Result<Option<NaiveDate>, StoreError> {
        let theirs =
            |row: &&crate::insight::ExchangeRow| row.from == person || row.to.is_none_or(|to| to == person);
        if let Some(row) = ledger.exchanges.iter().rev().find(theirs) {
            return Ok(Some(row.day));
        }
        let uuid = person.uuid();
        let mut last = None;
        for sql in [GAVE, GOT] {
            let days =
                self.rows(sql, params![self.key(), uuid.as_bytes().as_slice()], |row| day_of(row, 0))?;
            last = last.max(days.into_iter().next());
        }
        Ok(last)
    }
}
