//! Growth: how skills were rated then and now, by oneself and by others.
//!
//! Self ratings run high and agree weakly with those of others, so the gap is a figure to talk about
//! and no verdict. Rated on one scale, 1 to 7: gap = own - mean(others). Then and now compare the same
//! raters, those who rated it more than once: somebody who joins later moves neither.

use crate::model::{Id, Person, Skill, SkillRating};
use chrono::NaiveDate;

/// A skill of one person, then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// Whose it is.
    pub person: Id<Person>,
    /// The skill.
    pub name: String,
    /// Then: the mean of what each rater said first, of those who rated it again. Nothing before
    /// anybody did.
    pub start: Option<f64>,
    /// Now: the mean of what the same raters said last; of all while nobody rated it again.
    pub now: Option<f64>,
    /// How many raters then and now are of.
    pub again: usize,
    /// How many raters are left out of then and now, because they rated it once.
    pub once: usize,
    /// What is to be reached.
    pub target: Option<f64>,
    /// What they say of themselves now.
    pub own: Option<f64>,
    /// What others say now: the mean of what each of them said last.
    pub others: Option<f64>,
    /// The days of the first and the last rating.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// How often it was rated.
    pub ratings: usize,
    /// The rows it was made from.
    pub rows: Vec<Id<Skill>>,
}

impl Growth {
    /// How much higher somebody puts themselves than others do: own - mean(others). Nothing while one
    /// of the two is missing.
    pub fn gap(&self) -> Option<f64> {
        Some(self.own? - self.others?)
    }

    /// The change: now - then.
    pub fn change(&self) -> Option<f64> {
        Some(self.now? - self.start?)
    }

    /// Whose ratings then and now are of, where not of everybody's.
    pub fn compared(&self) -> Option<String> {
        let they = |count: usize| if count == 1 { "1 rater".to_owned() } else { format!("{count} raters") };
        (self.again > 0 && self.once > 0)
            .then(|| format!("{} twice or more; {} once, left out", they(self.again), they(self.once)))
    }

    /// `own 5.0 - mean of others 3.5 = +1.5`, as far as there are figures.
    pub fn formula(&self) -> String {
        match (self.own, self.others, self.gap()) {
            (Some(own), Some(others), Some(gap)) => {
                format!("own {own:.1} - mean of others {others:.1} = {gap:+.1}")
            }
            (Some(own), None, _) => format!("own {own:.1}, nobody else yet"),
            (None, Some(others), _) => format!("mean of others {others:.1}, not by themselves yet"),
            _ => "not rated yet".to_owned(),
        }
    }
}

/// Growth by person and skill, in the order in which they first come. Rows of one person and one name,
/// a private and a shared one, are one skill.
pub fn growth(skills: &[Skill]) -> Vec<Growth> {
    let mut groups: Vec<Vec<&Skill>> = Vec::new();
    for skill in skills {
        let same = |group: &&mut Vec<&Skill>| {
            group.iter().any(|one| one.person == skill.person && one.name.eq_ignore_ascii_case(&skill.name))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(skill),
            None => groups.push(vec![skill]),
        }
    }
    groups.iter().filter_map(|group| one(group)).collect()
}

