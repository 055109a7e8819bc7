//! The veil: a journal full of marked private words, and no frame that shows one.

use super::driver::{Driver, NOW, empty};
use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Filter, PRIVATE, Record, Sight, Store, StoreError, Typed, Window};
use mentorlog::tui::command::{COMMANDS, Command};
use std::collections::BTreeMap;

/// What every private text of the journal holds.
const MARK: &str = "zqx";
/// What is typed to find it: no secret itself.
const PART: &str = "zq";

fn secret(what: &str) -> String {
    format!("{MARK} {what} {MARK}{MARK}")
}

/// Ana and Ben; of every noun that can be private one row that is, and drafts, a bin, a history.
fn marked() -> Store {
    let store = empty();
    let now = Clock::pinned(NOW).unwrap().now();
    let today = now.day();
    store
        .write::<_, StoreError>("begin", |tx| {
            let me = tx.owner("Sam")?;
            let ana = tx.put(&Person { note: Some(secret("person")), ..Person::named("Ana Ruiz") })?;
            let ben = tx.put(&Person::named("Ben Okafor"))?;
            let member =
                |person, role: &str| Member { person, role: role.to_owned(), joined_on: None, left_on: None };
            let mut with_ana = Relationship::of_form("mentor");
            with_ana.members = vec![member(me, "mentor"), member(ana, "mentee")];
            with_ana.parking = vec![Item::new(secret("parked"))];
            let mut with_ben = Relationship::of_form("mutual");
            with_ben.members = vec![member(me, "partner"), member(ben, "partner")];
            for relationship in [&with_ana, &with_ben] {
                tx.put(relationship)?;
                rows(tx, relationship.id, me, relationship.members[1].person, now)?;
            }
            let mut goal = Goal::titled(secret("goal"));
            goal.owners = vec![me];
            goal.why = Some(secret("why"));
            goal.measure = Some(secret("measure"));
            goal.due_on = Some(today);
            goal.checkins = vec![Checkin {
                id: Id::fresh(),
                at: now,
                by: Some(me),
                value: 40.0,
                confidence: Some(5),
                note: Some(secret("check-in")),
            }];
            tx.put(&goal)?;
            Ok(())
        })
        .unwrap();
    binned(&store);
    for place in ["capture", "goal/new", "feedback/new"] {
        let fields =
            BTreeMap::from([("line".to_owned(), secret("draft")), ("text".to_owned(), secret("draft"))]);
        store.save_draft(place, &secret("draft"), &Typed::of(fields)).unwrap();
    }
    store
}

fn rows(
    tx: &mentorlog::store::Tx<'_>,
    relationship: Id<Relationship>,
    me: Id<Person>,
    other: Id<Person>,
    now: Moment,
) -> Result<(), StoreError> {
    for state in [SessionState::Planned, SessionState::Held] {
        let mut session = Session::new(relationship, state, now);
        session.notes = Some("shared notes".to_owned());
        session.private_notes = Some(secret("session"));
        session.agenda = vec![Item::new(secret("agenda"))];
        tx.put(&session)?;
    }
    for (from, to) in [(me, other), (other, me)] {
        tx.put(&Exchange {
            id: Id::fresh(),
            relationship: Some(relationship),
            session: None,
            from,
            to: Some(to),
            kind: ExchangeKind::Teach,
            topic: Some(secret("topic")),
            text: secret("exchange"),
            at: now,
            landed: Some(2),
            recorded_by: None,
            confirmed_by: None,
            visibility: Visibility::Private,
            updated_at: None,
        })?;
        let mut commitment = Commitment::open(from, secret("promise"), now);
        commitment.to = Some(to);
        commitment.relationship = Some(relationship);
        tx.put(&commitment)?;
        for state in FeedbackState::ALL {
            let mut feedback = Feedback::draft(from, to, now);
            feedback.relationship = Some(relationship);
            feedback.state = *state;
            feedback.situation = Some(secret("situation"));
            feedback.behaviour = Some(secret("behaviour"));
            feedback.impact = Some(secret("impact"));
            feedback.question = Some(secret("question"));
            feedback.response = Some(secret("response"));
            feedback.topic = Some(secret("topic"));
            // What another program wrote: what was not said is private whatever the row says.
            if *state == FeedbackState::Draft {
                feedback.visibility = Visibility::Shared;
            }
            tx.put(&feedback)?;
        }
    }
    tx.put(&Reflection {
        id: Id::fresh(),
        at: now,
        about: vec![other],
        relationship: Some(relationship),
        session: None,
        text: secret("reflection"),
        visibility: Visibility::Private,
        tags: vec![secret("tag")],
        updated_at: None,
    })?;
    Ok(())
}

