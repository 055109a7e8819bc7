//! Where a passphrase comes from: a file, a command, or the person's keyboard; never the arguments.

use super::context::Context;
use super::quiet::Quiet;
use crate::error::{Kind, Problem};
use crate::store::{Key, Passphrase, Store, StoreError};
use std::path::Path;
use std::process::{Command, Stdio};
use zeroize::Zeroizing;

/// How often a person may mistype it in one run.
const TRIES: usize = 3;

impl Context<'_> {
    /// The key of an encrypted journal, from the passphrase that this run can get at.
    ///
    /// # Errors
    /// [`Kind::Locked`] when there is none, or when it does not fit.
    pub fn key(&mut self, path: &Path) -> Result<Key, Problem> {
        if let Some(passphrase) = self.given()? {
            return Ok(Store::key(path, &passphrase)?);
        }
        if !self.can_ask() {
            return Err(StoreError::Locked(path.to_owned()).into());
        }
        // Also between the tries: opening takes a moment, and hands are quicker.
        let _quiet = Quiet::begin();
        for _ in 1..TRIES {
            let passphrase = self.typed(&format!("passphrase of {}: ", path.display()))?;
            match Store::key(path, &passphrase) {
                Err(StoreError::WrongPassphrase(_)) => self.out.say("that is not it; try again"),
                other => return Ok(other?),
            }
        }
        let passphrase = self.typed(&format!("passphrase of {}: ", path.display()))?;
        Ok(Store::key(path, &passphrase)?)
    }

    /// Whether there is somebody who answers.
    pub fn can_ask(&self) -> bool {
        !self.global.no_input && self.environment.input_is_terminal
    }

    /// A new passphrase, from a file's first line or typed twice, after `warning` said what has to be
    /// known before; `way` says how else it can be given.
    ///
    /// # Errors
    /// [`Kind::Usage`] when there is none, or the two are not the same.
    pub fn new_passphrase(
        &mut self,
        warning: &str,
        file: Option<&Path>,
        way: &str,
    ) -> Result<Passphrase, Problem> {
        let _quiet = file.is_none().then(Quiet::begin);
        self.out.say(warning);
        let passphrase = match file {
            Some(file) => first_line(file).map_err(|problem| Problem { kind: Kind::Usage, ..problem })?,
            None => self.typed_twice(way)?,
        };
        let strength = passphrase.strength();
        let advice = strength.advice.as_deref().map(|advice| format!(": {advice}")).unwrap_or_default();
        self.out.say(&format!("this passphrase is {}{advice}", strength.word()));
        Ok(passphrase)
    }

    fn typed_twice(&mut self, way: &str) -> Result<Passphrase, Problem> {
        if !self.can_ask() {
            return Err(Problem::usage("a new passphrase is asked for on a terminal").hint(way));
        }
        let first = self.typed("new passphrase: ")?;
        let second = self.typed("once more: ")?;
        if first.is(&second) {
            Ok(first)
        } else {
            Err(Problem::usage("the two are not the same; nothing was changed").hint(way))
        }
    }

    /// Whether a passphrase is given without asking for it.
    pub fn has_passphrase(&self) -> bool {
        self.environment.passphrase_file.is_some() || self.config.passphrase_command.is_some()
    }

    /// The passphrase that the environment or the configuration gives.
    fn given(&self) -> Result<Option<Passphrase>, Problem> {
        if let Some(file) = &self.environment.passphrase_file {
            return first_line(file).map(Some);
        }
        self.config.passphrase_command.as_deref().map(answer).transpose()
    }

    /// A passphrase that the person types without it being seen.
    ///
    /// # Errors
    /// [`Kind::Interrupted`] when the person gives up.
    pub fn typed(&mut self, question: &str) -> Result<Passphrase, Problem> {
        let text = Quiet::begin()
            .and_then(|quiet| quiet.ask(question))
            .map(Zeroizing::new)
            .map_err(|_| Problem::new(Kind::Interrupted, "no passphrase was typed; nothing was changed"))?;
        Passphrase::new(text)
            .ok_or_else(|| Problem::new(Kind::Interrupted, "no passphrase was typed; nothing was changed"))
    }
}

/// The passphrase on a file's first line.
///
/// # Errors
/// When the file cannot be read, or begins with an empty line.
pub fn first_line(file: &Path) -> Result<Passphrase, Problem> {
    let locked =
        |message: String| Problem::new(Kind::Locked, message).hint("the passphrase is the file's first line");
    let text = std::fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| locked(format!("{}: {error}", file.display())))?;
    Passphrase::first_line(&text)
        .ok_or_else(|| locked(format!("{}: its first line is empty", file.display())))
}

/// The passphrase on the first line that a command prints, as a password manager does.
fn answer(command: &str) -> Result<Passphrase, Problem> {
    let failed = |message: String| {
        Problem::new(Kind::Locked, format!("passphrase_command {message}"))
            .hint("see what it says: mentorlog config show")
    };
    let output = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::inherit())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(format!("failed ({})", output.status)));
    }
    let text = String::from_utf8(output.stdout).map(Zeroizing::new);
    text.ok()
        .and_then(|text| Passphrase::first_line(&text))
        .ok_or_else(|| failed("printed no passphrase".to_owned()))
}
