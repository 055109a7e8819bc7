//! What one line about a relationship is made from: the window of its figures, and of what grows with
//! the years no more than the newest rows. A screen that shows a few relationships reads no more for
//! an old one than for a young one.

use super::entries::{FEEDBACK_COLUMNS, commitment_row, feedback_row};
use super::reader::{Reader, day_of_given, id, word};
use super::{Bound, Store, StoreError};
use crate::insight::{CommitmentRow, FeedbackRow, GoalRow, Ledger, window};
use crate::model::{CommitmentState, GoalState, Id, Relationship};
use rusqlite::params;

/// Open promises that are read, the first that are due.
const OPEN: usize = 100;
/// Rows of each other kind and state that are read, the newest.
const NEWEST: usize = 24;
/// Sessions held that are counted.
const COUNTED: usize = 100;

const HELD: &str = "SELECT count(*) FROM (SELECT 1 FROM session
     WHERE relationship = ?1 AND state = 'held' AND binned IS NULL LIMIT ?2)";
const GOALS: &str = "SELECT id, coalesce(measure, '') <> '', due_on IS NOT NULL,
       (SELECT max(at) FROM checkin WHERE checkin.goal = goal.id)
     FROM goal WHERE relationship = ?1 AND state = ?2 AND binned IS NULL ORDER BY id DESC LIMIT ?3";
const OWNERS: &str = "SELECT person FROM goal_owner WHERE goal = ?1";
const WEIGHTS: &str = "SELECT person, weight FROM weight WHERE goal = ?1";
const OPEN_COMMITMENTS: &str =
    "SELECT id, owner, \"to\", raised_by, at, due_on, closed_at, state, carried FROM commitment
     WHERE relationship = ?1 AND state = 'open' AND binned IS NULL
     ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT ?2";
/// Closed ones that were due in the window, the last first; and those that had no day.
const DATED_COMMITMENTS: &str =
    "SELECT id, owner, \"to\", raised_by, at, due_on, closed_at, state, carried FROM commitment
     WHERE relationship = ?1 AND state = ?2 AND binned IS NULL
       AND coalesce(due_on, '9999-12-31') >= ?3 AND coalesce(due_on, '9999-12-31') < '9999-12-31'
     ORDER BY coalesce(due_on, '9999-12-31') DESC, id DESC LIMIT ?4";
const UNDATED_COMMITMENTS: &str =
    "SELECT id, owner, \"to\", raised_by, at, due_on, closed_at, state, carried FROM commitment
     WHERE relationship = ?1 AND state = ?2 AND binned IS NULL AND coalesce(due_on, '9999-12-31') = '9999-12-31'
     ORDER BY id DESC LIMIT ?3";

impl Store {
    /// What lines about some relationships are made from, all as of one moment: as
    /// [`Store::ledgers_of`], but the promises of the first sessions, and of open promises, goals and
    /// drafts no more than the newest of each state.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one is not there; what SQLite says.
    pub fn glances_of(&self, ids: &[Id<Relationship>]) -> Result<Vec<Ledger>, StoreError> {
        self.snapshot(|| ids.iter().map(|id| self.glance(*id)).collect())
    }

    fn glance(&self, id: Id<Relationship>) -> Result<Ledger, StoreError> {
        let reader = self.reader(id);
        let mut ledger = self.head(&reader, id)?;
        let newest = reader.newest_held(window::SESSIONS)?;
        ledger.since = window::start(&newest, window::SESSIONS, ledger.today);
        let bound = Bound::new(ledger.since);
        ledger.held = usize::from(word(reader.one(HELD, params![reader.key(), COUNTED as i64])?));
        reader.around(&mut ledger, &bound)?;
        reader.exchanges(&mut ledger, &bound)?;
        ledger.feedback = reader.recent_feedback(&bound)?;
        if !self.sight().is_veiled() {
            ledger.feedback.extend(reader.newest_drafts()?);
        }
        ledger.goals = reader.newest_goals()?;
        ledger.commitments = reader.newest_commitments(&bound)?;
        reader.pulses(&mut ledger, &bound)?;
        reader.notes(&mut ledger, &bound)?;
        reader.people(&mut ledger)?;
        Ok(ledger)
    }
}

