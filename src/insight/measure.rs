//! The formulas, on numbers alone.

use std::collections::BTreeMap;

/// Weights given, by ordered pair of giver and receiver.
pub type Giving<K> = BTreeMap<(K, K), f64>;

/// The weight of a ledger row: 1 + landed (0 to 3, said by the receiver; 1 when unsaid).
pub fn weight(landed: Option<u8>) -> f64 {
    1.0 + f64::from(landed.unwrap_or(0))
}

/// What each listener gets of something said to all: the weight shared among them.
pub fn share_among(weight: f64, listeners: usize) -> f64 {
    if listeners == 0 { 0.0 } else { weight / count(listeners) }
}

/// Weighted reciprocity, 0 to 1: `sum of min(w_ij, w_ji) / sum of w_ij` (Squartini et al. 2013).
/// `None` when nothing was given.
pub fn reciprocity<K: Ord + Copy>(giving: &Giving<K>) -> Option<f64> {
    let given: f64 = giving.values().sum();
    (given > 0.0).then(|| returned(giving) / given)
}

/// The part of what was given that came back: `sum of min(w_ij, w_ji)`.
pub fn returned<K: Ord + Copy>(giving: &Giving<K>) -> f64 {
    let back = |(from, to): (K, K)| giving.get(&(to, from)).copied().unwrap_or(0.0);
    giving.iter().map(|(pair, weight)| weight.min(back(*pair))).sum()
}

/// What somebody gave, and what they got.
pub fn out_and_in<K: Ord + Copy>(giving: &Giving<K>, who: K) -> (f64, f64) {
    let sum = |side: fn(&(K, K)) -> K| -> f64 {
        giving.iter().filter(|(pair, _)| side(pair) == who).map(|(_, weight)| weight).sum()
    };
    (sum(|pair| pair.0), sum(|pair| pair.1))
}

/// Give/take: `(out - in) / (out + in)`, -1 (only takes) to 1 (only gives). `None` for neither.
pub fn give_take(out: f64, taken: f64) -> Option<f64> {
    let sum = out + taken;
    (sum > 0.0).then(|| (out - taken) / sum)
}

/// The sum of squared shares (Herfindahl), `1/n` for an even spread to 1 for one alone.
pub fn concentration(amounts: &[f64]) -> Option<f64> {
    let total: f64 = amounts.iter().sum();
    (total > 0.0).then(|| amounts.iter().map(|amount| (amount / total).powi(2)).sum())
}

/// The effective number, `1 / sum of s^2`: how many equal ones it would take.
pub fn effective_number(amounts: &[f64]) -> Option<f64> {
    concentration(amounts).map(|concentration| 1.0 / concentration)
}

/// Evenness of shares, 0 to 1: `(1 - sum of s^2) / (1 - 1/n)` (Gini-Simpson). Whoever has nothing
/// counts in n. `None` for fewer than two, or nothing to share.
pub fn evenness(amounts: &[f64]) -> Option<f64> {
    if amounts.len() < 2 {
        return None;
    }
    let concentration = concentration(amounts)?;
    Some((1.0 - concentration) / (1.0 - 1.0 / count(amounts.len())))
}

/// The E-I index, -1 (all within) to 1 (all across): `(E - I) / (E + I)` (Krackhardt & Stern 1988).
pub fn ei_index(across: f64, within: f64) -> Option<f64> {
    give_take(across, within)
}

/// Entropy of shares over `ln n`, 0 to 1. `None` for fewer than two, or nothing to share.
pub fn entropy(amounts: &[f64]) -> Option<f64> {
    let total: f64 = amounts.iter().sum();
    if amounts.len() < 2 || total <= 0.0 {
        return None;
    }
    let shares = amounts.iter().map(|amount| amount / total).filter(|share| *share > 0.0);
    let sum: f64 = shares.map(|share| -share * share.ln()).sum();
    Some(sum / count(amounts.len()).ln())
}

/// The share of promises kept, smoothed: `K = (kept + 1) / (due + 2)`.
pub fn kept_share(kept: usize, due: usize) -> f64 {
    (count(kept) + 1.0) / (count(due) + 2.0)
}

/// How far apart goals are weighed, 0 to 1: `1 - mean(1 - range / 4)` over weights from 1 to 5.
pub fn misalignment(ranges: &[f64]) -> Option<f64> {
    let close: Vec<f64> = ranges.iter().map(|range| 1.0 - range / 4.0).collect();
    mean(&close).map(|mean| 1.0 - mean)
}

/// The distance between what was meant and what was felt, as (care, challenge).
pub fn landed_gap(meant: (u8, u8), felt: (u8, u8)) -> f64 {
    let apart = |one: u8, other: u8| f64::from(one) - f64::from(other);
    apart(meant.0, felt.0).hypot(apart(meant.1, felt.1))
}

