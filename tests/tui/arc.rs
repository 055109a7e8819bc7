//! A session before, during and after, with keys: a pair, a pair of equals, a circle.

use super::driver::{Driver, demo};
use mentorlog::model::{
    Commitment, CommitmentState, Exchange, ItemState, Reflection, Relationship, Session, SessionState,
    Visibility,
};
use mentorlog::sitting::Clock;
use mentorlog::store::{Filter, Record, Window};

fn all<T: Record>(driver: &Driver) -> Vec<T> {
    driver.app.store().list(&Filter::default(), &Window::First, 1000).unwrap()
}

/// The session in a state with this form's relationship, the soonest first.
fn session(driver: &Driver, form: &str, state: SessionState) -> Session {
    let store = driver.app.store();
    let mut rows: Vec<Session> = all(driver);
    rows.retain(|row| row.state == state && store.need(row.relationship).unwrap().form == form);
    rows.sort_by_key(|row| row.starts_at);
    rows.into_iter().next().unwrap_or_else(|| panic!("no {state} session in a {form} form"))
}

/// Presses keys until a text is seen.
fn until(driver: &mut Driver, keys: &str, text: &str) {
    for _ in 0..40 {
        if driver.screen().contains(text) {
            return;
        }
        driver.keys(keys);
    }
    panic!("\"{text}\" never came:\n{}", driver.screen());
}

/// The demo with planned sessions shown, and the one that names a text selected.
fn planned(title: &str) -> Driver {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("4f<Home>").sees("f: planned");
    for _ in 0..20 {
        if driver.screen().lines().any(|line| line.contains(" > ") && line.contains(title)) {
            return driver;
        }
        driver.keys("<Down>");
    }
    panic!("{title} is not planned:\n{}", driver.screen());
}

/// A session as the README shows it: it has been going on for a while, and things were captured.
pub fn a_live_session() -> String {
    let mut driver = Driver::new(demo(), 100, 30);
    driver
        .keys("1s<Tab><Tab>! Ana: send the outline by fri<Enter>> : pause before answering #speaking<Enter>");
    driver.keys("got : her page on senior, still in use<Enter><Esc>");
    driver.keys("She led the review alone until the VP joined, then she waited for me.<Esc><Esc>");
    let live = session(&driver, "mentor", SessionState::Live);
    let began = live.starts_at.plus(chrono::Duration::seconds(-1122));
    let mut clock = Clock::start(began, live.segments.clone());
    for (at, minutes) in [(0, 0), (1, 5), (2, 10), (3, 13)] {
        clock.go(began.plus(chrono::Duration::minutes(minutes)), at);
    }
    driver.app.store().keep_running(&live, &clock).unwrap();
    driver.keys("s").screen()
}

#[test]
fn people_who_talk_and_touch_no_key_are_not_taken_out_of_their_session() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1s").sees("CAPTURED");
    driver.app.idle();
    driver.sees("CAPTURED").misses("veil");
    driver.keys("<Esc><Esc>").misses("CAPTURED");
    driver.app.idle();
    driver.sees("veil");
}

