//! What is out of sight is said, and what one works on stays in sight.

use super::driver::{Driver, demo};

#[test]
fn rows_out_of_sight_are_counted_on_both_sides() {
    let mut driver = Driver::new(demo(), 80, 24);
    // A list of any length.
    driver.keys("4<Home>").misses(" above").sees("  +");
    driver.keys("<PageDown><PageDown>").sees(" above ");
    driver.keys("<End>").sees(" above").misses(" above +");
    // A pane of rows that were all read.
    driver.keys(":signs<Enter>").sees("+").misses(" above");
    driver.keys("<Down><Down><Down>").sees("3 above +");
    driver.keys("<End>").sees(" above").misses(" above +");
}

#[test]
fn an_undo_leaves_the_cursor_where_it_is_seen() {
    let mut driver = Driver::new(demo(), 100, 30);
    // Two rows of the goals are in sight; the third is taken as done, and comes back above the fourth.
    driver.keys("<Tab><Tab><Tab><Tab><Tab><Tab>").sees("> Ana Ruiz Lead an");
    driver.keys("<Down><Down>d").sees("u takes it back");
    driver.keys("u").sees("Taken back");
    driver.keys("<Enter>").misses("Nothing is selected here");
}

#[test]
fn a_resize_scrolls_no_pane_that_is_not_in_focus() {
    let mut driver = Driver::new(demo(), 100, 30);
    let before = driver.screen();
    for (width, height) in [(140, 50), (80, 24), (100, 24), (60, 18)] {
        driver.resize(width, height);
        driver.screen();
    }
    driver.resize(100, 30);
    assert_eq!(driver.screen(), before);
}

/// The line under the cursor.
fn cursor(driver: &mut Driver) -> String {
    let screen = driver.screen();
    let marked = screen.lines().find(|line| line.contains("> ") && line.contains("BRAND NEW"));
    marked.unwrap_or_else(|| panic!("it is not selected on:\n{screen}")).to_owned()
}

#[test]
fn a_new_row_is_selected_in_its_list_wherever_one_stood() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys("6<End>ngBRAND NEW goal<Ctrl+S>").sees("Added goal");
        cursor(&mut driver);
        // A filter and a search that leave it out give way.
        driver.keys("6f/zzz<Enter>").sees("Nothing here holds");
        driver.keys("ngBRAND NEW too<Ctrl+S>").sees("Added goal");
        assert!(cursor(&mut driver).contains("BRAND NEW too"));
        driver.keys(":people<Enter><End>npBRAND NEW person<Ctrl+S>").sees("Added BRAND NEW person");
        cursor(&mut driver);
        driver.keys("<Esc>:notes<Enter><End>nnBRAND NEW note<Ctrl+S>").sees("Added note");
        cursor(&mut driver);
        driver.keys("<Esc>:promises<Enter><End>ntBRAND NEW promise<Ctrl+S>").sees("Added promise");
        cursor(&mut driver);
        // In the tab of its own, too, that was not in front.
        driver.keys("<Esc>6<Home>1ngBRAND NEW third<Ctrl+S>6");
        assert!(cursor(&mut driver).contains("BRAND NEW third"));
    }
}

#[test]
fn a_new_feedback_is_selected_on_every_tab_that_shows_it() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        let feedback = "nfBRAND NEW feedback<Ctrl+S>";
        driver.keys("5<End>").keys(feedback).sees("Added feedback");
        cursor(&mut driver);
        driver.keys("5<End>1").keys(feedback).sees("Added feedback");
        cursor(&mut driver);
        driver.keys("5");
        cursor(&mut driver);
        driver.keys("1ntBRAND NEW promise<Ctrl+S>").sees("Added promise");
        cursor(&mut driver);
    }
}

#[test]
fn a_new_row_of_a_lane_is_selected_in_it() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys("2ngBRAND NEW rung<Ctrl+S>").sees("Added goal");
        cursor(&mut driver);
        driver.keys("2ntBRAND NEW promise<Ctrl+S>").sees("Added promise");
        cursor(&mut driver);
    }
}

#[test]
fn fields_words_and_choices_out_of_sight_are_counted() {
    let mut driver = Driver::new(demo(), 60, 18);
    driver.keys("nr").sees("[ Keep ]").sees("+4").keys("<PageDown>").sees("5 above").keys("<Esc>");
    driver
        .keys("7")
        .sees("26 weeks   +")
        .keys("<Down><Down><Down><Down><Down><Down><Down><Down>")
        .sees(" above");
    driver.keys("?").sees("+").keys("<End>").sees(" above").keys("<Esc>");
    driver.keys("2<Down><Down><Down>").sees("+");
}

#[test]
fn the_answer_that_is_marked_is_in_sight() {
    let mut driver = Driver::new(demo(), 40, 12);
    driver.keys(":choose<Enter>");
    for _ in 0..10 {
        driver.keys("<Down><Down><Down><Down><Down><Down>").sees("> ").keys("-");
    }
}
