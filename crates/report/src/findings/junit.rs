//! Findings as JUnit: one test case each, an acknowledged one is skipped with its reason.

use std::fmt::Write as _;

use crate::judgement::{Judgement, refused};

/// The whole document.
#[must_use]
pub fn junit(judgements: &[Judgement]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let total: usize = judgements.iter().map(|j| j.items.len()).sum();
    let _ = writeln!(
        out,
        "<testsuites name=\"icms check\" tests=\"{total}\" failures=\"{}\">",
        refused(judgements).count()
    );
    for judgement in judgements {
        let name = judgement.migration.as_deref().unwrap_or(&judgement.file);
        let _ = writeln!(out, "  <testsuite name=\"{}\" tests=\"{}\">", escaped(name), judgement.items.len());
        for item in &judgement.items {
            let case = format!("{} {}", item.finding.code, item.finding.subject);
            let _ = write!(out, "    <testcase classname=\"{}\" name=\"{}\">", escaped(name), escaped(&case));
            match &item.acknowledged {
                Some(reason) => drop(write!(out, "<skipped message=\"{}\"/>", escaped(reason))),
                None if item.refused() => {
                    let _ = write!(out, "<failure message=\"{}\"/>", escaped(&item.finding.message));
                }
                None => {}
            }
            out.push_str("</testcase>\n");
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// Text as XML has it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
