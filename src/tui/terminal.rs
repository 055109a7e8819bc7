//! The terminal: taken over, and given back as it was, whatever happens.

use crate::model::text::clean;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::{Frame, Terminal};
use std::borrow::Cow;
use std::io::{self, Stdout, Write, stdout};
use std::sync::Once;

/// The terminal while the program has it. Dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    mouse: bool,
    shown: Option<Shown>,
}

/// What the terminal shows at present.
#[derive(PartialEq)]
struct Shown {
    buffer: Buffer,
    cursor: Option<(Position, bool)>,
}

static HOOK: Once = Once::new();

impl Screen {
    /// Takes the terminal over. Nothing is asked of it, so nothing delays the first frame.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        HOOK.call_once(|| {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                give_back();
                usual(panic);
            }));
        });
        take_over(mouse)?;
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(stdout()))?, mouse, shown: None })
    }

    /// Draws one frame, in one go where the terminal can. The cursor is placed even when it is
    /// hidden: screen readers and input methods follow it. For a frame that looks like the last one
    /// not a byte is written: who records the terminal cannot count keys that show nothing.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>) -> Option<(Position, bool)>) -> io::Result<()> {
        self.terminal.autoresize()?;
        let cursor = draw(&mut self.terminal.get_frame());
        make_harmless(self.terminal.current_buffer_mut());
        let shown = Shown { buffer: self.terminal.current_buffer_mut().clone(), cursor };
        if self.shown.as_ref() == Some(&shown) {
            self.terminal.current_buffer_mut().reset();
            return Ok(());
        }
        self.shown = Some(shown);
        queue!(stdout(), BeginSynchronizedUpdate)?;
        let written = self.write(cursor);
        execute!(stdout(), EndSynchronizedUpdate)?;
        written
    }

    fn write(&mut self, cursor: Option<(Position, bool)>) -> io::Result<()> {
        self.terminal.flush()?;
        match cursor {
            Some((position, true)) => {
                self.terminal.show_cursor()?;
                self.terminal.set_cursor_position(position)?;
            }
            Some((position, false)) => {
                self.terminal.hide_cursor()?;
                queue!(stdout(), MoveTo(position.x, position.y))?;
            }
            None => self.terminal.hide_cursor()?,
        }
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Gives the terminal back for as long as `other` runs, then takes it over again.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn lend<R>(&mut self, other: impl FnOnce() -> R) -> io::Result<R> {
        give_back();
        let result = other();
        take_over(self.mouse)?;
        // A new terminal has no memory of what was drawn, so everything is drawn again. Its own
        // `clear` would ask where the cursor is.
        self.terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        self.shown = None;
        Ok(result)
    }

    /// Whether the terminal's size is not the one that was drawn last.
    pub fn size_changed(&mut self) -> bool {
        let drawn = self.terminal.get_frame().area().as_size();
        crossterm::terminal::size()
            .is_ok_and(|(width, height)| (width, height) != (drawn.width, drawn.height))
    }

    /// Turns the mouse on or off; says which.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn toggle_mouse(&mut self) -> io::Result<bool> {
        self.mouse = !self.mouse;
        if self.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        } else {
            execute!(stdout(), DisableMouseCapture)?;
        }
        Ok(self.mouse)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse {
        execute!(stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Errors are of no use here: there may be no terminal any more.
fn give_back() {
    let mut out = stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// The last place before the terminal: whatever a row says, no cell turns the direction of others.
fn make_harmless(buffer: &mut Buffer) {
    // One byte is a letter or a space: nothing else gets into a cell.
    for cell in buffer.content.iter_mut().filter(|cell| cell.symbol().len() > 1) {
        if let Cow::Owned(text) = clean(cell.symbol()) {
            cell.set_symbol(if text.is_empty() { " " } else { &text });
        }
    }
}
