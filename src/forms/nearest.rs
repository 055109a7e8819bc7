//! "Did you mean": the known word that is closest to a mistyped one.

/// The word of `known` nearest to `word`, or `None` if nothing is near enough to be meant.
///
/// A beginning that only one word has counts as near, however short it is.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let known: Vec<&str> = known.into_iter().collect();
    let mut begun = known.iter().filter(|one| one.to_lowercase().starts_with(&word));
    if let (false, Some(only), None) = (word.is_empty(), begun.next(), begun.next()) {
        return Some(only);
    }
    let allowed = word.chars().count().div_ceil(3);
    known
        .into_iter()
        .map(|one| (distance(&word, &one.to_lowercase()), one))
        .filter(|(far, _)| *far <= allowed)
        .min_by_key(|(far, _)| *far)
        .map(|(_, one)| one)
}

/// Levenshtein's edit distance in characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, from) in left.chars().enumerate() {
        let mut diagonal = above;
        let mut before = above + 1;
        for (to, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let swapped = diagonal + usize::from(from != *to);
            diagonal = *cell;
            *cell = swapped.min(before + 1).min(*cell + 1);
            before = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_nonsense_is_not() {
        let known = ["mentor", "mutual", "peer", "pod", "poly-directional"];
        assert_eq!(nearest("mutaul", known), Some("mutual"));
        assert_eq!(nearest("MENTER", known), Some("mentor"));
        assert_eq!(nearest("poly", known), Some("poly-directional"));
        assert_eq!(nearest("aquarium", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
