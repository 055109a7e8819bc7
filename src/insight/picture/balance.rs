//! Balance: what the owner gave to each person and got from them.

use super::Chronicle;
use crate::insight::Evidence;
use crate::insight::measure::{self, Giving};
use crate::model::{Id, Person};

/// What went both ways between the owner and one person. A row weighs 1 and how well it landed.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The other.
    pub person: Id<Person>,
    /// What the owner gave them.
    pub gave: f64,
    /// What they gave the owner.
    pub got: f64,
    /// The rows.
    pub rows: Vec<Evidence>,
}

/// Everybody the owner traded with.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// By name.
    pub sides: Vec<Side>,
    /// Weighted reciprocity, 0 to 1, where anything was given.
    pub reciprocity: Option<f64>,
    /// Rows between others, which are on no side.
    pub others: usize,
}

impl Balance {
    /// Reads it from a chronicle.
    pub fn of(chronicle: &Chronicle) -> Self {
        let Some(me) = chronicle.owner else {
            return Self { sides: Vec::new(), reciprocity: None, others: chronicle.gifts.len() };
        };
        let (mut sides, mut giving): (Vec<Side>, _) = (Vec::new(), Giving::new());
        let mut others = 0;
        for gift in &chronicle.gifts {
            let (weight, from) = (gift.weight(), gift.row.from);
            let mine = gift.heard.iter().filter(|to| from == me || **to == me);
            let mut touched = false;
            for to in mine {
                touched = true;
                let other = if from == me { *to } else { from };
                let at = sides.iter().position(|side| side.person == other).unwrap_or_else(|| {
                    sides.push(Side { person: other, gave: 0.0, got: 0.0, rows: Vec::new() });
                    sides.len() - 1
                });
                let side = &mut sides[at];
                if from == me {
                    side.gave += weight;
                } else {
                    side.got += weight;
                }
                side.rows.push(Evidence::Exchange(gift.row.id));
                *giving.entry((from, *to)).or_insert(0.0) += weight;
            }
            others += usize::from(!touched);
        }
        let order = chronicle.in_order(sides.iter().map(|side| side.person));
        sides.sort_by_key(|side| order.iter().position(|person| *person == side.person));
        Self { sides, reciprocity: measure::reciprocity(&giving), others }
    }

    /// What was given and got in all.
    pub fn total(&self) -> (f64, f64) {
        self.sides.iter().fold((0.0, 0.0), |(gave, got), side| (gave + side.gave, got + side.got))
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, gift, id};
    use super::*;
    use crate::model::ExchangeKind;

    /// The worked case of the domain: five rows landed 2,1,0,2,1 and three landed 2,1,1.
    #[test]
    fn both_ways_are_weighed() {
        let mut chronicle = four_weeks();
        let rows = [2, 1, 0, 2, 1].map(|landed| ((1, 2), landed)).into_iter();
        let rows = rows.chain([2, 1, 1].map(|landed| ((2, 1), landed)));
        chronicle.gifts = rows
            .zip(20..)
            .map(|((way, landed), number)| {
                let mut gift = gift(number, "2026-03-03", way, ExchangeKind::Teach);
                gift.row.landed = Some(landed);
                gift
            })
            .collect();
        chronicle.gifts.push(gift(40, "2026-03-03", (2, 3), ExchangeKind::Ask));
        let balance = Balance::of(&chronicle);
        assert_eq!(balance.sides.len(), 1);
        assert_eq!((balance.sides[0].person, balance.sides[0].rows.len()), (id(2), 8));
        assert_eq!(balance.total(), (11.0, 7.0));
        assert!((balance.reciprocity.unwrap() - 0.7778).abs() < 5e-5);
        assert_eq!(balance.others, 1);
    }

    #[test]
    fn what_is_said_to_all_is_shared_among_them() {
        let mut chronicle = four_weeks();
        let mut to_all = gift(20, "2026-03-03", (1, 2), ExchangeKind::Story);
        to_all.heard = vec![id(2), id(3)];
        chronicle.gifts = vec![to_all];
        let balance = Balance::of(&chronicle);
        assert_eq!(balance.sides.iter().map(|side| side.gave).collect::<Vec<_>>(), [0.5, 0.5]);
    }
}
