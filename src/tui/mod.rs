//! The screen: layers of widgets over the store, driven by one command table.
//!
//! [`run`] owns the terminal, [`waiting`] waits in front of it, [`whiles`] says until when;
//! [`app::App`] is everything else and knows no terminal, so tests drive it with keys and read its
//! frames.

pub mod act;
pub mod app;
pub mod arc;
pub mod capture_line;
pub mod chart;
pub mod clipboard;
pub mod command;
#[cfg(test)]
mod cost;
pub mod edit;
pub mod editor;
pub mod field;
pub mod form;
pub mod frame;
mod global;
pub mod jotting;
pub mod keymap;
pub mod layer;
pub mod leave;
pub mod modal;
pub mod panel;
mod said;
pub mod screen;
pub mod tabs;
pub mod target;
pub mod terminal;
pub mod theme;
pub mod tier;
pub mod unlock;
mod waiting;
mod wake;
mod whiles;
pub mod widget;

use crate::forms::Forms;
use crate::store::{Passphrase, Store, StoreError};
use app::App;
use clipboard::Clipboard;
use keymap::Keymap;
use layer::Toast;
use std::io;
use std::time::Duration;
use terminal::Screen;
use theme::Theme;
use waiting::{End, Outside, Waiting};
use wake::Wake;
use whiles::Whiles;

/// What the screen needs beside the journal.
pub struct Assets {
    /// The twelve forms.
    pub forms: Forms,
    /// How roles look.
    pub theme: Theme,
    /// What keys mean.
    pub keymap: Keymap,
    /// What to call the owner when nobody said.
    pub name: String,
    /// The editor command, where the environment names one.
    pub editor: Option<editor::Editor>,
    /// Where a copied text goes.
    pub clipboard: Clipboard,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether this is the throwaway demo.
    pub demo: bool,
    /// How long nobody touches a key before an encrypted journal is locked; nothing: never.
    pub lock_after: Option<Duration>,
}

/// A screen that could not be opened or kept.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The terminal.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// The journal.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How the screen was left.
pub enum Outcome {
    /// It was closed.
    Closed,
    /// The demo was asked for.
    Demo,
    /// The person's own journal was asked for.
    Own,
    /// It was locked.
    Locked,
    /// It is to have this passphrase, or none.
    Rekey(Box<Store>, Option<Passphrase>),
}

/// Opens the journal on screen until it is left; `news` is said first.
///
/// # Errors
/// When the terminal or the journal's file fails.
pub fn run(store: Store, assets: Assets, news: Option<Toast>) -> Result<Outcome, ScreenError> {
    let wake = Wake::start(store.path());
    let mut screen = Screen::enter(assets.mouse)?;
    let outside = Outside { editor: assets.editor.clone(), clipboard: assets.clipboard };
    // A plain file would open again for anybody.
    let whiles = Whiles::begin(assets.lock_after.filter(|_| store.is_encrypted()));
    let mut app = App::new(store, assets);
    if let Some(news) = news {
        app.say(news.text, news.role);
    }
    let end = Waiting::new(&mut screen, wake, whiles, outside).run(&mut app);
    // Whatever ended it, a terminal that is gone included: what was typed is kept.
    app.flush();
    drop(screen);
    let store = app.into_store();
    let outcome = match end? {
        End::Rekey(passphrase) => return Ok(Outcome::Rekey(Box::new(store), passphrase)),
        End::Locked => Outcome::Locked,
        End::Demo => Outcome::Demo,
        End::Own => Outcome::Own,
        End::Closed => Outcome::Closed,
    };
    let backup = store.back_up_daily();
    store.close()?;
    backup?;
    Ok(outcome)
}
