//! The locked screen: it paints at once and holds nothing of the journal; the key is derived on a
//! thread of its own.

use super::ScreenError;
use super::field::secret::Secret;
use super::terminal::Screen;
use super::theme::{Role, Theme};
use super::wake::{self, News, Wake};
use super::widget::text::{cut, wrap};
use crate::clock::Clock;
use crate::store::{Key, Passphrase, Store, StoreError};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::Duration;

/// How often the screen looks whether the key is there.
const LOOK: Duration = Duration::from_millis(30);

/// Asks for the passphrase until it opens the journal; nothing when the person leaves.
///
/// # Errors
/// When the terminal fails, or the file is not what it was.
pub fn unlock(path: &Path, clock: Clock, theme: Theme) -> Result<Option<Store>, ScreenError> {
    let wake = Wake::start(path);
    let mut screen = Screen::enter(false)?;
    let mut locked = Locked {
        path: path.to_owned(),
        theme,
        secret: Secret::default(),
        said: (String::new(), Role::Text),
        key: None,
    };
    loop {
        screen.draw(|frame| Some((locked.render(frame), true)))?;
        if locked.key.is_none() || event::poll(LOOK)? {
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release && locked.pressed(key) => {
                    return Ok(None);
                }
                Event::Paste(text) => locked.secret.paste(&text),
                _ => {}
            }
        }
        for news in wake.take() {
            match news {
                News::End => return Ok(None),
                News::Stop => screen.lend(wake::stop)?,
                News::Written => {}
            }
        }
        if let Some(key) = locked.derived()? {
            return Ok(Some(Store::unlock(path, clock, key)?));
        }
    }
}

struct Locked {
    path: PathBuf,
    theme: Theme,
    secret: Secret,
    said: (String, Role),
    /// Where the key comes from while it is derived.
    key: Option<Receiver<Result<Key, StoreError>>>,
}

impl Locked {
    /// Takes a key; whether the person leaves.
    fn pressed(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => return true,
            KeyCode::Char('c' | 'd') if control => return true,
            _ if self.key.is_some() => {}
            KeyCode::Enter => self.derive(),
            _ => {
                self.said = (String::new(), Role::Text);
                self.secret.key(key);
            }
        }
        false
    }

    fn derive(&mut self) {
        let Some(passphrase) = Passphrase::new(self.secret.take()) else {
            self.said = ("Type the passphrase first.".to_owned(), Role::Warn);
            return;
        };
        let (sender, receiver) = mpsc::channel();
        let path = self.path.clone();
        // When the person left meanwhile, nobody wants the key.
        std::thread::spawn(move || drop(sender.send(Store::key(&path, &passphrase))));
        self.key = Some(receiver);
        self.said = ("Opening ...".to_owned(), Role::Text);
    }

    /// The key once it is there and fits.
    fn derived(&mut self) -> Result<Option<Key>, StoreError> {
        let Some(receiver) = &self.key else { return Ok(None) };
        let result = match receiver.try_recv() {
            Err(TryRecvError::Empty) => return Ok(None),
            Err(TryRecvError::Disconnected) => {
                Err(StoreError::Cipher("the key could not be derived; try again".to_owned()))
            }
            Ok(result) => result,
        };
        self.key = None;
        match result {
            Ok(key) => Ok(Some(key)),
            Err(StoreError::WrongPassphrase(_)) => {
                let text = "That passphrase does not open it. Nothing was changed; try again.";
                self.said = (text.to_owned(), Role::Late);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Draws it; gives back where the cursor stands.
    fn render(&self, frame: &mut Frame<'_>) -> Position {
        let area = frame.area();
        let width = area.width.saturating_sub(4).min(60);
        let left = area.x + (area.width - width) / 2;
        let said = wrap(&self.said.0, usize::from(width));
        let height = 6 + said.len() as u16;
        let mut y = area.y + area.height.saturating_sub(height) / 2;
        let mut line = |text: &str, role: Role, gap: u16| {
            if y < area.bottom() {
                let spot = Rect { x: left, y, width, height: 1 };
                let text = cut(text, usize::from(width));
                frame.render_widget(Span::styled(text, self.theme.style(role)), spot);
            }
            y += 1 + gap;
            y - 1 - gap
        };
        line("mentorlog is locked", Role::Heading, 0);
        line(&self.path.display().to_string(), Role::Muted, 1);
        let typed = self.secret.text().chars().count().min(usize::from(width.saturating_sub(13)));
        let row = line(&format!("passphrase  {}", "*".repeat(typed)), Role::Text, 1);
        for said in &said {
            line(said, self.said.1, 0);
        }
        line("Enter opens it   Esc leaves", Role::Accent, 0);
        Position::new(left + 12 + typed as u16, row.min(area.bottom().saturating_sub(1)))
    }
}
