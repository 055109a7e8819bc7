//! `:purge` on screen: how much goes is said, its word is typed, and everything else leaves it all.

use super::driver::{Driver, demo};
use mentorlog::tui::app::Request;

#[test]
fn it_says_how_much_goes_and_only_its_word_does_it() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys(":purge<Enter>").sees("The bin is empty");
    driver.keys("6x").sees("Binned goal");
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        driver.resize(width, height);
        driver.keys(":purge<Enter>").sees("1 bin entry").sees("Enter leaves it all");
        driver.keys("<Enter>").sees("Nothing was removed");
        driver.keys(":purge<Enter>purg<Enter>").sees("Nothing was removed");
        driver.keys(":purge<Enter>purge<Esc>").sees("Nothing was removed");
    }
    assert_eq!(driver.app.store().binned().unwrap().len(), 1);
    driver.resize(100, 30);
    driver.keys(":purge<Enter>purge").sees("cannot be taken back");
    let requests = driver.app.key(crossterm::event::KeyCode::Enter.into());
    assert!(matches!(requests.as_slice(), [Request::Purge]));
}
