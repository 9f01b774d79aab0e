//! Numbers of things.

/// `1 migration`, `2 migrations`: for words that take an `s`.
///
/// ```
/// assert_eq!(icms_report::counted(1, "migration"), "1 migration");
/// assert_eq!(icms_report::counted(0, "migration"), "0 migrations");
/// ```
#[must_use]
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
