//! How much of the journal is handed out: everything, or what others may see.
//!
//! The veil is enforced here, where rows are read, so that no screen can show what it was never
//! given. It is courtesy, not encryption: the file itself stays as it is.

use super::record::Record;
use super::{Store, StoreError};
use crate::model::{Id, Relationship};
use serde_json::{Map, Value as Json};

/// What stands for every private text, however long it is.
pub const PRIVATE: &str = "(private)";

/// How much of the journal is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sight {
    /// Everything: the owner is alone.
    #[default]
    Whole,
    /// Private text is [`PRIVATE`]; what was not said yet is not even listed.
    Veiled,
    /// No private row is there at all, and nothing outside of one relationship.
    Together(Id<Relationship>),
}

impl Sight {
    /// Whether private text stays where it is.
    pub fn is_veiled(self) -> bool {
        self != Self::Whole
    }
}

/// What of a table's rows is private.
#[derive(Debug)]
pub(super) struct Privacy {
    table: &'static str,
    /// The condition under which these fields are private.
    pub condition: &'static str,
    /// The field that says [`PRIVATE`] in their place.
    said: &'static str,
    /// The fields that are empty then: texts, figures and lists. A row without any has only one
    /// private field and stays in every list.
    silent: &'static [&'static str],
    /// The condition under which a row is not even listed under the veil.
    unsaid: Option<&'static str>,
}

const UNLESS_SHARED: &str = "visibility <> 'shared'";

const fn row(table: &'static str, said: &'static str, silent: &'static [&'static str]) -> Privacy {
    Privacy { table, condition: UNLESS_SHARED, said, silent, unsaid: None }
}

const fn field(table: &'static str, condition: &'static str, said: &'static str) -> Privacy {
    Privacy { table, condition, said, silent: &[], unsaid: None }
}

/// Everything that is private, by table. What is not named here is for everybody who looks along.
const PRIVACY: &[Privacy] = &[
    field("person", "note IS NOT NULL", "note"),
    field("session", "private_notes IS NOT NULL", "private_notes"),
    row("item", "text", &["topic"]),
    row("exchange", "text", &["topic", "landed"]),
    Privacy {
        table: "feedback",
        condition: "visibility <> 'shared' OR state = 'draft'",
        said: "text",
        silent: &[
            "topic",
            "situation",
            "behaviour",
            "impact",
            "intent",
            "question",
            "response",
            "care",
            "challenge",
            "felt_care",
            "felt_challenge",
        ],
        unsaid: Some("state = 'draft'"),
    },
    row("goal", "title", &["why", "measure", "unit", "start", "target", "checkins", "weights"]),
    row("commitment", "text", &["closed_at"]),
    row("reflection", "text", &["tags"]),
    row("skill", "name", &["target", "ratings"]),
    // A look back is never shared.
    Privacy {
        table: "review",
        condition: "1",
        said: "figures",
        silent: &["answers", "intentions"],
        unsaid: None,
    },
    field("tag", "1", "name"),
];

/// What belongs to one relationship, by table; `{it}` is its id. A table without a line has
/// nothing that does.
const WITHIN: &[(&str, &str)] = &[
    ("person", "owner = 1 OR id IN (SELECT person FROM member WHERE relationship = {it})"),
    ("relationship", "id = {it}"),
    ("session", "relationship = {it}"),
    ("exchange", "relationship = {it}"),
    ("feedback", "relationship = {it}"),
    ("goal", "relationship = {it}"),
    ("commitment", "relationship = {it}"),
    ("reflection", "relationship = {it}"),
    ("round", "relationship = {it}"),
    ("skill", "relationship = {it}"),
];

impl Privacy {
    /// What is private in a table, where anything is.
    pub fn of(table: &str) -> Option<&'static Self> {
        PRIVACY.iter().find(|privacy| privacy.table == table)
    }

    /// Takes the private fields, and the lists, out of a row.
    pub fn cover(&self, object: &mut Map<String, Json>) {
        let whole = self.is_whole();
        if let Some(said) = object.get_mut(self.said).filter(|said| whole || !said.is_null()) {
            *said = Json::from(PRIVATE);
        }
        for silent in self.silent {
            if let Some(value) = object.get_mut(*silent) {
                *value = if value.is_array() { Json::Array(Vec::new()) } else { Json::Null };
            }
        }
    }

    /// Whether the row as a whole is private, and not only a field of it.
    pub fn is_whole(&self) -> bool {
        !self.silent.is_empty()
    }

    /// Whether a column is among the private ones.
    pub fn covers(&self, column: &str) -> bool {
        self.said == column || self.silent.contains(&column)
    }

    /// Under what condition a row is left out of lists.
    fn unlisted(&self, sight: Sight) -> Option<&'static str> {
        match sight {
            Sight::Whole => None,
            Sight::Veiled => self.unsaid,
            Sight::Together(_) => (!self.silent.is_empty()).then_some(self.condition),
        }
    }
}

impl Store {
    /// How much is handed out at present.
    pub fn sight(&self) -> Sight {
        self.sight.get()
    }

    /// Decides how much is handed out from now on.
    pub fn set_sight(&self, sight: Sight) {
        self.sight.set(sight);
    }

    /// Refuses to change a row of which only a part is handed out: what is not seen would be
    /// written over.
    ///
    /// # Errors
    /// [`StoreError::Veiled`] then.
    pub fn refuse_veiled<T: Record>(&self, id: Id<T>) -> Result<(), StoreError> {
        let Some(privacy) = Privacy::of(T::NOUN.table).filter(|_| self.sight().is_veiled()) else {
            return Ok(());
        };
        let sql = format!("SELECT 1 FROM \"{}\" WHERE id = ?1 AND ({})", T::NOUN.table, privacy.condition);
        let private = self.connection.prepare_cached(&sql)?.exists([id.uuid().as_bytes().as_slice()])?;
        if private { Err(StoreError::Veiled) } else { Ok(()) }
    }

    /// The condition for rows of a table that the present sight allows; nothing for all.
    pub(super) fn seen(&self, table: &str) -> Option<String> {
        let mut conditions = Vec::new();
        let unlisted = Privacy::of(table).and_then(|privacy| privacy.unlisted(self.sight()));
        conditions.extend(unlisted.map(|unlisted| format!("NOT ({unlisted})")));
        if let Sight::Together(it) = self.sight() {
            conditions.push(format!("({})", within(table, it)));
        }
        (!conditions.is_empty()).then(|| conditions.join(" AND "))
    }

    /// The same, to be added to other conditions.
    pub(super) fn and_seen(&self, table: &str) -> String {
        self.seen(table).map_or_else(String::new, |seen| format!(" AND {seen}"))
    }
}

/// The condition for rows of a table that belong to a relationship.
pub(super) fn within(table: &str, it: Id<Relationship>) -> String {
    let condition = WITHIN.iter().find(|(of, _)| *of == table).map_or("0", |(_, condition)| *condition);
    condition.replace("{it}", &format!("x'{}'", it.uuid().simple()))
}
