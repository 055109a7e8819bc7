//! Cost follows the screen, not the file: what SQLite does for a frame is the same in a journal ten
//! times as long. Counted in steps of its machine, never in time.
#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

use super::Assets;
use super::app::App;
use super::keymap::Keymap;
use super::theme::Theme;
use crate::clock::Clock;
use crate::forms::Forms;
use crate::model::{
    Commitment, Exchange, ExchangeKind, Feedback, FeedbackState, Goal, GoalState, Id, Member, Moment, Person,
    Reflection, Relationship, Session, SessionState, Visibility,
};
use crate::store::{Store, StoreError, Tx};
use chrono::Duration;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Every pane of a terminal of 100x30 is full long before.
const SHORT: i64 = 600;
const LONG: i64 = 6_000;

struct Counted {
    app: App,
    steps: Arc<AtomicU64>,
}

impl Counted {
    fn new(mut store: Store) -> Self {
        let steps = store.count_steps();
        let assets = Assets {
            forms: Forms::builtin().unwrap(),
            theme: Theme::Mono,
            keymap: Keymap::default(),
            name: "Sam".to_owned(),
            editor: None,
            clipboard: Default::default(),
            mouse: false,
            demo: false,
            lock_after: None,
        };
        Self { app: App::new(store, assets), steps }
    }

    /// What a key and the frame after it take.
    fn press(&mut self, code: KeyCode) -> u64 {
        let before = self.steps.load(Ordering::Relaxed);
        self.app.key(KeyEvent::new(code, KeyModifiers::NONE));
        let zones = RefCell::new(Vec::new());
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
        terminal.draw(|frame| _ = self.app.draw(frame, &zones)).unwrap();
        // What comes after the frame counts, too.
        if self.app.stays_true() == Some(std::time::Duration::ZERO) {
            terminal.draw(|frame| _ = self.app.draw(frame, &zones)).unwrap();
        }
        self.steps.load(Ordering::Relaxed) - before
    }
}

/// A year or ten with two people, one guided and one a peer, a session a day.
fn journal(sessions: i64) -> Store {
    meeting(sessions, Duration::days(1))
}

