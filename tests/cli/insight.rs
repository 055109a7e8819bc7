//! `health` and `choose` from outside.

use crate::support::Shell;

/// A month with Ana, written down line by line.
fn lived_in() -> Shell {
    let mut shell = Shell::with_ana();
    for (day, minutes) in
        [("2026-01-15", "45"), ("2026-01-29", "40"), ("2026-02-12", "50"), ("2026-02-19", "50")]
    {
        shell.quietly(&["session", "log", "Ana", "--on", day, "--minutes", minutes]);
    }
    for line in [
        "gave Ana: how I say no #saying-no on 2026-02-12",
        "gave Ana: the outline I use #talks on 2026-02-19",
        "gave Ana: what went wrong in my first review on 2026-02-19",
    ] {
        shell.quietly(&["add", line]);
    }
    shell.quietly(&["goal", "add", "Lead a review", "--for", "Ana", "--relationship", "Ana"]);
    shell
}

#[test]
fn health() {
    let mut shell = lived_in();
    shell.say(&["health", "Ana"]);
    shell.say(&["health", "Ana", "--all"]);
    shell.say(&["health", "Ana", "--plain"]);
    shell.say(&["health", "Ana", "--mirror"]);
    shell.say(&["health", "Ana", "--mirror", "--json"]);
    shell.say(&["health"]);
    shell.say(&["health", "Anna"]);
    shell.say(&["health", "--all"]);
    shell.matches("health");
}

#[test]
fn health_of_little_says_that_it_is_little() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["session", "log", "Ana", "--on", "2026-03-05", "--minutes", "45"]);
    shell.say(&["health", "Ana"]);
    let mut empty = Shell::new();
    empty.quietly(&["person", "add", "Ana"]);
    let outcome = empty.say(&["health"]);
    assert_eq!((outcome.stdout.as_str(), outcome.code), ("", 0));
    shell.matches("health_of_little");
}

