//! Together at one screen: six steps, blind rounds, the reveal, what becomes of it, and the way out.

use super::driver::{Driver, demo, empty};
use mentorlog::model::*;
use mentorlog::store::{Filter, Record, Sight, StoreError, Window};

fn all<T: Record>(driver: &Driver) -> Vec<T> {
    driver.app.store().list(&Filter::default(), &Window::First, 1000).unwrap()
}

/// Sam and Ben with one shared row of each noun, and Ana, who is nobody's business.
fn pair(width: u16, height: u16) -> Driver {
    let store = empty();
    store
        .write::<_, StoreError>("begin", |tx| {
            let me = tx.owner("Sam Keller")?;
            let ben = tx.put(&Person::named("Ben Okafor"))?;
            tx.put(&Person { note: Some("unsaid".to_owned()), ..Person::named("Ana Ruiz") })?;
            let mut with = Relationship::of_form("mutual");
            let member =
                |person| Member { person, role: "partner".to_owned(), joined_on: None, left_on: None };
            with.members = vec![member(me), member(ben)];
            tx.put(&with)?;
            let now = store.now();
            for (text, visibility) in
                [("the shared one", Visibility::Shared), ("the private one", Visibility::Private)]
            {
                let relationship = Some(with.id);
                tx.put(&Commitment {
                    relationship,
                    visibility,
                    to: Some(ben),
                    ..Commitment::open(me, text, now)
                })?;
                tx.put(&Goal {
                    relationship,
                    visibility,
                    owners: vec![ben],
                    ..Goal::titled(format!("goal, {text}"))
                })?;
                tx.put(&Exchange {
                    id: Id::fresh(),
                    relationship,
                    session: None,
                    from: me,
                    to: Some(ben),
                    kind: ExchangeKind::Advise,
                    topic: None,
                    text: format!("gift, {text}"),
                    at: now,
                    landed: None,
                    recorded_by: Some(me),
                    confirmed_by: None,
                    visibility,
                    updated_at: None,
                })?;
            }
            Ok(())
        })
        .unwrap();
    let mut driver = Driver::new(store, width, height);
    driver.keys("3t").sees("TOGETHER  Ben + Sam");
    driver
}

/// A whole round about what helped, up to the moment before the reveal.
fn sealed(driver: &mut Driver) {
    driver.keys("<Right><Right>").sees("a blind round").keys("<Enter>").sees("Sam: look away");
    driver.keys("quietlantern<Tab>brasskettle<Tab>5").sees("* * * * *").misses("quiet").misses("brass");
    driver.keys("<Ctrl+S>").sees("Sam: the keyboard is yours").misses("TOGETHER").misses("* *");
    driver.keys("x").sees("Ben: look away").sees("sealed");
    driver.keys("amberwindow<Tab><Tab>2<Ctrl+S>").sees("Enter reveals all at once").misses("amber");
}

#[test]
fn a_round_is_blind_until_both_are_seen_in_one_frame() {
    for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
        let mut driver = pair(width, height);
        sealed(&mut driver);
        driver.keys("<Enter>").sees("REVEALED").sees("quietlantern").sees("amberwindow");
        driver.keys("<End>").sees("Ben 5, Sam 2").sees("would have made it");
    }
}

#[test]
fn what_follows_the_reveal_becomes_promises_with_both_names_and_a_date() {
    let mut driver = pair(100, 30);
    sealed(&mut driver);
    driver.keys("<Enter>").sees("BEN, to Sam:  t thanks").keys("t").sees("Ben thanks Sam");
    driver.sees("SAM, to Ben:").keys("a").sees("AN ACTION").keys("send the agenda<Ctrl+S>").sees("A promise");
    driver
        .sees("BEN:  Enter picks one KEEP")
        .keys("<Enter>waiting<Tab>shorter notes<Ctrl+S>")
        .sees("2 promises of Ben");
    driver.keys("<Enter>the replay<Ctrl+S>").sees("1 promise of Sam").keys("<Enter>").sees("[3 how was it]");
    let store = driver.app.store();
    let (sam, ben) = (store.person("Sam").unwrap(), store.person("Ben").unwrap());
    let made: Vec<_> = all::<Commitment>(&driver)
        .into_iter()
        .filter(|row| row.text != "the shared one")
        .map(|row| (row.text, row.owner, row.to, row.due_on.is_some(), row.visibility))
        .collect();
    for (text, owner, to) in [
        ("send the agenda", sam, ben),
        ("keep: waiting", ben, sam),
        ("change: shorter notes", ben, sam),
        ("keep: the replay", sam, ben),
    ] {
        assert!(
            made.contains(&(text.to_owned(), owner, Some(to), true, Visibility::Shared)),
            "{text}: {made:?}"
        );
    }
    let rounds: Vec<Round> = all(&driver);
    let responses: Vec<_> = rounds[0].entered().into_iter().flat_map(|(_, entry)| entry.responses).collect();
    assert_eq!(responses.len(), 2);
}

