//! A form stays open while another program, or a step taken back, changes its row: nothing is written
//! over silently.

use super::driver::{Driver, NOW};
use mentorlog::clock::Clock;
use mentorlog::model::{
    AgreementSection, Checkin, Commitment, Exchange, Feedback, FeedbackState, Goal, Id, Person, Reflection,
    Relationship, RelationshipStatus, Review, Session, Skill,
};
use mentorlog::store::{Filter, Record, Store, Window};
use tempfile::TempDir;

/// What the other program writes.
const ELSEWHERE: &str = "written elsewhere";

/// A journal on screen, and the same file opened by another program.
struct Two {
    screen: Driver,
    other: Store,
    _folder: TempDir,
}

impl Two {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = || {
            let path = folder.path().join("journal.db");
            Store::open_or_create(&path, Clock::pinned(NOW).unwrap()).unwrap()
        };
        let (store, other) = (open(), open());
        mentorlog::exchange::demo::load(&store).unwrap();
        Self { screen: Driver::new(store, 100, 30), other, _folder: folder }
    }

    fn change<T: Record>(&self, id: Id<T>, change: impl FnOnce(&mut T)) {
        self.other.write("elsewhere", |tx| tx.edit(id, change)).unwrap();
    }

    /// A row as it stands.
    fn now<T: Record>(&self, id: Id<T>) -> T {
        self.other.need(id).unwrap()
    }

    fn newest<T: Record>(&self) -> T {
        let mut rows: Vec<T> = self.other.list(&Filter::default(), &Window::First, 1000).unwrap();
        rows.sort_by_key(|row| row.id().uuid());
        rows.pop().unwrap()
    }

    /// A goal of this title, made on screen; its form is open.
    fn goal(&mut self) -> Id<Goal> {
        self.screen.keys("ngZebra crossing<Tab><Ctrl+S>").sees("Added goal");
        let goal: Goal = self.newest();
        self.screen.keys(":goals<Enter>/Zebra crossing<Enter>e").sees("ZEBRA CROSSING");
        goal.id
    }
}

#[test]
fn what_only_the_others_changed_stays_theirs() {
    let mut two = Two::new();
    let id = two.goal();
    two.change(id, |goal: &mut Goal| {
        goal.due_on = chrono::NaiveDate::from_ymd_opt(2026, 12, 1);
        goal.measure = Some("reviews led".to_owned());
        goal.checkins.push(Checkin {
            id: Id::fresh(),
            at: NOW.parse().unwrap(),
            by: None,
            value: 40.0,
            confidence: None,
            note: None,
        });
    });
    two.screen
        .keys("<Tab><Tab>It is time<Ctrl+S>")
        .sees("Changed goal")
        .sees("Measure, By as it was changed");
    let goal = two.now(id);
    assert_eq!(goal.why.as_deref(), Some("It is time"));
    assert_eq!(goal.measure.as_deref(), Some("reviews led"));
    assert_eq!(goal.due_on, chrono::NaiveDate::from_ymd_opt(2026, 12, 1));
    assert_eq!(goal.checkins.len(), 1);
}

#[test]
fn what_both_changed_is_asked_about_and_nothing_is_written() {
    let mut two = Two::new();
    let id = two.goal();
    two.change(id, |goal: &mut Goal| {
        goal.why = Some("Because of theirs".to_owned());
        goal.unit = Some("reviews".to_owned());
    });
    let theirs = two.now(id);
    two.screen.keys("<Tab><Tab>It is time<Tab>Mine, too<Ctrl+S>");
    two.screen.sees("Changed meanwhile; it is \"Because of theirs\" now").sees("It is time");
    two.screen.sees("again keeps yours, Ctrl+R shows what is there");
    assert_eq!(two.now(id), theirs);
    // Theirs can be looked at, and mine is there again.
    two.screen.keys("<Ctrl+R>").sees("Because of theirs").misses("It is time");
    two.screen.keys("<Ctrl+R>").sees("It is time").sees("Mine, too").misses("Because of theirs");
    two.screen.keys("<Ctrl+S>").sees("Changed goal");
    let goal = two.now(id);
    assert_eq!(goal.why.as_deref(), Some("It is time"));
    assert_eq!(goal.measure.as_deref(), Some("Mine, too"));
    assert_eq!(goal.unit.as_deref(), Some("reviews"));
}

