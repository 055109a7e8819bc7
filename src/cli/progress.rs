//! Work that takes a while: how far it is, on a terminal, and Ctrl+C that ends it cleanly.

use super::context::Context;
use super::out::Mode;
use crate::clock::Stopwatch;
use crate::exchange::Progress;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Work that is over sooner shows no bar.
const QUICK: Duration = Duration::from_millis(300);
/// How long a figure stands before the next one.
const STEADY: Duration = Duration::from_millis(100);
/// The bar's cells.
const CELLS: u64 = 24;

/// One piece of work that is going on.
pub struct Work {
    /// What is done to the rows, such as `imported`.
    verb: &'static str,
    /// How many bytes there are, where that is known.
    total: Option<u64>,
    interrupt: Interrupt,
    /// The bar, where there is a terminal to draw it on.
    bar: Option<Bar>,
}

/// When the bar was last drawn; it is not drawn at once.
struct Bar {
    begun: Stopwatch,
    drawn: Option<Stopwatch>,
}

impl Work {
    /// Begins it. The bar goes to standard error: only where that is a terminal, and results are for
    /// people.
    pub fn begin(context: &Context<'_>, verb: &'static str, total: Option<u64>) -> Self {
        let environment = &context.environment;
        let shown =
            environment.error_is_terminal && !environment.is_dumb() && context.out.mode() == Mode::Text;
        let bar = shown.then(|| Bar { begun: Stopwatch::start(), drawn: None });
        Self { verb, total, interrupt: Interrupt::watch(), bar }
    }

    /// Input that Ctrl+C may end while it is waited for.
    pub fn input<R: Read>(&self, inner: R) -> impl Read + use<R> {
        Interruptible { inner, waiting: Arc::clone(&self.interrupt.waiting) }
    }

    /// Says how far it is, and hears whether it is to stop.
    pub fn step(&mut self, progress: Progress) -> ControlFlow<()> {
        if self.interrupt.stopped.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if let Some(bar) = &mut self.bar {
            let due = match &bar.drawn {
                Some(drawn) => drawn.elapsed() >= STEADY,
                None => bar.begun.elapsed() >= QUICK,
            };
            if due {
                bar.drawn = Some(Stopwatch::start());
                draw(&line(self.verb, progress, self.total));
            }
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Work {
    /// Takes the bar away again.
    fn drop(&mut self) {
        if self.bar.as_ref().is_some_and(|bar| bar.drawn.is_some()) {
            draw("");
        }
    }
}

fn draw(line: &str) {
    let mut stderr = std::io::stderr();
    // A closed standard error has nobody to tell.
    let _ = write!(stderr, "\r\x1b[K{line}").and_then(|()| stderr.flush());
}

/// `[########................]  34%  12000 rows imported`, or only the rows.
fn line(verb: &str, progress: Progress, total: Option<u64>) -> String {
    let rows = format!("{} rows {verb}", progress.rows);
    let Some(total) = total.filter(|total| *total > 0) else { return rows };
    let share = progress.bytes.min(total);
    let done = usize::try_from(share * CELLS / total).unwrap_or(0);
    let left = usize::try_from(CELLS).unwrap_or(0) - done;
    format!("[{}{}] {:3}%  {rows}", "#".repeat(done), ".".repeat(left), share * 100 / total)
}

/// Ctrl+C, heard between two rows.
struct Interrupt {
    stopped: Arc<AtomicBool>,
    /// Whether input is waited for: then nobody would hear, and the program ends at once. What was
    /// not committed is not there.
    waiting: Arc<AtomicBool>,
}

impl Interrupt {
    fn watch() -> Self {
        let interrupt = Self { stopped: Arc::default(), waiting: Arc::default() };
        #[cfg(unix)]
        interrupt.register();
        interrupt
    }

    #[cfg(unix)]
    fn register(&self) {
        use signal_hook::consts::SIGINT;
        use signal_hook::flag;
        let code = i32::from(crate::error::Kind::Interrupted.code());
        // Without a handler, Ctrl+C ends the program as it ends any other. A second Ctrl+C does not
        // wait either.
        let _ = flag::register_conditional_shutdown(SIGINT, code, Arc::clone(&self.waiting));
        let _ = flag::register_conditional_shutdown(SIGINT, code, Arc::clone(&self.stopped));
        let _ = flag::register(SIGINT, Arc::clone(&self.stopped));
    }
}

struct Interruptible<R> {
    inner: R,
    waiting: Arc<AtomicBool>,
}

impl<R: Read> Read for Interruptible<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.waiting.store(true, Ordering::Relaxed);
        let result = self.inner.read(buffer);
        self.waiting.store(false, Ordering::Relaxed);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_it_is() {
        let at = |rows, bytes| Progress { rows, bytes };
        assert_eq!(
            line("imported", at(12, 50), Some(200)),
            "[######..................]  25%  12 rows imported"
        );
        assert_eq!(
            line("imported", at(99, 210), Some(200)),
            "[########################] 100%  99 rows imported"
        );
        assert_eq!(line("written", at(7, 50), None), "7 rows written");
        assert_eq!(line("imported", at(0, 0), Some(0)), "0 rows imported");
    }
}
