//! Skills from the shell: noted, rated by oneself and by others, then and now.

use crate::support::Shell;

#[test]
fn a_skill_is_noted_rated_from_both_sides_and_shown_then_and_now() {
    let mut shell = Shell::with_ana();
    shell.say(&["skill", "add", "delegating", "--for", "Ana", "--target", "6"]);
    shell.say(&["skill", "rate", "delegating", "2", "--for", "Ana", "--on", "2026-01-08"]);
    shell.say(&["skill", "rate", "delegating", "4", "--for", "ana", "--by", "ana", "--on", "2026-01-08"]);
    shell.say(&["skill", "rate", "delegating", "5", "--for", "Ana", "--by", "Ana", "--note", "two projects"]);
    // One of the list needs no adding; one's own does.
    shell.say(&["skill", "rate", "coaching", "3"]);
    shell.say(&["skill", "rate", "whistling", "3"]);
    shell.say(&["skill", "add", "whistling", "--shared"]);
    shell.say(&["skill", "list"]);
    shell.say(&["skill", "list", "--with", "Ana", "--plain"]);
    shell.matches("skills");
}

#[test]
fn what_is_off_the_scale_or_unknown_is_refused_with_what_to_type() {
    let mut shell = Shell::with_ana();
    shell.say(&["skill", "rate", "delegating", "8", "--for", "Ana"]);
    shell.say(&["skill", "add", "delegating", "--target", "0"]);
    shell.say(&["skill", "rate", "delegatin", "4", "--for", "Ana"]);
    shell.say(&["skill", "rate", "delegating", "4", "--on", "tomorrow"]);
    shell.say(&["skill", "show", "abcd"]);
    shell.say(&["skill", "list"]);
    shell.matches("skills_refused");
}

#[test]
fn a_rated_skill_is_undone_binned_and_goes_out_and_in_again() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["skill", "rate", "strategy", "4", "--for", "Ana", "--shared"]);
    shell.quietly(&["skill", "rate", "strategy", "6", "--for", "Ana"]);
    assert!(shell.quietly(&["skill", "list", "--plain"]).stdout.contains("6.0"));
    shell.quietly(&["undo"]);
    assert!(!shell.quietly(&["skill", "list", "--plain"]).stdout.contains("6.0"));
    let file = shell.quietly(&["export"]).stdout;
    assert!(file.contains("\"skills\":[\n{\"id\""), "{file}");
    shell.run(&["--journal", "copy.db", "import", "-"]).input(&file).quiet().go();
    let copied = shell.quietly(&["--journal", "copy.db", "skill", "list", "--json"]);
    assert_eq!(copied.stdout, shell.quietly(&["skill", "list", "--json"]).stdout);
}
