//! What a newcomer stumbled over.

use super::driver::{Driver, demo, empty};
use mentorlog::model::Person;
use mentorlog::store::{Filter, Window};

#[test]
fn letters_on_a_choice_stay_in_the_form() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("np").keys("Temp Person<Ctrl+S>").sees("Added Temp Person");
    // The field of the state is a choice.
    driver
        .keys("4<Esc>ng")
        .keys("a goal<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>qua")
        .sees("does nothing here");
    driver.keys("<Esc>");
    let people: Vec<Person> = driver.app.store().list(&Filter::default(), &Window::First, 99).unwrap();
    assert!(people.iter().any(|person| person.name == "Temp Person"));
}

#[test]
fn what_was_put_aside_does_not_come_back_by_itself() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver
        .keys("np")
        .keys("Junk Name<Ctrl+R>")
        .sees("Fresh")
        .keys("Real Name<Ctrl+S>")
        .sees("Added Real Name");
    driver.keys("np").misses("Junk Name").sees("brings back what was put aside");
    driver.keys("<Ctrl+R>").sees("Junk Name").keys("<Ctrl+R>").misses("Junk Name").keys("<Esc>");
    // Esc after starting fresh leaves nothing in the fields either.
    driver.keys("np").misses("Junk Name").keys("<Esc>");
}

#[test]
fn nothing_is_offered_to_be_taken_back_where_nothing_was_written() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys(":people<Enter><Home>e<Ctrl+S>").sees("Nothing was changed.").misses("takes it back");
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Enter><Ctrl+S>").sees("The journal is open");
    driver.keys(":welcome<Enter><Enter><Ctrl+S>").sees("The journal is open").misses("takes it back");
}

#[test]
fn the_question_to_send_goes_with_its_row_and_under_the_veil() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("i? Ana: where was I unclear in the review?<Enter>").sees("to send to Ana");
    driver.keys("v").sees("veil on").misses("where was I unclear").keys("<Enter>").sees("v lifts the veil");
    driver.keys("v").sees("where was I unclear");
    driver.keys("u").sees("It was taken back").keys("<Enter>").misses("Written");
}

#[test]
fn a_note_about_somebody_stands_on_their_lane() {
    let mut driver = Driver::new(demo(), 100, 40);
    driver.keys("inote Ana: she was calmer than ever<Enter>").sees("u takes it back");
    driver.keys("2").sees("she was calmer than ever");
}

#[test]
fn a_check_in_on_a_lane_is_of_its_goals_alone() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys(":relationships<Enter>/Jonas<Enter>c").misses("Lead an incident review alone");
}

#[test]
fn who_was_added_is_said_by_the_whole_name() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("nrIngrid<Ctrl+S>").sees("with Ingrid Solberg");
}
