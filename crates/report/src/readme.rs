//! `README.md` of a migration: written from the plan, for the reviewer.

use std::fmt::Write as _;

use icms_classify::{Class, OldClient};
use icms_diff::Described;
use icms_plan::GroupKind;

use crate::comparison::Comparison;
use crate::judgement::Item;

/// The whole file, under the headings Purpose, Changes, Breaking Changes, Rollback Strategy, Testing, Deployment Notes.
#[must_use]
pub fn readme(title: &str, comparison: Comparison<'_>) -> String {
    let mut out = format!("# {title}\n\n## Purpose\n\n{}\n", purpose(title, comparison.changes));
    section(&mut out, "Changes", &comparison.changes.iter().map(line).collect::<Vec<_>>(), "None.");
    let broken: Vec<&Item> = comparison.up.items.iter().filter(|i| breaks(i)).collect();
    section(
        &mut out,
        "Breaking Changes",
        &broken.iter().map(|i| broken_line(i)).collect::<Vec<_>>(),
        "None.",
    );
    let lost: Vec<String> =
        comparison.plan.lost_by_down.iter().map(|l| format!("`{}`: {}", l.object, l.what)).collect();
    let _ = write!(out, "\n## Rollback Strategy\n\n`icms migrate down` runs `down.sql`. ");
    out.push_str(if lost.is_empty() { "It brings back everything.\n" } else { "It cannot bring back:\n\n" });
    list(&mut out, &lost);
    out.push_str(
        "\n## Testing\n\nBoth scripts were replayed before they were written: up makes the new schema, down the old one \
         again.\n`icms migrate verify` does the same on a scratch PostgreSQL.\n",
    );
    section(&mut out, "Deployment Notes", &notes(comparison), "Nothing special.");
    out
}

/// The same headings for a migration that a person writes.
#[must_use]
pub fn blank_readme(title: &str) -> String {
    let sentence = sentence(title);
    format!(
        "# {title}\n\n## Purpose\n\n{sentence}: say why.\n\n## Changes\n\n- Say what changes.\n\n## Breaking Changes\n\n\
         Say what of the running release stops working, or: None.\n\n## Rollback Strategy\n\n\
         `icms migrate down` runs `down.sql`. Say what it cannot bring back.\n\n## Testing\n\n\
         `icms migrate seal` replays both scripts; `icms migrate verify` runs them on a scratch PostgreSQL.\n\n\
         ## Deployment Notes\n\nSay how long it takes and what it locks.\n"
    )
}

/// `add_phone` → `Add phone`
fn sentence(title: &str) -> String {
    let words = title.replace('_', " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn purpose(title: &str, changes: &[Described]) -> String {
    let sentence = sentence(title);
    let count =
        if changes.len() == 1 { "one change".to_owned() } else { format!("{} changes", changes.len()) };
    format!("{sentence}: {count}.")
}

fn section(out: &mut String, heading: &str, lines: &[String], none: &str) {
    let _ = write!(out, "\n## {heading}\n\n");
    if lines.is_empty() {
        let _ = writeln!(out, "{none}");
    }
    list(out, lines);
}

fn list(out: &mut String, lines: &[String]) {
    for line in lines {
        let _ = writeln!(out, "- {line}");
    }
}

fn line(change: &Described) -> String {
    let sides = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": {} → {}", code(before), code(after)),
        (Some(one), None) | (None, Some(one)) if !one.is_empty() => format!(": {}", code(one)),
        _ => String::new(),
    };
    format!("{} {}{sides}", change.action.word(), code(&change.subject()))
}

/// As code in one line, whatever backticks and line ends the text has.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn breaks(item: &Item) -> bool {
    item.finding.class == Class::Breaking || item.finding.old_client == OldClient::Fails
}

fn broken_line(item: &Item) -> String {
    let f = &item.finding;
    let remedy = f.remedy.as_ref().map_or_else(String::new, |r| format!(" Safer: {r}."));
    format!("**{}** `{}` ({}): {}.{remedy}", f.class, f.subject, f.code, f.message)
}

fn notes(comparison: Comparison<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    for item in &comparison.up.items {
        let f = &item.finding;
        if f.impact >= icms_classify::Impact::BlocksWrites {
            let lock = f.locks.first().map_or_else(String::new, |(level, _)| format!(" under {level}"));
            notes.push(format!("`{}` works for as long as the table is big{lock} ({})", f.subject, f.code));
        }
        if f.fails_with.is_some() {
            notes.push(format!("`{}` fails where rows violate it ({})", f.subject, f.code));
        }
    }
    let alone = comparison.plan.up.iter().filter(|g| g.kind == GroupKind::Alone).count();
    if alone > 0 {
        notes.push(format!("{alone} statements run outside a transaction"));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn code_survives_backticks_and_line_ends() {
        assert_eq!(code("numeric(14, 2)"), "`numeric(14, 2)`");
        assert_eq!(code("`users`\nand ``more``"), "``` `users` and ``more`` ```");
    }
}