fn one(group: &[&Skill]) -> Option<Growth> {
    let skill = group.first()?;
    let mut ratings: Vec<&SkillRating> = group.iter().flat_map(|skill| &skill.ratings).collect();
    ratings.sort_by_key(|rating| (rating.at, rating.id));
    let mut raters: Vec<Id<Person>> = Vec::new();
    for rating in &ratings {
        if !raters.contains(&rating.by) {
            raters.push(rating.by);
        }
    }
    let first = |by: Id<Person>| ratings.iter().find(|rating| rating.by == by).map(|rating| rating.value);
    let last =
        |by: Id<Person>| ratings.iter().rev().find(|rating| rating.by == by).map(|rating| rating.value);
    let others = raters.iter().filter(|by| **by != skill.person);
    let often = |by: &&Id<Person>| ratings.iter().filter(|rating| rating.by == **by).count() > 1;
    let again: Vec<Id<Person>> = raters.iter().filter(often).copied().collect();
    let compared = if again.is_empty() { &raters } else { &again };
    Some(Growth {
        person: skill.person,
        name: skill.name.clone(),
        start: mean(again.iter().filter_map(|by| first(*by))),
        now: mean(compared.iter().filter_map(|by| last(*by))),
        again: again.len(),
        once: raters.len() - again.len(),
        target: group.iter().find_map(|skill| skill.target).map(f64::from),
        own: last(skill.person).map(f64::from),
        others: mean(others.filter_map(|by| last(*by))),
        span: ratings.first().zip(ratings.last()).map(|(first, last)| (first.at.day(), last.at.day())),
        ratings: ratings.len(),
        rows: group.iter().map(|skill| skill.id).collect(),
    })
}

fn mean(values: impl Iterator<Item = u8>) -> Option<f64> {
    let values: Vec<f64> = values.map(f64::from).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    fn rated(skill: &mut Skill, by: Id<Person>, day: u32, value: u8) {
        let at = Clock::pinned(&format!("2026-03-{day:02}T09:00:00+01:00")).unwrap().now();
        skill.rate(SkillRating { id: Id::fresh(), at, by, value, note: None });
    }

    #[test]
    fn who_joins_moves_neither_then_nor_now() {
        let [ana, me, ben] = [Id::fresh(), Id::fresh(), Id::fresh()];
        let mut skill = Skill::named(ana, "delegating");
        let seen = |skill: &Skill| {
            let one = growth(std::slice::from_ref(skill)).remove(0);
            (one.start, one.now, one.compared().is_some())
        };
        rated(&mut skill, ana, 1, 3);
        rated(&mut skill, me, 2, 2);
        // Nobody rated it again: there is no then yet, and now is of both.
        assert_eq!(seen(&skill), (None, Some(2.5), false));
        rated(&mut skill, ana, 10, 5);
        rated(&mut skill, me, 10, 4);
        assert_eq!(seen(&skill), (Some(2.5), Some(4.5), false));
        rated(&mut skill, ben, 20, 7);
        assert_eq!(seen(&skill), (Some(2.5), Some(4.5), true));
        // Once he rates it again, too, both are of three.
        rated(&mut skill, ben, 21, 6);
        assert_eq!(seen(&skill), (Some(4.0), Some(5.0), false));
    }

    #[test]
    fn then_and_now_are_means_over_raters_and_the_gap_is_own_less_others() {
        let [ana, me, ben] = [Id::fresh(), Id::fresh(), Id::fresh()];
        let mut skill = Skill { target: Some(6), ..Skill::named(ana, "delegating") };
        rated(&mut skill, ana, 1, 3);
        rated(&mut skill, me, 1, 2);
        rated(&mut skill, ana, 20, 5);
        let mut other = Skill::named(ana, "Delegating");
        rated(&mut other, ben, 20, 4);
        let mut unrated = Skill::named(ana, "strategy");
        unrated.target = Some(4);
        let found = growth(&[skill, unrated, other]);
        assert_eq!(found.len(), 2);
        let one = &found[0];
        // Only Ana rated it twice: then 3, now 5; own 5, others (2 + 4) / 2.
        assert_eq!((one.start, one.now, one.target), (Some(3.0), Some(5.0), Some(6.0)));
        assert_eq!(one.compared().as_deref(), Some("1 rater twice or more; 2 raters once, left out"));
        assert_eq!((one.own, one.others, one.gap()), (Some(5.0), Some(3.0), Some(2.0)));
        assert_eq!(one.formula(), "own 5.0 - mean of others 3.0 = +2.0");
        assert_eq!((one.ratings, one.rows.len()), (4, 2));
        assert_eq!((found[1].start, found[1].gap(), found[1].ratings), (None, None, 0));
        assert_eq!(found[1].formula(), "not rated yet");
    }
}
