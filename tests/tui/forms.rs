//! Forms and the capture line as somebody meets them who never saw them before.

use super::driver::{Driver, demo, empty};
use mentorlog::model::{Commitment, Goal, GoalState, Person, Reflection, Session, SessionState};
use mentorlog::store::{Filter, Record, Window};

fn all<T: Record>(driver: &Driver) -> Vec<T> {
    driver.app.store().list(&Filter::default(), &Window::First, 1000).unwrap()
}

/// An empty journal that was begun with Ana.
fn begun(width: u16, height: u16) -> Driver {
    let mut driver = Driver::new(empty(), width, height);
    driver.keys("<Enter><Tab>Ana Ruiz<Ctrl+S>");
    driver
}

#[test]
fn starting_fresh_loses_nothing() {
    let mut driver = begun(100, 30);
    driver.keys("nnA long thought<Ctrl+R>").sees("Fresh.").misses("A long thought");
    driver.keys("<Ctrl+R>").sees("A long thought").sees("Back again");
    // Fresh, left, opened again: it waits aside.
    driver.keys("<Ctrl+R><Esc>nn").misses("A long thought").sees("brings back what was put aside");
    driver.keys("<Ctrl+R>").sees("A long thought");
}

#[test]
fn what_was_put_aside_waits_while_another_text_is_kept() {
    let mut driver = begun(100, 30);
    driver.keys("nnA long thought<Ctrl+R>Another one");
    driver.app.flush();
    driver.keys("<Esc>nn").sees("Another one").keys("<Ctrl+R>").sees("A long thought");
    driver.keys("<Ctrl+R>").sees("Another one").keys("<Ctrl+S>").sees("Added note");
    assert_eq!(all::<Reflection>(&driver)[0].text, "Another one");
    driver.keys("nn").misses("A long thought").keys("<Ctrl+R>").sees("A long thought");
}

#[test]
fn a_draft_changes_only_the_fields_that_were_typed_in() {
    let mut driver = begun(100, 30);
    driver.keys("nsAna<Ctrl+S>").sees("Added session").keys("4e");
    driver.keys("<Tab><Tab><Tab><Tab>The blue room<Esc>").sees("Kept as a draft");
    let id = all::<Session>(&driver)[0].id;
    let held = |session: &mut Session| session.state = SessionState::Held;
    driver.app.store().write("held", |tx| tx.edit(id, held)).unwrap();
    driver.keys("e").sees("The blue room").keys("<Ctrl+S>").sees("Changed session");
    let session = &all::<Session>(&driver)[0];
    assert_eq!(session.state, SessionState::Held);
    assert_eq!(session.place.as_deref(), Some("The blue room"));
}

#[test]
fn a_field_that_changed_under_its_draft_is_named() {
    let mut driver = begun(100, 30);
    driver.keys("ngLead one review<Ctrl+S>").keys("6e<Tab><Tab>Because<Esc>");
    let goal = &all::<Goal>(&driver)[0];
    let write = driver
        .app
        .store()
        .write("why", |tx| tx.edit(goal.id, |goal: &mut Goal| goal.why = Some("It is time".to_owned())));
    write.unwrap();
    driver.keys("e").sees("Because").sees("Meanwhile Why changed");
    driver.keys("<Ctrl+R>").sees("It is time").misses("Because");
}

#[test]
fn an_example_says_that_it_is_one() {
    let mut driver = begun(100, 30);
    driver.keys("np").sees("e.g. team lead").sees("(a private line about them)");
    driver.keys("<Esc>ng").sees("e.g. in 3 months").sees("e.g. 100");
    driver.keys("Lead<Ctrl+S>");
    assert_eq!(all::<Goal>(&driver)[0].due_on, None);
}

#[test]
fn the_first_letter_replaces_what_was_filled_in_and_an_arrow_edits_it() {
    let mut driver = begun(100, 30);
    driver.keys("ntSend it<Tab>Ana<Ctrl+S>").sees("Added promise");
    let owner = all::<Commitment>(&driver)[0].owner;
    assert_eq!(driver.app.store().name(owner).unwrap(), "Ana Ruiz");
    driver.keys("6ngLead one<Ctrl+S>").keys("6e<Right> review<Ctrl+S>").sees("Changed goal");
    assert_eq!(all::<Goal>(&driver)[0].title, "Lead one review");
    // What was typed here is no longer filled in: coming back to it goes on behind it.
    driver.keys("ntA<Tab><BackTab>B").sees("AB");
}

#[test]
fn the_welcome_asks_for_my_name_first() {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Enter>").sees("1 of 3").keys("Samira<Tab>Ana<Ctrl+S>");
    let names: Vec<String> = all::<Person>(&driver).into_iter().map(|person| person.name).collect();
    assert!(names.contains(&"Samira".to_owned()) && names.contains(&"Ana".to_owned()), "{names:?}");
}

#[test]
fn a_row_that_is_changed_opens_on_its_first_field() {
    Driver::new(demo(), 100, 30).keys("4e").sees("1 of 8");
}

