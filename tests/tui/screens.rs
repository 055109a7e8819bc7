//! Every tab at every size; nothing is ever wider than the screen, and nothing panics.

use super::driver::{Driver, demo, empty};
use mentorlog::tui::command::{COMMANDS, key_table};

#[test]
fn every_tab_draws_at_every_size() {
    for store in [empty(), demo()] {
        let mut driver = Driver::new(store, 100, 30);
        driver.keys("<Esc>");
        for tab in ["1", "2", "3", "4", "5", "6", "7", "n", "<Esc>:", "<Esc>?", "<Esc>ng", "<Esc>i"] {
            driver.keys(tab);
            for (width, height) in [
                (1, 1),
                (5, 2),
                (19, 4),
                (20, 5),
                (30, 8),
                (39, 11),
                (40, 12),
                (60, 18),
                (79, 23),
                (80, 24),
                (140, 50),
            ] {
                driver.resize(width, height);
                driver.screen();
            }
            driver.resize(100, 30);
        }
    }
}

#[test]
fn the_tabs_as_they_look() {
    let mut driver = Driver::new(demo(), 80, 24);
    for (key, name) in [
        ("1", "today"),
        ("2", "mentor"),
        ("3", "mutual"),
        ("4", "sessions"),
        ("5", "feedback"),
        ("6", "goals"),
        ("7", "insights"),
    ] {
        let screen = driver.keys(key).screen();
        insta::assert_snapshot!(format!("{name}_80x24"), screen);
    }
}

#[test]
fn every_command_is_in_the_table_once() {
    assert!(key_table().lines().count() > COMMANDS.len() / 2);
}

#[test]
fn the_readme_shows_the_key_table() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        let (before, rest) = readme.split_once("<!-- keys -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
        std::fs::write("README.md", format!("{before}<!-- keys -->\n{}<!-- /keys -->{after}", key_table()))
            .unwrap();
        return;
    }
    assert!(
        readme.contains(&key_table()),
        "refresh it: UPDATE_README=1 cargo test the_readme_shows_the_key_table"
    );
}
