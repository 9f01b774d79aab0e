//! Findings as JSON.

use serde_json::{Value, json};

use super::{data_loss, old_client, reversible, strongest, touched};
use crate::judgement::{Item, Judgement, highest, refused};

/// One finding.
#[must_use]
pub fn finding(item: &Item) -> Value {
    let f = &item.finding;
    let names =
        |tables: &[icms_model::QualifiedName]| tables.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "code": f.code,
        "rule": f.rule,
        "class": f.class.word(),
        "object": f.subject.to_string(),
        "message": f.message,
        "remedy": f.remedy,
        "lock": strongest(f).map(icms_model::LockLevel::sql),
        "locks": f.locks.iter().map(|(level, on)| json!({"mode": level.sql(), "on": on.to_string()})).collect::<Vec<_>>(),
        "impact": f.impact as u8,
        "rewrites": names(&f.rewrites),
        "scans": names(&f.scans),
        "fails_with": f.fails_with,
        "data_loss": data_loss(f),
        "breaks_old_client": old_client(f),
        "breaks_client": touched::client_json(&item.touched.client),
        "queries": touched::queries_json(&item.touched.queries),
        "reversible": reversible(f),
        "before": f.before,
        "after": f.after,
        "facts": f.facts,
        "fingerprint": item.fingerprint.as_str(),
        "level": format!("{:?}", item.level).to_lowercase(),
        "acknowledged": item.acknowledged,
        "line": item.line,
        "statement": f.statement,
    })
}

/// What becomes of the client, finding by finding, and beside them.
pub fn everything_of_the_client(judgements: &[Judgement]) -> Value {
    let of_findings = judgements.iter().flat_map(|j| &j.items).flat_map(|item| &item.touched.client);
    let all: Vec<_> = of_findings.chain(judgements.iter().flat_map(|j| &j.client)).cloned().collect();
    touched::client_json(&all)
}

/// The document of `icms check --format json`.
#[must_use]
pub fn json(judgements: &[Judgement]) -> Value {
    let migration = |j: &Judgement| json!({"file": j.file, "migration": j.migration, "findings": j.items.iter().map(finding).collect::<Vec<_>>()});
    json!({
        "version": 1,
        "class": highest(judgements).word(),
        "refused": refused(judgements).count(),
        "breaks_client": everything_of_the_client(judgements),
        "findings": judgements.iter().flat_map(|j| j.items.iter().map(finding)).collect::<Vec<_>>(),
        "migrations": judgements.iter().map(migration).collect::<Vec<_>>(),
    })
}
