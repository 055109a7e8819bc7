//! What people do, start to end.

use super::driver::{Driver, demo, empty};
use mentorlog::model::{CommitmentState, Exchange, Goal, Person, Relationship, Session};
use mentorlog::store::{Filter, Record, Window};

fn all<T: Record>(driver: &Driver) -> Vec<T> {
    driver.app.store().list(&Filter::default(), &Window::First, 1000).unwrap()
}

/// An empty journal that was begun with Ana.
fn begun() -> Driver {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.sees("WELCOME").keys("<Enter>").sees("Your name");
    driver.keys("<Tab>Ana Ruiz<Ctrl+S>");
    driver
}

#[test]
fn the_first_entry_takes_three_questions_and_a_line() {
    let mut driver = begun();
    driver.sees("The journal is open");
    driver.keys("i>Ana: pause before answering #feedback").sees("exchange");
    driver.keys("<Enter>");
    let exchanges: Vec<Exchange> = all(&driver);
    assert_eq!(exchanges.len(), 1);
    assert_eq!(exchanges[0].text, "pause before answering");
    assert_eq!(exchanges[0].topic.as_deref(), Some("feedback"));
    assert!(exchanges[0].relationship.is_some());
    driver.keys("2").sees("pause before ans").sees("Nothing flows up");
}

#[test]
fn undo_goes_back_to_the_empty_journal_and_redo_returns() {
    let mut driver = begun();
    driver.keys("i!me: call Ana by fri<Enter>").sees("call Ana");
    let full = driver.app.store().digest().unwrap();
    driver.keys("uu").misses("call Ana");
    assert!(driver.app.store().digest().unwrap().is_empty());
    driver.keys("UU");
    assert_eq!(driver.app.store().digest().unwrap(), full);
}

#[test]
fn every_noun_can_be_made_from_the_menu() {
    let mut driver = begun();
    driver.keys("np<Esc>").keys("npBen Okafor<Ctrl+S>").sees("Ben Okafor");
    driver.keys("nr").keys("Ben<Ctrl+S>").sees("with Ben");
    driver.keys("ng").sees("NEW GOAL").keys("Lead one review<Ctrl+S>").sees("Added goal");
    driver.keys("nsAna<Ctrl+S>").sees("Added session");
    driver.keys("ntSend the outline<Ctrl+S>").sees("Added promise");
    driver.keys("nnWhat stays with me<Ctrl+S>").sees("Added note");
    driver.keys("nc40<Ctrl+S>").sees("Checked in");
    assert_eq!(all::<Person>(&driver).len(), 3);
    assert_eq!(all::<Relationship>(&driver).len(), 2);
    assert_eq!(all::<Session>(&driver).len(), 1);
    assert_eq!(all::<Goal>(&driver)[0].checkins[0].value, 40.0);
}

#[test]
fn what_is_typed_is_a_draft_and_comes_back() {
    let mut driver = begun();
    driver.keys("ngLead one incident review");
    assert!(driver.app.unsaved());
    driver.app.flush();
    assert!(!driver.app.unsaved());
    let draft = driver.app.store().draft("goal/new").unwrap().unwrap();
    assert_eq!(draft.typed.fields["title"], "Lead one incident review");
    driver.keys("<Esc>ng").sees("Lead one incident review").keys("<Ctrl+S>").sees("Added goal");
    assert!(driver.app.store().draft("goal/new").unwrap().is_none());
}

#[test]
fn a_promise_is_ticked_binned_and_brought_back() {
    let mut driver = begun();
    driver.keys("i!me: call Ana by fri<Enter>").keys("1<Tab>");
    let open: Vec<mentorlog::model::Commitment> = all(&driver);
    driver.keys("d").sees("kept");
    assert_eq!(driver.app.store().need(open[0].id).unwrap().state, CommitmentState::Kept);
    driver.keys("u").sees("call Ana").keys("x").sees("Binned").keys("u").sees("call Ana");
}

#[test]
fn an_unknown_name_is_asked_about_once_and_esc_keeps_the_line() {
    let mut driver = begun();
    driver.keys("i>Zoe: a thing<Enter>").sees("Zoe is not in the journal yet");
    driver.keys("<Esc>");
    assert_eq!(all::<Person>(&driver).len(), 2);
    driver.keys("i").sees(">Zoe: a thing").keys("<Enter><Enter>");
    assert_eq!(all::<Person>(&driver).len(), 3);
}

