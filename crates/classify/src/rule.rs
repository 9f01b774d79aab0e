//! What a rule is, and the register of all of them.

use crate::case::Case;
use crate::verdict::Verdict;

/// One thing that can happen, and how bad it is.
pub struct Rule {
    /// What happened: the stem of its file, of its fixtures and of its page.
    pub id: &'static str,
    /// The codes it may give. Frozen, never reused.
    pub codes: &'static [&'static str],
    /// Its page: what happens, why, the safer way, an example.
    pub page: &'static str,
    /// Looks at one effect of one statement.
    pub(crate) judge: fn(&Case<'_>) -> Option<Verdict>,
}

/// All rules, in the order in which their findings are listed.
#[must_use]
pub const fn rules() -> &'static [&'static Rule] {
    crate::rules::ALL
}

/// The page of a code or of a rule.
#[must_use]
pub fn page(wanted: &str) -> Option<String> {
    let rule = rules().iter().find(|r| r.id == wanted || r.codes.contains(&wanted))?;
    Some(format!("# {} ({})\n\n{}", rule.id, rule.codes.join(", "), rule.page))
}
