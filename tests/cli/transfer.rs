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
    // What is there is not replaced unless that is asked for.
    shell.write("out.json", "mine");
    shell.say(&["export", "-o", "out.json"]);
    assert_eq!(std::fs::read_to_string(shell.path("out.json")).unwrap(), "mine");
    shell.say(&["export", "-o", "out.json", "--force"]);
    shell.say(&["export", "-o", "."]);
    let mode = |name: &str| {
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(shell.path(name)).unwrap().permissions())
    };
    assert_eq!((mode("out.json") & 0o777, mode("again.json") & 0o777), (0o600, 0o600));
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

/// One line of the file as an export should have it: direction, name, text, topic, day.
fn said(line: &str) -> Option<(&str, &str, &str, &str, &str)> {
    let (word, rest) = line.split_once(' ')?;
    let (name, rest) = rest.split_once(": ")?;
    let (rest, day) = rest.rsplit_once(" on ")?;
    let (text, topic) = rest.rsplit_once(" #")?;
    matches!(word, "got" | "gave").then_some((word, name, text, topic, day))
}

#[test]
fn every_line_of_the_meditations_is_in_the_export() {
    let lines = include_str!("../data/meditations-1.txt");
    let mut shell = Shell::new();
    let people = ["--with", "Rusticus", "--with", "Apollonius", "--with", "Sextus", "--new-people"];
    shell.quietly(&[&["rel", "add", "--form", "distributed"][..], &people].concat());
    assert_eq!(shell.run(&["add", "--new-people", "-"]).input(lines).quiet().go().code, 0);
    let file: serde_json::Value = serde_json::from_str(&shell.quietly(&["export"]).stdout).unwrap();
    let people = file["people"].as_array().unwrap();
    let me = &people.iter().find(|person| person["owner"] == true).unwrap()["id"];
    let exchanges = file["exchanges"].as_array().unwrap();
    let directed: Vec<_> = lines.lines().filter_map(said).collect();
    assert_eq!((directed.len(), exchanges.len()), (30, 30));
    for (word, name, text, topic, day) in directed {
        let id = &people.iter().find(|person| person["name"] == name).unwrap()["id"];
        let (from, to) = if word == "got" { (id, me) } else { (me, id) };
        let found = exchanges.iter().find(|row| row["text"] == text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((&found["from"], &found["to"]), (from, to), "{text}");
        assert_eq!(found["topic"], topic, "{text}");
        assert_eq!(&found["at"].as_str().unwrap()[..10], day, "{text}");
        assert_eq!(found["visibility"], "private", "{text}");
        let of_mine = ["Rusticus", "Apollonius", "Sextus"].contains(&name);
        assert_eq!(
            found["relationship"],
            if of_mine { file["relationships"][0]["id"].clone() } else { serde_json::Value::Null },
            "{text}"
        );
    }
    let one = |list: &str, field: &str| file[list][0][field].as_str().unwrap().to_owned();
    assert_eq!(one("commitments", "text"), "look over the day each evening and set down what I owe");
    assert_eq!(one("commitments", "due_on"), "2025-07-31");
    assert_eq!(file["commitments"][0]["owner"], *me);
    assert_eq!(one("feedback", "question"), "where does my temper still show?");
    assert_eq!(file["feedback"][1]["behaviour"], "you left before the embassy was received");
    assert_eq!(file["reflections"][0]["tags"], serde_json::json!(["time"]));
    assert_eq!(one("reflections", "visibility"), "private");
    assert_eq!(file["relationships"][0]["parking"][0]["text"], "what to do with a friend who takes offence");
}
