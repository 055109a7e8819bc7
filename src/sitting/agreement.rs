//! The agreement: its sections, their versions, and when to look at it again.

use crate::forms::{Form, PromptBook};
use crate::model::{AgreementSection, Relationship};
use chrono::NaiveDate;

/// Every section with the question it answers: those of all forms, the form's own, and what else
/// was agreed before.
pub fn sections(
    book: &PromptBook,
    form: Option<&Form>,
    relationship: &Relationship,
) -> Vec<(String, String)> {
    let own = form.map_or(&[][..], |form| &form.agreement);
    let mut sections: Vec<(String, String)> =
        book.agreement.iter().chain(own).map(|one| (one.title.clone(), one.ask.clone())).collect();
    for agreed in &relationship.agreement {
        if sections.iter().all(|(title, _)| *title != agreed.section) {
            sections.push((agreed.section.clone(), String::new()));
        }
    }
    sections
}

/// A section as it was agreed last.
pub fn latest<'a>(relationship: &'a Relationship, section: &str) -> Option<&'a AgreementSection> {
    relationship.agreement.iter().filter(|one| one.section == section).max_by_key(|one| one.version)
}

/// The day on which the agreement is to be looked at again: the earliest one of its sections as they
/// stand now.
pub fn review_on(relationship: &Relationship) -> Option<NaiveDate> {
    let standing = |one: &&AgreementSection| latest(relationship, &one.section) == Some(*one);
    relationship.agreement.iter().filter(standing).filter_map(|one| one.review_on).min()
}
