//! A file, or its folder, that may not be written. Nothing is forbidden to root, so as root the
//! program runs as nobody.

use crate::harness::{Desk, Outcome, Terminal};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

const NOBODY: u32 = 65534;

/// A journal in a folder of its own, with these modes, that belongs to whoever the program runs as.
struct Locked {
    desk: Desk,
    folder: u32,
}

fn locked(file: u32, folder: u32) -> Locked {
    let desk = Desk::with_ana();
    let base = desk.path("");
    fs::create_dir(desk.path("locked")).unwrap();
    fs::rename(desk.journal(), desk.path("locked/j.db")).unwrap();
    // The program's own folder may be closed to others.
    fs::copy(env!("CARGO_BIN_EXE_mentorlog"), desk.path("program")).unwrap();
    for (path, mode) in [("", 0o755), ("program", 0o755), ("locked/j.db", file), ("locked", folder)] {
        if is_root(&base) {
            chown(desk.path(path), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        fs::set_permissions(desk.path(path), Permissions::from_mode(mode)).unwrap();
    }
    Locked { desk, folder }
}

/// Whether this process made the folder as root.
fn is_root(folder: &Path) -> bool {
    matches!(fs::metadata(folder).unwrap().uid(), 0 | NOBODY)
}

impl Locked {
    fn command(&self, arguments: &[&str]) -> (String, Vec<String>) {
        let program = self.desk.path("program").to_str().unwrap().to_owned();
        let journal = self.desk.path("locked/j.db").to_str().unwrap().to_owned();
        let mut all: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        all.extend(["--journal".to_owned(), journal]);
        if !is_root(&self.desk.path("")) {
            return (program, all);
        }
        let mut nobody: Vec<String> =
            ["--reuid=65534", "--regid=65534", "--clear-groups"].map(str::to_owned).to_vec();
        nobody.push(program);
        nobody.extend(all);
        ("setpriv".to_owned(), nobody)
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let (program, all) = self.command(arguments);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        self.desk.try_program(&program, &all)
    }

    fn screen(&self) -> Terminal {
        let (program, all) = self.command(&[]);
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        self.desk.start(&program, &all, &[])
    }
}

/// The folder can be removed again.
impl Drop for Locked {
    fn drop(&mut self) {
        let mode = Permissions::from_mode(self.folder | 0o700);
        let _ = fs::set_permissions(self.desk.path("locked"), mode);
    }
}

/// The file alone, the folder alone, both.
const LOCKS: [(u32, u32); 3] = [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)];

#[test]
fn in_the_shell_it_is_read_and_a_write_says_why_not() {
    for (file, folder) in LOCKS {
        let locked = locked(file, folder);
        let listed = locked.run(&["person", "list"]);
        assert_eq!(listed.code, 0, "{file:o} in {folder:o}: {}", listed.stderr);
        assert!(listed.stdout.contains("Ana Ruiz"), "{}", listed.stdout);
        let refused = locked.run(&["person", "add", "Ben"]);
        assert_eq!(refused.code, 1, "{file:o} in {folder:o}: {}", refused.stderr);
        assert!(refused.stderr.contains("may only be read"), "{}", refused.stderr);
        assert!(refused.stderr.contains("hint: "), "{}", refused.stderr);
    }
}

#[test]
fn on_screen_it_is_read_and_says_so() {
    for (file, folder) in LOCKS {
        let locked = locked(file, folder);
        let mut screen = locked.screen();
        screen
            .waits_for("[1 Today]")
            .waits_for("this journal may only be read")
            .keys("2")
            .waits_for("Ana Ruiz");
        screen.keys("i").waits_for("capture").keys("! me: water the plant").waits_for("water the plant");
        screen.keys("\r").waits_for("Nothing was changed").waits_for("water the plant");
        screen.keys("\x1b").waits_for("Esc again leaves").keys("\x1b").waits_without("> capture");
        screen.keys("ng").waits_for("NEW GOAL").keys("Lead").waits_for("Lead");
        screen.keys("\x03").waits_for("Ctrl+C again leaves without it").keys("\x03");
        screen.ends();
        screen.assert_given_back();
    }
}
