//! What the journal's file costs: opening it, keeping one thing durably, taking it back, reading a
//! window in the middle, importing a whole file.
//!
//! `cargo bench --bench store`. The floor beside each is plain rusqlite doing the same to the same
//! file (or to a copy, where it writes), with the same durability.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench says what it expects")]

mod journal;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use mentorlog::model::{Id, Person, Reflection, Session, Visibility};
use mentorlog::store::{Filter, Store, Window};
use rusqlite::{Connection, params};
use std::hint::black_box;
use std::path::Path;

fn plain(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .unwrap();
    connection
}

fn note(store: &Store, about: Id<Person>) {
    let row = Reflection {
        id: Id::fresh(),
        at: store.now(),
        about: vec![about],
        relationship: None,
        session: None,
        text: "calmer than last week, and asked for the numbers first".to_owned(),
        visibility: Visibility::Private,
        tags: Vec::new(),
        updated_at: None,
    };
    store.write("note", |tx| tx.put(&row).map(drop)).unwrap();
}

fn writes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("durable add");
    group.sample_size(60);
    for size in journal::SIZES {
        let (_folder, path) = journal::copy(size);
        let store = Store::open(&path, journal::clock()).unwrap();
        let about = store.owner().unwrap().unwrap();
        group.bench_function(BenchmarkId::new("note", size), |bencher| bencher.iter(|| note(&store, about)));
        group.bench_function(BenchmarkId::new("undo, redo", size), |bencher| {
            bencher.iter(|| (store.undo().unwrap().unwrap(), store.redo().unwrap().unwrap()));
        });
        drop(store);
        // The same row in the same tables, without a history.
        let connection = plain(&path);
        let floor = || {
            let id = Id::<Reflection>::fresh().uuid();
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            let mut row = connection
                .prepare_cached("INSERT INTO reflection (id, at, text, visibility, updated_at) VALUES (?1, ?2, ?3, 'private', ?2)")
                .unwrap();
            row.execute(params![
                id.as_bytes(),
                "2026-03-12T08:00:00Z+01:00",
                "calmer than last week, and asked"
            ])
            .unwrap();
            let mut list = connection
                .prepare_cached(
                    "INSERT INTO reflection_about (reflection, position, person) VALUES (?1, 0, ?2)",
                )
                .unwrap();
            list.execute(params![id.as_bytes(), about.uuid().as_bytes()]).unwrap();
            connection.execute_batch("COMMIT").unwrap();
        };
        group.bench_function(BenchmarkId::new("floor", size), |bencher| bencher.iter(floor));
    }
    group.finish();
}

fn windows(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window");
    group.sample_size(60);
    for size in journal::SIZES {
        let store = journal::open(size);
        let all = Filter::default();
        // A place in the middle: as many rows before it as after it, by the newest half's last.
        let ids = store.window::<Session>(&all, &Window::First, size / 2).unwrap();
        let middle = store.cursor(*ids.last().unwrap()).unwrap().unwrap();
        group.bench_function(BenchmarkId::new("50 sessions from the middle", size), |bencher| {
            bencher.iter(|| store.list::<Session>(&all, &Window::From(middle.clone()), 50).unwrap());
        });
        let connection = plain(&journal::path(size));
        let starts_at = store.need(*ids.last().unwrap()).unwrap().starts_at.to_string();
        group.bench_function(BenchmarkId::new("floor", size), |bencher| {
            bencher.iter(|| {
                let sql = "SELECT id, relationship, state, starts_at, minutes, notes FROM session
                     WHERE binned IS NULL AND starts_at <= ?1 ORDER BY starts_at DESC, id DESC LIMIT 50";
                let mut statement = connection.prepare_cached(sql).unwrap();
                let rows = statement.query_map([&starts_at], |row| row.get::<_, Option<String>>(5)).unwrap();
                black_box(
                    rows.map(Result::unwrap).map(|notes| notes.map_or(0, |notes| notes.len())).sum::<usize>(),
                )
            });
        });
    }
    group.finish();
}

fn imports(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10);
    for size in [1_000, 10_000] {
        let json = journal::json(size);
        let fresh = || {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open_or_create(&folder.path().join("journal.db"), journal::clock()).unwrap();
            (folder, store)
        };
        group.bench_function(BenchmarkId::new("whole file", size), |bencher| {
            bencher.iter_batched(
                fresh,
                |(_folder, store)| journal::receive(&store, &json),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, writes, windows, imports);
criterion_main!(benches);
