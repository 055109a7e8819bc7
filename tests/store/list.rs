//! A filtered list, read window by window, is what a plain look at every row finds.

use chrono::{Days, NaiveDate};
use mentorlog::clock::Clock;
use mentorlog::model::*;
use mentorlog::store::{Filter, Record, Store, Window};
use proptest::prelude::*;
use std::collections::HashMap;

/// What a noun's rows are filtered by, read off the row itself.
struct Plain {
    people: Vec<Id<Person>>,
    relationship: Option<Id<Relationship>>,
    time: String,
    state: String,
    texts: Vec<String>,
}

trait Listed: Record {
    fn plain(&self, members: &HashMap<Id<Relationship>, Vec<Id<Person>>>) -> Plain;
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}

fn some<'a>(texts: impl IntoIterator<Item = Option<&'a String>>) -> Vec<String> {
    texts.into_iter().flatten().cloned().collect()
}

impl Listed for Session {
    fn plain(&self, members: &HashMap<Id<Relationship>, Vec<Id<Person>>>) -> Plain {
        Plain {
            people: members.get(&self.relationship).cloned().unwrap_or_default(),
            relationship: Some(self.relationship),
            time: self.starts_at.to_string(),
            state: word(self.state),
            texts: self
                .agenda
                .iter()
                .map(|item| item.text.clone())
                .chain(some([self.notes.as_ref(), self.private_notes.as_ref(), self.place.as_ref()]))
                .collect(),
        }
    }
}

impl Listed for Exchange {
    fn plain(&self, _: &HashMap<Id<Relationship>, Vec<Id<Person>>>) -> Plain {
        Plain {
            people: std::iter::once(self.from).chain(self.to).collect(),
            relationship: self.relationship,
            time: self.at.to_string(),
            state: word(self.kind),
            texts: some([Some(&self.text), self.topic.as_ref()]),
        }
    }
}

impl Listed for Commitment {
    fn plain(&self, _: &HashMap<Id<Relationship>, Vec<Id<Person>>>) -> Plain {
        Plain {
            people: std::iter::once(self.owner).chain(self.to).collect(),
            relationship: self.relationship,
            time: self.due_on.map(|day| day.to_string()).unwrap_or_default(),
            state: word(self.state),
            texts: vec![self.text.clone()],
        }
    }
}

impl Listed for Goal {
    fn plain(&self, members: &HashMap<Id<Relationship>, Vec<Id<Person>>>) -> Plain {
        let theirs = self.relationship.and_then(|id| members.get(&id)).cloned().unwrap_or_default();
        Plain {
            people: self.owners.iter().copied().chain(theirs).collect(),
            relationship: self.relationship,
            time: self.due_on.map(|day| day.to_string()).unwrap_or_default(),
            state: word(self.state),
            texts: self
                .checkins
                .iter()
                .filter_map(|checkin| checkin.note.clone())
                .chain(some([Some(&self.title), self.why.as_ref(), self.measure.as_ref()]))
                .collect(),
        }
    }
}

impl Listed for Reflection {
    fn plain(&self, _: &HashMap<Id<Relationship>, Vec<Id<Person>>>) -> Plain {
        Plain {
            people: self.about.clone(),
            relationship: self.relationship,
            time: self.at.to_string(),
            state: String::new(),
            texts: std::iter::once(&self.text).chain(&self.tags).cloned().collect(),
        }
    }
}

struct Journal {
    store: Store,
    members: HashMap<Id<Relationship>, Vec<Id<Person>>>,
    names: HashMap<Id<Person>, String>,
    titles: HashMap<Id<Relationship>, String>,
}

fn journal() -> Journal {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    mentorlog::exchange::demo::load(&store).unwrap();
    let all: Vec<Relationship> = store.list(&Filter::default(), &Window::First, 1000).unwrap();
    let titles = all.iter().filter_map(|row| Some((row.id, row.title.clone()?))).collect();
    let members = all
        .into_iter()
        .map(|row| (row.id, row.members.iter().map(|member| member.person).collect()))
        .collect();
    let names = store.names().unwrap().into_iter().collect();
    Journal { store, members, names, titles }
}

/// The words of a text; signs of a script without spaces are a word each.
fn words(text: &str) -> Vec<String> {
    let apart: String = text
        .chars()
        .flat_map(|sign| if sign > '\u{2e80}' { vec![' ', sign, ' '] } else { vec![sign] })
        .collect();
    apart.to_lowercase().split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned).collect()
}

