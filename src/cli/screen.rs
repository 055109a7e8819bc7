//! Where the command line opens the screen: the one call site of `crate::tui::run`.

use super::context::Context;
use crate::config::ColorChoice;
use crate::environment::Environment;
use crate::error::{Kind, Problem};
use crate::exchange;
use crate::store::{Passphrase, Store, StoreError};
use crate::tui::clipboard::{Between, Clipboard, Desktop};
use crate::tui::editor::Editor;
use crate::tui::keymap::Keymap;
use crate::tui::layer::Toast;
use crate::tui::theme::{Role, Theme};
use crate::tui::{self, Assets, Outcome, ScreenError};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Which journal the screen opens.
pub enum Opened {
    /// The person's own.
    Journal(Store),
    /// A throwaway one, marked DEMO; its folder goes when the screen closes.
    Demo(Store, Option<tempfile::TempDir>),
}

/// `mentorlog` alone: the journal on screen. Without a terminal a short help and exit code 2.
pub fn journal(context: &mut Context<'_>) -> Result<(), Problem> {
    if !context.environment.has_screen() {
        context.out.say(super::help::SHORT);
        // The help has said it all.
        return Err(Problem::new(Kind::Usage, ""));
    }
    match own(context)? {
        Some(store) => show(context, Opened::Journal(store)),
        None => Ok(()),
    }
}

/// The person's own journal; nothing when the locked screen was left.
fn own(context: &mut Context<'_>) -> Result<Option<Store>, Problem> {
    let path = context.journal()?.0;
    match Store::open_or_create(&path, context.clock.clone()) {
        // The locked screen asks, unless something else gives the passphrase.
        Err(StoreError::Locked(_)) if !context.has_passphrase() => unlock(context, &path),
        Err(StoreError::Locked(_)) => Ok(Some(context.open()?)),
        other => Ok(Some(other?)),
    }
}

/// `mentorlog demo`: a year of invented data, to look around in.
pub fn demo(context: &mut Context<'_>) -> Result<(), Problem> {
    if let Some(path) = context.global.journal.clone() {
        return fill(context, &path);
    }
    let folder = tempfile::Builder::new().prefix("mentorlog-demo-").tempdir()?;
    let path = folder.path().join("DEMO.db");
    let store = load(context, &path)?;
    if context.environment.has_screen() {
        return show(context, Opened::Demo(store, Some(folder)));
    }
    // Nobody is looking: the journal stays, and it is said where.
    drop(store);
    let kept = folder.keep();
    told(context, &kept.join("DEMO.db"));
    Ok(())
}

/// The demo into a journal of the person's own choice, which must be new.
fn fill(context: &mut Context<'_>, path: &Path) -> Result<(), Problem> {
    if path.exists() {
        return Err(Problem::usage(format!(
            "{} is there already: the demo is for a new file",
            path.display()
        ))
        .hint("mentorlog demo --journal NEW-PATH, or without --journal for a throwaway one"));
    }
    let store = load(context, path)?;
    if context.environment.has_screen() {
        return show(context, Opened::Demo(store, None));
    }
    told(context, path);
    Ok(())
}

fn load(context: &Context<'_>, path: &Path) -> Result<Store, Problem> {
    let store = Store::open_or_create(path, context.clock.clone())?;
    exchange::demo::load(&store)?;
    store.set("demo", "DEMO")?;
    Ok(store)
}

fn told(context: &mut Context<'_>, path: &Path) {
    let path: PathBuf = path.to_owned();
    if context.is_json() {
        context.out.json(&json!({"journal": path, "demo": true}));
        return;
    }
    context.out.line(&format!("DEMO journal: {}", path.display()));
    context.out.say("a year of invented data, nothing of yours is in it");
    context.out.say(&format!("hint: mentorlog --journal {} today", path.display()));
}