impl Reader<'_> {
    fn newest_drafts(&self) -> Result<Vec<FeedbackRow>, StoreError> {
        // The plus sign keeps the list of drafts: what was said long ago is not looked through.
        let sql = format!(
            "SELECT {FEEDBACK_COLUMNS} FROM feedback
             WHERE state = 'draft' AND +relationship = ?1 AND binned IS NULL ORDER BY at DESC, id DESC LIMIT ?2"
        );
        self.rows(&sql, params![self.key(), NEWEST as i64], feedback_row)
    }

    fn newest_goals(&self) -> Result<Vec<GoalRow>, StoreError> {
        let mut goals = Vec::new();
        for state in GoalState::ALL {
            goals.extend(self.rows(GOALS, params![self.key(), state.word(), NEWEST as i64], |row| {
                Ok(GoalRow {
                    id: id(row, 0)?,
                    state: *state,
                    owners: Vec::new(),
                    measured: row.get(1)?,
                    dated: row.get(2)?,
                    checked_on: day_of_given(row, 3)?,
                    weights: Vec::new(),
                })
            })?);
        }
        for goal in &mut goals {
            let uuid = goal.id.uuid();
            let key = uuid.as_bytes().as_slice();
            goal.owners = self.rows(OWNERS, params![key], |row| id(row, 0))?;
            goal.weights = self.rows(WEIGHTS, params![key], |row| Ok((id(row, 0)?, row.get(1)?)))?;
        }
        Ok(goals)
    }

    fn newest_commitments(&self, bound: &Bound) -> Result<Vec<CommitmentRow>, StoreError> {
        let mut found = self.rows(OPEN_COMMITMENTS, params![self.key(), OPEN as i64], commitment_row)?;
        let since = bound.day.map_or_else(String::new, |day| day.to_string());
        for state in CommitmentState::ALL.iter().filter(|state| **state != CommitmentState::Open) {
            let (word, most) = (state.word(), NEWEST as i64);
            let dated = params![self.key(), word, since, most];
            found.extend(self.rows(DATED_COMMITMENTS, dated, commitment_row)?);
            let undated = self.rows(UNDATED_COMMITMENTS, params![self.key(), word, most], commitment_row)?;
            let recent = |row: &CommitmentRow| {
                [Some(row.day), row.closed_on].into_iter().flatten().any(|day| bound.holds(day))
            };
            found.extend(undated.into_iter().filter(recent));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::forms::Forms;
    use crate::insight::{Line, line};
    use crate::store::{Filter, Window};

    #[test]
    fn a_line_of_a_journal_of_a_year_says_what_the_whole_would() {
        let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
        crate::exchange::demo::load(&store).unwrap();
        let forms = Forms::builtin().unwrap();
        let ids = store.window::<Relationship>(&Filter::default(), &Window::First, 100).unwrap();
        let (whole, glances) = (store.ledgers_of(&ids).unwrap(), store.glances_of(&ids).unwrap());
        assert!(ids.len() >= 4);
        for (whole, glance) in whole.iter().zip(&glances) {
            let form = forms.get(&whole.form).unwrap();
            let (whole, glance) = (line(whole, form), line(glance, form));
            let said =
                |one: &Line| (one.phase.clone(), one.days_since, one.next, one.owed_by_me, one.owed_to_me);
            assert_eq!(said(&whole), said(&glance));
            // An offer may need the first sessions; a warning does not.
            let warns = |one: Line| one.worst.filter(|worst| !worst.offer).map(|worst| worst.check);
            assert_eq!(warns(whole), warns(glance));
        }
    }
}