fn binned(store: &Store) {
    let gone: Vec<Commitment> = store.list(&Filter::default(), &Window::First, 1).unwrap();
    store.write::<_, StoreError>(&format!("binned {}", secret("label")), |tx| tx.bin(gone[0].id)).unwrap();
}

const SIZES: [(u16, u16); 9] =
    [(19, 4), (20, 5), (30, 8), (40, 12), (60, 18), (79, 23), (80, 24), (100, 30), (140, 50)];

fn clean(driver: &mut Driver, after: &str) {
    let screen = driver.screen();
    assert!(!screen.contains(MARK), "after {after}:\n{screen}");
}

#[test]
fn no_screen_at_any_size_shows_a_private_word() {
    let mut driver = Driver::new(marked(), 100, 30);
    driver.sees(MARK).keys("v").sees("veil on").sees("courtesy, not encryption");
    let pages =
        ["<Enter>", "<Tab><Enter>", "<Tab><Tab><Enter>", "<Tab><Tab><Tab><Enter>", "<Enter><Tab><Enter>"];
    let mut walks: Vec<String> = Vec::new();
    for tab in 1..=7 {
        walks.push(tab.to_string());
        for page in pages {
            walks.push(format!("{tab}{page}"));
            walks.push(format!("{tab}<Down>{page}"));
            walks.push(format!("{tab}{page}e"));
            walks.push(format!("{tab}{page}d"));
        }
        walks.push(format!("{tab}/{PART}"));
        for key in ["e", "d", "c", "a", "x", "u", "n", "i", "?", "f", "s", "p", "y", "D", "z"] {
            walks.push(format!("{tab}{key}"));
        }
    }
    // Everything the palette can go to, but what leaves the program.
    for entry in COMMANDS.iter().filter(|entry| entry.keys.is_empty()) {
        if matches!(entry.command, Command::Suspend | Command::Quit | Command::Lock) {
            continue;
        }
        for more in ["", "<Enter>", "<Down><Enter><Enter>", "/zq"] {
            walks.push(format!(":{}<Enter>{more}", entry.name));
        }
    }
    for new in "sfgetnprc".chars() {
        walks.push(format!("n{new}"));
        walks.push(format!("2n{new}"));
    }
    walks.extend([format!(":{PART}"), "u".to_owned(), "uu".to_owned(), "U".to_owned(), "xu".to_owned()]);
    for walk in walks {
        driver.keys(&walk);
        for (width, height) in SIZES {
            driver.resize(width, height);
            let screen = driver.screen();
            assert!(!screen.contains(MARK), "after {walk} at {width}x{height}:\n{screen}");
        }
        driver.resize(100, 30);
        for _ in 0..5 {
            driver.keys("<Esc>");
        }
    }
}

#[test]
fn ten_thousand_random_keys_show_no_private_word() {
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    let keys: Vec<&str> = "1234567nepsfgrtcdxuUo/:?aijkhlq GypzwmLD"
        .split("")
        .filter(|key| !key.is_empty())
        .chain([
            "<Enter>",
            "<Enter>",
            "<Esc>",
            "<Esc>",
            "<Tab>",
            "<BackTab>",
            "<Up>",
            "<Down>",
            "<Left>",
            "<Right>",
            "<End>",
            "<Home>",
            "<Ctrl+S>",
            "<Ctrl+R>",
            "<Ctrl+Z>",
        ])
        .collect();
    let mut driver = Driver::new(marked(), 100, 30);
    driver.keys("v");
    for number in 0..10_000 {
        // xorshift: the same keys in every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let key = keys[random as usize % keys.len()];
        driver.tap(key);
        // The palette and the help can lift it, as v can.
        driver.app.store().set_sight(Sight::Veiled);
        clean(&mut driver, &format!("{number} keys, {key} the last"));
        if !driver.app.running() {
            let store = std::mem::replace(&mut driver, Driver::new(empty(), 1, 1)).app.into_store();
            driver = Driver::new(store, 100, 30);
        }
    }
}

#[test]
fn the_veil_comes_down_when_nobody_is_there_and_keeps_what_was_typed() {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Enter><Tab>Ana Ruiz<Ctrl+S>").keys("nn").keys(&secret("typed"));
    driver.app.idle();
    driver.misses(MARK).sees("veil on");
    driver.keys("nn").sees("behind the veil");
    driver.keys("v").sees("veil is off").keys("nn").sees(&secret("typed"));
}

