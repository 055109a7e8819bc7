//! The whole ledger as text, to compare two states of a journal: for tests and for `doctor`.

use super::log::image;
use super::nouns::logged_tables;
use super::schema::quoted;
use super::{Store, StoreError};

impl Store {
    /// Every logged row as one line of JSON, tables and rows in a fixed order. History, drafts and
    /// settings are left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn digest(&self) -> Result<Vec<String>, StoreError> {
        let mut lines = Vec::new();
        for table in logged_tables() {
            let columns = self.schema.columns(&self.connection, table)?;
            let name = quoted(table);
            let sql = format!(
                "SELECT '{table} ' || {} AS line FROM {name} ORDER BY line",
                image(&columns, &name, false)
            );
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                lines.push(row.get(0)?);
            }
        }
        Ok(lines)
    }
}
