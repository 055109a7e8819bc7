//! Backups that were read back, and a backup in the journal's place.

use crate::support::Shell;
use std::fs;
use std::path::PathBuf;

/// The files beside the journal whose name ends so.
fn files(shell: &Shell, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(shell.path("data/mentorlog/journal.db.backups")) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.to_string_lossy().ends_with(ending));
    found.sort();
    found
}

#[test]
fn the_first_write_of_a_day_makes_a_backup_that_opens() {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    shell.quietly(&["person", "add", "Ben"]);
    let made = files(&shell, "-daily.db");
    assert_eq!(made.len(), 1);
    let listed = shell.quietly(&["--journal", made[0].to_str().unwrap(), "person", "list", "--json"]);
    assert!(listed.stdout.contains("Ana") && !listed.stdout.contains("Ben"));
    shell.run(&["person", "add", "Chen"]).set("MENTORLOG_NOW", "2026-03-13T09:00:00+01:00").quiet().go();
    assert_eq!(files(&shell, "-daily.db").len(), 2);
}

#[test]
fn a_restore_can_itself_be_taken_back() {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    shell.say(&["backup"]);
    shell.quietly(&["person", "add", "Ben"]);
    let asked = files(&shell, "-asked.db").remove(0);
    shell.say(&["restore", asked.to_str().unwrap()]);
    shell.say(&["person", "list"]);
    let before = files(&shell, "-before-restore.db").remove(0);
    shell.say(&["restore", before.to_str().unwrap()]);
    shell.say(&["person", "list"]);
    shell.say(&["restore", "nowhere.db"]);
    shell.matches("restore");
}

#[test]
fn a_damaged_journal_is_kept_aside_and_never_a_damaged_backup_put_in_its_place() {
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    shell.quietly(&["backup"]);
    let backup = files(&shell, "-asked.db").remove(0);

    let damaged = damage(&fs::read(&backup).unwrap());
    let broken = shell.write("broken.db", &damaged);
    let refused = shell.run(&["restore", broken.to_str().unwrap()]).quiet().go();
    assert_eq!(refused.code, 4, "{}", refused.stderr);
    assert!(shell.quietly(&["person", "list"]).stdout.contains("Ana"));

    fs::write(shell.journal(), &damaged).unwrap();
    let done = shell.quietly(&["restore", backup.to_str().unwrap()]);
    assert!(shell.quietly(&["person", "list"]).stdout.contains("Ana"));
    let kept = done.stdout.split("was kept: ").nth(1).unwrap().trim().trim_end_matches(')');
    assert_eq!(fs::read(kept).unwrap(), damaged);
}

fn damage(bytes: &[u8]) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    for byte in damaged.iter_mut().skip(4096) {
        *byte = 0xa5;
    }
    damaged
}

#[cfg(unix)]
#[test]
fn backups_are_for_nobody_elses_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let mut shell = Shell::new();
    shell.quietly(&["person", "add", "Ana"]);
    let backup = files(&shell, ".db").remove(0);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&backup), mode(backup.parent().unwrap())), (0o600, 0o700));
}
