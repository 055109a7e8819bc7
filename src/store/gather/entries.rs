//! Exchanges, feedback, goals, commitments, pulses and notes.

use super::reader::{Reader, day_given, day_of, day_of_given, id, id_given, parsed, word};
use super::{Bound, StoreError};
use crate::insight::{CommitmentRow, ExchangeRow, FeedbackRow, GoalRow, Ledger, PulseRow};
use crate::model::{Answer, CommitmentState, Entered, FeedbackState, Goal, Id, Moment};
use chrono::NaiveDate;
use rusqlite::{Row, params};
use std::collections::HashMap;

const EXCHANGES: &str =
    "SELECT id, session, \"from\", \"to\", kind, topic, at, landed, confirmed_by IS NOT NULL,
       visibility <> 'shared'
     FROM exchange WHERE relationship = ?1 AND at >= ?2 AND binned IS NULL ORDER BY at, id";
const NEWEST_EXCHANGE: &str = "SELECT at FROM exchange WHERE relationship = ?1 AND binned IS NULL
     ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?2";
/// What [`feedback_row`] reads.
pub(super) const FEEDBACK_COLUMNS: &str =
    "id, session, \"from\", \"to\", style, state, at, asked_at IS NOT NULL, given_at, answered_at,
       care, challenge, felt_care, felt_challenge";
const SINCE: &str = "at >= ?2";
const GOALS: &str = "SELECT id, state, coalesce(measure, '') <> '', due_on IS NOT NULL FROM goal
     WHERE relationship = ?1 AND binned IS NULL ORDER BY id";
const OWNERS: &str =
    "SELECT goal_owner.goal, goal_owner.person FROM goal JOIN goal_owner ON goal_owner.goal = goal.id
     WHERE goal.relationship = ?1 AND goal.binned IS NULL";
const CHECKINS: &str = "SELECT checkin.goal, max(checkin.at) FROM goal JOIN checkin ON checkin.goal = goal.id
     WHERE goal.relationship = ?1 AND goal.binned IS NULL GROUP BY checkin.goal";
const WEIGHTS: &str =
    "SELECT weight.goal, weight.person, weight.weight FROM goal JOIN weight ON weight.goal = goal.id
     WHERE goal.relationship = ?1 AND goal.binned IS NULL";
const COMMITMENTS: &str =
    "SELECT id, owner, \"to\", raised_by, at, due_on, closed_at, state, carried FROM commitment
     WHERE relationship = ?1 AND binned IS NULL
       AND (state = 'open' OR at >= ?2 OR due_on >= ?2 OR closed_at >= ?2)";
const EARLY_COMMITMENTS: &str =
    "SELECT id, owner, \"to\", raised_by, at, due_on, closed_at, state, carried FROM commitment
     WHERE relationship = ?1 AND binned IS NULL AND at < ?2";
const PULSES: &str = "SELECT round.id, round_entry.person, round_entry.payload, round.at
     FROM round JOIN round_entry ON round_entry.round = round.id
     WHERE round.relationship = ?1 AND round.at >= ?2 AND round.kind = 'pulse' AND round.state = 'revealed'
       AND round.binned IS NULL ORDER BY round.id, round_entry.position";
const NOTES: &str = "SELECT id, at FROM reflection
     WHERE relationship = ?1 AND session IS NULL AND at >= ?2 AND binned IS NULL";

/// The statement that reads feedback of the relationship (`?1`) on this side of a moment (`?2`).
fn feedback_sql(side: &str) -> String {
    format!("SELECT {FEEDBACK_COLUMNS} FROM feedback WHERE relationship = ?1 AND {side} AND binned IS NULL")
}

/// A feedback as its statement's columns have it.
pub(super) fn feedback_row(row: &Row<'_>) -> Result<FeedbackRow, StoreError> {
    let pair = |care: usize, challenge: usize| -> Result<Option<(u8, u8)>, StoreError> {
        Ok(row.get::<_, Option<u8>>(care)?.zip(row.get::<_, Option<u8>>(challenge)?))
    };
    Ok(FeedbackRow {
        id: id(row, 0)?,
        session: id_given(row, 1)?,
        from: id(row, 2)?,
        to: id(row, 3)?,
        style: parsed(&row.get::<_, String>(4)?)?,
        state: parsed(&row.get::<_, String>(5)?)?,
        day: day_of(row, 6)?,
        asked: row.get(7)?,
        given_on: day_of_given(row, 8)?,
        answered_on: day_of_given(row, 9)?,
        meant: pair(10, 11)?,
        felt: pair(12, 13)?,
    })
}

/// A commitment as its statement's columns have it.
pub(super) fn commitment_row(row: &Row<'_>) -> Result<CommitmentRow, StoreError> {
    Ok(CommitmentRow {
        id: id(row, 0)?,
        owner: id(row, 1)?,
        to: id_given(row, 2)?,
        raised_by: id_given(row, 3)?,
        day: day_of(row, 4)?,
        due_on: day_given(row, 5)?,
        closed_on: day_of_given(row, 6)?,
        state: parsed(&row.get::<_, String>(7)?)?,
        carried: word(row.get(8)?),
    })
}

