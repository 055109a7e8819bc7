//! What a person waits for at the screen: from opening the journal to its first frame, and from a
//! key to the frame that answers it, at 200x60, in journals of 1,000, 10,000 and 100,000 sessions.
//! Times are the processor's.
//!
//! `cargo bench --bench frame` (with `-- first` or `-- key/sessions` for a part). The floor beside
//! each is plain rusqlite: the same file opened, or the rows of one window read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench says what it expects")]

mod journal;
mod screen;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use crossterm::event::KeyCode;
use mentorlog::forms::Forms;
use mentorlog::model::Relationship;
use mentorlog::store::{Filter, Window};
use mentorlog::tui::panel::{self, Material, Rows, Sketch};
use mentorlog::tui::theme::Theme;
use rusqlite::{Connection, OpenFlags};
use screen::{LARGE, ProcessorTime, Screen};
use std::hint::black_box;
use std::path::Path;

/// One window of the list of sessions, as the largest screen shows it.
const WINDOW: &str =
    "SELECT id, relationship, state, starts_at, ended_at, minutes, place, facilitator, notes,
     private_notes, updated_at FROM session WHERE binned IS NULL ORDER BY starts_at DESC, id DESC LIMIT 54";

fn plain(path: &Path) -> Connection {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
    connection
}

fn window(connection: &Connection) -> usize {
    let mut statement = connection.prepare_cached(WINDOW).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut bytes = 0;
    while let Some(row) = rows.next().unwrap() {
        bytes += row.get_ref(8).unwrap().as_str_or_null().unwrap().map_or(0, str::len);
    }
    bytes
}

fn first(criterion: &mut Criterion<ProcessorTime>) {
    let mut group = criterion.benchmark_group("first frame");
    group.sample_size(30);
    for size in journal::SIZES {
        let path = journal::path(size);
        group.bench_function(BenchmarkId::new("open and draw", size), |bencher| {
            bencher.iter(|| Screen::new(journal::open(size), LARGE).draw());
        });
        group.bench_function(BenchmarkId::new("floor", size), |bencher| {
            bencher.iter(|| black_box(window(&plain(&path))));
        });
    }
    group.finish();
}

/// A tab's number, its name, and the keys that move in it.
const TABS: [(char, &str); 7] = [
    ('1', "today"),
    ('2', "mentor"),
    ('3', "mutual"),
    ('4', "sessions"),
    ('5', "feedback"),
    ('6', "goals"),
    ('7', "insights"),
];

fn keys(criterion: &mut Criterion<ProcessorTime>) {
    for (number, tab) in TABS {
        let mut group = criterion.benchmark_group(format!("key/{tab}"));
        group.sample_size(40);
        for size in journal::SIZES {
            let mut screen = Screen::new(journal::open(size), LARGE);
            screen.draw();
            // Also when only a part of the benches runs.
            screen.press(KeyCode::Char(number));
            group.bench_function(BenchmarkId::new("tab switch", size), |bencher| {
                bencher.iter(|| {
                    screen.press(KeyCode::Char(if number == '1' { '4' } else { '1' }));
                    screen.press(KeyCode::Char(number));
                });
            });
            group.bench_function(BenchmarkId::new("draw", size), |bencher| bencher.iter(|| screen.draw()));
            // There and back, so that no list comes to its end; two pages, so that one is new.
            let moves = [
                ("1 down, 1 up", 1, KeyCode::Down, KeyCode::Up),
                ("2 pages down, 2 up", 2, KeyCode::PageDown, KeyCode::PageUp),
            ];
            for (name, times, there, back) in moves {
                group.bench_function(BenchmarkId::new(name, size), |bencher| {
                    bencher.iter(|| {
                        for code in [there, back] {
                            (0..times).for_each(|_| screen.press(code));
                        }
                    });
                });
            }
        }
        group.finish();
    }
}

