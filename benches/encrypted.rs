//! What encryption costs, as ratios of one run: the first frame with the key at hand beside the same of
//! a plain journal, a note kept durably beside the same, and an unlock beside Argon2id alone.
//!
//! `cargo bench --bench encrypted`, with other sizes `cargo bench --bench encrypted -- 1000 350000` (350,000
//! sessions are a million rows, their lists' not counted). The two of each pair take turns, so that what else the machine does
//! meets both; quickest and median are printed. The first frame and the unlock are the processor's time,
//! a note is the clock's: it waits for the disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench says what it expects")]

mod journal;
mod screen;

use cpu_time::ProcessTime;
use mentorlog::model::{Id, Reflection, Visibility};
use mentorlog::store::{COSTS, Key, Passphrase, Store};
use screen::{LARGE, Screen};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often each thing is done.
const RUNS: usize = 41;
/// How many notes are kept in a row.
const NOTES: usize = 400;

/// The same journal twice: as everybody can read it, and encrypted.
struct Pair {
    _folders: [tempfile::TempDir; 2],
    plain: PathBuf,
    encrypted: PathBuf,
    key: Key,
    passphrase: Passphrase,
}

impl Pair {
    fn of(sessions: usize) -> Self {
        let (one, plain) = journal::copy(sessions);
        let (two, encrypted) = journal::copy(sessions);
        let passphrase = Passphrase::first_line("seven herons under the quiet bridge").unwrap();
        let store = Store::open(&encrypted, journal::clock()).unwrap();
        let store = store.with_passphrase(Some(&passphrase)).unwrap();
        let key = store.held_key().unwrap();
        store.close().unwrap();
        Self { _folders: [one, two], plain, encrypted, key, passphrase }
    }

    fn open(&self) -> [Store; 2] {
        let plain = Store::open(&self.plain, journal::clock()).unwrap();
        [plain, Store::unlock(&self.encrypted, journal::clock(), self.key.clone()).unwrap()]
    }
}

/// Times of one thing, quickest first.
struct Times(Vec<Duration>);

impl Times {
    fn new(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    fn quickest(&self) -> f64 {
        self.0[0].as_secs_f64() * 1000.0
    }

    fn median(&self) -> f64 {
        self.0[self.0.len() / 2].as_secs_f64() * 1000.0
    }
}

fn said(what: &str, of: &Times, beside: &Times, at_most: &str) {
    println!(
        "{what:<44} {:8.2} {:8.2}   {:8.2} {:8.2}   {:5.2} {:5.2}   {at_most}",
        of.quickest(),
        of.median(),
        beside.quickest(),
        beside.median(),
        of.quickest() / beside.quickest(),
        of.median() / beside.median(),
    );
}

fn processor(action: impl FnOnce()) -> Duration {
    let begun = ProcessTime::now();
    action();
    begun.elapsed()
}

fn first_frames(pair: &Pair) -> [Times; 2] {
    let (mut plain, mut encrypted) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        plain.push(processor(|| {
            Screen::new(Store::open(&pair.plain, journal::clock()).unwrap(), LARGE).draw();
        }));
        let key = pair.key.clone();
        encrypted.push(processor(|| {
            Screen::new(Store::unlock(&pair.encrypted, journal::clock(), key).unwrap(), LARGE).draw();
        }));
    }
    [Times::new(plain), Times::new(encrypted)]
}

fn keep(store: &Store) -> Duration {
    let row = Reflection {
        id: Id::fresh(),
        at: store.now(),
        about: vec![store.owner().unwrap().unwrap()],
        relationship: None,
        session: None,
        text: "calmer than last week, and asked for the numbers first".to_owned(),
        visibility: Visibility::Private,
        tags: Vec::new(),
        updated_at: None,
    };
    let begun = Instant::now();
    store.write("note", |tx| tx.put(&row)).unwrap();
    begun.elapsed()
}

fn notes(pair: &Pair) -> [Times; 2] {
    let stores = pair.open();
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..NOTES {
        for (store, times) in stores.iter().zip(&mut times) {
            times.push(keep(store));
        }
    }
    times.map(Times::new)
}

/// Argon2id alone, and what a person waits for after the passphrase: the key, the file, the frame.
fn unlocks(pair: &Pair) -> [Times; 2] {
    let (mut alone, mut whole) = (Vec::new(), Vec::new());
    let salt = salt(&pair.encrypted);
    for _ in 0..RUNS / 2 {
        alone.push(processor(|| drop(Key::derive(&pair.passphrase, salt, COSTS[0]).unwrap())));
        whole.push(processor(|| {
            let key = Store::key(&pair.encrypted, &pair.passphrase).unwrap();
            Screen::new(Store::unlock(&pair.encrypted, journal::clock(), key).unwrap(), LARGE).draw();
        }));
    }
    [Times::new(alone), Times::new(whole)]
}

fn salt(path: &Path) -> [u8; 16] {
    let mut salt = [0; 16];
    File::open(path).unwrap().read_exact(&mut salt).unwrap();
    salt
}

fn main() {
    println!("{:<44} {:>17}   {:>17}   {:>11}", "", "this, ms", "beside, ms", "ratio");
    println!(
        "{:<44} {:>8} {:>8}   {:>8} {:>8}   {:>5} {:>5}",
        "", "quickest", "median", "quickest", "median", "", ""
    );
    // Cargo hands on a flag of its own.
    let mut sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 100_000];
    }
    let mut frames = Vec::new();
    for &sessions in &sizes {
        let pair = Pair::of(sessions);
        let [plain, encrypted] = first_frames(&pair);
        said(&format!("first frame, {sessions} sessions"), &encrypted, &plain, "at most 3");
        let [alone, whole] = unlocks(&pair);
        said(&format!("unlock to frame, {sessions}, beside Argon2id"), &whole, &alone, "at most 1.3");
        let [plain, kept] = notes(&pair);
        said(&format!("note kept, {sessions} sessions"), &kept, &plain, "under 2");
        frames.push(encrypted);
    }
    let (least, most) = (sizes[0], sizes[sizes.len() - 1]);
    let what = format!("encrypted first frame, {most} beside {least}");
    said(&what, &frames[frames.len() - 1], &frames[0], "about 1");
}
