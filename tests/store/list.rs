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
            texts: some([self.notes.as_ref(), self.private_notes.as_ref(), self.place.as_ref()]),
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
            texts: some([Some(&self.title), self.why.as_ref(), self.measure.as_ref()]),
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
            texts: vec![self.text.clone()],
        }
    }
}

struct Journal {
    store: Store,
    members: HashMap<Id<Relationship>, Vec<Id<Person>>>,
    names: HashMap<Id<Person>, String>,
}

fn journal() -> Journal {
    let store = Store::in_memory(Clock::pinned("2026-03-12T09:00:00+01:00").unwrap()).unwrap();
    mentorlog::exchange::demo::load(&store).unwrap();
    let all: Vec<Relationship> = store.list(&Filter::default(), &Window::First, 1000).unwrap();
    let members = all
        .into_iter()
        .map(|row| (row.id, row.members.iter().map(|member| member.person).collect()))
        .collect();
    let names = store.names().unwrap().into_iter().collect();
    Journal { store, members, names }
}

fn holds(filter: &Filter, row: &Plain, names: &HashMap<Id<Person>, String>) -> bool {
    let contains = |text: &str, part: &str| text.to_ascii_lowercase().contains(&part.to_ascii_lowercase());
    filter.with.is_none_or(|person| row.people.contains(&person))
        && filter.relationship.is_none_or(|wanted| row.relationship == Some(wanted))
        && filter.since.is_none_or(|day| row.time >= day.to_string())
        && filter.until.is_none_or(|day| row.time < day.succ_opt().unwrap().to_string())
        && (filter.states.is_empty() || row.state.is_empty() || filter.states.contains(&row.state.as_str()))
        && filter.text.as_deref().is_none_or(|part| {
            let named = row.people.iter().filter_map(|person| names.get(person));
            row.texts.iter().chain(named).any(|text| contains(text, part))
        })
}

/// The list as one window, by windows forward, and by windows backward.
fn compare<T: Listed>(journal: &Journal, filter: &Filter, step: usize) -> Result<(), TestCaseError> {
    let store = &journal.store;
    let every: Vec<T> = store.list(&Filter::default(), &Window::First, 100_000).unwrap();
    let expected: Vec<Id<T>> = every
        .iter()
        .filter(|row| holds(filter, &row.plain(&journal.members), &journal.names))
        .map(Record::id)
        .collect();
    prop_assert_eq!(&store.window::<T>(filter, &Window::First, 100_000).unwrap(), &expected);
    prop_assert_eq!(store.count::<T>(filter).unwrap(), expected.len() as u64);

    let (mut forward, mut window) = (Vec::new(), Window::First);
    loop {
        let part = store.window::<T>(filter, &window, step).unwrap();
        let Some(last) = part.last().copied() else { break };
        forward.extend(part);
        window = Window::After(store.cursor(last).unwrap().unwrap());
    }
    prop_assert_eq!(&forward, &expected);

    let (mut backward, mut window) = (Vec::new(), Window::Last);
    loop {
        let part = store.window::<T>(filter, &window, step).unwrap();
        let Some(first) = part.first().copied() else { break };
        backward.splice(0..0, part);
        window = Window::Before(store.cursor(first).unwrap().unwrap());
    }
    prop_assert_eq!(&backward, &expected);
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
        text in prop::option::weighted(0.4, prop::sample::select(vec!["a", "AN", "review", "%", "_", "\\", "陈", "zzz"])),
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
