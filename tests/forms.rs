//! The twelve forms: what they hold, what a wrong one is told, and that minutes always add up.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

use std::path::PathBuf;

use mentorlog::forms::{Forms, HandbookLine, Kind, Level, Seat, Standing, View, handbook, listing};

fn builtin() -> Forms {
    Forms::builtin().unwrap_or_else(|error| panic!("{error}\nhint: {}", error.hint()))
}

fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/forms")
}

fn people(number: usize) -> Vec<String> {
    (1..=number).map(|one| format!("Person {one}")).collect()
}

#[test]
fn the_twelve_in_order() {
    let forms = builtin();
    let ids: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
    let contract = "mentor mutual reverse peer lateral cross-functional intergenerational \
                    candor-circle situational distributed poly-directional pod";
    assert_eq!(ids, contract.split_whitespace().collect::<Vec<_>>());
    let mentor_like: Vec<&str> =
        forms.iter().filter(|form| form.view == View::Mentor).map(|form| form.code.as_str()).collect();
    assert_eq!(mentor_like, ["MEN", "REV", "DIS"]);
    assert_eq!(forms.chooser().questions.len(), 10);
    assert_eq!(forms.prompts().pulse.len(), 4);
    assert_eq!(forms.checks().checks.len(), 22);
}

#[test]
fn minutes_add_up_for_every_form_size_and_length() {
    let forms = builtin();
    for form in forms.iter() {
        // One person fewer and more than the form is for, too: people stay away and bring guests.
        for number in 0..=form.size.max + 1 {
            let members = people(number);
            for length in (1..=180).map(Some).chain([None]) {
                let parts = form.template.expand(&members, length);
                let asked = length.unwrap_or_else(|| form.template.default_minutes(number));
                let sum: u16 = parts.iter().map(|part| part.minutes).sum();
                let place = format!("{} with {number} people in {asked} minutes", form.id);
                assert_eq!(sum, asked, "{place}");
                assert!(parts.iter().all(|part| part.minutes >= 1), "{place}");
            }
        }
        assert!(form.template.expand(&people(2), Some(0)).is_empty());
    }
}

#[test]
fn turns_stay_equal_in_a_session_of_any_usual_length() {
    let forms = builtin();
    let mutual = forms.get("mutual").unwrap();
    for length in 15..=180 {
        let parts = mutual.template.expand(&people(2), Some(length));
        let turns: Vec<_> = parts.iter().filter(|part| part.person.is_some()).collect();
        assert_eq!(turns.len(), 2, "{length}");
        assert_eq!(turns[0].minutes, turns[1].minutes, "{length}");
    }
    let circle = forms.get("candor-circle").unwrap();
    let rounds: Vec<_> = circle
        .template
        .expand(&people(5), None)
        .into_iter()
        .filter(|part| part.person.is_some())
        .map(|part| part.minutes)
        .collect();
    assert_eq!(rounds, [8; 5]);
}

#[test]
fn seats_go_to_those_in_front_and_variants_to_their_number() {
    let forms = builtin();
    let pod = forms.get("pod").unwrap();
    let seats: Vec<_> =
        pod.template.expand(&people(5), None).into_iter().filter_map(|part| part.person).collect();
    assert_eq!(seats, ["Person 1", "Person 2"]);
    let peer = forms.get("peer").unwrap();
    assert_eq!(peer.template.default_minutes(2), 45);
    assert_eq!(peer.template.default_minutes(3), 60);
    let alone = forms.get("distributed").unwrap().template.expand(&people(1), None);
    assert_eq!(alone.iter().map(|part| part.minutes).sum::<u16>(), 30);
}

#[test]
fn too_short_a_session_turns_rounds_into_one_and_joins_small_parts() {
    let forms = builtin();
    let circle = forms.get("candor-circle").unwrap();
    let parts = circle.template.expand(&people(8), Some(6));
    assert_eq!(parts.len(), 6);
    assert!(parts.iter().all(|part| part.person.is_none()));
    let parts = circle.template.expand(&people(8), Some(2));
    assert!(parts.iter().any(|part| part.name.contains(" + ")));
}

