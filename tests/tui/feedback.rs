//! Feedback as people give, ask, answer and act on it: keys in, screen and file out.

use super::driver::{Driver, demo, empty};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mentorlog::model::{Commitment, Feedback, FeedbackState, FeedbackStyle, Visibility};
use mentorlog::store::{Filter, Record, Window};
use mentorlog::tui::app::Request;

fn all<T: Record>(driver: &Driver) -> Vec<T> {
    driver.app.store().list(&Filter::default(), &Window::First, 1000).unwrap()
}

fn only(driver: &Driver) -> Feedback {
    let rows: Vec<Feedback> = all(driver);
    assert_eq!(rows.len(), 1);
    rows[0].clone()
}

/// An empty journal that was begun with Ana, at its Feedback tab.
fn begun() -> Driver {
    let mut driver = Driver::new(empty(), 100, 30);
    driver.keys("<Enter><Tab>Ana Ruiz<Ctrl+S>5");
    driver
}

#[test]
fn the_lint_points_at_the_word_while_one_types_and_never_blocks() {
    let mut driver = begun();
    driver.keys("nfAna<Tab><Tab>").sees("situation, behaviour, impact");
    driver.keys("<Tab>in a meeting<Tab>").sees("~ when? a day");
    driver.keys("You never say why").sees("~ \"never\" - a total");
    driver.keys("<Ctrl+S>").sees("Added feedback");
    assert_eq!(only(&driver).behaviour.as_deref(), Some("You never say why"));
    assert_eq!(only(&driver).state, FeedbackState::Draft);
}

#[test]
fn what_is_not_said_yet_is_private_and_enter_says_it() {
    let mut driver = begun();
    driver.keys("nfAna<Tab><Tab><Tab>Tue panel<Tab>You moved on<Ctrl+S>");
    assert_eq!(only(&driver).visibility, Visibility::Private);
    driver.sees("1 not said yet").sees("Enter: mark as said").keys("<Enter>").sees("Now given");
    assert_eq!(only(&driver).state, FeedbackState::Given);
    driver.keys("u").sees("not said yet");
}

#[test]
fn a_loop_goes_from_asked_to_a_promise_and_each_step_is_enter() {
    let mut driver = begun();
    driver.keys("i?Ana: Do I leave room to disagree?<Enter>").sees("to send to Ana Ruiz");
    driver.keys("<Esc>").sees("asked 1 waiting");
    driver.sees("y: copy the question");
    driver.keys("<Enter>").sees("WHAT THEY SAID").keys("You answer before I finish<Ctrl+S>");
    assert_eq!(only(&driver).state, FeedbackState::Given);
    driver.sees("Enter: answer it").keys("<Enter>").sees("MY ANSWER");
    // As it was felt, on the map: onto the middle, then one down and one to the right.
    driver.keys("Count to three before answering<Tab>").sees("> CARE x CANDOUR, as felt");
    driver.keys("<Down><Down><Right><Ctrl+S>");
    let row = only(&driver);
    assert_eq!((row.state, row.felt_care, row.felt_challenge), (FeedbackState::Answered, Some(2), Some(4)));
    driver.sees("Obnoxious Aggression").sees("p: a promise of it");
    driver.keys("p").sees("Count to three before answering").keys("<Ctrl+S>").sees("the loop is closed");
    assert_eq!(only(&driver).state, FeedbackState::Acted);
    let promises: Vec<Commitment> = all(&driver);
    assert_eq!(promises[0].text, "Count to three before answering");
    assert_eq!(promises[0].owner, row.to);
    assert_eq!(promises[0].to, Some(row.from));
    // One step back takes the promise and the closing together.
    driver.keys("u");
    assert_eq!(only(&driver).state, FeedbackState::Answered);
    assert!(all::<Commitment>(&driver).is_empty());
}

