//! Out, in and out again is the same; twice is once; one undo takes it back.

use super::journals::{any_file, empty, export, holding, import, undated};
use mentorlog::model::{Goal, Id, Person, Relationship, Session};
use mentorlog::store::{Filter, Record, Store, Window};
use proptest::prelude::*;

fn bin<T: Record>(store: &Store, number: usize) {
    let ids: Vec<Id<T>> = store.window(&Filter::default(), &Window::First, 1000).unwrap();
    if !ids.is_empty() {
        store.write("bin", |tx| tx.bin(ids[number % ids.len()])).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_comes_in_and_is_exported_the_same(file in any_file()) {
        let first = export(&holding(&file.to_string()));
        let second = export(&holding(&first));
        prop_assert_eq!(undated(&first), undated(&second));
        prop_assert!(first.lines().nth(1).unwrap().starts_with("\"exported_at\":\"2026-03-12T08:00:00Z\""));
    }

    #[test]
    fn what_is_in_the_bin_stays_behind_and_leaves_nothing_dangling(
        file in any_file(),
        binned in prop::collection::vec((0..4_u8, 0..9_usize), 1..4),
    ) {
        let store = holding(&file.to_string());
        for (noun, number) in binned {
            match noun {
                0 => bin::<Person>(&store, number),
                1 => bin::<Relationship>(&store, number),
                2 => bin::<Session>(&store, number),
                _ => bin::<Goal>(&store, number),
            }
        }
        let first = export(&store);
        prop_assert_eq!(undated(&first), undated(&export(&holding(&first))));
    }

    #[test]
    fn a_second_time_changes_nothing(one in any_file(), other in any_file()) {
        let store = empty();
        let mut other = other;
        // A journal has one owner.
        for person in other["people"].as_array_mut().unwrap() {
            person["owner"] = false.into();
        }
        import(&store, one.to_string()).unwrap();
        import(&store, other.to_string()).unwrap();
        let once = export(&store);
        let steps = store.history(9).unwrap().len();
        let file = export(&holding(&once));
        for again in [&file, &once] {
            let summary = import(&store, again).unwrap();
            prop_assert_eq!((summary.added(), summary.updated()), (0, 0));
        }
        prop_assert_eq!(export(&store), once);
        prop_assert_eq!(store.history(9).unwrap().len(), steps);
    }

    #[test]
    fn an_import_is_one_step(file in any_file(), there in any_file()) {
        let store = holding(&there.to_string());
        let before = store.digest().unwrap();
        let mut file = file;
        for person in file["people"].as_array_mut().unwrap() {
            person["owner"] = false.into();
        }
        import(&store, file.to_string()).unwrap();
        let after = store.digest().unwrap();
        prop_assert_eq!(store.undo().unwrap().unwrap().label, "import");
        prop_assert_eq!(store.digest().unwrap(), before);
        store.redo().unwrap().unwrap();
        prop_assert_eq!(store.digest().unwrap(), after);
    }
}
