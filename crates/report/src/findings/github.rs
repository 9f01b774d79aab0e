//! Findings as workflow commands of GitHub Actions; what stops the build first, ten of a kind are shown there.

use std::fmt::Write as _;

use icms_classify::Level;

use super::touched;
use crate::judgement::{Item, Judgement};

/// `::error file=…,line=…,title=…::message`, one line each; queries are notices in their own files.
#[must_use]
pub fn github(judgements: &[Judgement]) -> String {
    let mut items: Vec<_> = judgements.iter().flat_map(|j| j.items.iter().map(move |i| (j, i))).collect();
    items.sort_by_key(|(_, item)| (!item.refused(), std::cmp::Reverse(item.level)));
    let mut out = String::new();
    for (judgement, item) in &items {
        let word = match (item.refused(), item.level) {
            (true, _) => "error",
            (false, Level::Allow) => "notice",
            (false, Level::Warn | Level::Deny) => "warning",
        };
        let title = format!("{} ({})", title(item), item.finding.class);
        let lines = [vec![item.finding.message.clone()], touched::breaks(&item.touched.client)].concat();
        let place = (&*judgement.file, item.line);
        let _ = writeln!(out, "{}", command(word, place, &title, &lines.join("\n")));
    }
    for (_, item) in &items {
        for used in &item.touched.queries {
            let said = format!("used by query: {}", used.query);
            let _ = writeln!(out, "{}", command("notice", (&used.file, used.line), &title(item), &said));
        }
    }
    for judgement in judgements.iter().filter(|judgement| !judgement.client.is_empty()) {
        let said = touched::breaks(&judgement.client).join("\n");
        let _ = writeln!(out, "{}", command("notice", (&judgement.file, 1), "client", &said));
    }
    out
}

/// `ICMS218 column public.users.email`
fn title(item: &Item) -> String {
    format!("{} {}", item.finding.code, item.finding.subject)
}

/// One workflow command, for a line of a file.
fn command(word: &str, (file, line): (&str, usize), title: &str, said: &str) -> String {
    format!("::{word} file={},line={line},title={}::{}", property(file), property(title), message(said))
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
