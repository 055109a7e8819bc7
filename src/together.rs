//! What people do together leaves behind: weights, feedback, commitments, confirmed ledger rows.
//!
//! Rows in, rows out through the store's one write path; no screen.

use crate::forms::{Asked, Forms, RatedSkill, Surroundings};
use crate::model::{
    Answer, Commitment, Entered, Exchange, Feedback, FeedbackState, Goal, GoalState, Id, Item, Person,
    Relationship, Response, ResponseKind, Round, RoundKind, Skill, SkillRating, Visibility, Weight,
};
use crate::store::{Filter, Store, StoreError, Tx, Window};
use chrono::NaiveDate;

/// Rows of a relationship that are looked at together, at most.
const MOST: usize = 200;

/// The people of a relationship who have not left, by the names they are called at one table, the
/// owner last: who shows the journal lets the others speak first.
///
/// # Errors
/// What the store says.
pub fn people(store: &Store, id: Id<Relationship>) -> Result<Vec<(Id<Person>, String)>, StoreError> {
    let owner = store.owner()?;
    let mut people = Vec::new();
    for member in store.need(id)?.members.into_iter().filter(|member| member.left_on.is_none()) {
        people.push((member.person, store.name(member.person)?));
    }
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let firsts: Vec<String> = people.iter().map(|(_, name)| first(name)).collect();
    for (_, name) in &mut people {
        let short = first(name);
        if firsts.iter().filter(|other| **other == short).count() == 1 {
            *name = short;
        }
    }
    people.sort_by_key(|(person, _)| Some(*person) == owner);
    Ok(people)
}

/// What somebody is called at this table; who has left keeps the whole name.
///
/// # Errors
/// What the store says.
pub fn called(store: &Store, id: Id<Relationship>, person: Id<Person>) -> Result<String, StoreError> {
    let people = people(store, id)?;
    let found = people.into_iter().find(|(known, _)| *known == person);
    found.map_or_else(|| store.name(person), |(_, name)| Ok(name))
}

/// Somebody who takes part in a round, and what they are asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Seat {
    /// Who.
    pub person: Id<Person>,
    /// As they are called at this table.
    pub name: String,
    /// What they are asked.
    pub asked: Vec<Asked>,
}

/// Who takes part in a round, in the order in which they enter.
///
/// # Errors
/// What the store says.
pub fn seats(
    store: &Store,
    forms: &Forms,
    id: Id<Relationship>,
    kind: RoundKind,
) -> Result<Vec<Seat>, StoreError> {
    let goals = goals(store, id)?.into_iter().map(|goal| (goal.id, goal.title)).collect();
    let people = people(store, id)?;
    let skills = skills(store, forms, id, &people)?;
    let around = Surroundings { goals, people, skills };
    let asked = |person| forms.rounds().asked(kind, &forms.prompts().pulse, &around, person);
    let seat = |(person, name): &(Id<Person>, String)| Seat {
        person: *person,
        name: name.clone(),
        asked: asked(*person),
    };
    Ok(around.people.iter().map(seat).collect())
}

/// The active goals of a relationship.
///
/// # Errors
/// What the store says.
pub fn goals(store: &Store, id: Id<Relationship>) -> Result<Vec<Goal>, StoreError> {
    store.list(&of(id, vec![GoalState::Active.word()]), &Window::First, MOST)
}

/// The skills that a round asks about: those the people chose, else what a mentor does, of everybody.
fn skills(
    store: &Store,
    forms: &Forms,
    id: Id<Relationship>,
    people: &[(Id<Person>, String)],
) -> Result<Vec<RatedSkill>, StoreError> {
    let mut chosen: Vec<RatedSkill> = Vec::new();
    for skill in store.skills_of(id)?.into_iter().filter(|skill| skill.visibility == Visibility::Shared) {
        let there = people.iter().any(|(person, _)| *person == skill.person);
        if there {
            let about = forms.skills().about(&skill.name).map(str::to_owned);
            chosen.push(RatedSkill { person: skill.person, name: skill.name, about });
        }
    }
    if chosen.is_empty() {
        let all = people.iter().flat_map(|(person, _)| {
            forms.skills().mentoring.iter().map(|skill| RatedSkill {
                person: *person,
                name: skill.name.clone(),
                about: Some(skill.about.clone()),
            })
        });
        chosen.extend(all);
    }
    Ok(chosen)
}

/// The ledger rows of a relationship that only one side has vouched for, newest first.
///
/// # Errors
/// What the store says.
pub fn one_sided(store: &Store, id: Id<Relationship>) -> Result<Vec<Exchange>, StoreError> {
    let mut rows: Vec<Exchange> = store.list(&of(id, Vec::new()), &Window::First, MOST)?;
    rows.retain(|row| row.confirmed_by.is_none());
    Ok(rows)
}

fn of(id: Id<Relationship>, states: Vec<&'static str>) -> Filter {
    Filter { relationship: Some(id), states, ..Filter::default() }
}

/// What a revealed round changes elsewhere: weights go to their goals, words to one another become
/// feedback that was given, figures for a skill become ratings of it.
///
/// # Errors
/// What the store says.
pub fn settle(tx: &Tx<'_>, round: &Round) -> Result<(), StoreError> {
    for (person, entered) in round.entered() {
        match round.kind {
            RoundKind::Weights => weigh(tx, person, &entered)?,
            RoundKind::Feedback => tell(tx, round, person, &entered)?,
            RoundKind::Skills => rate(tx, round, person, &entered)?,
            RoundKind::Pulse | RoundKind::Helped => {}
        }
    }
    Ok(())
}

/// What a question is repeated for, out of its word.
fn about<T>(question: &str) -> Option<Id<T>> {
    let (_, word) = question.rsplit_once(':')?;
    uuid::Uuid::parse_str(word).ok().map(Id::from_uuid)
}

