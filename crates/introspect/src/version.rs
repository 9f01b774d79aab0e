//! SQL that differs between versions: a line that ends in `--@ 15..` or `--@ ..14` is for these majors only.

/// The text with the lines for this major version.
pub fn fit(sql: &str, major: u32) -> String {
    let lines = sql.lines().filter_map(|line| match line.split_once("--@") {
        Some((code, range)) => covers(range.trim(), major).then_some(code.trim_end()),
        None => Some(line),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether `15..`, `..14` or `13..15` (both ends included) holds the version. What cannot be read holds none.
fn covers(range: &str, major: u32) -> bool {
    let Some((first, last)) = range.split_once("..") else { return false };
    let bound = |text: &str, open: u32| if text.is_empty() { Some(open) } else { text.parse().ok() };
    let (Some(first), Some(last)) = (bound(first, 0), bound(last, u32::MAX)) else { return false };
    (first..=last).contains(&major)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_chosen_by_version() {
        let sql = "SELECT a,\n false --@ ..14\n b --@ 15..\nFROM t";
        assert_eq!(fit(sql, 14), "SELECT a,\n false\nFROM t");
        assert_eq!(fit(sql, 15), "SELECT a,\n b\nFROM t");
        assert!(covers("13..15", 15) && !covers("13..15", 16) && !covers("?", 15));
    }
}
