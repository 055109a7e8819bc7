//! `find`: words and names in everything.

use crate::support::Shell;

#[test]
fn words_and_names_are_found_in_everything_best_first() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["add", "note", "Ana:", "we spoke of many things and, at the very end, of pricing"]);
    shell.quietly(&["add", "got", "Ana:", "pricing", "is", "a", "promise"]);
    shell.quietly(&["add", "todo", "me", "to", "Ana:", "send the outline"]);
    shell.quietly(&["goal", "add", "Understand pricing", "--for", "Ana"]);
    shell.quietly(&["reflection", "add", "alone with 東京の会議 today"]);
    shell.say(&["find", "pric"]);
    shell.say(&["find", "ana", "pricing", "--limit", "1"]);
    shell.say(&["find", "東京", "--plain"]);
    shell.say(&["find", "outline", "--json"]);
    shell.say(&["find", "nowhere"]);
    shell.say(&["find"]);
    shell.matches("find");
}
