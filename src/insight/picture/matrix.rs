//! Exchange matrix: who gave whom how much, and on what.

use super::Chronicle;
use crate::insight::Evidence;
use crate::model::{Id, Person};
use std::collections::{BTreeMap, BTreeSet};

/// What one person gave another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Given {
    /// How much, weighed.
    pub weight: f64,
    /// On which topics, by name, with the number of rows.
    pub topics: BTreeMap<String, usize>,
    /// The rows.
    pub rows: Vec<Evidence>,
}

/// Who gave whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Everybody who gave or got, by name, the owner first.
    pub people: Vec<Id<Person>>,
    /// By giver and receiver.
    pub given: BTreeMap<(Id<Person>, Id<Person>), Given>,
    /// Rows by topic; what has none is not among them.
    pub topics: BTreeMap<String, usize>,
}

impl Matrix {
    /// Reads it from a chronicle.
    pub fn of(chronicle: &Chronicle) -> Self {
        let mut given: BTreeMap<(Id<Person>, Id<Person>), Given> = BTreeMap::new();
        let mut topics: BTreeMap<String, usize> = BTreeMap::new();
        let mut people = BTreeSet::new();
        for gift in &chronicle.gifts {
            if let Some(topic) = &gift.row.topic {
                *topics.entry(topic.clone()).or_default() += 1;
            }
            for to in &gift.heard {
                people.extend([gift.row.from, *to]);
                let cell = given.entry((gift.row.from, *to)).or_default();
                cell.weight += gift.weight();
                cell.rows.push(Evidence::Exchange(gift.row.id));
                if let Some(topic) = &gift.row.topic {
                    *cell.topics.entry(topic.clone()).or_default() += 1;
                }
            }
        }
        Self { people: chronicle.in_order(people), given, topics }
    }

    /// The greatest weight between two people.
    pub fn most(&self) -> f64 {
        self.given.values().map(|given| given.weight).fold(0.0, f64::max)
    }

    /// Topics, those that came up most often first.
    pub fn often(topics: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
        let mut often: Vec<(&str, usize)> =
            topics.iter().map(|(name, rows)| (name.as_str(), *rows)).collect();
        often.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
        often
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, gift, id};
    use super::*;
    use crate::model::ExchangeKind;

    #[test]
    fn a_cell_knows_how_much_and_on_what() {
        let mut chronicle = four_weeks();
        chronicle.gifts = vec![
            gift(20, "2026-03-02", (1, 3), ExchangeKind::Teach),
            gift(21, "2026-03-03", (1, 3), ExchangeKind::Ask),
            gift(22, "2026-03-04", (2, 1), ExchangeKind::Insight),
        ];
        chronicle.gifts[0].row.topic = Some("hiring".to_owned());
        let matrix = Matrix::of(&chronicle);
        assert_eq!(matrix.people, [id(1), id(2), id(3)]);
        let cell = &matrix.given[&(id(1), id(3))];
        assert_eq!((cell.weight, cell.rows.len(), cell.topics["hiring"]), (2.0, 2, 1));
        assert_eq!(matrix.most(), 2.0);
        assert_eq!(Matrix::often(&matrix.topics), [("hiring", 1)]);
    }
}