fn holds(filter: &Filter, row: &Plain, journal: &Journal) -> bool {
    let has = |text: &String, part: &str| words(text).iter().any(|word| word.starts_with(part));
    filter.with.is_none_or(|person| row.people.contains(&person))
        && filter.relationship.is_none_or(|wanted| row.relationship == Some(wanted))
        && filter.since.is_none_or(|day| row.time >= day.to_string())
        && filter.until.is_none_or(|day| row.time < day.succ_opt().unwrap().to_string())
        && (filter.states.is_empty() || row.state.is_empty() || filter.states.contains(&row.state.as_str()))
        && filter.text.as_deref().is_none_or(|text| {
            let called = row.people.iter().filter_map(|person| journal.names.get(person));
            let called = called.chain(row.relationship.and_then(|id| journal.titles.get(&id)));
            let texts: Vec<_> = row.texts.iter().chain(called).collect();
            let parts: Vec<_> = words(text).into_iter().filter(|part| !part.is_empty()).collect();
            !parts.is_empty() && parts.iter().all(|part| texts.iter().any(|text| has(text, part)))
        })
}

/// The same list: words leave it in the order of its times, rows of one time in the order they came.
fn same<T: Listed>(journal: &Journal, filter: &Filter, shown: &[Id<T>], expected: &[Id<T>]) -> bool {
    let time = |id: &Id<T>| journal.store.need(*id).unwrap().plain(&journal.members).time;
    let sorted = |ids: &[Id<T>]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    if filter.text.is_none() {
        return shown == expected;
    }
    sorted(shown) == sorted(expected) && shown.iter().map(time).eq(expected.iter().map(time))
}

/// The list as one window, by windows forward, and by windows backward.
fn compare<T: Listed>(journal: &Journal, filter: &Filter, step: usize) -> Result<(), TestCaseError> {
    let store = &journal.store;
    let every: Vec<T> = store.list(&Filter::default(), &Window::First, 100_000).unwrap();
    let expected: Vec<Id<T>> = every
        .iter()
        .filter(|row| holds(filter, &row.plain(&journal.members), journal))
        .map(Record::id)
        .collect();
    let whole = store.window::<T>(filter, &Window::First, 100_000).unwrap();
    prop_assert!(same(journal, filter, &whole, &expected), "{:?} instead of {:?}", whole, expected);
    prop_assert_eq!(store.count::<T>(filter).unwrap(), whole.len() as u64);

    let (mut forward, mut window) = (Vec::new(), Window::First);
    loop {
        let part = store.window::<T>(filter, &window, step).unwrap();
        let Some(last) = part.last().copied() else { break };
        forward.extend(part);
        window = Window::After(store.cursor(last).unwrap().unwrap());
    }
    prop_assert_eq!(&forward, &whole);

    let (mut backward, mut window) = (Vec::new(), Window::Last);
    loop {
        let part = store.window::<T>(filter, &window, step).unwrap();
        let Some(first) = part.first().copied() else { break };
        backward.splice(0..0, part);
        window = Window::Before(store.cursor(first).unwrap().unwrap());
    }
    prop_assert_eq!(&backward, &whole);
    Ok(())
}

const STATES: &[&str] = &["planned", "held", "open", "kept", "active", "advise", "teach"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_filtered_list_is_a_plain_scan(
        with in prop::option::weighted(0.4, any::<prop::sample::Index>()),
        relationship in prop::option::weighted(0.3, any::<prop::sample::Index>()),
        since in prop::option::weighted(0.4, 0..400u64),
        until in prop::option::weighted(0.4, 0..400u64),
        states in prop::sample::subsequence(STATES.to_vec(), 0..=2),
        text in prop::option::weighted(0.4, prop::sample::select(vec!["a", "AN", "review", "re an", "%", "_", "\\", "陈", "zzz"])),
        step in 1..40usize,
    ) {
        let journal = journal();
        let day = |back: u64| NaiveDate::from_ymd_opt(2026, 4, 15).unwrap().checked_sub_days(Days::new(back)).unwrap();
        let people: Vec<_> = journal.names.keys().copied().collect();
        let relationships: Vec<_> = journal.members.keys().copied().collect();
        let filter = Filter {
            with: with.map(|at| *at.get(&people)),
            relationship: relationship.map(|at| *at.get(&relationships)),
            since: since.map(day),
            until: until.map(day),
            states,
            text: text.map(str::to_owned),
        };
        compare::<Session>(&journal, &filter, step)?;
        compare::<Exchange>(&journal, &filter, step)?;
        compare::<Commitment>(&journal, &filter, step)?;
        compare::<Goal>(&journal, &filter, step)?;
        compare::<Reflection>(&journal, &filter, step)?;
    }
}
