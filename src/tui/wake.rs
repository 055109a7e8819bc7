//! What wakes the program besides keys: signals, and another process's write. Nothing polls.
//!
//! The main thread blocks in reading the terminal. A helper thread that has news puts it into the
//! post box and raises SIGWINCH, which ends that wait like a change of size does.

use crate::clock::Stopwatch;
use notify::{RecursiveMode, Watcher};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// When the file is looked at again after somebody wrote; each look doubles it, up to [`LAST`].
const FIRST: Duration = Duration::from_millis(10);
const LAST: Duration = Duration::from_millis(2560);

/// News from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The program is asked to end.
    End,
    /// The program is asked to stop for a while.
    Stop,
    /// Somebody wrote into the journal's folder.
    Written,
}

/// The post box and the threads that fill it.
pub struct Wake {
    news: Arc<Mutex<Vec<News>>>,
    _watcher: Option<notify::RecommendedWatcher>,
}

impl Wake {
    /// Starts to watch signals and the journal's file.
    pub fn start(journal: &Path) -> Self {
        let news = Arc::new(Mutex::new(Vec::new()));
        watch_signals(Arc::clone(&news));
        watch_terminal(Arc::clone(&news));
        Self { _watcher: watch_file(journal, Arc::clone(&news)), news }
    }

    /// What came in since the last time.
    pub fn take(&self) -> Vec<News> {
        self.news.lock().map(|mut news| std::mem::take(&mut *news)).unwrap_or_default()
    }
}

/// Looking again after a write, for as long as its commit may take. The write-ahead log is written,
/// which is seen here, and synchronized to the disk before the commit shows; nothing tells of that.
#[derive(Default)]
pub struct Settling {
    since: Option<Stopwatch>,
    next: Duration,
}

impl Settling {
    /// Somebody wrote.
    pub fn begin(&mut self) {
        *self = Self { since: Some(Stopwatch::start()), next: FIRST };
    }

    /// How long until the next look; nothing when there is none.
    pub fn wait(&self) -> Option<Duration> {
        self.since.map(|since| self.next.saturating_sub(since.elapsed()))
    }

    /// Takes note of a look that was due.
    pub fn look(&mut self) {
        if self.wait() == Some(Duration::ZERO) {
            self.next *= 2;
            self.since = self.since.filter(|_| self.next <= LAST);
        }
    }
}

fn post(news: &Mutex<Vec<News>>, item: News) {
    if let Ok(mut waiting) = news.lock()
        && !waiting.contains(&item)
    {
        waiting.push(item);
    }
    #[cfg(unix)]
    // A failure only means that the news waits for the next key.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

#[cfg(unix)]
fn watch_signals(news: Arc<Mutex<Vec<News>>>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP]) else {
        return;
    };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            post(&news, if signal == SIGTSTP { News::Stop } else { News::End });
        }
    });
}

/// Watches for the end of the terminal. Its session's leader alone is told by SIGHUP, and need not
/// pass that on; reading a terminal that is gone would go round for ever.
#[cfg(unix)]
fn watch_terminal(news: Arc<Mutex<Vec<News>>>) {
    use std::os::fd::AsRawFd;
    std::thread::spawn(move || {
        // No events are asked for: only the end and errors, which come unasked.
        let mut terminal =
            [filedescriptor::pollfd { fd: std::io::stdin().as_raw_fd(), events: 0, revents: 0 }];
        if filedescriptor::poll(&mut terminal, None).is_ok() {
            post(&news, News::End);
        }
    });
}

#[cfg(not(unix))]
fn watch_terminal(_news: Arc<Mutex<Vec<News>>>) {}

#[cfg(not(unix))]
fn watch_signals(_news: Arc<Mutex<Vec<News>>>) {}

/// Watches the folder, since the write-ahead log comes and goes; without a watcher, another
/// process's rows appear with the next key.
fn watch_file(journal: &Path, news: Arc<Mutex<Vec<News>>>) -> Option<notify::RecommendedWatcher> {
    let name = journal.file_name()?.to_os_string();
    let folder = journal.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let ours = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(&*name.to_string_lossy()))
        };
        if (event.kind.is_modify() || event.kind.is_create()) && event.paths.iter().any(ours) {
            post(&news, News::Written);
        }
    })
    .ok()?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Stops the process as Ctrl+Z would, until it is told to go on.
pub fn stop() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