/// The last of what a form says about both pairs, in the legend of its map.
fn legend(driver: &mut Driver, sign: &str) -> String {
    let screen = driver.screen();
    let line = screen.lines().find_map(|line| line.split(sign).nth(1)).unwrap_or_default();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn arrows_move_the_mark_on_the_map_and_stay_on_it() {
    let mut driver = begun();
    driver.keys("nfAna<Tab><Tab><Tab>Tue panel<Tab>You moved on").sees("Tab here, arrows move the mark");
    driver.misses("1 [.....] 5").keys("<Tab><Tab><Tab>").sees("> CARE x CANDOUR, as meant");
    driver.sees("an arrow puts it on the middle").keys("<Left>").sees("Backspace takes it away");
    assert_eq!(legend(&mut driver, "o meant"), "3, 3 on the line");
    for (keys, said) in [
        ("<Up>", "4, 3 on the line"),
        ("<Right>", "4, 4 Radical Candor"),
        ("<Up><Up><Up><Up>", "5, 4 Radical Candor"),
        ("<Left><Left><Left><Left><Left>", "5, 1 Ruinous Empathy"),
        ("<Down><Down><Down><Down><Down><Down>", "1, 1 Manipulative Insincerity"),
        ("<Right><Right><Right><Right><Right>", "1, 5 Obnoxious Aggression"),
        ("<Up><Up>", "3, 5 on the line"),
    ] {
        driver.keys(keys).sees("> CARE x CANDOUR, as meant");
        assert_eq!(legend(&mut driver, "o meant"), said, "after {keys}");
    }
    // Less room: the same two values, as sliders; more room again: the mark.
    driver.resize(80, 24);
    driver.sees("1 [..o..] 5").keys("<Tab>").sees("1 [....o] 5").keys("<Left>").sees("1 [...o.] 5");
    driver.resize(100, 30);
    driver.sees("> CARE x CANDOUR, as meant").keys("<Backspace>");
    assert_eq!(legend(&mut driver, "o meant"), "not said");
    driver.keys("<Right><Up><Tab>").sees("Tab here").keys("<Ctrl+S>").sees("Added feedback");
    let row = only(&driver);
    assert_eq!((row.care, row.challenge), (Some(4), Some(3)));
}

#[test]
fn a_click_on_the_map_puts_the_mark_there() {
    let mut driver = begun();
    driver.keys("nfAna<Tab><Tab><Tab>Tue panel<Tab>You moved on");
    let screen = driver.screen();
    let row = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
    let column = screen.lines().nth(row("CARE x CANDOUR")).unwrap().find("CARE x").unwrap();
    // The grid begins two rows below the heading, five cells to the right of it.
    let (top, left) = (row("CARE x CANDOUR") + 2, column + 5);
    for (care, challenge) in [(5, 1), (2, 5), (3, 3), (1, 1)] {
        driver.click(left as u16 + (challenge - 1) * 7, top as u16 + (5 - care) * 2);
        assert!(legend(&mut driver, "o meant").starts_with(&format!("{care}, {challenge}")), "{care}");
    }
}

#[test]
fn y_sends_the_question_to_the_clipboard() {
    let mut driver = begun();
    driver.keys("i?Ana: Do I leave room to disagree?<Enter>");
    // The question is shown, and y copies it, there and in the list.
    driver.sees("to send to Ana Ruiz").sees("y  copies it");
    let requests = driver.app.key(KeyEvent::new(KeyCode::Char('y'), KeyModifiers::NONE));
    assert!(matches!(&requests[..], [Request::Copy(text)] if text == "Do I leave room to disagree?"));
    driver.sees("Sent to the clipboard").sees("private");
}

#[test]
fn each_style_has_its_own_fields() {
    let mut driver = begun();
    driver.keys("nfAna<Tab><Tab>").sees("Intent");
    for (style, has, misses) in [
        ("feedforward", "Idea 1", "Impact"),
        ("praise", "Impact", "Intent"),
        ("more of, less of", "More of", "Impact"),
        ("free words", "In words", "More of"),
    ] {
        driver.keys("<Right>").sees(style).sees(has).misses(misses);
    }
}

#[test]
fn two_ideas_are_kept_and_answered_with_thanks_only() {
    let mut driver = begun();
    driver.keys("nfAna<Tab><Right><Right><Tab><Right>").sees("Idea 2");
    driver.keys("<Tab>Answering too fast<Tab>Slower than last time<Tab>Ask a question first");
    driver.sees("~ \"last time\" - the past").keys("<Ctrl+S>");
    let row = only(&driver);
    assert_eq!(row.style, FeedbackStyle::Feedforward);
    assert_eq!(row.text.as_deref(), Some("Idea 1: Slower than last time\nIdea 2: Ask a question first"));
    driver.keys("<Enter>").sees("thank you").misses("Felt care").keys("<Ctrl+S>");
    assert_eq!(only(&driver).response.as_deref(), Some("thank you"));
    // The form reads the halves again.
    driver.keys("e").sees("Ask a question first").sees("Answering too fast");
}

#[test]
fn a_promise_is_looked_at_while_it_is_typed() {
    let mut driver = begun();
    driver.keys("ntTry to be on time").sees("~ \"Try to\" - a way out: say what will be done");
}

#[test]
fn the_form_says_who_gives_first_and_when_asking_is_due() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("5").sees("told you nothing for").sees("To ask: i ?");
}

