//! Insights: keys in, pictures, words and numbers out.

use super::driver::{Driver, demo, empty};

fn insights(width: u16, height: u16) -> Driver {
    let mut driver = Driver::new(demo(), width, height);
    driver.keys("7");
    driver
}

#[test]
fn every_picture_has_a_page_of_its_own_on_a_smaller_screen() {
    let mut driver = insights(80, 24);
    let mut text = String::new();
    for _ in 0..12 {
        text.push_str(&driver.screen());
        driver.keys("<Right>");
    }
    driver.sees("This is the last picture. Home goes to the first.");
    insta::assert_snapshot!("insights_each", text);
}

#[test]
fn both_pages_of_six_and_all_twelve_at_once() {
    let mut driver = insights(100, 30);
    driver.sees("page 1 of 2").keys("<PageDown>").sees("page 2 of 2");
    let mut text = driver.screen();
    driver.resize(200, 60);
    driver.sees("RHYTHM").sees("COUNTED").misses("page");
    text.push_str(&driver.screen());
    insta::assert_snapshot!("insights_pages", text);
}

#[test]
fn enter_opens_the_figures_and_a_row_behind_them() {
    let mut driver = insights(100, 30);
    driver.keys("<Tab><Enter>").sees("NUMBERS  balance").sees("reciprocity").sees("I gave");
    driver.keys("<Enter>").sees("Insights > numbers of everybody, 26 weeks > ");
    driver.keys("<Esc><Esc>").sees(">BALANCE");
    // In words, too.
    driver.resize(60, 18);
    driver.sees("> balance").keys("j<Enter>").sees("NUMBERS  goal paths");
}

#[test]
fn every_picture_opens_its_figures() {
    let mut driver = insights(100, 30);
    for name in [
        "rhythm",
        "balance",
        "goal paths",
        "promises",
        "stance",
        "loop ages",
        "session river",
        "exchange matrix",
        "growth",
        "care x candour",
        "agenda",
        "counted",
    ] {
        driver.keys("<Enter>").sees(&format!("NUMBERS  {name}")).misses("Nothing to count yet");
        driver.keys("<Esc><Right>");
    }
}

#[test]
fn they_are_of_whom_and_of_which_weeks_one_asks() {
    let mut driver = insights(100, 30);
    driver.keys("/Marzipan<Enter>").sees("INSIGHTS  Marzipan circle").sees("26 weeks");
    driver.keys("f").sees("52 weeks since").keys("f").sees("4 weeks since").keys("f").sees("13 weeks since");
    driver.keys("/Aiko Tanaka<Enter>").sees("INSIGHTS  Aiko Tanaka").sees("13 weeks since");
    // Another tab and back: they stay.
    driver.keys("17").sees("INSIGHTS  Aiko Tanaka");
    driver.keys("/everybody<Enter>").sees("INSIGHTS  everybody");
    driver.keys("/<Esc>").sees("INSIGHTS  everybody");
}

#[test]
fn no_key_between_pictures_is_silent() {
    let mut driver = insights(100, 30);
    driver.keys("k").sees("This is the first picture.");
    driver.keys("<Down>").sees(">PROMISES").keys("l").sees(">STANCE").keys("h<Up>").sees(">RHYTHM");
    driver.keys("<End>").sees(">COUNTED").keys("<Down>").sees("This is the last picture.");
    driver.keys("<Tab>").sees(">RHYTHM").keys("<BackTab>").sees(">COUNTED").keys("<Home>").sees(">RHYTHM");
    driver.keys("x").sees("does nothing here");
}

#[test]
fn an_empty_journal_is_told_how_to_begin() {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Esc>7").sees("Nothing is recorded in these weeks.").sees("n new");
    driver.keys("<Enter>").sees("Nothing to count in these weeks.").keys("f").sees("52 weeks");
}

#[test]
fn one_row_says_how_many_are_needed() {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Esc>npAna Ruiz<Ctrl+S><Esc><Esc>i> Ana: pause before answering<Enter><Enter><Esc><Esc>7");
    driver.sees("n/a: 0 sessions in 26 weeks, 3").sees("they gave|I gave");
    insta::assert_snapshot!("insights_one_row", driver.screen());
}
