//! Files that leave the journal encrypted, and the word before one that does not; files that come in so.

use super::context::Context;
use super::secret;
use crate::error::{Kind, Problem};
use crate::exchange::{CipherError, Encrypted, Incoming, Receivers};
use crate::store::Store;
use clap::Args;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

/// What has to be known before a file is encrypted for a passphrase.
const WARNING: &str = "There is no recovery: without the passphrase nobody can read this file.";

/// Whether, and for whom, a file is encrypted.
#[derive(Debug, Args)]
pub struct Encryption {
    /// Encrypt it (age): for a passphrase, asked for twice, unless one of the next two is given
    #[arg(long)]
    encrypt: bool,
    /// The passphrase is this file's first line
    #[arg(long, value_name = "FILE", requires = "encrypt")]
    passphrase_file: Option<PathBuf>,
    /// For the holder of this age key; as often as there are receivers
    #[arg(long, value_name = "AGE1...", requires = "encrypt", conflicts_with = "passphrase_file")]
    recipient: Vec<String>,
}

/// How an encrypted file is opened.
#[derive(Debug, Args)]
pub struct Opening {
    /// An encrypted file's passphrase is this file's first line
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// An encrypted file opens with one of the age keys in this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_file")]
    identity: Option<PathBuf>,
}

impl Encryption {
    /// Whether it is to be encrypted.
    pub fn is_wanted(&self) -> bool {
        self.encrypt
    }

    /// Whom the file is encrypted for; nobody in particular when it is written in clear.
    ///
    /// # Errors
    /// [`Kind::Usage`] for a receiver that is none, and where no passphrase can be asked for.
    pub fn receivers(&self, context: &mut Context<'_>) -> Result<Option<Receivers>, Problem> {
        if !self.encrypt {
            return Ok(None);
        }
        if !self.recipient.is_empty() {
            return Ok(Some(Receivers::keys(&self.recipient)?));
        }
        let file = self.passphrase_file.as_deref();
        let way = "mentorlog export --encrypt --passphrase-file FILE -o journal.json.age";
        Ok(Some(Receivers::Passphrase(context.new_passphrase(WARNING, file, way)?)))
    }
}

impl Opening {
    /// The file as it can be read.
    ///
    /// # Errors
    /// [`Kind::Locked`] when it is encrypted and what opens it is not there, or does not fit.
    pub fn open(&self, file: Box<dyn Read>, context: &mut Context<'_>) -> Result<Box<dyn Read>, Problem> {
        match Incoming::look(file)? {
            Incoming::Clear(file) => Ok(file),
            Incoming::Encrypted(file) => match (&self.identity, &self.passphrase_file) {
                (Some(keys), _) => Ok(file.with_keys(read(keys)?)?),
                (None, Some(passphrase)) => Ok(file.with_passphrase(&secret::first_line(passphrase)?)?),
                (None, None) => asked(file, context),
            },
        }
    }
}

fn asked(file: Encrypted, context: &mut Context<'_>) -> Result<Box<dyn Read>, Problem> {
    let locked = |message: &str, hint: &str| Err(Problem::new(Kind::Locked, message).hint(hint));
    if !file.wants_passphrase() {
        return locked(
            "the file is encrypted, and no key was given",
            "mentorlog import FILE --identity KEYS (the file that age-keygen wrote)",
        );
    }
    if !context.can_ask() {
        return locked(
            "the file is encrypted, and no passphrase was given",
            "mentorlog import FILE --passphrase-file FILE (its first line is the passphrase)",
        );
    }
    let passphrase = context.typed("passphrase of the file: ")?;
    Ok(file.with_passphrase(&passphrase)?)
}

fn read(keys: &std::path::Path) -> Result<impl BufRead, Problem> {
    let file = File::open(keys).map_err(|error| {
        Problem::new(Kind::Locked, format!("{}: {error}", keys.display()))
            .hint("name the file that age-keygen wrote: mentorlog import FILE --identity KEYS")
    })?;
    Ok(BufReader::new(file))
}

impl Context<'_> {
    /// Says it before something of an encrypted journal is written where everybody can read it, and
    /// asks where somebody can answer. Whether it may be written.
    ///
    /// # Errors
    /// When the answer cannot be read.
    pub fn may_leave_in_clear(&mut self, store: &Store) -> Result<bool, Problem> {
        if !store.is_encrypted() {
            return Ok(true);
        }
        self.out.warn("the journal is encrypted; what is written now can be read by whoever gets it");
        if !self.can_ask() {
            return Ok(true);
        }
        self.out.say("Type yes to write it all the same, Enter to leave it (mentorlog export --encrypt):");
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer)?;
        let may = answer.trim().eq_ignore_ascii_case("yes");
        if !may {
            self.out.say("nothing was written");
        }
        Ok(may)
    }
}

impl From<CipherError> for Problem {
    fn from(error: CipherError) -> Self {
        let (kind, hint) = match &error {
            CipherError::Recipient(_) => (
                Kind::Usage,
                "the public half, as age-keygen prints it: mentorlog export --encrypt --recipient AGE1...",
            ),
            CipherError::Keys(_) => {
                (Kind::Usage, "mentorlog import FILE --identity KEYS (the file that age-keygen wrote)")
            }
            CipherError::WantsPassphrase | CipherError::WrongPassphrase => (
                Kind::Locked,
                "nothing was imported; try again: mentorlog import FILE --passphrase-file FILE",
            ),
            CipherError::WantsKey | CipherError::WrongKey => {
                (Kind::Locked, "nothing was imported; try again: mentorlog import FILE --identity KEYS")
            }
            CipherError::Damaged => (
                Kind::Invalid,
                "nothing was imported; write the file again: mentorlog export --encrypt -o FILE",
            ),
            CipherError::Read(_) => {
                (Kind::Failed, "nothing was imported; name a file that can be read: mentorlog import FILE")
            }
        };
        Self::new(kind, error.to_string()).hint(hint)
    }
}
