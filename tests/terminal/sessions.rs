//! A live session in a real terminal: its clock ticks, and what is typed in it outlives the program.

use super::harness::{Desk, Terminal};
use mentorlog::clock::Clock;
use mentorlog::model::{Session, SessionState};
use mentorlog::store::{Filter, Store, Window};
use std::ffi::OsStr;
use std::time::{Duration, Instant};

/// What is promised: a key that is older than this is in the file.
const HALF_A_SECOND: Duration = Duration::from_millis(500);
const KILLS: u32 = 50;

/// The screen with the system's clock.
fn screen(desk: &Desk) -> Terminal {
    desk.start(env!("CARGO_BIN_EXE_mentorlog"), &[], &[("MENTORLOG_NOW", OsStr::new(""))])
}

/// What the file holds of a live session's notes.
fn notes(desk: &Desk) -> String {
    let store = Store::open(&desk.journal(), Clock::system()).unwrap();
    let filter = Filter { states: vec![SessionState::Live.word()], ..Filter::default() };
    let session: Session = store.list(&filter, &Window::First, 1).unwrap().pop().unwrap();
    let draft = store.draft(&format!("live/{}", session.id)).unwrap();
    draft.map(|draft| draft.typed.fields["notes"].clone()).or(session.notes).unwrap_or_default()
}

/// A number that differs from call to call and not from run to run (a linear congruence).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[test]
fn killed_fifty_times_while_typing_it_loses_at_most_half_a_second() {
    let desk = Desk::with_ana();
    desk.run(&["session", "start", "Ana"]);
    let mut dice = Dice(20_260_312);
    let mut kept = String::new();
    let mut words = 0;
    for kill in 0..KILLS {
        let mut live = screen(&desk);
        live.waits_for("[1 Today]").keys("1s").waits_for("NOTES");
        // The tail of what was kept is on screen: the text goes on where it was.
        if let Some(word) = kept.split_whitespace().last() {
            live.waits_for(word);
        }
        let lifetime = Duration::from_millis(100 + dice.below(1400));
        let born = Instant::now();
        let mut typed: Vec<(Instant, String)> = Vec::new();
        while born.elapsed() < lifetime {
            words += 1;
            let word = format!("word{words} ");
            live.keys(&word).waits_for(word.trim_end());
            typed.push((Instant::now(), word));
            // The rhythm of somebody who types; nothing waits for it.
            std::thread::park_timeout(Duration::from_millis(dice.below(120)));
        }
        let killed = Instant::now();
        live.signal("KILL");
        assert!(!live.ends().success());

        let old = typed.iter().filter(|(at, _)| killed.duration_since(*at) > HALF_A_SECOND);
        let owed: String = kept.clone() + &old.map(|(_, word)| word.as_str()).collect::<String>();
        let all: String = kept.clone() + &typed.iter().map(|(_, word)| word.as_str()).collect::<String>();
        let found = notes(&desk);
        assert!(found.starts_with(&owed), "kill {kill}: of \"{owed}\" the file has \"{found}\"");
        assert!(all.starts_with(&found), "kill {kill}: \"{found}\" was never typed");
        kept = found;
    }
    assert!(kept.len() > 500, "{kept}");
}

#[test]
fn the_clock_ticks_while_it_is_seen_and_stands_still_elsewhere() {
    let desk = Desk::with_ana();
    let mut live = screen(&desk);
    live.waits_for("[1 Today]").keys("nsAna\x13").waits_for("Added session");
    live.keys("4s").waits_for("0:01 of");
    let before = live.written().len();
    live.waits_for("0:02 of").waits_for("0:03 of");
    let ticks = live.written().len() - before;
    assert!(ticks < 400, "{ticks} bytes for two ticks: only the figures change");
    // Left, the hour goes on and nothing is drawn for it.
    live.keys("\x1b").waits_for("D close").keys("\x1b").waits_for("The session goes on");
    // An unbound key is answered in the status line. After the first answer nothing of the frame before
    // is still on its way.
    live.keys("b").waits_for("b does nothing here");
    let before = live.written().len();
    std::thread::park_timeout(Duration::from_millis(2_500));
    live.keys("m").waits_for("m does nothing here");
    let drawn = live.written().len() - before;
    assert!(drawn < 400, "{drawn} bytes: something was drawn meanwhile");
    live.keys("s").waits("the hour where it would be", |screen| {
        ["0:05", "0:06", "0:07", "0:08", "0:09", "0:1"].iter().any(|time| screen.contents().contains(time))
    });
}