#[test]
fn theirs_is_kept_by_leaving_and_mine_waits_as_a_draft() {
    let mut two = Two::new();
    let id = two.goal();
    two.change(id, |goal: &mut Goal| goal.why = Some("Because of theirs".to_owned()));
    two.screen.keys("<Tab><Tab>It is time<Ctrl+S>").sees("Changed meanwhile").keys("<Esc>").sees("draft");
    assert_eq!(two.now(id).why.as_deref(), Some("Because of theirs"));
    two.screen.keys("e").sees("It is time");
}

#[test]
fn a_second_change_meanwhile_is_asked_about_again() {
    let mut two = Two::new();
    let id = two.goal();
    two.change(id, |goal: &mut Goal| goal.why = Some("One".to_owned()));
    two.screen.keys("<Tab><Tab>Mine<Ctrl+S>").sees("it is \"One\" now");
    two.change(id, |goal: &mut Goal| goal.why = Some("Two".to_owned()));
    two.screen.keys("<Ctrl+S>").sees("it is \"Two\" now");
    assert_eq!(two.now(id).why.as_deref(), Some("Two"));
    two.change(id, |goal: &mut Goal| goal.why = None);
    two.screen.keys("<Ctrl+S>").sees("it is empty now").keys("<Ctrl+S>").sees("Changed goal");
    assert_eq!(two.now(id).why.as_deref(), Some("Mine"));
}

#[test]
fn both_changed_it_to_the_same() {
    let mut two = Two::new();
    let id = two.goal();
    two.change(id, |goal: &mut Goal| goal.why = Some("Same".to_owned()));
    two.screen.keys("<Tab><Tab>Same<Ctrl+S>").sees("Nothing was changed").misses("meanwhile");
}

#[test]
fn a_row_that_was_taken_back_meanwhile_does_not_come_back_by_itself() {
    let mut two = Two::new();
    let id = two.goal();
    two.other.undo().unwrap();
    two.screen.keys("<Tab><Tab>It is time");
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        two.screen.resize(width, height);
        two.screen.keys("<Ctrl+S>").sees("Nothing is written").sees("Esc").sees("draft").sees(":redo");
    }
    two.screen.resize(100, 30);
    assert!(two.other.get(id).unwrap().is_none());
    two.screen.keys("<Esc>").sees("draft");
    two.other.redo().unwrap();
    two.screen.sees("SELECTED").keys("e").sees("It is time").keys("<Ctrl+S>");
    assert!(two.now(id).why.is_some());
}

#[test]
fn a_row_that_was_binned_meanwhile_is_not_written() {
    let mut two = Two::new();
    let id = two.goal();
    two.other.write("bin", |tx| tx.bin(id)).unwrap();
    two.screen.keys("<Tab><Tab>It is time<Ctrl+S>").sees("this goal was taken out");
    assert_eq!(two.now(id).why, None);
}