#[test]
fn health_is_the_contracts_array() {
    let mut shell = lived_in();
    let outcome = shell.quietly(&["health", "Ana", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(rows.len(), 6, "the form's checks");
    let levels = ["calm", "amber", "red", "n/a"];
    for row in &rows {
        assert!(row["check"].as_str().unwrap().starts_with('H'));
        assert!(row["relationship"].is_string() && row["formula"].is_string() && row["rows"].is_array());
        assert!(row["one_sided"].is_boolean());
        let level = row["level"].as_str().unwrap();
        assert!(levels.contains(&level));
        assert_eq!(row["value"].is_null(), level == "n/a");
    }
    let all = shell.quietly(&["health", "--json"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&all.stdout).unwrap(), rows);
}

#[test]
fn evidence_rows_are_rows_of_the_journal() {
    let mut shell = lived_in();
    let export = shell.quietly(&["export"]).stdout;
    let outcome = shell.quietly(&["health", "Ana", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&outcome.stdout).unwrap();
    let ids: Vec<&str> =
        rows.iter().flat_map(|row| row["rows"].as_array().unwrap()).filter_map(|id| id.as_str()).collect();
    assert!(!ids.is_empty());
    assert!(ids.iter().all(|id| export.contains(id)));
}

#[test]
fn choose() {
    let mut shell = Shell::new();
    shell.say(&["choose", "--answers", "1,1,1,1,3,1,1,1,1,1"]);
    shell.say(&["choose", "--answers", "1,3,2"]);
    shell.say(&["choose", "--answers", "3,-,-,-,-,3", "--plain"]);
    shell.say(&["choose", "--answers", "1,9"]);
    shell.say(&["choose", "--answers", "1,1,1,1,1,1,1,1,1,1,1"]);
    shell.say(&["choose", "--answers", "-,-"]);
    shell.say(&["choose", "--no-input"]);
    shell.matches("choose");
}

#[test]
fn choose_is_the_contracts_array() {
    let mut shell = Shell::new();
    let outcome = shell.quietly(&["choose", "--answers", "1,2,3", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(rows.len(), 12);
    assert_eq!(rows[0]["form"], "reverse");
    assert!(rows[0]["reasons"][0].as_str().unwrap().starts_with("you said"));
    assert!(rows[0]["gated"].is_null() && rows[11]["gated"].is_string());
    let scores: Vec<f64> = rows[..8].iter().map(|row| row["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|one, next| one >= next), "{scores:?}");
}

#[test]
fn a_form_that_is_not_there_takes_no_other_with_it() {
    let mut shell = lived_in();
    let text = include_str!("../../assets/forms/mentor.toml");
    let changes = [
        ("\"mentor\"", "\"walking\""),
        ("\"MEN\"", "\"WLK\""),
        ("\"Mentor\"", "\"Walking\""),
        ("\"M\"", "\"w\""),
    ];
    let keys = ["id = ", "code = ", "name = ", "sign = "];
    let own = keys.into_iter().zip(changes).fold(text.to_owned(), |text, (key, (old, new))| {
        text.replacen(&format!("\n{key}{old}"), &format!("\n{key}{new}"), 1)
    });
    shell.write("config/mentorlog/forms/walking.toml", own);
    shell.quietly(&["rel", "add", "--form", "walking", "--with", "Ben"]);
    // A form of one's own has its checks without a rebuild.
    assert!(shell.quietly(&["health", "Ben", "--plain"]).stdout.contains("H13"));
    std::fs::remove_file(shell.path("config/mentorlog/forms/walking.toml")).unwrap();
    let outcome = shell.quietly(&["health"]);
    assert!(outcome.stdout.contains("Ana Ruiz"));
    assert!(
        outcome.stderr.contains("Ben Okafor is left out: there is no form \"walking\""),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_form_of_ones_own_is_everywhere_and_a_broken_one_takes_nothing_with_it() {
    let mut shell = lived_in();
    shell.write("config/mentorlog/forms/duet.toml", include_str!("../data/forms/right.toml"));
    shell.write("config/mentorlog/forms/half.toml", "id = \"half\"\ncode = 7\n");
    let listed = shell.quietly(&["forms"]);
    assert!(listed.stdout.contains("duet"), "{}", listed.stdout);
    let warning = listed.stderr;
    assert!(warning.contains("half.toml:2: ") && warning.contains("the form is left out"), "{warning}");
    assert!(shell.quietly(&["forms", "duet"]).stdout.contains("duet"));
    let rows = shell.quietly(&["choose", "--answers", "1,3,2", "--json"]).stdout;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).unwrap();
    assert!(rows.len() == 13 && rows.iter().any(|row| row["form"] == "duet"), "{rows:?}");
    shell.quietly(&["rel", "add", "--form", "duet", "--with", "Ben"]);
    for day in ["2026-01-15", "2026-01-29", "2026-02-12"] {
        shell.quietly(&["session", "log", "Ben", "--on", day, "--minutes", "45"]);
    }
    let checks = shell.quietly(&["health", "Ben", "--json"]).stdout;
    let checks: Vec<serde_json::Value> = serde_json::from_str(&checks).unwrap();
    assert!(!checks.is_empty());
    assert!(shell.quietly(&["health"]).stdout.contains("Ben Okafor"));
    shell.quietly(&["session", "plan", "Ben", "--on", "2026-03-20 10:00"]);
}

#[test]
fn answers_are_kept_with_a_relationship_and_asked_again() {
    let mut shell = lived_in();
    let kept = shell.quietly(&["choose", "--answers", "1,1,1", "--for", "Ana"]).stdout;
    assert!(kept.contains("kept the answers with Ana Ruiz, whose form is Mentor"), "{kept}");
    let again = shell.quietly(&["choose", "--answers", "1,3,1", "--for", "Ana"]).stdout;
    assert!(
        again.contains("Since Thu 2026-03-12:") && again.contains("Now \"We are about equal\""),
        "{again}"
    );
    let shown = shell.quietly(&["rel", "show", "Ana"]).stdout;
    assert!(shown.contains("Thu 2026-03-12: Mentor (1,1,1)"), "{shown}");
    let row = shell.quietly(&["rel", "show", "Ana", "--json"]).stdout;
    let row: serde_json::Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["choices"][1]["answers"], "1,3,1");
    assert_eq!(row["choices"][1]["form"], "mentor");
    let later =
        shell.run(&["rel", "show", "Ana"]).set("MENTORLOG_NOW", "2026-06-12T09:00:00+02:00").quiet().go();
    assert!(later.stdout.contains("mentorlog choose --for Ana"), "{}", later.stdout);
    shell.quietly(&["undo"]);
    let row = shell.quietly(&["rel", "show", "Ana", "--json"]).stdout;
    let row: serde_json::Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["choices"].as_array().unwrap().len(), 1);
}