#[test]
fn only_this_relationship_is_there_and_the_rest_is_out_of_reach() {
    let mut driver = pair(100, 30);
    driver.sees("gift, the shared one").sees("one-sided").misses("the private one");
    driver.keys("<Right>").sees("the shared one").misses("the private one");
    for keys in [":", "/", "n", "i", "u", "v", "1", "q", "x", "e"] {
        driver.keys(keys).sees("TOGETHER").misses("Ana").misses("the private one");
    }
    driver.keys("d").sees("kept");
    for _ in 0..6 {
        driver.keys("<Right>").misses("Ana").misses("the private one");
    }
    assert!(matches!(driver.app.store().sight(), Sight::Together(_)));
    driver.keys("<Esc>").sees("Is the screen still shared?").keys("<Enter>").sees("TOGETHER");
    driver.keys("<Esc><Right><Enter>").misses("TOGETHER").misses("Mutual").misses("Ben").sees("any key");
    driver.keys(" ").sees("[3 Mutual]").sees("the private one");
    assert_eq!(driver.app.store().sight(), Sight::Whole);
}

#[test]
fn both_press_their_own_key_and_the_ledger_is_no_longer_one_sided() {
    let mut driver = pair(100, 30);
    driver.keys("c").sees("IS THIS HOW IT WAS?").sees("[1] Ben").keys("1").sees("ok  confirms");
    driver
        .keys("1x")
        .sees("IS THIS HOW IT WAS?")
        .keys("2")
        .sees("1 ledger row is confirmed")
        .misses("one-sided");
    let ben = driver.app.store().person("Ben").unwrap();
    assert_eq!(all::<Exchange>(&driver)[0].confirmed_by, Some(ben));
}

#[test]
fn ending_a_round_destroys_it_and_asks_first() {
    let mut driver = pair(100, 30);
    sealed(&mut driver);
    driver.keys("<Esc>").sees("destroyed unread").keys("<Enter>").sees("Enter reveals");
    driver.keys("<Esc>y").sees("Nothing that was entered was read").sees("[3 how was it]");
    let rounds: Vec<Round> = all(&driver);
    assert_eq!((rounds.len(), rounds[0].state), (1, RoundState::Expired));
    assert!(rounds[0].entries.is_empty());
}

#[test]
fn blind_words_are_no_draft_and_a_wrong_number_says_so_without_a_word_of_it() {
    let mut driver = pair(100, 30);
    driver.keys("<Right><Right><Enter>").keys("quietlantern<Tab><Tab>77");
    assert!(!driver.app.unsaved());
    driver.app.flush();
    driver.keys("<Ctrl+S>").sees("Question 3 takes 1 to 5").misses("quietlantern").misses("77");
    driver.keys("<Ctrl+T>").sees("quietlantern").sees("77").keys("<Ctrl+T>").misses("quietlantern");
    driver.app.store().set_sight(Sight::Whole);
    assert!(driver.app.store().drafts().unwrap().is_empty());
}

#[test]
fn weights_go_to_the_goals_and_words_become_feedback() {
    let mut driver = pair(100, 30);
    driver.keys("<Right><Right><Right>").sees("goal, the shared one").keys("<Up><Up><Enter>");
    driver
        .keys("5<Ctrl+S>x2<Ctrl+S><Enter>")
        .sees("GAPS")
        .sees("Ben 5, Sam 2")
        .keys("<Enter>")
        .sees("matters Ben 5, Sam 2");
    driver.keys("<Right>").keys("<Enter>").sees("Sam: more of what?");
    driver.keys("pauses<Tab>advice<Ctrl+S>xquestions<Ctrl+S><Enter>").sees("pauses").sees("questions");
    let feedback: Vec<Feedback> = all(&driver);
    assert_eq!(feedback.len(), 2);
    assert!(
        feedback.iter().all(|row| row.state == FeedbackState::Given && row.visibility == Visibility::Shared)
    );
}

