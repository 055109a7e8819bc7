//! The rules a row keeps: what the file enforces, said before it is written, with the field's path.

use super::fault::{Fault, brief};
use crate::model::skill;
use crate::model::text::clean;
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Item, Person, Reflection, Relationship, Review, Round, RoundState,
    Session, Skill, Tag,
};
use crate::store::{NOUNS, Noun, Record};
use std::ops::RangeInclusive;
use uuid::Uuid;

/// A noun as the interchange sees it.
pub(super) trait Row: Record {
    /// What is wrong with the row by itself.
    fn check(&self) -> Result<(), Fault>;

    /// Whether it is ripe to leave the journal.
    fn goes_out(&self) -> bool {
        true
    }

    /// The row it hangs on, where that is no reference of the file's.
    fn hangs_on(&self) -> Option<(&'static Noun, Uuid)> {
        None
    }

    /// The row as a person: a journal has one owner.
    fn person(&mut self) -> Option<&mut Person> {
        None
    }
}

impl Row for Person {
    fn check(&self) -> Result<(), Fault> {
        not_empty("name", &self.name)
    }

    fn person(&mut self) -> Option<&mut Person> {
        Some(self)
    }
}

impl Row for Relationship {
    fn check(&self) -> Result<(), Fault> {
        not_empty("form", &self.form)?;
        within("cadence_days", self.cadence_days, 1..=u16::MAX)?;
        within("session_minutes", self.session_minutes, 1..=u16::MAX)?;
        in_order("started_on", self.started_on, "ended_on", self.ended_on)?;
        each("members", &self.members, |member| {
            in_order("joined_on", member.joined_on, "left_on", member.left_on)
        })?;
        each("parking", &self.parking, item)?;
        each("choices", &self.choices, |choice| not_empty("form", &choice.form))
    }
}

impl Row for Session {
    fn check(&self) -> Result<(), Fault> {
        in_order("starts_at", Some(self.starts_at), "ended_at", self.ended_at)?;
        each("agenda", &self.agenda, item)?;
        each("rating", &self.rating, |rating| within("value", Some(rating.value), 1..=5))
    }
}

impl Row for Exchange {
    fn check(&self) -> Result<(), Fault> {
        not_empty("text", &self.text)?;
        within("landed", self.landed, 0..=3)
    }
}

impl Row for Feedback {
    fn check(&self) -> Result<(), Fault> {
        within("care", self.care, 1..=5)?;
        within("challenge", self.challenge, 1..=5)?;
        within("felt_care", self.felt_care, 1..=5)?;
        within("felt_challenge", self.felt_challenge, 1..=5)
    }
}

impl Row for Goal {
    fn check(&self) -> Result<(), Fault> {
        not_empty("title", &self.title)?;
        if self.parent == Some(self.id) {
            return Err(Fault::new("a goal is no step of itself").in_field("parent"));
        }
        each("checkins", &self.checkins, |checkin| within("confidence", checkin.confidence, 0..=10))?;
        each("weights", &self.weights, |weight| within("weight", Some(weight.weight), 1..=5))
    }
}

impl Row for Commitment {
    fn check(&self) -> Result<(), Fault> {
        not_empty("text", &self.text)
    }
}

impl Row for Reflection {
    fn check(&self) -> Result<(), Fault> {
        not_empty("text", &self.text)
    }
}

impl Row for Round {
    fn check(&self) -> Result<(), Fault> {
        Ok(())
    }

    /// What was entered blind stays blind until all have read it.
    fn goes_out(&self) -> bool {
        self.state == RoundState::Revealed
    }
}

impl Row for Skill {
    fn check(&self) -> Result<(), Fault> {
        not_empty("name", &self.name)?;
        within("target", self.target, skill::SCALE)?;
        each("ratings", &self.ratings, |rating| within("value", Some(rating.value), skill::SCALE))
    }
}

impl Row for Review {
    fn check(&self) -> Result<(), Fault> {
        each("intentions", &self.intentions, |intention| not_empty("text", &intention.text))
    }
}

impl Row for Tag {
    fn check(&self) -> Result<(), Fault> {
        not_empty("name", &self.name)?;
        if self.hangs_on().is_none() {
            let words: Vec<&str> = tagged().map(|noun| noun.table).collect();
            let message = format!("\"{}\" is none of: {}", brief(&self.noun), words.join(", "));
            return Err(Fault::new(message).in_field("noun"));
        }
        Ok(())
    }

    fn hangs_on(&self) -> Option<(&'static Noun, Uuid)> {
        let noun = tagged().find(|noun| noun.table == self.noun)?;
        Some((noun, self.row))
    }
}

/// What a tag hangs on: anything but a tag.
fn tagged() -> impl Iterator<Item = &'static Noun> {
    NOUNS.iter().copied().filter(|noun| noun.table != Tag::NOUN.table)
}

fn item(item: &Item) -> Result<(), Fault> {
    not_empty("text", &item.text)
}

/// The same text that the file would refuse: nothing is left when control characters are gone.
fn not_empty(field: &str, text: &str) -> Result<(), Fault> {
    if clean(text).is_empty() { Err(Fault::new("empty").in_field(field)) } else { Ok(()) }
}

fn within<N>(field: &str, value: Option<N>, range: RangeInclusive<N>) -> Result<(), Fault>
where
    N: PartialOrd + std::fmt::Display,
{
    match value {
        Some(value) if !range.contains(&value) => {
            let message = format!("{value} is not from {} to {}", range.start(), range.end());
            Err(Fault::new(message).in_field(field))
        }
        _ => Ok(()),
    }
}

fn in_order<T: PartialOrd>(first: &str, begin: Option<T>, field: &str, end: Option<T>) -> Result<(), Fault> {
    match (begin, end) {
        (Some(begin), Some(end)) if end < begin => Err(Fault::new(format!("before {first}")).in_field(field)),
        _ => Ok(()),
    }
}

fn each<T>(field: &str, list: &[T], rule: impl Fn(&T) -> Result<(), Fault>) -> Result<(), Fault> {
    for (index, element) in list.iter().enumerate() {
        rule(element).map_err(|fault| fault.in_element(index).in_field(field))?;
    }
    Ok(())
}
