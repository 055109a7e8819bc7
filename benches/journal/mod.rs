//! Believable journals of any size, made once by the program's own import and kept for the next run
//! in cargo's folder for temporary files (`target/tmp`).
//!
//! `n` sessions come with as many exchanges, a quarter as many feedback loops, two fifths promises,
//! a fifth notes, and a goal with four check-ins for every twenty. People and relationships grow
//! with the square root: a journal of 100,000 sessions knows about 316 people. Four fifths of all
//! sessions belong to the four oldest relationships, two of either view, so that in a journal of any
//! size there are pages and panes that are full.

#![allow(dead_code, reason = "each bench uses its part of this")]

use chrono::{Duration, NaiveDate};
use mentorlog::clock::Clock;
use mentorlog::exchange::{Options, import};
use mentorlog::model::*;
use mentorlog::store::{Record, Store};
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The pinned "now" of every journal.
pub const NOW: &str = "2026-03-12T09:00:00+01:00";
/// The sizes that are compared, in sessions.
pub const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The relationships that most sessions belong to.
const OLDEST: usize = 4;

/// The clock of every journal.
pub fn clock() -> Clock {
    Clock::pinned(NOW).unwrap()
}

/// The journal of a size, made when it is not there yet.
pub fn path(sessions: usize) -> PathBuf {
    let path = folder().join(format!("journal-{sessions}.db"));
    if !path.exists() {
        let json = json(sessions);
        let making = path.with_extension("making");
        let _ = fs::remove_file(&making);
        let store = Store::open_or_create(&making, clock()).unwrap();
        receive(&store, &json);
        store.close().unwrap();
        fs::rename(making, &path).unwrap();
    }
    path
}

/// The journal of a size, open.
pub fn open(sessions: usize) -> Store {
    Store::open(&path(sessions), clock()).unwrap()
}

/// A copy of the journal of a size, to be written to; it goes with the folder.
pub fn copy(sessions: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir_in(folder()).unwrap();
    let copy = folder.path().join("journal.db");
    fs::copy(path(sessions), &copy).unwrap();
    (folder, copy)
}

/// The interchange file of a size.
pub fn json(sessions: usize) -> PathBuf {
    let path = folder().join(format!("journal-{sessions}.json"));
    if !path.exists() {
        let making = path.with_extension("making");
        Journal::of(sessions).write(&making);
        fs::rename(making, &path).unwrap();
    }
    path
}

/// Imports an interchange file whole.
pub fn receive(store: &Store, json: &Path) {
    let file = BufReader::new(File::open(json).unwrap());
    import(store, file, &Options::default(), &mut |_| ControlFlow::Continue(())).unwrap();
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// A small generator of numbers: the same journal each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.roll(among.len())]
    }

    fn id<T>(&mut self, at: Moment) -> Id<T> {
        let mut random = [0; 10];
        random.fill_with(|| self.roll(256) as u8);
        let millis = at.utc().timestamp_millis().unsigned_abs();
        Id::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.pick(WORDS)).collect::<Vec<_>>().join(" ")
    }
}