#[test]
fn a_paste_outside_a_field_is_text_and_never_commands() {
    let mut driver = begun();
    let before = driver.app.store().digest().unwrap();
    driver.paste("xxuuq\nqq").sees("2 lines: Enter keeps each");
    assert!(driver.app.running());
    assert_eq!(driver.app.store().digest().unwrap(), before);
}

#[test]
fn a_key_without_a_meaning_says_so() {
    Driver::new(demo(), 100, 30).keys("b").sees("b does nothing here. ? shows what does.");
}

#[test]
fn help_is_searched_and_run() {
    Driver::new(demo(), 100, 30).keys("?goals").keys("<Enter>").sees("[6 Goals]");
}

#[test]
fn the_palette_goes_anywhere() {
    Driver::new(demo(), 100, 30)
        .keys(":handbook<Enter>")
        .sees("HANDBOOK")
        .keys("<Enter>")
        .sees("WHO GIVES WHAT");
}

#[test]
fn the_first_ctrl_c_says_how_to_leave_and_the_second_leaves() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("<Ctrl+C>").sees("Ctrl+C again leaves");
    assert!(driver.app.running());
    driver.keys("<Ctrl+C>");
    assert!(!driver.app.running());
}

#[test]
fn a_list_is_narrowed_and_esc_widens_it() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("4/Spree").sees("Ben Okafor").misses("Ana Ruiz");
    driver.keys("<Enter><Esc>").sees("Ana Ruiz");
}

#[test]
fn the_sides_of_the_mirror_swap() {
    let mut driver = Driver::new(demo(), 100, 30);
    let before = driver.keys("3").screen();
    let after = driver.keys("o").screen();
    let column = |screen: &str| {
        let both = |line: &&str| line.contains(" ME ") && line.contains("BEN OKAFOR");
        screen.lines().find(both).unwrap().find(" ME ").unwrap()
    };
    assert!(column(&before) < column(&after), "{before}\n{after}");
}

#[test]
fn a_list_is_found_by_the_name_of_somebody_in_it() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys(":promises<Enter>").sees("PROMISES").keys("/Jonas<Enter>").sees("Jonas").misses("Ben Okafor");
}

#[test]
fn a_long_page_is_read_from_its_first_line_to_its_last_and_back() {
    let mut driver = Driver::new(demo(), 80, 24);
    driver.keys("2<Enter>").sees("purpose").sees("AGREEMENT");
    for _ in 0..12 {
        driver.keys("<Down>");
    }
    // The agreement cannot be selected, and is seen all the same.
    driver.misses("purpose").sees("Rhythm ");
    driver.keys("<End>").sees("EXCHANGES").keys("<Home>").sees("purpose");
}

#[test]
fn a_page_names_itself_in_its_first_frame() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("6");
    // A key without a frame after it, as in the terminal: one key, one frame.
    driver.app.key(crossterm::event::KeyCode::Enter.into());
    driver.sees("Goals > Lead an incident review alone");
}

#[test]
fn zoom_shows_one_pane_and_everything_again() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("2").sees("UPWARD").sees("GUIDANCE");
    driver.keys("zz").misses("UPWARD").keys("<Tab><Tab><Tab>").sees("UPWARD").misses("GUIDANCE");
    driver.keys("z").sees("UPWARD").sees("GUIDANCE");
}

#[test]
fn the_mentor_view_turns_round_with_the_seat() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("2").sees("you guide").sees("GUIDANCE  to Ana").sees("UPWARD  from Ana").sees("a asks");
    driver.keys("<Down>").sees("guides you").sees("GUIDANCE  from Ingrid").sees("UPWARD  to Ingrid");
}

#[test]
fn the_columns_of_a_group_are_paged() {
    let mut driver = Driver::new(demo(), 80, 24);
    driver.keys("3<Down>").sees("3 of 5 columns").sees("ZOË LINDQVIST").misses("MARTA NOWAK");
    driver.keys("o").sees("MARTA NOWAK");
}
