//! The history of one row: read from the change log, which knows every row it touched.

use super::record::Record;
use super::{Store, StoreError};
use crate::model::{Id, Moment};
use rusqlite::params;
use serde_json::{Map, Value as Json};

/// One change of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// What was done.
    pub label: String,
    /// When.
    pub at: Moment,
    /// Whether it is taken back at present.
    pub undone: bool,
    /// The fields and lists it changed, in the order of the file.
    pub fields: Vec<String>,
}

const OF_ROW: &str =
    "SELECT change.id, change.label, change.at, change.undone, change_row.before, change_row.after
     FROM change_row JOIN change ON change.id = change_row.change
     WHERE change_row.noun = ?1 AND change_row.key = ?2 AND change.kind = 'do' ORDER BY change.id";
const LISTS: &str = "SELECT DISTINCT noun FROM change_row WHERE change = ?1";

impl Store {
    /// How a row became what it is, the oldest change first; its making is the first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn amendments<T: Record>(&self, id: Id<T>) -> Result<Vec<Amendment>, StoreError> {
        let key = serde_json::json!({"id": id.uuid().simple().to_string().to_uppercase()}).to_string();
        let mut statement = self.connection.prepare_cached(OF_ROW)?;
        let mut rows = statement.query(params![T::NOUN.table, key])?;
        let mut amendments = Vec::new();
        while let Some(row) = rows.next()? {
            let change: i64 = row.get(0)?;
            let before: Option<String> = row.get(4)?;
            let after: Option<String> = row.get(5)?;
            // A row that comes into being changed no field.
            let mut fields = match before {
                Some(_) => names(after.as_deref())?,
                None => Vec::new(),
            };
            if before.is_some() {
                fields.extend(self.lists_of::<T>(change)?);
            }
            amendments.push(Amendment {
                label: row.get(1)?,
                at: super::moment(&row.get::<_, String>(2)?)?,
                undone: row.get::<_, i64>(3)? != 0,
                fields,
            });
        }
        Ok(amendments)
    }

    fn lists_of<T: Record>(&self, change: i64) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(LISTS)?;
        let tables = statement.query_map([change], |row| row.get::<_, String>(0))?;
        let tables: Vec<String> = tables.collect::<Result<_, _>>()?;
        let touched = T::NOUN.children.iter().filter(|child| tables.iter().any(|one| one == child.table));
        Ok(touched.map(|child| child.field.to_owned()).collect())
    }
}

fn names(image: Option<&str>) -> Result<Vec<String>, StoreError> {
    let image: Map<String, Json> = image.map(serde_json::from_str).transpose()?.unwrap_or_default();
    Ok(image.keys().filter(|name| *name != "updated_at").cloned().collect())
}