#[test]
fn a_pair_prepares_holds_and_closes() {
    let mut driver = Driver::new(demo(), 100, 30);
    // Today's first row is Ana, at two.
    driver.keys("1").sees("Ana Ruiz").keys("p");
    driver.sees("LOOKING BACK").sees("PROMISES").sees("QUESTIONS").sees("MY NOTES").sees("PARKING LOT");
    driver.sees("45 min").sees("since 16 Feb");
    // A line is added, moved up, given minutes; a part gets more and the hour is fitted again.
    driver.keys("aAna: The VP in the room<Enter>").sees("The VP in the room");
    driver.keys("+").sees("50 of 45, = fits").keys("=").sees("45 min");
    driver.keys("<Tab><Tab>Wait before answering.<Esc>");
    let planned = session(&driver, "mentor", SessionState::Planned);
    assert_eq!(planned.private_notes.as_deref(), Some("Wait before answering."));
    let raised = planned.agenda.iter().find(|item| item.text == "The VP in the room").unwrap();
    assert_eq!(driver.app.store().name(raised.raised_by.unwrap()).unwrap(), "Ana Ruiz");
    assert_eq!(raised.raised_on.unwrap().to_string(), "2026-03-12");
    assert_eq!(planned.segments.iter().map(|part| part.planned_seconds).sum::<u32>(), 45 * 60);

    driver.keys("s").sees("started 09:00").sees("0:00 of 45:00").sees("1/8").sees("AGENDA").sees("CAPTURED");
    driver.keys("She froze when the VP joined.<Ctrl+N>").sees("Now: Last commitments").sees("2/8");
    driver.keys("<Tab><Tab>! Ana: send the outline by fri<Enter>").sees("send the outline");
    driver.keys("> : pause before answering #speaking<Enter>").sees("pause before");
    driver.keys("<Esc><Esc>");
    let live = session(&driver, "mentor", SessionState::Live);
    assert_eq!(live.notes.as_deref(), Some("She froze when the VP joined."));
    assert_eq!(live.id, planned.id);

    driver
        .keys("D")
        .sees("CLOSE")
        .sees("NOT REACHED")
        .sees("HOW IT LANDED")
        .sees("What I learnt")
        .sees("2026-03-26");
    driver.keys("<Enter>").sees("Held, 1 minute, next Thu 26 Mar");
    let held = driver.app.store().need(live.id).unwrap();
    assert_eq!(held.state, SessionState::Held);
    assert!(held.agenda.iter().all(|item| item.state == ItemState::Carried));
    let next = session(&driver, "mentor", SessionState::Planned);
    assert!(
        all::<Session>(&driver)
            .iter()
            .any(|row| row.agenda.iter().any(|item| item.carried_from == Some(held.id)))
    );
    assert_ne!(next.id, held.id);
    let made: Vec<Commitment> = driver.app.store().of_session(held.id).unwrap();
    assert_eq!(made[0].due_on.unwrap().to_string(), "2026-03-13");
    let exchanged: Vec<Exchange> = driver.app.store().of_session(held.id).unwrap();
    assert_eq!(exchanged[0].topic.as_deref(), Some("speaking"));
    // One step back is the whole closing.
    driver.keys("u");
    assert_eq!(driver.app.store().need(held.id).unwrap().state, SessionState::Live);
}

#[test]
fn equals_have_two_clocks_where_somebody_says_who_speaks() {
    let mut driver = planned("Ben");
    let id = session(&driver, "mutual", SessionState::Planned).id;
    driver.keys("s").sees("time to speak  n/a").sees("F2 says who speaks");
    driver.keys("<F2>").sees("I speak now.").sees("time to speak").misses("n/a");
    driver.keys("<Esc>D").sees("I felt safe to be honest");
    // The pulse: down to the first slider, up to four of five.
    until(&mut driver, "<Down>", "> I felt safe");
    driver.keys("<Right><Right><Right><Right>").sees("4 of 5");
    until(&mut driver, "<Down>", "> What I learnt");
    driver.keys("I rescue too early<Enter>").sees("Held");
    let held = driver.app.store().need(id).unwrap();
    assert_eq!(held.rating.len(), 1);
    assert_eq!((held.rating[0].question.as_str(), held.rating[0].value), ("honest-safe", 4));
    let learnt: Vec<Reflection> = driver.app.store().of_session(id).unwrap();
    assert_eq!(learnt[0].text, "I rescue too early");
    assert_eq!(learnt[0].visibility, Visibility::Private);
    // Nobody spoke for a second on this pinned clock, so nothing is kept as talk.
    assert!(held.turns.is_empty());
}

#[test]
fn a_circle_has_turns_and_a_keeper() {
    let mut driver = planned("Marzipan");
    let id = session(&driver, "candor-circle", SessionState::Planned).id;
    driver.keys("p").sees("Marzipan circle  O").sees("Keeper").sees("Candour round");
    driver.keys("s").sees("Rules");
    // Every member has a round of their own.
    driver.keys("<Ctrl+N><Ctrl+N>").sees("Candour round");
    let live = driver.app.store().need(id).unwrap();
    assert_eq!(live.state, SessionState::Live, "{}", driver.screen());
    let seats: Vec<_> = live.segments.iter().filter_map(|part| part.person).collect();
    assert_eq!(seats.len(), 5);
    assert!(live.facilitator.is_some());
    driver.keys("<Ctrl+L>").sees("In the parking lot: Candour round");
    let parked = driver.app.store().need(live.relationship).unwrap().parking;
    assert_eq!(parked.last().unwrap().state, ItemState::Parked);
    driver.keys("<Esc>D<Enter>").sees("Held");
    assert_eq!(driver.app.store().need(id).unwrap().present.len(), 5);
}

