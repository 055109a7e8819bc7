//! Which table and which children each noun is kept in.
//!
//! A row's fields are columns of the same name; its lists are child tables. This is all the code
//! that knows how the two shapes meet: [`super::codec`] does the work for every noun alike.

use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Moment, Person, Reflection, Relationship, Review, Round,
    Session, Skill, Tag,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What the elements of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Objects whose fields are the child table's columns.
    Object,
    /// Single values, kept in this column.
    Single(&'static str),
}

/// A list of a row, kept in a table of its own.
#[derive(Debug)]
pub struct Child {
    /// The row's field.
    pub field: &'static str,
    /// The table.
    pub table: &'static str,
    /// The column that names the row.
    pub parent: &'static str,
    /// What its elements are.
    pub element: Element,
}

/// What goes into the bin together with a row: a table, and the condition on it (`?1` is the row).
#[derive(Debug)]
pub struct Companion {
    /// The table.
    pub table: &'static str,
    /// The condition.
    pub condition: &'static str,
}

/// Where a noun is kept.
#[derive(Debug)]
pub struct Noun {
    /// The table, which is also the noun's word.
    pub table: &'static str,
    /// The list's name in the interchange format.
    pub plural: &'static str,
    /// Its lists.
    pub children: &'static [Child],
    /// What is binned with it.
    pub companions: &'static [Companion],
    /// The expression that names a row in a sentence.
    pub label: &'static str,
    /// How its lists are ordered and filtered.
    pub listing: Listing,
}

/// One of the ways in which a row has to do with a person.
#[derive(Debug)]
pub enum With {
    /// A condition; `{person}` stands for a person's id, or for a query that finds several.
    Named(&'static str),
    /// The person is a member of the row's relationship.
    Member,
}

/// How a noun's lists are ordered and filtered.
#[derive(Debug)]
pub struct Listing {
    /// The expression lists are ordered by; an index has it.
    pub key: &'static str,
    /// Whether the greatest key comes first (time), or the least (names, due days).
    pub newest_first: bool,
    /// The expression `since` and `until` compare, a day or a moment.
    pub time: &'static str,
    /// How the row can have to do with a person.
    pub with: &'static [With],
    /// The condition for a relationship (`?`), where the noun knows one.
    pub relationship: Option<&'static str>,
    /// The column `state` compares.
    pub state: Option<&'static str>,
    /// Columns in which a list's own search looks.
    pub searched: &'static [&'static str],
}

/// A noun that is kept as a row of its own.
pub trait Record: Serialize + DeserializeOwned + PartialEq {
    /// Where it is kept.
    const NOUN: &'static Noun;

    /// Its identity.
    fn id(&self) -> Id<Self>;

    /// When it was last changed, where that is known.
    fn updated_at(&self) -> Option<Moment>;

    /// The place where that is said.
    fn updated_at_mut(&mut self) -> &mut Option<Moment>;
}

const fn objects(field: &'static str, table: &'static str, parent: &'static str) -> Child {
    Child { field, table, parent, element: Element::Object }
}

const fn singles(
    field: &'static str,
    table: &'static str,
    parent: &'static str,
    column: &'static str,
) -> Child {
    Child { field, table, parent, element: Element::Single(column) }
}

const fn with(table: &'static str, condition: &'static str) -> Companion {
    Companion { table, condition }
}

macro_rules! record {
    ($type:ident, $noun:ident, $table:literal, $plural:literal, $label:literal,
     [$($child:expr),* $(,)?], [$($companion:expr),* $(,)?], $listing:expr) => {
        const $noun: Noun = Noun {
            table: $table,
            plural: $plural,
            label: $label,
            listing: $listing,
            children: &[$($child),*],
            companions: &[$($companion),*],
        };

        impl Record for $type {
            const NOUN: &'static Noun = &$noun;

            fn id(&self) -> Id<Self> {
                self.id
            }

            fn updated_at(&self) -> Option<Moment> {
                self.updated_at
            }

            fn updated_at_mut(&mut self) -> &mut Option<Moment> {
                &mut self.updated_at
            }
        }
    };
}

