//! H3 power imbalance, in both directions.

use crate::forms::Seat;
use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure};
use crate::insight::scene::{Scene, evidence, total};
use crate::model::{ExchangeKind, FeedbackState, Id, Person};

/// Half of the agenda, or of the talk, is an even share.
const EVEN: f64 = 0.5;

/// H3: how far agenda, talk, upward voice and goals lean to the guide, 0 to 1.
pub fn imbalance(scene: &Scene<'_>) -> Answer {
    leaning(scene, Seat::Learner, Seat::Guide)
}

/// H3 where the guide is the junior one: the same with the seats swapped.
pub fn reversed_imbalance(scene: &Scene<'_>) -> Answer {
    leaning(scene, Seat::Guide, Seat::Learner)
}

/// One of the figures that are averaged, as far as it is known.
struct Part {
    value: f64,
    formula: String,
    rows: Vec<Evidence>,
}

fn leaning(scene: &Scene<'_>, below: Seat, above: Seat) -> Answer {
    let (low, high) = (scene.seated(below), scene.seated(above));
    if low.is_empty() || high.is_empty() {
        return Err(Unknown::because("the two roles are not both taken"));
    }
    let parts: Vec<Part> =
        [agenda(scene, &low), talk(scene, &low), upward(scene, &low, &high), goals(scene, &low)]
            .into_iter()
            .flatten()
            .collect();
    let values: Vec<f64> = parts.iter().map(|part| part.value).collect();
    let value = measure::mean(&values)
        .ok_or_else(|| Unknown::because("no agenda item, talk time, exchange or goal says who shapes it"))?;
    let terms: Vec<&str> = parts.iter().map(|part| part.formula.as_str()).collect();
    let formula =
        format!("mean of {} = {} ({})", measure::joined(&values, ", "), figure(value), terms.join("; "));
    Ok(Reading::new(value, formula, parts.into_iter().flat_map(|part| part.rows)))
}

fn short_of_half(label: &str, share: f64) -> (f64, String) {
    let value = 1.0 - (share / EVEN).min(1.0);
    (value, format!("{label} 1 - min(1, {} / 0.5)", figure(share)))
}

/// Whose items the agenda holds.
fn agenda(scene: &Scene<'_>, low: &[Id<Person>]) -> Option<Part> {
    let raised: Vec<_> =
        scene.ledger.items.iter().filter(|item| item.held_in.is_some() && item.raised_by.is_some()).collect();
    let own = raised.iter().filter(|item| item.raised_by.is_some_and(|who| low.contains(&who))).count();
    if raised.is_empty() {
        return None;
    }
    let (value, formula) = short_of_half("agenda", count(own) / count(raised.len()));
    let rows = raised.iter().filter_map(|item| item.held_in).map(Evidence::Session).collect();
    Some(Part { value, formula, rows })
}

fn talk(scene: &Scene<'_>, low: &[Id<Person>]) -> Option<Part> {
    let (share, rows) = talk_share(scene, low)?;
    let (value, formula) = short_of_half("talk", share);
    Some(Part { value, formula, rows })
}

/// The share of the measured talk that is theirs.
fn talk_share(scene: &Scene<'_>, people: &[Id<Person>]) -> Option<(f64, Vec<Evidence>)> {
    let measured = || scene.ledger.sessions.iter().filter(|session| !session.talk.is_empty());
    let all = || measured().flat_map(|session| &session.talk);
    let seconds: u64 = all().map(|(_, seconds)| u64::from(*seconds)).sum();
    let theirs: u64 =
        all().filter(|(who, _)| people.contains(who)).map(|(_, seconds)| u64::from(*seconds)).sum();
    let figure = |seconds: u64| u32::try_from(seconds).map_or(f64::from(u32::MAX), f64::from);
    (seconds > 0).then(|| {
        (figure(theirs) / figure(seconds), measured().map(|one| Evidence::Session(one.id)).collect())
    })
}

/// 1 if nobody below asked, challenged or gave feedback upward in the last three sessions. Where
/// nothing at all is written down, nothing is known.
fn upward(scene: &Scene<'_>, low: &[Id<Person>], high: &[Id<Person>]) -> Option<Part> {
    let from_day = scene.last_three()?;
    let upward = |from: Id<Person>, to: Id<Person>| low.contains(&from) && high.contains(&to);
    let exchanges = || scene.edges.iter().filter(|edge| edge.row.day >= from_day);
    let feedback =
        || scene.ledger.feedback.iter().filter(|row| row.given_on.is_some_and(|day| day >= from_day));
    if scene.is_blank() {
        return None;
    }
    let voices = [ExchangeKind::Ask, ExchangeKind::Challenge];
    let mut rows =
        evidence(exchanges().filter(|edge| upward(edge.from, edge.to) && voices.contains(&edge.row.kind)));
    rows.extend(
        feedback()
            .filter(|row| upward(row.from, row.to) && row.state != FeedbackState::Draft)
            .map(|row| Evidence::Feedback(row.id)),
    );
    let silent = rows.is_empty();
    let formula = match rows.len() {
        0 => "nothing upward in the last 3 sessions".to_owned(),
        times => format!("{times} upward in the last 3 sessions"),
    };
    if silent {
        rows = scene.last_three_rows();
    }
    Some(Part { value: if silent { 1.0 } else { 0.0 }, formula, rows })
}

/// Goals that are not theirs. The journal does not say who wrote a goal; whose it is, it does.
fn goals(scene: &Scene<'_>, low: &[Id<Person>]) -> Option<Part> {
    let goals = &scene.ledger.goals;
    let foreign = goals.iter().filter(|goal| !goal.owners.iter().any(|owner| low.contains(owner))).count();
    if goals.is_empty() {
        return None;
    }
    let value = count(foreign) / count(goals.len());
    let formula = format!("goals of others {foreign} / {}", goals.len());
    Some(Part { value, formula, rows: goals.iter().map(|goal| Evidence::Goal(goal.id)).collect() })
}

/// H3: the share of the talk that is the senior one's.
pub fn senior_talk(scene: &Scene<'_>) -> Answer {
    let senior = scene.senior()?;
    let (value, rows) =
        talk_share(scene, &[senior]).ok_or_else(|| Unknown::because("no talk time is recorded"))?;
    Ok(Reading::new(value, format!("talk of the senior one / all talk = {}", figure(value)), rows))
}

/// H3: the share of what the senior one gives that is advice.
pub fn slip_backs(scene: &Scene<'_>) -> Answer {
    let senior = scene.senior()?;
    let given: Vec<_> = scene.edges.iter().filter(|edge| edge.from == senior).collect();
    let advice = || given.iter().copied().filter(|edge| edge.row.kind == ExchangeKind::Advise);
    let all = total(given.iter().copied());
    if all <= 0.0 {
        return Err(Unknown::because("the senior one gave nothing"));
    }
    let value = total(advice()) / all;
    let formula = format!("advice {} / given {} = {}", figure(total(advice())), figure(all), figure(value));
    Ok(Reading::new(value, formula, evidence(advice())))
}
