//! A line-by-line comparison of two texts.

use similar::TextDiff;

/// Unified, with three lines of context; empty when the texts are equal.
#[must_use]
pub fn text_diff(before: &str, after: &str, name: &str) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(name, name).to_string()
}
