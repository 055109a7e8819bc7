//! Blind rounds: sealed entries lie in the file encrypted, and only [`Blind`] has the key.
//!
//! Until the reveal nothing of a round is logged, and nothing of an entry is handed out: neither its
//! text nor its length (every payload is padded to one size). When the program ends in any way the
//! key is gone, and the next one to open the journal expires the round unread. At the reveal the
//! round becomes a row like any other, in one step of the history.

use super::{Store, StoreError};
use crate::model::{Id, Person, Relationship, Round, RoundEntry, RoundKind, RoundState};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use rusqlite::params;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;
use uuid::Uuid;

/// Bytes of every sealed payload: entries of a few thousand words fit.
const SIZE: usize = 16 * 1024;
const NONCE: usize = 12;

/// The setting that names the round that is not read yet.
const UNREAD: &str = "unread_round";

/// A blind round that is going on. Whoever drops it makes its entries unreadable for ever.
pub struct Blind {
    round: Id<Round>,
    cipher: ChaCha20Poly1305,
    /// Held as long as the round lives, so that another process does not expire it.
    _lock: Option<File>,
}

impl Store {
    /// Begins a blind round.
    ///
    /// # Errors
    /// [`StoreError::Closed`]; when the system has no randomness, when another program holds a round, or what SQLite says.
    pub fn open_round(&self, relationship: Id<Relationship>, kind: RoundKind) -> Result<Blind, StoreError> {
        self.refuse_read_only()?;
        self.refuse_closed(relationship)?;
        let lock = self.lock_rounds()?;
        self.expire()?;
        let round = Id::<Round>::fresh();
        let now = self.now().to_string();
        self.transaction::<_, StoreError>(|| {
            self.connection.execute(
                "INSERT INTO round (id, relationship, kind, state, at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                params![bytes(&round), bytes(&relationship), kind.word(), RoundState::Open.word(), now],
            )?;
            self.set(UNREAD, &round.to_string())
        })?;
        let mut key = [0; 32];
        random(&mut key)?;
        Ok(Blind { round, cipher: ChaCha20Poly1305::new(&key.into()), _lock: lock })
    }

    /// Seals what a person entered. With the last of `people` entries the round is sealed.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for more text than an entry holds; [`StoreError::NotFound`] when the
    /// round was ended from outside; what SQLite says.
    pub fn seal(
        &self,
        blind: &Blind,
        person: Id<Person>,
        payload: &str,
        people: usize,
    ) -> Result<(), StoreError> {
        if payload.len() > SIZE {
            return Err(StoreError::invalid("answers", "this is more than an entry can hold"));
        }
        let sealed = blind.encrypt(person, &format!("{payload:<SIZE$}"))?;
        self.transaction::<_, StoreError>(|| {
            self.need_unread(blind)?;
            let position: i64 = self.connection.query_row(
                "SELECT count(*) FROM round_entry WHERE round = ?1",
                [bytes(&blind.round)],
                |row| row.get(0),
            )?;
            self.connection.execute(
                "INSERT INTO round_entry (round, position, person, payload) VALUES (?1, ?2, ?3, ?4)",
                params![bytes(&blind.round), position, bytes(&person), sealed],
            )?;
            if position + 1 >= i64::try_from(people).unwrap_or(i64::MAX) {
                self.connection.execute(
                    "UPDATE round SET state = ?2 WHERE id = ?1",
                    params![bytes(&blind.round), RoundState::Sealed.word()],
                )?;
            }
            Ok(())
        })
    }

    /// Reads all entries at once: from now on the round is a row like any other.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the round was ended from outside, [`StoreError::Damaged`] when
    /// an entry was changed, or what SQLite says.
    pub fn reveal(&self, blind: &Blind) -> Result<Round, StoreError> {
        let round = self.transaction::<_, StoreError>(|| {
            self.need_unread(blind)?;
            let mut round = self.need(blind.round)?;
            round.entries = self.decrypted(blind)?;
            round.state = RoundState::Revealed;
            round.revealed_at = Some(self.now());
            // What was sealed leaves no trace in the history: it goes before the step begins.
            self.connection.execute("DELETE FROM round WHERE id = ?1", [bytes(&blind.round)])?;
            let change = self.begin_change("do", None, "revealed a round")?;
            super::Tx::new(self).put(&round)?;
            self.settle(change)?;
            self.forget_unread()?;
            Ok(round)
        })?;
        self.unlock_rounds();
        Ok(round)
    }

    /// Ends a round unread: every entry is destroyed.
    ///
    /// # Errors
    /// What SQLite says; the entries are unreadable all the same.
    pub fn cancel_round(&self, blind: &Blind) -> Result<(), StoreError> {
        if self.need_unread(blind).is_ok() {
            self.expire()?;
            self.unlock_rounds();
        }
        Ok(())
    }