#[test]
fn a_veiled_row_cannot_be_written_over() {
    let store = marked();
    let whole = store.digest().unwrap();
    store.set_sight(Sight::Veiled);
    let goals: Vec<Goal> = store.list(&Filter::default(), &Window::First, 9).unwrap();
    assert_eq!(goals[0].title, PRIVATE);
    assert!(goals[0].checkins.is_empty() && goals[0].why.is_none());
    let refused = store.write("change", |tx| tx.edit(goals[0].id, |goal| goal.state = GoalState::Reached));
    assert!(matches!(refused, Err(StoreError::Veiled { .. })), "{refused:?}");
    let sessions: Vec<Session> = store.list(&Filter::default(), &Window::First, 9).unwrap();
    assert_eq!(sessions[0].private_notes.as_deref(), Some(PRIVATE));
    assert_eq!(sessions[0].notes.as_deref(), Some("shared notes"));
    let over = |text: &str| {
        let text = Some(text.to_owned());
        store.write("change", |tx| tx.edit(sessions[0].id, |row| row.private_notes = text))
    };
    let refused = over("written over");
    assert!(matches!(refused, Err(StoreError::Veiled { .. })), "{refused:?}");
    // Nor can a line of it that is not seen be written over, taken away, or copied.
    let with = |change: fn(&mut Vec<Item>)| {
        store.write("change", |tx| tx.edit(sessions[0].id, |row: &mut Session| change(&mut row.agenda)))
    };
    for change in [
        (|agenda| agenda[0].text = "written over".to_owned()) as fn(&mut Vec<Item>),
        |agenda| agenda[0].visibility = Visibility::Shared,
        |agenda| drop(agenda.pop()),
        |agenda| agenda.push(Item::new(agenda[0].text.clone())),
    ] {
        let refused = with(change);
        assert!(matches!(refused, Err(StoreError::Veiled { .. })), "{refused:?}");
    }
    // An agenda item that is moved to another session would be written over, too.
    let mut other = Session::new(sessions[0].relationship, SessionState::Planned, store.now());
    other.agenda = sessions[0].agenda.clone();
    let refused = store.write("carry over", |tx| tx.put(&other));
    assert!(matches!(refused, Err(StoreError::Veiled { .. })), "{refused:?}");
    assert_eq!(store.digest().unwrap(), whole);
}

#[test]
fn a_session_is_changed_under_the_veil_and_its_private_parts_stay() {
    let store = marked();
    let id = store.list::<Session>(&Filter::default(), &Window::First, 1).unwrap()[0].id;
    let before = store.need(id).unwrap();
    let ana = before.relationship;
    for sight in [Sight::Veiled, Sight::Together(ana)] {
        store.set_sight(sight);
        let place = Some(format!("{sight:?}"));
        let row: Session = store.need(id).unwrap();
        let notes = if row.relationship == ana { Some(PRIVATE) } else { None };
        assert_eq!(row.private_notes.as_deref(), notes);
        store.write("change", |tx| tx.edit(id, |row: &mut Session| row.place = place.clone())).unwrap();
        store.write("notes", |tx| tx.edit(id, |row: &mut Session| row.private_notes = None)).unwrap();
        let done = ItemState::Done;
        let ticked = store.write("tick", |tx| {
            tx.edit(id, |row: &mut Session| row.agenda.iter_mut().for_each(|item| item.state = done))
        });
        assert!(ticked.is_ok());
        store.set_sight(Sight::Whole);
        let after = store.need(id).unwrap();
        assert_eq!((after.place, after.private_notes), (place, before.private_notes.clone()));
        assert_eq!(after.agenda.len(), before.agenda.len());
        assert_eq!(after.agenda[0].text, before.agenda[0].text);
        assert_eq!(after.agenda[0].state, done);
    }
}

#[test]
fn under_the_veil_the_forms_leave_out_what_is_private_and_keep_it() {
    let store = marked();
    let before: Vec<Session> = store.list(&Filter::default(), &Window::First, 9).unwrap();
    let mut driver = Driver::new(store, 100, 30);
    driver.keys("v4e").sees("SESSION WITH").sees("stay as they are").misses("Private notes").misses("Agenda");
    driver
        .misses(PRIVATE)
        .keys("<Tab><Tab><Tab><Tab>in the garden<Ctrl+S>")
        .sees("Changed session")
        .misses(MARK);
    driver.keys(":people<Enter>/Ana<Enter>e").sees("stays as it is").misses(PRIVATE).misses("private line");
    driver.keys("<Tab>team lead<Ctrl+S>").sees("Changed Ana Ruiz").misses(MARK);
    // What is private as a whole is not opened or copied at all, and says how it would be.
    driver.keys("5y").sees("Nothing was changed").sees("v lifts it first").misses("Sent to");
    driver.keys("6e").sees("Nothing was changed").sees("v lifts it").misses("TITLE");
    driver.app.store().set_sight(Sight::Whole);
    let after: Vec<Session> = driver.app.store().list(&Filter::default(), &Window::First, 9).unwrap();
    let changed = after.iter().find(|row| row.place.as_deref() == Some("in the garden")).unwrap();
    let session = before.into_iter().find(|row| row.id == changed.id).unwrap();
    assert_eq!((&changed.private_notes, &changed.agenda), (&session.private_notes, &session.agenda));
    let ana: Person = driver.app.store().need(driver.app.store().person("Ana").unwrap()).unwrap();
    assert_eq!((ana.title.as_deref(), ana.note), (Some("team lead"), Some(secret("person"))));
}