/// So many sessions with two people, one guided and one a peer, so far apart.
fn meeting(sessions: i64, apart: Duration) -> Store {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    store
        .write("a long time", |tx| {
            let me = tx.owner("Sam")?;
            let ana = tx.put(&Person::named("Ana Ruiz"))?;
            let ben = tx.put(&Person::named("Ben Okafor"))?;
            let guided = relationship(tx, "mentor", [(me, "mentor"), (ana, "mentee")])?;
            let traded = relationship(tx, "mutual", [(me, "partner"), (ben, "partner")])?;
            for number in 0..sessions {
                let at = store.now().plus(-apart * i32::try_from(sessions - number).unwrap());
                let (with, other) = if number % 2 == 0 { (guided, ana) } else { (traded, ben) };
                let (from, to) = if number % 4 < 2 { (me, other) } else { (other, me) };
                meet(tx, number, at, with, from, to)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store
}

/// Two relationships with each of so many people.
fn acquainted(people: usize) -> Store {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    store
        .write("many people", |tx| {
            let me = tx.owner("Sam")?;
            for number in 0..people {
                let other = tx.put(&Person::named(format!("Ana Ruiz {number}")))?;
                relationship(tx, "mentor", [(me, "mentor"), (other, "mentee")])?;
                relationship(tx, "mutual", [(me, "partner"), (other, "partner")])?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store
}

fn relationship(
    tx: &Tx<'_>,
    form: &str,
    members: [(Id<Person>, &str); 2],
) -> Result<Id<Relationship>, StoreError> {
    let mut row = Relationship::of_form(form);
    for (person, role) in members {
        row.members.push(Member { person, role: role.to_owned(), joined_on: None, left_on: None });
    }
    tx.put(&row)
}

/// One session with an exchange, a loop, a promise, a goal and a note.
fn meet(
    tx: &Tx<'_>,
    number: i64,
    at: Moment,
    with: Id<Relationship>,
    from: Id<Person>,
    to: Id<Person>,
) -> Result<(), StoreError> {
    let state = if number % 5 == 0 { SessionState::Missed } else { SessionState::Held };
    let session = tx.put(&Session::new(with, state, at))?;
    tx.put(&Exchange {
        id: Id::fresh(),
        relationship: Some(with),
        session: Some(session),
        from,
        to: Some(to),
        kind: ExchangeKind::ALL[0],
        topic: None,
        text: "how to prepare a talk".to_owned(),
        at,
        landed: None,
        recorded_by: None,
        confirmed_by: None,
        visibility: Visibility::Private,
        updated_at: None,
    })?;
    let state = if number % 3 == 0 { FeedbackState::Given } else { FeedbackState::Acted };
    let said = Some("listened".to_owned());
    tx.put(&Feedback { relationship: Some(with), behaviour: said, state, ..Feedback::draft(from, to, at) })?;
    let due_on = Some(at.day() + Duration::days(30));
    tx.put(&Commitment {
        relationship: Some(with),
        due_on,
        ..Commitment::open(from, "send the outline", at)
    })?;
    let state = if number % 3 == 0 { GoalState::Active } else { GoalState::Reached };
    let owners = vec![to];
    tx.put(&Goal { relationship: Some(with), owners, due_on, state, ..Goal::titled("lead one review") })?;
    tx.put(&Reflection {
        id: Id::fresh(),
        at,
        about: vec![to],
        relationship: Some(with),
        session: Some(session),
        text: "calmer than last week".to_owned(),
        visibility: Visibility::Private,
        tags: Vec::new(),
        updated_at: None,
    })?;
    Ok(())
}

/// As many steps, give or take the depth of an index.
fn alike(short: u64, long: u64) -> bool {
    long <= short + short / 4 + 200
}

#[test]
fn a_frame_reads_no_more_in_a_journal_ten_times_as_long() {
    let (mut short, mut long) = (Counted::new(journal(SHORT)), Counted::new(journal(LONG)));
    for tab in '1'..='7' {
        let mut keys = vec![KeyCode::Char(tab)];
        keys.extend([KeyCode::Down, KeyCode::PageDown, KeyCode::PageDown, KeyCode::End, KeyCode::PageUp]);
        keys.extend([KeyCode::Home, KeyCode::Enter, KeyCode::Down, KeyCode::Esc]);
        if matches!(tab, '4'..='6') {
            keys.extend([KeyCode::Char('f'), KeyCode::PageDown, KeyCode::PageDown]);
        }
        for key in keys {
            let (short, long) = (short.press(key), long.press(key));
            assert!(alike(short, long), "tab {tab}, {key}: {short} steps, {long} in the longer journal");
        }
    }
}

#[test]
fn a_view_reads_no_more_where_people_meet_ten_times_as_often() {
    let seldom = meeting(SHORT, Duration::days(1));
    let (mut seldom, mut often) = (Counted::new(seldom), Counted::new(meeting(SHORT, Duration::hours(2))));
    for tab in ['2', '3'] {
        for key in [KeyCode::Char(tab), KeyCode::Char('P'), KeyCode::Left, KeyCode::Esc] {
            let (seldom, often) = (seldom.press(key), often.press(key));
            assert!(alike(seldom, often), "tab {tab}, {key}: {seldom} steps, {often} where they meet often");
        }
    }
}

#[test]
fn while_nothing_is_written_a_screen_is_not_read_again() {
    let mut app = Counted::new(journal(SHORT));
    for tab in '1'..='7' {
        let first = app.press(KeyCode::Char(tab));
        assert!(first > 100, "tab {tab}: nothing was counted");
        let again = app.press(KeyCode::Char(tab));
        assert!(again < 100, "tab {tab}: {again} steps though nothing was written");
    }
}

#[test]
fn a_lane_is_read_when_it_comes_in_sight() {
    let (mut few, mut many) = (Counted::new(acquainted(60)), Counted::new(acquainted(180)));
    for tab in '2'..='3' {
        // Their order is that of all of them, read once after each write.
        few.press(KeyCode::Char(tab));
        many.press(KeyCode::Char(tab));
        let (along, back) =
            if tab == '2' { (KeyCode::Down, KeyCode::Up) } else { (KeyCode::Right, KeyCode::Left) };
        for key in [along, along, back, KeyCode::End, back, KeyCode::Home] {
            let (few, many) = (few.press(key), many.press(key));
            assert!(alike(few, many), "tab {tab}, {key}: {few} steps, {many} where more people are known");
        }
    }
}

#[test]
fn a_find_reads_no_more_in_a_journal_ten_times_as_long() {
    let (mut short, mut long) = (Counted::new(journal(SHORT)), Counted::new(journal(LONG)));
    // In every row, as a name, in none, and in none of this noun.
    for (tab, words) in
        [('4', "ana"), ('4', "zzz"), ('5', "lis"), ('5', "calm"), ('6', "lead re"), ('6', "xy")]
    {
        let typed = words.chars().map(KeyCode::Char).collect::<Vec<_>>();
        let steps =
            [KeyCode::Enter, KeyCode::Down, KeyCode::PageDown, KeyCode::End, KeyCode::PageUp, KeyCode::Esc];
        let first = [KeyCode::Char(tab), KeyCode::Char('/')];
        for key in first.into_iter().chain(typed).chain(steps) {
            let (short, long) = (short.press(key), long.press(key));
            assert!(alike(short, long), "/{words}, {key}: {short} steps, {long} in the longer journal");
        }
    }
}
