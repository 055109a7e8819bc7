//! `:health`: the warnings of the selected relationship, and the rows behind them.

use super::driver::{Driver, demo, empty};

/// Opens it on the Mutual tab, where a relationship is selected.
fn opened(width: u16, height: u16) -> Driver {
    let mut driver = Driver::new(demo(), width, height);
    driver.keys("3:health<Enter>");
    driver
}

#[test]
fn warnings_open_the_rows_behind_them() {
    let mut driver = opened(100, 30);
    driver.sees("WARNINGS, worst first").sees("H5  Goal alignment").sees("formula").sees("rows behind it");
    driver.sees("1 - mean of 1 - range / 4");
    driver.keys("<Down>").sees("H22 CONTINUOUS DIALOGUE");
    // Enter goes to the rows, Enter again opens one, Esc comes back to the same place.
    driver.keys("<Enter><Enter>").misses("WARNINGS").keys("<Esc>").sees("H22 CONTINUOUS DIALOGUE");
    driver.keys("<Esc>").misses("WARNINGS");
}

#[test]
fn every_check_is_a_key_away() {
    let mut driver = opened(100, 30);
    driver.misses("H12").keys("f").sees("EVERY CHECK of this form").sees("H12 Perception gap").sees("calm");
    driver.keys("f").sees("WARNINGS");
}

#[test]
fn every_size_is_drawn() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12), (20, 6), (3, 3)] {
        let mut driver = opened(width, height);
        driver.screen();
        driver.keys("f<Down><Enter><PageDown>").screen();
    }
    insta::assert_snapshot!("health_80x24", opened(80, 24).screen());
    insta::assert_snapshot!("health_60x18", opened(60, 18).screen());
}

#[test]
fn with_nothing_selected_it_says_what_to_do() {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Esc>3:health<Enter>").sees("Select a relationship");
}
