//! Over any row of closings no item is lost and none is doubled.

use super::rows::{form, material};
use mentorlog::model::{Item, ItemState, Moment, Session, SessionState};
use mentorlog::sitting::{Closing, Fate, Material};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One session in between: lines dropped in, whether the next date is known, and the fates.
#[derive(Debug, Clone)]
struct Step {
    later: u8,
    on_agenda: u8,
    dated: bool,
    fates: Vec<usize>,
}

fn step() -> impl Strategy<Value = Step> {
    (0u8..4, 0u8..4, any::<bool>(), prop::collection::vec(0usize..Fate::ALL.len(), 12))
        .prop_map(|(later, on_agenda, dated, fates)| Step { later, on_agenda, dated, fates })
}

/// Where each line is now: how often it is open or put aside somewhere.
fn alive(material: &Material) -> BTreeMap<String, Vec<Item>> {
    let mut places = BTreeMap::<String, Vec<Item>>::new();
    let lines = material.session.agenda.iter().chain(&material.relationship.parking);
    for item in lines.filter(|item| matches!(item.state, ItemState::Open | ItemState::Parked)) {
        places.entry(item.text.clone()).or_default().push(item.clone());
    }
    places
}

/// Plans the next session as `session plan` does when no closing made one.
fn plan(mut material: Material, at: Moment) -> Material {
    let mut session = Session::new(material.relationship.id, SessionState::Planned, at);
    let (waiting, aside): (Vec<Item>, Vec<Item>) =
        material.relationship.parking.into_iter().partition(|item| item.state == ItemState::Open);
    session.agenda = waiting;
    material.relationship.parking = aside;
    material.session = session;
    material
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn carry_over_loses_and_doubles_nothing(
        name in prop::sample::select(vec!["mentor", "mutual", "pod"]),
        steps in prop::collection::vec(step(), 1..8),
    ) {
        let form = form(name);
        let mut now = material(&form, if name == "pod" { 4 } else { 2 });
        let mut expected = BTreeMap::new();
        let mut made = 0;
        for (round, step) in steps.into_iter().enumerate() {
            let today = now.session.starts_at.day();
            let people = now.present();
            for line in 0..step.later + step.on_agenda {
                made += 1;
                let raised = Item {
                    raised_by: people.get(usize::from(line)).copied(),
                    raised_on: Some(today),
                    ..Item::new(format!("line {made}"))
                };
                expected.insert(raised.text.clone(), today);
                if line < step.later { now.relationship.parking.push(raised) } else { now.session.agenda.push(raised) }
            }
            let next = now.session.starts_at.plus(chrono::Duration::days(7));
            let mut closing = Closing::propose(&now, &form, None, step.dated.then_some(next), &[], today);
            for ((item, fate), chosen) in closing.items.iter_mut().zip(&step.fates) {
                *fate = Fate::ALL[*chosen];
                if matches!(*fate, Fate::Drop | Fate::Done) {
                    expected.remove(&item.text);
                }
            }
            let closed = closing.apply(&now, &form, None, now.session.starts_at);
            prop_assert!(closed.session.agenda.iter().all(|item| item.state != ItemState::Open));
            if let Some(relationship) = closed.relationship {
                now.relationship = relationship;
            }
            prop_assert_eq!(closed.next.is_some(), step.dated, "round {}", round);
            now = match closed.next {
                Some(session) => Material { session, ..now },
                None => plan(now, next),
            };
            let alive = alive(&now);
            prop_assert_eq!(
                alive.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "lost or kept too long"
            );
            for (text, places) in alive {
                prop_assert_eq!(places.len(), 1, "{} is doubled", text);
                prop_assert_eq!(places[0].raised_on, expected.get(&text).copied(), "{}", text);
            }
        }
    }
}
