//! Every rule has a page with the facts of its codes and an example that is what it says.

use std::collections::BTreeMap;

use icms_classify::{Rule, classify, rules};
use icms_diagnostic::FileId;
use icms_model::{Facts, Schema, Target};
use icms_sql::Script;

use crate::case::{before, cases, names, root, schema, update};
use crate::row::{COLUMNS, Row};

/// What the facts of a code are: those of the scripts that nothing lowers, which must agree.
fn measured() -> (BTreeMap<&'static str, Row>, Vec<String>) {
    let (before, mut rows, mut wrong) = (before(), BTreeMap::new(), Vec::new());
    for case in cases().iter().filter(|case| !case.is_lowered()) {
        let expected =
            case.head("expect").next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
        for finding in case.findings(&before).iter().filter(|f| f.rule == case.rule && f.code == expected) {
            let row = Row::of(finding);
            let known = rows.entry(finding.code).or_insert_with(|| row.clone());
            if *known != row {
                wrong.push(format!(
                    "{}: {} is {row:?} here and {known:?} elsewhere",
                    case.shown(),
                    finding.code
                ));
            }
        }
    }
    (rows, wrong)
}

/// Cells of the table's line for a code.
fn cells(page: &str, code: &str) -> Option<Vec<String>> {
    let line = page.lines().find(|line| line.starts_with(&format!("| {code} |")))?;
    Some(line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// The page with the facts of each code written anew.
fn rewritten(page: &str, rule: &Rule, rows: &BTreeMap<&str, Row>) -> String {
    let lines = page.lines().map(|line| {
        let code = line.strip_prefix("| ").and_then(|l| l.split(' ').next()).unwrap_or_default();
        let row = rows.get(code).filter(|_| rule.codes.contains(&code));
        let what = cells(page, code).and_then(|cells| cells.get(1).cloned());
        match (row, what) {
            (Some(row), Some(what)) => format!("| {code} | {what} | {} |", row.0.join(" | "))
                .replace("|  |", "| |")
                .replace("|  |", "| |"),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn every_page_says_the_facts_of_its_codes() {
    let (rows, mut wrong) = measured();
    let head = format!("| code | what happens | {} |", COLUMNS.join(" | "));
    for rule in rules() {
        if update() {
            let path = root().join(format!("docs/rules/{}.md", rule.id));
            std::fs::write(&path, rewritten(&std::fs::read_to_string(&path).unwrap(), rule, &rows)).unwrap();
            continue;
        }
        if !rule.page.lines().any(|line| line == head) {
            wrong.push(format!("{}: no table of its codes", rule.id));
        }
        for code in rule.codes {
            let said = cells(rule.page, code).map(|cells| cells[2..].to_vec());
            let is = rows.get(code).map(|row| row.0.to_vec());
            if said.is_none() || said != is {
                wrong.push(format!("{}: the page says {said:?} of {code}, the scripts {is:?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_page_belongs_to_a_rule() {
    let pages = names(&root().join("docs/rules"), |path| path.extension().is_some_and(|e| e == "md"));
    for page in pages {
        let stem = page.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(rules().iter().any(|rule| rule.id == stem), "docs/rules/{stem}.md belongs to no rule");
    }
}

/// The text of the fenced block with this word after `sql`.
fn block<'p>(page: &'p str, word: &str) -> Option<&'p str> {
    let start = page.find(&format!("```sql {word}\n"))?;
    let text = page.get(start..)?.split_once('\n')?.1;
    text.split_once("\n```").map(|(text, _)| text)
}

#[test]
fn every_page_has_an_example_that_gives_its_finding() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let (Some(before), Some(migration)) = (block(rule.page, "before"), block(rule.page, "migration"))
        else {
            wrong.push(format!("{}: no example with `before` and `migration`", rule.id));
            continue;
        };
        let findings = |before: &Schema, text: &str| {
            classify(before, &Script::parse(FileId(0), text), &Facts::default(), Target::default())
        };
        let before = schema(before);
        let found = findings(&before, migration);
        if !found.iter().any(|f| f.rule == rule.id) {
            let codes: Vec<&str> = found.iter().map(|f| f.code).collect();
            wrong.push(format!("{}: its example gives {codes:?}", rule.id));
        }
        let Some(safer) = block(rule.page, "safer") else { continue };
        let instead = findings(&before, safer);
        let refused = instead.iter().find(|f| matches!(f.code, "ICMS900" | "ICMS901" | "ICMS902"));
        if let Some(finding) = refused {
            wrong.push(format!("{}: its safer way gives {}: {}", rule.id, finding.code, finding.message));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_page_says_what_the_running_release_meets() {
    for rule in rules() {
        for heading in ["## Why", "## The running release", "## The safer way", "## Example"] {
            assert!(rule.page.lines().any(|line| line == heading), "{}: no `{heading}`", rule.id);
        }
    }
}