/// The picture of a relationship drawn anew: one session back, and to today again.
fn picture(criterion: &mut Criterion<ProcessorTime>) {
    let mut group = criterion.benchmark_group("picture");
    group.sample_size(40);
    let size = journal::SIZES[0];
    for (tab, name) in [("2", "ladder"), ("3", "beam")] {
        let mut screen = Screen::new(journal::open(size), LARGE);
        screen.write(tab);
        screen.write("P");
        group.bench_function(BenchmarkId::new(name, "session back and again"), |bencher| {
            bencher.iter(|| {
                screen.press(KeyCode::Left);
                screen.press(KeyCode::Right);
            });
        });
    }
    group.finish();
}

/// Each form's picture of a relationship with full panes, as large as the screen.
fn panels(criterion: &mut Criterion<ProcessorTime>) {
    let mut group = criterion.benchmark_group("panel");
    group.sample_size(40);
    let forms = Forms::builtin().unwrap();
    let store = journal::open(journal::SIZES[2]);
    let oldest = store.window::<Relationship>(&Filter::default(), &Window::Last, 1).unwrap()[0];
    let rows = Rows::read(&store, oldest).unwrap();
    for form in forms.iter() {
        let panel = panel::of(form.panel);
        group.bench_function(panel.name, |bencher| {
            bencher.iter(|| {
                let material = Material::new(&rows, form, Theme::Terminal);
                let mut sketch = Sketch::new(LARGE.0, LARGE.1, Theme::Terminal);
                (panel.draw)(&material, &mut sketch);
                black_box((panel.reading)(&material));
            });
        });
    }
    group.finish();
}

fn typing(criterion: &mut Criterion<ProcessorTime>) {
    let mut group = criterion.benchmark_group("key/typing");
    group.sample_size(40);
    for size in journal::SIZES {
        let letter = |screen: &mut Screen| {
            screen.press(KeyCode::Char('e'));
            screen.press(KeyCode::Backspace);
        };
        let mut screen = Screen::new(journal::open(size), LARGE);
        screen.write("igave Ana Ruiz: how I prepare a talk");
        group.bench_function(BenchmarkId::new("capture line", size), |bencher| {
            bencher.iter(|| letter(&mut screen));
        });
        let mut screen = Screen::new(journal::open(size), LARGE);
        screen.write("nc");
        screen.press(KeyCode::Tab);
        screen.write("Ana Ruiz");
        group.bench_function(BenchmarkId::new("form", size), |bencher| {
            bencher.iter(|| letter(&mut screen));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("find in list");
    group.sample_size(10);
    for size in journal::SIZES {
        for (name, text) in [("common word", "/calml"), ("a name", "/Petro"), ("nothing", "/zzzzz")] {
            let mut screen = Screen::new(journal::open(size), LARGE);
            screen.write("4");
            screen.write(text);
            group.bench_function(BenchmarkId::new(name, size), |bencher| {
                bencher.iter(|| {
                    screen.press(KeyCode::Char('y'));
                    screen.press(KeyCode::Backspace);
                });
            });
        }
        let connection = plain(&journal::path(size));
        group.bench_function(BenchmarkId::new("floor", size), |bencher| {
            bencher.iter(|| {
                let sql =
                    "SELECT count(*) FROM (SELECT rowid FROM search WHERE search MATCH 'calmly*' LIMIT 54)";
                connection.prepare_cached(sql).unwrap().query_row([], |row| row.get::<_, i64>(0)).unwrap()
            });
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("find anything");
    group.sample_size(10);
    for size in journal::SIZES {
        let mut screen = Screen::new(journal::open(size), LARGE);
        screen.write(":calml");
        group.bench_function(BenchmarkId::new("palette", size), |bencher| {
            bencher.iter(|| {
                screen.press(KeyCode::Char('y'));
                screen.press(KeyCode::Backspace);
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = first, keys, picture, panels, typing
}
criterion_main!(benches);
