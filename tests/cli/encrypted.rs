//! Exports that only those can read whom they are meant for.

use crate::support::Shell;
use age::secrecy::ExposeSecret;
use std::fs;

/// A journal with a secret in it, two passphrases, and the keys of Ana and of Eve.
fn with_secret() -> (Shell, String) {
    let mut shell = Shell::with_ana();
    shell.quietly(&["reflection", "add", "Heliotrope confides", "--about", "Ana"]);
    shell.write("first", "seven herons under the quiet bridge\n");
    shell.write("second", "nine otters over a loud river\n");
    let [ana, eve] = ["ana.key", "eve.key"].map(|file| {
        let key = age::x25519::Identity::generate();
        shell.write(file, format!("# a key\n{}\n", key.to_string().expose_secret()));
        key.to_public().to_string()
    });
    drop(eve);
    (shell, ana)
}

fn is_encrypted(shell: &Shell, file: &str) {
    let bytes = fs::read(shell.path(file)).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"), "{file}");
    for word in ["Heliotrope", "reflections", "mentorlog"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{file} holds {word}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(shell.path(file)).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

fn without_time(text: &str) -> String {
    text.lines().filter(|line| !line.contains("exported_at")).collect()
}

#[test]
fn out_and_in_again_with_a_passphrase_and_with_keys() {
    let (mut shell, ana) = with_secret();
    let plain = shell.quietly(&["export"]).stdout;
    shell.quietly(&["export", "--encrypt", "--passphrase-file", "first", "-o", "one.age"]);
    let ben = age::x25519::Identity::generate().to_public().to_string();
    shell.quietly(&["export", "--encrypt", "--recipient", &ben, "--recipient", &ana, "-o", "two.age"]);
    for (file, flag, opens) in
        [("one.age", "--passphrase-file", "first"), ("two.age", "--identity", "ana.key")]
    {
        is_encrypted(&shell, file);
        let other = shell.path(&format!("{file}.db"));
        let other = other.to_str().unwrap();
        shell.quietly(&["--journal", other, "import", file, flag, opens]);
        let again = shell.quietly(&["--journal", other, "export"]).stdout;
        assert_eq!(without_time(&again), without_time(&plain), "{file}");
    }
}

#[test]
fn what_is_said_about_encrypted_files() {
    let (mut shell, ana) = with_secret();
    shell.say(&["export", "--encrypt"]);
    shell.say(&["export", "--encrypt", "--passphrase-file", "nowhere", "-o", "one.age"]);
    shell.say(&["export", "--passphrase-file", "first"]);
    shell.say(&["export", "--encrypt", "--recipient", "AGE-SECRET-KEY-1SHOWN"]);
    shell.say(&["export", "--encrypt", "--passphrase-file", "first", "-o", "one.age"]);
    shell.quietly(&["export", "--encrypt", "--recipient", &ana, "-o", "two.age"]);
    shell.say(&["import", "one.age"]);
    shell.say(&["import", "two.age", "--no-input"]);
    shell.say(&["import", "one.age", "--passphrase-file", "second"]);
    shell.say(&["import", "one.age", "--identity", "ana.key"]);
    shell.say(&["import", "two.age", "--identity", "eve.key"]);
    shell.say(&["import", "two.age", "--identity", "first"]);
    shell.say(&["import", "two.age", "--identity", "nowhere"]);
    shell.say(&["import", "two.age", "--passphrase-file", "first"]);
    let mut bytes = fs::read(shell.path("two.age")).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    shell.write("changed.age", &bytes);
    shell.say(&["import", "changed.age", "--identity", "ana.key"]);
    shell.write("cut.age", &bytes[..40]);
    shell.say(&["import", "cut.age", "--identity", "ana.key"]);
    shell.say(&["import", "two.age", "--identity", "ana.key", "--dry-run"]);
    // Of all this, nothing came.
    shell.say(&["history"]);
    shell.matches("encrypted");
}
