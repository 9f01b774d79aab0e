//! "Did you mean": the closest of the words that would have been right.

/// The closest word within a distance that a typing mistake explains.
#[must_use]
pub fn closest<'w>(wrong: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let limit = (wrong.chars().count() / 3).min(3);
    words
        .into_iter()
        .filter(|word| word.len().abs_diff(wrong.len()) <= limit)
        .map(|word| (distance(&wrong.to_lowercase(), &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut rows: [Vec<usize>; 3] = [Vec::new(), Vec::new(), (0..=b.len()).collect()];
    let mut before = None;
    for (i, ca) in a.chars().enumerate() {
        rows.rotate_left(1);
        rows[2] = vec![i + 1];
        for (j, &cb) in b.iter().enumerate() {
            let change = rows[1][j] + usize::from(ca != cb);
            let mut best = change.min(rows[1][j + 1] + 1).min(rows[2][j] + 1);
            if j > 0 && i > 0 && b[j - 1] == ca && before == Some(cb) {
                best = best.min(rows[0][j - 1] + 1);
            }
            rows[2].push(best);
        }
        before = Some(ca);
    }
    rows[2].last().copied().unwrap_or(0)
}

/// `a`, `b` and `c`, each in backticks.
pub(crate) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words() {
        assert_eq!(closest("Strng", ["Int", "String"]), Some("String"));
        assert_eq!(closest("uinque", ["unique", "id"]), Some("unique"));
        assert_eq!(closest("User", ["Post", "Usr", "Users"]), Some("Usr"));
        assert_eq!(closest("Xyz", ["Post"]), None);
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
