//! Found by words: what is found is what the rows say, in the order of the list, and nothing that the
//! veil covers.

use chrono::Duration;
use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Filter, Hit, Record, Sight, Store, StoreError, Window};
use proptest::prelude::*;

const NOW: &str = "2026-03-12T09:00:00+01:00";

fn empty() -> Store {
    let store = Store::in_memory(Clock::pinned(NOW).unwrap()).unwrap();
    store.write("owner", |tx| tx.owner("Sam")).unwrap();
    store
}

fn holding(words: &str) -> Filter {
    Filter { text: Some(words.to_owned()), ..Filter::default() }
}

fn note(at: Moment, text: &str) -> Reflection {
    Reflection {
        id: Id::fresh(),
        at,
        about: Vec::new(),
        relationship: None,
        session: None,
        text: text.to_owned(),
        visibility: Visibility::Private,
        tags: Vec::new(),
        updated_at: None,
    }
}

fn put<T: Record>(store: &Store, row: &T) -> Id<T> {
    store.write("put", |tx| tx.put(row)).unwrap()
}

/// The notes that a find shows.
fn found(store: &Store, words: &str) -> Vec<String> {
    let rows: Vec<Reflection> = store.list(&holding(words), &Window::First, 99).unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

#[test]
fn words_are_found_by_their_beginnings_in_any_script() {
    let store = empty();
    let texts = [
        "Café with the platform team",
        "a PLATFORM of trust, don't rush",
        "東京で会った、また来週",
        "приняла решение",
        "so proud \u{1f389} of them",
        "ขอบคุณมาก",
    ];
    for (hours, text) in (0..).zip(texts) {
        put(&store, &note(store.now().plus(-Duration::hours(hours)), text));
    }
    for (words, expected) in [
        ("plat", &texts[0..2]),
        ("team plat", &texts[0..1]),
        ("cafe", &texts[0..1]),
        ("don't", &texts[1..2]),
        ("会った", &texts[2..3]),
        ("来", &texts[2..3]),
        ("会来", &[]),
        ("РЕШ", &texts[3..4]),
        ("\u{1f389}", &texts[4..5]),
        ("คุณ", &texts[5..6]),
        ("atform", &[]),
        ("\"platform\" OR", &[]),
        ("plat NOT team", &[]),
        ("* AND", &[]),
        ("--", &[]),
        ("NEAR(", &[]),
        ("text:plat", &[]),
    ] {
        assert_eq!(found(&store, words), expected, "{words}");
    }
    assert_eq!(found(&store, "  "), Vec::<String>::new());
    let everything = "x ".repeat(500_000);
    assert_eq!(found(&store, &everything), Vec::<String>::new());
}

#[test]
fn however_many_words_begin_so_all_are_found() {
    let store = empty();
    for number in 0..60 {
        put(&store, &note(store.now(), &format!("Begin{number} café")));
    }
    for (words, expected) in
        [("begin", 60), ("beg", 60), ("BEGIN1", 11), ("begin59", 1), ("begin caf", 60), ("begun", 0)]
    {
        assert_eq!(found(&store, words).len(), expected, "{words}");
    }
}

#[test]
fn a_name_finds_what_somebody_has_to_do_with_and_goes_together_with_words() {
    let store = empty();
    let me = store.owner().unwrap().unwrap();
    let ana = put(&store, &Person::named("Ana Ruiz"));
    let ben = put(&store, &Person::named("Ben Okafor"));
    let mut guided = Relationship { title: Some("Harbour".to_owned()), ..Relationship::of_form("mentor") };
    for (person, role) in [(me, "mentor"), (ana, "mentee")] {
        guided.members.push(Member { person, role: role.to_owned(), joined_on: None, left_on: None });
    }
    let guided = put(&store, &guided);
    for (notes, hours) in [("pricing and nerves", 1), ("pricing again", 2), ("the board", 3)] {
        let at = store.now().plus(-Duration::hours(hours));
        let session = Session::new(guided, SessionState::Held, at);
        put(&store, &Session { notes: Some(notes.to_owned()), ..session });
    }
    put(&store, &Reflection { about: vec![ben], ..note(store.now(), "pricing is hard for him") });
    let sessions = |words: &str| store.window::<Session>(&holding(words), &Window::First, 9).unwrap().len();
    for (words, expected) in [
        ("ana", 3),
        ("ana pricing", 2),
        ("pric", 2),
        ("harbour", 3),
        ("harb board", 1),
        ("ben", 0),
        ("ruiz ben", 0),
    ] {
        assert_eq!(sessions(words), expected, "{words}");
    }
    // A new name is found at once, and the old one no more, in rows that nobody touched.
    store.write("rename", |tx| tx.edit(ana, |person| person.name = "Zoe Ruiz".to_owned())).unwrap();
    assert_eq!((sessions("ana"), sessions("zoe pricing")), (0, 2));
    assert_eq!(found(&store, "ben pric"), ["pricing is hard for him"]);
    let about = |person| store.about::<Reflection>(person, 9).unwrap().len();
    assert_eq!((about(ben), about(ana)), (1, 0));
    let hits = store.find("pricing", 10).unwrap();
    let nouns: Vec<_> = hits.iter().map(|hit| hit.noun).collect();
    assert_eq!(nouns, ["session", "session", "reflection"]);
}

#[test]
fn an_edit_an_undo_and_the_bin_are_found_at_once() {
    let store = empty();
    let id = put(&store, &note(store.now(), "first words"));
    store.write("edit", |tx| tx.edit(id, |row| row.text = "second thoughts".to_owned())).unwrap();
    assert_eq!((found(&store, "first").len(), found(&store, "second").len()), (0, 1));
    store.undo().unwrap();
    assert_eq!((found(&store, "first").len(), found(&store, "second").len()), (1, 0));
    store.redo().unwrap();
    store.write("bin", |tx| tx.bin(id)).unwrap();
    assert!(found(&store, "second").is_empty());
    store.undo().unwrap();
    assert_eq!(found(&store, "second").len(), 1);
    store.write("bin", |tx| tx.bin(id)).unwrap();
    store.purge().unwrap();
    assert!(found(&store, "second").is_empty());
    assert_eq!(store.search_faults().unwrap(), Vec::<String>::new());
}

#[test]
fn more_rows_of_one_moment_than_a_window_keep_their_order() {
    let store = empty();
    store
        .write("rows", |tx| {
            for number in 0..40 {
                let day = Duration::days(number / 20);
                tx.put(&note(store.now().plus(-day), &format!("word {number}")))?;
                let mut goal = Goal::titled(format!("word {number}"));
                goal.due_on = (number % 3 > 0).then(|| store.clock().today() + day);
                tx.put(&goal)?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let days = |rows: Vec<Goal>| rows.into_iter().map(|row| row.due_on).collect::<Vec<_>>();
    let all = days(store.list(&Filter::default(), &Window::First, 99).unwrap());
    assert_eq!(days(store.list(&holding("word"), &Window::First, 99).unwrap()), all);
    let first = found(&store, "word")[..20].to_vec();
    assert!(first.iter().all(|text| text[5..].parse::<u8>().unwrap() < 20), "{first:?}");
    let alone = Filter { since: Some(store.clock().today()), ..holding("word") };
    assert_eq!(store.window::<Reflection>(&alone, &Window::First, 99).unwrap().len(), 20);
}

#[test]
fn what_the_veil_covers_is_not_found_by_its_words() {
    let store = empty();
    let me = store.owner().unwrap().unwrap();
    let ana = put(&store, &Person { note: Some("heliotrope".to_owned()), ..Person::named("Ana") });
    put(&store, &note(store.now(), "heliotrope in private"));
    put(&store, &Reflection { visibility: Visibility::Shared, ..note(store.now(), "heliotrope for all") });
    put(&store, &Goal { visibility: Visibility::Private, ..Goal::titled("heliotrope goal") });
    let draft =
        Feedback { behaviour: Some("heliotrope".to_owned()), ..Feedback::draft(me, ana, store.now()) };
    put(&store, &draft);
    let nouns = |hits: Vec<Hit>| hits.into_iter().map(|hit| hit.noun).collect::<Vec<_>>();
    assert_eq!(
        nouns(store.find("heliotrope", 9).unwrap()),
        ["person", "feedback", "goal", "reflection", "reflection"]
    );
    store.set_sight(Sight::Veiled);
    assert_eq!(nouns(store.find("heliotrope", 9).unwrap()), ["reflection"]);
    assert_eq!(found(&store, "heliotrope"), ["heliotrope for all"]);
    assert_eq!(store.count::<Goal>(&holding("heliotrope")).unwrap(), 0);
    assert_eq!(store.window::<Person>(&holding("ana"), &Window::First, 9).unwrap().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What a list narrowed by words shows is what a look at every row finds.
    #[test]
    fn a_find_is_a_look_at_every_row(
        rows in prop::collection::vec((0..5i64, prop::collection::vec("[a-c]{1,3}", 1..5)), 1..40),
        words in prop::collection::vec("[a-c]{1,2}", 1..3),
    ) {
        let store = empty();
        for (day, said) in &rows {
            put(&store, &note(store.now().plus(-Duration::days(*day)), &said.join(" ")));
        }
        let all: Vec<Reflection> = store.list(&Filter::default(), &Window::First, 99).unwrap();
        let has = |row: &&Reflection| {
            words.iter().all(|word| row.text.split(' ').any(|said| said.starts_with(word.as_str())))
        };
        let expected: Vec<_> = all.iter().filter(has).map(|row| row.id).collect();
        let filter = holding(&words.join(" "));
        let shown = store.window::<Reflection>(&filter, &Window::First, 99).unwrap();
        // Rows of one moment stand in the order in which they came.
        let days = |ids: &[Id<Reflection>]| ids.iter().map(|id| store.need(*id).unwrap().at).collect::<Vec<_>>();
        prop_assert_eq!(days(&shown), days(&expected));
        let sorted = |mut ids: Vec<Id<Reflection>>| { ids.sort(); ids };
        prop_assert_eq!(sorted(shown.clone()), sorted(expected));
        // In windows it is the same list.
        let mut walked = store.window::<Reflection>(&filter, &Window::First, 3).unwrap();
        while let Some(last) = walked.last() {
            let cursor = store.cursor(*last).unwrap().unwrap();
            let more = store.window::<Reflection>(&filter, &Window::After(cursor), 3).unwrap();
            if more.is_empty() {
                break;
            }
            walked.extend(more);
        }
        prop_assert_eq!(walked, shown);
    }
}