#[test]
fn who_stays_away_gets_no_turn_and_is_written_down_so() {
    let mut driver = planned("Marzipan");
    let id = session(&driver, "candor-circle", SessionState::Planned).id;
    driver.keys("p").sees("WHO COMES").keys("<BackTab>");
    until(&mut driver, "<Down>", "> x Zo");
    driver.keys("<Enter>").sees("- Zoë  stays away").misses("Candour round  Zoë");
    driver.keys("s<Esc>D").sees("WHO TOOK PART").keys("<Enter>").sees("Held");
    let held = driver.app.store().need(id).unwrap();
    assert_eq!(held.present.len(), 4);
    assert_eq!(held.segments.iter().filter(|part| part.person.is_some()).count(), 4);
}

#[test]
fn leaving_and_coming_back_the_hour_goes_on_and_the_text_is_there() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1s").sees("started 09:00").keys("half a thought");
    assert!(driver.app.unsaved());
    driver.app.flush();
    assert!(!driver.app.unsaved());
    let live = session(&driver, "mentor", SessionState::Live);
    let draft = driver.app.store().draft(&format!("live/{}", live.id)).unwrap().unwrap();
    assert_eq!(draft.typed.fields["notes"], "half a thought");
    // As after a crash: a new program on the same file.
    let steps = driver.app.store().history(50).unwrap().len();
    driver.keys(" more");
    driver.app.flush();
    assert_eq!(driver.app.store().history(50).unwrap().len(), steps, "typing makes no steps");
    driver.keys("<Esc><Esc>").keys("s").sees("half a thought more").sees("0:00 of 45:00");
    driver.keys("<Esc>u").keys("<Esc>");
    assert_eq!(driver.app.store().need(live.id).unwrap().notes, None, "one step for what was written");
}

#[test]
fn overrun_is_said_in_words_and_five_more_minutes_are_one_key() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1s<Esc><Esc>");
    let live = session(&driver, "mentor", SessionState::Live);
    // As if it had begun ten minutes ago, its first part four minutes long.
    let earlier = live.starts_at.plus(chrono::Duration::minutes(-10));
    let mut clock = Clock::start(earlier, live.segments.clone());
    clock.go(earlier, 0);
    driver.app.store().keep_running(&live, &clock).unwrap();
    driver.keys("s").sees("10:00 of 45:00").sees("over 6:00").sees("Ctrl+F five more, Ctrl+L park it");
    driver.keys("<Ctrl+F>").sees("over 1:00").keys("<Ctrl+F>").sees("4:00 left").sees("10:00 of 55:00");
    driver.keys("<Ctrl+L>").sees("In the parking lot: Arrive").sees("2/8");
}

#[test]
fn a_session_of_another_day_is_not_closed_and_two_are_not_live() {
    let mut driver = planned("Ben");
    driver.keys("D").sees("It is still to come");
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1s<Esc><Esc>");
    let live = session(&driver, "mentor", SessionState::Live);
    let second = Session::new(live.relationship, SessionState::Planned, live.starts_at);
    driver.app.store().write("plan", |tx| tx.put(&second)).unwrap();
    driver.keys("1");
    for _ in 0..6 {
        driver.keys("s");
        if driver.screen().contains("session with") {
            driver.keys("<Esc><Esc>");
        }
        driver.keys("<Down>");
    }
    assert_eq!(driver.app.store().need(second.id).unwrap().state, SessionState::Planned);
}