#[test]
fn levels_follow_the_flows() {
    let forms = builtin();
    let level = |form: &str, from, to, kind| forms.get(form).unwrap().level(from, to, kind);
    assert_eq!(level("mentor", "mentor", "mentee", Kind::Advise), Level::Core);
    assert_eq!(level("mentor", "mentee", "mentor", Kind::Feedback), Level::Welcome);
    assert_eq!(level("reverse", "learner", "guide", Kind::Advise), Level::Watch);
    assert_eq!(level("reverse", "guide", "learner", Kind::Feedback), Level::Core);
    assert_eq!(level("situational", "partner", "partner", Kind::Teach), Level::Core);
    assert_eq!(level("pod", "guide", "member", Kind::Advise), Level::Core);
    let first = &forms.get("reverse").unwrap().directions()[0];
    assert_eq!((first.from.as_str(), first.to.as_str()), ("guide", "learner"));
    assert_eq!(forms.get("pod").unwrap().seat("host"), Seat::Host);
    assert_eq!(forms.get("mentor").unwrap().role_plural("mentee"), "Mentees");
}

#[test]
fn what_is_not_known_is_held_against_nobody() {
    let forms = builtin();
    let cross = forms.get("cross-functional").unwrap();
    let of = |department| Standing { department, ..Standing::of_role("partner") };
    let between = |left, right| cross.level_between(&of(left), &of(right), Kind::Teach);
    assert_eq!(between(Some("Sales"), Some("Legal")), Level::Core);
    assert_eq!(between(Some("Sales"), Some("Sales")), Level::Watch);
    assert_eq!(between(Some("Sales"), None), Level::Core);
    assert!(cross.warnings(&[of(Some("Sales")), of(None)]).is_empty());
    assert_eq!(cross.warnings(&[of(Some("Sales")), of(Some("Sales"))]).len(), 1);

    let lead = |leads| Standing { leads, ..Standing::of_role("partner") };
    let situational = forms.get("situational").unwrap();
    let by_topic = |from, to| situational.level_between(&lead(from), &lead(to), Kind::Teach);
    assert_eq!(by_topic(Some(true), Some(false)), Level::Core);
    assert_eq!(by_topic(Some(false), Some(true)), Level::Welcome);

    let rank = |authority| Standing { authority, ..Standing::of_role("coach-learner") };
    let web = forms.get("poly-directional").unwrap();
    assert_eq!(web.warnings(&[rank(Some(2)), rank(Some(2))]).len(), 1);
    assert!(web.warnings(&[rank(Some(2)), rank(Some(3))]).is_empty());
    assert!(web.warnings(&[rank(Some(2)), rank(None)]).is_empty());
}

#[test]
fn each_form_s_own_answers_are_open_to_it() {
    let forms = builtin();
    let gate = forms.chooser().gate;
    for form in forms.iter() {
        let best = (1..=4).max_by_key(|option| form.chooser.points(gate, *option));
        let open = best.is_some_and(|option| form.chooser.is_open_to(option));
        // The best answer of equal ones may be a closed one; then an equal open one exists.
        let most = form.chooser.most(gate);
        let mut options = form.chooser.open_to.iter();
        assert!(open || options.any(|option| form.chooser.points(gate, *option) == most), "{}", form.id);
    }
    assert_eq!(forms.get("mentor").unwrap().chooser.points(1, 1), 2);
    assert_eq!(forms.get("lateral").unwrap().chooser.points(7, 4), 5);
    assert_eq!(forms.get("pod").unwrap().chooser.points(8, 6), 4);
    assert_eq!(forms.get("pod").unwrap().chooser.points(0, 99), 0);
}

#[test]
fn a_mistyped_form_is_understood() {
    let forms = builtin();
    let near = |word| forms.nearest(word).map(|form| form.id.as_str());
    assert_eq!(near("mentro"), Some("mentor"));
    assert_eq!(near("cross"), Some("cross-functional"));
    assert_eq!(near("xfn"), Some("cross-functional"));
    assert_eq!(near("candour-circle"), Some("candor-circle"));
    assert_eq!(near("submarine"), None);
}

