//! Files that leave encrypted, and those that do not, at a terminal: what is asked.

use super::harness::Desk;

const PASSPHRASE: &str = "seven herons under the quiet bridge";

#[test]
fn a_passphrase_is_typed_twice_and_opens_the_file_again() {
    let desk = Desk::with_ana();
    let mut shell = desk.shell();
    shell.keys("mentorlog export --encrypt -o out.age; echo code $?\n");
    shell.waits_for("There is no recovery").waits_for("new passphrase:").keys(PASSPHRASE).keys("\n");
    shell.waits_for("once more:").keys("nine otters\n").waits_for("not the same").waits_for("code 2");
    assert!(!desk.path("out.age").exists());
    shell.keys("clear; mentorlog export --encrypt -o out.age; echo code $?\n");
    shell.waits_without("not the same").waits_for("new passphrase:").keys(PASSPHRASE).keys("\n");
    shell.waits_for("once more:").keys(PASSPHRASE).keys("\n").waits_for("wrote out.age").waits_for("code 0");
    shell.keys("clear; mentorlog export --encrypt; echo code $?\n");
    shell.waits_without("wrote").waits_for("no text for a terminal").waits_for("code 2");
    shell.keys("clear; mentorlog import out.age; echo code $?\n");
    shell.waits_without("no text").waits_for("passphrase of the file:").keys("nine otters\n");
    shell.waits_for("does not open the file").waits_for("code 5");
    shell.keys("clear; mentorlog import out.age; echo code $?\n");
    shell.waits_without("does not open").waits_for("passphrase of the file:").keys(PASSPHRASE).keys("\n");
    shell.waits_for("already there").waits_for("code 0");
}

#[cfg(feature = "encryption")]
#[test]
fn an_encrypted_journal_leaves_in_clear_only_after_a_yes() {
    let desk = Desk::with_ana();
    std::fs::write(desk.path("first"), format!("{PASSPHRASE}\n")).unwrap();
    desk.run(&["passphrase", "set", "--new-file", desk.path("first").to_str().unwrap()]);
    let mut shell = desk.shell();
    shell.keys("export MENTORLOG_PASSPHRASE_FILE=first; clear\n").waits_without("export");
    shell.keys("mentorlog export -o out.json; echo code $?\n");
    shell.waits_for("can be read by whoever gets it").waits_for("Type yes").keys("\n");
    shell.waits_for("nothing was written").waits_for("code 0");
    assert!(!desk.path("out.json").exists());
    shell.keys("clear; mentorlog export -o out.json; echo code $?\n").waits_without("nothing was written");
    shell.waits_for("Type yes").keys("yes\n").waits_for("wrote out.json").waits_for("code 0");
    assert!(std::fs::read_to_string(desk.path("out.json")).unwrap().contains("Ana Ruiz"));
}

#[test]
fn a_passphrase_typed_before_it_is_asked_for_is_not_shown() {
    let desk = Desk::with_ana();
    let mut shell = desk.shell();
    shell.keys("stty -g > before; mentorlog export --encrypt -o out.age; echo code $?\n");
    // What has to be known before is said first: from there on nothing is shown, whatever is asked when.
    shell.waits_for("passphrase").keys("seven herons\x7f\x7f under\rseven hero under\r").waits_for("code 0");
    shell.keys("clear; mentorlog import out.age; echo code $?\n").waits_without("wrote");
    shell.waits_for("passphrase of the file").keys("seven hero under\r").waits_for("code 0");
    // Ctrl+C ends it, and gives the terminal back as it was.
    shell.keys("clear; mentorlog import out.age; echo code $?\n").waits_without("code 0");
    shell.waits_for("passphrase of the file").keys("seven\x03").waits_for("code 130");
    shell.keys("stty -g > after; echo sa''me\n").waits_for("same");
    let mode = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(mode("before"), mode("after"));
    let written = String::from_utf8_lossy(shell.written()).into_owned();
    for word in ["seven", "hero", "under"] {
        assert!(!written.contains(word), "{word} was shown:\n{written}");
    }
}
