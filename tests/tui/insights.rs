//! Insights: keys in, pictures, words and numbers out.

use super::driver::{Driver, assets, demo, empty};
use super::pictures::{Amount, journal};

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
    driver
        .keys("f")
        .sees("52 weeks since")
        .sees("< older")
        .keys("f")
        .sees("4 weeks since")
        .keys("f")
        .sees("13 weeks since");
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

/// A relationship of many forms' people, with one row of everything, or very many.
fn of(amount: Amount) -> Driver {
    let assets = assets();
    let mut driver = Driver::new(journal(assets.forms.get("poly-directional").unwrap(), amount), 100, 30);
    driver.keys("<Esc>7");
    driver
}

#[test]
fn one_row_of_everything_and_a_crowd() {
    for (name, amount) in [("one", Amount::One), ("crowd", Amount::Crowd)] {
        let mut driver = of(amount);
        let mut text = String::new();
        for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
            driver.resize(width, height);
            text.push_str(&format!("==== {width}x{height}\n{}", driver.keys("<Home>").screen()));
            text.push_str(&driver.keys("<PageDown>").screen());
        }
        insta::assert_snapshot!(format!("insights_{name}"), text);
    }
}

#[test]
fn every_size_holds_them() {
    for mut driver in [of(Amount::One), of(Amount::Crowd), insights(100, 30)] {
        for width in [1, 12, 30, 48, 62, 79, 100, 140, 200] {
            for height in [1, 6, 12, 17, 22, 30, 50, 60] {
                driver.resize(width, height);
                for keys in ["<Home>", "<PageDown>", "<End>"] {
                    let screen = driver.keys(keys).screen();
                    let wide = |line: &str| unicode_width::UnicodeWidthStr::width(line) > usize::from(width);
                    assert!(!screen.lines().any(wide), "{width}x{height}\n{screen}");
                    assert!(!screen.contains(|c| ('\u{2580}'..='\u{28ff}').contains(&c)), "{screen}");
                }
            }
        }
    }
}

#[test]
fn under_the_veil_only_what_is_shared_is_counted() {
    let mut driver = of(Amount::Crowd);
    driver.keys("<PageDown>").sees("hiring").sees("90 placed");
    driver.keys("v").sees("shared rows only").misses("hiring").misses("placed").misses("Lead an incident");
    driver.keys("<Home>").sees("Nothing shared in these weeks;").misses("Nothing given");
    driver.keys("v<End>").misses("shared rows only").sees("90 placed");
    driver.keys("<Enter>").sees("NUMBERS").keys("v").misses("NUMBERS");
}

#[test]
fn one_row_says_how_many_are_needed() {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Esc>npAna Ruiz<Ctrl+S><Esc><Esc>i> Ana: pause before answering<Enter><Enter><Esc><Esc>7");
    driver.sees("n/a: 0 sessions in 26 weeks, 3").sees("they gave|I gave");
    insta::assert_snapshot!("insights_one_row", driver.screen());
}