/// The corner of an interaction by care and challenge from 1 to 5 (Radical Candor); none on a line.
pub fn corner(care: u8, challenge: u8) -> Option<&'static str> {
    match (care.cmp(&3), challenge.cmp(&3)) {
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Greater) => Some(RADICAL_CANDOR),
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Less) => Some("Ruinous Empathy"),
        (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => Some("Obnoxious Aggression"),
        (std::cmp::Ordering::Less, std::cmp::Ordering::Less) => Some("Manipulative Insincerity"),
        _ => None,
    }
}

/// The corner that is caring and direct.
pub const RADICAL_CANDOR: &str = "Radical Candor";

/// How regular gaps are, 0 to 1: `1 - min(1, sd / mean)`.
pub fn regularity(gaps: &[f64]) -> Option<f64> {
    let mean_gap = mean(gaps)?;
    if gaps.len() < 2 || mean_gap <= 0.0 {
        return None;
    }
    let squares: Vec<f64> = gaps.iter().map(|gap| (gap - mean_gap).powi(2)).collect();
    Some(1.0 - (mean(&squares)?.sqrt() / mean_gap).min(1.0))
}

/// The mean of some figures.
pub fn mean(figures: &[f64]) -> Option<f64> {
    (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / count(figures.len()))
}

/// The middle of some figures.
pub fn median(figures: &[f64]) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    match sorted.len() % 2 {
        1 => Some(upper),
        _ => sorted.get(middle.checked_sub(1)?).map(|lower| (lower + upper) / 2.0),
    }
}

/// A whole number as a figure.
pub fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

/// A figure for a formula: up to four decimals, none that say nothing.
pub fn figure(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Figures with a sign between them: `0.5 + 0.3`.
pub fn joined(figures: &[f64], sign: &str) -> String {
    figures.iter().map(|one| figure(*one)).collect::<Vec<_>>().join(sign)
}

/// The worked figures of the domain, to four decimals.
#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Option<f64>, expected: f64) {
        let value = value.unwrap();
        assert!((value - expected).abs() < 5e-5, "{value} is not {expected}");
    }

    fn giving(rows: &[(char, char, f64)]) -> Giving<char> {
        let mut giving = Giving::new();
        for (from, to, weight) in rows {
            *giving.entry((*from, *to)).or_insert(0.0) += weight;
        }
        giving
    }

    #[test]
    fn give_and_get_of_a_pair() {
        let rows: Vec<_> = [2, 1, 0, 2, 1]
            .map(|landed| ('a', 'b', weight(Some(landed))))
            .into_iter()
            .chain([2, 1, 1].map(|landed| ('b', 'a', weight(Some(landed)))))
            .collect();
        let giving = giving(&rows);
        let (out, taken) = out_and_in(&giving, 'a');
        assert_eq!((out, taken), (11.0, 7.0));
        near(reciprocity(&giving), 0.7778);
        near(give_take(out, taken), 0.2222);
        assert_eq!(weight(None), 1.0);
    }

    #[test]
    fn reciprocity_of_three() {
        let giving =
            giving(&[('a', 'b', 4.0), ('b', 'a', 2.0), ('a', 'c', 3.0), ('c', 'a', 3.0), ('b', 'c', 1.0)]);
        near(reciprocity(&giving), 0.7692);
        assert_eq!(reciprocity(&Giving::<char>::new()), None);
    }

    #[test]
    fn evenness_and_effective_number() {
        near(evenness(&[0.62, 0.38]), 0.9424);
        near(evenness(&[0.5, 0.3, 0.2]), 0.9300);
        near(evenness(&[3.0, 2.0, 2.0, 1.0]), 0.9583);
        near(concentration(&[0.5, 0.3, 0.2]), 0.38);
        near(effective_number(&[0.5, 0.3, 0.2]), 2.6316);
        near(entropy(&[0.6, 0.3, 0.1]), 0.8173);
        assert_eq!(evenness(&[1.0]), None);
    }

    #[test]
    fn promises_and_goals() {
        near(Some(kept_share(6, 7)), 0.7778);
        near(Some(kept_share(3, 6)), 0.5);
        near(Some(kept_share(6, 7) - kept_share(3, 6)), 0.2778);
        near(misalignment(&[3.0, 0.0, 1.0]), 0.3333);
        near(mean(&[2.0, 1.0, 0.0, 1.0]), 1.0);
    }

    #[test]
    fn candour() {
        near(Some(landed_gap((4, 4), (2, 5))), 2.2361);
        assert_eq!(corner(2, 5), Some("Obnoxious Aggression"));
        assert_eq!(corner(3, 5), None, "exactly 3 is on the line");
        assert_eq!(share_among(2.0, 4), 0.5);
    }

    #[test]
    fn across_and_within() {
        near(ei_index(6.0, 2.0), 0.5);
        assert_eq!(ei_index(0.0, 0.0), None);
        near(median(&[9.0, 1.0, 4.0]), 4.0);
        near(median(&[9.0, 1.0, 4.0, 6.0]), 5.0);
        near(regularity(&[14.0, 14.0, 14.0]), 1.0);
        assert_eq!(figure(0.5), "0.5");
        assert_eq!(figure(10.0 / 13.0), "0.7692");
        assert_eq!(figure(-0.00001), "0");
    }
}
