//! Pages of rules and diagnostics.

use icms_diagnostic::{Code, Diagnostic};

use crate::Outcome;

/// The page of a code (`ICMS218`, `E2003`) or a rule (`column_dropped`).
///
/// # Errors
/// A code that does not exist.
pub fn page(code: &str) -> Outcome<String> {
    let upper = code.to_uppercase();
    if let Some(page) = icms_classify::page(&upper).or_else(|| icms_classify::page(code)) {
        return Ok(page);
    }
    let number = upper.strip_prefix('E').and_then(|digits| digits.parse().ok()).map(Code);
    let pages =
        [icms_codegen::page, icms_connect::codes::page, icms_embedded::codes::page, crate::codes::page];
    if let Some(page) = number.and_then(|code| pages.iter().find_map(|page| page(code))) {
        return Ok(page.to_owned());
    }
    if let Some(page) = number.and_then(page_of_schema_file) {
        return Ok(page);
    }
    Err(Diagnostic::error(Code(7030), format!("there is no rule or diagnostic `{code}`"))
        .help("codes look like ICMS218 (rules) or E2003 (diagnostics)")
        .into())
}

/// What the code of a schema file's diagnostic means.
fn page_of_schema_file(code: Code) -> Option<String> {
    let (_, meaning) = icms_lower::code::ALL.iter().find(|(known, _)| *known == code)?;
    Some(format!("# {code}: {}\n", meaning.trim()))
}