#[test]
fn big_letters_go_through_what_is_on_the_table() {
    let mut driver = pair(100, 30);
    driver
        .keys("<Right>b")
        .sees("1 of 1")
        .sees("Sam to Ben")
        .keys("n")
        .misses("Sam to Ben")
        .keys("b")
        .sees("[2 promises]");
    driver.resize(40, 12);
    driver.keys("b").sees("the shared one").keys("<Right><Right><Esc>").sees("step 2 of 6");
}

#[test]
fn a_group_enters_round_the_circle() {
    let mut driver = Driver::new(demo(), 100, 30);
    let groups: Vec<Relationship> = all(&driver);
    let group = groups.iter().find(|row| row.members.len() > 2).unwrap();
    let title = driver.app.store().title(group.id).unwrap();
    driver
        .keys(&format!(":{}<Enter>t", &title[..title.len().min(12)]))
        .sees("TOGETHER")
        .keys("<Right><Right><Enter>");
    let members = group.members.iter().filter(|member| member.left_on.is_none()).count();
    for number in 0..members {
        driver.sees("look away").keys(&format!("answer{number}<Ctrl+S>"));
        if number + 1 < members {
            driver.sees("keyboard is yours").keys("x");
        }
    }
    driver.sees("Enter reveals").keys("<Enter>");
    for number in 0..members {
        driver.sees(&format!("answer{number}"));
    }
}

#[test]
fn the_whole_way_is_walked_one_box_at_a_time() {
    for (width, height) in [(60, 18), (40, 12)] {
        let mut driver = pair(width, height);
        sealed(&mut driver);
        for key in ["<Enter>", "t"] {
            driver.keys(key).sees("t thanks").sees("q question").sees("a action").sees("to ");
        }
        driver.keys("a").sees("AN ACTION").keys("send the agenda<Ctrl+S>");
        driver.sees("BEN:").sees("one KEEP and one CHANGE").keys("<Enter>waiting<Ctrl+S>");
        driver.sees("SAM:").keys("<Enter><Tab>ask first<Ctrl+S><Enter>").sees("step 3 of 6");
        driver.keys("c").sees("Esc leaves").sees("[1] Ben").sees("[2] Sam").keys("12");
        driver.sees("1 ledger row").keys("b").misses("HOW WAS IT").keys("<Esc>").sees("HOW WAS IT");
        driver.keys("<Esc>").sees("still shared?").sees("Stay").keys("<Enter>").sees("TOGETHER");
        let made = all::<Commitment>(&driver).into_iter().filter(|row| row.text != "the shared one");
        let made: Vec<_> = made.map(|row| (row.text, row.to.is_some() && row.due_on.is_some())).collect();
        assert_eq!(made.len(), 3, "{made:?}");
        assert!(made.iter().all(|(_, whole)| *whole), "{made:?}");
    }
}

#[test]
fn together_draws_at_every_size() {
    for keys in ["", "<Right>", "<Right><Right>", "<Right><Right><Enter>", "b", "c", "<Esc>"] {
        let mut driver = pair(100, 30);
        driver.keys(keys);
        for (width, height) in
            [(1, 1), (19, 4), (20, 5), (30, 8), (39, 11), (40, 12), (60, 18), (80, 24), (140, 50)]
        {
            driver.resize(width, height);
            driver.screen();
        }
    }
}

#[test]
fn a_round_as_it_looks() {
    for (width, height) in [(100, 30), (60, 18), (40, 12)] {
        let mut driver = pair(width, height);
        let mut seen = driver.screen();
        driver.keys("<Right><Right><Enter>quietlantern<Tab><Tab>5");
        seen.push_str(&driver.screen());
        seen.push_str(&driver.keys("<Ctrl+S>").screen());
        seen.push_str(&driver.keys("xamberwindow<Tab>questions first<Tab>2<Ctrl+S>").screen());
        seen.push_str(&driver.keys("<Enter>").screen());
        seen.push_str(&driver.keys("<Esc><Esc>").screen());
        insta::assert_snapshot!(format!("together_{width}x{height}"), seen);
    }
}
