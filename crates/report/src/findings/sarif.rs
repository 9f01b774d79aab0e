//! Findings as SARIF 2.1.0.

use std::collections::BTreeMap;

use icms_classify::Level;
use serde_json::{Value, json};

use super::touched;
use crate::judgement::{Item, Judgement};

/// The rule of what becomes of a client beside what a finding says.
const CLIENT: (&str, &str) = ("client", "client_changed");

/// The whole log.
#[must_use]
pub fn sarif(judgements: &[Judgement]) -> Value {
    let mut rules: BTreeMap<&str, &str> =
        judgements.iter().flat_map(|j| &j.items).map(|i| (i.finding.code, i.finding.rule)).collect();
    rules.extend(judgements.iter().filter(|j| !j.client.is_empty()).map(|_| CLIENT));
    let rules: Vec<Value> = rules.iter().map(|(code, rule)| json!({"id": code, "name": rule})).collect();
    let results: Vec<Value> =
        judgements.iter().flat_map(|j| j.items.iter().map(move |i| result(j, i)).chain(client(j))).collect();
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
    let said = format!("{}: {}", item.finding.subject, item.finding.message);
    let text = [vec![said], touched::lines(&item.touched)].concat().join("\n");
    let queries = item.touched.queries.iter().map(|used| {
        let said = format!("used by query: {}", used.query);
        json!({"message": {"text": said}, "physicalLocation": place(&used.file, used.line)})
    });
    json!({
        "ruleId": item.finding.code,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place(&judgement.file, item.line)}],
        "relatedLocations": queries.collect::<Vec<_>>(),
        "partialFingerprints": {"icms/v1": item.fingerprint.as_str()},
        "suppressions": suppressions,
        "properties": {
            "breaks_client": touched::client_json(&item.touched.client),
            "queries": touched::queries_json(&item.touched.queries),
        },
    })
}

/// What becomes of the client beside what the findings of a script say.
fn client(judgement: &Judgement) -> Option<Value> {
    if judgement.client.is_empty() {
        return None;
    }
    Some(json!({
        "ruleId": CLIENT.0,
        "level": "note",
        "message": {"text": touched::breaks(&judgement.client).join("\n")},
        "locations": [{"physicalLocation": place(&judgement.file, 1)}],
        "properties": {"breaks_client": touched::client_json(&judgement.client)},
    }))
}

fn place(file: &str, line: usize) -> Value {
    json!({"artifactLocation": {"uri": file}, "region": {"startLine": line}})
}