record!(
    Person,
    PERSON,
    "person",
    "people",
    "name",
    [singles("expertise", "expertise", "person", "name")],
    [
        with(
            "relationship",
            "id IN (SELECT relationship FROM member WHERE person = ?1) \
              AND (SELECT count(*) FROM member WHERE relationship = relationship.id) <= 2"
        ),
        with(
            "session",
            "relationship IN (SELECT relationship FROM member WHERE person = ?1) \
              AND (SELECT count(*) FROM member WHERE relationship = session.relationship) <= 2"
        ),
        with("exchange", "\"from\" = ?1 OR \"to\" = ?1"),
        with("feedback", "\"from\" = ?1 OR \"to\" = ?1"),
        with("commitment", "owner = ?1 OR \"to\" = ?1"),
        with("skill", "person = ?1"),
        with(
            "goal",
            "id IN (SELECT goal FROM goal_owner WHERE person = ?1) \
              AND (SELECT count(*) FROM goal_owner WHERE goal = goal.id) = 1"
        ),
        with(
            "round",
            "relationship IN (SELECT relationship FROM member WHERE person = ?1) \
              AND (SELECT count(*) FROM member WHERE relationship = round.relationship) <= 2"
        ),
    ],
    Listing {
        key: "name COLLATE NOCASE",
        newest_first: false,
        time: "substr(updated_at, 1, 10)",
        with: &[With::Named("id IN ({person})")],
        relationship: None,
        state: None,
        searched: &["name", "title", "department", "note"],
    }
);
record!(
    Relationship,
    RELATIONSHIP,
    "relationship",
    "relationships",
    // Its title, else the names of the others in it.
    "coalesce(title, (SELECT group_concat(name, ', ') FROM
       (SELECT person.name FROM member JOIN person ON person.id = member.person
        WHERE member.relationship = relationship.id AND person.owner = 0
        ORDER BY member.position)), form)",
    [
        objects("members", "member", "relationship"),
        objects("agreement", "agreement", "relationship"),
        objects("topics", "topic", "relationship"),
        objects("leads", "topic_lead", "relationship"),
        objects("parking", "item", "relationship"),
        objects("choices", "choice", "relationship"),
    ],
    [
        with("session", "relationship = ?1"),
        with("exchange", "relationship = ?1"),
        with("feedback", "relationship = ?1"),
        with("goal", "relationship = ?1"),
        with("commitment", "relationship = ?1"),
        with("reflection", "relationship = ?1"),
        with("round", "relationship = ?1"),
        with("skill", "relationship = ?1"),
    ],
    Listing {
        key: "id",
        newest_first: true,
        time: "coalesce(started_on, '')",
        with: &[With::Named("id IN (SELECT relationship FROM member WHERE person IN ({person}))")],
        relationship: Some("id = ?"),
        state: Some("status"),
        searched: &["title", "purpose", "form"],
    }
);
record!(
    Session,
    SESSION,
    "session",
    "sessions",
    // Whom with, and the day.
    "(SELECT coalesce(title, (SELECT group_concat(name, ', ') FROM
        (SELECT person.name FROM member JOIN person ON person.id = member.person
         WHERE member.relationship = relationship.id AND person.owner = 0
         ORDER BY member.position)), form)
      FROM relationship WHERE id = session.relationship) || ', ' || substr(starts_at, 1, 10)",
    [
        singles("present", "present", "session", "person"),
        objects("agenda", "item", "session"),
        objects("rating", "rating", "session"),
        objects("segments", "segment", "session"),
        objects("turns", "turn", "session"),
    ],
    [],
    Listing {
        key: "starts_at",
        newest_first: true,
        time: "starts_at",
        with: &[With::Member],
        relationship: Some("relationship = ?"),
        state: Some("state"),
        searched: &["notes", "private_notes", "place"],
    }
);
record!(
    Exchange,
    EXCHANGE,
    "exchange",
    "exchanges",
    "text",
    [],
    [],
    Listing {
        key: "at",
        newest_first: true,
        time: "at",
        with: &[With::Named("\"from\" IN ({person})"), With::Named("\"to\" IN ({person})")],
        relationship: Some("relationship = ?"),
        state: Some("kind"),
        searched: &["text", "topic"],
    }
);
record!(
    Feedback,
    FEEDBACK,
    "feedback",
    "feedback",
    "coalesce(behaviour, text, question, '')",
    [],
    [],
    Listing {
        key: "at",
        newest_first: true,
        time: "at",
        with: &[With::Named("\"from\" IN ({person})"), With::Named("\"to\" IN ({person})")],
        relationship: Some("relationship = ?"),
        state: Some("state"),
        searched: &["situation", "behaviour", "impact", "intent", "question", "text", "response", "topic"],
    }
);
record!(
    Goal,
    GOAL,
    "goal",
    "goals",
    "title",
    [
        singles("owners", "goal_owner", "goal", "person"),
        objects("checkins", "checkin", "goal"),
        objects("weights", "weight", "goal"),
    ],
    [],
    Listing {
        key: "coalesce(due_on, '9999-12-31')",
        newest_first: false,
        time: "coalesce(due_on, '')",
        with: &[With::Named("id IN (SELECT goal FROM goal_owner WHERE person IN ({person}))"), With::Member,],
        relationship: Some("relationship = ?"),
        state: Some("state"),
        searched: &["title", "why", "measure"],
    }
);
record!(
    Commitment,
    COMMITMENT,
    "commitment",
    "commitments",
    "text",
    [],
    [],
    Listing {
        key: "coalesce(due_on, '9999-12-31')",
        newest_first: false,
        time: "coalesce(due_on, '')",
        with: &[With::Named("owner IN ({person})"), With::Named("\"to\" IN ({person})")],
        relationship: Some("relationship = ?"),
        state: Some("state"),
        searched: &["text"],
    }
);
record!(
    Reflection,
    REFLECTION,
    "reflection",
    "reflections",
    "text",
    [
        singles("about", "reflection_about", "reflection", "person"),
        singles("tags", "reflection_tag", "reflection", "name"),
    ],
    [],
    Listing {
        key: "at",
        newest_first: true,
        time: "at",
        with: &[With::Named("id IN (SELECT reflection FROM reflection_about WHERE person IN ({person}))")],
        relationship: Some("relationship = ?"),
        state: None,
        searched: &["text"],
    }
);
record!(
    Round,
    ROUND,
    "round",
    "rounds",
    "kind",
    [objects("entries", "round_entry", "round")],
    [],
    Listing {
        key: "at",
        newest_first: true,
        time: "at",
        with: &[With::Member],
        relationship: Some("relationship = ?"),
        state: Some("state"),
        searched: &[],
    }
);
record!(
    Skill,
    SKILL,
    "skill",
    "skills",
    "name",
    [objects("ratings", "skill_rating", "skill")],
    [],
    Listing {
        key: "name COLLATE NOCASE",
        newest_first: false,
        time: "substr(updated_at, 1, 10)",
        with: &[With::Named("person IN ({person})")],
        relationship: Some("relationship = ?"),
        state: None,
        searched: &["name"],
    }
);
record!(
    Review,
    REVIEW,
    "review",
    "reviews",
    "'look back of ' || substr(at, 1, 10)",
    [objects("answers", "review_answer", "review"), objects("intentions", "intention", "review")],
    [],
    Listing {
        key: "at",
        newest_first: true,
        time: "at",
        with: &[],
        relationship: None,
        state: None,
        searched: &["figures"],
    }
);
record!(
    Tag,
    TAG,
    "tag",
    "tags",
    "name",
    [],
    [],
    Listing {
        key: "name",
        newest_first: false,
        time: "substr(updated_at, 1, 10)",
        with: &[],
        relationship: None,
        state: None,
        searched: &["name"],
    }
);

/// Every noun, in the order of the interchange format: what is referred to comes first.
pub const NOUNS: &[&Noun] = &[
    &PERSON,
    &RELATIONSHIP,
    &SESSION,
    &EXCHANGE,
    &FEEDBACK,
    &GOAL,
    &COMMITMENT,
    &REFLECTION,
    &ROUND,
    &SKILL,
    &REVIEW,
    &TAG,
];

/// Tables whose changes are logged and can be undone.
pub(super) fn logged_tables() -> Vec<&'static str> {
    let mut tables: Vec<&'static str> = vec!["bin", "prompt_use"];
    for noun in NOUNS {
        tables.push(noun.table);
        tables.extend(noun.children.iter().map(|child| child.table));
    }
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// Columns that hold yes or no.
pub(super) const FLAGS: &[(&str, &str)] = &[("person", "owner"), ("topic", "wanted")];
