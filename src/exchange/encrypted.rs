//! Exports that only those can read whom they are meant for: files of the age format
//! (age-encryption.org/v1), which the stock `age` program opens as well.

use super::ExchangeError;
use crate::store::Passphrase;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile, scrypt, x25519};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use thiserror::Error;

/// How an age file begins; JSON never does.
const MARK: &[u8] = b"age-encryption.org/v1\n";

/// What keeps an encrypted file from being written or read.
#[derive(Debug, Error)]
pub enum CipherError {
    /// Not the public half of an age key. What was given is not repeated: it may be the secret half.
    #[error("receiver {0} is no age recipient: one begins with age1")]
    Recipient(usize),
    /// A file that should hold secret age keys does not.
    #[error("this is no file of age keys: {0}")]
    Keys(String),
    /// It was encrypted for a passphrase, and keys were given.
    #[error("the file opens with a passphrase, not with a key")]
    WantsPassphrase,
    /// It was encrypted for keys, and a passphrase was given.
    #[error("the file opens with a key, not with a passphrase")]
    WantsKey,
    /// A passphrase that does not open it.
    #[error("the passphrase does not open the file")]
    WrongPassphrase,
    /// None of the keys opens it.
    #[error("the file was not encrypted for any of these keys")]
    WrongKey,
    /// Not a whole age file.
    #[error("the file is encrypted, and damaged")]
    Damaged,
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] io::Error),
}

/// Whom an export is meant for.
pub enum Receivers {
    /// Whoever knows the passphrase.
    Passphrase(Passphrase),
    /// The holders of these keys.
    Keys(Vec<x25519::Recipient>),
}

impl Receivers {
    /// The holders of keys, given by their public halves (`age1...`).
    ///
    /// # Errors
    /// [`CipherError::Recipient`] with the number, from 1, of the first that is none.
    pub fn keys(public: &[String]) -> Result<Self, CipherError> {
        let parse = |(at, text): (usize, &String)| {
            text.trim().parse::<x25519::Recipient>().map_err(|_| CipherError::Recipient(at + 1))
        };
        Ok(Self::Keys(public.iter().enumerate().map(parse).collect::<Result<_, _>>()?))
    }

    fn encryptor(&self) -> io::Result<Encryptor> {
        match self {
            Self::Passphrase(passphrase) => Ok(Encryptor::with_user_passphrase(secret(passphrase))),
            Self::Keys(keys) => {
                let keys = keys.iter().map(|key| key as &dyn age::Recipient);
                Encryptor::with_recipients(keys).map_err(|error| io::Error::other(error.to_string()))
            }
        }
    }
}

fn secret(passphrase: &Passphrase) -> SecretString {
    SecretString::from(passphrase.text())
}

/// Encrypts what `write` writes. A passphrase takes about a second: it is what a guess costs, too.
///
/// # Errors
/// What `write` fails with, or [`ExchangeError::Write`].
pub fn encrypt(
    output: &mut dyn Write,
    receivers: &Receivers,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExchangeError>,
) -> Result<(), ExchangeError> {
    let encryptor = receivers.encryptor().map_err(ExchangeError::Write)?;
    let mut stream = encryptor.wrap_output(output).map_err(ExchangeError::Write)?;
    write(&mut stream)?;
    stream.finish().and_then(|output| output.flush()).map_err(ExchangeError::Write)
}

/// A file to be read, which may be encrypted.
pub enum Incoming {
    /// It can be read as it is.
    Clear(Box<dyn Read>),
    /// It is to be opened first.
    Encrypted(Encrypted),
}

/// An encrypted file that is not opened yet.
pub struct Encrypted(Decryptor<Box<dyn BufRead>>);

impl Incoming {
    /// Looks how a file begins.
    ///
    /// # Errors
    /// [`CipherError::Read`]; [`CipherError::Damaged`] for one that only begins as an encrypted file does.
    pub fn look(mut input: Box<dyn Read>) -> Result<Self, CipherError> {
        let mut begin = Vec::new();
        input.by_ref().take(MARK.len() as u64).read_to_end(&mut begin)?;
        let is_encrypted = begin == MARK;
        let whole = io::Cursor::new(begin).chain(input);
        if !is_encrypted {
            return Ok(Self::Clear(Box::new(whole)));
        }
        let whole: Box<dyn BufRead> = Box::new(BufReader::new(whole));
        Decryptor::new_buffered(whole).map(|file| Self::Encrypted(Encrypted(file))).map_err(damaged)
    }
}

impl Encrypted {
    /// Whether it opens with a passphrase; else it does with a key.
    pub fn wants_passphrase(&self) -> bool {
        self.0.is_scrypt()
    }

