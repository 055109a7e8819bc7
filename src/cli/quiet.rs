//! A terminal that shows nothing of what is typed: from before the first question, so that a quick hand or
//! a paste is not shown either, until it is dropped.

use std::io;

/// A terminal without echo.
#[cfg(unix)]
pub struct Quiet {
    terminal: std::fs::File,
    before: rustix::termios::Termios,
}

#[cfg(unix)]
impl Quiet {
    /// Turns the echo of this process's terminal off.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn begin() -> io::Result<Self> {
        use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
        let terminal = std::fs::OpenOptions::new().read(true).write(true).open("/dev/tty")?;
        let before = tcgetattr(&terminal)?;
        let mut quiet = before.clone();
        // Key by key, Ctrl+C among them: a signal would leave the terminal as it is now.
        quiet.local_modes -= LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG;
        quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
        quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
        // What was typed ahead stays to be read.
        tcsetattr(&terminal, OptionalActions::Now, &quiet)?;
        Ok(Self { terminal, before })
    }

    /// Asks, and reads a line.
    ///
    /// # Errors
    /// When the person gives up with Ctrl+C or Ctrl+D.
    pub fn ask(&self, question: &str) -> io::Result<String> {
        use std::io::Write;
        let mut terminal = &self.terminal;
        terminal.write_all(question.as_bytes())?;
        terminal.flush()?;
        let keys = Keys(self.terminal.try_clone()?);
        let config = rpassword::ConfigBuilder::new().input_reader(keys).output_discard().build();
        let answer = rpassword::read_password_with_config(config);
        // The Enter that ended it was not shown.
        terminal.write_all(b"\n")?;
        answer
    }
}

#[cfg(unix)]
impl Drop for Quiet {
    fn drop(&mut self) {
        let _ =
            rustix::termios::tcsetattr(&self.terminal, rustix::termios::OptionalActions::Now, &self.before);
    }
}

/// The keys of a terminal; Ctrl+C ends them.
#[cfg(unix)]
struct Keys(std::fs::File);

#[cfg(unix)]
impl io::Read for Keys {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.0.read(buffer)?;
        if buffer[..length].contains(&3) { Err(io::Error::other("interrupted")) } else { Ok(length) }
    }
}

/// A console without echo, for as long as something is asked.
#[cfg(not(unix))]
pub struct Quiet;

#[cfg(not(unix))]
impl Quiet {
    /// Nothing is to be done before a question.
    ///
    /// # Errors
    /// Never.
    pub fn begin() -> io::Result<Self> {
        Ok(Self)
    }

    /// Asks, and reads a line.
    ///
    /// # Errors
    /// When the person gives up.
    pub fn ask(&self, question: &str) -> io::Result<String> {
        rpassword::prompt_password(question)
    }
}
