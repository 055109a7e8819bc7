//! A passphrase for the journal, on screen: typed twice, told how strong it is.

use super::pick::panel;
use super::question::Question;
use crate::store::{Passphrase, StoreError, Strength};
use crate::tui::command::{Command, Context};
use crate::tui::field::secret::Secret;
use crate::tui::layer::{Cx, Effect, Flow, Input, Layer, View};
use crate::tui::theme::Role;
use crate::tui::widget::text::{cut, wrap};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// What has to be known before a journal is encrypted.
pub const WARNING: &str =
    "There is no recovery: without the passphrase nobody can read the journal again, not even you.";

/// Opens it, where this program can encrypt.
pub fn open(cx: &mut Cx<'_>) {
    if cfg!(not(feature = "encryption")) {
        return cx
            .fail("This copy of mentorlog cannot encrypt. The usual one can: cargo run --release makes it.");
    }
    cx.push(Asking { encrypted: cx.store.is_encrypted(), ..Asking::default() });
}

/// Asks to keep the journal as a plain file again.
pub fn remove(cx: &mut Cx<'_>) {
    if cx.store.is_encrypted() {
        let text = "The journal becomes a plain file that everybody can read who can read your files.";
        let remove = Box::new(|cx: &mut Cx<'_>| cx.effects.push(Effect::Rekey(None)));
        Question::ask(cx, "remove the passphrase", text, "Stay encrypted", "Remove", remove);
    } else {
        cx.note("This journal has no passphrase. :passphrase sets one.");
    }
}

/// Locks the journal now.
pub fn lock(cx: &mut Cx<'_>) {
    if cx.store.is_encrypted() {
        cx.effects.push(Effect::Lock);
    } else {
        cx.note("This journal has no passphrase, so it cannot be locked. :passphrase sets one.");
    }
}

#[derive(Default)]
struct Asking {
    encrypted: bool,
    new: Secret,
    again: Secret,
    second: bool,
    strength: Option<Strength>,
}

impl Asking {
    fn field(&mut self) -> &mut Secret {
        if self.second { &mut self.again } else { &mut self.new }
    }

    fn press(&mut self, cx: &mut Cx<'_>) {
        if self.new.is_empty() {
            return cx.note("Type the new passphrase first. Esc leaves everything as it is.");
        }
        if !self.second {
            self.second = true;
            return;
        }
        if *self.new.text() != *self.again.text() {
            self.again = Secret::default();
            return cx.fail("The two are not the same. Type it once more; nothing was changed.");
        }
        if let Some(passphrase) = Passphrase::new(self.new.take()) {
            cx.pop();
            cx.effects.push(Effect::Rekey(Some(passphrase)));
        }
    }
}

impl Layer for Asking {
    fn crumb(&self) -> String {
        "passphrase".to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Line]
    }

    fn typing(&self) -> bool {
        true
    }

    fn covers(&self) -> bool {
        false
    }

    fn modal(&self) -> bool {
        true
    }

    fn hints(&self) -> Vec<Command> {
        vec![Command::NextField, Command::Back]
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        match input {
            Input::Command(Command::NextField | Command::Keep | Command::Down) => self.press(cx),
            Input::Command(Command::PreviousField | Command::Up) => self.second = false,
            Input::Command(Command::Fresh) => *self.field() = Secret::default(),
            Input::Command(_) => return Flow::Ignored,
            Input::Key(key) => self.field().key(key),
            Input::Paste(text) => self.field().paste(&text),
            _ => {}
        }
        self.strength = Passphrase::new(self.new.text().clone()).map(|new| new.strength());
        Flow::Done
    }

    fn prepare(&mut self, _area: Rect, _view: &View<'_>) -> Result<(), StoreError> {
        Ok(())
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        let title = if self.encrypted { "another passphrase" } else { "a passphrase for this journal" };
        let inner = panel(frame, area, title, 64, view);
        let mut y = inner.y + 1;
        for line in wrap(WARNING, usize::from(inner.width)) {
            if y < inner.bottom() {
                frame.render_widget(Span::raw(line), Rect { y, height: 1, ..inner });
            }
            y += 1;
        }
        y += 1;
        let rows = [("new", &self.new, !self.second), ("once more", &self.again, self.second)];
        for (label, secret, focused) in rows {
            if y < inner.bottom() {
                let role = if focused { Role::Accent } else { Role::Muted };
                frame.render_widget(Span::styled(label, view.style(role)), Rect { y, height: 1, ..inner });
                let spot = Rect { x: inner.x + 11, y, width: inner.width.saturating_sub(11), height: 1 };
                secret.render(frame, spot, focused, view);
            }
            y += 1;
        }
        y += 1;
        if let Some(strength) = self.strength.as_ref().filter(|_| y < inner.bottom()) {
            let role = if strength.score < 3 { Role::Warn } else { Role::Good };
            let advice = strength.advice.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
            let text = cut(&format!("{}{advice}", strength.word()), usize::from(inner.width));
            frame.render_widget(Span::styled(text, view.style(role)), Rect { y, height: 1, ..inner });
        }
    }
}
