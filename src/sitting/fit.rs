//! When to ask again whether the form still fits.

use super::agreement::review_on;
use crate::model::{Choice, Relationship, RelationshipStatus};
use chrono::{Months, NaiveDate};

/// Months after which it is asked again: a quarter.
const AGAIN_AFTER: Months = Months::new(3);

/// The last time the form was chosen, or looked at again.
pub fn last_choice(relationship: &Relationship) -> Option<&Choice> {
    relationship.choices.iter().max_by_key(|choice| choice.at)
}

/// Whether it is time to ask again: a quarter has passed since it was asked, or the agreement's
/// review day has come and it was not asked since.
pub fn form_is_due(relationship: &Relationship, today: NaiveDate) -> bool {
    let asked = last_choice(relationship).map(|choice| choice.at.day());
    let quarter = asked.and_then(|day| day.checked_add_months(AGAIN_AFTER));
    let review = review_on(relationship).filter(|day| asked.is_none_or(|asked| asked < *day));
    relationship.status == RelationshipStatus::Active
        && [quarter, review].into_iter().flatten().any(|day| day <= today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AgreementSection, Answers};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn asked(on: &[&str], review: Option<&str>) -> Relationship {
        let mut row = Relationship::of_form("mutual");
        row.choices = on
            .iter()
            .map(|day| {
                Choice::made(
                    format!("{day}T09:00:00+01:00").parse().unwrap(),
                    Answers(vec![Some(1)]),
                    "mutual",
                )
            })
            .collect();
        row.agreement.push(AgreementSection {
            section: "Purpose".to_owned(),
            text: "to learn".to_owned(),
            version: 1,
            agreed_on: None,
            agreed_by: None,
            review_on: review.map(day),
        });
        row
    }

    #[test]
    fn a_quarter_after_the_last_time_it_is_asked_again() {
        let row = asked(&["2025-06-01", "2025-12-12"], None);
        assert!(!form_is_due(&row, day("2026-03-11")));
        assert!(form_is_due(&row, day("2026-03-12")));
        assert!(!form_is_due(&asked(&[], None), day("2026-03-12")), "who never asked is not asked");
        let closed = Relationship { status: RelationshipStatus::Closed, ..row };
        assert!(!form_is_due(&closed, day("2026-03-12")));
    }

    #[test]
    fn the_review_day_asks_once() {
        assert!(form_is_due(&asked(&[], Some("2026-03-12")), day("2026-03-12")));
        assert!(form_is_due(&asked(&["2026-03-01"], Some("2026-03-12")), day("2026-03-13")));
        assert!(!form_is_due(&asked(&["2026-03-12"], Some("2026-03-12")), day("2026-03-13")));
        assert!(!form_is_due(&asked(&["2026-03-01"], Some("2026-03-12")), day("2026-03-11")));
    }
}
