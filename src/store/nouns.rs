//! Which table and which children each noun is kept in.

use super::record::{Child, Companion, Element, Listing, Noun, Record, With};
use super::search::{Order, Search};
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Moment, Person, Reflection, Relationship, Review, Round,
    Session, Skill, Tag,
};

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

/// See [`Search`]: the number, the order, the name, the texts, the people.
const fn search(
    number: i64,
    order: Order,
    name: Option<&'static str>,
    texts: &'static [&'static str],
    people: &'static [&'static str],
) -> Option<Search> {
    Some(Search { number, order, name, texts, people })
}

macro_rules! record {
    ($type:ident, $noun:ident, $table:literal, $plural:literal, $label:literal,
     [$($child:expr),* $(,)?], [$($companion:expr),* $(,)?], $listing:expr, $search:expr $(,)?) => {
        pub(super) const $noun: Noun = Noun {
            table: $table,
            plural: $plural,
            label: $label,
            listing: $listing,
            search: $search,
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
    },
    search(
        1,
        Order::Arrival,
        Some("name"),
        &["title", "department", "cohort", "organisation", "expertise", "note"],
        &[]
    )
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
    },
    search(
        2,
        Order::Arrival,
        Some("title"),
        &["purpose", "form", "agreement.text", "topics.name", "parking.text"],
        &["members.person"]
    )
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
    },
    search(3, Order::Moment("starts_at"), None, &["notes", "private_notes", "place", "agenda.text"], &[])
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
    },
    search(4, Order::Moment("at"), None, &["text", "topic"], &["from", "to"])
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
    },
    search(
        5,
        Order::Moment("at"),
        None,
        &["situation", "behaviour", "impact", "intent", "question", "text", "response", "topic"],
        &["from", "to"]
    )
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
    },
    search(6, Order::Day("due_on"), Some("title"), &["why", "measure", "checkins.note"], &["owners"])
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
    },
    search(7, Order::Day("due_on"), None, &["text"], &["owner", "to"])
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
    },
    search(8, Order::Moment("at"), None, &["text", "tags"], &["about"])
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
    },
    None
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
    },
    search(9, Order::Arrival, Some("name"), &["ratings.note"], &["person"])
);
record!(
    Review,
    REVIEW,
    "review",
    "reviews",
    "'look back of ' || substr(at, 1, 10)",
    [objects("answers", "review_answer", "review"), objects("intentions", "intention", "review")],
    [],
    Listing { key: "at", newest_first: true, time: "at", with: &[], relationship: None, state: None },
    search(10, Order::Moment("at"), None, &["answers.text", "intentions.text"], &[])
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
    },
    search(11, Order::Arrival, Some("name"), &[], &[])
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
