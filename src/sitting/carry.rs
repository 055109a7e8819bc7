//! What becomes of agenda items that were not reached: nothing is lost, nothing is doubled.

use crate::model::{Id, Item, ItemState, Session};
use chrono::NaiveDate;

/// What is done with an item that was not reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was talked about after all.
    Done,
    /// It goes to the next session.
    Carry,
    /// It waits in the parking lot until somebody takes it out.
    Park,
    /// It is let go.
    Drop,
}

impl Fate {
    /// All of them, in the order they are offered.
    pub const ALL: [Fate; 4] = [Fate::Carry, Fate::Park, Fate::Drop, Fate::Done];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Done => "done",
            Fate::Carry => "carry",
            Fate::Park => "park",
            Fate::Drop => "drop",
        }
    }

    fn state(self) -> ItemState {
        match self {
            Fate::Done => ItemState::Done,
            Fate::Carry => ItemState::Carried,
            Fate::Park => ItemState::Parked,
            Fate::Drop => ItemState::Dropped,
        }
    }
}

/// An agenda that was closed, and where its lines went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Carried {
    /// The agenda as it stays with the session: every line with what became of it.
    pub agenda: Vec<Item>,
    /// New lines for the next session.
    pub next: Vec<Item>,
    /// New lines for the parking lot.
    pub parked: Vec<Item>,
}

/// Closes an agenda: each open item meets its fate, each other one stays as it is. A line that goes
/// on is a new one that knows the session it comes from and the day it was first raised.
pub fn carry(
    session: Id<Session>,
    held_on: NaiveDate,
    agenda: &[Item],
    mut fate: impl FnMut(&Item) -> Fate,
) -> Carried {
    let mut carried = Carried::default();
    for item in agenda {
        if item.state != ItemState::Open {
            carried.agenda.push(item.clone());
            continue;
        }
        let fate = fate(item);
        carried.agenda.push(Item { state: fate.state(), ..item.clone() });
        let onward = |state| Item {
            id: Id::fresh(),
            state,
            raised_on: item.raised_on.or(Some(held_on)),
            carried_from: Some(session),
            ..item.clone()
        };
        match fate {
            Fate::Carry => carried.next.push(onward(ItemState::Open)),
            Fate::Park => carried.parked.push(onward(ItemState::Parked)),
            Fate::Drop | Fate::Done => {}
        }
    }
    carried
}
