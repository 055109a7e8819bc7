//! Every statement the store runs, explained on a fresh file: none may read a table that grows from
//! end to end without an index.

use super::nouns::NOUNS;
use super::record::{Noun, Record};
use super::{Filter, Sight, Store, StoreError, Window};
use crate::clock::Clock;
use crate::insight::picture::{Span, Whom};
use crate::model::*;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// Parts of statements that may scan, and why.
const MAY_SCAN: &[(&str, &str)] = &[
    ("json_object(", "the digest compares two whole journals: tests and doctor"),
    ("status <> 'active'", "relationships are few: the palette and the lookup by name show them all"),
    ("substr(updated_at, 1, 10)", "people by the day they were changed: `person list --since`"),
    ("SET label = 'purged'", "the purge: asked for by hand, cannot be undone, may take its time"),
    (
        "(SELECT noun, key FROM change_row",
        "the purge: asked for by hand, cannot be undone, may take its time",
    ),
    ("FROM change ORDER BY id DESC LIMIT", "the newest of the history, by its own key, until the limit"),
    ("FROM bin", "the bin is shown, and emptied, as a whole"),
    ("pragma_", "not a table of the file"),
];

/// Tables that stay small: what is being typed, and choices.
const SMALL: &[&str] = &["draft", "setting", "current_change", "sqlite_schema"];

struct Recorded(Arc<Mutex<BTreeSet<String>>>);

impl Recorded {
    fn on(store: &mut Store) -> Result<Self, StoreError> {
        let seen: Arc<Mutex<BTreeSet<String>>> = Arc::default();
        let into = Arc::clone(&seen);
        store.connection.trace_v2(
            TraceEventCodes::SQLITE_TRACE_STMT,
            Some(move |event: TraceEvent<'_>| {
                if let TraceEvent::Stmt(statement, _) = event {
                    into.lock().unwrap().insert(statement.sql().into_owned());
                }
            }),
        )?;
        Ok(Self(seen))
    }

    fn statements(self, store: &mut Store) -> Vec<String> {
        store.connection.trace_v2(TraceEventCodes::empty(), None::<fn(TraceEvent<'_>)>).unwrap();
        self.0.lock().unwrap().iter().cloned().collect()
    }
}

/// The steps of a statement's plan that read a whole table without an index.
fn scans(store: &Store, sql: &str) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let Ok(mut statement) = store.connection.prepare(&explain) else { return Vec::new() };
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let step: String = row.get(3).unwrap();
        let table = step.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap_or_default());
        // What a subquery reads has steps of its own.
        let small = table.is_none_or(|table| {
            SMALL.contains(&table) || table == "CONSTANT" || table.starts_with("(subquery-")
        });
        if !small && !step.contains(" USING ") && !step.contains("VIRTUAL TABLE") {
            found.push(step);
        }
    }
    found
}

/// A person and a relationship to filter by.
#[derive(Clone, Copy)]
struct Ground {
    person: Id<Person>,
    relationship: Id<Relationship>,
}

const DAY: Option<chrono::NaiveDate> = chrono::NaiveDate::from_ymd_opt(2026, 3, 12);

/// Every way a list is asked for: each part of a filter alone, and with each other one.
fn filters(ground: Ground) -> Vec<Filter> {
    let parts: [fn(&mut Filter, Ground); 6] = [
        |filter, ground| filter.with = Some(ground.person),
        |filter, ground| filter.relationship = Some(ground.relationship),
        |filter, _| filter.since = DAY,
        |filter, _| filter.until = DAY,
        |filter, _| filter.states = vec!["active"],
        |filter, _| filter.states = vec!["active", "open", "planned"],
    ];
    let mut filters = vec![Filter::default()];
    for first in 0..parts.len() {
        for second in first..parts.len() {
            let mut filter = Filter::default();
            parts[first](&mut filter, ground);
            parts[second](&mut filter, ground);
            filters.push(filter.clone());
            filters.push(Filter { text: Some("an".into()), ..filter });
        }
    }
    filters
}

fn reads<T: Record>(store: &Store, ground: Ground) {
    for filter in filters(ground) {
        let first = store.window::<T>(&filter, &Window::First, 5).unwrap();
        store.window::<T>(&filter, &Window::Last, 5).unwrap();
        let any = first
            .first()
            .copied()
            .or_else(|| store.window::<T>(&Filter::default(), &Window::First, 1).unwrap().first().copied());
        if let Some(cursor) = any.and_then(|id| store.cursor(id).unwrap()) {
            for window in
                [Window::From(cursor.clone()), Window::After(cursor.clone()), Window::Before(cursor)]
            {
                store.window::<T>(&filter, &window, 5).unwrap();
            }
        }
        store.count::<T>(&filter).unwrap();
    }
    let ids = store.window::<T>(&Filter::default(), &Window::First, 2).unwrap();
    for id in ids {
        store.need(id).unwrap();
        store.standing(id).unwrap();
        store.exists(T::NOUN, id.uuid()).unwrap();
        store.by_id::<T>(&id.short()).unwrap();
    }
    store.for_each_id::<T, StoreError>(|_| Ok(())).unwrap();
    store.references(T::NOUN).unwrap();
}

