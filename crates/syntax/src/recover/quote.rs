//! Text from a source, fit for a message.

/// A few words of it, on one line.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.trim().lines().next().unwrap_or("");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", line.get(..end).unwrap_or("")),
        None => format!("`{line}`"),
    }
}

/// The nearest of `known`, when it is near enough to be meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known.into_iter().map(|k| (distance(word, k), k));
    distances.filter(|(d, k)| *d <= 2 && *d < k.len().min(word.len())).min_by_key(|(d, _)| *d).map(|(_, k)| k)
}

/// How many letters to add, drop or change (Levenshtein), capitals aside.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, cb) in row.iter_mut().skip(1).zip(b.chars()) {
            let value = (diagonal + usize::from(ca != cb)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, value);
            left = value;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_the_one_meant() {
        let words = ["model", "enum", "mixin"];
        assert_eq!(nearest("modle", words), Some("model"));
        assert_eq!(nearest("Model", words), Some("model"));
        assert_eq!(nearest("enumm", words), Some("enum"));
        assert_eq!(nearest("table", words), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
