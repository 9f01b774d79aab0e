//! Pages of rules and diagnostics.

use icms_diagnostic::{Code, Diagnostic};

use crate::{Outcome, codes};

/// Every list of numbers there is, in the order of the numbers.
const LISTS: [&[(Code, &str)]; 11] = [
    icms_syntax::code::PAGES,
    icms_lower::code::PAGES,
    icms_diff::code::PAGES,
    icms_replay::codes::PAGES,
    icms_connect::codes::PAGES,
    icms_embedded::codes::PAGES,
    icms_journal::codes::PAGES,
    icms_execute::codes::PAGES,
    icms_plan::codes::PAGES,
    icms_codegen::codes::PAGES,
    codes::PAGES,
];

/// Every number that a diagnostic can have, with its page.
pub fn diagnostics() -> impl Iterator<Item = (Code, &'static str)> {
    LISTS.into_iter().flatten().copied()
}

/// The page of a code (`ICMS218`, `E2003`) or a rule (`column_dropped`).
///
/// # Errors
/// A code that does not exist.
pub fn page(code: &str) -> Outcome<String> {
    let upper = code.to_uppercase();
    if let Some(page) = icms_classify::page(&upper).or_else(|| icms_classify::page(code)) {
        return Ok(page);
    }
    let page = diagnostics().find(|(known, _)| known.to_string() == upper).map(|(_, page)| page.to_owned());
    page.ok_or_else(|| {
        Diagnostic::error(codes::NO_PAGE, format!("there is no rule or diagnostic `{code}`"))
            .help("codes look like ICMS218 (rules) or E2003 (diagnostics)")
            .into()
    })
}