#[test]
fn what_is_not_said_is_not_even_listed_and_a_search_tells_nothing() {
    let store = marked();
    let drafts = Filter { states: vec!["draft"], ..Filter::default() };
    let marked = Filter { text: Some(MARK.to_owned()), ..Filter::default() };
    assert!(store.count::<Feedback>(&drafts).unwrap() > 0);
    assert!(found(&store, &marked) > 0);
    store.set_sight(Sight::Veiled);
    assert_eq!(store.count::<Feedback>(&drafts).unwrap(), 0);
    assert_eq!(found(&store, &marked), 0);
    assert!(store.drafts().unwrap().is_empty());
    assert!(store.draft("capture").is_err());
    assert!(store.history(99).unwrap().iter().all(|change| change.label == PRIVATE));
    assert!(store.binned().unwrap().iter().all(|entry| entry.label == PRIVATE));
}

#[test]
fn a_draft_is_private_even_where_its_row_says_shared() {
    let store = marked();
    let drafts = Filter { states: vec!["draft"], ..Filter::default() };
    let rows: Vec<Feedback> = store.list(&drafts, &Window::First, 99).unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.visibility == Visibility::Shared));
    let ana = store.relationship("Ana").unwrap();
    for sight in [Sight::Veiled, Sight::Together(ana)] {
        store.set_sight(sight);
        assert_eq!(store.count::<Feedback>(&drafts).unwrap(), 0, "{sight:?}");
        for row in &rows {
            let seen = store.get(row.id).unwrap();
            let text = seen.map_or(String::new(), |row| serde_json::to_string(&row).unwrap());
            assert!(!text.contains(MARK), "{sight:?}: {text}");
            let label = store.row_label(row.id).unwrap_or_default();
            assert!(!label.contains(MARK), "{sight:?}: {label}");
        }
    }
    let mut driver = Driver::new(marked(), 100, 30);
    driver.keys("3t").sees("TOGETHER").misses(MARK);
    for _ in 0..5 {
        driver.keys("<Right>").misses(MARK).keys("b").misses(MARK).keys("b");
    }
    driver.keys("<Left>").sees("[5 feedback]").misses("draft");
}

fn found(store: &Store, filter: &Filter) -> u64 {
    fn of<T: Record>(store: &Store, filter: &Filter) -> u64 {
        store.count::<T>(filter).unwrap()
    }
    of::<Person>(store, filter)
        + of::<Session>(store, filter)
        + of::<Exchange>(store, filter)
        + of::<Feedback>(store, filter)
        + of::<Goal>(store, filter)
        + of::<Commitment>(store, filter)
        + of::<Reflection>(store, filter)
}

#[test]
fn together_there_is_one_relationship_and_nothing_private() {
    let store = marked();
    let ben = store.person("Ben").unwrap();
    let ana = store.relationship("Ana").unwrap();
    let theirs: Vec<Exchange> =
        store.list(&Filter { with: Some(ben), ..Filter::default() }, &Window::First, 9).unwrap();
    store.set_sight(Sight::Together(ana));
    assert_eq!(store.names().unwrap().len(), 2);
    assert!(store.person("Ben").is_err() && store.relationship("Ben").is_err());
    assert_ne!(store.name(ben).unwrap(), "Ben Okafor");
    assert!(store.get(theirs[0].id).unwrap().is_none());
    assert_eq!(found(&store, &Filter::default()), 2 + 2, "two people, and Ana's two sessions");
    assert!(store.history(99).unwrap().is_empty() && store.binned().unwrap().is_empty());
    let sessions: Vec<Session> = store.list(&Filter::default(), &Window::First, 9).unwrap();
    assert!(sessions[0].agenda.is_empty());
    // What is not seen is still there afterwards.
    let mut relationship = store.need(ana).unwrap();
    relationship.purpose = Some("together".to_owned());
    store.write("purpose", |tx| tx.put(&relationship)).unwrap();
    store.set_sight(Sight::Whole);
    assert_eq!(store.need(ana).unwrap().parking.len(), 1);
}
