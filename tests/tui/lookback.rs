//! The monthly look back: what the rows say with their rows, what is written, and where it shows.

use super::driver::{Driver, demo, empty};
use mentorlog::model::*;
use mentorlog::store::{Filter, Sight, StoreError, Window};

fn reviews(driver: &Driver) -> Vec<Review> {
    driver.app.store().list(&Filter::default(), &Window::First, 100).unwrap()
}

#[test]
fn the_month_opens_with_its_rows_and_what_is_written_shows_in_the_next_sessions() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.sees("A month to look back at").keys(":look back<Enter>").sees("LOOK BACK").sees("THE MONTH");
    driver.keys("<Enter>").sees("NUMBERS").keys("<Esc>").sees("LOOK BACK");
    driver.keys("e").sees("NEW LOOK BACK").keys("I talk less than I think");
    driver.keys("<Tab><Tab><Tab><Tab><Tab>ask Ben for his plan first<Tab>Ben Okafor<Ctrl+S>");
    driver.sees("Kept the look back");
    let written = reviews(&driver);
    assert_eq!(written.len(), 2);
    assert_eq!(written[0].answers[0].text, "I talk less than I think");
    assert_eq!(written[0].intentions.len(), 1);
    assert!(written[0].figures.as_ref().unwrap().contains("THE MONTH"));
    // Today shows what is intended now, and before it nothing is lost: what was intended is open until it is
    // done. Nothing is due any more.
    driver.keys("<Esc>1").sees("ask Ben for his plan").misses("A month to look back at");
    let open = driver.app.store().intentions(None).unwrap();
    assert_eq!(open.len(), 3);
    assert_eq!(open[0].text, "ask Ben for his plan first");
    driver.keys(":look back<Enter>").sees("STILL INTENDED").sees("Count to five").keys("<Esc>");
    // So does the preparation of the session it is meant for, where it is taken as done.
    driver.keys("3p").sees("I INTEND").sees("ask Ben for his plan first");
    driver.keys("<Esc>:look backs<Enter>").sees("0 of 1 done").keys("<Enter>").sees("INTENTIONS");
    driver.keys("x").sees("Binned look back").keys("u").sees("look back");
}

#[test]
fn an_intention_is_ticked_where_it_stands() {
    let mut driver = Driver::new(demo(), 60, 18);
    driver.sees("Ask for feedback before");
    let store = driver.app.store();
    let open = store.intentions(None).unwrap();
    assert_eq!(open.len(), 2);
    let with = open[0].relationship.unwrap();
    assert_eq!(store.intentions(Some(with)).unwrap().len(), 2);
    store.write::<_, StoreError>("done", |tx| tx.toggle_intention(open[0].id)).unwrap();
    assert_eq!(store.intentions(Some(with)).unwrap().len(), 1);
    driver.keys("u").sees("Taken back");
    assert_eq!(driver.app.store().intentions(None).unwrap().len(), 2);
}

#[test]
fn nobody_else_sees_a_look_back() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys(":look back<Enter>").sees("THE MONTH").keys("v").misses("THE MONTH").misses("Count to five");
    driver.keys(":look back<Enter>").sees("yours alone").keys(":look backs<Enter>").misses("Count to five");
    driver.keys("v").sees("Count to five");
    let store = driver.app.store();
    let relationship = store.relationship("Ana").unwrap();
    store.set_sight(Sight::Together(relationship));
    assert!(store.last_review().unwrap().is_none());
    assert!(store.intentions(Some(relationship)).unwrap().is_empty());
}

#[test]
fn what_is_begun_waits_as_a_draft_and_nothing_at_all_is_not_kept() {
    let mut driver = Driver::new(empty(), 80, 24);
    driver
        .keys("<Esc>:look back<Enter>")
        .sees("nobody has gone quiet")
        .keys("e<Ctrl+S>")
        .sees("nothing is written yet");
    assert!(reviews(&driver).is_empty());
    driver.keys("half a thought<Esc>").sees("draft").keys(":drafts<Enter><Enter>").sees("half a thought");
    driver.keys("<Ctrl+S>").sees("Kept the look back");
    assert_eq!(reviews(&driver)[0].answers.len(), 1);
}

#[test]
fn q_goes_back_where_there_is_a_way_back_and_leaves_at_the_top() {
    let mut driver = Driver::new(demo(), 100, 30);
    for place in [":look back<Enter>", "2P", "<Enter>", ":skills<Enter>"] {
        driver.keys(place).keys("q");
        assert!(driver.app.running(), "q left the program from {place}");
    }
    driver.sees("[2 Mentor]").keys("q");
    assert!(!driver.app.running());
}

#[test]
fn the_look_back_at_every_size() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys(":look back<Enter>");
        insta::assert_snapshot!(format!("month_{width}x{height}"), driver.screen());
        driver.keys("<Tab>");
        insta::assert_snapshot!(format!("asked_{width}x{height}"), driver.screen());
        driver.keys("e");
        insta::assert_snapshot!(format!("form_{width}x{height}"), driver.screen());
        driver.keys("<Esc><Esc>:look backs<Enter><Enter>");
        insta::assert_snapshot!(format!("written_{width}x{height}"), driver.screen());
    }
}

#[test]
fn on_its_page_d_takes_the_intention_that_is_marked() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys(":look backs<Enter><Enter>").sees("> open           Count to five before I answer");
    driver
        .keys("<Down>d")
        .sees("done: Ask for feedback before I give any")
        .sees("open           Count to five");
}