    /// Expires a round whose program is gone. Costs one look-up when there is none.
    pub(super) fn expire_abandoned(&self) -> Result<(), StoreError> {
        if self.read_only || self.setting(UNREAD)?.is_none() {
            return Ok(());
        }
        match self.lock_rounds() {
            // Held until the round is over.
            Ok(_lock) => {
                self.expire()?;
                self.unlock_rounds();
                Ok(())
            }
            Err(StoreError::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Only who holds the lock may expire.
    fn expire(&self) -> Result<(), StoreError> {
        let Some(round) = self.setting(UNREAD)?.and_then(|text| Uuid::parse_str(&text).ok()) else {
            return Ok(());
        };
        let round = Id::<Round>::from_uuid(round);
        self.transaction::<_, StoreError>(|| {
            self.connection.execute("DELETE FROM round_entry WHERE round = ?1", [bytes(&round)])?;
            self.connection.execute(
                "UPDATE round SET state = ?2, updated_at = ?3 WHERE id = ?1",
                params![bytes(&round), RoundState::Expired.word(), self.now().to_string()],
            )?;
            self.forget_unread()
        })
    }

    fn forget_unread(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM setting WHERE name = ?1", [UNREAD])?;
        Ok(())
    }

    fn need_unread(&self, blind: &Blind) -> Result<(), StoreError> {
        if self.setting(UNREAD)?.as_deref() == Some(blind.round.to_string().as_str()) {
            return Ok(());
        }
        Err(StoreError::NotFound { noun: "round", name: "that is still unread".to_owned() })
    }

    fn decrypted(&self, blind: &Blind) -> Result<Vec<RoundEntry>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT person, payload FROM round_entry WHERE round = ?1 ORDER BY position")?;
        let rows = statement.query_map([bytes(&blind.round)], |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, String>(1)?))
        })?;
        rows.map(|row| {
            let (person, sealed) = row?;
            let person = Id::from_uuid(Uuid::from_bytes(person));
            Ok(RoundEntry { person, payload: blind.decrypt(person, &sealed)? })
        })
        .collect()
    }

    fn lock_path(&self) -> Option<PathBuf> {
        self.path.file_name()?;
        if self.path.as_os_str() == ":memory:" {
            return None;
        }
        let mut path = self.path.as_os_str().to_owned();
        path.push("-round");
        Some(PathBuf::from(path))
    }

    /// [`StoreError::Busy`] when another program's round is going on.
    fn lock_rounds(&self) -> Result<Option<File>, StoreError> {
        let Some(path) = self.lock_path() else { return Ok(None) };
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|source| StoreError::File { path: path.clone(), source })?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(TryLockError::Error(source)) => Err(StoreError::File { path, source }),
        }
    }

    /// The empty file that was locked goes; when it stays, it harms nobody.
    fn unlock_rounds(&self) {
        if let Some(path) = self.lock_path() {
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Blind {
    /// The round.
    pub fn round(&self) -> Id<Round> {
        self.round
    }

    /// An entry cannot be moved to another person or another round.
    fn bound(&self, person: Id<Person>) -> [u8; 32] {
        let mut bound = [0; 32];
        bound[..16].copy_from_slice(self.round.uuid().as_bytes());
        bound[16..].copy_from_slice(person.uuid().as_bytes());
        bound
    }

    fn encrypt(&self, person: Id<Person>, text: &str) -> Result<String, StoreError> {
        let mut nonce = [0; NONCE];
        random(&mut nonce)?;
        let payload = Payload { msg: text.as_bytes(), aad: &self.bound(person) };
        let sealed = self.cipher.encrypt(&nonce.into(), payload).map_err(|_| broken())?;
        Ok(nonce.iter().chain(&sealed).map(|byte| format!("{byte:02x}")).collect())
    }

    fn decrypt(&self, person: Id<Person>, sealed: &str) -> Result<String, StoreError> {
        let bytes = unhex(sealed).ok_or_else(broken)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        let payload = Payload { msg: sealed, aad: &self.bound(person) };
        let text = self.cipher.decrypt(&(*nonce).into(), payload).map_err(|_| broken())?;
        let text = String::from_utf8(text).map_err(|_| broken())?;
        Ok(text.trim_end().to_owned())
    }
}

fn broken() -> StoreError {
    StoreError::Damaged("a sealed entry was changed from outside".to_owned())
}

fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|error| StoreError::File {
        path: PathBuf::from("the system's randomness"),
        source: std::io::Error::other(error.to_string()),
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    text.as_bytes().chunks(2).map(pair).collect()
}

fn bytes<T>(id: &Id<T>) -> Vec<u8> {
    id.uuid().as_bytes().to_vec()
}
