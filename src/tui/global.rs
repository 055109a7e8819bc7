//! What a command means on every screen.

use super::capture_line::CaptureLine;
use super::command::{Command, Context};
use super::keymap::Chord;
use super::layer::{Cx, Effect, Input};
use super::modal::{help, new, palette, passphrase, purge};
use super::screen::{board, choose, health, lookback, picture, welcome};
use super::target::Target;
use crate::store::{Step, Store, StoreError};
use crossterm::event::KeyEvent;

/// Does what a command means wherever no layer took it.
pub fn act(input: &Input, modal: bool, layered: bool, contexts: &[Context], cx: &mut Cx<'_>) {
    let command = match input {
        Input::Command(command) => *command,
        Input::Paste(text) if !modal => return CaptureLine::open(cx, text),
        Input::Key(key) => return cx.note(idle(key, contexts)),
        _ => return,
    };
    // In a line of text there are no rows to go to.
    let rows = !matches!(contexts.first(), Some(Context::Line | Context::Text));
    match command {
        Command::Back if layered => cx.pop(),
        Command::Help => help::open(contexts, cx),
        Command::Up | Command::PageUp | Command::First if rows => cx.note("This is the first row."),
        Command::Down | Command::PageDown | Command::Last if rows => cx.note("This is the last row."),
        _ if modal => cx.note(format!("{} is not possible here. Esc goes back first.", command.entry().name)),
        Command::Back => cx.note("This is the top. q again, or Ctrl+C twice, leaves."),
        Command::New => new::open(cx),
        Command::Capture => CaptureLine::open(cx, ""),
        Command::Veil => cx.effects.push(Effect::Veil),
        Command::Undo => travel(cx, Store::undo, "Taken back", "Nothing to take back."),
        Command::Redo => travel(cx, Store::redo, "Made again", "Nothing to make again."),
        Command::Palette => palette::open(cx),
        Command::Zoom => cx.effects.push(Effect::Zoom),
        Command::Suspend => cx.effects.push(Effect::Suspend),
        Command::Mouse => cx.effects.push(Effect::Mouse),
        Command::Health => opened(health::open(cx), cx),
        Command::Choose => opened(choose::open(cx), cx),
        Command::LookBack => lookback::open(cx),
        Command::Welcome => welcome::open(cx),
        Command::Demo => cx.effects.push(Effect::Demo),
        Command::Own if cx.assets.demo => cx.effects.push(Effect::Own),
        Command::Own => cx.note("This is your own journal. :demo looks around an invented one."),
        Command::Picture => opened(picture::open(cx), cx),
        Command::Purge => opened(purge::open(cx), cx),
        Command::Lock => passphrase::lock(cx),
        Command::Passphrase => passphrase::open(cx),
        Command::RemovePassphrase => passphrase::remove(cx),
        Command::Quit => cx.effects.push(Effect::Quit),
        _ if Command::TABS.contains(&command) => cx.effects.push(Effect::Show(command, Target::Own(0))),
        _ if new::make(command, cx) || board::open(command, cx) => {}
        Command::NextPane | Command::PreviousPane | Command::Left | Command::Right => {
            cx.note("There is one pane here.")
        }
        _ => cx.note(format!("{} does nothing here. ? shows what does.", command.entry().name)),
    }
}

/// What a key says that nothing takes.
pub fn idle(key: &KeyEvent, contexts: &[Context]) -> String {
    let help = Command::Help.key(contexts).unwrap_or("F1");
    format!("{} does nothing here. {help} shows what does.", Chord::of(key))
}

fn travel(cx: &mut Cx<'_>, step: fn(&Store) -> Result<Option<Step>, StoreError>, said: &str, nothing: &str) {
    match step(cx.store) {
        Ok(Some(step)) => cx.done(format!("{said}: {}", step.label)),
        Ok(None) => cx.note(nothing),
        Err(error) => cx.fail(error.to_string()),
    }
}

/// Says what kept a layer from opening.
fn opened(result: Result<(), StoreError>, cx: &mut Cx<'_>) {
    if let Err(error) = result {
        cx.fail(error.to_string());
    }
}
