//! Tests of migrations as text, JSON and JUnit.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::counted;
use crate::findings::escaped;

/// What came of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestReport {
    /// The migration.
    pub migration: String,
    /// The case.
    pub case: String,
    /// Why it failed; none when it passed.
    pub failure: Option<String>,
}

/// One line for each, and what differs under it.
#[must_use]
pub fn tests_text(tests: &[TestReport]) -> String {
    let mut out = String::new();
    for test in tests {
        let word = if test.failure.is_none() { "ok    " } else { "FAILED" };
        let _ = writeln!(out, "{word}  {}  {}", test.migration, test.case);
        if let Some(why) = &test.failure {
            for line in why.lines() {
                let _ = writeln!(out, "        {line}");
            }
        }
    }
    let _ = writeln!(out, "{}, {} failed", counted(tests.len(), "test"), failed(tests));
    out
}

/// The document of `icms migrate test --format json`.
#[must_use]
pub fn tests_json(tests: &[TestReport]) -> Value {
    let one = |test: &TestReport| {
        json!({
            "migration": test.migration, "case": test.case, "passed": test.failure.is_none(), "failure": test.failure,
        })
    };
    let all: Vec<Value> = tests.iter().map(one).collect();
    json!({"version": 1, "tests": all, "failed": failed(tests)})
}

/// The same for a CI server.
#[must_use]
pub fn tests_junit(tests: &[TestReport]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (count, bad) = (tests.len(), failed(tests));
    let _ = writeln!(out, "<testsuites name=\"icms migrate test\" tests=\"{count}\" failures=\"{bad}\">");
    let _ = writeln!(out, "  <testsuite name=\"migrations\" tests=\"{count}\" failures=\"{bad}\">");
    for test in tests {
        let (migration, case) = (escaped(&test.migration), escaped(&test.case));
        let _ = write!(out, "    <testcase classname=\"{migration}\" name=\"{case}\">");
        if let Some(why) = &test.failure {
            let _ = write!(
                out,
                "<failure message=\"rows differ or a statement failed\">{}</failure>",
                escaped(why)
            );
        }
        out.push_str("</testcase>\n");
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn failed(tests: &[TestReport]) -> usize {
    tests.iter().filter(|test| test.failure.is_some()).count()
}
