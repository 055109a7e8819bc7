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
    shell.say(&["import", "."]);
    shell.matches("transfer");
}

#[test]
fn the_schema_is_there_to_be_had() {
    let mut shell = Shell::new();
    // Without a journal, and without making one.
    assert_eq!(shell.quietly(&["export", "--schema"]).stdout, mentorlog::exchange::SCHEMA);
    shell.quietly(&["export", "--schema", "-o", "interchange.json"]);
    assert_eq!(std::fs::read_to_string(shell.path("interchange.json")).unwrap(), mentorlog::exchange::SCHEMA);
    assert!(!shell.journal().exists());
}

#[test]
fn no_bar_without_a_terminal() {
    let mut shell = Shell::new();
    let person = "{\"id\":\"ID\",\"name\":\"Ana\"}";
    let people: Vec<String> = (0..3000)
        .map(|number| person.replace("ID", &format!("{number:08x}-435a-77d2-ab8e-2bc73fa73e66")))
        .collect();
    let file = format!("{{\"format\":\"mentorlog\",\"version\":1,\"people\":[{}]}}", people.join(","));
    for flags in [&["import"][..], &["import", "--plain"], &["import", "--json"]] {
        let outcome = shell.run(flags).input(&file).quiet().go();
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{flags:?}");
    }
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
    shell.run(&["import"]).input(file.replace("\"mood\":\"good\"", "\"note\":\"a\\u0000b\"")).go();
    shell.run(&["import"]).input(file.replace("\"mood\":\"good\"", "\"note\":\"a\\u001b[2Jb\"")).go();
    let latin: Vec<u8> = file.bytes().map(|byte| if byte == b'g' { 0xe9 } else { byte }).collect();
    shell.run(&["import"]).input(latin).go();
    shell.run(&["import"]).input(&file[..file.len() - 20]).go();
    let goal = "{\"id\":\"01a20b52-435a-77d2-ab8e-2bc73fa73e67\",\"title\":\"t\",\"state\":\"active\",\
                \"owners\":[\"01a20b52-435a-77d2-ab8e-2bc73fa73e68\"]}";
    shell.run(&["import"]).input(file.replace("people", "goals").replace(person, goal)).go();
    shell.run(&["import", "--json"]).input(&file).go();
    // Of all this, nothing is there.
    shell.say(&["person", "list"]);
    shell.say(&["history"]);
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
