//! Where the command line opens the screen: the one call site of `crate::tui::run`.

use super::context::Context;
use crate::config::ColorChoice;
use crate::error::{Kind, Problem};
use crate::exchange;
use crate::store::Store;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;
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
    let store = context.open_or_create()?;
    show(context, Opened::Journal(store))
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

/// The one place where the screen begins. When the demo is asked for from the welcome, it follows.
fn show(context: &mut Context<'_>, opened: Opened) -> Result<(), Problem> {
    let (store, _folder, demo) = match opened {
        Opened::Journal(store) => (store, None, false),
        Opened::Demo(store, folder) => (store, folder, true),
    };
    match tui::run(store, assets(context, demo)?)? {
        Outcome::Closed => Ok(()),
        Outcome::Demo => {
            let folder = tempfile::Builder::new().prefix("mentorlog-demo-").tempdir()?;
            let store = load(context, &folder.path().join("DEMO.db"))?;
            tui::run(store, assets(context, true)?)?;
            Ok(())
        }
    }
}

fn assets(context: &Context<'_>, demo: bool) -> Result<Assets, Problem> {
    let environment = &context.environment;
    // A flag outweighs the environment, which outweighs the configuration file.
    let chosen = context.global.color.unwrap_or(match environment.no_color {
        true => ColorChoice::Never,
        false => context.config.color,
    });
    let colourless = chosen == ColorChoice::Never;
    Ok(Assets {
        forms: super::member::forms(context)?,
        theme: if colourless { Theme::Mono } else { Theme::Terminal },
        keymap: Keymap::default(),
        name: context.owner_name(),
        editor: environment.editor.as_ref().map(|editor| editor.to_string_lossy().into_owned()),
        mouse: context.config.mouse,
        demo,
    })
}

impl From<ScreenError> for Problem {
    fn from(error: ScreenError) -> Self {
        match error {
            ScreenError::Store(error) => error.into(),
            ScreenError::Terminal(error) => error.into(),
        }
    }
}
