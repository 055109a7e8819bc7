//! H17 the network around one learner and H18 the directions across ranks.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure, joined};
use crate::insight::rows::days_between;
use crate::insight::scene::{Edge, Scene, evidence};
use crate::model::{Id, Person, TopicKind};

/// A need is covered by an exchange within so many days.
const COVERED_DAYS: f64 = 60.0;
/// A tie is silent after so many days.
const SILENT_DAYS: f64 = 90.0;

/// H17: the share of needs with an exchange in 60 days. A need is a topic of skill, or one that
/// still looks for somebody.
pub fn coverage(scene: &Scene<'_>) -> Answer {
    let needs: Vec<&str> = scene
        .ledger
        .topics
        .iter()
        .filter(|topic| topic.wanted || topic.kind == TopicKind::Skill)
        .map(|topic| topic.name.as_str())
        .collect();
    if needs.is_empty() {
        return Err(Unknown::because("no need is written down as a topic"));
    }
    let recent: Vec<&Edge<'_>> = scene
        .edges
        .iter()
        .filter(|edge| days_between(edge.row.day, scene.ledger.today) <= COVERED_DAYS)
        .collect();
    let on = |edge: &Edge<'_>, need: &str| edge.row.topic.as_deref() == Some(need);
    let covered = needs.iter().filter(|need| recent.iter().any(|edge| on(edge, need))).count();
    let value = count(covered) / count(needs.len());
    let formula =
        format!("needs with an exchange in 60 days {covered} / {} = {}", needs.len(), figure(value));
    let mut rows: Vec<Evidence> = vec![Evidence::Relationship(scene.ledger.relationship)];
    rows.extend(evidence(recent.iter().copied().filter(|edge| needs.iter().any(|need| on(edge, need)))));
    Ok(Reading::new(value, formula, rows))
}

/// H17: the sum of squared shares of what the learner gets from each.
pub fn concentration(scene: &Scene<'_>) -> Answer {
    let ego = scene.ego()?;
    let giving = scene.giving();
    let inflow: Vec<f64> =
        giving.iter().filter(|((_, to), _)| *to == ego).map(|(_, weight)| *weight).collect();
    let value = measure::concentration(&inflow).ok_or_else(|| Unknown::because("nothing was got"))?;
    let total: f64 = inflow.iter().sum();
    let shares: Vec<f64> = inflow.iter().map(|weight| weight / total).collect();
    let formula = format!(
        "sum of s^2 = {}^2 = {}; effective number {}",
        joined(&shares, "^2 + "),
        figure(value),
        figure(1.0 / value)
    );
    Ok(Reading::new(value, formula, evidence(scene.edges.iter().filter(|edge| edge.to == ego))))
}

/// H17: ties silent for more than 90 days. Who joined later than that has time.
pub fn fading(scene: &Scene<'_>) -> Answer {
    let ego = scene.ego()?;
    let today = scene.ledger.today;
    let old = |day: chrono::NaiveDate| days_between(day, today) > SILENT_DAYS;
    let ties: Vec<_> = scene.members().filter(|member| member.person != ego).collect();
    let silent = ties
        .iter()
        .filter(|member| match (member.last_exchange, member.joined_on) {
            (Some(last), _) => old(last),
            (None, Some(joined)) => old(joined),
            (None, None) => true,
        })
        .count();
    let formula = format!("ties silent for more than 90 days: {silent} of {}", ties.len());
    Ok(Reading::new(count(silent), formula, [Evidence::Relationship(scene.ledger.relationship)]))
}

/// H17: what the learner gives for each thing they get.
pub fn give_back(scene: &Scene<'_>) -> Answer {
    let ego = scene.ego()?;
    scene.exchanged()?;
    let (out, taken) = measure::out_and_in(&scene.giving(), ego);
    if taken <= 0.0 {
        return Err(Unknown::because("nothing was got"));
    }
    let value = out / taken;
    let formula = format!("gave {} / got {} = {}", figure(out), figure(taken), figure(value));
    Ok(Reading::new(value, formula, evidence(scene.edges.iter().filter(|edge| edge.from == ego))))
}

/// H18: how evenly it flows up, down and sideways, 0 to 1.
pub fn directions(scene: &Scene<'_>) -> Answer {
    let rank = |person: Id<Person>| scene.member(person).and_then(|member| member.authority);
    let (mut up, mut down, mut side, mut rows) = (0.0, 0.0, 0.0, Vec::new());
    for edge in &scene.edges {
        let (Some(from), Some(to)) = (rank(edge.from), rank(edge.to)) else { continue };
        match from.cmp(&to) {
            std::cmp::Ordering::Less => up += edge.weight,
            std::cmp::Ordering::Greater => down += edge.weight,
            std::cmp::Ordering::Equal => side += edge.weight,
        }
        rows.push(edge.evidence());
    }
    let value = measure::entropy(&[up, down, side])
        .ok_or_else(|| Unknown::because("no exchange between people whose ranks are known"))?;
    let formula = format!(
        "entropy of up {}, down {}, sideways {} / ln 3 = {}",
        figure(up),
        figure(down),
        figure(side),
        figure(value)
    );
    Ok(Reading::new(value, formula, rows))
}

/// H18: the share of pairs that give both ways.
pub fn reciprocated(scene: &Scene<'_>) -> Answer {
    let rows = evidence(scene.exchanged()?);
    let giving = scene.giving();
    let people: Vec<Id<Person>> = scene.members().map(|member| member.person).collect();
    let pairs: Vec<_> = people
        .iter()
        .enumerate()
        .flat_map(|(at, one)| people.iter().skip(at + 1).map(move |other| (*one, *other)))
        .collect();
    if pairs.is_empty() {
        return Err(Unknown::because("there is no pair"));
    }
    let both = pairs
        .iter()
        .filter(|(one, other)| giving.contains_key(&(*one, *other)) && giving.contains_key(&(*other, *one)))
        .count();
    let value = count(both) / count(pairs.len());
    let formula = format!("pairs giving both ways {both} / {} = {}", pairs.len(), figure(value));
    Ok(Reading::new(value, formula, rows))
}