#[test]
fn the_form_as_it_looks() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys("5nf").paste("in a meeting");
        driver
            .keys("<Tab>")
            .paste("You are careless and you never read what I send before we meet 漢字漢字漢字漢字漢字");
        insta::assert_snapshot!(format!("feedback_form_{width}x{height}"), driver.screen());
    }
}

#[test]
fn a_relationship_says_its_practice() {
    Driver::new(demo(), 100, 30).keys(":relationships<Enter><Enter>").sees("FEEDBACK PRACTICE");
}

#[test]
fn the_capture_line_says_what_would_help_and_keeps_it_all_the_same() {
    let mut driver = begun();
    driver.keys("ifeedback Ana: Tue panel | You always interrupt | we lost a view");
    driver.sees("~ \"always\" - a total").keys("<Enter>");
    assert_eq!(only(&driver).behaviour.as_deref(), Some("You always interrupt"));
}

#[test]
fn a_feedback_is_about_a_session_or_a_goal() {
    let mut driver = Driver::new(demo(), 100, 30);
    let before: Vec<Feedback> = all(&driver);
    driver.keys("6nf").paste("Tue panel");
    driver.keys("<Ctrl+S>").sees("Added feedback");
    let made =
        all::<Feedback>(&driver).into_iter().find(|row| before.iter().all(|old| old.id != row.id)).unwrap();
    assert!(made.goal.is_some());
    driver.keys("5:feedback<Enter>").sees("about      the goal ");
}

#[test]
fn session_goal_and_topic_stand_beside_one_another_and_outlive_a_change() {
    let mut driver = Driver::new(demo(), 100, 30);
    let before: Vec<Feedback> = all(&driver);
    driver.keys("6nf").paste("Tue panel");
    driver.keys("<Tab>").paste("You asked first");
    let on = |driver: &mut Driver, label: &str| driver.screen().contains(&format!("> {label}"));
    while !on(&mut driver, "Session") {
        driver.keys("<Tab>");
    }
    driver.keys("<Right>");
    while !on(&mut driver, "Topic") {
        driver.keys("<Tab>");
    }
    driver.keys("advising<Ctrl+S>").sees("Added feedback");
    let made = |driver: &Driver| {
        all::<Feedback>(driver).into_iter().find(|row| before.iter().all(|old| old.id != row.id)).unwrap()
    };
    let first = made(&driver);
    assert!(first.session.is_some() && first.goal.is_some());
    assert_eq!(first.topic.as_deref(), Some("advising"));
    driver.keys("5").sees("the goal ").sees("the session of").sees("topic      advising");
    driver.keys("e");
    while !on(&mut driver, "Situation") {
        driver.keys("<Tab>");
    }
    driver.keys(", in the large room<Ctrl+S>").sees("Changed feedback");
    let second = made(&driver);
    assert_eq!((second.session, second.goal, second.topic), (first.session, first.goal, first.topic));
}

#[test]
fn a_topic_behind_the_line_is_the_feedbacks_own() {
    let mut driver = begun();
    driver.keys("i?Ana: Where am I unclear? #talks #slides<Enter>");
    assert_eq!(only(&driver).topic.as_deref(), Some("talks"));
}

#[test]
fn an_answer_half_typed_is_a_draft_and_goes_on() {
    let mut driver = begun();
    driver.keys("i?Ana: Where am I unclear?<Enter><Esc><Enter>At the end of<Esc>").sees("draft");
    driver.keys(":drafts<Enter><Enter>").sees("At the end of").keys(" a talk<Ctrl+S>");
    assert_eq!(only(&driver).text.as_deref(), Some("At the end of a talk"));
}

#[test]
fn a_asks_the_selected_one_and_the_question_goes_on_behind_the_colon() {
    let mut driver = begun();
    driver.keys("i?Ana: Where am I unclear?<Enter><Esc>a").sees("ask Ana Ruiz:");
    driver.keys("What should I stop?<Enter>").sees("to send to Ana Ruiz");
    assert_eq!(all::<Feedback>(&driver).len(), 2);
}
