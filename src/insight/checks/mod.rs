//! The checks H1 to H22: one table from a check's id and figure to the function that measures it.
//!
//! What a check is called, which way it gets worse and which prompt goes with it stands in
//! `assets/checks.toml`; where amber and red begin stands in each form's file.

mod balance;
mod commitment;
mod crossing;
mod feedback;
mod goals;
mod lead;
mod network;
mod power;
mod pulse;
mod rhythm;
mod rotation;
mod talk;

use super::scene::Measure;

/// Every figure of every check.
const TABLE: &[(&str, &str, Measure)] = &[
    ("H1", "reciprocity", balance::reciprocity),
    ("H2", "tilt", balance::tilt),
    ("H3", "imbalance", power::imbalance),
    ("H3", "reversed-imbalance", power::reversed_imbalance),
    ("H3", "senior-talk", power::senior_talk),
    ("H3", "slip-backs", power::slip_backs),
    ("H4", "answered", feedback::answered),
    ("H4", "missing-directions", feedback::missing_directions),
    ("H5", "misaligned", goals::misaligned),
    ("H5", "goal-minutes", goals::goal_minutes),
    ("H6", "kept", commitment::kept),
    ("H6", "kept-gap", commitment::kept_gap),
    ("H6", "moved", rhythm::moved),
    ("H7", "late", rhythm::late),
    ("H8", "clear", goals::clear),
    ("H9", "voice", talk::voice),
    ("H9", "crossing", crossing::crossing),
    ("H10", "carried", commitment::carried),
    ("H11", "turns", rotation::turns),
    ("H11", "longest-wait", rotation::longest_wait),
    ("H12", "gap", pulse::gap),
    ("H13", "own-ideas", commitment::own_ideas),
    ("H14", "candour", feedback::candour),
    ("H14", "landed-gap", feedback::landed_gap),
    ("H14", "asked-first", feedback::asked_first),
    ("H15", "unsaid", feedback::unsaid),
    ("H16", "frozen-lead", lead::frozen_lead),
    ("H17", "coverage", network::coverage),
    ("H17", "concentration", network::concentration),
    ("H17", "fading", network::fading),
    ("H17", "give-back", network::give_back),
    ("H18", "directions", network::directions),
    ("H18", "reciprocated", network::reciprocated),
    ("H19", "one-topic", crossing::one_topic),
    ("H19", "only-advice", crossing::only_advice),
    ("H20", "decision-days", lead::decision_days),
    ("H20", "oldest-open", lead::oldest_open),
    ("H21", "silence", crossing::silence),
    ("H22", "between-sessions", rhythm::between_sessions),
];

/// The function that measures this figure of this check.
pub(super) fn measure(check: &str, figure: &str) -> Option<Measure> {
    TABLE.iter().find(|(id, name, _)| *id == check && *name == figure).map(|(.., measure)| *measure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Forms;

    #[test]
    fn the_table_is_the_check_book() {
        let forms = Forms::builtin().unwrap();
        let book: Vec<(&str, &str)> = forms
            .checks()
            .checks
            .iter()
            .flat_map(|check| check.measures.iter().map(|one| (check.id.as_str(), one.id.as_str())))
            .collect();
        let table: Vec<(&str, &str)> = TABLE.iter().map(|(check, figure, _)| (*check, *figure)).collect();
        assert_eq!(table, book);
    }
}
