//! Findings as JUnit: one test case each, an acknowledged one is skipped with its reason.

use std::fmt::Write as _;

use super::touched;
use crate::judgement::{Item, Judgement, refused};

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
            out.push_str(&outcome(item));
            out.push_str("</testcase>\n");
        }
        let besides = output(&touched::breaks(&judgement.client));
        if !besides.is_empty() {
            let _ = writeln!(out, "    {besides}");
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// What is inside of a test case. What it reaches in code is part of the failure, which is what everyone shows.
fn outcome(item: &Item) -> String {
    let lines = touched::lines(&item.touched);
    match &item.acknowledged {
        Some(reason) => format!("<skipped message=\"{}\"/>{}", escaped(reason), output(&lines)),
        None if item.refused() => {
            let (message, lines) = (escaped(&item.finding.message), escaped(&lines.join("\n")));
            format!("<failure message=\"{message}\">{lines}</failure>")
        }
        None => output(&lines),
    }
}

/// What a case or a suite says beside its outcome.
fn output(lines: &[String]) -> String {
    let text = escaped(&lines.join("\n"));
    if text.is_empty() { text } else { format!("<system-out>{text}</system-out>") }
}

/// Text as XML has it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
