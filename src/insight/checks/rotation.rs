//! H11 rotation: whether everybody gets a seat and the lead.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure, joined};
use crate::insight::rows::SessionRow;
use crate::insight::scene::Scene;
use crate::model::{Id, Person};

/// Who held a seat or a turn in a session.
fn seats(session: &SessionRow) -> impl Iterator<Item = Id<Person>> {
    session.segments.iter().map(|segment| segment.person)
}

fn counts(scene: &Scene<'_>, of: impl Fn(&SessionRow) -> Vec<Id<Person>>) -> Vec<f64> {
    let all: Vec<Id<Person>> = scene.ledger.sessions.iter().flat_map(of).collect();
    scene.members().map(|member| count(all.iter().filter(|who| **who == member.person).count())).collect()
}

fn rows(scene: &Scene<'_>) -> Vec<Evidence> {
    let counted = |one: &&SessionRow| !one.segments.is_empty() || one.facilitator.is_some();
    scene.ledger.sessions.iter().filter(counted).map(|one| Evidence::Session(one.id)).collect()
}

/// H11: evenness of seats and of hosting, the lower of the two, 0 to 1.
pub fn turns(scene: &Scene<'_>) -> Answer {
    let seated = counts(scene, |session| seats(session).collect());
    let hosted = counts(scene, |session| session.facilitator.into_iter().collect());
    let figures: Vec<(f64, String)> = [("seats", seated), ("hosting", hosted)]
        .into_iter()
        .filter_map(|(name, counts)| {
            let value = measure::evenness(&counts)?;
            Some((value, format!("{name} {}: E = {}", joined(&counts, ", "), figure(value))))
        })
        .collect();
    let value = figures.iter().map(|(value, _)| *value).reduce(f64::min);
    let value = value.ok_or_else(|| Unknown::because("no seat and no host is recorded"))?;
    let words: Vec<String> = figures.into_iter().map(|(_, words)| words).collect();
    Ok(Reading::new(value, words.join("; "), rows(scene)))
}

/// H11: the longest wait for a seat, in sessions, over the number of people.
pub fn longest_wait(scene: &Scene<'_>) -> Answer {
    let sessions: Vec<&SessionRow> =
        scene.ledger.sessions.iter().filter(|session| !session.segments.is_empty()).collect();
    if sessions.is_empty() {
        return Err(Unknown::because("no seat is recorded"));
    }
    let waited = scene.members().map(|member| {
        let joined = |session: &&&SessionRow| member.joined_on.is_none_or(|day| session.day >= day);
        let since = sessions.iter().rev().filter(joined);
        since.take_while(|session| !seats(session).any(|who| who == member.person)).count()
    });
    let longest = waited.max().unwrap_or(0);
    let people = scene.members().count();
    let value = count(longest) / count(people.max(1));
    let formula = format!("longest wait {longest} sessions / {people} people = {}", figure(value));
    Ok(Reading::new(value, formula, rows(scene)))
}
