//! Findings as SARIF 2.1.0.

use std::collections::BTreeMap;

use icms_classify::Level;
use serde_json::{Value, json};

use crate::judgement::{Item, Judgement};

/// The whole log.
#[must_use]
pub fn sarif(judgements: &[Judgement]) -> Value {
    let rules: BTreeMap<&str, &str> =
        judgements.iter().flat_map(|j| &j.items).map(|i| (i.finding.code, i.finding.rule)).collect();
    let rules: Vec<Value> = rules.iter().map(|(code, rule)| json!({"id": code, "name": rule})).collect();
    let results: Vec<Value> =
        judgements.iter().flat_map(|j| j.items.iter().map(move |i| result(j, i))).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "icms", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "results": results,
        }],
    })
}

fn result(judgement: &Judgement, item: &Item) -> Value {
    let level = match item.level {
        Level::Allow => "note",
        Level::Warn => "warning",
        Level::Deny => "error",
    };
    let suppressions: Vec<Value> =
        item.acknowledged.iter().map(|why| json!({"kind": "external", "justification": why})).collect();
    json!({
        "ruleId": item.finding.code,
        "level": level,
        "message": {"text": format!("{}: {}", item.finding.subject, item.finding.message)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": judgement.file},
            "region": {"startLine": item.line},
        }}],
        "partialFingerprints": {"icms/v1": item.fingerprint.as_str()},
        "suppressions": suppressions,
    })
}