#[test]
fn it_is_so_for_every_noun() {
    fn all<T: Record>(store: &Store) -> Vec<T> {
        store.list(&Filter::default(), &Window::First, 1000).unwrap()
    }
    fn case<T: Record>(two: &mut Two, open: &str, place: fn(&mut T) -> &mut String) {
        // Whichever row is selected: its form is open, and every row changes elsewhere.
        two.screen.keys(open).sees("[ Keep ]");
        let write =
            |id| two.other.write("elsewhere", |tx| tx.edit(id, |row| *place(row) = ELSEWHERE.to_owned()));
        let changed: Vec<Id<T>> = all(&two.other).iter().map(T::id).filter(|id| write(*id).is_ok()).collect();
        assert!(!changed.is_empty(), "{open}");
        two.screen.keys("<Ctrl+S>").misses("[ Keep ]").sees("Nothing was changed");
        for id in changed {
            assert_eq!(place(&mut two.now(id)), ELSEWHERE, "{open}");
        }
    }
    let two = &mut Two::new();
    case::<Person>(two, ":people<Enter><Down>e", |row| row.title.get_or_insert_default());
    case::<Relationship>(two, ":relationships<Enter>e", |row| row.purpose.get_or_insert_default());
    case::<Session>(two, "4e", |row| row.place.get_or_insert_default());
    case::<Exchange>(two, ":exchanges<Enter>e", |row| row.topic.get_or_insert_default());
    case::<Feedback>(two, "5e", |row| row.topic.get_or_insert_default());
    case::<Goal>(two, "6e", |row| row.measure.get_or_insert_default());
    case::<Commitment>(two, ":promises<Enter>e", |row| &mut row.text);
    case::<Reflection>(two, ":notes<Enter>e", |row| &mut row.text);
    case::<Skill>(two, ":skills<Enter>e", |row| &mut row.name);
    case::<Review>(two, ":look backs<Enter>e", |row| &mut row.intentions[0].text);
}

#[test]
fn an_answer_is_not_written_over_another_one() {
    let mut two = Two::new();
    two.screen.keys("5");
    let asked: Vec<Feedback> = two.other.list(&Filter::default(), &Window::First, 1000).unwrap();
    let given = |row: &&Feedback| row.state == FeedbackState::Given && row.response.is_none();
    let id = asked.iter().find(given).unwrap().id;
    let label = two.other.row_label(id).unwrap();
    let words: String = label.chars().take(20).collect();
    two.screen.keys(&format!("/{words}<Enter><Enter>")).sees("NSWER").paste("My answer");
    two.change(id, |row: &mut Feedback| {
        row.response = Some("Theirs".to_owned());
        row.reach(FeedbackState::Acted, NOW.parse().unwrap());
    });
    two.screen.keys("<Ctrl+S>").sees("it is \"Theirs\"").keys("<Ctrl+S>").sees("Answered");
    assert_eq!(two.now(id).response.as_deref(), Some("My answer"));
    assert_eq!(two.now(id).state, FeedbackState::Acted);
}

#[test]
fn an_agreement_is_not_written_over_another_one() {
    let mut two = Two::new();
    two.screen.keys(":relationships<Enter>:agreement<Enter><Enter>").sees("We agree");
    two.screen.keys("<End>").paste(" And this.");
    let rows: Vec<Relationship> = two.other.list(&Filter::default(), &Window::First, 1000).unwrap();
    for row in rows.iter().filter(|row| row.status == RelationshipStatus::Active) {
        two.change(row.id, |row: &mut Relationship| {
            row.agreement.push(AgreementSection {
                section: "Purpose".to_owned(),
                text: "Theirs".to_owned(),
                version: 9,
                agreed_on: None,
                agreed_by: None,
                review_on: None,
            });
        });
    }
    two.screen.keys("<Ctrl+S>").sees("it is \"Theirs\" now");
    two.screen.keys("<Ctrl+S>").sees("version 10");
}

#[test]
fn notes_that_are_written_in_two_places_are_all_kept() {
    for (open, leave) in [("1p<Tab><Tab>", "<Esc>"), ("1s<Tab>", "<Esc><Esc>")] {
        let mut two = Two::new();
        two.screen.keys(open).keys("Mine.");
        let sessions: Vec<Session> = two.other.list(&Filter::default(), &Window::First, 1000).unwrap();
        for session in sessions {
            let write = |row: &mut Session| row.private_notes = Some(ELSEWHERE.to_owned());
            let _ = two.other.write("elsewhere", |tx| tx.edit(session.id, write));
        }
        two.screen.sees(ELSEWHERE).sees("Mine.").keys(leave);
        let sessions: Vec<Session> = two.other.list(&Filter::default(), &Window::First, 1000).unwrap();
        let both = Some(format!("{ELSEWHERE}\nMine."));
        assert_eq!(sessions.iter().filter(|row| row.private_notes == both).count(), 1, "{open}");
    }
}