fn every_read(store: &Store) {
    let owner = store.owner().unwrap().unwrap();
    let relationship = store.titles(1).unwrap()[0].0;
    let ground = Ground { person: owner, relationship };
    reads::<Person>(store, ground);
    reads::<Relationship>(store, ground);
    reads::<Session>(store, ground);
    reads::<Exchange>(store, ground);
    reads::<Feedback>(store, ground);
    reads::<Goal>(store, ground);
    reads::<Commitment>(store, ground);
    reads::<Reflection>(store, ground);
    reads::<Round>(store, ground);
    reads::<Skill>(store, ground);
    reads::<Review>(store, ground);
    reads::<Tag>(store, ground);
    store.today(10, 100).unwrap();
    store.ledger_of(relationship).unwrap();
    store.glances_of(&[relationship]).unwrap();
    store.hat_rows().unwrap();
    store.growth_of(relationship).unwrap();
    store.look_back_due().unwrap();
    store.last_review().unwrap();
    for intention in store.intentions(Some(relationship)).unwrap() {
        store.review_of(intention.id).unwrap();
    }
    store.growth_of_person(owner).unwrap();
    store.skill(owner, Some(relationship), "deciding", Visibility::Shared).unwrap();
    for sight in [Sight::Whole, Sight::Veiled, Sight::Together(relationship)] {
        store.set_sight(sight);
        for whom in [Whom::Everybody, Whom::Person(owner), Whom::Relationship(relationship)] {
            store.chronicle(whom, Span::new(store.clock().today(), 52)).unwrap();
        }
    }
    store.set_sight(Sight::Whole);
    assert!(!store.find("an", 5).unwrap().is_empty());
    store.find_best("an", 5).unwrap();
    store.about::<Reflection>(owner, 5).unwrap();
    let session = store.window::<Session>(&Filter::default(), &Window::First, 1).unwrap()[0];
    store.material(session).unwrap();
    store.upcoming(relationship).unwrap();
    store.running(&store.need(session).unwrap()).unwrap();
    store.amendments(session).unwrap();
    store.short_names(&[owner]).unwrap();
    store.names().unwrap();
    store.title(relationship).unwrap();
    store.successor(relationship).unwrap();
    let name = store.name(owner).unwrap();
    store.person(&name).unwrap();
    store.active_with(owner).unwrap();
    store.drafts().unwrap();
    store.draft("goal/new").unwrap();
    store.setting("demo").unwrap();
    store.history(10).unwrap();
    store.binned().unwrap();
    store.hidden().unwrap();
    store.revision().unwrap();
    store.digest().unwrap();
}

fn bins<T: Record>(store: &Store) {
    if let Some(id) = store.window::<T>(&Filter::default(), &Window::First, 1).unwrap().first().copied() {
        store.write("bin", |tx| tx.bin(id)).unwrap();
        let entry = store.binned().unwrap()[0].id;
        store.write("restore", |tx| tx.restore(entry)).unwrap();
        store.write("bin", |tx| tx.bin(id)).unwrap();
        store.undo().unwrap();
        store.redo().unwrap();
        store.undo().unwrap();
    }
}

fn every_write(store: &Store) {
    let fields = std::iter::once(("title".to_owned(), "x".to_owned())).collect();
    store.save_draft("goal/new", "goal", &super::Typed::of(fields)).unwrap();
    store.forget_draft("goal/new").unwrap();
    store.set("a", "b").unwrap();
    bins::<Person>(store);
    bins::<Relationship>(store);
    bins::<Session>(store);
    bins::<Exchange>(store);
    bins::<Feedback>(store);
    bins::<Goal>(store);
    bins::<Commitment>(store);
    bins::<Reflection>(store);
    bins::<Skill>(store);
    bins::<Review>(store);
    let goal = store.window::<Goal>(&Filter::default(), &Window::First, 1).unwrap()[0];
    store
        .write("edit", |tx| {
            tx.edit(goal, |goal| {
                goal.title.push('!');
                goal.checkins.clear();
                goal.owners.clear();
            })
        })
        .unwrap();
    store.write("bin", |tx| tx.bin(goal)).unwrap();
    store.purge().unwrap();
}

fn demo() -> Store {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    crate::exchange::demo::load(&store).unwrap();
    store
}

#[test]
fn no_statement_reads_a_growing_table_from_end_to_end() {
    let mut store = demo();
    let recorded = Recorded::on(&mut store).unwrap();
    every_read(&store);
    every_write(&store);
    let statements = recorded.statements(&mut store);
    assert!(statements.len() > 200, "only {} statements were seen", statements.len());
    // A fresh file has no statistics: plans come from the schema alone, as with any new journal.
    let fresh = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    fresh.install_log().unwrap();
    let mut wrong = BTreeSet::new();
    for sql in &statements {
        if MAY_SCAN.iter().any(|(part, _)| sql.contains(part)) {
            continue;
        }
        wrong.extend(scans(&fresh, sql).into_iter().map(|step| format!("{step}: {sql}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// A deleted row looks for the rows that refer to it: each foreign key has an index.
#[test]
fn every_foreign_key_has_an_index() {
    let store = Store::in_memory(Clock::system()).unwrap();
    let sql = "SELECT tables.name, link.\"from\" FROM pragma_table_list AS tables
               JOIN pragma_foreign_key_list(tables.name) AS link WHERE tables.schema = 'main'";
    let mut statement = store.connection.prepare(sql).unwrap();
    let keys: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(keys.len() > 40, "{keys:?}");
    for (table, column) in keys {
        let steps = scans(&store, &format!("SELECT 1 FROM \"{table}\" WHERE \"{column}\" = x'00'"));
        assert!(steps.is_empty(), "{table}.{column}: {steps:?}");
    }
}

#[test]
fn every_noun_is_read_by_these_tests() {
    let known: BTreeSet<&str> = [
        Person::NOUN,
        Relationship::NOUN,
        Session::NOUN,
        Exchange::NOUN,
        Feedback::NOUN,
        Goal::NOUN,
        Commitment::NOUN,
        Reflection::NOUN,
        Round::NOUN,
        Skill::NOUN,
        Review::NOUN,
        Tag::NOUN,
    ]
    .map(|noun: &Noun| noun.table)
    .into();
    assert_eq!(known, NOUNS.iter().map(|noun| noun.table).collect());
}
