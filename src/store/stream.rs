//! Whole nouns row by row, and what refers to what: for exports and imports.

use super::codec::ITEM_PARENTS;
use super::nouns::NOUNS;
use super::record::{Child, Element, Noun, Record};
use super::schema::quoted;
use super::{Store, StoreError, Tx, moment};
use crate::model::{Id, Moment};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use std::collections::HashSet;
use uuid::Uuid;

/// A field that names another row.
#[derive(Debug)]
pub struct Reference {
    /// The list it is in; nothing for a field of the row itself.
    pub list: Option<&'static str>,
    /// The field; nothing where the list's elements are the identities themselves.
    pub field: Option<String>,
    /// The noun of the row it names.
    pub target: &'static Noun,
    /// What goes when the row it names is not shown.
    pub loss: Loss,
}

/// What is left out of a row together with a row that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The field becomes null.
    Field,
    /// The element of the list goes.
    Element,
    /// The whole row goes: it says nothing without the other.
    Row,
}

/// What an import has to know about a row that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When it was last changed.
    pub updated_at: Moment,
    /// Whether it is in the bin.
    pub binned: bool,
}

impl Store {
    /// Runs `action` on one state of the journal, whatever other programs write meanwhile.
    ///
    /// # Errors
    /// What `action` fails with, or what SQLite says.
    pub fn snapshot<R, E: From<StoreError>>(&self, action: impl FnOnce() -> Result<R, E>) -> Result<R, E> {
        if !self.connection.is_autocommit() {
            return action();
        }
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred)
            .map_err(StoreError::from)?;
        let result = action()?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(result)
    }

    /// Hands every row's identity to `action`, the bin left out, in the order of the identities.
    ///
    /// # Errors
    /// What `action` fails with, or what SQLite says.
    pub fn for_each_id<T: Record, E: From<StoreError>>(
        &self,
        mut action: impl FnMut(Id<T>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("SELECT id FROM {} WHERE binned IS NULL ORDER BY id", quoted(T::NOUN.table));
        let mut statement = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let id = row.get::<_, [u8; 16]>(0).map_err(StoreError::from)?;
            action(Id::from_uuid(Uuid::from_bytes(id)))?;
        }
        Ok(())
    }

    /// How a row stands; nothing when it is not there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn standing<T: Record>(&self, id: Id<T>) -> Result<Option<Standing>, StoreError> {
        let sql =
            format!("SELECT updated_at, binned IS NOT NULL FROM {} WHERE id = ?1", quoted(T::NOUN.table));
        let found: Option<(String, bool)> = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id.uuid().as_bytes().as_slice()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map(|(text, binned)| Ok(Standing { updated_at: moment(&text)?, binned })).transpose()
    }

    /// Whether there is such a row, binned or not.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn exists(&self, noun: &Noun, id: Uuid) -> Result<bool, StoreError> {
        let sql = format!("SELECT 1 FROM {} WHERE id = ?1", quoted(noun.table));
        Ok(self.connection.prepare_cached(&sql)?.exists([id.as_bytes().as_slice()])?)
    }

    /// The fields of a noun and of its lists that name other rows, as the file's foreign keys say.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn references(&self, noun: &'static Noun) -> Result<Vec<Reference>, StoreError> {
        let mut found = Vec::new();
        for key in self.foreign_keys(noun.table)? {
            // A row that ends with its person would be about somebody else without them: an
            // exchange to nobody means "to all present".
            let row = key.required || (key.cascades && key.target.table == "person");
            let loss = if row { Loss::Row } else { Loss::Field };
            found.push(Reference { list: None, field: Some(key.column), target: key.target, loss });
        }
        for child in noun.children {
            for key in self.foreign_keys(child.table)? {
                if is_parent(child, &key.column) {
                    continue;
                }
                found.push(Reference {
                    list: Some(child.field),
                    field: (child.element == Element::Object).then_some(key.column),
                    target: key.target,
                    loss: if key.required { Loss::Element } else { Loss::Field },
                });
            }
        }
        Ok(found)
    }

    /// The rows that no export shows: what is binned, and what names a binned row that it cannot do
    /// without. One step is enough: no row depends on a row that depends on another one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hidden(&self) -> Result<HashSet<(&'static str, Uuid)>, StoreError> {
        let mut hidden = HashSet::new();
        for noun in NOUNS {
            let table = quoted(noun.table);
            let mut queries = vec![format!("SELECT id FROM {table} WHERE binned IS NOT NULL")];
            for reference in self.references(noun)? {
                if let (Loss::Row, Some(field)) = (reference.loss, &reference.field) {
                    let (field, target) = (quoted(field), quoted(reference.target.table));
                    // CROSS keeps the order: the bin's few rows first, never the whole table.
                    queries.push(format!(
                        "SELECT {table}.id FROM {target} AS other CROSS JOIN {table} ON {table}.{field} = other.id
                         WHERE other.binned IS NOT NULL"
                    ));
                }
            }
            for sql in queries {
                let mut statement = self.connection.prepare(&sql)?;
                let rows = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
                for row in rows {
                    hidden.insert((noun.table, Uuid::from_bytes(row?)));
                }
            }
        }
        Ok(hidden)
    }

    pub(super) fn foreign_keys(&self, table: &str) -> Result<Vec<ForeignKey>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT link.\"from\", link.\"table\", info.\"notnull\", link.on_delete
             FROM pragma_foreign_key_list(?1) AS link JOIN pragma_table_info(?1) AS info
               ON info.name = link.\"from\"
             ORDER BY info.cid",
        )?;
        let mut rows = statement.query([table])?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            let target: String = row.get(1)?;
            let Some(target) = NOUNS.iter().copied().find(|noun| noun.table == target) else { continue };
            keys.push(ForeignKey {
                column: row.get(0)?,
                target,
                required: row.get(2)?,
                cascades: row.get::<_, String>(3)? == "CASCADE",
            });
        }
        Ok(keys)
    }
}

impl Tx<'_> {
    /// Lets rows refer to rows that are written later in the same action; references are then
    /// checked when it ends.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn defer_references(&self) -> Result<(), StoreError> {
        Ok(self.connection().execute_batch("PRAGMA defer_foreign_keys = ON")?)
    }
}

/// A column that names a row of a noun.
pub(super) struct ForeignKey {
    pub column: String,
    pub target: &'static Noun,
    required: bool,
    cascades: bool,
}

/// Whether a column says whose element this is, which JSON does not write.
fn is_parent(child: &Child, column: &str) -> bool {
    column == child.parent || (child.table == "item" && ITEM_PARENTS.contains(&column))
}
