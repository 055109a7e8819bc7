//! The configuration, where the journal is, and what stands beside it.

use crate::support::Shell;

#[test]
fn where_things_are() {
    let mut shell = Shell::new();
    shell.say(&["config", "path"]);
    shell.say(&["config", "show", "--plain"]);
    let other = shell.path("other.db");
    shell.run(&["config", "show", "--json"]).set("MENTORLOG_JOURNAL", other).go();
    let named = shell.path("named.db");
    shell.say(&["--journal", named.to_str().unwrap(), "person", "add", "Ana"]);
    assert!(named.exists());
    shell.write("config/mentorlog/config.toml", "journal = \"from-config.db\"\nname = \"Marcus\"\n");
    shell.say(&["config", "show", "--plain"]);
    shell.say(&["person", "add", "Ben"]);
    shell.say(&["person", "list"]);
    shell.run(&["config", "path"]).set("MENTORLOG_CONFIG", "mine.toml").go();
    shell.matches("config");
}

#[test]
fn a_broken_configuration_is_told_about_and_stops_nobody() {
    let mut shell = Shell::new();
    let config =
        shell.write("config/mentorlog/config.toml", "name = 3\ncolor = \"pink\"\nmouse = true\nmodus = 1\n");
    shell.say(&["person", "add", "Ana"]);
    std::fs::write(&config, "name = \"Ana\"\nmouse = = true\n").unwrap();
    shell.say(&["person", "list"]);
    std::fs::write(&config, b"\xff").unwrap();
    shell.say(&["person", "list", "--json", "--limit", "0"]);
    shell.matches("config_broken");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    shell.quietly(&["export", "-o", "out.json"]);
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&shell.journal()), 0o600);
    assert_eq!(mode(shell.journal().parent().unwrap()), 0o700);
    assert_eq!(mode(&shell.path("out.json")), 0o600);
    let store = mentorlog::store::Store::open(&shell.journal(), mentorlog::clock::Clock::system()).unwrap();
    store.write("note", |tx| tx.owner("Me")).unwrap();
    for entry in std::fs::read_dir(shell.journal().parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
    }
}
