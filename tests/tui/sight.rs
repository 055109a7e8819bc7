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