impl Reader<'_> {
    /// The day of the newest exchange but so many; nothing where there are fewer.
    pub fn newest_exchange(&self, but: usize) -> Result<Option<NaiveDate>, StoreError> {
        let but = i64::try_from(but).unwrap_or(i64::MAX);
        Ok(self.rows(NEWEST_EXCHANGE, params![self.key(), but], |row| day_of(row, 0))?.pop())
    }

    /// The ledger's rows of the window.
    pub fn exchanges(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        ledger.exchanges = self.rows(EXCHANGES, params![self.key(), bound.text], |row| {
            Ok(ExchangeRow {
                id: id(row, 0)?,
                session: id_given(row, 1)?,
                from: id(row, 2)?,
                to: id_given(row, 3)?,
                kind: parsed(row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?)?,
                topic: self.topic(row, 5, 9)?,
                day: day_of(row, 6)?,
                landed: row.get(7)?,
                confirmed: row.get(8)?,
            })
        })?;
        ledger.exchanges.retain(|row| bound.holds(row.day));
        Ok(())
    }

    /// Feedback written in the window, and drafts of any age.
    pub fn feedback(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        let drafts = feedback_sql("at < ?2 AND state = 'draft'");
        ledger.feedback = self.rows(&drafts, params![self.key(), bound.text], feedback_row)?;
        let recent = self.rows(&feedback_sql(SINCE), params![self.key(), bound.text], feedback_row)?;
        let draft = |row: &FeedbackRow| row.state == FeedbackState::Draft;
        ledger.feedback.extend(recent.into_iter().filter(|row| bound.holds(row.day) || draft(row)));
        if self.sight.is_veiled() {
            // What was not said is not even counted.
            ledger.feedback.retain(|row| !draft(row));
        }
        Ok(())
    }

    /// Feedback written in the window, without drafts.
    pub fn recent_feedback(&self, bound: &Bound) -> Result<Vec<FeedbackRow>, StoreError> {
        let mut recent = self.rows(&feedback_sql(SINCE), params![self.key(), bound.text], feedback_row)?;
        recent.retain(|row| bound.holds(row.day) && row.state != FeedbackState::Draft);
        Ok(recent)
    }

    /// Every goal of the relationship: there are never many.
    pub fn goals(&self, ledger: &mut Ledger) -> Result<(), StoreError> {
        let mut goals = self.rows(GOALS, params![self.key()], |row| {
            Ok(GoalRow {
                id: id(row, 0)?,
                state: parsed(&row.get::<_, String>(1)?)?,
                owners: Vec::new(),
                measured: row.get(2)?,
                dated: row.get(3)?,
                checked_on: None,
                weights: Vec::new(),
            })
        })?;
        let mut owners = self.by_goal(OWNERS, |row| id(row, 1))?;
        let checked = self.by_goal(CHECKINS, |row| day_of(row, 1))?;
        let mut weights = self.by_goal(WEIGHTS, |row| Ok((id(row, 1)?, row.get(2)?)))?;
        for goal in &mut goals {
            goal.owners = owners.remove(&goal.id).unwrap_or_default();
            goal.checked_on = checked.get(&goal.id).and_then(|days: &Vec<NaiveDate>| days.first().copied());
            goal.weights = weights.remove(&goal.id).unwrap_or_default();
        }
        ledger.goals = goals;
        Ok(())
    }

    fn by_goal<T>(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<HashMap<Id<Goal>, Vec<T>>, StoreError> {
        let mut found: HashMap<_, Vec<T>> = HashMap::new();
        for (goal, value) in self.rows(sql, params![self.key()], |row| Ok((id(row, 0)?, read(row)?)))? {
            found.entry(goal).or_default().push(value);
        }
        Ok(found)
    }

    /// Commitments that are open or have to do with the window, and those of the first sessions.
    pub fn commitments(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        ledger.commitments = self.rows(COMMITMENTS, params![self.key(), bound.text], commitment_row)?;
        ledger.commitments.retain(|row| {
            let days = [Some(row.day), row.due_on, row.closed_on];
            row.state == CommitmentState::Open || days.into_iter().flatten().any(|day| bound.holds(day))
        });
        // The day after the third session begins, anywhere, at the latest two days on.
        let early = ledger.first.last().and_then(|(_, third)| third.succ_opt()?.succ_opt());
        if let Some(end) = early {
            let last = end.pred_opt().unwrap_or(end);
            let mut rows =
                self.rows(EARLY_COMMITMENTS, params![self.key(), Moment::day_floor(end)], commitment_row)?;
            rows.retain(|row| row.day < last);
            ledger.first_commitments = rows;
        }
        Ok(())
    }

    /// Revealed pulses: the questions answered with a number from 1 to 5.
    pub fn pulses(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        let entries = self.rows(PULSES, params![self.key(), bound.text], |row| {
            // What another program put there is no answer.
            let entered: Entered = serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default();
            Ok((id(row, 0)?, id(row, 1)?, entered, day_of(row, 3)?))
        })?;
        for (round, person, entered, _) in entries.into_iter().filter(|(.., day)| bound.holds(*day)) {
            let numbers = entered.answers.into_iter().filter_map(|line| match line.answer {
                Answer::Figure(figure @ 1..=5) => Some((person, line.question, f64::from(figure))),
                Answer::Figure(_) | Answer::Words(_) => None,
            });
            match ledger.pulses.last_mut().filter(|pulse| pulse.id == round) {
                Some(pulse) => pulse.answers.extend(numbers),
                None => ledger.pulses.push(PulseRow { id: round, answers: numbers.collect() }),
            }
        }
        Ok(())
    }

    /// Notes of the window that belong to no session.
    pub fn notes(&self, ledger: &mut Ledger, bound: &Bound) -> Result<(), StoreError> {
        let notes =
            self.rows(NOTES, params![self.key(), bound.text], |row| Ok((id(row, 0)?, day_of(row, 1)?)))?;
        ledger.notes = notes.into_iter().filter(|(_, day)| bound.holds(*day)).map(|(note, _)| note).collect();
        Ok(())
    }
}
