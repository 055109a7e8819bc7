//! What was read before a write is changed as it stands in it: nobody's change is written over silently.

use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Store, StoreError};
use proptest::prelude::*;
use tempfile::TempDir;

const NOW: &str = "2026-03-12T09:00:00+01:00";

/// The same file, opened by two programs, with a goal in it.
fn two() -> (Store, Store, Goal, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let open = || Store::open_or_create(&folder.path().join("j.db"), Clock::pinned(NOW).unwrap()).unwrap();
    let (one, other) = (open(), open());
    let goal = Goal { why: Some("first".to_owned()), ..Goal::titled("Lead one review") };
    one.write("goal", |tx| tx.put(&goal)).unwrap();
    let goal = one.need(goal.id).unwrap();
    (one, other, goal, folder)
}

fn checkin(value: f64) -> Checkin {
    Checkin { id: Id::fresh(), at: NOW.parse().unwrap(), by: None, value, confidence: None, note: None }
}

#[test]
fn what_only_the_others_changed_stays_theirs() {
    let (one, other, read, _folder) = two();
    let theirs = |goal: &mut Goal| {
        goal.unit = Some("reviews".to_owned());
        goal.checkins.push(checkin(4.0));
    };
    other.write("theirs", |tx| tx.edit(read.id, theirs)).unwrap();
    let mine = Goal { why: Some("mine".to_owned()), ..read.clone() };
    one.write("mine", |tx| tx.amend(&read, &mine)).unwrap();
    let goal = other.need(read.id).unwrap();
    assert_eq!((goal.why.as_deref(), goal.unit.as_deref()), (Some("mine"), Some("reviews")));
    assert_eq!(goal.checkins.len(), 1);
}

#[test]
fn what_both_changed_is_refused_and_nothing_is_written() {
    let (one, other, read, _folder) = two();
    let theirs = |goal: &mut Goal| goal.checkins.push(checkin(4.0));
    other.write("theirs", |tx| tx.edit(read.id, theirs)).unwrap();
    let mut mine = Goal { why: Some("mine".to_owned()), ..read.clone() };
    mine.checkins.push(checkin(5.0));
    let before = other.need(read.id).unwrap();
    let error = one.write("mine", |tx| tx.amend(&read, &mine)).unwrap_err();
    assert!(
        matches!(&error, StoreError::Overtaken { noun: "goal", field } if field == "checkins"),
        "{error}"
    );
    assert_eq!(other.need(read.id).unwrap(), before);
    // The same change twice is no contradiction.
    one.write("again", |tx| tx.amend(&read, &before)).unwrap();
}

#[test]
fn what_was_taken_back_meanwhile_does_not_come_back() {
    let (one, other, read, _folder) = two();
    other.undo().unwrap();
    let mine = Goal { why: Some("mine".to_owned()), ..read.clone() };
    let error = one.write("mine", |tx| tx.amend(&read, &mine)).unwrap_err();
    assert!(matches!(error, StoreError::NotFound { .. }), "{error}");
    assert_eq!(other.get(read.id).unwrap(), None);
}

#[test]
fn a_closing_leaves_what_others_wrote_since_it_was_begun() {
    let (one, other, _, _folder) = two();
    mentorlog::exchange::demo::load(&one).unwrap();
    let held = mentorlog::store::Filter { states: vec!["planned"], ..Default::default() };
    let session: Session =
        one.list(&held, &mentorlog::store::Window::First, 1).unwrap().pop().expect("a planned one");
    let material = one.material(session.id).unwrap();
    let forms = mentorlog::forms::Forms::builtin().unwrap();
    let form = forms.get(&material.relationship.form).unwrap();
    let closing = mentorlog::sitting::Closing::propose(&material, form, None, None, &[], one.clock().today());
    let closed = closing.apply(&material, form, None, one.now());
    let notes = |row: &mut Session| row.notes = Some("written elsewhere".to_owned());
    other.write("theirs", |tx| tx.edit(session.id, notes)).unwrap();
    one.write("close", |tx| tx.close_session(&material, &closed)).unwrap();
    let kept = other.need(session.id).unwrap();
    assert_eq!((kept.state, kept.notes.as_deref()), (SessionState::Held, Some("written elsewhere")));
}

/// Three texts of a goal, each of few values so that they meet.
fn texts() -> impl Strategy<Value = [Option<u8>; 3]> {
    let text = prop::option::of(0..3u8);
    [text.clone(), text.clone(), text]
}

fn put(goal: &mut Goal, texts: [Option<u8>; 3]) {
    let [why, measure, unit] = texts.map(|text| text.map(|text| text.to_string()));
    (goal.why, goal.measure, goal.unit) = (why, measure, unit);
}

fn of(goal: &Goal) -> [Option<u8>; 3] {
    [&goal.why, &goal.measure, &goal.unit].map(|text| text.as_deref().map(|text| text.parse().unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_field_is_the_one_that_changed_it(before in texts(), mine in texts(), theirs in texts()) {
        let store = Store::in_memory(Clock::pinned(NOW).unwrap()).unwrap();
        let mut read = Goal::titled("one");
        put(&mut read, before);
        store.write("goal", |tx| tx.put(&read)).unwrap();
        let read = store.need(read.id).unwrap();
        store.write("theirs", |tx| tx.edit(read.id, |row| put(row, theirs))).unwrap();
        let stood = store.need(read.id).unwrap();
        let mut wanted = read.clone();
        put(&mut wanted, mine);
        let crosses = |at: usize| before[at] != mine[at] && before[at] != theirs[at] && mine[at] != theirs[at];
        let result = store.write("mine", |tx| tx.amend(&read, &wanted));
        let kept = store.need(read.id).unwrap();
        if (0..3).any(crosses) {
            let overtaken = matches!(result, Err(StoreError::Overtaken { noun: "goal", .. }));
            prop_assert!(overtaken, "both changed it");
            prop_assert_eq!(kept, stood);
        } else {
            let merged = [0, 1, 2].map(|at| if mine[at] == before[at] { theirs[at] } else { mine[at] });
            prop_assert_eq!(of(&kept), merged);
            // And it is one step that is taken back, where it changed anything.
            if merged != theirs {
                store.undo().unwrap();
                prop_assert_eq!(of(&store.need(read.id).unwrap()), theirs);
            }
        }
    }
}
