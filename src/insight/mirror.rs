//! The form mirror: the declared form beside the one that is lived.

use super::features::{Lived, features};
use super::finding::{Evidence, Unknown};
use super::rows::Ledger;
use super::scene::Scene;
use crate::forms::{Feature, Form, Forms};
use std::collections::BTreeMap;

/// Below so many rows the mirror says nothing.
const FEWEST_ROWS: usize = 20;
/// Below so many sessions the mirror says nothing.
const FEWEST_SESSIONS: usize = 4;
/// So many differences are shown.
const DIFFERENCES: usize = 2;

/// How well the rows fit a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The form's id.
    pub form: String,
    /// `1 - sum |lived - target| / features counted`, 0 to 1.
    pub fit: f64,
    /// How many of the form's features could be counted.
    pub counted: usize,
}

/// A feature in which the lived form departs from the declared one.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which.
    pub feature: Feature,
    /// As it is lived, 0 to 1.
    pub lived: f64,
    /// As the declared form typically has it.
    pub declared: f64,
    /// The formula with the figures put in.
    pub formula: String,
    /// The rows it was made from.
    pub rows: Vec<Evidence>,
}

/// The declared form beside the lived one.
#[derive(Debug, Clone, PartialEq)]
pub struct Mirror {
    /// How well the rows fit the declared form.
    pub declared: Fit,
    /// The other form they fit best.
    pub other: Option<Fit>,
    /// The features that differ most from the declared form, furthest first.
    pub differences: Vec<Difference>,
    /// Features that were left out, with the reason.
    pub left_out: Vec<(Feature, String)>,
}

/// Holds the mirror up.
///
/// # Errors
/// Why it cannot be said: too few rows or sessions, or the form is not there.
pub fn mirror(ledger: &Ledger, forms: &Forms) -> Result<Mirror, Unknown> {
    let declared = forms
        .get(&ledger.form)
        .ok_or_else(|| Unknown::because(format!("there is no form {}", ledger.form)))?;
    let given = ledger.feedback.iter().filter(|row| row.given_on.is_some()).count();
    let (rows, sessions) = (ledger.exchanges.len() + given, ledger.sessions.len());
    if rows < FEWEST_ROWS || sessions < FEWEST_SESSIONS {
        return Err(Unknown::because(format!(
            "{rows} of the {FEWEST_ROWS} rows and {sessions} of the {FEWEST_SESSIONS} sessions it needs are recorded"
        )));
    }
    let lived = features(&Scene::new(ledger, declared));
    let figures = figures(&lived);
    let mut others: Vec<Fit> =
        forms.iter().filter(|form| form.id != declared.id).filter_map(|form| fit(form, &figures)).collect();
    others.sort_by(|one, two| two.fit.total_cmp(&one.fit));
    let declared_fit =
        fit(declared, &figures).ok_or_else(|| Unknown::because("no feature of the form is known"))?;
    Ok(Mirror {
        declared: declared_fit,
        other: others.into_iter().next(),
        differences: differences(declared, &lived),
        left_out: lived
            .into_iter()
            .filter(|one| declared.signature.contains_key(&one.feature))
            .filter_map(|one| Some((one.feature, one.answer.err()?.0)))
            .collect(),
    })
}

fn figures(lived: &[Lived]) -> BTreeMap<Feature, f64> {
    lived.iter().filter_map(|one| Some((one.feature, one.answer.as_ref().ok()?.value))).collect()
}

/// The fit to one form, over the features it names that are known.
fn fit(form: &Form, lived: &BTreeMap<Feature, f64>) -> Option<Fit> {
    let apart: Vec<f64> = form
        .signature
        .iter()
        .filter_map(|(feature, target)| Some((lived.get(feature)? - target).abs()))
        .collect();
    let fit = 1.0 - super::measure::mean(&apart)?;
    Some(Fit { form: form.id.clone(), fit, counted: apart.len() })
}

fn differences(declared: &Form, lived: &[Lived]) -> Vec<Difference> {
    let mut all: Vec<Difference> = lived
        .iter()
        .filter_map(|one| {
            let reading = one.answer.as_ref().ok()?;
            Some(Difference {
                feature: one.feature,
                lived: reading.value,
                declared: *declared.signature.get(&one.feature)?,
                formula: reading.formula.clone(),
                rows: reading.rows.clone(),
            })
        })
        .collect();
    let apart = |one: &Difference| (one.lived - one.declared).abs();
    all.sort_by(|one, other| apart(other).total_cmp(&apart(one)));
    all.truncate(DIFFERENCES);
    all
}
