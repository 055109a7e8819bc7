//! The chooser as somebody meets it: ten questions, the forms that fit, and what becomes of them.

use super::driver::{Driver, demo, empty};
use mentorlog::forms::{Forms, View};
use mentorlog::model::Relationship;
use mentorlog::store::{Filter, Window};

/// Answers that put the mentor form first.
const GUIDE: &str = "1111311111";
/// Answers that put the mutual form first, peers close behind.
const TRADE: &str = "1324122223";

fn relationships(driver: &Driver) -> Vec<Relationship> {
    driver.app.store().list(&Filter::default(), &Window::First, 100).unwrap()
}

/// An empty journal that was begun with Ana.
fn begun(width: u16, height: u16) -> Driver {
    let mut driver = Driver::new(empty(), width, height);
    driver.keys("<Enter><Tab>Ana Ruiz<Ctrl+S>");
    driver
}

#[test]
fn ten_questions_lead_to_a_form_and_to_a_relationship() {
    let mut driver = begun(100, 30);
    driver.keys(":choose<Enter>").sees("WHICH FORM FITS?").sees("1 of 10").sees("> 1 Two people");
    driver.keys("1").sees("2 of 10").sees("CLOSED").sees("it is not for two people alone");
    driver.keys("324122223").sees("10 of 10 answered").sees("you said \"").sees("Mutual").sees("!");
    driver.sees("changes, look at");
    driver.keys("<Enter>").sees("NEW RELATIONSHIP").sees("Mutual").sees("1,3,2,4,1,2,2,2,2,3");
    driver.keys("Ben Okafor<Ctrl+S>").sees("Added Mutual mentoring with Ben Okafor");
    let row = relationships(&driver).into_iter().find(|row| row.form == "mutual").unwrap();
    assert_eq!(row.choices.len(), 1);
    assert_eq!(row.choices[0].answers.to_string(), "1,3,2,4,1,2,2,2,2,3");
    assert_eq!(row.choices[0].form, "mutual");
    driver.keys("u");
    assert!(relationships(&driver).iter().all(|row| row.choices.is_empty()));
}

#[test]
fn questions_are_skipped_gone_back_to_and_answered_by_arrows() {
    let mut driver = begun(100, 30);
    driver.keys(":choose<Enter><Left>").sees("This is the first question");
    driver.keys("<Down><Down><Enter>").sees("2 of 10").keys("-").sees("3 of 10");
    driver.keys("<Left><Left>").sees("1 of 10").sees("> 3 One group").sees("(your answer)");
    // Right keeps what was answered.
    driver.keys("<Right><Right>").sees("3 of 10").keys("9").sees("A number from 1 to 4 answers");
    driver.keys("--------").sees("1 of 10 answered").keys("<End>");
    driver.sees("closed: it is not for one group at one table");
    // What is closed is not taken, and says why.
    driver.keys("<Enter>").sees("Closed to these answers: it is not for one group");
    driver.keys("b").sees("WHO GIVES WHAT").keys("<Esc>").sees("1 of 10 answered");
    driver.keys("<Left>").sees("10 of 10").keys("<Left>").sees("9 of 10");
    let mut twins = begun(100, 30);
    twins.keys(":choose<Enter>132-------").sees("They are near twins. What separates them:");
    let mut skipped = begun(80, 24);
    skipped.keys(":choose<Enter>----------").sees("Every question was skipped").keys("<Enter>");
    skipped.sees("Nothing speaks for a form yet");
}

#[test]
fn answers_that_were_left_wait() {
    let mut driver = begun(100, 30);
    driver.keys(":choose<Enter>13<Esc>").sees(":choose goes on with them").sees("THIS WEEK");
    driver.keys(":choose<Enter>").sees("3 of 10").sees("Goes on where it was left");
    driver.app.flush();
    driver.keys("<Esc>:drafts<Enter>").sees("which form fits").keys("<Enter>").sees("3 of 10");
    driver.keys("24122223<Enter>Ben<Ctrl+S>:choose<Enter>").sees("1 of 10");
}

#[test]
fn a_form_asks_at_its_form_field_and_gets_the_answer() {
    let mut driver = begun(100, 30);
    driver.keys("nrBen<Tab>").sees("? which one fits").keys("?").sees("1 of 10").keys(TRADE);
    driver.sees("WHICH FORM FITS?").keys("<Enter>").sees("NEW RELATIONSHIP").sees("< Mutual").sees("Ben");
    driver.keys("<Ctrl+S>").sees("Added Mutual mentoring with Ben");
    // Where nobody asks, the key explains itself.
    driver.keys("nf<BackTab><BackTab>?");
    assert!(!driver.screen().contains("does nothing here"), "{}", driver.screen());
}

#[test]
fn the_first_run_may_ask_and_knows_all_forms() {
    let mut driver = Driver::new(empty(), 80, 24);
    driver.keys("<Enter><Tab>Ana Ruiz<Tab>").sees("I guide them").sees("? which one fits");
    driver.keys("?").sees("WHICH FORM FITS?").keys(TRADE).keys("<Enter>").sees("we trade as equals");
    driver.keys("<Ctrl+S>").sees("The journal is open");
    let row = &relationships(&driver)[0];
    assert_eq!((row.form.as_str(), row.choices.len()), ("mutual", 1));
    let mut driver = Driver::new(empty(), 80, 24);
    driver.keys("<Enter><Tab>Ana<Tab>?3343442654<Enter>").sees("Collaborative leadership pod");
    driver
        .keys("<Ctrl+S>")
        .sees("for 3-8 with you: names with commas")
        .keys("<End>, Ben, Chen<Ctrl+S>")
        .sees("The journal is open");
    assert_eq!(relationships(&driver)[0].members.len(), 4);
}