#[test]
fn the_handbook_says_everything_there_is() {
    let forms = builtin();
    for form in forms.iter() {
        let page = handbook(form);
        let headings = page.iter().filter(|line| matches!(line, HandbookLine::Heading(_))).count();
        assert!(headings >= 10, "{}", form.id);
        let said = format!("{page:?}");
        for prompt in &form.prompts {
            assert!(said.contains(&prompt.text), "{}", prompt.text);
        }
        for part in &form.template.parts {
            assert!(said.contains(&part.name), "{}", part.name);
        }
        assert!(listing(form).starts_with(&format!("{} {} — ", form.sign, form.name)));
    }
    let mentor = listing(forms.get("mentor").unwrap());
    assert_eq!(mentor, "M Mentor — One who has been there guides one who is on the way — 2 — mentor");
}

#[test]
fn every_word_fits_a_narrow_terminal() {
    for form in builtin().iter() {
        for part in &form.template.parts {
            assert!(part.name.len() <= 40, "{}", part.name);
        }
        assert!(form.seed_line.len() <= 70, "{}", form.seed_line);
        assert!(form.prompts.iter().all(|prompt| prompt.text.len() <= 80), "{}", form.id);
    }
}

#[test]
fn a_wrong_form_is_told_where_what_and_what_to_do() {
    let mut names: Vec<PathBuf> = std::fs::read_dir(data())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    names.sort();
    assert!(names.len() > 20);
    for path in names {
        let file = path.file_name().unwrap().to_string_lossy();
        let text = std::fs::read_to_string(&path).unwrap();
        let verdict = builtin().add(&file, &text);
        if file == "right.toml" {
            assert_eq!(verdict, Ok(()));
            continue;
        }
        let error = verdict.expect_err(&file);
        let said = format!("error: {error}\nhint: {}\n", error.hint());
        let beside = path.with_extension("txt");
        if std::env::var_os("MENTORLOG_BLESS").is_some() {
            std::fs::write(&beside, &said).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(said, expected, "{file}; if this is better: MENTORLOG_BLESS=1 cargo test --test forms");
    }
}

#[test]
fn edited_copies_take_the_place_of_the_built_in_ones() {
    let folder = tempfile::tempdir().unwrap();
    let edited = mentorlog::assets::FORMS[0].1.replace("name = \"Mentor\"", "name = \"Guide\"");
    std::fs::write(folder.path().join("mine.toml"), edited).unwrap();
    std::fs::copy(data().join("right.toml"), folder.path().join("own.toml")).unwrap();
    std::fs::write(folder.path().join("notes.md"), "no form").unwrap();
    let forms = Forms::with_overrides(folder.path()).unwrap();
    assert_eq!(forms.iter().len(), 13);
    assert_eq!(forms.iter().next().unwrap().name, "Guide");
    assert_eq!(forms.iter().last().unwrap().id, "duet");

    std::fs::copy(data().join("right.toml"), folder.path().join("twice.toml")).unwrap();
    let forms = Forms::with_overrides(folder.path()).unwrap();
    // The others are there all the same.
    assert!(forms.iter().len() >= 12);
    let error = forms.left_out()[0].to_string();
    assert!(error.contains("twice.toml:2: id: `duet` is already the id of"), "{error}");

    let nowhere = folder.path().join("nowhere");
    assert_eq!(Forms::with_overrides(&nowhere).unwrap().iter().len(), 12);
}

/// What makes a form different is a field of its file: no code compares with a form's name. The ids
/// that are also a role, a view or a seat are left out here, since those words may be compared.
#[test]
fn no_code_knows_a_form_by_name() {
    let shared_words = ["mentor", "mutual", "peer"];
    let forms = builtin();
    let ids: Vec<&str> =
        forms.iter().map(|form| form.id.as_str()).filter(|id| !shared_words.contains(id)).collect();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for id in &ids {
                for way in [format!("\"{id}\" =>"), format!("\"{id}\" |"), format!("== \"{id}\"")] {
                    assert!(!text.contains(&way), "{}: {way}", path.display());
                }
            }
        }
    }
}
