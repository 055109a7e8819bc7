//! Another form for a relationship: what was stays as it was, what is open goes along.

use super::driver::{Driver, demo};
use mentorlog::model::*;
use mentorlog::store::{Filter, Window};

fn of<T: mentorlog::store::Record>(driver: &Driver, relationship: Id<Relationship>) -> Vec<T> {
    let filter = Filter { relationship: Some(relationship), ..Filter::default() };
    driver.app.store().list(&filter, &Window::First, 1000).unwrap()
}

#[test]
fn a_relationship_goes_on_in_another_form_and_its_history_stays() {
    let mut driver = Driver::new(demo(), 100, 30);
    let old = driver.app.store().relationship("Ana").unwrap();
    let (sessions, exchanges) = (of::<Session>(&driver, old), of::<Exchange>(&driver, old).len());
    let planned = sessions.iter().filter(|row| row.state == SessionState::Planned).count();
    driver
        .keys("2:change form<Enter>")
        .sees("ANA RUIZ: CLOSE AS MENTOR, GO ON IN ANOTHER FORM")
        .sees("New form");
    driver.keys("<Ctrl+S>").sees("goes on as").sees("what was stays as it was");
    let store = driver.app.store();
    let new = store.relationship("Ana").unwrap();
    assert_ne!(new, old, "a name now means the one that goes on");
    let (before, after) = (store.need(old).unwrap(), store.need(new).unwrap());
    assert_eq!((before.status, after.status), (RelationshipStatus::Closed, RelationshipStatus::Active));
    assert_eq!(after.successor_of, Some(old));
    assert_ne!(before.form, after.form);
    assert_eq!(before.members.len(), after.members.len());
    // Figures of either are made of its own rows: nothing that happened went along.
    assert_eq!(of::<Exchange>(&driver, old).len(), exchanges);
    assert_eq!(of::<Session>(&driver, old).len(), sessions.len() - planned);
    assert_eq!(of::<Session>(&driver, new).len(), planned);
    assert!(of::<Goal>(&driver, old).iter().all(|row| row.state != GoalState::Active));
    assert!(of::<Commitment>(&driver, old).iter().all(|row| row.state != CommitmentState::Open));
    assert!(!of::<Goal>(&driver, new).is_empty() && !of::<Commitment>(&driver, new).is_empty());
    assert_eq!(driver.app.store().ledger_of(new).unwrap().held, 0);
    // Both pages name the other one.
    driver.keys(":relationships<Enter>/Ana<Enter>").keys("<Home><Enter>").sees("grew out of");
    driver.keys("<Enter>").sees("went on as").misses("another form").keys("<Enter>").sees("grew out of");
    driver.keys("<Esc><Esc><Esc><Esc>u").sees("Taken back");
    let store = driver.app.store();
    assert!(store.get(new).unwrap().is_none());
    assert_eq!(store.need(old).unwrap().status, RelationshipStatus::Active);
    assert_eq!(of::<Session>(&driver, old).len(), sessions.len());
}

#[test]
fn roles_can_be_asked_for_and_what_is_open_can_stay() {
    let mut driver = Driver::new(demo(), 80, 24);
    let old = driver.app.store().relationship("Ben").unwrap();
    let goals = of::<Goal>(&driver, old).len();
    driver.keys("3:change form<Enter>").sees("BEN OKAFOR: CLOSE AS MUTUAL MENTORING, GO ON");
    // The first form of the list is the mentor's: I am to be guided.
    driver.keys("<Tab>me: mentee, Ben: boss<Ctrl+S>").sees("has: mentor, mentee");
    driver
        .keys("<Backspace><Backspace><Backspace><Backspace>mentor<Tab><Tab><Right><Ctrl+S>")
        .sees("goes on as Mentor");
    let store = driver.app.store();
    let new = store.need(store.relationship("Ben").unwrap()).unwrap();
    let role = |name: &str| {
        let person = store.person(name).unwrap();
        new.members.iter().find(|member| member.person == person).unwrap().role.clone()
    };
    assert_eq!((role("Sam").as_str(), role("Ben").as_str()), ("mentee", "mentor"));
    assert_eq!((of::<Goal>(&driver, old).len(), of::<Goal>(&driver, new.id).len()), (goals, 0));
}

#[test]
fn the_chooser_takes_a_relationship_with_a_history_on() {
    let mut driver = Driver::new(demo(), 100, 30);
    let old = driver.app.store().relationship("Ana").unwrap();
    // Answers that put the mutual form first.
    driver.keys("2:choose<Enter>").sees("DOES THE FORM STILL FIT?").keys("1324122223<Enter>");
    driver
        .sees("ANA RUIZ: CLOSE AS MENTOR, GO ON IN ANOTHER FORM")
        .sees("< Mutual mentoring")
        .keys("<Ctrl+S>")
        .sees("goes on as Mutual");
    let store = driver.app.store();
    let new = store.need(store.relationship("Ana").unwrap()).unwrap();
    assert_eq!((new.successor_of, new.choices.len()), (Some(old), 1));
    assert_eq!(store.need(old).unwrap().form, "mentor");
}

#[test]
fn the_form_and_the_pages_at_every_size() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys("2:change form<Enter>");
        insta::assert_snapshot!(format!("change_{width}x{height}"), driver.screen());
        driver.keys("<Ctrl+S>:relationships<Enter>/Ana<Enter><Home><Enter>");
        insta::assert_snapshot!(format!("grown_{width}x{height}"), driver.screen());
    }
}
