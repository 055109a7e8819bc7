//! Stance: whether the owner asks, advises or tells, as it went.
//!
//! Asked is a question that moved the thinking; advised is advice and stories of one's own; told is
//! teaching. The other kinds (challenge, insight, door, resource, support) are no stance.

use super::Chronicle;
use crate::insight::Evidence;
use crate::model::ExchangeKind;

/// How something was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// A question.
    Asked,
    /// Advice, or a story.
    Advised,
    /// Teaching.
    Told,
}

impl Manner {
    /// Every manner, as they are stacked.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Advised, Self::Told];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Advised => "advised",
            Self::Told => "told",
        }
    }

    /// That of a kind of exchange, where it is one.
    pub fn of(kind: ExchangeKind) -> Option<Self> {
        match kind {
            ExchangeKind::Ask => Some(Self::Asked),
            ExchangeKind::Advise | ExchangeKind::Story => Some(Self::Advised),
            ExchangeKind::Teach => Some(Self::Told),
            _ => None,
        }
    }
}

/// The rows of each stretch of the span, by manner.
#[derive(Debug, Clone, PartialEq)]
pub struct Stance {
    /// Oldest stretch first; within it as they are stacked.
    pub stretches: Vec<[Vec<Evidence>; 3]>,
}

impl Stance {
    /// Reads it from what the owner gave.
    pub fn of(chronicle: &Chronicle) -> Self {
        let mut stretches = vec![<[Vec<Evidence>; 3]>::default(); chronicle.span.stretches()];
        let mine = chronicle.gifts.iter().filter(|gift| chronicle.owner == Some(gift.row.from));
        for gift in mine {
            let at = chronicle.span.stretch_of(gift.row.day);
            if let Some((stretch, manner)) = at.zip(Manner::of(gift.row.kind)) {
                stretches[stretch][manner as usize].push(Evidence::Exchange(gift.row.id));
            }
        }
        Self { stretches }
    }

    /// Every row of a manner.
    pub fn all(&self, manner: Manner) -> Vec<Evidence> {
        self.stretches.iter().flat_map(|stretch| stretch[manner as usize].iter().copied()).collect()
    }

    /// The share of questions in some stretches, where anything is in them.
    pub fn asked_share(stretches: &[[Vec<Evidence>; 3]]) -> Option<f64> {
        let asked: usize = stretches.iter().map(|stretch| stretch[Manner::Asked as usize].len()).sum();
        let all: usize = stretches.iter().flatten().map(Vec::len).sum();
        (all > 0).then(|| crate::insight::measure::count(asked) / crate::insight::measure::count(all))
    }
}

#[cfg(test)]
mod tests {
    use super::super::made::{four_weeks, gift};
    use super::*;

    #[test]
    fn what_i_gave_by_manner_and_stretch() {
        let mut chronicle = four_weeks();
        chronicle.gifts = vec![
            gift(1, "2026-02-17", (1, 2), ExchangeKind::Teach),
            gift(2, "2026-02-17", (1, 2), ExchangeKind::Story),
            gift(3, "2026-03-10", (1, 2), ExchangeKind::Ask),
            gift(4, "2026-03-10", (1, 2), ExchangeKind::Door),
            gift(5, "2026-03-10", (2, 1), ExchangeKind::Ask),
        ];
        let stance = Stance::of(&chronicle);
        assert_eq!(stance.stretches.len(), 4);
        assert_eq!(Manner::ALL.map(|manner| stance.all(manner).len()), [1, 1, 1]);
        assert_eq!(Stance::asked_share(&stance.stretches[..2]), Some(0.0));
        assert_eq!(Stance::asked_share(&stance.stretches[2..]), Some(1.0));
        assert_eq!(Stance::asked_share(&[]), None);
    }
}