#[test]
fn what_became_of_a_session_is_one_key() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1d").sees("What became of it?").keys("mis<Enter>").sees("Now missed");
    let mut rows: Vec<Session> = all(&driver);
    rows.retain(|row| row.starts_at.day().to_string() == "2026-03-12");
    assert_eq!(rows[0].state, SessionState::Missed);
    driver.keys("u");
    assert_eq!(driver.app.store().need(rows[0].id).unwrap().state, SessionState::Planned);
}

#[test]
fn today_asks_what_became_of_a_session_that_slipped() {
    let mut driver = Driver::new(demo(), 100, 30);
    let next = session(&driver, "mentor", SessionState::Planned);
    let missed = Session::new(
        next.relationship,
        SessionState::Planned,
        next.starts_at.plus(chrono::Duration::days(-3)),
    );
    driver.app.store().write("plan", |tx| tx.put(&missed)).unwrap();
    driver.keys("1").sees("slipped").sees("9 Mar").sees("held or missed? d says");
    until(&mut driver, "<Down>", "> slipped");
    driver.keys("d").sees("What became of it?").keys("<Enter>").sees("CLOSE").keys("<Enter>").sees("Held");
    let held = driver.app.store().need(missed.id).unwrap();
    assert_eq!((held.state, held.starts_at), (SessionState::Held, missed.starts_at));
    for (width, height) in [(80, 24), (60, 18), (30, 10)] {
        driver.resize(width, height);
        driver.screen();
    }
}

#[test]
fn a_closed_promise_and_a_dropped_item_stay_with_the_session() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1s<Tab><Tab>! me: call Priya by fri<Enter><Esc><Esc>D").sees("> me: call Priya");
    driver.keys("<Right><Right>").sees("kept").keys("<Enter>").sees("Held");
    let rows: Vec<Commitment> = all(&driver);
    let row = rows.iter().find(|row| row.text == "call Priya").unwrap();
    assert_eq!(row.state, CommitmentState::Kept);
}

#[test]
fn the_agreement_keeps_its_versions() {
    let mut driver = Driver::new(demo(), 100, 30);
    driver.keys("1:agreement<Enter>").sees("agreement with Ana").keys("Purpose<Enter>").sees("We agree");
    driver.keys(" And doors.<Ctrl+S>").sees("Agreed: Purpose, version 2");
    let rows: Vec<Relationship> = all(&driver);
    let versions: Vec<_> = rows
        .iter()
        .flat_map(|row| &row.agreement)
        .filter(|one| one.section == "Purpose" && one.text.starts_with("Ana wants"))
        .map(|one| one.version)
        .collect();
    assert_eq!(versions, [1, 2]);
}

#[test]
fn every_arc_screen_draws_at_every_size() {
    for keys in ["1p", "1s", "1s<Esc>", "1s<Tab><Tab>", "1s<Esc>D", "1s<Esc>a"] {
        let mut driver = Driver::new(demo(), 100, 30);
        driver.keys(keys);
        for (width, height) in [(1, 1), (20, 5), (30, 8), (40, 12), (60, 18), (79, 23), (80, 24), (140, 50)] {
            driver.resize(width, height);
            driver.screen();
        }
    }
}

#[test]
fn the_arc_as_it_looks() {
    for (name, keys) in [
        ("prepare", "1p"),
        (
            "live",
            "1s<Tab><Tab>! Ana: send the outline by fri<Enter><Esc>She froze when the VP joined. 漢字漢字漢字 and a long line that wraps around the pane at some place.<Ctrl+N>",
        ),
        ("close", "1s<Tab><Tab>! Ana: send the outline by fri<Enter>> : a pause<Enter><Esc><Esc>D"),
    ] {
        for (width, height) in [(100, 30), (80, 24), (60, 18), (40, 12)] {
            let mut driver = Driver::new(demo(), width, height);
            let screen = driver.keys(keys).screen();
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen);
        }
    }
    for (name, title, keys) in [
        ("prepare_circle", "Marzipan", "p"),
        ("live_equals", "Ben", "s<F2>! : the count by fri"),
        ("live_circle", "Marzipan", "s<Ctrl+N><Ctrl+N><Esc>"),
    ] {
        let screen = planned(title).keys(keys).screen();
        insta::assert_snapshot!(format!("{name}_100x30"), screen);
    }
}
