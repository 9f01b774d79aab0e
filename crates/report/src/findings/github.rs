//! Findings as workflow commands of GitHub Actions; what stops the build first, ten of a kind are shown there.

use std::fmt::Write as _;

use icms_classify::Level;

use crate::judgement::Judgement;

/// `::error file=…,line=…,title=…::message`, one line each.
#[must_use]
pub fn github(judgements: &[Judgement]) -> String {
    let mut items: Vec<_> = judgements.iter().flat_map(|j| j.items.iter().map(move |i| (j, i))).collect();
    items.sort_by_key(|(_, item)| (!item.refused(), std::cmp::Reverse(item.level)));
    let mut out = String::new();
    for (judgement, item) in items {
        let word = match (item.refused(), item.level) {
            (true, _) => "error",
            (false, Level::Allow) => "notice",
            (false, Level::Warn | Level::Deny) => "warning",
        };
        let f = &item.finding;
        let title = format!("{} {} ({})", f.code, f.subject, f.class);
        let place =
            format!("file={},line={},title={}", property(&judgement.file), item.line, property(&title));
        let _ = writeln!(out, "::{word} {place}::{}", message(&f.message));
    }
    out
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