#[test]
fn every_field_is_seen_while_it_is_typed_in() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12), (30, 8), (30, 6)] {
        for (open, stops) in [("nf", 14), ("ns", 8), ("ng", 10), ("nr", 9)] {
            let mut driver = begun(width, height);
            driver.keys(open);
            for stop in 0..stops {
                // What takes no letters marks itself.
                driver.keys("<End>~").paste("Qq");
                let screen = driver.screen();
                let choice = screen.contains("> ") && screen.contains(" >") || screen.contains("1 [");
                assert!(screen.contains("Qq") || choice, "{open}, {stop} at {width}x{height}:\n{screen}");
                assert!(screen.contains("[ Keep ]"), "{open}, {stop} at {width}x{height}:\n{screen}");
                driver.keys("<Tab>");
            }
        }
    }
}

#[test]
fn a_session_today_is_planned_for_a_time() {
    let mut driver = begun(100, 30);
    driver.keys("nsAna<Tab>").sees("today 10:00").sees("Thu 2026-03-12 10:00");
    driver.keys("today").sees("as no time is said").keys("<Ctrl+S>").sees("at what time today?");
    driver.keys("<End> 14:00<Ctrl+S>").sees("Added session");
    assert_eq!(all::<Session>(&driver)[0].starts_at.local().format("%H:%M").to_string(), "14:00");
}

#[test]
fn a_name_shows_what_it_matches_and_a_new_one_is_made_on_the_way() {
    let mut driver = begun(100, 30);
    driver.keys("nsan").sees("Ana Ruiz");
    driver.keys("<Ctrl+R>Zoe").sees("Ctrl+N makes it").keys("<Ctrl+N>").sees("NEW RELATIONSHIP");
    driver.keys("<Ctrl+S>").sees("NEW SESSION").keys("<Ctrl+S>").sees("Added session with Zoe");
    driver.keys("ntSend it<Tab><Tab>Ben").sees("Ctrl+N makes it").keys("<Ctrl+N>").sees("NEW PERSON");
    driver.keys("<Ctrl+S>").sees("NEW PROMISE").keys("<Ctrl+S>").sees("Added promise");
}

#[test]
fn lines_out_of_sight_are_counted() {
    let mut driver = begun(100, 30);
    driver.keys("nsAna<Tab><Tab><Tab><Tab><Tab>").paste("one\ntwo\nthree\nfour\nfive\nsix");
    driver.sees("+2").sees("six").misses("one");
    driver.keys("<Tab>").sees("one").misses("five").sees("+2");
}

#[test]
fn pasted_lines_are_kept_each_or_not_at_all() {
    let mut driver = begun(100, 30);
    driver.keys("i").paste("note Ana: one\rnote Ana: two\r\n\ntodo Ana: three by fri\n");
    driver
        .sees("3 lines: Enter keeps each")
        .sees("commitment of Ana Ruiz")
        .keys("<Enter>")
        .sees("Kept 3 lines");
    assert_eq!(all::<Reflection>(&driver).len(), 2);
    assert!(all::<Commitment>(&driver)[0].due_on.is_some());
    driver.keys("u");
    assert_eq!(all::<Reflection>(&driver).len() + all::<Commitment>(&driver).len(), 0);
    driver.keys("i").paste("note Ana: one\n!Ana:").sees("line 2:").keys("<Enter>");
    assert_eq!(all::<Reflection>(&driver).len(), 0);
}

#[test]
fn a_promise_without_a_day_says_so() {
    let mut driver = begun(100, 30);
    driver.keys("itodo Ana: send the outline by 31.2.").sees("no day");
}

#[test]
fn the_draft_that_is_being_typed_does_not_wait() {
    let mut driver = begun(100, 30);
    driver.keys("nnA thought");
    driver.app.flush();
    driver.misses("draft waits").keys("<Esc>").keys("<Left>").sees("1 draft waits");
    driver.keys(":drafts<Enter>x").sees("No drafts wait. What is typed is on disk half a second after");
}

#[test]
fn a_goal_that_is_active_again_says_when_it_was_due() {
    let mut driver = begun(100, 30);
    driver.keys("ngLead one<Ctrl+S>6");
    let id = all::<Goal>(&driver)[0].id;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 31);
    driver.app.store().write("due", |tx| tx.edit(id, |goal: &mut Goal| goal.due_on = day)).unwrap();
    driver.keys("<Enter>d").sees("Reached: Lead one").keys("d").sees("due Sat 2026-01-31; e changes the day");
    assert_eq!(driver.app.store().need(id).unwrap().state, GoalState::Active);
}

#[test]
fn a_text_that_had_little_room_is_whole_again_where_it_has_more() {
    let mut driver = begun(30, 8);
    driver.keys("nnLead one review without me").misses("Lead one").sees("+1");
    driver.resize(100, 30);
    driver.keys("!").sees("Lead one review without me!").misses("+1");
}

#[test]
fn a_check_in_names_the_scale_of_its_goal() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("6c").sees("Value now").misses("or in its unit");
}