/// The one place where the screen begins, and where it goes on after it was locked.
fn show(context: &mut Context<'_>, opened: Opened) -> Result<(), Problem> {
    let (mut store, mut folder, mut demo) = match opened {
        Opened::Journal(store) => (store, None, false),
        Opened::Demo(store, folder) => (store, folder, true),
    };
    let mut news = None;
    loop {
        let path = store.path().to_owned();
        let assets = assets(context, demo)?;
        let fault = assets.forms.left_out().first().map(super::member::left_out);
        let fault = fault.map(|text| Toast { text, role: Role::Late });
        match tui::run(store, assets, news.take().or(fault))? {
            Outcome::Closed => return Ok(()),
            Outcome::Demo => {
                let new = tempfile::Builder::new().prefix("mentorlog-demo-").tempdir()?;
                store = load(context, &new.path().join("DEMO.db"))?;
                (folder, demo) = (Some(new), true);
            }
            Outcome::Own => match own(context)? {
                Some(mine) => {
                    // A demo in a file that was named is the journal that was asked for.
                    demo = mine.path() == path;
                    store = mine;
                    if !demo {
                        folder = None;
                    }
                }
                None => return Ok(()),
            },
            Outcome::Locked => match unlock(context, &path)? {
                Some(unlocked) => store = unlocked,
                None => return Ok(()),
            },
            Outcome::Rekey(old, passphrase) => {
                let (again, toast) = rekey(context, *old, passphrase.as_ref())?;
                (store, news) = (again, Some(toast));
            }
        }
        // The folder of a throwaway journal lives as long as its screen.
        let _ = &folder;
    }
}

fn unlock(context: &Context<'_>, path: &Path) -> Result<Option<Store>, Problem> {
    Ok(tui::unlock::unlock(path, context.clock.clone(), theme(context))?)
}

/// Gives the journal another passphrase. When that fails it is opened as it was, and told why.
fn rekey(
    context: &Context<'_>,
    store: Store,
    passphrase: Option<&Passphrase>,
) -> Result<(Store, Toast), Problem> {
    let (path, key, sight) = (store.path().to_owned(), store.held_key(), store.sight());
    let first = passphrase.is_some() && key.is_none();
    let done =
        if passphrase.is_some() { "The journal is encrypted." } else { "The journal is a plain file again." };
    match store.with_passphrase(passphrase) {
        Ok(store) => {
            store.set_sight(sight);
            let toast = match super::passphrase::plain_backups(&path).filter(|_| first) {
                Some(warning) => Toast { text: format!("{done} {warning}"), role: Role::Warn },
                None => Toast { text: done.to_owned(), role: Role::Good },
            };
            Ok((store, toast))
        }
        Err(error) => {
            let store = match key {
                Some(key) => Store::unlock(&path, context.clock.clone(), key)?,
                None => Store::open(&path, context.clock.clone())?,
            };
            store.set_sight(sight);
            Ok((store, Toast { text: format!("The passphrase stays as it was: {error}"), role: Role::Late }))
        }
    }
}

fn assets(context: &Context<'_>, demo: bool) -> Result<Assets, Problem> {
    let environment = &context.environment;
    Ok(Assets {
        forms: super::member::load(context)?,
        theme: theme(context),
        keymap: Keymap::default(),
        name: context.owner_name(),
        editor: environment.editor.as_ref().map(|editor| Editor {
            command: editor.to_string_lossy().into_owned(),
            runtime: environment.runtime_folder.clone(),
        }),
        clipboard: clipboard(environment),
        mouse: context.config.mouse,
        demo,
        lock_after: context.config.lock_after,
    })
}

/// Over ssh the desktop is not the one that is looked at.
fn clipboard(environment: &Environment) -> Clipboard {
    let desktop = match (environment.has_wayland, environment.has_x11) {
        _ if environment.over_ssh => None,
        _ if cfg!(target_os = "macos") => Some(Desktop::Mac),
        _ if cfg!(windows) => Some(Desktop::Windows),
        (true, _) => Some(Desktop::Wayland),
        (false, true) => Some(Desktop::X11),
        (false, false) => None,
    };
    Clipboard { desktop, between: if environment.in_tmux { Between::Tmux } else { Between::Nothing } }
}

fn theme(context: &Context<'_>) -> Theme {
    // A flag outweighs the environment, which outweighs the configuration file.
    let chosen = context.global.color.unwrap_or(match context.environment.no_color {
        true => ColorChoice::Never,
        false => context.config.color,
    });
    if chosen == ColorChoice::Never { Theme::Mono } else { Theme::Terminal }
}

impl From<ScreenError> for Problem {
    fn from(error: ScreenError) -> Self {
        match error {
            ScreenError::Store(error) => error.into(),
            ScreenError::Terminal(error) => error.into(),
        }
    }
}
