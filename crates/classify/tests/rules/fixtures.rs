//! Scripts get the findings that their heads list, and reach every code of every rule.

use std::collections::BTreeSet;

use icms_classify::{Class, rules};

use crate::case::{before, cases, update};
use crate::row::line;

#[test]
fn every_script_gets_its_findings() {
    let (before, mut wrong) = (before(), Vec::new());
    for case in cases() {
        let findings = case.findings(&before);
        let lines: Vec<String> = findings.iter().map(line).collect();
        let highest = findings.iter().map(|f| f.class).max().unwrap_or(Class::Safe);
        let expected = case.head("expect").next().unwrap_or_default();
        let (class, code) = expected.split_once(' ').unwrap_or((expected, ""));
        let reached = code.is_empty() || findings.iter().any(|f| f.code == code && f.rule == case.rule);
        if highest.word() != class || !reached {
            wrong.push(format!(
                "{}: expected {expected}, found {highest}:\n  {}",
                case.shown(),
                lines.join("\n  ")
            ));
        } else if update() {
            let (mut head, body): (Vec<&str>, Vec<&str>) =
                case.text.lines().partition(|l| l.starts_with("-- "));
            head.retain(|line| !line.starts_with("-- finding: "));
            let found = lines.iter().map(|line| format!("-- finding: {line}"));
            let all =
                head.iter().map(ToString::to_string).chain(found).chain(body.iter().map(ToString::to_string));
            let text = all.collect::<Vec<_>>().join("\n") + "\n";
            std::fs::write(&case.path, text).unwrap();
        } else if !case.head("finding").eq(lines.iter().map(String::as_str)) {
            wrong.push(format!("{}: it lists other findings than\n  {}", case.shown(), lines.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} scripts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_scripts_for_each_of_its_codes() {
    let (before, cases) = (before(), cases());
    let mut reached = BTreeSet::new();
    for case in cases.iter().filter(|case| !case.is_lowered()) {
        reached
            .extend(case.findings(&before).iter().filter(|f| f.rule == case.rule).map(|f| (f.rule, f.code)));
    }
    let mut wrong = Vec::new();
    for rule in rules() {
        if !cases.iter().any(|case| case.rule == rule.id) {
            wrong.push(format!("{} has no folder below tests/classify", rule.id));
        }
        let missing = rule.codes.iter().filter(|code| !reached.contains(&(rule.id, **code)));
        wrong.extend(missing.map(|code| format!("{}: no script gives {code}", rule.id)));
    }
    let folders: BTreeSet<&str> = cases.iter().map(|case| case.rule.as_str()).collect();
    let orphans = folders.iter().filter(|folder| !rules().iter().any(|rule| rule.id == **folder));
    wrong.extend(orphans.map(|folder| format!("tests/classify/{folder} belongs to no rule")));
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_finding_has_a_code_that_its_rule_declares() {
    let before = before();
    for case in cases() {
        for finding in case.findings(&before) {
            let rule = rules().iter().find(|rule| rule.id == finding.rule).unwrap();
            assert!(rule.codes.contains(&finding.code), "{}: {} of {}", case.shown(), finding.code, rule.id);
        }
    }
}

#[test]
fn a_code_belongs_to_one_rule() {
    let mut seen = BTreeSet::new();
    for code in rules().iter().flat_map(|rule| rule.codes) {
        assert!(code.starts_with("ICMS"), "{code}");
        assert!(seen.insert(code), "{code} belongs to two rules");
    }
}
