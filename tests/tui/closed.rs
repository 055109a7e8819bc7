//! A closed relationship on screen: its rows are read, not changed, until it is active again.

use super::driver::{Driver, demo};
use mentorlog::model::*;
use mentorlog::store::{Filter, Store, StoreError, Window};

/// Closes the relationship with Ana as another program does.
fn close(store: &Store) -> Id<Relationship> {
    let id = store.relationship("Ana").unwrap();
    let day = store.clock().today();
    let close = |row: &mut Relationship| row.turn(RelationshipStatus::Closed, day);
    store.write("close", |tx| tx.edit(id, close)).unwrap();
    id
}

fn goal(store: &Store, relationship: Id<Relationship>) -> Goal {
    let filter = Filter { relationship: Some(relationship), states: vec!["active"], ..Filter::default() };
    store.list(&filter, &Window::First, 1).unwrap().pop().unwrap()
}

#[test]
fn a_form_is_refused_and_kept_once_it_is_active_again() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        let id = close(driver.app.store());
        let before = goal(driver.app.store(), id);
        let words: String = before.title.chars().take(12).collect();
        driver.keys(&format!("6/{words}<Enter>e")).sees("1 of").keys("<Tab><Tab>Because<Ctrl+S>");
        driver.sees("Ana Ruiz is closed, and read-only").sees("Because");
        assert_eq!(driver.app.store().need(before.id).unwrap(), before);
        driver.keys("<Esc>").sees("draft");
        // As the message says: the relationship's form, its State.
        driver.keys(":relationships<Enter>/Ana Ruiz<Enter>e<BackTab><BackTab><Right>").sees("< active >");
        driver.keys("<Ctrl+S>").sees("Changed");
        let row = driver.app.store().need(id).unwrap();
        assert_eq!((row.status, row.ended_on), (RelationshipStatus::Active, None));
        driver.keys("<Esc>6e").sees("Because").keys("<Ctrl+S>").sees("Changed goal");
        assert_eq!(driver.app.store().need(before.id).unwrap().why.as_deref(), Some("Because"));
    }
}

#[test]
fn nothing_begins_in_it() {
    let mut driver = Driver::new(demo(), 100, 30);
    let id = close(driver.app.store());
    let planned = Filter { relationship: Some(id), states: vec!["planned"], ..Filter::default() };
    let planned: Session = driver.app.store().list(&planned, &Window::First, 1).unwrap().pop().unwrap();
    driver.keys("1s").sees("Ana Ruiz is closed, and read-only").misses("started");
    assert_eq!(driver.app.store().need(planned.id).unwrap().state, SessionState::Planned);
    assert!(matches!(
        driver.app.store().open_round(id, RoundKind::Pulse),
        Err(StoreError::Closed { title, .. }) if title == "Ana Ruiz"
    ));
}

#[test]
fn closing_in_the_form_says_since_when() {
    let mut driver = Driver::new(demo(), 100, 30);
    let id = driver.app.store().relationship("Ana").unwrap();
    driver.keys(":relationships<Enter>/Ana Ruiz<Enter>e<BackTab><BackTab><Left>").sees("< closed >");
    driver.keys("<Ctrl+S>").sees("Changed");
    let row = driver.app.store().need(id).unwrap();
    assert_eq!(
        (row.status, row.ended_on),
        (RelationshipStatus::Closed, Some(driver.app.store().clock().today()))
    );
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        driver.resize(width, height);
        driver.keys("<Enter>").sees("read-only").sees("e, then its State").keys("<Esc>");
    }
    driver.keys("u").sees("Taken back");
    assert_eq!(driver.app.store().need(id).unwrap().status, RelationshipStatus::Active);
}
