//! What the figures cost: gathering a relationship's rows and judging them, and the portfolio.
//!
//! `cargo bench --bench insight`. The floor is the gathering alone; the rest is pure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench says what it expects")]

use chrono::Duration;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use mentorlog::clock::Clock;
use mentorlog::forms::Forms;
use mentorlog::insight::{health, line, mirror};
use mentorlog::model::{
    Commitment, CommitmentState, Exchange, ExchangeKind, Id, Member, Moment, Person, Relationship, Session,
    SessionState, Visibility,
};
use mentorlog::store::{Store, Tx};
use std::hint::black_box;

fn clock() -> Clock {
    Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()
}

/// How a relationship was lived: sessions, exchanges in each, days between them.
struct Life {
    sessions: usize,
    exchanges: usize,
    hours_apart: i64,
}

fn live(
    tx: &Tx<'_>,
    owner: Id<Person>,
    form: &str,
    role: &str,
    life: &Life,
    now: Moment,
) -> Id<Relationship> {
    let other = tx.put(&Person { authority: Some(2), ..Person::named("Ana") }).unwrap();
    let mut relationship = Relationship::of_form(form);
    relationship.cadence_days = Some(7);
    let member =
        |person, role: &str| Member { person, role: role.to_owned(), joined_on: None, left_on: None };
    relationship.members = vec![member(owner, role), member(other, role)];
    let id = tx.put(&relationship).unwrap();
    for nth in 0..life.sessions {
        let at = now.plus(Duration::hours(-life.hours_apart * (nth as i64 + 1)));
        let mut session = Session::new(id, SessionState::Held, at);
        session.minutes = Some(60);
        session.present = vec![owner, other];
        tx.put(&session).unwrap();
        for row in 0..life.exchanges {
            let (from, to) = if row % 2 == 0 { (owner, other) } else { (other, owner) };
            tx.put(&Exchange {
                id: Id::fresh(),
                relationship: Some(id),
                session: Some(session.id),
                from,
                to: Some(to),
                kind: ExchangeKind::ALL[row % ExchangeKind::ALL.len()],
                topic: Some(format!("topic-{}", row % 5)),
                text: "asked for the numbers first".to_owned(),
                at,
                landed: Some((row % 4) as u8),
                recorded_by: Some(owner),
                confirmed_by: None,
                visibility: Visibility::Private,
                updated_at: None,
            })
            .unwrap();
        }
        let mut promise = Commitment::open(owner, "send the outline", at);
        promise.relationship = Some(id);
        promise.due_on = Some(at.day());
        promise.state = CommitmentState::Kept;
        promise.closed_at = Some(at);
        tx.put(&promise).unwrap();
    }
    id
}

/// A journal in which so many relationships were lived like this.
fn journal(count: usize, life: &Life) -> (tempfile::TempDir, Store, Vec<Id<Relationship>>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(&folder.path().join("journal.db"), clock()).unwrap();
    let now = store.clock().now();
    let ids = store
        .write("fill", |tx| {
            let owner = tx.owner("Sam")?;
            let one = |_| live(tx, owner, "mutual", "partner", life, now);
            Ok::<_, mentorlog::store::StoreError>((0..count).map(one).collect::<Vec<_>>())
        })
        .unwrap();
    (folder, store, ids)
}

fn one_relationship(criterion: &mut Criterion) {
    let forms = Forms::builtin().unwrap();
    let mut group = criterion.benchmark_group("health");
    group.sample_size(20);
    let weekly = Life { sessions: 1000, exchanges: 20, hours_apart: 7 * 24 };
    // All of it within the window: the most there can be to read.
    let crowded = Life { sessions: 1000, exchanges: 20, hours_apart: 2 };
    for (name, life) in [("weekly for 19 years", weekly), ("1000 sessions in 90 days", crowded)] {
        let (_folder, store, ids) = journal(1, &life);
        let id = ids[0];
        let form = forms.get("mutual").unwrap();
        group.bench_function(BenchmarkId::new("gather", name), |bencher| {
            bencher.iter(|| black_box(store.ledger_of(id).unwrap()));
        });
        group.bench_function(BenchmarkId::new("whole", name), |bencher| {
            bencher.iter(|| black_box(health(&store.ledger_of(id).unwrap(), form)));
        });
        let ledger = store.ledger_of(id).unwrap();
        group.bench_function(BenchmarkId::new("mirror, pure", name), |bencher| {
            bencher.iter(|| black_box(mirror(&ledger, &forms).unwrap()));
        });
    }
    group.finish();
}

fn portfolio(criterion: &mut Criterion) {
    let forms = Forms::builtin().unwrap();
    let form = forms.get("mutual").unwrap();
    let mut group = criterion.benchmark_group("portfolio");
    group.sample_size(20);
    for count in [20, 200] {
        let (_folder, store, ids) =
            journal(count, &Life { sessions: 12, exchanges: 5, hours_apart: 14 * 24 });
        group.bench_function(BenchmarkId::new("lines and hats", count), |bencher| {
            bencher.iter(|| {
                let ledgers = store.ledgers_of(&ids).unwrap();
                let lines: Vec<_> = ledgers.iter().map(|ledger| line(ledger, form)).collect();
                black_box((lines, store.hat_rows().unwrap()))
            });
        });
        group.bench_function(BenchmarkId::new("glances and hats", count), |bencher| {
            bencher.iter(|| {
                let ledgers = store.glances_of(&ids).unwrap();
                let lines: Vec<_> = ledgers.iter().map(|ledger| line(ledger, form)).collect();
                black_box((lines, store.hat_rows().unwrap()))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, one_relationship, portfolio);
criterion_main!(benches);
