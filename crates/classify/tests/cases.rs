//! Scripts with the class they must get: `tests/classify/<rule>/<case>.sql` on top of `tests/classify/before.sql`.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use icms_classify::{Class, classify, rules};
use icms_diagnostic::FileId;
use icms_model::{Facts, Schema, Target};
use icms_sql::Script;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/classify")
}

fn before() -> Schema {
    let text = std::fs::read_to_string(folder().join("before.sql")).unwrap();
    let replayed = icms_replay::replay(Schema::empty(), &Script::parse(FileId(0), &text));
    assert!(!replayed.diagnostics.has_errors(), "{:?}", replayed.diagnostics);
    replayed.schema
}

/// Every script below the folder, by rule.
fn cases() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for rule in std::fs::read_dir(folder()).unwrap().flatten().filter(|e| e.path().is_dir()) {
        for case in std::fs::read_dir(rule.path()).unwrap().flatten() {
            found.push((rule.file_name().into_string().unwrap(), case.path()));
        }
    }
    found.sort();
    found
}

#[test]
fn every_case_gets_its_class_and_code() {
    let (before, mut wrong, mut count) = (before(), Vec::new(), 0);
    for (_, path) in cases() {
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = text.lines().next().and_then(|l| l.strip_prefix("-- expect: ")).unwrap();
        let (class, code) = expected.split_once(' ').unwrap_or((expected, ""));
        let script = Script::parse(FileId(0), &text);
        let findings = classify(&before, &script, &Facts::default(), Target::default());
        let highest = findings.iter().map(|f| f.class).max().unwrap_or(Class::Safe);
        let codes: Vec<&str> = findings.iter().map(|f| f.code).collect();
        if highest.word() != class || !(code.is_empty() || codes.contains(&code)) {
            wrong.push(format!("{}: expected {expected}, found {highest} {codes:?}", path.display()));
        }
        count += 1;
    }
    assert!(count >= 20, "only {count} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn folders_are_named_by_rules_and_codes_belong_to_one_rule() {
    for (rule, _) in cases() {
        assert!(rules().iter().any(|r| r.id == rule), "there is no rule {rule}");
    }
    for rule in rules() {
        assert!(!rule.page.trim().is_empty(), "{} has no page", rule.id);
        assert!(rule.codes.iter().all(|code| code.starts_with("ICMS")), "{}", rule.id);
    }
}
