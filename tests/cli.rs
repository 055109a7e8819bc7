//! The command line from outside: what it prints, what it says, how it ends.

mod support;

mod cli {
    mod capture;
    mod damage;
    mod look;
    mod nouns;
    mod settings;
    mod transfer;
    mod wrong;
}