#[test]
fn a_review_says_what_changed_and_is_kept() {
    let mut driver = begun(100, 30);
    driver.keys("nrBen<Tab>?").keys(TRADE).keys("<Enter><Ctrl+S>");
    driver.keys("3:choose<Enter>").sees("DOES THE FORM STILL FIT?").keys(TRADE);
    driver.sees("Mutual mentoring is the form you have, and it is first").sees("Every answer is the one of");
    driver.keys("<Enter>").sees("The form still fits; the answers are kept");
    driver.keys(":choose<Enter>").keys(GUIDE).sees("is the form you have (").sees("now Mentor is first");
    driver.sees("when you took Mutual mentoring:").sees("Now \"It stands, and it helps\", before");
    // Another form is a change of the relationship, kept as any other.
    driver.keys("<Enter>").sees("< Mentor").keys("<Ctrl+S>").sees("Changed Mentor with Ben");
    let row = relationships(&driver).into_iter().find(|row| row.choices.len() == 3).unwrap();
    assert_eq!(row.form, "mentor");
    let roles: Vec<&str> = row.members.iter().map(|member| member.role.as_str()).collect();
    assert_eq!(roles, ["mentor", "mentee"]);
    let taken: Vec<&str> = row.choices.iter().map(|choice| choice.form.as_str()).collect();
    assert_eq!(taken, ["mutual", "mutual", "mentor"]);
}

#[test]
fn the_veil_covers_what_was_answered() {
    let mut driver = begun(100, 30);
    driver.keys("nrBen<Tab>?").keys(TRADE).keys("<Enter><Ctrl+S>v");
    let store = driver.app.store();
    assert!(relationships(&driver).iter().all(|row| row.choices.is_empty()));
    let id = relationships(&driver)[0].id;
    // What was not handed out is not lost when the row is changed.
    store
        .write("named", |tx| tx.edit(id, |row: &mut Relationship| row.title = Some("Us".into())).map(drop))
        .unwrap();
    driver.keys("v");
    assert_eq!(relationships(&driver).iter().map(|row| row.choices.len()).sum::<usize>(), 1);
}

#[test]
fn the_chooser_at_every_size() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys("<Esc>2:choose<Enter>1");
        insta::assert_snapshot!(format!("choose, asked, {width}x{height}"), driver.screen());
        driver.keys("324122223");
        insta::assert_snapshot!(format!("choose, answered, {width}x{height}"), driver.screen());
    }
    for (width, height) in [(1, 1), (5, 2), (19, 4), (20, 5), (30, 6), (140, 50)] {
        let mut driver = Driver::new(demo(), 100, 30);
        driver.keys("<Esc>:choose<Enter>1");
        driver.resize(width, height);
        driver.screen();
        driver.resize(100, 30);
        driver.keys("324122223");
        driver.resize(width, height);
        driver.screen();
    }
}

#[test]
fn a_form_of_ones_own_is_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("duet.toml"), include_str!("../data/forms/right.toml")).unwrap();
    std::fs::write(folder.path().join("half.toml"), "id = \"half\"\n").unwrap();
    let forms = Forms::with_overrides(folder.path()).unwrap();
    let fault = forms.left_out()[0].to_string();
    assert!(fault.contains("half.toml:") && fault.contains("missing"), "{fault}");
    let (view, name) = forms.get("duet").map(|form| (form.view, form.name.clone())).unwrap();
    let mut driver = Driver::with_forms(empty(), forms, 100, 30);
    driver.keys("<Enter><Tab>Ana Ruiz<Ctrl+S>nrBen<Tab><Left>").sees(&format!("< {name}: "));
    driver.keys("<Ctrl+S>").sees(&format!("Added {name} with Ben"));
    driver
        .keys(":handbook<Enter><End>")
        .sees(&name)
        .keys("<Enter>")
        .sees("WHO GIVES WHAT")
        .keys("<Esc><Esc>");
    let tab = if view == View::Mentor { "2" } else { "3" };
    driver.keys(tab).sees("BEN");
    driver.keys("P").sees("Ben").keys("<Esc>:health<Enter>").sees("Ben").keys("<Esc>");
    driver.keys(":relationships<Enter><Home><Enter>").sees(&name).keys("<Esc><Esc>");
    driver.keys("1:choose<Enter>1").sees(&name).keys("---------").keys("<End>").sees("closed:");
    driver.keys("<Home>");
    let screen: String = (0..20).map(|_| driver.keys("<Down>").screen()).collect();
    assert!(screen.contains(&name), "{screen}");
}

#[test]
fn the_reason_that_closes_a_form_is_read_whole() {
    let mut driver = begun(60, 18);
    driver.keys(":choose<Enter>3---------<End>");
    let screen = driver.screen();
    assert!(screen.contains("closed: it is not for one group"), "{screen}");
    assert!(screen.lines().skip(3).all(|line| !line.contains("..")), "{screen}");
}

#[test]
fn what_another_form_would_do_is_said_before() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("2:choose<Enter>").keys(TRADE).sees("kept, it is closed as Mentor");
    driver.keys("<Enter>").sees("close as Mentor, go on in another form".to_uppercase().as_str());
    driver.sees("Keeping this closes Ana Ruiz as Mentor");
}
