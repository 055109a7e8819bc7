//! How much of the journal is handed out: everything, or what others may see.
//!
//! The veil is enforced here, where rows are read, so that no screen can show what it was never
//! given. It is courtesy, not encryption: the file itself stays as it is.

use super::record::Record;
use super::{Store, StoreError};
use crate::model::{Id, Relationship};
use rusqlite::types::Value as Sql;
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

    /// Why something cannot be changed now, and how it could be.
    pub(super) fn veiled(self) -> StoreError {
        let way = match self {
            Self::Whole | Self::Veiled => "v lifts it",
            Self::Together(_) => "Esc goes back to the private journal",
        };
        StoreError::Veiled { way }
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
    /// What may be changed of a private row all the same: its place in a list, how it stands.
    loose: &'static [&'static str],
    /// The condition under which a row is not even listed under the veil.
    unsaid: Option<&'static str>,
}

const UNLESS_SHARED: &str = "visibility <> 'shared'";

const fn row(table: &'static str, said: &'static str, silent: &'static [&'static str]) -> Privacy {
    Privacy { table, condition: UNLESS_SHARED, said, silent, loose: &[], unsaid: None }
}

const fn field(table: &'static str, condition: &'static str, said: &'static str) -> Privacy {
    Privacy { table, condition, said, silent: &[], loose: &[], unsaid: None }
}

/// Everything that is private, by table. What is not named here is for everybody who looks along.
const PRIVACY: &[Privacy] = &[
    field("person", "note IS NOT NULL", "note"),
    field("session", "private_notes IS NOT NULL", "private_notes"),
    Privacy { loose: &["position", "state", "minutes"], ..row("item", "text", &["topic"]) },
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
        loose: &[],
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
        loose: &[],
        unsaid: None,
    },
    field("tag", "1", "name"),
    // Who is ahead, and whether rank helps, is not for everybody who looks along.
    Privacy {
        table: "choice",
        condition: "1",
        said: "answers",
        silent: &["form"],
        loose: &[],
        unsaid: Some("1"),
    },
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

    /// Whether a value is what is handed out in place of a private one.
    pub fn stands_for(&self, column: &str, value: &Sql) -> bool {
        match value {
            Sql::Null => true,
            Sql::Text(text) => self.said == column && text == PRIVATE,
            _ => false,
        }
    }

    /// Whether a value would be written as if it were the text it stands for.
    pub fn is_copied(&self, column: &str, value: &Sql) -> bool {
        self.said == column && matches!(value, Sql::Text(text) if text == PRIVATE)
    }

    /// Whether nothing of a private row may be changed.
    pub fn is_fixed(&self) -> bool {
        self.is_whole() && self.loose.is_empty()
    }

    /// Whether a private row may be changed in this column.
    pub fn may_change(&self, column: &str) -> bool {
        !self.covers(column) && (!self.is_whole() || self.loose.contains(&column))
    }

    /// Whether a column is among the private ones.
    pub fn covers(&self, column: &str) -> bool {
        self.said == column || self.silent.contains(&column)
    }

    /// Under what condition an element is left out of its row's list.
    pub fn missing(&self, sight: Sight) -> Option<&'static str> {
        match sight {
            Sight::Whole => None,
            Sight::Veiled => self.unsaid,
            Sight::Together(_) => Some(self.condition),
        }
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

    /// Refuses to change a row that is private as a whole. One of which only a field is private can be
    /// changed: that field stays as it is.
    ///
    /// # Errors
    /// [`StoreError::Veiled`] for a private one.
    pub fn refuse_veiled<T: Record>(&self, id: Id<T>) -> Result<(), StoreError> {
        let privacy = Privacy::of(T::NOUN.table).filter(|privacy| privacy.is_whole());
        let Some(privacy) = privacy.filter(|_| self.sight().is_veiled()) else { return Ok(()) };
        let sql = format!("SELECT 1 FROM \"{}\" WHERE id = ?1 AND ({})", T::NOUN.table, privacy.condition);
        let private = self.connection.prepare_cached(&sql)?.exists([id.uuid().as_bytes().as_slice()])?;
        if private { Err(self.sight().veiled()) } else { Ok(()) }
    }

    /// Whether a text is one that is not handed out: it stands for what is in the file.
    pub fn is_hidden(&self, text: Option<&str>) -> bool {
        self.sight().is_veiled() && text == Some(PRIVATE)
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
