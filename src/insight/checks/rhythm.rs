//! H7 the rhythm, H22 what is said between sessions, and sessions that fell out.

use crate::insight::finding::{Answer, Evidence, Reading, Unknown};
use crate::insight::measure::{self, count, figure};
use crate::insight::rows::days_between;
use crate::insight::scene::Scene;
use crate::model::RelationshipStatus;

/// H7: days since the last session, in agreed intervals.
pub fn late(scene: &Scene<'_>) -> Answer {
    let ledger = scene.ledger;
    if ledger.status != RelationshipStatus::Active {
        return Err(Unknown::because(format!("the relationship is {}", ledger.status)));
    }
    let cadence = ledger.cadence_days.ok_or_else(|| Unknown::because("no rhythm was agreed"))?;
    let last = ledger.sessions.last().ok_or_else(|| Unknown::because("no session was held"))?;
    let days = days_between(last.day, ledger.today);
    let value = days / f64::from(cadence);
    let regular = measure::regularity(&ledger.gaps())
        .map_or_else(String::new, |one| format!("; regularity {}", figure(one)));
    let formula =
        format!("{} days since the last / {cadence} agreed = {}{regular}", figure(days), figure(value));
    Ok(Reading::new(value, formula, [Evidence::Session(last.id)]))
}

/// H6: the share of sessions that did not take place. The journal does not say who called them off.
pub fn moved(scene: &Scene<'_>) -> Answer {
    let fallen = &scene.ledger.fallen;
    let all = scene.ledger.sessions.len() + fallen.len();
    if all == 0 {
        return Err(Unknown::because("no session was to take place"));
    }
    let value = count(fallen.len()) / count(all);
    let formula = format!("missed or cancelled {} / {all} = {}", fallen.len(), figure(value));
    Ok(Reading::new(value, formula, fallen.iter().map(|id| Evidence::Session(*id))))
}

/// H22: rows and notes outside sessions, for each agreed interval that has passed.
pub fn between_sessions(scene: &Scene<'_>) -> Answer {
    let ledger = scene.ledger;
    let first = ledger.sessions.first().ok_or_else(|| Unknown::because("no session was held"))?;
    let days = days_between(first.day, ledger.today);
    let intervals = days / scene.cadence();
    if intervals < 1.0 {
        return Err(Unknown::because("no agreed interval has passed yet"));
    }
    let mut rows: Vec<Evidence> = Vec::new();
    let outside = ledger.exchanges.iter().filter(|row| row.session.is_none() && row.day >= first.day);
    rows.extend(outside.map(|row| Evidence::Exchange(row.id)));
    let said = ledger.feedback.iter().filter(|row| row.session.is_none() && row.given_on >= Some(first.day));
    rows.extend(said.map(|row| Evidence::Feedback(row.id)));
    rows.extend(ledger.notes.iter().map(|id| Evidence::Reflection(*id)));
    let value = count(rows.len()) / intervals;
    let formula = format!(
        "{} rows and notes outside sessions / ({} days / {}) = {}",
        rows.len(),
        figure(days),
        figure(scene.cadence()),
        figure(value)
    );
    Ok(Reading::new(value, formula, rows))
}