fn weigh(tx: &Tx<'_>, person: Id<Person>, entered: &Entered) -> Result<(), StoreError> {
    for line in &entered.answers {
        let (Some(goal), Answer::Figure(weight)) = (about::<Goal>(&line.question), &line.answer) else {
            continue;
        };
        tx.edit(goal, |goal: &mut Goal| {
            goal.weights.retain(|known| known.person != person);
            goal.weights.push(Weight { person, weight: *weight });
        })?;
    }
    Ok(())
}

fn tell(tx: &Tx<'_>, round: &Round, from: Id<Person>, entered: &Entered) -> Result<(), StoreError> {
    let mut told: Vec<(Id<Person>, Vec<String>)> = Vec::new();
    for line in &entered.answers {
        let Some(to) = about::<Person>(&line.question) else { continue };
        let word = line.question.split(':').next().unwrap_or_default();
        let text = format!("{word}: {}", line.answer);
        match told.iter_mut().find(|(person, _)| *person == to) {
            Some((_, texts)) => texts.push(text),
            None => told.push((to, vec![text])),
        }
    }
    for (to, texts) in told {
        let now = tx.store().now();
        tx.put(&Feedback {
            relationship: Some(round.relationship),
            text: Some(texts.join("\n")),
            state: FeedbackState::Given,
            given_at: Some(now),
            visibility: Visibility::Shared,
            ..Feedback::draft(from, to, now)
        })?;
    }
    Ok(())
}

/// A question about a skill is `skill:its name:whose`.
fn rate(tx: &Tx<'_>, round: &Round, by: Id<Person>, entered: &Entered) -> Result<(), StoreError> {
    for line in &entered.answers {
        let (Some(person), Answer::Figure(value)) = (about::<Person>(&line.question), &line.answer) else {
            continue;
        };
        let words = line.question.rsplit_once(':').map_or("", |(words, _)| words);
        let Some((_, name)) = words.split_once(':') else { continue };
        let known = tx.store().skill(person, Some(round.relationship), name, Visibility::Shared)?;
        let mut skill = known.unwrap_or_else(|| Skill {
            relationship: Some(round.relationship),
            visibility: Visibility::Shared,
            ..Skill::named(person, name)
        });
        let at = round.revealed_at.unwrap_or(round.at);
        skill.rate(SkillRating { id: Id::fresh(), at, by, value: *value, note: None });
        tx.put(&skill)?;
    }
    Ok(())
}

/// Writes down how somebody answered what another one entered.
///
/// # Errors
/// What the store says.
pub fn respond(
    tx: &Tx<'_>,
    round: Id<Round>,
    by: Id<Person>,
    to: Id<Person>,
    kind: ResponseKind,
) -> Result<Round, StoreError> {
    let mut row: Round = tx.store().need(round)?;
    for entry in row.entries.iter_mut().filter(|entry| entry.person == to) {
        let mut entered: Entered = serde_json::from_str(&entry.payload)?;
        entered.responses.retain(|response| response.by != by);
        entered.responses.push(Response { by, kind });
        entry.payload = serde_json::to_string(&entered)?;
    }
    tx.put(&row)?;
    Ok(row)
}

/// Who a commitment of somebody is made to: the other one of a pair; of more, all of them.
///
/// # Errors
/// What the store says.
pub fn other(
    store: &Store,
    id: Id<Relationship>,
    person: Id<Person>,
) -> Result<Option<Id<Person>>, StoreError> {
    let people = people(store, id)?;
    let mut others = people.iter().map(|(other, _)| *other).filter(|other| *other != person);
    Ok(others.next().filter(|_| others.next().is_none()))
}

/// A commitment that was made before everybody's eyes.
///
/// # Errors
/// What the store says.
pub fn commit(
    tx: &Tx<'_>,
    id: Id<Relationship>,
    owner: Id<Person>,
    text: &str,
    due_on: Option<NaiveDate>,
) -> Result<Id<Commitment>, StoreError> {
    let to = other(tx.store(), id, owner)?;
    tx.put(&Commitment {
        relationship: Some(id),
        to,
        raised_by: Some(owner),
        due_on,
        visibility: Visibility::Shared,
        ..Commitment::open(owner, text, tx.store().now())
    })
}

/// A question that waits for the next session, in the parking lot.
///
/// # Errors
/// What the store says.
pub fn park(tx: &Tx<'_>, id: Id<Relationship>, by: Id<Person>, text: &str) -> Result<(), StoreError> {
    let today = tx.store().clock().today();
    tx.edit(id, |relationship: &mut Relationship| {
        relationship.parking.push(Item {
            raised_by: Some(by),
            raised_on: Some(today),
            visibility: Visibility::Shared,
            ..Item::new(text)
        });
    })?;
    Ok(())
}

/// Confirms ledger rows from the side that did not write them down. Returns how many.
///
/// # Errors
/// What the store says.
pub fn confirm(tx: &Tx<'_>, rows: &[Exchange]) -> Result<usize, StoreError> {
    let owner = tx.store().owner()?;
    for row in rows {
        let writer = row.recorded_by.or(owner);
        let sides = [Some(row.from), row.to].into_iter().flatten();
        // A row to all that its writer gave is confirmed by all: the first of them stands for it.
        let confirming = match sides.into_iter().find(|side| Some(*side) != writer) {
            Some(side) => Some(side),
            None => match row.relationship {
                Some(id) => {
                    people(tx.store(), id)?.into_iter().map(|(id, _)| id).find(|id| Some(*id) != writer)
                }
                None => None,
            },
        };
        tx.edit(row.id, |row: &mut Exchange| row.confirmed_by = confirming)?;
    }
    Ok(rows.len())
}
