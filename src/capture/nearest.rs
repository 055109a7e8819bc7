//! Names that look like a mistyped one.

/// Longer texts are compared by their beginning: the cost grows with the square.
const LONGEST: usize = 40;

/// At most three of the names, the nearest first; none that is not near.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let allowed = (name.chars().count().min(LONGEST) / 3).max(1);
    let mut found: Vec<(usize, &str)> = names
        .filter_map(|(folded, shown)| {
            let whole = std::iter::once(folded);
            let near = whole.chain(folded.split(' ')).map(|part| distance(name, part)).min()?;
            (near <= allowed).then_some((near, shown))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(3).map(|(_, shown)| shown.to_owned()).collect()
}

/// Letters to insert, drop, change or swap with a neighbour.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(LONGEST).collect();
    let right: Vec<char> = right.chars().take(LONGEST).collect();
    let mut earlier: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, a) in left.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, b) in right.iter().enumerate() {
            let changed = above[column] + usize::from(a != b);
            let mut least = changed.min(above[column + 1] + 1).min(line[column] + 1);
            let swapped = row > 0 && column > 0 && left[row - 1] == *b && right[column - 1] == *a;
            if swapped {
                least = least.min(earlier[column - 1] + 1);
            }
            line.push(least);
        }
        earlier = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let names = [("ana ruiz", "Ana Ruiz"), ("ben okafor", "Ben Okafor"), ("chen wei", "Chen Wei")];
        let near = |name| nearest(name, names.into_iter()).join(", ");
        assert_eq!(near("anna"), "Ana Ruiz");
        assert_eq!(near("okafro"), "Ben Okafor");
        assert_eq!(near("chne"), "Chen Wei");
        assert_eq!(near("rusticus"), "");
        assert_eq!(near(&"x".repeat(100_000)), "");
    }

    #[test]
    fn distances_are_those_of_the_textbook() {
        for (left, right, steps) in [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 1)] {
            assert_eq!(distance(left, right), steps, "{left} {right}");
        }
    }
}
