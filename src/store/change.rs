//! Transactions and the change they are logged under; the history as a list.

use super::{PRIVATE, Sight, Store, StoreError, log, search};
use crate::model::Moment;
use rusqlite::{Transaction, TransactionBehavior, params};

/// The `undone` of a step that was taken back and overtaken by another one.
const SUPERSEDED: i64 = 3;

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub id: i64,
    /// `do`, `undo` or `redo`.
    pub kind: String,
    /// What was done.
    pub label: String,
    /// When.
    pub at: Moment,
    /// Whether it is taken back at present.
    pub undone: bool,
}

impl Store {
    /// Runs `action` in one IMMEDIATE transaction: all of it or nothing.
    pub(super) fn transaction<R, E: From<StoreError>>(
        &self,
        action: impl FnOnce() -> Result<R, E>,
    ) -> Result<R, E> {
        self.refuse_read_only()?;
        self.install_log()?;
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let before = self.newest_step()?;
        let result = action()?;
        self.commit(transaction, &before)?;
        Ok(result)
    }

    pub(super) fn install_log(&self) -> Result<(), StoreError> {
        if !self.logging.get() {
            log::install(&self.connection, &self.schema)?;
            self.logging.set(true);
        }
        Ok(())
    }

    pub(super) fn begin_change(
        &self,
        kind: &str,
        target: Option<i64>,
        label: &str,
    ) -> Result<i64, StoreError> {
        self.connection
            .prepare_cached("INSERT INTO change (kind, target, label, at) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                kind,
                target,
                crate::model::text::one_line(label),
                self.clock.now().to_string()
            ])?;
        let id = self.connection.last_insert_rowid();
        self.connection.prepare_cached("DELETE FROM current_change")?.execute([])?;
        self.connection.prepare_cached("INSERT INTO current_change (id) VALUES (?1)")?.execute([id])?;
        Ok(id)
    }

    /// Ends a change: nothing more is logged under it, and what it touched is found by its words.
    pub(super) fn end_change(&self, change: i64) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM current_change")?.execute([])?;
        search::settle(&self.connection, &self.schema, change)
    }

    /// Ends a step of the user's: an empty one is forgotten; a real one makes what was taken back
    /// before it impossible to make again, so that history stays one line.
    pub(super) fn settle(&self, change: i64) -> Result<(), StoreError> {
        self.end_change(change)?;
        let forgotten = self
            .connection
            .prepare_cached(
                "DELETE FROM change WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM change_row WHERE change = ?1)",
            )?
            .execute([change])?;
        if forgotten == 0 {
            self.connection
                .prepare_cached("UPDATE change SET undone = ?1 WHERE kind = 'do' AND undone = 1")?
                .execute([SUPERSEDED])?;
        }
        Ok(())
    }

    /// The number of the newest step of the history: whether something was written in between.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn newest_change(&self) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT max(id) FROM change";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The history, newest first. Labels quote what was written: under the veil they are not
    /// handed out, and while others look along there is no history.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, limit: usize) -> Result<Vec<Change>, StoreError> {
        if let Sight::Together(_) = self.sight() {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, kind, label, at, undone FROM change ORDER BY id DESC LIMIT ?1")?;
        let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?, row.get::<_, i64>(4)? != 0))
        })?;
        rows.map(|row| {
            let (id, kind, label, at, undone) = row?;
            Ok(Change { id, kind, label: self.label(label), at: super::moment(&at)?, undone })
        })
        .collect()
    }

    /// A step's label as far as it is handed out.
    pub(super) fn label(&self, label: String) -> String {
        if self.sight().is_veiled() { PRIVATE.to_owned() } else { label }
    }
}
