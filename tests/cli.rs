//! The command line from outside: what it prints, what it says, how it ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod support;

mod cli {
    mod arc;
    mod backup;
    mod capture;
    mod closed;
    mod damage;
    mod docs;
    mod doctor;
    mod encrypted;
    mod erase;
    mod find;
    mod insight;
    mod interrupt;
    mod look;
    mod lookback;
    mod nouns;
    #[cfg(feature = "encryption")]
    mod passphrase;
    mod rounds;
    mod settings;
    mod skills;
    mod succession;
    mod transfer;
    mod wrong;
}
