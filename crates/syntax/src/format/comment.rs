//! Comments that span lines.

/// A comment whose lines start with `*`, these aligned below the first; any other as written.
pub(super) fn indented(comment: &str, indent: &str) -> String {
    let comment = comment.trim_end_matches('\r');
    let starred = |line: &str| line.trim_start().starts_with('*');
    if !comment.contains('\n') || !comment.lines().skip(1).all(starred) {
        return comment.to_owned();
    }
    let mut lines = comment.lines();
    let first = lines.next().unwrap_or("").to_owned();
    lines.fold(first, |text, line| format!("{text}\n{indent} {}", line.trim()))
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn only_starred_lines_move() {
        assert_eq!(indented("/**\n      * a\n */", "  "), "/**\n   * a\n   */");
        assert_eq!(indented("/*\n  a\n*/", "  "), "/*\n  a\n*/");
    }
}
