//! Every tab at every size; nothing is ever wider than the screen, and nothing panics.

use super::driver::{Driver, demo, empty};
use super::long::long;
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

/// The sizes that layouts are made for.
const SIZES: [(u16, u16); 4] = [(100, 30), (80, 24), (60, 18), (40, 12)];

/// Places that keys lead to from Today.
const TABS: [(&str, &str); 7] = [
    ("today", "1"),
    ("mentor", "2"),
    ("mutual", "3"),
    ("sessions", "4"),
    ("feedback", "5"),
    ("goals", "6"),
    ("insights", "7"),
];
const PLACES: [(&str, &str); 33] = [
    ("today page 2", "1<Tab><Tab><Tab><Tab>"),
    ("mentor, guided", "2<Down>"),
    ("mentor, guidance", "2<Tab><Tab>"),
    ("mutual, swapped", "3o"),
    ("mutual, group", "3<Down>"),
    ("mutual, group turned", "3<Down>o"),
    ("people", ":people<Enter>"),
    ("relationships", ":relationships<Enter>"),
    ("promises", ":promises<Enter>"),
    ("exchanges", ":exchanges<Enter>"),
    ("reflections", ":reflections<Enter>"),
    ("handbook", ":handbook<Enter>"),
    ("a form of mentoring", ":handbook<Enter><Enter>"),
    ("the bin", "4x:the bin<Enter>"),
    ("drafts", "nnabc<Esc>:drafts<Enter>"),
    ("nothing found", "4/qqqq<Enter>"),
    ("page of a person", ":people<Enter><Down><Enter>"),
    ("page of a relationship", ":relationships<Enter><Enter>"),
    ("page of a session", "4<Enter>"),
    ("page of feedback", "5<End><Enter>"),
    ("page of a goal", "6<Enter>"),
    ("page of a promise", ":promises<Enter><Enter>"),
    ("new", "n"),
    ("new person", "np"),
    ("new relationship", "nr"),
    ("new session", "ns"),
    ("new exchange", "ne"),
    ("new feedback", "nf"),
    ("new goal", "ng"),
    ("new check-in", "nc"),
    ("new promise", "nt"),
    ("palette", ":"),
    ("help", "?"),
];

fn journals() -> [(&'static str, mentorlog::store::Store); 3] {
    [("empty", empty()), ("demo", demo()), ("long text", long())]
}

/// Words that end at an edge without dots: the right edge of the screen, or the line between panes.
fn clipped(screen: &str, width: usize) -> Vec<&str> {
    let ends_badly = |line: &str| {
        let cells: Vec<char> = line.chars().collect();
        let bad = |at: usize| {
            let before: String = cells[at.saturating_sub(1)..=at].iter().collect();
            !matches!(cells[at], ' ' | '─' | '│' | '┐' | '┘' | '┌' | '└') && before != ".."
        };
        let full = unicode_width::UnicodeWidthStr::width(line) >= width;
        let at_edge = full && !cells.is_empty() && bad(cells.len() - 1);
        at_edge || (2..cells.len()).any(|at| cells[at] == '│' && bad(at - 1))
    };
    screen.lines().filter(|line| ends_badly(line)).collect()
}

/// Goes home from a place; what was binned there comes back.
fn leave(driver: &mut Driver, place: &str) {
    driver.keys("<Esc><Esc><Esc><Esc>");
    if place == "the bin" {
        driver.keys("u");
    }
    driver.keys("1<Home>");
}

#[test]
fn the_tabs_as_they_look() {
    let mut drivers = journals().map(|(name, store)| (name, Driver::new(store, 100, 30)));
    drivers[0].1.keys("<Esc>");
    drivers.iter_mut().for_each(|(_, driver)| drop(driver.keys("7").screen()));
    for (width, height) in SIZES {
        for (tab, key) in TABS {
            let mut text = String::new();
            for (name, driver) in &mut drivers {
                driver.resize(width, height);
                let screen = driver.keys(key).screen();
                text.push_str(&format!("==== {name}\n{screen}"));
            }
            insta::assert_snapshot!(format!("{tab}_{width}x{height}"), text);
        }
    }
}

#[test]
fn every_other_place_as_it_looks() {
    for (size, store) in [((80, 24), demo()), ((60, 18), long())] {
        let mut driver = Driver::new(store, size.0, size.1);
        let mut text = String::new();
        for (place, keys) in PLACES {
            let screen = driver.keys(keys).screen();
            text.push_str(&format!("==== {place}\n{screen}"));
            leave(&mut driver, place);
        }
        insta::assert_snapshot!(format!("places_{}x{}", size.0, size.1), text);
    }
}

#[test]
fn no_line_ends_without_dots() {
    let mut found = String::new();
    for (name, store) in journals() {
        let mut driver = Driver::new(store, 100, 30);
        driver.keys("<Esc>");
        // A box above a screen covers the middle of its lines; what is in the box is a snapshot.
        let open = |(place, _): &&(&str, &str)| !["new", "palette", "help"].contains(place);
        for (place, keys) in TABS.iter().chain(&PLACES).filter(open) {
            driver.keys(keys);
            for (width, height) in SIZES.iter().copied().chain([(79, 23), (120, 40), (33, 9)]) {
                driver.resize(width, height);
                let screen = driver.screen();
                for line in clipped(&screen, usize::from(width)) {
                    found.push_str(&format!("{name}, {place}, {width}x{height}: {line}\n"));
                }
            }
            driver.resize(100, 30);
            leave(&mut driver, place);
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn every_command_is_in_the_table_once() {
    assert!(key_table().lines().count() > COMMANDS.len() / 2);
}

/// What stands between two marks of the README is made here; `UPDATE_README` writes it anew.
fn readme_holds(mark: &str, text: &str) {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let (before, rest) = readme.split_once(&open).unwrap();
    let (now, after) = rest.split_once(&close).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write("README.md", format!("{before}{open}{text}{close}{after}")).unwrap();
        return;
    }
    assert!(now == text, "refresh it: UPDATE_README=1 cargo test the_readme");
}

#[test]
fn the_readme_shows_the_screens_and_the_key_table() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("7");
    for (mark, key) in [("today", "1"), ("mentor", "2"), ("mutual", "3"), ("insights", "7")] {
        let screen = driver.keys(key).screen();
        readme_holds(mark, &format!("```\n{screen}```\n"));
    }
    readme_holds("live", &format!("```\n{}```\n", super::arc::a_live_session()));
    readme_holds("keys", &key_table());
}