const WORDS: &[&str] = &[
    "asked",
    "listened",
    "wrote",
    "planned",
    "the",
    "review",
    "before",
    "after",
    "meeting",
    "draft",
    "team",
    "calmly",
    "again",
    "question",
    "answer",
    "outline",
    "talk",
    "feedback",
    "promise",
    "quarter",
    "with",
    "project",
    "risk",
    "decision",
    "without",
    "interrupting",
    "to",
    "and",
    "next",
    "step",
    "clear",
    "short",
];
const FIRST: &[&str] = &["Ana", "Ben", "Chen", "Dina", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jun"];
const LAST: &[&str] =
    &["Ruiz", "Okafor", "Wei", "Novak", "Aydin", "Haddad", "Petrov", "Sato", "Silva", "Berg"];
const FORMS: &[(&str, &str, &str)] = &[
    ("mentor", "mentor", "mentee"),
    ("mutual", "partner", "partner"),
    ("mentor", "mentor", "mentee"),
    ("peer", "peer", "peer"),
];
const TOPICS: &[&str] = &["speaking", "planning", "listening", "hiring", "writing", "delegation"];

/// The rows of a journal.
struct Journal {
    dice: Dice,
    now: Moment,
    days: usize,
    people: Vec<Person>,
    relationships: Vec<Relationship>,
    sessions: Vec<Session>,
    exchanges: Vec<Exchange>,
    feedback: Vec<Feedback>,
    goals: Vec<Goal>,
    commitments: Vec<Commitment>,
    reflections: Vec<Reflection>,
}

impl Journal {
    fn of(sessions: usize) -> Self {
        let mut journal = Self {
            dice: Dice(sessions as u64),
            now: clock().now(),
            // A busier journal is also an older one.
            days: 730 + 365 * (sessions / 12_500),
            people: Vec::new(),
            relationships: Vec::new(),
            sessions: Vec::new(),
            exchanges: Vec::new(),
            feedback: Vec::new(),
            goals: Vec::new(),
            commitments: Vec::new(),
            reflections: Vec::new(),
        };
        journal.meet_people(sessions.isqrt().max(8));
        for number in 0..sessions {
            journal.meet(number, sessions);
        }
        journal
    }

    /// So many days before now.
    fn ago(&self, days: usize) -> Moment {
        self.now.plus(-Duration::days(days as i64))
    }

    fn day(&self, days: usize) -> NaiveDate {
        self.ago(days).day()
    }

    fn meet_people(&mut self, count: usize) {
        let began = self.ago(self.days + 1);
        let owner = Person { id: self.dice.id(began), owner: true, ..Person::named("Sam") };
        let me = owner.id;
        self.people.push(owner);
        for number in 0..count {
            let first = FIRST[number % FIRST.len()];
            let last = LAST[number / FIRST.len() % LAST.len()];
            let more = number / (FIRST.len() * LAST.len());
            let name = if more == 0 { format!("{first} {last}") } else { format!("{first} {last} {more}") };
            let at = self.ago(self.days - self.days * number / count);
            let person = Person { id: self.dice.id(at), ..Person::named(name) };
            let (form, mine, theirs) = FORMS[number % FORMS.len()];
            let mut row = Relationship::of_form(form);
            row.id = self.dice.id(at);
            row.cadence_days = Some(14);
            row.started_on = Some(at.day());
            // A fifth of what began is over.
            if number % 5 == 4 {
                row.status = RelationshipStatus::Closed;
            }
            for (person, role) in [(me, mine), (person.id, theirs)] {
                row.members.push(Member { person, role: role.to_owned(), joined_on: None, left_on: None });
            }
            self.people.push(person);
            self.relationships.push(row);
        }
    }

    /// One session and what goes along with it.
    fn meet(&mut self, number: usize, sessions: usize) {
        let ago = self.days - self.days * number / sessions;
        let (at, me) = (self.ago(ago), self.people[0].id);
        let which = self.dice.roll(if number % 5 < 4 { OLDEST } else { self.relationships.len() });
        let relationship = self.relationships[which].id;
        let other = self.people[which + 1].id;
        let state = match number % 20 {
            0 => SessionState::Missed,
            1 => SessionState::Cancelled,
            _ => SessionState::Held,
        };
        let mut session = Session::new(relationship, state, at);
        session.id = self.dice.id(at);
        session.minutes = Some(60);
        session.notes = Some(self.dice.words(30));
        if state == SessionState::Held {
            session.present = vec![me, other];
        }
        // The last twenty are still to come.
        if number + 20 >= sessions {
            session.state = SessionState::Planned;
            session.starts_at = self.now.plus(Duration::days((number + 21 - sessions) as i64));
        }
        let id = session.id;
        self.sessions.push(session);
        self.give(at, relationship, id, number, me, other);
        if number.is_multiple_of(4) {
            self.say(at, relationship, ago, me, other);
        }
        if number % 5 < 2 {
            self.promise(at, relationship, ago, number, me, other);
        }
        if number % 5 == 3 {
            self.reflect(at, other);
        }
        if number % 20 == 7 {
            self.aim(at, relationship, ago, number, other);
        }
    }

    fn give(
        &mut self,
        at: Moment,
        relationship: Id<Relationship>,
        session: Id<Session>,
        number: usize,
        me: Id<Person>,
        other: Id<Person>,
    ) {
        let (from, to) = if number.is_multiple_of(3) { (other, me) } else { (me, other) };
        let (id, text) = (self.dice.id(at), self.dice.words(8));
        self.exchanges.push(Exchange {
            id,
            relationship: Some(relationship),
            session: Some(session),
            from,
            to: Some(to),
            kind: self.dice.pick(ExchangeKind::ALL),
            topic: Some(self.dice.pick(TOPICS).to_owned()),
            text,
            at,
            landed: Some((number % 4) as u8),
            recorded_by: Some(me),
            confirmed_by: None,
            visibility: Visibility::Private,
            updated_at: None,
        });
    }

    fn say(
        &mut self,
        at: Moment,
        relationship: Id<Relationship>,
        ago: usize,
        me: Id<Person>,
        other: Id<Person>,
    ) {
        let (from, to) = if self.dice.roll(2) == 0 { (me, other) } else { (other, me) };
        let mut row = Feedback::draft(from, to, at);
        row.id = self.dice.id(at);
        row.relationship = Some(relationship);
        row.situation = Some(self.dice.words(5));
        row.behaviour = Some(self.dice.words(8));
        row.impact = Some(self.dice.words(6));
        // What is recent may be open; what is old is closed.
        row.state = if ago < 21 {
            self.dice.pick(&[FeedbackState::Asked, FeedbackState::Given, FeedbackState::Answered])
        } else {
            FeedbackState::Acted
        };
        self.feedback.push(row);
    }

    fn promise(
        &mut self,
        at: Moment,
        relationship: Id<Relationship>,
        ago: usize,
        number: usize,
        me: Id<Person>,
        other: Id<Person>,
    ) {
        let (owner, to) = if number.is_multiple_of(5) { (me, other) } else { (other, me) };
        let text = self.dice.words(6);
        let mut row = Commitment::open(owner, text, at);
        row.id = self.dice.id(at);
        row.relationship = Some(relationship);
        row.to = Some(to);
        row.due_on = Some(self.day(ago) + Duration::days(10));
        // One in fifty-three was never settled, besides what is not due yet.
        if ago > 14 && !number.is_multiple_of(53) {
            row.state =
                self.dice.pick(&[CommitmentState::Kept, CommitmentState::Kept, CommitmentState::Late]);
            row.closed_at = Some(at.plus(Duration::days(9)));
        }
        self.commitments.push(row);
    }

    fn reflect(&mut self, at: Moment, about: Id<Person>) {
        let (id, text) = (self.dice.id(at), self.dice.words(20));
        self.reflections.push(Reflection {
            id,
            at,
            about: vec![about],
            relationship: None,
            session: None,
            text,
            visibility: Visibility::Private,
            tags: Vec::new(),
            updated_at: None,
        });
    }

    fn aim(
        &mut self,
        at: Moment,
        relationship: Id<Relationship>,
        ago: usize,
        number: usize,
        owner: Id<Person>,
    ) {
        let title = self.dice.words(5);
        let mut goal = Goal::titled(title);
        goal.id = self.dice.id(at);
        goal.relationship = Some(relationship);
        goal.owners = vec![owner];
        (goal.start, goal.target) = (Some(0.0), Some(10.0));
        goal.due_on = Some(self.day(ago) + Duration::days(90));
        goal.state = if ago > 100 && number % 100 != 7 { GoalState::Reached } else { GoalState::Active };
        for week in 1..=4 {
            goal.checkins.push(Checkin {
                id: self.dice.id(at.plus(Duration::days(week))),
                at: at.plus(Duration::days(7 * week)),
                by: Some(owner),
                value: week as f64 * 2.0,
                confidence: Some(7),
                note: Some(self.dice.words(6)),
            });
        }
        self.goals.push(goal);
    }

    fn write(&self, path: &Path) {
        let mut out = BufWriter::new(File::create(path).unwrap());
        write!(out, "{{\"format\":\"mentorlog\",\"version\":1,\"exported_at\":\"2026-03-12T08:00:00Z\"")
            .unwrap();
        list(&mut out, "people", &self.people);
        list(&mut out, "relationships", &self.relationships);
        list(&mut out, "sessions", &self.sessions);
        list(&mut out, "exchanges", &self.exchanges);
        list(&mut out, "feedback", &self.feedback);
        list(&mut out, "goals", &self.goals);
        list(&mut out, "commitments", &self.commitments);
        list(&mut out, "reflections", &self.reflections);
        writeln!(out, "}}").unwrap();
        out.flush().unwrap();
    }
}

/// One list of the interchange format.
fn list<T: Record>(out: &mut impl Write, name: &str, rows: &[T]) {
    write!(out, ",\n\"{name}\":[").unwrap();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            write!(out, ",").unwrap();
        }
        let value = mentorlog::exchange::row(row).unwrap();
        write!(out, "\n{value}").unwrap();
    }
    write!(out, "]").unwrap();
}
