//! The key of an encrypted journal: Argon2id over the passphrase and a salt that stands in the
//! file's first 16 bytes, so that no other file is needed to open it.
//!
//! The key is handed to SQLCipher raw, with the salt: its own, weaker derivation is not used. The
//! costs are a list whose newest entry makes keys; older journals still open with older entries.

use super::StoreError;
use argon2::{Algorithm, Argon2, Params, Version};
use std::fmt::Write as _;
use zeroize::Zeroizing;

/// How many bytes of salt a file begins with.
pub(super) const SALT: usize = 16;

/// What deriving a key costs, as in RFC 9106.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Its number in the list, from 1 on; never reused.
    pub version: u32,
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// Every cost that journals were ever made with, the newest first.
pub const COSTS: &[Cost] = &[Cost { version: 1, memory: 64 * 1024, passes: 3, lanes: 4 }];

/// A passphrase, wiped from memory when it is dropped. It has no `Debug`: it is never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// A passphrase; nothing for an empty text.
    pub fn new(text: Zeroizing<String>) -> Option<Self> {
        (!text.is_empty()).then_some(Self(text))
    }

    /// The first line of a text, without its line break; nothing where that is empty.
    pub fn first_line(text: &str) -> Option<Self> {
        Self::new(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
    }

    /// The text, for another cipher than the journal's.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether both are the same.
    pub fn is(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    /// How strong it is, in words that a person can act on.
    pub fn strength(&self) -> Strength {
        let estimate = zxcvbn::zxcvbn(&self.0, &[]);
        Strength {
            score: u8::from(estimate.score()),
            advice: estimate.feedback().and_then(|feedback| feedback.warning()).map(|w| w.to_string()),
        }
    }
}

/// How well a passphrase resists guessing, by the zxcvbn estimate (Wheeler, USENIX Security 2016).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very hard to guess).
    pub score: u8,
    /// What makes it weak, where something does.
    pub advice: Option<String>,
}

impl Strength {
    /// The score as a word.
    pub fn word(&self) -> &'static str {
        match self.score {
            0 => "guessed at once",
            1 => "weak",
            2 => "fair",
            3 => "good",
            _ => "strong",
        }
    }
}

/// A derived key with its salt, wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Key {
    raw: Zeroizing<[u8; 32]>,
    salt: [u8; SALT],
}

impl Key {
    /// The key of a new file, with a salt of its own and the newest cost. Takes about 0.2 s and
    /// 64 MiB.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn fresh(passphrase: &Passphrase) -> Result<Self, StoreError> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt)
            .map_err(|error| StoreError::Cipher(format!("the system gives no random bytes: {error}")))?;
        Self::derive(passphrase, salt, COSTS[0])
    }

    /// The key of a file with this salt.
    ///
    /// # Errors
    /// When the memory for it is not to be had.
    pub fn derive(passphrase: &Passphrase, salt: [u8; SALT], cost: Cost) -> Result<Self, StoreError> {
        let failed = |error: argon2::Error| StoreError::Cipher(error.to_string());
        let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(failed)?;
        let mut raw = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), &salt, raw.as_mut_slice())
            .map_err(failed)?;
        Ok(Self { raw, salt })
    }

    /// Key and salt as SQLCipher's raw form writes them: `x'...'`. The stock `sqlcipher` shell takes
    /// it as `PRAGMA key = "x'...'";`.
    pub fn raw(&self) -> Zeroizing<String> {
        // Reserved at once: growing would leave copies behind.
        let mut text = Zeroizing::new(String::with_capacity(3 + 2 * (self.raw.len() + SALT)));
        text.push_str("x'");
        for byte in self.raw.iter().chain(&self.salt) {
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\'');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::first_line(text).unwrap()
    }

    #[test]
    fn a_key_depends_on_passphrase_and_salt_and_on_nothing_else() {
        let cost = Cost { version: 0, memory: 64, passes: 1, lanes: 1 };
        let raw = |text, salt| Key::derive(&passphrase(text), [salt; SALT], cost).unwrap().raw().to_string();
        assert_eq!(raw("a line\nanother", 1), raw("a line", 1));
        assert_ne!(raw("a line", 1), raw("a line", 2));
        assert_ne!(raw("a line", 1), raw("another", 1));
        assert_eq!(raw("a line", 1).len(), 3 + 96);
        assert!(raw("a line", 1).ends_with("01010101'"));
    }

    #[test]
    fn a_passphrase_is_told_how_strong_it_is() {
        assert_eq!(passphrase("password").strength().word(), "guessed at once");
        assert_eq!(passphrase("seven herons under the quiet bridge").strength().word(), "strong");
        assert!(Passphrase::first_line("\nsecond").is_none());
    }
}
