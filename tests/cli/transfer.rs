//! Export, import, the demo.

use crate::support::Shell;

#[test]
fn out_and_in_again() {
    let mut shell = Shell::with_ana();
    shell.quietly(&["session", "log", "Ana", "--minutes", "30"]);
    shell.say(&["export", "-o", "out.json"]);
    let other = shell.path("other.db");
    let other = other.to_str().unwrap().to_owned();
    shell.say(&["--journal", &other, "import", "out.json", "--dry-run"]);
    assert!(!std::path::Path::new(&other).exists());
    shell.say(&["--journal", &other, "import", "out.json"]);
    shell.say(&["--journal", &other, "import", "out.json"]);
    shell.say(&["--journal", &other, "import", "out.json", "--json"]);
    shell.say(&["--journal", &other, "export", "-o", "again.json"]);
    assert_eq!(
        std::fs::read_to_string(shell.path("out.json")).unwrap(),
        std::fs::read_to_string(shell.path("again.json")).unwrap()
    );
    let journal = shell.journal();
    shell.say(&["export", "-o", journal.to_str().unwrap()]);
    shell.say(&["export", "-o", "no/such/folder.json"]);
    shell.matches("transfer");
}

#[test]
fn wrong_files() {
    let mut shell = Shell::new();
    shell.say(&["import", "missing.json"]);
    shell.run(&["import"]).input("").go();
    shell.run(&["import"]).input("{\"format\":").go();
    shell.run(&["import", "-"]).input(b"{\"format\":\"mentorlog\xff").go();
    shell.run(&["import"]).input("{\"format\":\"other\"}").go();
    let person = "{\"id\":\"01a20b52-435a-77d2-ab8e-2bc73fa73e66\",\"name\":\"Ana\",\"mood\":\"good\"}";
    let file = format!("{{\"format\":\"mentorlog\",\"version\":1,\"people\":[{person}]}}");
    shell.run(&["import"]).input(&file).go();
    shell.run(&["import"]).input(file.replace("\"mood\":\"good\"", "\"authority\":\"high\"")).go();
    shell.run(&["import"]).input(file.replace("\"version\":1", "\"version\":9")).go();
    shell.say(&["export", "--format", "csv"]);
    shell.matches("transfer_wrong");
}

#[test]
fn demo() {
    let mut shell = Shell::new();
    shell.say(&["demo"]);
    let path = shell.path("demo.db");
    let path = path.to_str().unwrap().to_owned();
    shell.say(&["demo", "--journal", &path]);
    shell.say(&["demo", "--journal", &path]);
    assert!(!shell.journal().exists(), "the demo must not touch the journal");
    assert_eq!(shell.quietly(&["--journal", &path, "today"]).code, 0);
    for noun in ["person", "relationship", "session", "feedback", "goal", "commitment", "reflection"] {
        let outcome = shell.quietly(&["--journal", &path, noun, "list", "--json"]);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&outcome.stdout).unwrap();
        assert!(!rows.is_empty(), "{noun}");
        let id = rows[0]["id"].as_str().unwrap();
        if noun != "commitment" {
            let shown = shell.quietly(&["--journal", &path, noun, "show", id, "--json"]);
            assert_eq!(serde_json::from_str::<serde_json::Value>(&shown.stdout).unwrap(), rows[0]);
            shell.quietly(&["--journal", &path, noun, "show", id]);
        }
    }
    shell.matches("demo");
}