    /// Opens it with its passphrase.
    ///
    /// # Errors
    /// [`CipherError::WrongPassphrase`], [`CipherError::WantsKey`], or [`CipherError::Damaged`].
    pub fn with_passphrase(self, passphrase: &Passphrase) -> Result<Box<dyn Read>, CipherError> {
        if !self.wants_passphrase() {
            return Err(CipherError::WantsKey);
        }
        let identity = scrypt::Identity::new(secret(passphrase));
        self.open(std::iter::once(&identity as &dyn Identity), CipherError::WrongPassphrase)
    }

    /// Opens it with one of the secret keys that a file of the `age-keygen` program holds.
    ///
    /// # Errors
    /// [`CipherError::Keys`], [`CipherError::WrongKey`], [`CipherError::WantsPassphrase`], or
    /// [`CipherError::Damaged`].
    pub fn with_keys(self, keys: impl BufRead) -> Result<Box<dyn Read>, CipherError> {
        if self.wants_passphrase() {
            return Err(CipherError::WantsPassphrase);
        }
        let keys = IdentityFile::from_buffer(keys).map_err(|error| CipherError::Keys(error.to_string()))?;
        let keys = keys.into_identities().map_err(|error| CipherError::Keys(error.to_string()))?;
        self.open(keys.iter().map(|key| &**key), CipherError::WrongKey)
    }

    fn open<'a>(
        self,
        identities: impl Iterator<Item = &'a dyn Identity>,
        wrong: CipherError,
    ) -> Result<Box<dyn Read>, CipherError> {
        match self.0.decrypt(identities) {
            Ok(stream) => Ok(Box::new(Opened(stream))),
            Err(
                DecryptError::DecryptionFailed
                | DecryptError::KeyDecryptionFailed
                | DecryptError::NoMatchingKeys,
            ) => Err(wrong),
            Err(error) => Err(damaged(error)),
        }
    }
}

fn damaged(error: DecryptError) -> CipherError {
    match error {
        DecryptError::Io(error) if error.kind() != ErrorKind::UnexpectedEof => CipherError::Read(error),
        _ => CipherError::Damaged,
    }
}

/// What an encrypted file holds. Each part was authenticated before it is handed out.
struct Opened<R>(R);

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.kind() {
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
                io::Error::new(ErrorKind::InvalidData, CipherError::Damaged)
            }
            _ => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encrypted(receivers: &Receivers, text: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        encrypt(&mut file, receivers, |out| out.write_all(text).map_err(ExchangeError::Write)).unwrap();
        file
    }

    fn look(bytes: &[u8]) -> Result<Incoming, CipherError> {
        Incoming::look(Box::new(io::Cursor::new(bytes.to_vec())))
    }

    fn opened(bytes: &[u8], key: &x25519::Identity) -> Result<Vec<u8>, String> {
        use age::secrecy::ExposeSecret;
        let Incoming::Encrypted(file) = look(bytes).map_err(|error| error.to_string())? else {
            return Err("it is not encrypted".to_owned());
        };
        let keys = key.to_string();
        let mut stream =
            file.with_keys(keys.expose_secret().as_bytes()).map_err(|error| error.to_string())?;
        let mut text = Vec::new();
        stream.read_to_end(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    }

    #[test]
    fn a_key_of_several_opens_it_and_a_foreign_one_does_not() {
        let [ana, ben, eve] = [(); 3].map(|()| x25519::Identity::generate());
        let public = [ana.to_public().to_string(), ben.to_public().to_string()];
        let file = encrypted(&Receivers::keys(&public).unwrap(), b"a word");
        assert!(!file.windows(6).any(|part| part == b"a word"));
        assert_eq!(opened(&file, &ana).unwrap(), b"a word");
        assert_eq!(opened(&file, &ben).unwrap(), b"a word");
        assert_eq!(opened(&file, &eve).unwrap_err(), CipherError::WrongKey.to_string());
    }

    #[test]
    fn no_changed_and_no_missing_byte_goes_unseen() {
        let key = x25519::Identity::generate();
        let file = encrypted(&Receivers::keys(&[key.to_public().to_string()]).unwrap(), &[7; 70_000]);
        for at in (0..file.len()).step_by(997) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(opened(&changed, &key).is_err(), "byte {at}");
            assert!(opened(&file[..at], &key).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn what_is_not_encrypted_is_read_as_it_is() {
        for text in ["", "{", "{\"format\":\"mentorlog\"}", "age-encryption.org/v9\n"] {
            let Incoming::Clear(mut file) = look(text.as_bytes()).unwrap() else { panic!("{text}") };
            let mut read = String::new();
            file.read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn a_recipient_that_is_none_is_named_by_its_number_alone() {
        let key = x25519::Identity::generate().to_public().to_string();
        let error = Receivers::keys(&[key, "AGE-SECRET-KEY-1QQQ".to_owned()]).err().unwrap().to_string();
        assert!(error.contains("receiver 2") && !error.contains("QQQ"), "{error}");
    }
}
