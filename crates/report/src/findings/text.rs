//! Findings for people at a terminal.

use std::fmt::Write as _;

use icms_classify::{Class, DataLoss, Finding, OldClient};

use super::{strongest, touched};
use crate::judgement::{Item, Judgement, refused};
use crate::paint::{Paint, Tone};

/// Findings script by script, and a last line that counts them.
#[must_use]
pub fn text(judgements: &[Judgement], paint: Paint) -> String {
    let mut out = String::new();
    for judgement in judgements.iter().filter(|j| !j.items.is_empty() || !j.client.is_empty()) {
        let title = judgement.migration.as_deref().unwrap_or(&judgement.file);
        let _ = writeln!(out, "{}", paint.tone(Tone::Strong, title));
        for item in &judgement.items {
            one(&mut out, judgement, item, paint);
        }
        for line in touched::breaks(&judgement.client) {
            let _ = writeln!(out, "  {line}");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(judgements));
    out
}

fn one(out: &mut String, judgement: &Judgement, item: &Item, paint: Paint) {
    let f = &item.finding;
    let tone = match f.class {
        Class::Safe => Tone::Good,
        Class::Risky => Tone::Warning,
        Class::Breaking => Tone::Bad,
    };
    let class = paint.tone(tone, &format!("{:<8}", f.class.word()));
    let _ = writeln!(out, "  {class} {}  {}  {}", f.code, f.subject, paint.tone(Tone::Dim, &costs(f)));
    let _ = writeln!(out, "           {}", f.message);
    for fact in &f.facts {
        let _ = writeln!(out, "           fact: {fact}");
    }
    if let Some(remedy) = f.remedy.as_ref().filter(|_| f.class != Class::Safe) {
        let _ = writeln!(out, "           safer: {remedy}");
    }
    for line in touched::lines(&item.touched) {
        let _ = writeln!(out, "           {line}");
    }
    match (&item.acknowledged, item.refused()) {
        (Some(reason), _) => drop(writeln!(out, "           acknowledged: {reason}")),
        (None, true) => {
            let _ = writeln!(out, "           at {}:{}", judgement.file, item.line);
            let line = format!("icms acknowledge {} --reason \"…\"", item.fingerprint);
            let _ = writeln!(out, "           {}", paint.tone(Tone::Strong, &line));
        }
        (None, false) => {}
    }
}

/// What it costs, in one line: `ACCESS EXCLUSIVE, rewrites the table, loses the column's values`.
fn costs(f: &Finding) -> String {
    let mut parts = Vec::new();
    parts.extend(strongest(f).map(|level| level.sql().to_owned()));
    if !f.rewrites.is_empty() {
        parts.push("rewrites".to_owned());
    } else if !f.scans.is_empty() {
        parts.push("scans".to_owned());
    }
    if let DataLoss::Loses(what) = &f.data_loss {
        parts.push(format!("loses {what}"));
    }
    match f.old_client {
        OldClient::Works => {}
        OldClient::FailsOnNewData => parts.push("the running release fails on new data".to_owned()),
        OldClient::Fails => parts.push("breaks the running release".to_owned()),
    }
    if parts.is_empty() { String::new() } else { format!("[{}]", parts.join(", ")) }
}

/// `3 safe, 1 risky, 1 breaking; 1 must be acknowledged`
fn summary(judgements: &[Judgement]) -> String {
    let count = |class| judgements.iter().flat_map(|j| &j.items).filter(|i| i.finding.class == class).count();
    let all = [(Class::Safe, "safe"), (Class::Risky, "risky"), (Class::Breaking, "breaking")];
    let counted: Vec<String> = all.iter().map(|(class, word)| format!("{} {word}", count(*class))).collect();
    let open = refused(judgements).count();
    let tail = if open == 0 { String::new() } else { format!("; {open} must be acknowledged") };
    format!("{}{tail}", counted.join(", "))
}
