//! What time asks of the screen while nobody presses a key, and how long until then.

use super::app::App;
use super::wake::Settling;
use crate::clock::Stopwatch;
use std::time::Duration;

/// How long a typed key may wait for the disk.
const DRAFT: Duration = Duration::from_millis(300);
/// How long nobody touches a key before the veil comes down.
const IDLE: Duration = Duration::from_secs(5 * 60);

/// The whiles that run beside the keys.
pub struct Whiles {
    /// Since when something is typed that the file has not.
    unsaved: Option<Stopwatch>,
    /// Since when no key was touched, for the veil.
    touched: Stopwatch,
    /// The same for the lock: the veil begins its while anew, the lock does not.
    present: Stopwatch,
    lock_after: Option<Duration>,
    settling: Settling,
}

impl Whiles {
    /// All of them begin; the journal is locked after that one, where there is one.
    pub fn begin(lock_after: Option<Duration>) -> Self {
        let (touched, present) = (Stopwatch::start(), Stopwatch::start());
        Self { unsaved: None, touched, present, lock_after, settling: Settling::default() }
    }

    /// Somebody is there.
    pub fn touch(&mut self) {
        (self.touched, self.present) = (Stopwatch::start(), Stopwatch::start());
    }

    /// Another process wrote: its rows are looked for until they must be there.
    pub fn written(&mut self) {
        self.settling.begin();
    }

    /// How long until the nearest of them is over, the screen's own `tick` among them; nothing means
    /// that only a key or news wake the screen.
    pub fn next(&mut self, app: &App, tick: Option<Duration>) -> Option<Duration> {
        let unsaved = app.unsaved().then(|| *self.unsaved.get_or_insert_with(Stopwatch::start));
        self.unsaved = unsaved;
        let draft = unsaved.map(|since| DRAFT.saturating_sub(since.elapsed()));
        let veil = app.may_idle().then(|| IDLE.saturating_sub(self.touched.elapsed()));
        let waits = [draft, tick, self.settling.wait(), veil, self.until_locked()];
        waits.into_iter().flatten().min()
    }

    /// Whether what was typed has waited long enough for the disk; it then waits anew.
    pub fn draft_is_due(&mut self) -> bool {
        let due = self.unsaved.is_some_and(|since| since.elapsed() >= DRAFT);
        if due {
            self.unsaved = None;
        }
        due
    }

    /// A while went by: what another process wrote is looked for again.
    pub fn look(&mut self) {
        self.settling.look();
    }

    /// Whether the veil is to come down. When it could not, it tries again after the next while.
    pub fn veil_is_due(&mut self, app: &App) -> bool {
        let due = app.may_idle() && self.touched.elapsed() >= IDLE;
        if due {
            self.touched = Stopwatch::start();
        }
        due
    }

    /// Whether the journal is to be locked.
    pub fn lock_is_due(&self) -> bool {
        self.until_locked().is_some_and(|left| left.is_zero())
    }

    /// The lock waits for another while.
    pub fn put_off_lock(&mut self) {
        self.present = Stopwatch::start();
    }

    fn until_locked(&self) -> Option<Duration> {
        self.lock_after.map(|after| after.saturating_sub(self.present.elapsed()))
    }
}
